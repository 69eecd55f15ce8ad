"""The one SearchReader, over any engine: reads the query, plans, ranks, fills up, rescues."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rencai.errors import BadQuery
from rencai.records.kinds import KINDS
from rencai.search.analysis import Analyzer, analyzer
from rencai.search.clauses import Not
from rencai.search.cursor import Cursor, read_cursor
from rencai.search.engine import ByField, Request, Response, Row, SearchEngine
from rencai.search.fields import Order, facet_fields, orders, row_number
from rencai.search.folding import fold
from rencai.search.labels import label, stored_value
from rencai.search.lexicon import Lexicon
from rencai.search.plan import Plan, plan
from rencai.search.query import (
    DEEPEST_BY_RELEVANCE,
    DISTANCE,
    RELEVANCE,
    FacetCount,
    Hit,
    Page,
    Query,
    Rescue,
    Understood,
)
from rencai.search.rank import WINDOW, Look, look, reordered
from rencai.search.rescue import attempts
from rencai.search.understanding import Part, key, understand

LARGEST_PAGE = 500
MOST_ATTEMPTS = 12
"""Other texts that are tried for a query without results."""
COMMON_FACETS = ("kind", "district", "occupation", "skill_level", "source")
"""Counted when no kind is chosen."""


class Reader:
    """Answers on one engine with one language data, which is asked for anew at each search."""

    def __init__(self, engine: SearchEngine, lexicon: Callable[[], Lexicon]) -> None:
        self._engine = engine
        self._lexicon = lexicon

    def search(self, query: Query) -> Page:
        """One page. An empty text matches all; bad syntax is plain text."""
        _check(query)
        lexicon = self._lexicon()
        words = analyzer(lexicon.words)
        parts = understand(query.text, lexicon, words, query.taken_back).parts
        page = self._page(query, parts, lexicon, words)
        if page.total or not parts or query.cursor or query.verbatim or not query.near:
            return page
        return self._rescued(query, page, parts, lexicon, words)

    def _page(self, query: Query, parts: Sequence[Part], lexicon: Lexicon, words: Analyzer) -> Page:
        planned = plan(query, parts, lexicon, words)
        if query.sort == RELEVANCE:
            page = self._by_relevance(query, parts, planned, lexicon, words)
        else:
            page = self._by_order(query, planned)
        return replace(page, understood=tuple(_understood(parts)))

    def _rescued(
        self, query: Query, page: Page, parts: Sequence[Part], lexicon: Lexicon, words: Analyzer
    ) -> Page:
        """The page of a query that nothing matches, helped by what does match another text."""
        for attempt in islice(attempts(fold(query.text), parts, lexicon), MOST_ATTEMPTS):
            other = understand(attempt.text, lexicon, words).parts
            asked = replace(query, text=attempt.text)
            planned = plan(asked, other, lexicon, words)
            if not self._engine.run(replace(_request(asked, planned, 0), facets=())).total:
                continue
            rescue = Rescue(attempt.action, attempt.message, attempt.text)
            if attempt.same_wish:
                return replace(self._page(asked, other, lexicon, words), rescue=rescue)
            # What the engine found near is in a better order than the matches of fewer words would be.
            return replace(page, rescue=rescue)
        return page

    def _by_relevance(
        self, query: Query, parts: Sequence[Part], planned: Plan, lexicon: Lexicon, words: Analyzer
    ) -> Page:
        start = read_cursor(query.cursor).offset
        end = min(start + query.size, DEEPEST_BY_RELEVANCE)
        looked = look(parts)
        request = _request(query, planned, max(end, WINDOW) if planned.scored else end)
        answer = self._engine.run(request)
        rows = _ranked(answer.rows, looked, words, lexicon) if planned.scored else list(answer.rows)
        hits = [_hit(row) for row in rows[start:end]]
        missing = end - max(start, answer.total)
        if missing > 0 and query.near and planned.scored:
            skip = max(start - answer.total, 0)
            hits += self._near(query, planned, looked, words, lexicon, skip, missing)
        more = len(hits) == query.size and end < DEEPEST_BY_RELEVANCE
        return Page(
            total=answer.total,
            hits=tuple(hits),
            facets=_facet_counts(answer, query),
            next=Cursor(end).text() if more else "",
            ended_early=end >= DEEPEST_BY_RELEVANCE and answer.total > end,
        )

    def _near(  # noqa: PLR0913  # what one page has, in parts
        self, query: Query, planned: Plan, looked: Look, words: Analyzer, lexicon: Lexicon, skip: int, wanted: int
    ) -> list[Hit]:
        request = replace(
            _request(query, planned, max(skip + wanted, WINDOW)),
            match=Not(planned.match), loose=True, facets=(), count=False,
        )
        rows = _ranked(self._engine.run(request).rows, looked, words, lexicon)
        return [replace(_hit(row), near=True) for row in rows[skip : skip + wanted]]

    def _by_order(self, query: Query, planned: Plan) -> Page:
        order = _order(query.sort)
        cursor = read_cursor(query.cursor)
        request = replace(
            _request(query, planned, query.size),
            scored=(), order=ByField(order.field, order.descending, cursor.key), skip=cursor.shown,
        )
        answer = self._engine.run(request)
        rows = answer.rows
        return Page(
            total=answer.total,
            hits=tuple(_hit(row) for row in rows),
            facets=_facet_counts(answer, query),
            next=_after(rows, cursor).text() if rows and len(rows) == query.size else "",
        )

    def document_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """`hash` of those of the given records that are indexed."""
        return self._engine.hashes(ids)

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids of indexed records in their order, beginning after one."""
        beyond = row_number(after) if after else None
        request = Request(order=ByField("row", descending=False, beyond=beyond), size=limit, count=False,
                          skip=(after,) if after else ())
        return [row.id for row in self._engine.run(request).rows]

    def count(self) -> int:
        """How many records are indexed."""
        return self._engine.run(Request(size=0)).total

    def ready(self) -> bool:
        """Whether there is an index that answers."""
        return self._engine.ready()

    def refresh(self) -> None:
        """See what was committed until now."""
        self._engine.refresh()

    def close(self) -> None:
        """Let go of files and connections."""
        self._engine.close()


