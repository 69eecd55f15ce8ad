"""The side of a result list: chips of what is chosen, facets, ranges and orders. Pure; every entry is a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rencai.exchange.sources import Declared
from rencai.search.fields import MISSING, SearchField, Span, is_ladder
from rencai.search.labels import label as label_of
from rencai.search.query import AND_ABOVE, DISTANCE, FacetCount, Page, Query
from rencai_site.naming import source_name
from rencai_site.parameters import facets, ranges, sorts
from rencai_site.show import shown
from rencai_site.state import PATHS, Hole, address, end_text, moved, pairs, toggled

EXCLUDABLE = ("employment_type", "source", "kind")
"""Facets whose values people want to be rid of: agencies and outsourcing before all."""
RADII = (1, 3, 5, 10, 20)
"""Kilometres within which a list can be held once it is known from where."""
OPEN_FACETS = 4
MOST_CHOICES = 30
"""Values of a facet on the page; people type what is rarer."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow; `current` marks where one is."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(slots=True)  # a page has some seventy, and a frozen one takes twice as long to make
class Choice:
    """One value of a facet."""

    label: str
    count: int | None
    href: str
    chosen: bool
    exclude: str = ""
    excluded: bool = False
    above: str = ""


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet with its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class SpanBox:
    """A form for the two ends of a range; `kept` is the rest of the address."""

    name: str
    label: str
    unit: str
    day: bool
    low_name: str
    high_name: str
    low: str
    high: str
    kept: tuple[tuple[str, str], ...]


def chips(query: Query, names: Declared) -> list[Link]:
    """What narrows this list; following one takes it away."""
    found = []
    for field in facets(query.kind):
        for value in query.filters.get(field.name, ()):
            label = f"{field.label}：{value_label(field, value, names)}"
            found.append(Link(label, address(query, filters=toggled(query.filters, field.name, value))))
        for value in query.exclude.get(field.name, ()):
            label = f"不含{field.label}：{value_label(field, value, names)}"
            found.append(Link(label, address(query, exclude=toggled(query.exclude, field.name, value))))
    for span in ranges(query.kind):
        if span.name in query.ranges:
            rest = {n: ends for n, ends in query.ranges.items() if n != span.name}
            found.append(Link(_span_text(span, query.ranges[span.name]), address(query, ranges=rest)))
    if query.around:
        where = f"{query.around.km:g} 公里以内" if query.around.km else "离我的位置"
        by_place = query.sort == DISTANCE
        found.append(Link(where, address(query, around=None, **({"sort": "relevance"} if by_place else {}))))
    if query.verbatim:
        found.append(Link("只查原词", address(query, verbatim=False)))
    return found


def understood(query: Query, page: Page) -> list[Link]:
    """The parts of the text that were taken by their meaning; following one makes it plain words again."""
    return [Link(part.label, address(query, taken_back=(*query.taken_back, part.key))) for part in page.understood]


def taken_back(query: Query, page: Page) -> list[Link]:
    """What was made plain words; following one lets it be understood again."""
    return [
        Link(part.label, address(query, taken_back=tuple(key for key in query.taken_back if key != part.key)))
        for part in page.taken_back
    ]


def facet_boxes(query: Query, page: Page, names: Declared) -> list[FacetBox]:
    """Every facet that has something to choose."""
    boxes: list[FacetBox] = []
    for field in facets(query.kind):
        choices = _choices(field, query, page.facets.get(field.name, ()), names)
        telling = [c for c in choices if c.chosen or c.excluded or c.label != MISSING]
        if telling and (len(choices) > 1 or any(c.chosen or c.excluded for c in choices)):
            active = field.name in query.filters or field.name in query.exclude
            boxes.append(FacetBox(field.name, field.label, tuple(choices), active or len(boxes) < OPEN_FACETS))
    return boxes


def span_boxes(query: Query) -> list[SpanBox]:
    """A form for every range."""
    return [_span_box(span, query) for span in ranges(query.kind)]


def sort_links(query: Query) -> list[Link]:
    """Orders to choose from; distance only where there is a place to measure from."""
    return [
        Link(label, address(query, sort=name), query.sort == name)
        for name, label in sorts(query.kind).items()
        if name != DISTANCE or query.around
    ]


