"""What a probe found out, as values."""

from dataclasses import dataclass, field
from typing import Any

from rencai_crawler.source import Source

PAGES = 5
"""Details that a probe reads."""

WITHHELD = (
    "the list goes on, and nothing tells where: only what is shown first is collected (try `render: browser`, or "
    "declare `listing.next` or an address with its page number)"
)
"""Said of a list whose further pages cannot be asked for."""


@dataclass(frozen=True)
class Trial:
    """What one family made of the sample pages."""

    family: str
    kinds: tuple[str, ...]
    records: int
    pages: int
    """Pages that gave a record."""
    coverage: dict[str, float]
    """Raw field → share of the records that have it."""
    samples: tuple[dict[str, Any], ...]

    @property
    def covered(self) -> float:
        """Fields that a record has, on average."""
        return sum(share for name, share in self.coverage.items() if name not in ("source_id", "url"))

    @property
    def titles(self) -> int:
        """How many of the samples are called differently: pages that are no details share the site's name."""
        return len({str(sample.get("title", "")) for sample in self.samples})

    @property
    def length(self) -> float:
        """Characters of a shown text, on average."""
        texts = [str(sample.get("body_text") or sample.get("description") or "") for sample in self.samples]
        return sum(map(len, texts)) / max(1, len(texts))


@dataclass
class Findings:
    """Everything seen on the way, for the report."""

    url: str
    signs: dict[str, Any] = field(default_factory=dict)
    """json_ld, government, feeds, sitemaps, list, pagination, columns, rows (of a file or an API), robots."""
    trials: list[Trial] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What somebody should look at before the source is used."""

    def kept(self) -> "Findings":
        """The same as they are now, to come back to from a way that leads nowhere."""
        return Findings(self.url, dict(self.signs), list(self.trials), list(self.notes))

    def restore(self, kept: "Findings") -> None:
        """Be what was kept."""
        self.signs, self.trials, self.notes = kept.signs, kept.trials, kept.notes


@dataclass(frozen=True)
class Probed:
    """A finished probe: what was found, the source that follows from it, and its file."""

    findings: Findings
    source: Source | None
    trial: Trial | None
    yaml: str
