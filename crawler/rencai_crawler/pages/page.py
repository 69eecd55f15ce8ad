"""A fetched page, and what reading it gives: plain values, no network."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from rencai import clock
from rencai_crawler.pages.encoding import decode
from rencai_crawler.pages.lines import squeeze
from rencai_crawler.pages.scripted import Scripts
from rencai_crawler.pages.tree import Element, parse

MOST_BYTES = 20_000_000
"""Larger pages are refused before they are parsed: a parsed tree takes some ten times a page's size."""

_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
"""What servers write into every link for who brings no cookie: another one each time."""

KindOfPage = Literal["detail", "list", "feed", "block", "empty", "unknown"]


@dataclass(frozen=True)
class Page:
    """One response as it came; text and tree are made when they are first asked for."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    seen: datetime = field(default_factory=clock.now)
    encoding: str = ""
    """Encoding that counts before every declaration of the page."""

    @cached_property
    def content_type(self) -> str:
        """The media type in lower case, without its parameters."""
        return self._header("content-type").partition(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The body decoded, without a byte order mark."""
        return decode(self.body, self._header("content-type"), self.encoding)

    @cached_property
    def tree(self) -> Element:
        """The parsed document. Readers that change it take a copy."""
        return parse(self.text)

    @cached_property
    def title(self) -> str:
        """What `<title>` says."""
        return squeeze(self.tree.xpath("string(//title)"))

    @cached_property
    def scripts(self) -> Scripts:
        """What the page's scripts tell of addresses; one for all readers, so that they are searched only so often."""
        return Scripts(self.text)

    @cached_property
    def json(self) -> Any:
        """What the body is as JSON; None where it is none."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    @cached_property
    def metas(self) -> dict[str, str]:
        """Meta tags by lower-case name; the first that is not empty counts."""
        found: dict[str, str] = {}
        for element in self.tree.iter("meta"):
            name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
            content = " ".join((element.get("content") or "").split())
            if name and content and name not in found:
                found[name] = content
        return found

    @cached_property
    def selector(self) -> Selector:
        """The same tree for CSS and XPath."""
        return Selector(root=self.tree, type="html", base_url=self.url)

    @cached_property
    def base(self) -> str:
        """What relative links of this page are relative to."""
        declared = self.tree.xpath("string(//base/@href)")
        return urljoin(self.url, declared.strip()) if declared else self.url

    def absolute(self, href: str) -> str:
        """A link as an address without fragment and session; empty where it leads nowhere that can be fetched."""
        try:
            url = urljoin(self.base, href.strip().replace("\\", "/"))
            parts = urlsplit(url)
        except ValueError:
            return ""
        if parts.scheme not in {"http", "https", "file"} or (not parts.netloc and parts.scheme != "file"):
            return ""
        path = _SESSION.sub("", parts.path) if ";" in parts.path else parts.path
        return parts._replace(path=path, fragment="").geturl()

    def _header(self, name: str) -> str:
        return next((value for key, value in self.headers.items() if key.lower() == name), "")


@dataclass(frozen=True)
class Link:
    """A link as a page or feed gives it; `date` and `lastmod` are what it says beside the link."""

    url: str
    text: str = ""
    date: str = ""
    lastmod: str = ""


@dataclass(frozen=True)
class RawItem:
    """Raw fields of one record. A `source_id` that begins with # is relative to that of the page."""

    kind: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class PageReading:
    """What one page gives."""

    items: tuple[RawItem, ...] = ()
    links: tuple[Link, ...] = ()
    """Links of a list, in its order."""
    next_pages: tuple[str, ...] = ()
    """Further pages of the same list, or of the same text."""
    form: str = ""
    """What the page's own form sends for the next page, which is asked for by POST."""
    guessed: bool = False
    """Nothing names the next page: its address is this one's with a higher number, and it may not be there."""
    total: int = 0
    """Entries that the list has by its own word; 0 where it says nothing of that."""
    withheld: bool = False
    """The list goes on behind this page, and nothing tells where."""
    attachments: tuple[Link, ...] = ()
    kind_of_page: KindOfPage = "unknown"
    reason: str = ""
    """Why there is nothing, as a short code: not_found, challenge, too_large, no_text, …"""
    cut_off: bool = False
    """The page ends before its markup does."""


def meta(found: Mapping[str, str], names: Sequence[str]) -> str:
    """The first of the named meta tags that has a content."""
    return next((found[name] for name in names if found.get(name)), "")
