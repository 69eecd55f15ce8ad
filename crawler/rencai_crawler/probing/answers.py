"""Files of records and answers of APIs: what their source would say, and what it gives. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from rencai_crawler.pages import Page, read_list
from rencai_crawler.pages.rows import at, json_values, lists
from rencai_crawler.pages.script_values import script_values
from rencai_crawler.pages.tables import column_names
from rencai_crawler.probing.columns import flat, guess, kind_of
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.trial import draft, trial_of

_LEVELS = 5
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
    answer, notes = _answer(page), []
    if answer is None:
        place, names = "", column_names(page)
    elif (chosen := place_of_rows(answer)) is not None:
        place, names = chosen, flat(_first(at(answer, chosen)))
        notes = [
            f"its list `{other}` has records as well ({len(rows)}): `listing.records` of a source of its own"
            for other, rows in _tables(answer)
            if other != place and not _is_gone(other) and _tells_titles(rows)
        ]
    else:
        return None
    columns = guess(names)
    if "title" not in columns:
        return None
    if not {"source_id", "url"} & columns.keys():
        columns = {"source_id": columns["title"]} | columns
        notes.append("its rows have no number of their own: their titles must tell them apart")
    kinds = [kind_of(columns, names)]
    values: dict[str, Any] = {"start": [page.url], "kinds": kinds, "columns": columns}
    values |= {"listing": {"records": place}} if place else {}
    items = read_list(page, draft("table", details="", **values)).items
    return Found({"family": "table"} | values, trial_of("table", items, len(items)), tuple(notes))


def rows_in_scripts(page: Page) -> int:
    """How many rows of a list a page's scripts hold, as pages that scripts make do."""
    counts = [0]
    for value in script_values(page.text):
        place = place_of_rows(value) if isinstance(value, dict) else None
        rows = at(value, place) if place is not None else []
        counts += [len(rows)] if _tells_titles(rows) else []
    return max(counts)


def place_of_rows(answer: Any) -> str | None:
    """The dotted path to the list of records in an answer; None where it has no list of objects.

    Of several the one whose rows have titles, that is not called removed or expired, and that has most rows.
    """
    ranked = {place: (not _is_gone(place), _tells_titles(rows), len(rows)) for place, rows in _tables(answer)}
    return max(ranked, key=lambda place: ranked[place]) if ranked else None


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


def _first(rows: list[Any]) -> dict[str, Any]:
    return rows[0] if rows and isinstance(rows[0], dict) else {}


def _tells_titles(rows: list[Any]) -> bool:
    return "title" in guess(flat(_first(rows)))


def _is_gone(place: str) -> bool:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", place.rpartition(".")[2]).lower()
    return bool(_GONE.search(words))
