"""What is done in the processes beside a crawl's: reading pages and files, and taking pages in.

Nothing here imports Scrapy, or what it stands on: that would take as long, and nearly as much memory, as all the rest.
"""

import resource
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from rencai_crawler.keeper import Keeper, Kept, Took
from rencai_crawler.litter import leave_be
from rencai_crawler.pages import Page, PageReading, RawItem, read_page
from rencai_crawler.pages.attachments import read_attachment
from rencai_crawler.source import Source

LONGEST_TEXT = 200_000
MOST_MEMORY = 3 << 30
"""Bytes of address space for reading files: a small one can be made to unpack to more than any machine has."""
Unread = tuple[str, str]
"""Address of an attachment that gave nothing, and why."""


def begin() -> None:
    """Prepare a process that does these: what it has imported stays as it is."""
    leave_be()


def begin_files() -> None:
    """The same of a process that reads files, which may take no more memory than it is given."""
    begin()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    with suppress(ValueError, OSError):  # macOS knows the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def read(page: Page, source: Source) -> PageReading:
    """What a page holds."""
    return read_page(page, source)


def take(keeper: Keeper, pages: Sequence[Kept]) -> Took:
    """Take what pages gave into the store."""
    return keeper.take(pages)


def attach(reading: PageReading, source: Source, files: Sequence[Page]) -> tuple[PageReading, list[Unread]]:
    """The reading with the text and the positions of its attachments, and which of them gave nothing. Pure."""
    notice = next((item for item in reading.items if item.kind == "policy_notice"), reading.items[0])
    found = [read_attachment(file, notice, source) for file in files]
    text = "\n\n".join(one.text for one in found if one.text)[:LONGEST_TEXT]
    fields = notice.fields | ({"attachment_text": text} if text and notice.kind == "policy_notice" else {})
    items = tuple(replace(item, fields=fields) if item is notice else item for item in reading.items)
    positions = tuple(item for one in found for item in one.items if item.kind in source.kinds)
    unread = [(file.url, one.reason) for file, one in zip(files, found, strict=True) if one.reason]
    return replace(reading, items=_told_apart(items + positions)), unread


def _told_apart(items: tuple[RawItem, ...]) -> tuple[RawItem, ...]:
    """Two files may number their rows alike: later ones get a number more."""
    seen: dict[str, int] = {}
    result = []
    for item in items:
        own = str(item.fields.get("source_id") or "")
        seen[own] = count = seen.get(own, 0) + 1
        told = replace(item, fields=item.fields | {"source_id": f"{own}~{count}"}) if own and count > 1 else item
        result.append(told)
    return tuple(result)
