"""Example pages of sources: a page as it was fetched, when, and what our readers must make of it.

`<source>/<n>/` holds `input.*` (the bytes), `meta.json` (address, Content-Type, frozen time) and `output.json` (the
records).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rencai.records.canonical import payload
from rencai.records.kinds import kind_named
from rencai.records.normalise import normalise
from rencai_crawler.catalogue import folders, source_files
from rencai_crawler.items import raws_of
from rencai_crawler.pages import Link, Page, read_list, read_page
from rencai_crawler.source import Source
from rencai_crawler.source_file import read_source

EXAMPLES = Path(__file__).resolve().parents[1] / "crawler" / "examples"
MOST = 40
"""Of a file with many entries, so many are kept as expected output."""


@dataclass(frozen=True)
class Example:
    """One example directory."""

    folder: Path

    @property
    def source(self) -> Source:
        """The source it belongs to, as its file declares it now."""
        found, faults = read_source(source_file(self.folder.parent.name))
        assert found is not None, faults
        return found

    @property
    def meta(self) -> dict[str, str]:
        return dict(json.loads((self.folder / "meta.json").read_text("utf-8")))

    @property
    def expected(self) -> list[dict[str, Any]]:
        return list(json.loads((self.folder / "output.json").read_text("utf-8")))

    def read(self) -> list[dict[str, Any]]:
        """What the readers make of it now: kind and payload of each record."""
        meta, source = self.meta, self.source
        (body,) = self.folder.glob("input.*")
        page = Page(
            url=meta["url"],
            body=body.read_bytes(),
            headers={"content-type": meta["content_type"]},
            seen=datetime.fromisoformat(meta["seen"]),
            encoding=source.encoding,
        )
        detail = source.is_detail(page.url)
        reading = read_page(page, source) if detail else read_list(page, source)
        link = Link(page.url) if detail else None
        return [_record(kind, fields) for kind, fields in raws_of(reading.items, page, source, link)][:MOST]


def _record(kind: str, fields: Any) -> dict[str, Any]:
    record = normalise(kind_named(kind), fields).record
    assert record is not None, fields
    return json.loads(json.dumps({"kind": kind, **payload(record)}, ensure_ascii=False, default=str))  # type: ignore[no-any-return]


def source_file(name: str) -> Path:
    """The file of a bundled source."""
    from rencai.settings import settings

    return source_files(folders(settings()))[name]


def bundled() -> list[str]:
    """Names of the bundled sources."""
    from rencai.settings import settings

    return list(source_files(folders(settings())))


def examples(source: str = "*") -> Iterator[Example]:
    """Every example directory, or those of one source, in order."""
    for folder in sorted(EXAMPLES.glob(f"{source}/*")):
        if folder.is_dir():
            yield Example(folder)