def radius_links(query: Query) -> list[Link]:
    """Circles around the place that is measured from; none where there is no place."""
    if query.around is None:
        return []
    around = query.around
    return [
        Link(f"{km} 公里以内" if km else "不限", address(query, around=replace(around, km=km)), around.km == km)
        for km in (*RADII, None)
    ]


def kind_links(query: Query) -> list[Link]:
    """The same search in each section."""
    from rencai.records.kinds import KINDS

    labels: dict[str | None, str] = {None: "全部"} | {model.kind.name: model.kind.label for model in KINDS}
    return [Link(labels[kind], address(moved(query, kind)), query.kind == kind) for kind in PATHS]


def bare(query: Query) -> Query:
    """The text of a search in its section, without anything that narrows it."""
    return Query(text=query.text, kind=query.kind, facets=query.facets)


def value_label(field: SearchField, value: str, names: Declared) -> str:
    """A facet value as people call it."""
    if value.endswith(AND_ABOVE) and is_ladder(field):
        return f"{value.removesuffix(AND_ABOVE)}及以上"
    if field.name == "source":
        return source_name(value, names) or value
    return label_of(field.name, value)


def _choices(field: SearchField, query: Query, counted: tuple[FacetCount, ...], names: Declared) -> list[Choice]:
    """The most frequent values and whatever is chosen; closed lists in their own order, what is missing last."""
    picked = (*query.filters.get(field.name, ()), *query.exclude.get(field.name, ()))
    counts = {count.value: count.count for count in counted[:MOST_CHOICES] if count.count}
    for value in picked:
        if not value.endswith(AND_ABOVE):
            counts.setdefault(value, next((count.count for count in counted if count.value == value), 0))
    order = {value: place for place, value in enumerate(field.values or counts)}
    values = sorted(counts, key=lambda value: (value == MISSING, order.get(value, len(order))))
    chosen, excluded = query.filters.get(field.name, ()), query.exclude.get(field.name, ())
    wanted = Hole(query, "filters", field.name)
    unwanted = Hole(query, "exclude", field.name) if field.name in EXCLUDABLE else None
    rungs = field.values[:-1] if is_ladder(field) else ()
    return [
        Choice(
            label=value_label(field, value, names),
            count=counts[value],
            chosen=value in chosen,
            excluded=value in excluded,
            href=wanted.toggled(value),
            exclude=unwanted.toggled(value) if unwanted and value not in chosen else "",
            above=wanted.only(value + AND_ABOVE) if value in rungs else "",
        )
        for value in values
    ]


def _span_box(span: Span, query: Query) -> SpanBox:
    low, high = query.ranges.get(span.name, (None, None))
    suffixes = ("_from", "_to") if span.day else ("_min", "_max")
    names = (span.name + suffixes[0], span.name + suffixes[1])
    kept = tuple(pair for pair in pairs(replace(query, cursor="")) if pair[0] not in names)
    return SpanBox(
        span.name, span.label, "" if span.day else span.unit, span.day, *names, _end(span, low), _end(span, high), kept
    )


def _span_text(span: Span, ends: tuple[float | None, float | None]) -> str:
    low, high = _end(span, ends[0]), _end(span, ends[1])
    unit = "" if span.day else span.unit
    if low and high:
        return f"{span.label} {low} 至 {high}{unit}"
    return f"{span.label} {low}{unit}起" if low else f"{span.label} {high}{unit}以内"


def _end(span: Span, value: float | None) -> str:
    if value is None:
        return ""
    return end_text(value, day=span.day)


def context(query: Query, page: Page, names: Declared) -> Mapping[str, Any]:
    """Everything the side needs, by the names its template uses."""
    return {
        "kept": [pair for pair in pairs(replace(query, cursor="", taken_back=())) if pair[0] != "q"],
        "query": query,
        "chips": chips(query, names),
        "clear": address(bare(query)),
        "understood": understood(query, page),
        "taken_back": taken_back(query, page),
        "facets": facet_boxes(query, page, names),
        "spans": span_boxes(query),
        "sorts": sort_links(query),
        "radii": radius_links(query),
        "kinds": kind_links(query),
        "shown": shown,
    }
