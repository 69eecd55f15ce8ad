"""One search, over any engine: plan, rank, fill up with near hits, show best bets, rescue."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rencai.errors import SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.asked import best_bets, check, is_narrowed, order_named, request_of
from rencai.search.chosen import with_chosen
from rencai.search.clauses import EVERYTHING, OneOf, all_of
from rencai.search.cursor import Cursor, read_cursor
from rencai.search.engine import ByField, Request, Response, Row, SearchEngine
from rencai.search.folding import fold
from rencai.search.lexicon import Lexicon
from rencai.search.nearest import BEFORE_ALL, NOWHERE, nearest
from rencai.search.parts import Part
from rencai.search.plan import ONCE, Plan, matching, plan
from rencai.search.query import (
    DEEPEST_BY_RELEVANCE,
    DISTANCE,
    NEWEST,
    RELEVANCE,
    Around,
    Hit,
    Page,
    Query,
    Rescue,
    Understood,
)
from rencai.search.questions import is_question
from rencai.search.rank import Look, look, reordered
from rencai.search.rescue import Attempt, NearTrades, attempts, unread_letters
from rencai.search.shown import after, facet_counts, hit_of, stretch, understood
from rencai.search.understanding import understand

MOST_ATTEMPTS = 12
"""Other texts that are tried for a query without results."""
_KEPT_ANSWERS = 256


@dataclass(frozen=True, slots=True)
class Language:
    """The language data of one search."""

    lexicon: Lexicon
    words: Analyzer

    def parts(self, query: Query) -> tuple[Part, ...]:
        """The parts of a query's text."""
        return understand(query.text, self.lexicon, self.words, query.taken_back).parts


