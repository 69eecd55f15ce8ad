"""Files of records and answers of APIs: what their source would say, and what it gives. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rencai_crawler.pages import Page, read_list
from rencai_crawler.pages.fieldmap import mapped
from rencai_crawler.pages.rows import at, json_values, lists
from rencai_crawler.pages.script_values import script_values
from rencai_crawler.pages.tables import file_rows
from rencai_crawler.probing.columns import fitting, flat, guess, kind_of
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.names import OF_RECORDS
from rencai_crawler.probing.trial import draft, trial_of

_LEVELS = 5
_SOME = 50
"""Rows that are looked at."""
_SHARE = 0.6
_FEW = 2
"""Rows in a page's scripts that are no list yet."""
_TELLING = {"employer", "salary_text", "location_text", "education_text", "published_text", "description", "start_text"}
"""What records tell beside their titles, and menus do not."""
_MESSAGES = ("msg", "message", "errormessage", "errmsg", "errormsg", "error", "info", "detail", "reason")
_GONE = re.compile(r"\b(?:removed|deleted|expired|closed|archived|history|offline|invalid|ended|past|obsolete)\b")
"""Words in the names of lists that hold what is no more."""


@dataclass(frozen=True)
class Found:
    """Rows of records: the values of their source, what it reads, and what somebody should know."""

    values: dict[str, Any]
    trial: Trial
    notes: tuple[str, ...]


def records_in(page: Page) -> Found | None:
    """The records that a file or an answer holds; None where its columns tell no title."""
    answer = _answer(page)
    if answer is None:
        return _found(page, "", file_rows(page), ())
    place = place_of_rows(answer)
    return None if place is None else _found(page, place, at(answer, place), _others(answer, place))


def records_in_scripts(page: Page) -> Found | None:
    """The records that a page's scripts bring along; None where none of their lists tells more than titles."""
    best: tuple[int, Any, str] = (_FEW, None, "")
    for value in script_values(page.text):
        place = place_of_rows(value) if isinstance(value, dict | list) else None
        rows = at(value, place) if place is not None else []
        if len(rows) > best[0] and _TELLING & _columns(rows).keys():
            best = (len(rows), value, place or "")
    _, value, place = best
    if value is None:
        return None
    found = _found(page, place, at(value, place), ())
    return found if found and found.trial.records > _FEW else None


def rows_that_lead_to(page: Page, urls: Sequence[str]) -> dict[str, object]:
    """How the rows of an answer lead to these addresses: where they stand, and what is put into the address of each.

    Empty where most of the addresses have nothing of a row in them.
    """
    answer = _answer(page)
    place = place_of_rows(answer) if answer is not None else None
    rows = [row for row in at(answer, place) if isinstance(row, dict)] if place is not None else []
    reached: dict[str, set[str]] = defaultdict(set)
    for row in rows[:_SOME]:
        for url in urls[:_SOME]:
            for template in _templates(row, url):
                reached[template].add(url)
    best = max(reached, key=lambda template: len(reached[template]), default="")
    if not best or len(reached[best]) < max(_FEW, _SHARE * min(len(urls), len(rows))):
        return {}
    return {"url": best, **({"records": place} if place else {})}


def _templates(row: Mapping[str, Any], url: str) -> Iterator[str]:
    """An address with the place for a value of a row in it, where the last of its parts has one."""
    head, slash, tail = url.rpartition("/")
    for path in flat(row):
        value = mapped(row, {"it": path}).get("it", "")
        if value and (parts := re.split(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])", tail, maxsplit=1))[1:]:
            yield f"{head}{slash}{parts[0]}{{{path}}}{parts[1]}"


def _found(page: Page, place: str, rows: list[Any], notes: Iterable[str]) -> Found | None:
    """What a source of these rows would say; None where no column is their title."""
    columns = _columns(rows)
    if "title" not in columns:
        return None
    if not {"source_id", "url"} & columns.keys():
        columns = {"source_id": columns["title"]} | columns
        notes = [*notes, "its rows have no number of their own: their titles must tell them apart"]
    kind = kind_of(columns, [*_paths(rows), place, urlsplit(page.url).path, *_addresses(columns, rows)])
    columns = fitting(columns, kind)
    values: dict[str, Any] = {"start": [page.url], "kinds": [kind], "columns": columns}
    values |= {"listing": {"records": place}} if place else {}
    items = read_list(page, draft("table", details="", **values)).items
    return Found({"family": "table"} | values, trial_of("table", items, len(items)), tuple(notes))


