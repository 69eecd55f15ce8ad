"""The page after an API's answer: one that it names by address or by a mark to ask with, else the next number. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from rencai_crawler.pages.page import Page, PageReading

_ADDRESSES = ("next", "nexturl", "nextpageurl", "nextlink", "nexthref")
"""Where answers name the address of their next page; `next_url` is JSON Feed's (jsonfeed.org/version/1.1)."""
_ADDRESS = re.compile(r"https?://\S+|[/?]\S+|[\w.-]*[/?]\S+")
_LINK = re.compile(r"<([^<>]+)>[^<>,]*;\s*rel=\"?next\b", re.IGNORECASE)
_MARK = re.compile(r"next_?((?:page_?)?(?:token|cursor|marker|offset|start|page|scroll_?id))", re.IGNORECASE)
"""A mark to ask for the next page with (`nextPageToken`), and the parameter that takes it (`pageToken`)."""
_GOES_ON = frozenset({"hasmore", "hasnext", "hasnextpage", "morepages", "moreresults", "moreavailable"})
_IS_LAST = frozenset({"islast", "islastpage", "lastpage", "last", "isend", "end", "finished"})
_TOTAL = re.compile(r"total(?:count|num|number|found|hits|elements|records?|rows?|items|size)?|records?total|numfound")
_COUNT = re.compile("[0-9]{1,18}")
_NUMBER = re.compile(
    r"(?:curr?(?:ent)?|to|go|goto|the|now|i)?page(?:no|num|number|index|idx|now|curr?(?:ent)?|i)?|current|pn|pg|p"
)
"""Parameters that have a page's number."""
_OFFSETS = frozenset({"offset", "start", "skip", "from", "startindex", "skipcount", "idisplaystart", "firstresult"})
_SIZES = (
    *("limit", "size", "count", "rows", "length", "take", "pagesize", "perpage", "maxresultcount"),
    *("idisplaylength", "maxresults"),
)
"""Parameters that count rows, and those beside them that say how many are asked for."""
_LEVELS, _DEEPEST = 3, 40


def is_number_of_page(name: str) -> bool:
    """Whether a parameter, or the last part of a dotted name, is called as a page's number is."""
    return bool(_NUMBER.fullmatch(_last(name)))


def is_offset(name: str) -> bool:
    """Whether a parameter counts rows, from where a page begins."""
    return _last(name) in _OFFSETS


def with_next(reading: PageReading, page: Page, answer: Any, rows: Sequence[object], name: str = "") -> PageReading:
    """The reading of an API's answer with the page after it: the one it names, else the next number while it has rows.

    Answers that name their next page name none on the last one: then a raised number would only repeat it. `name` is
    the number's, where it is called unusually.
    """
    reading = replace(reading, total=next(_totals(answer, rows), 0))
    named = named_next(page, answer, rows)
    if named is not None:
        reading = replace(reading, next_pages=named)
    elif rows and _goes_on(answer, rows) is not False and (following := raised(page.url, name)):
        return replace(reading, next_pages=(following,), guessed=True)
    return replace(reading, withheld=not reading.next_pages and _tells_of_more(answer, rows))


def named_next(page: Page, answer: Any, rows: Sequence[object] = ()) -> tuple[str, ...] | None:
    """Where an answer says that it goes on, nowhere on its last page; None where it does not speak of that."""
    if linked := _LINK.search(next((value for key, value in page.headers.items() if key.lower() == "link"), "")):
        return _other(page, page.absolute(linked[1]))
    told = list(_told(answer, rows))
    for name, value in told:
        if _bare(name) in _ADDRESSES and (value is None or value == "" or _is_address(value)):
            return _other(page, page.absolute(_href(value))) if value else ()
    marks = [(match[1], value) for name, value in told if (match := _MARK.fullmatch(name))]
    if not marks:
        return None
    name, mark = marks[0]
    ends = _goes_on(answer, rows) is False or isinstance(mark, bool) or mark in (None, "", 0, -1, "0")
    if ends or not isinstance(mark, str | int):
        return ()
    return _other(page, asked_with(page.url, _as_asked(page.url, name), str(mark)))


def _as_asked(url: str, name: str) -> str:
    """What an address calls a parameter: `nextPage` is the number of the next page for one with `pageNum` as well."""
    given = (own for own, _ in parse_qsl(urlsplit(url).query) if is_number_of_page(own))
    return next(given, name) if is_number_of_page(name) else name


