"""What an engine is asked and answers. Adapters translate these values and decide nothing that a person would see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rencai.search.clauses import EVERYTHING, Clause
from rencai.search.pairs import Pairs


@dataclass(frozen=True, slots=True)
class Scored:
    """One token that adds to the score by BM25 in several fields at once.

    Its idf is blended: in every field it counts with the document frequency of the field where it is most frequent
    (Elasticsearch's `cross_fields`), so that a word which is rare in titles does not outweigh everything else.
    """

    token: str
    fields: tuple[tuple[str, float], ...]
    """Fields with their weights."""


@dataclass(frozen=True, slots=True)
class Close:
    """Two tokens or more that add to the score by BM25 where they stand in a row in a POSITIONS field."""

    tokens: tuple[str, ...]
    field: str
    weight: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """An exact value that adds a fixed amount to the score, whatever its frequency."""

    field: str
    value: str
    amount: float


@dataclass(frozen=True, slots=True)
class ByField:
    """Sort by an ORDER field; `beyond` is the last value already shown."""

    field: str
    descending: bool
    beyond: int | None = None
    """Only rows at or past this value in the sort's direction; rows that were shown are left out by `Request.skip`."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to an engine, answered in one round trip where the engine can.

    Rows satisfy `match`, every one of `filters` and `always`. The total counts them. A facet counts the rows that
    satisfy all of these but the filter of its own name.
    """

    match: Clause = EVERYTHING
    filters: Mapping[str, Clause] = field(default_factory=dict)
    """By the facet whose choice it is, so that a facet can be counted as if it were not chosen."""
    always: Clause = EVERYTHING
    """Conditions that belong to no facet."""
    loose: bool = False
    """Rows must also hold at least one of the scored tokens: what finds weaker hits, with `match` left open."""
    scored: tuple[Scored | Close | Fixed, ...] = ()
    """What the score is made of; nothing means that all rows score alike."""
    order: ByField | None = None
    """Sort by a field instead of by score."""
    size: int = 20
    """How many rows are wanted; 0 only counts."""
    offset: int = 0
    skip: tuple[str, ...] = ()
    """Ids that are not wanted among the rows; they count."""
    facets: tuple[str, ...] = ()
    facet_size: int = 100
    """The most frequent values of a facet that are given back."""
    count: bool = True
    """Whether the total is wanted; without it `Response.total` may be anything."""


@dataclass(frozen=True, slots=True)
class Row:
    """One matching record."""

    id: str
    score: float
    order: int
    """Value of the field that was sorted by; 0 when sorted by score."""
    card: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to a request."""

    total: int
    rows: tuple[Row, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """Values with their counts, the most frequent first, equal ones by value."""


class SearchEngine(Protocol):
    """An adapter for reading. Raises SearchUnavailable when the engine does not answer, BadQuery when it refuses."""

    def run(self, request: Request) -> Response:
        """Answer one request on the current generation."""

    def totals(self, request: Request, matches: Sequence[Clause]) -> list[Pairs]:
        """How many records the request finds with each of these as its `match`, by the facets of `pairs.PAIR`.

        In one round trip where the engine can.
        """

    def finds(self, request: Request, among: Sequence[str]) -> bool:
        """Whether the request finds anything, which may be likelier among some records than among others."""

    def get(self, ids: Sequence[str]) -> dict[str, Row]:
        """Indexed records by id, with score 0."""

    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Field `hash` of indexed records by id."""

    def explain(self, record_id: str, request: Request) -> str:
        """The engine's own account of a row's score, as text; empty when it is no row of the request."""

    def frequencies(self, field: str, tokens: Sequence[str]) -> list[int]:
        """How many records hold each of these tokens in a field, deleted ones possibly included."""

    def numbers(self, begun: str, most: int) -> list[str]:
        """Numbers of papers (发文字号) that begin so; which ones, where there are more, is the engine's choice."""

    def values(self, field: str, most: int) -> list[tuple[str, int]]:
        """The most frequent values of a KEYWORD or KEYWORDS field with their counts."""

    def generation(self) -> str:
        """Names the state of the index that `run` sees; changes with every visible commit."""

    def ready(self) -> bool:
        """Whether there is an index that answers."""

    def refresh(self) -> None:
        """See what was committed until now."""

    def close(self) -> None:
        """Let go of files and connections."""
