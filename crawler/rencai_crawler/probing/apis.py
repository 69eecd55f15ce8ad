"""Addresses that a page's scripts ask for their data, in the order in which they stand there. Pure."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from rencai_crawler.pages import Page
from rencai_crawler.pages.script_values import scripts_in
from rencai_crawler.probing.shapes import same_site

MOST = 6
_QUOTED = r"""(?P<mark>["'`])(?P<url>[^"'`\s<>\\]{2,300})(?P=mark)(?P<more>\s*\+)?"""
_ASKED = (
    re.compile(
        r"""(?:\b(?:fetch|axios|request|ajax)|\.(?:get|getJSON|ajax|load))\s*\(\s*(?:\{[^{}]{0,200}?\burl\s*:\s*)?"""
        + _QUOTED
    ),
    re.compile(r"""\.open\s*\(\s*["']GET["']\s*,\s*""" + _QUOTED, re.IGNORECASE),
    re.compile(r"""\b\w*(?:url|api|src)\w*\s*[:=]\s*""" + _QUOTED, re.IGNORECASE),
    re.compile(r"""(?P<mark>["'`])(?P<url>[^"'`\s<>\\]{2,300}\.json(?:\?[^"'`\s<>\\]*)?)(?P=mark)(?P<more>\s*\+)?"""),
)
"""How scripts ask: what is handed to a function that does, what is called an address, and files of JSON."""
_POSTED = (
    re.compile(r"""\.post\s*\(\s*""" + _QUOTED),
    re.compile(r"""\.open\s*\(\s*["']POST["']\s*,\s*""" + _QUOTED, re.IGNORECASE),
)
_SHAPE = re.compile(r"(?:https?:)?//[\w.:-]+/\S+|\.{0,2}/?[\w.-]+(?:/[\w.{}$-]+)*/?(?:\?\S*)?")
_FILE = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|webp|woff2?|ttf|mp[34]|pdf|zip|s?html?|vue|map)$", re.IGNORECASE)
_DOES = re.compile(
    r"log(?:in|out|off)|sign|auth|token|captcha|verif|delete|remove|add|save|submit|upload|update|edit|count|click|"
    r"hits?\b|visit|stat(?:s|istic)|track|collect|comment|pay|cart|sms|send|vote|apply|weather|config|menu|lang|i18n|"
    r"locale|manifest|banner|advert|friend",
    re.IGNORECASE,
)
"""Addresses of what changes something, or of no records."""
_PLACE = re.compile(r"\$?\{[^{}]*\}")
_PAGE = re.compile(r"[?&](?:page|pageNo|pageNum|pageIndex|currPage|current|pn|p)=$", re.IGNORECASE)
_SIZE = re.compile(r"[?&](?:size|pageSize|limit|rows|perPage)=$", re.IGNORECASE)


def addresses(page: Page, files: Iterable[Page] = ()) -> list[str]:
    """What the scripts of a page, and those in files of their own, ask their site for; at most some."""
    return _found(page, files, _ASKED)


def posted(page: Page, files: Iterable[Page] = ()) -> list[str]:
    """The same of what they ask by POST."""
    return _found(page, files, _POSTED)


def _found(page: Page, files: Iterable[Page], patterns: Iterable[re.Pattern[str]]) -> list[str]:
    scripts = [script for names, script in scripts_in(page.text) if "json" not in names]
    found: dict[str, None] = {}
    for text in [*scripts, *(file.text for file in files)]:
        for told in _told(text, patterns):
            url = page.absolute(told)
            if url and same_site(urlsplit(url).netloc, urlsplit(page.url).netloc) and url != page.url:
                found[url] = None
    return list(found)[:MOST]


def _told(script: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    for pattern in patterns:
        for match in pattern.finditer(script):
            url = _filled(match["url"], goes_on=bool(match["more"]))
            path = urlsplit(url).path
            if url and _SHAPE.fullmatch(url) and "/" in url and not _FILE.search(path) and not _DOES.search(path):
                yield url


def _filled(url: str, *, goes_on: bool) -> str:
    """An address whose places are filled where they ask for a page; empty where it has others."""
    parts = [*re.split(_PLACE, url), *([""] if goes_on else [])]
    whole = parts[0]
    for part in parts[1:]:
        if not (_PAGE.search(whole) or _SIZE.search(whole)):
            return ""
        whole += ("1" if _PAGE.search(whole) else "20") + part
    return whole
