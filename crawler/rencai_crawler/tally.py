"""What one run of one source did, counted."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_GIVEN = frozenset({"source", "source_id", "url", "seen"})
"""Fields that the crawler sets itself: they tell nothing about a page."""
_NUMBERS = ("listed", "lists", "pages", "known", "not_modified", "requests", "bytes", "blocked", "opted_out")


@dataclass
class Tally:
    """Counts of a run. They are kept with the run, and later runs are measured against them."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """added, changed, unchanged, gone, restored."""
    rejected: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    attachments: Counter[str] = field(default_factory=Counter)
    """Attachments that gave nothing, by reason."""
    personal: Counter[str] = field(default_factory=Counter)
    """Personal data in what was taken, by kind; it is covered wherever it is shown."""
    listed: int = 0
    """Different entries that lists showed."""
    lists: int = 0
    """List pages read."""
    pages: int = 0
    """Detail pages read."""
    known: int = 0
    """Listed entries that were known, unchanged and not fetched."""
    not_modified: int = 0
    requests: int = 0
    bytes: int = 0
    blocked: int = 0
    """Pages that were a challenge or a refusal instead of content."""
    opted_out: int = 0
    """Known pages that ask not to be used, and did not before."""
    endless: bool = False
    """A list went on where it had nothing new, and was left there."""
    shortfalls: list[str] = field(default_factory=list)
    """Why the lists were not read to their end; empty means they were."""
    filled: dict[str, Counter[str]] = field(default_factory=dict)
    """Kind → raw field → items that had it."""
    read: Counter[str] = field(default_factory=Counter)
    """Kind → items read from pages."""
    began: float = field(default_factory=time.monotonic)

    def reject(self, reason: str) -> None:
        self.rejected[str(reason)] += 1

    def fail(self, reason: str) -> None:
        self.failed[str(reason)] += 1

    def skip(self, reason: str) -> None:
        self.skipped[str(reason)] += 1

    def fall_short(self, reason: str) -> None:
        """Note that a list was not read to its end."""
        if reason not in self.shortfalls:
            self.shortfalls.append(reason)

    def saw(self, kind: str, fields: Mapping[str, object]) -> None:
        """Count the fields that an item has."""
        self.read[kind] += 1
        there = (name for name, value in fields.items() if value and name not in _GIVEN)
        self.filled.setdefault(kind, Counter()).update(there)

    def coverage(self) -> dict[str, dict[str, float]]:
        """Kind → raw field → share of the items that had it."""
        return {
            kind: {name: round(count / self.read[kind], 3) for name, count in sorted(filled.items())}
            for kind, filled in self.filled.items()
        }

    def counts(self) -> dict[str, Any]:
        """Everything as JSON, the outcomes first."""
        names = ("added", "changed", "unchanged", "gone", "restored")
        groups = {"rejected": self.rejected, "failed": self.failed, "skipped": self.skipped}
        return (
            {name: self.outcomes[name] for name in names}
            | {name: group.total() for name, group in groups.items()}
            | {"reasons": {name: dict(sorted(group.items())) for name, group in groups.items()}}
            | {"attachments_unread": dict(sorted(self.attachments.items()))}
            | {"personal": dict(sorted(self.personal.items()))}
            | {name: getattr(self, name) for name in _NUMBERS}
            | {
                "complete": not self.shortfalls,
                "endless": self.endless,
                "shortfalls": list(self.shortfalls),
                "coverage": self.coverage(),
                "read": dict(self.read),
                "seconds": round(time.monotonic() - self.began, 1),
            }
        )
