"""Attachments of a notice: fetched under the same guards, read into the notice's text and into positions."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from rencai_crawler.pages import Link, Page, PageReading, RawItem
from rencai_crawler.source import Source

MOST = 12
"""Attachments of one notice that are fetched."""
LONGEST_TEXT = 200_000

Fetch = Callable[[Link], Awaitable[Page | None]]


@dataclass(frozen=True, slots=True)
class Attached:
    """A notice with what its attachments added, and their responses."""

    reading: PageReading
    pages: tuple[Page, ...] = ()


async def with_attachments(reading: PageReading, source: Source, fetch: Fetch) -> Attached:
    """Fetch and read the attachments of a page's notice."""
    notice = next((item for item in reading.items if item.kind == "policy_notice"), None)
    notice = notice or next(iter(reading.items), None)
    if notice is None or not reading.attachments or not source.attachments:
        return Attached(reading)
    fetched = [await fetch(link) for link in reading.attachments[:MOST]]
    pages = tuple(page for page in fetched if page is not None)
    return Attached(attach(reading, notice, source, pages), pages)


def attach(reading: PageReading, notice: RawItem, source: Source, pages: tuple[Page, ...]) -> PageReading:
    """The reading with the text and the positions of attachments. Pure."""
    from rencai_crawler.pages.attachments import read_attachment

    texts: list[str] = []
    positions: list[RawItem] = []
    for page in pages:
        found = read_attachment(page, notice, source)
        if found.text:
            texts.append(found.text)
        positions += found.items
    fields = notice.fields | ({"attachment_text": "\n\n".join(texts)[:LONGEST_TEXT]} if texts else {})
    items = tuple(replace(item, fields=fields) if item is notice else item for item in reading.items)
    wanted = [item for item in positions if item.kind in source.kinds]
    return replace(reading, items=items + tuple(wanted))


def attachment_request(link: Link) -> Request:
    """The request for an attachment; it goes before everything, since a page waits for it."""
    return Request(link.url, dont_filter=True, priority=100)


async def fetched(download: Callable[[Request], Awaitable[Response]], link: Link) -> Response | None:
    """An attachment's response, None where it cannot be had."""
    try:
        response = await download(attachment_request(link))
    except (IgnoreRequest, OSError, TimeoutError):
        return None
    return response if response.status == 200 else None