def _check(query: Query) -> None:
    names = [model.kind.name for model in KINDS]
    if query.kind is not None and query.kind not in names:
        raise BadQuery(f"there is no kind {query.kind!r}; there are: {', '.join(names)}")
    if not 0 <= query.size <= LARGEST_PAGE:
        raise BadQuery(f"a page has 0 to {LARGEST_PAGE} hits, not {query.size}")
    if query.sort == DISTANCE and query.around is None:
        raise BadQuery("to sort by distance, say from where")
    for name in query.facets or ():
        if name not in facet_fields():
            raise BadQuery(f"there is no facet {name!r}; there are: {', '.join(sorted(facet_fields()))}")


def _order(name: str) -> Order:
    order = orders().get(name)
    if order is None:
        raise BadQuery(f"there is no order {name!r}; there are: {RELEVANCE}, {DISTANCE}, {', '.join(orders())}")
    return order


def _request(query: Query, planned: Plan, size: int) -> Request:
    return Request(
        match=planned.match, filters=planned.filters, always=planned.always, scored=planned.scored, size=size,
        facets=facets_of(query.kind) if query.facets is None else query.facets,
    )


def facets_of(kind: str | None) -> tuple[str, ...]:
    """The facets that are counted when none are asked for."""
    if kind is None:
        return COMMON_FACETS
    return (*(name for name, field in facet_fields().items() if kind in field.kinds), "source")


def _ranked(rows: Sequence[Row], looked: Look, words: Analyzer, lexicon: Lexicon) -> list[Row]:
    return reordered(rows[:WINDOW], looked, words, lexicon) + list(rows[WINDOW:])


def _after(rows: Sequence[Row], cursor: Cursor) -> Cursor:
    last = rows[-1].order
    at_last = tuple(row.id for row in rows if row.order == last)
    # A whole page at one key: what was shown at it before must stay left out, too.
    shown = (*cursor.shown, *at_last) if cursor.key == last else at_last
    return Cursor(cursor.offset + len(rows), last, shown)


def _hit(row: Row) -> Hit:
    card = row.card
    return Hit(
        id=row.id, kind=str(card.get("kind", "")), source=str(card.get("source", "")),
        source_id=str(card.get("source_id", "")), title=str(card.get("title", "")), score=round(row.score, 4), card=card,
    )


def _facet_counts(answer: Response, query: Query) -> Mapping[str, tuple[FacetCount, ...]]:
    return {
        name: tuple(FacetCount(value, label(name, value), count, _is_chosen(query, name, value))
                    for value, count in answer.facets[name])
        for name in answer.facets
    }


def _is_chosen(query: Query, name: str, value: str) -> bool:
    return any(value == (stored_value(name, wanted) or wanted) for wanted in query.filters.get(name, ()))


def _understood(parts: Sequence[Part]) -> list[Understood]:
    found = [Understood(key(meaning), meaning.field, meaning.values[0], meaning.label, part.text)
             for part in parts for meaning in part.meanings]
    found += [Understood(key(part.span), part.span.field, key(part.span).split(":", 1)[1], part.span.label, part.text)
              for part in parts if part.span]
    return list({item.key: item for item in found}.values())
