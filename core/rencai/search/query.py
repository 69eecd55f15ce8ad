"""What is asked of search and what it answers: plain values, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

RELEVANCE = "relevance"
DISTANCE = "distance"
NEWEST = "newest"
AND_ABOVE = "+"
"""After a value of a ladder facet: that rung and all above it, as in `skill_level=高级工+`."""
DEEPEST_BY_RELEVANCE = 1000
"""Beyond this many hits a list by relevance ends and is offered by date."""

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NO_RANGES: "Mapping[str, tuple[float | None, float | None]]" = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Around:
    """A circle on the map."""

    lon: float
    lat: float
    km: float | None = None
    """Radius; None only sorts by distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One search. Text of any form is valid; a filter, range or order that does not exist raises BadQuery."""

    text: str = ""
    kind: str | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    """Facet → wanted values: OR within a facet, AND across. Coded facets take code or name."""
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    """Facet → unwanted values."""
    ranges: Mapping[str, tuple[float | None, float | None]] = field(default_factory=lambda: _NO_RANGES)
    """Range → both ends, inclusive, None where open. A span matches where it overlaps; days count from 1970-01-01."""
    around: Around | None = None
    sort: str = RELEVANCE
    size: int = 20
    cursor: str = ""
    """`Page.next` of the page before; any other text raises BadQuery."""
    facets: tuple[str, ...] | None = None
    """Facets to count; None counts those of the kind."""
    taken_back: tuple[str, ...] = ()
    """`Understood.key`s that the person took back: those parts are only words."""
    near: bool = True
    """Fill the page with weaker hits when the matching ones do not."""
    mixed: bool = False
    """Of a question, rank near hits among the matches by score instead of after them.

    A long text of law matches all its words by chance; the article that answers it may lack one.
    """
    verbatim: bool = False
    """Search the words as they are typed: no synonyms, no spelling help, no widening."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the query that means a value of a field. It weighs on that field and filters nothing."""

    key: str
    """Names it in `Query.taken_back`: `<field>:<value>`."""
    field: str
    value: str
    label: str
    """In Chinese, as in «区: 朝阳区»."""
    text: str
    """The words of the query it was read from."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching records have a value, counted as if its facet were not chosen."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found."""

    id: str
    kind: str
    source: str
    source_id: str
    title: str
    score: float
    near: bool = False
    """It does not match every part of the query, and `total` does not count it."""
    pinned: bool = False
    """A best bet of the operator."""
    km: float | None = None
    """Distance from the point that was asked for."""
    card: Mapping[str, object] = field(default_factory=dict)
    """What the index keeps of it beside that; see `rencai_indexer.documents`."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was done because nothing matched, and how to undo it."""

    action: str
    """drop_words, spelling, wider_place or near_occupation."""
    message: str
    """In Chinese, for the page."""
    text: str
    """The query that was searched instead."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results."""

    total: int
    """Records that match every understood part of the query and all filters."""
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    understood: tuple[Understood, ...] = ()
    taken_back: tuple[Understood, ...] = ()
    """What would be understood, had it not been taken back."""
    next: str = ""
    """Cursor of the next page; empty on the last."""
    rescue: Rescue | None = None
    ended_early: bool = False
    """There is more than a list by relevance goes down to; sort by date to go on."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion that has results in the current filters."""

    text: str
    count: int
    field: str
    """What it completes: occupation, district, place, skill_level, unit, heading or numbers."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, in Chinese, on why a record is where it is."""

    text: str
    weight: float
    """Its share of the score."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a record was found: for people, and the engine's own account for admins."""

    reasons: tuple[Reason, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class Related:
    """A group of records that lead on from one."""

    label: str
    hits: tuple[Hit, ...]
