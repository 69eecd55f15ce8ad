"""Addresses that a page's scripts ask for their data, in the order in which they stand there. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from urllib.parse import urlencode, urlsplit

from rencai_crawler.pages import Page
from rencai_crawler.pages.answer_pages import is_number_of_page, raised
from rencai_crawler.pages.script_values import scripts_in
from rencai_crawler.posted import leaves
from rencai_crawler.probing.bodies import bodies
from rencai_crawler.probing.shapes import same_site

MOST = 8
QUOTED = (
    r"""(?:(?P<base>[A-Za-z_$][\w$.]{0,40})\s*\+\s*)?"""
    r"""(?P<mark>["'`])(?P<url>[^"'`\s<>\\]{2,300})(?P=mark)"""
    r"""(?P<more>\s*\+(?!\s*[\w$.]{0,40}(?i:query|param|serializ|stringify)\w*\s*\())?"""
)
"""A text that may be an address, with what is put before it."""
_ASKED = (
    re.compile(
        r"""(?:\b(?:fetch|axios|request|ajax)|\.(?:get|getJSON|ajax|load))\s*\(\s*(?:\{[^{}]{0,200}?\burl\s*:\s*)?"""
        + QUOTED
    ),
    re.compile(r"""\.open\s*\(\s*["']GET["']\s*,\s*""" + QUOTED, re.IGNORECASE),
    re.compile(r"""\b\w*(?:url|api|src)\w*\s*[:=]\s*""" + QUOTED, re.IGNORECASE),
    re.compile(
        r"""(?P<base>(?!))?(?P<mark>["'`])(?P<url>[^"'`\s<>\\]{2,300}\.json(?:\?[^"'`\s<>\\]*)?)(?P=mark)(?P<more>\s*\+)?"""
    ),
)
"""How scripts ask: what is handed to a function that does, what is called an address, and files of JSON."""
_SHAPE = re.compile(r"(?:https?:)?//[\w.:-]+/\S+|\.{0,2}/?[\w.-]+(?:/[\w.{}$-]+)*/?(?:\?\S*)?")
_FILE = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|webp|woff2?|ttf|mp[34]|pdf|zip|s?html?|vue|map)$", re.IGNORECASE)
_DOES = re.compile(
    r"log(?:in|out|off)|sign|auth|token|captcha|verif|delete|remove|add|save|submit|upload|update|edit|count|click|"
    r"hits?\b|visit|stat(?:s|istic)|track|collect|comment|pay|cart|sms|send|vote|apply|weather|config|menu|lang|i18n|"
    r"locale|manifest|banner|advert|friend",
    re.IGNORECASE,
)
"""Addresses of what changes something, or of no records."""
_BASE = re.compile(r"""\b(?:baseURL|baseUrl|BASE_URL|base_url)["']?\s*[:=]\s*["'`]((?:https?://|/)[^"'`\s]*)["'`]""")
_OF_DATA = re.compile(r"data-(?:[\w-]+-)?(?:url|api|src|source|endpoint|ajax|action|remote)", re.IGNORECASE)
_SET = re.compile(r"""(?<![\w$.])([A-Za-z_$][\w$]*)\s*[=:]\s*["'`]((?:https?://|/)[^"'`\s{}]*)["'`]""")
_MOST_SCRIPTS = 16
_NEAR = 700
"""Characters from an address to what is asked with."""
_PLACE = re.compile(r"\$?\{([^{}]*)\}")
_QUERY_NAME = re.compile(r"[?&](\w+)=$")
_SIZE = re.compile(r"size|pageSize|limit|rows|perPage", re.IGNORECASE)


def addresses(page: Page, files: Iterable[Page] = ()) -> list[str]:
    """What the scripts of a page, and those in files of their own, ask their site for; at most some."""
    texts = scripts_of(page, files)
    told = (
        asked
        for text in texts
        for pattern in _ASKED
        for match in pattern.finditer(text)
        for url in usable(page, match, texts)
        for asked in (*_with_parameters(url, text, match.end()), url)
    )
    found: dict[str, None] = {}
    for url in chain(told, _in_attributes(page)):
        found[url] = None
        if len(found) == MOST:
            break
    return list(found)


def _with_parameters(url: str, script: str, place: int) -> Iterator[str]:
    """An address with what a script asks with beside it, where that has a page's number."""
    for body in bodies(script, place, within=_NEAR)[:1] if not raised(url) else ():
        yield f"{url}{'&' if '?' in url else '?'}{urlencode(list(leaves(body)))}"


def _in_attributes(page: Page) -> Iterator[str]:
    """Addresses that elements name for a script of a library (`<table data-url="/post/list">`)."""
    for element in page.tree.iter("div", "table", "ul", "section", "tbody"):
        for name, value in element.attrib.items():
            path = urlsplit(value).path if _OF_DATA.fullmatch(name) else ""
            if "/" in path and _SHAPE.fullmatch(value) and not _FILE.search(path) and not _DOES.search(path):
                yield page.absolute(value)


def scripts_of(page: Page, files: Iterable[Page]) -> list[str]:
    """The scripts of a page, and those of files."""
    return [*(script for names, script in scripts_in(page.text) if "json" not in names), *(file.text for file in files)]


def usable(page: Page, match: re.Match[str], scripts: Iterable[str]) -> Iterator[str]:
    """The addresses, of the page's own site, that a text in a script may stand for; none where it is none."""
    whole = _filled(match["url"], scripts, goes_on=bool(match["more"]))
    before = text_of(match["base"].rpartition(".")[2], scripts) if match["base"] else ""
    path = urlsplit(whole).path
    if not whole or not _SHAPE.fullmatch(whole) or "/" not in whole or _FILE.search(path) or _DOES.search(path):
        return
    bases = [before] if before else [base for text in scripts for base in _BASE.findall(text)][:1]
    for told in (*(_joined(base, whole) for base in bases), whole):
        url = page.absolute(told)
        if url and same_site(urlsplit(url).netloc, urlsplit(page.url).netloc) and url != page.url:
            yield url


def _joined(base: str, url: str) -> str:
    return url if url.startswith(("http:", "https:", "//")) else f"{base.rstrip('/')}/{url.lstrip('/')}"


def text_of(name: str, scripts: Iterable[str]) -> str:
    """The text that a name is set to, where it may be the beginning of an address."""
    return next((told for text in scripts if (told := _texts_of(text).get(name, ""))), "")


@lru_cache(_MOST_SCRIPTS)
def _texts_of(script: str) -> Mapping[str, str]:
    """The beginnings of addresses that names of a script are set to, each as it is first."""
    return {match[1]: match[2] for match in reversed(list(_SET.finditer(script)))}


def _filled(url: str, scripts: Iterable[str], *, goes_on: bool) -> str:
    """An address whose places are filled where they ask for a page or a name tells them; empty where it has others."""
    parts = [*_PLACE.split(url), *(["", ""] if goes_on else [])]
    whole = parts[0]
    for name, part in zip(parts[1::2], parts[2::2], strict=False):
        asked = _QUERY_NAME.search(whole)
        if asked and (is_number_of_page(asked[1]) or _SIZE.fullmatch(asked[1])):
            whole += ("1" if is_number_of_page(asked[1]) else "20") + part
        elif not whole and (told := text_of(name.strip().rpartition(".")[2], scripts)):
            whole = told.rstrip("/") + part
        else:
            return ""
    return whole
