"""Looks at a source's lists: how one page leads to the next, and whether they stood still while they were read.

Lists move while they are paged: an entry that is taken off page 1 draws the first entry of page 2 to page 1, which was
read before, and a reader of page 2 never meets it. Two looks in a row at all pages that show the same prove what was
there: no page changed between its two readings, so all of them together are the list as it was when the first look
ended (the double collect of atomic snapshots).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

MOST = 3
"""Looks in one run. The first one takes as long as fetching the details does; the others read lists only."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one list page led to the next."""

    stale: int = 0
    """Pages in a row without a new entry."""
    shown: frozenset[str] = frozenset()
    """What the page before showed."""
    repeated: bool = False
    """The page before showed what the one before it did."""
    depth: int = 0
    """Lists of lists on the way."""
    trail: tuple[str, ...] = ()
    """Addresses of the pages before this one, the last two."""
    passed_over: frozenset[str] = frozenset()
    """Where the page before leads by a title, and no detail is."""
    guessed: bool = False
    """Nothing named this page: its number was guessed."""

    def on(self, shown: frozenset[str], new: int, *, index: bool) -> "Way":
        """The way to the pages behind one that showed these entries, so many of them new; an index has none."""
        if index:
            return replace(self, depth=self.depth + 1)
        # The first page has twins on many sites (`?page=1`), which are no fault.
        told = frozenset[str]() if self is START else shown
        return Way(0 if new else self.stale + 1, told, bool(told) and not new and told == self.shown, self.depth)


START = Way()


@dataclass
class Looks:
    """What each look showed, page by page; in memory one digest a page, and one an entry from the second look on."""

    number: int = 1
    _pages: dict[str, bytes] = field(default_factory=dict)
    _before: dict[str, bytes] = field(default_factory=dict)
    _met: set[bytes] = field(default_factory=set)

    def saw(self, key: str, shown: frozenset[str]) -> None:
        """A list page, by the key of its address, showed these entries."""
        self._pages[key] = _digest(sorted(shown))

    def new(self, shown: frozenset[str]) -> int:
        """How many entries this look, a later one, had not shown yet."""
        before = len(self._met)
        self._met.update(_digest([entry]) for entry in shown)
        return len(self._met) - before

    def again(self) -> None:
        """Begin another look."""
        self.number += 1
        self._before, self._pages, self._met = self._pages, {}, set()

    @property
    def are_later(self) -> bool:
        return self.number > 1

    @property
    def enough(self) -> bool:
        """Whether another look is of no use."""
        return self.steady or self.number >= MOST

    @property
    def steady(self) -> bool:
        """Whether what was shown is what was there at one moment. One page alone always is."""
        return len(self._pages) <= 1 or self._pages == self._before


def _digest(entries: Iterable[str]) -> bytes:
    return sha256("\n".join(entries).encode()).digest()[:16]
