"""Rows that call a script whose address the page does not tell: which they are, and what would tell it. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from rencai_crawler.pages import Page
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.script_values import scripts_in
from rencai_crawler.pages.scripted import Scripts, call_of, is_address
from rencai_crawler.pages.tree import Element
from rencai_crawler.probing.names import OF_RECORDS

ENOUGH = 5
"""Rows of one kind that are a list."""
MOST_FILES = 4
_LEAST_TEXT = 4
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|layui|layer|echarts|vue(?:\.|-router)|react|angular|polyfill|analytics|tongji|hm\.js|"
    r"superslide|require|seajs|html5|respond|map|share|ueditor|laydate",
    re.IGNORECASE,
)
_IMPORTED = re.compile(r"""\bimport\(\s*["'](\.{0,2}/[\w./@-]{1,120}\.m?js)["']""")
_DEPENDED = re.compile(r"""["']((?:[\w-]{1,40}/){1,4}[\w.@-]{1,80}\.m?js)["']""")
_MAPPED = re.compile(
    r"""["'](?P<folder>[\w/.-]{0,60}/)["']\s*\+\s*\(?(?:\(?(?P<names>\{[^{}]{0,9000}\})\[\w\]\s*\|\|\s*)?\w\)?\)?"""
    r"""\s*\+\s*["']\.["']\s*\+\s*\(?(?P<tags>\{[^{}]{1,9000}\})\[\w\]\)?\s*\+\s*["'](?:\.chunk)?\.js["']"""
)
"""How a bundle of webpack puts the name of one of its parts together."""
_PAIR = re.compile(r"""["']?([\w~-]{1,80})["']?\s*:\s*["']([\w~-]{1,80})["']""")
_NOWHERE = frozenset(
    {"void", "return", "alert", "history", "print", "submit", "close", "login", "search", "addFavorite"}
)


def unresolved(page: Page) -> list[Element]:
    """The rows of the likeliest list whose entries lead on by a script that tells no address."""
    scripts, kinds = page.scripts, defaultdict[str, list[Element]](list)
    anchors = (each for each in page.tree.iter("a") if not is_address((each.get("href") or "").strip()))
    for element in (*anchors, *scripts.holders(page.tree)):
        kind = _kind(element)
        if kind and len(text_in(element)) >= _LEAST_TEXT and not scripts.address(element):
            kinds[kind].append(element)
    best = max(kinds.values(), key=_different, default=[])
    return best if _different(best) >= ENOUGH else []


def _kind(element: Element) -> str:
    call = call_of(element)
    if call:
        return call[0] if call[1] and call[0] not in _NOWHERE else ""
    if not element.get("data-id") or any(is_address((each.get("href") or "").strip()) for each in element.iter("a")):
        return ""
    return f"data-id {element.tag} {element.get('class') or ''}"


def _different(elements: Iterable[Element]) -> int:
    """How many of them lead elsewhere and are called something else than the others."""
    leads = {(str(call_of(each) or each.get("data-id")), text_in(each)) for each in elements}
    return min(len({where for where, _ in leads}), len({text for _, text in leads}))


def said_of(elements: list[Element]) -> str:
    """What somebody should know of such rows."""
    call = call_of(elements[0])
    how = f"call a script, `{call[0]}(…)`," if call else "carry a number, `data-id`,"
    place = "{1}" if call else "{data-id}"
    return (
        f"{len(elements)} rows {how} and nothing tells where it leads: declare `listing.url`, such as "
        f"https://…/{place}, or try `render: browser`"
    )


def files(page: Page) -> list[str]:
    """Addresses of scripts of the site's own that may tell it."""
    host = urlsplit(page.url).netloc
    found = dict.fromkeys(page.absolute(src) for src in page.tree.xpath("//script/@src"))
    return [url for url in found if urlsplit(url).netloc == host and not _LIBRARY.search(url)][:MOST_FILES]


def chunks(page: Page, file: Page) -> list[str]:
    """Addresses of the parts of a bundle that it loads when they are wanted, those named after records first."""
    text = "\n".join(script for _, script in scripts_in(page.text)) if file is page else file.text
    named = {urljoin(file.url, name) for name in _IMPORTED.findall(text)}
    named |= {urljoin(file.url, f"/{name}") for name in _DEPENDED.findall(text)}
    for match in _MAPPED.finditer(text):
        names = dict(_PAIR.findall(match["names"] or ""))
        told = ((names.get(key, key), tag) for key, tag in _PAIR.findall(match["tags"]))
        named |= {urljoin(page.url, f"/{match['folder'].lstrip('/')}{name}.{tag}.js") for name, tag in told}
    host = urlsplit(page.url).netloc
    own = [url for url in sorted(named) if urlsplit(url).netloc == host and not _LIBRARY.search(urlsplit(url).path)]
    return sorted(own, key=lambda url: not OF_RECORDS.search(url))[:MOST_FILES]


def template(page: Page, element: Element, script: str) -> str:
    """The template of addresses that a further script tells for a row; empty where it tells none."""
    told = Scripts(f"<script>{script.replace('</script', '')}</script>{page.text}").template(element)
    return page.absolute(told) if told else ""
