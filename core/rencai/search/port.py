"""The port: what the site may ask of search, and what the indexer may tell it.

An adapter does not implement SearchReader itself but `engine.SearchEngine`, a narrower protocol; `reader.Reader` makes
one SearchReader of it, so that both engines answer alike.

Only SearchUnavailable and BadQuery leave an implementation of either protocol.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from rencai.search.query import Page, Query, Related, Suggestion, Why

Document = Mapping[str, Any]
"""Values by the names of `search_fields()`; text fields are tokens joined by blanks; numbers may be absent, and a
UNION is."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Documents as one engine takes them: bytes, which pass from process to process at no cost."""

    ids: list[str]
    versions: list[int]
    bodies: list[bytes]
    taken: int | None = None
    """How many were taken, where they are written already: then there are no bodies."""

    def add(self, record_id: str, version: int, body: bytes) -> None:
        """One document more."""
        self.ids.append(record_id)
        self.versions.append(version)
        self.bodies.append(body)


Pack = Callable[[Iterable[Document]], Packed]
"""Takes documents one by one: each is packed while it is still in the core's cache, and then let go."""

ANY_VERSION = 2**31 - 1
"""A version above every real one: to remove a record that the store does not know, whatever version is indexed."""


class SearchReader(Protocol):
    """Reads the current generation. Safe to call from several threads."""

    def search(self, query: Query) -> Page:
        """One page. An empty text matches all; bad syntax is plain text."""

    def suggest(self, prefix: str, query: Query, limit: int = 10) -> list[Suggestion]:
        """Completions of Chinese, pinyin, initials or a mixture, that have results within the query's filters."""

    def related(self, record_id: str, limit: int = 6, was: Mapping[str, object] | None = None) -> list[Related]:
        """Groups of records that lead on from this one.

        Of one that is not indexed, as it has ended, from what it `was` (`related.card`); without that, none.
        """

    def explain(self, record_id: str, query: Query) -> Why | None:
        """Why the query finds this record; None when it does not."""

    def document_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """`hash` of those of the given records that are indexed, for verification."""

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids of indexed records in their order, beginning after one: to find what the store does not have."""

    def count(self) -> int:
        """How many records are indexed."""

    def ready(self) -> bool:
        """Whether there is an index that answers."""

    def refresh(self) -> None:
        """See what was committed until now; else it takes up to a second."""

    def close(self) -> None:
        """Let go of files and connections."""


class Generation(Protocol):
    """An index being filled. Only one writer at a time may have a generation open."""

    name: str
    writers: int
    """How many threads may call `write` at once with good effect."""
    pack: Pack
    """Makes documents ready for `write`. Can be pickled, so that other processes do it."""
    deliver: Pack | None
    """Makes documents ready and writes them, in a process that did not open the generation; what it gives has no
    bodies. Can be pickled. None where only the process that opened it may write."""

    def write(self, packed: Packed) -> int:
        """Add or replace, as of the next commit. A document whose `version` is lower than the indexed one is left out.

        Returns how many were taken. Engines that cannot hold back make them visible at once, which callers may not
        rely on.
        """

    def upsert(self, documents: Sequence[Document]) -> int:
        """`write` what `pack` makes of them."""

    def delete(self, ids: Mapping[str, int]) -> None:
        """Remove records by id, with the version at which they ended; a newer document stays."""

    def commit(self) -> None:
        """Make what was written durable, and visible where the generation is read already."""

    def position(self) -> int:
        """The last change number whose effect is committed; 0 for a new generation."""

    def set_position(self, seq: int) -> None:
        """Remember it. Call after `commit`: a crash between them only repeats work."""

    def note(self) -> str:
        """What was noted of it last; empty in a new one."""

    def set_note(self, text: str) -> None:
        """Keep a small text with the generation, such as which dictionary it was cut by."""

    def count(self) -> int:
        """How many records it has, committed."""

    def close(self) -> None:
        """Let go of its lock. Writes since the last commit are lost."""


class SearchWriter(Protocol):
    """Writes generations of the index and decides which one is read."""

    writes_elsewhere: bool
    """Whether those who write wait for the answers of another machine, while this one's cores have nothing to do."""

    def current(self) -> Generation | None:
        """The generation that readers see, opened for writing; None when there is none yet.

        Raises SearchUnavailable while another process writes it.
        """

    def is_current(self, generation: Generation) -> bool:
        """Whether readers still see this one. Cheap: a follower asks before every step."""

    def current_count(self) -> int:
        """How many records readers see; 0 when there is no generation. Takes no lock."""

    def new_generation(self, expected: int = 0) -> Generation:
        """A new, empty generation beside the current one, which no reader sees, for so many records."""

    def unfinished(self) -> Generation | None:
        """The generation that a rebuild left unfinished when it was killed, to go on with; else None."""

    def switch(self, generation: Generation) -> None:
        """Let readers see this generation from now on, atomically. The former one stays until `drop`."""

    def drop(self, keep: int = 0) -> list[str]:
        """Remove all generations but the current one and the `keep` newest before it; returns their names."""

    def close(self) -> None:
        """Let go of files and connections."""