def raised(url: str, named: str = "") -> str:
    """An address with its page's number, or its first row's, raised; empty where it has none.

    `named` is the name of that number, where it is not called as usual.
    """
    given = [(name, int(value)) for name, value in parse_qsl(urlsplit(url).query) if _COUNT.fullmatch(value)]
    called = {_last(name): value for name, value in given}
    for name, value in given:
        step = next((called[size] for size in _SIZES if called.get(size)), 0) if is_offset(name) else 0
        if name == named if named else step or is_number_of_page(name):
            return asked_with(url, name, str(value + (step or 1)))
    return _raised_inside(url)


def _raised_inside(url: str) -> str:
    """An address of which a parameter is an object in JSON, with the page's number in that raised."""
    for name, value in parse_qsl(urlsplit(url).query) if "%7B" in url or "{" in url else ():
        try:
            inner = json.loads(value) if value.startswith("{") else {}
        except ValueError:
            continue
        for own, told in inner.items():
            if is_number_of_page(own) and _COUNT.fullmatch(str(told)):
                return asked_with(url, name, json.dumps({**inner, own: int(told) + 1}, ensure_ascii=False))
    return ""


def first_pages(urls: Iterable[str]) -> Iterator[str]:
    """The addresses with a page's number, with the first one's in it: some count from 1, and others from 0."""
    for url in urls:
        names = [name for name, _ in parse_qsl(urlsplit(url).query) if is_number_of_page(name)]
        yield from (asked_with(url, names[0], number) for number in "10") if names else [url] if raised(url) else []


def numbers_told(answer: Any, rows: Sequence[object]) -> list[str]:
    """The names by which an answer says that it is a first page."""
    return [name for name, value in _told(answer, rows) if is_number_of_page(name) and str(value) == "1"]


def asked_with(url: str, name: str, value: str) -> str:
    """An address with a parameter, in place of one of that name however it is written; the others stay as they are."""
    parts = urlsplit(url)
    given = [part.partition("=") for part in parts.query.split("&") if part]
    query = [f"{own}={quote(value) if _bare(unquote(own)) == _bare(name) else told}" for own, _, told in given]
    if not any(_bare(unquote(own)) == _bare(name) for own, _, _ in given):
        query.append(f"{name[0].lower()}{name[1:]}={quote(value)}")
    return parts._replace(query="&".join(query)).geturl()


def _other(page: Page, url: str) -> tuple[str, ...]:
    return (url,) if url and url != page.url else ()


def _is_address(value: Any) -> bool:
    return isinstance(_href(value), str) and bool(_ADDRESS.fullmatch(_href(value)))


def _href(value: Any) -> Any:
    """HAL writes an object with the address in it."""
    return value.get("href") if isinstance(value, Mapping) else value


def _goes_on(answer: Any, rows: Sequence[object]) -> bool | None:
    """Whether an answer says that there are pages behind it; None where it does not."""
    for name, value in _told(answer, rows):
        if isinstance(value, bool) and _bare(name) in _GOES_ON | _IS_LAST:
            return value is (_bare(name) in _GOES_ON)
    return None


def _tells_of_more(answer: Any, rows: Sequence[object]) -> bool:
    """Whether an answer says that there are more rows than it has."""
    return bool(rows) and (_goes_on(answer, rows) is True or max(_totals(answer, rows), default=0) > len(rows))


def _totals(answer: Any, rows: Sequence[object]) -> Iterator[int]:
    """How many rows an answer says that there are, what stands nearest to them first."""
    told = ((_bare(name), str(value)) for name, value in _told(answer, rows))
    return (int(value) for name, value in told if _TOTAL.fullmatch(name) and _COUNT.fullmatch(value))


def _told(answer: Any, rows: Sequence[object]) -> Iterator[tuple[str, Any]]:
    """What an answer says of its rows: the members of the objects that hold them, the nearest first."""
    for holder in reversed(_holders(answer, rows, _DEEPEST) or [answer]):
        yield from _members(holder, _LEVELS)


def _holders(answer: Any, rows: Sequence[object], deeper: int) -> list[Any]:
    """The objects that hold the rows, from the outermost on; none where they are in no list of it."""
    for value in answer.values() if rows and isinstance(answer, Mapping) and deeper else ():
        if isinstance(value, list) and any(each is rows[0] for each in value):
            return [answer]
        if inner := _holders(value, rows, deeper - 1):
            return [answer, *inner]
    return []


def _members(value: Any, deeper: int) -> Iterator[tuple[str, Any]]:
    for name, inner in value.items() if isinstance(value, Mapping) and deeper else ():
        yield str(name), inner
        yield from _members(inner, deeper - 1)


def _last(name: str) -> str:
    return _bare(name.rpartition(".")[2])


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