class Searching:
    """Answers searches on one engine. Counts without a text are kept until the index changes."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._kept: OrderedDict[tuple[str, Request], Response] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, query: Query, language: Language) -> Page:
        """One page, rescued where nothing matches."""
        check(query)
        parts = language.parts(query)
        page = self._page(query, parts, language)
        if page.total or not parts or query.cursor or query.verbatim or not query.near:
            return page
        if any(hit.pinned for hit in page.hits):
            # The operator has said what this query wants.
            return page
        try:
            return self._rescued(query, page, parts, language)
        except SearchUnavailable:
            # The engine is slow or has just gone: what it found is better than an advice that comes too late.
            return page

    def _page(self, query: Query, parts: Sequence[Part], language: Language) -> Page:
        planned = plan(query, parts, language.lexicon, language.words)
        if query.sort == RELEVANCE and not planned.scored and not best_bets(query, language.lexicon):
            # Nothing tells one from another: by date the list has an order, the same on both engines and under writes.
            page = self._by_order(replace(query, sort=NEWEST), planned)
        elif query.sort == RELEVANCE:
            page = self._by_relevance(query, parts, planned, language)
        elif query.sort == DISTANCE and query.around:
            page = self._by_distance(query, planned, query.around)
        else:
            page = self._by_order(query, planned)
        return replace(page, understood=tuple(understood(parts)), taken_back=_taken_back(query, language))

    def _rescued(self, query: Query, page: Page, parts: Sequence[Part], language: Language) -> Page:
        """The page of a query that nothing matches: of another spelling, or its own near hits with advice."""
        found = attempts(fold(query.text), parts, language.lexicon)
        shown = [hit.id for hit in page.hits]
        spelled: Attempt | None = None
        for attempt in islice((self._attempt(query, parts, one, language) for one in found), MOST_ATTEMPTS):
            if attempt is None:
                continue
            spelled = spelled or (attempt if attempt.same_wish else None)
            asked = replace(query, text=attempt.text)
            other = language.parts(asked)
            planned = matching(asked, other, language.words)
            if self._engine.finds(replace(request_of(asked, planned, 0), facets=()), shown):
                message = f"在所选条件下，{attempt.message}" if is_narrowed(query) else attempt.message
                rescue = Rescue(attempt.action, message, attempt.text)
                if attempt.same_wish:
                    return replace(self._page(asked, other, language), rescue=rescue)
                if spelled and self._holds_letters_of_nothing(parts):
                    return self._respelled(query, spelled, language) or replace(page, rescue=rescue)
                # What the engine found near is in a better order than the matches of fewer words would be.
                return replace(page, rescue=rescue)
        if spelled is None or (page.hits and not self._holds_letters_of_nothing(parts)):
            return page
        return self._respelled(query, spelled, language) or page

    def _holds_letters_of_nothing(self, parts: Sequence[Part]) -> bool:
        """Whether letters were typed that no record holds: they stand for words, and what is near is near to those."""
        typed = [part.text for part in unread_letters(parts)]
        return bool(typed) and not all(self._engine.frequencies("all_c", typed))

    def _respelled(self, query: Query, spelled: Attempt, language: Language) -> Page | None:
        """What is near to the likeliest spelling of a query of which nothing is known: letters are near to nothing."""
        asked = replace(query, text=spelled.text)
        page = self._page(asked, language.parts(asked), language)
        rescue = Rescue(spelled.action, spelled.message, spelled.text)
        return replace(page, rescue=rescue) if page.hits else None

    def _attempt(
        self, query: Query, parts: Sequence[Part], tried: Attempt | NearTrades, language: Language
    ) -> Attempt | None:
        """An attempt as it is; of near trades, to search for the one that most of what matches the rest has."""
        if isinstance(tried, Attempt):
            return tried
        planned = matching(query, [part for part in parts if part is not tried.part], language.words)
        near = all_of([planned.match, OneOf("occupation", tried.codes)])
        request = replace(request_of(query, planned, 0), match=near, facets=("occupation",))
        codes = [code for code, _ in self._engine.run(request).facets["occupation"] if code in tried.codes]
        return tried.attempt(codes[0]) if codes else None

    def _by_relevance(self, query: Query, parts: Sequence[Part], planned: Plan, language: Language) -> Page:
        start = read_cursor(query.cursor, RELEVANCE).offset
        end = min(start + query.size, DEEPEST_BY_RELEVANCE)
        looked = look(parts)
        if query.mixed and is_question(parts):
            return self._mixed(query, planned, looked, language)
        pinned = self._pinned(query, planned, language.lexicon)
        # One more than is shown tells whether there is another page.
        wanted = max(end + 1, looked.window) if planned.scored else end + 1
        answer = self._run(
            replace(request_of(query, planned, wanted if query.size else 0), skip=tuple(hit.id for hit in pinned))
        )
        rows = self._ranked(answer.rows, planned, looked, language) if planned.scored else answer.rows
        room = max(end - start, 0)
        hits = stretch(pinned, rows, start, end + 1)
        if len(hits) <= room and room and query.near and planned.scored:
            skip = max(start - len(pinned) - len(rows), 0)
            matching = (*(hit.id for hit in pinned), *(row.id for row in rows))
            hits += self._near(query, planned, looked, language, skip, room + 1 - len(hits), matching)
        more = len(hits) > room and end < DEEPEST_BY_RELEVANCE
        return Page(
            total=answer.total,
            hits=tuple(hits[:room]),
            facets=facet_counts(answer, query),
            next=Cursor(RELEVANCE, end).text() if more else "",
            ended_early=end >= DEEPEST_BY_RELEVANCE and answer.total > end,
        )

    def _mixed(self, query: Query, planned: Plan, looked: Look, language: Language) -> Page:
        """The first page of matches and near hits in one list by score."""
        request = request_of(query, planned, looked.window)
        counted = self._run(replace(request, size=0))
        loose = replace(request, match=EVERYTHING, filters=planned.filters, loose=True, facets=(), count=False)
        rows = self._ranked(self._engine.run(loose).rows, planned, looked, language)[: query.size]
        ids = OneOf("id", tuple(row.id for row in rows))
        members = replace(request, always=all_of([request.always, ids]), scored=(), size=len(ids.values), facets=())
        matching = {row.id for row in self._engine.run(members).rows} if rows else set()
        hits = tuple(replace(hit_of(row), near=row.id not in matching) for row in rows)
        return Page(counted.total, hits, facet_counts(counted, query))

    def _near(
        self,
        query: Query,
        planned: Plan,
        looked: Look,
        language: Language,
        skip: int,
        wanted: int,
        matching: tuple[str, ...],
    ) -> list[Hit]:
        """Weaker hits. What matches is known one by one, and quicker left out of the rows than found once more."""
        request = replace(
            request_of(query, planned, max(skip + wanted, looked.window)),
            match=EVERYTHING,
            filters=planned.filters,
            loose=True,
            skip=matching,
            facets=(),
            count=False,
        )
        rows = self._ranked(self._engine.run(request).rows, planned, looked, language)
        return [replace(hit_of(row), near=True) for row in rows[skip : skip + wanted]]

    def _ranked(self, rows: Sequence[Row], planned: Plan, looked: Look, language: Language) -> list[Row]:
        """Rows after the second look."""
        head, rest = rows[: looked.window], rows[looked.window :]
        closer = self._closer(head, planned) if planned.close else head
        return reordered(closer, looked, language.words, language.lexicon) + list(rest)

    def _closer(self, rows: Sequence[Row], planned: Plan) -> list[Row]:
        """Rows with what the query's neighbouring tokens add to them."""
        ids = tuple(row.id for row in rows)
        request = Request(match=OneOf("id", ids), scored=planned.close, size=len(ids), count=False)
        added = {row.id: row.score for row in self._engine.run(request).rows} if ids else {}
        return [Row(row.id, row.score + added.get(row.id, 0.0), row.order, row.card) for row in rows]

    def _pinned(self, query: Query, planned: Plan, lexicon: Lexicon) -> list[Hit]:
        """The best bets of a query, in the operator's order, as far as they pass the filters."""
        ids = best_bets(query, lexicon)
        if not ids:
            return []
        request = Request(
            match=OneOf("id", ids), filters=planned.filters, always=planned.always, size=len(ids), count=False
        )
        found = {row.id: row for row in self._engine.run(request).rows}
        return [replace(hit_of(found[record_id]), pinned=True) for record_id in ids if record_id in found]

    def _by_order(self, query: Query, planned: Plan) -> Page:
        order = order_named(query.sort)
        cursor = read_cursor(query.cursor, order.name)
        by_field = ByField(order.field, order.descending, cursor.key)
        # One more than is shown tells whether there is another page.
        request = request_of(query, planned, query.size and query.size + 1)
        answer = self._run(replace(request, scored=(), order=by_field, skip=cursor.shown))
        rows = answer.rows[: query.size]
        return Page(
            total=answer.total,
            hits=tuple(hit_of(row) for row in rows),
            facets=facet_counts(answer, query),
            next=after(rows, cursor).text() if len(answer.rows) > len(rows) else "",
        )

    def _by_distance(self, query: Query, planned: Plan, around: Around) -> Page:
        """The nearest first; last, in the order of their ids, those of which it is not known where they are."""
        cursor = read_cursor(query.cursor, DISTANCE)
        behind = BEFORE_ALL if cursor.key is None else (cursor.key / 100, "".join(cursor.shown[-1:]))
        request = request_of(query, planned, 0)
        answer = self._run(request)
        wanted = query.size + 1 if query.size else 0
        rows = nearest(self._engine.run, request, around, behind, wanted) if wanted else []
        shown = rows[: query.size]
        more = len(rows) > query.size
        return Page(
            answer.total,
            tuple(replace(hit_of(row), km=km if km < NOWHERE else None) for km, row in shown),
            facet_counts(answer, query),
            next=Cursor(DISTANCE, cursor.offset + len(shown), round(shown[-1][0] * 100), (shown[-1][1].id,)).text()
            if more
            else "",
        )

    def _run(self, request: Request) -> Response:
        """Answer a request; of one that counts over everything the counts are kept until the index changes."""
        if request.match != EVERYTHING or request.always not in (EVERYTHING, ONCE) or not request.facets:
            return with_chosen(self._engine.run, request, self._engine.run(request))
        counts = replace(request, size=0, offset=0, scored=(), order=None, skip=())
        place = (self._engine.generation(), _hashable(counts))
        with self._lock:
            kept = self._kept.get(place)
        if kept is None:
            kept = with_chosen(self._engine.run, counts, self._engine.run(counts))
            with self._lock:
                self._kept[place] = kept
                while len(self._kept) > _KEPT_ANSWERS:
                    self._kept.popitem(last=False)
        rows = self._engine.run(replace(request, facets=(), count=False)).rows if request.size else ()
        return replace(kept, rows=rows)


def _hashable(request: Request) -> Request:
    return replace(request, filters=tuple(sorted(request.filters.items())))  # type: ignore[arg-type]  # a key only


def _taken_back(query: Query, language: Language) -> tuple[Understood, ...]:
    if not query.taken_back:
        return ()
    parts = language.parts(replace(query, taken_back=()))
    return tuple(item for item in understood(parts) if item.key in query.taken_back)