def _addresses(columns: Mapping[str, str], rows: list[Any]) -> list[str]:
    """The path of a row's page, which may say what it is."""
    told = (mapped(row, {"url": columns["url"]}).get("url", "") for row in rows[:1] if "url" in columns)
    return [urlsplit(url).path for url in told]


def _others(answer: Any, place: str) -> list[str]:
    """What to say of an answer's other lists of records."""
    return [
        f"its list `{other}` has records as well ({len(rows)}): `listing.records` of a source of its own"
        for other, rows in _tables(answer)
        if other != place and not _is_gone(other) and _tells_titles(rows)
    ]


def place_of_rows(answer: Any) -> str | None:
    """The dotted path to the list of records in an answer; None where it has no list of objects.

    Of several the one whose rows have titles and say more, that is not called removed or expired, and that has most
    rows; lists in the rows of another one (places of a vacancy) only where those are no records (departments).
    """
    ranked = {place: (*_rank(place, rows), True, len(rows)) for place, rows in _tables(answer)}
    ranked |= {place: (*_rank(place, rows), False, len(rows)) for place, rows in _inner_tables(answer)}
    return max(ranked, key=lambda place: ranked[place]) if ranked else None


def _rank(place: str, rows: list[Any]) -> tuple[bool, bool, bool, bool]:
    columns, named = _columns(rows).keys(), bool(OF_RECORDS.search(place.rpartition(".")[2]))
    return not _is_gone(place), "title" in columns, bool(columns & (_TELLING | {"url"})), named


def what_it_says(page: Page) -> str:
    """What an answer without records says of itself, as errors of APIs do; else what sort of file it is."""
    answer = _answer(page)
    named = answer.items() if isinstance(answer, dict) else ()
    told = {re.sub(r"[_-]", "", name.lower()): value for name, value in named}
    message = next((str(told[name]) for name in _MESSAGES if isinstance(told.get(name), str) and told[name]), "")
    if message:
        return f"it answered: {message[:200]}"
    if not page.body.strip():
        return "it answered with nothing at all"
    kind = "JSON" if answer is not None else page.content_type or "a file of no declared type"
    return f"it is {kind} without records that have titles, and no web page, feed or sitemap"


def _answer(page: Page) -> Any:
    """What is in a JSON text, a list of its values where it has several; None where it is no JSON."""
    if not page.text[:200].lstrip().startswith(("{", "[")):
        return None
    return page.json if page.json is not None else list(json_values(page.text)) or None


def _tables(answer: Any) -> list[tuple[str, list[Any]]]:
    return [(place, rows) for place, rows in lists(answer, deeper=_LEVELS) if rows and isinstance(rows[0], dict)]


def _inner_tables(answer: Any) -> list[tuple[str, list[Any]]]:
    """The lists of objects in the rows of lists, all of one name together."""
    found: dict[str, list[Any]] = {}
    for place, rows in _tables(answer):
        for name in dict.fromkeys(name for row in rows[:_SOME] if isinstance(row, dict) for name in row):
            path = f"{place}.{name}" if place else name
            inner = [each for each in at(rows, name) if isinstance(each, dict)]
            if inner:
                found[path] = inner
    return list(found.items())


def _columns(rows: list[Any]) -> dict[str, str]:
    some = [row for row in rows[:_SOME] if isinstance(row, dict)]
    return guess(_paths(some), some)


def _paths(rows: list[Any]) -> list[str]:
    """The paths to the values of some rows; those that a first one leaves empty are in another."""
    return list(dict.fromkeys(path for row in rows[:_SOME] if isinstance(row, dict) for path in flat(row)))


def _tells_titles(rows: list[Any]) -> bool:
    return "title" in _columns(rows)


def _is_gone(place: str) -> bool:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", place.rpartition(".")[2]).lower()
    return bool(_GONE.search(words))
