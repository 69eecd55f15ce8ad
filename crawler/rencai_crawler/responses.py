"""From Scrapy's response to a page, and to what is remembered of it."""

from typing import Any

from scrapy import Request
from scrapy.http import Response

from rencai import clock
from rencai.store.pages import PageState
from rencai_crawler.addresses import url_key
from rencai_crawler.pages import Page
from rencai_crawler.posted import Sent
from rencai_crawler.source import Source
from rencai_crawler.tally import Tally


def request_for(url: str, sent: Sent | None, **given: Any) -> Request:
    """The request for the page at an address, by POST where something is sent for it."""
    if sent is None:
        return Request(url, dont_filter=True, **given)
    headers = {**(given.pop("headers", None) or {}), "Content-Type": sent.content_type}
    meta = {**(given.pop("meta", None) or {}), "address": url}
    return Request(sent.url, method="POST", body=sent.body, headers=headers, meta=meta, dont_filter=True, **given)


def address_of(response: Response) -> str:
    """The address of the page in a response: that of what was asked by POST, unless it led elsewhere."""
    posted = response.request is not None and response.request.method == "POST"
    return str(response.meta.get("address") or response.url) if posted else response.url


def page_of(response: Response, source: Source, tally: Tally) -> Page:
    """The page in a response; header names in lower case."""
    tally.bytes += len(response.body)
    return Page(address_of(response), response.body, headers_of(response), clock.now(), source.encoding)


def led_elsewhere(response: Response) -> bool:
    """Whether a request was answered by another page than the one it asked for."""
    asked = response.meta.get("redirect_urls") or [response.url]
    return url_key(response.url) != url_key(asked[0])


def lost_its_body(response: Response) -> bool:
    """Whether what was asked by POST led to an answer for which nothing was sent."""
    return "address" in response.meta and response.request is not None and response.request.method != "POST"


def headers_of(response: Response) -> dict[str, str]:
    """Headers by their names in lower case."""
    return {
        name.decode("latin-1").lower(): b", ".join(value for value in values if value).decode("latin-1")
        for name, values in response.headers.items()
    }


def state_of(page: Page, source: Source, key: str, mark: str = "") -> PageState:
    """What is remembered of a page that was had, before its records are known."""
    return PageState(
        source.id,
        key,
        page.url,
        etag=page.headers.get("etag", "")[:500],
        last_modified=page.headers.get("last-modified", "")[:64],
        mark=mark,
        status=200,
        fetched_at=page.seen,
        asked_at=page.seen,
        listed_at=page.seen,
    )
