"""One page → its records, without a store."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rencai import clock
from rencai.errors import InputInvalid
from rencai.exchange.view import unsaved
from rencai.intake.gates import flags
from rencai.records.kinds import kind_named
from rencai.records.normalise import normalise
from rencai.settings import Settings
from rencai_crawler.addresses import local
from rencai_crawler.pages import Page, RawItem, read_page

SOURCE = "extract"


@dataclass(frozen=True)
class Extracted:
    """Records in the shape of `export`, what could not be understood in them, and why there are none."""

    records: list[dict[str, Any]]
    problems: list[str]
    reason: str


def opened(where: str, url: str, settings: Settings) -> Page:
    """The page in a file or at an address.

    Raises InputInvalid for a file that cannot be read, FetchError for a page that cannot be fetched.
    """
    if where.lower().startswith(("http://", "https://")):
        from rencai_crawler.errand import run_errand

        return run_errand(lambda fetch: fetch(where), settings, delay=0)
    path = Path(where)
    try:
        return Page(url or path.resolve().as_uri(), path.read_bytes(), {}, clock.now())
    except OSError as error:
        raise InputInvalid(f"{where} cannot be read: {error.strerror}; give a file or an http address") from error


def extracted(page: Page, kind: str | None = None) -> Extracted:
    """What the readers make of a page that no source describes."""
    reading = read_page(page, None, kind)
    records, problems = [], []
    for place, item in enumerate(reading.items):
        record, found = _record(item, page, place)
        problems += found
        if record is not None:
            records.append(record)
    return Extracted(records, problems, reading.reason or "; ".join(problems) or reading.kind_of_page)


def _record(item: RawItem, page: Page, place: int) -> tuple[dict[str, Any] | None, list[str]]:
    own = str(item.fields.get("source_id") or f"#{place}" * bool(place))
    identity = local(page.url) + own if not own or own.startswith("#") else own
    raw = {"url": page.url, "seen": page.seen} | item.fields | {"source": SOURCE, "source_id": identity[:500]}
    read = normalise(kind_named(item.kind), raw)
    said = [f"{problem.field}: {problem.reason}" for problem in read.problems]
    return (unsaved(read.record, flags(read.record, read.problems)) if read.record else None), said
