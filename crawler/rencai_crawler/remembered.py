"""A list page as it was last read, for when its site says that it has not changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from scrapy.http import Response

from rencai import clock
from rencai.store.archive import Archive
from rencai.store.pages import LIST, PageState
from rencai_crawler.envelope import unpack
from rencai_crawler.pages import Page
from rencai_crawler.responses import headers_of
from rencai_crawler.source import Source

LIST_BELIEVED = timedelta(days=7)
PAGE_BELIEVED = timedelta(days=90)
"""How long after its content was had a page is believed that it did not change: some servers say so for ever."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of a list page, its content included."""

    state: PageState
    page: Page

    def again(self, response: Response) -> Page:
        """The page that a 304 stands for: the content of then, the permissions of now."""
        return replace(self.page, headers={**headers_of(response), **self.page.headers})


def archived(archive: Archive, state: PageState, source: Source) -> Page | None:
    """A response as it was read then: relative dates count from that day. None where it is no longer kept."""
    found = archive.read(state.digest) if state.digest else None
    if found is None:
        return None
    headers, body = unpack(found)
    return Page(state.url, body, headers, state.fetched_at or clock.now(), source.encoding)


def remembered(archive: Archive, state: PageState | None, source: Source) -> Remembered | None:
    """A list page that can be asked for whether it changed, and read again from the archive if not; blocks."""
    if state is None or state.mark != LIST or not (state.etag or state.last_modified) or _is_old(state, LIST_BELIEVED):
        return None
    page = archived(archive, state, source)
    return Remembered(state, page) if page else None


def conditions(state: PageState | None) -> Mapping[str, str]:
    """Headers that ask for a page only if it changed since."""
    if state is None or state.status != 200 or _is_old(state, PAGE_BELIEVED):
        return {}
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in given.items() if value}


def _is_old(state: PageState, believed: timedelta) -> bool:
    return state.fetched_at is not None and clock.now() - state.fetched_at > believed
