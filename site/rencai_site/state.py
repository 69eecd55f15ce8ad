"""The state of a search in its address, and back: pages and API read and write it here and nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from rencai.records.kinds import KINDS
from rencai.search.query import DISTANCE, RELEVANCE, Around, Query
from rencai_site.parameters import EPOCH, EXCLUDE, BadValue, Parameter, facets, parameters, ranges

PATHS: dict[str | None, str] = {None: "/search"} | {model.kind.name: model.kind.path for model in KINDS}
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class BadParameter:
    """A parameter that could not be used, and why, in Chinese."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The query an address means, and what in the address could not be used."""

    query: Query
    problems: tuple[BadParameter, ...]


def read(
    kind: str | None, pairs: Iterable[tuple[str, str]], *, choose_kind: bool = False, strict: bool = False
) -> Reading:
    """Read an address. What cannot be used is left out and named.

    Unless `strict`, an empty value counts as absent, since forms send every field, and the beginning of too long a text
    is used.
    """
    declared = {p.name: p for p in parameters(kind, choose_kind=choose_kind)}
    values: dict[str, list[Any]] = {}
    problems: list[BadParameter] = []
    for name, text in pairs:
        parameter = declared.get(name)
        if parameter is None:
            problems.append(BadParameter(name[:100], "没有这个参数"))
        elif text or strict:
            _take(parameter, text, values, problems, strict=strict)
    return Reading(_query(kind, declared, values, problems), tuple(problems))


def address(query: Query, **changes: Any) -> str:
    """The address of a query after changes. Any change but to the cursor begins at the first page again."""
    if changes and "cursor" not in changes:
        changes["cursor"] = ""
    changed = replace(query, **changes)
    text = "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in pairs(changed)])
    return PATHS[changed.kind] + (f"?{text}" if text else "")


class Hole:
    """The addresses of a query with one of its facets left open: all but the values is made once for a whole list."""

    def __init__(self, query: Query, part: str, name: str) -> None:
        self._query, self._part, self._name = query, part, name
        self._had: tuple[str, ...] = getattr(query, part).get(name, ())
        self._place = _quoted((EXCLUDE if part == "exclude" else "") + name) + "="
        text = address(query, **{part: {**getattr(query, part), name: (_OPEN,)}})
        self._before, _, self._after = text.partition(self._place + _quoted(_OPEN))

    def only(self, *values: str) -> str:
        """The address with these values and no others."""
        return self._before + "&".join([self._place + _quoted(value) for value in values]) + self._after

    def toggled(self, value: str) -> str:
        """The address with one value added, or taken out where it is chosen."""
        if value in self._had:
            return address(self._query, **{self._part: toggled(getattr(self._query, self._part), self._name, value)})
        return self.only(*self._had, value)


_OPEN = "\0"


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """Text as it stands in an address. The links of a page are hundreds of the same few values."""
    return quote_plus(text)


def pairs(query: Query) -> list[tuple[str, str]]:
    """The parameters that say this query, without those at their default, always in the same order."""
    found: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    for part, prefix in ((query.filters, ""), (query.exclude, EXCLUDE)):
        found += [(prefix + name, value) for name in sorted(part) for value in part[name]]
    for span in ranges(query.kind):
        ends = query.ranges.get(span.name, (None, None))
        suffixes = ("_from", "_to") if span.day else ("_min", "_max")
        found += [
            (span.name + s, end_text(end, day=span.day))
            for s, end in zip(suffixes, ends, strict=True)
            if end is not None
        ]
    if query.around:
        found.append(("near", f"{_figures(query.around.lon)},{_figures(query.around.lat)}"))
        found += [("km", _figures(query.around.km))] if query.around.km else []
    found += [("plain", key) for key in query.taken_back]
    plain = (
        ("verbatim", "1", query.verbatim),
        ("sort", query.sort, query.sort != RELEVANCE),
        ("size", str(query.size), query.size != PAGE_SIZE),
        ("cursor", query.cursor, bool(query.cursor)),
    )
    return found + [(name, value) for name, value, wanted in plain if wanted]


def toggled(part: Mapping[str, tuple[str, ...]], name: str, value: str) -> dict[str, tuple[str, ...]]:
    """Filters with one value added, or taken out where it is among them."""
    had = part.get(name, ())
    now = tuple(v for v in had if v != value) if value in had else (*had, value)
    return {n: v for n, v in {**part, name: now}.items() if v}


def moved(query: Query, kind: str | None) -> Query:
    """The same search in another kind: what that kind has no filter for is left out."""
    names = {field.name for field in facets(kind)}
    spans = {span.name for span in ranges(kind)}
    return replace(
        query,
        kind=kind,
        cursor="",
        sort=RELEVANCE,
        filters={n: v for n, v in query.filters.items() if n in names and n != "kind"},
        exclude={n: v for n, v in query.exclude.items() if n in names and n != "kind"},
        ranges={n: v for n, v in query.ranges.items() if n in spans},
    )


def day_text(days: float) -> str:
    """A day that ranges count from 1970-01-01, as ISO text."""
    return (EPOCH + timedelta(days=int(days))).isoformat()


def _take(
    parameter: Parameter, text: str, values: dict[str, list[Any]], problems: list[BadParameter], *, strict: bool
) -> None:
    held = values.setdefault(parameter.name, [])
    if held and not parameter.many:
        problems.append(BadParameter(parameter.name, "只能给一次"))
        return
    try:
        value = parameter.read(text)
    except BadValue as error:
        if strict or not error.usable:
            problems.append(BadParameter(parameter.name, str(error)))
            return
        problems.append(BadParameter(parameter.name, error.left_out))
        value = error.usable
    if value not in held:
        held.append(value)


def _query(
    kind: str | None, declared: Mapping[str, Parameter], values: Mapping[str, list[Any]], problems: list[BadParameter]
) -> Query:
    found: dict[str, Any] = {"kind": kind, "size": PAGE_SIZE}
    parts: dict[str, dict[str, Any]] = {"filters": {}, "exclude": {}, "ranges": {}}
    around: dict[str, Any] = {}
    for name, held in values.items():
        parameter = declared[name]
        if not held:
            continue
        if parameter.part == "around":
            around[parameter.key] = held[0]
        elif parameter.part == "ranges":
            span, _, end = parameter.key.partition(":")
            ends = list(parts["ranges"].get(span, (None, None)))
            ends[int(end)] = held[0]
            parts["ranges"][span] = tuple(ends)
        elif parameter.key:
            parts[parameter.part][parameter.key] = tuple(held)
        else:
            found[parameter.part] = tuple(held) if parameter.many else held[0]
    found.update(parts)
    return _with_place(Query(**found, facets=tuple(f.name for f in facets(kind))), around, problems)


def _with_place(query: Query, around: Mapping[str, Any], problems: list[BadParameter]) -> Query:
    point: Around | None = around.get("point")
    if point is not None:
        return replace(query, around=replace(point, km=around.get("km")))
    if "km" in around:
        problems.append(BadParameter("km", "须同时给出 near"))
    if query.sort == DISTANCE:
        problems.append(BadParameter("sort", "按距离排序须给出 near"))
        return replace(query, sort=RELEVANCE)
    return query


def end_text(value: float, *, day: bool) -> str:
    """An end of a range as people write it."""
    return day_text(value) if day else _figures(value)


def _figures(value: float) -> str:
    """A number in full: whoever follows an address must come to the same list, and people read no 2e+06."""
    return f"{value:.8f}".rstrip("0").rstrip(".")
