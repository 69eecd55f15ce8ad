"""What a page shows of an engine's answer: hits, counts, how the query was read, where the next page begins."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rencai.search.cursor import Cursor
from rencai.search.engine import Response, Row
from rencai.search.fields import facet_fields
from rencai.search.labels import label
from rencai.search.parts import Part
from rencai.search.plan import expanded
from rencai.search.query import FacetCount, Hit, Query, Understood
from rencai.search.understanding import key


def facet_counts(answer: Response, query: Query) -> Mapping[str, tuple[FacetCount, ...]]:
    """Counts with their labels, and whether each is chosen."""
    return {name: tuple(_counts(name, values, _chosen(query, name))) for name, values in answer.facets.items()}


def _counts(name: str, values: Sequence[tuple[str, int]], chosen: Collection[str]) -> Iterator[FacetCount]:
    return (FacetCount(value, label(name, value), count, value in chosen) for value, count in values)


def _chosen(query: Query, name: str) -> Collection[str]:
    return {value for wanted in query.filters.get(name, ()) for value in expanded(facet_fields()[name], wanted)}


def hit_of(row: Row) -> Hit:
    """A row as people's programs see it."""
    card = row.card
    return Hit(
        id=row.id,
        kind=str(card.get("kind", "")),
        source=str(card.get("source", "")),
        source_id=str(card.get("source_id", "")),
        title=str(card.get("title", "")),
        score=round(row.score, 4),
        card=card,
    )


def stretch(first: Sequence[Hit], rows: Sequence[Row], start: int, end: int) -> list[Hit]:
    """A part of some hits and then rows; only rows in that part are made hits of."""
    after = len(first)
    return [*first[start:end], *map(hit_of, rows[max(start - after, 0) : max(end - after, 0)])]


def after(rows: Sequence[Row], cursor: Cursor) -> Cursor:
    """The place in an order behind a page."""
    last = rows[-1].order
    at_last = tuple(row.id for row in rows if row.order == last)
    # A whole page at one key: what was shown at it before must stay left out, too.
    shown = (*cursor.shown, *at_last) if cursor.key == last else at_last
    return Cursor(cursor.order, cursor.offset + len(rows), last, shown)


def understood(parts: Sequence[Part]) -> list[Understood]:
    """What the parts of a query were read as, each once."""
    found = [
        Understood(key(meaning), meaning.field, meaning.values[0], meaning.label, part.text)
        for part in parts
        if not part.minus
        for meaning in part.meanings
    ]
    found += [
        Understood(key(part.span), part.span.field, key(part.span).split(":", 1)[1], part.span.label, part.text)
        for part in parts
        if part.span
    ]
    return list({item.key: item for item in found}.values())
