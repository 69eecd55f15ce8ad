"""The one SearchReader, over any engine. What people see is decided here and below, not in the engines."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from threading import Lock

from rencai.search.analysis import analyzer
from rencai.search.clauses import Clause, Term
from rencai.search.engine import ByField, Request, SearchEngine
from rencai.search.fields import row_number
from rencai.search.folding import fold
from rencai.search.lexicon import Lexicon
from rencai.search.plan import plan
from rencai.search.query import RELEVANCE, Page, Query, Related, Suggestion, Why
from rencai.search.related import requests as related_requests
from rencai.search.searching import Language, Searching, check, hit_of, request_of
from rencai.search.suggest import Candidate, Suggester
from rencai.search.why import why

MOST_COUNTED = 40
"""Candidates that are counted for one list of completions."""

MOST_KEPT = 64
"""Sets of filters for which counts of completions are kept while the index stays as it is."""


class _Counts:
    """What was counted lately, by the state of index and language and by filters."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, str], dict[Candidate, int]] = OrderedDict()
        self._lock = Lock()

    def of(self, place: tuple[str, str, str]) -> dict[Candidate, int]:
        with self._lock:
            kept = self._kept.setdefault(place, {})
            self._kept.move_to_end(place)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept


class Reader:
    """Answers on one engine with one language data, which is asked for anew at each search."""

    def __init__(self, engine: SearchEngine, lexicon: Callable[[], Lexicon]) -> None:
        self._engine = engine
        self._lexicon = lexicon
        self._searching = Searching(engine)
        self._suggester = Suggester(engine)
        self._counts = _Counts()

    def _language(self) -> Language:
        lexicon = self._lexicon()
        return Language(lexicon, analyzer(lexicon.words))

    def search(self, query: Query) -> Page:
        """One page. An empty text matches all; bad syntax is plain text."""
        return self._searching.page(query, self._language())

    def suggest(self, prefix: str, query: Query, limit: int = 10) -> list[Suggestion]:
        """Completions that have results within the query's filters, the most frequent first."""
        check(query)
        language = self._language()
        blocked = language.lexicon.blocked
        matching = islice(self._suggester.candidates().matching(prefix), MOST_COUNTED)
        waiting = (candidate for candidate in matching if fold(candidate.text) not in blocked)
        found: list[Suggestion] = []
        size = limit
        while len(found) < limit and (some := list(islice(waiting, size))):
            counts = self._totals(some, query, language)
            found += [Suggestion(one.text, counts[one], one.field) for one in some if counts[one]]
            size = MOST_COUNTED
        return found[:limit]

    def _totals(self, some: Sequence[Candidate], query: Query, language: Language) -> dict[Candidate, int]:
        """How many records completions lead to, as far as possible from what was counted in this state of the index."""
        kept = self._counts.of((self._engine.generation(), language.lexicon.version, _filters_of(query)))
        unknown = [candidate for candidate in some if candidate not in kept]
        if unknown:
            asked = replace(query, text="", size=0, facets=(), sort=RELEVANCE, cursor="")
            request = request_of(asked, plan(asked, (), language.lexicon, language.words), 0)
            matches = [_match(candidate, asked, language) for candidate in unknown]
            kept.update(zip(unknown, self._engine.totals(request, matches), strict=True))
        return kept

    def related(self, record_id: str, limit: int = 6) -> list[Related]:
        """Groups of records that lead on from this one; empty groups are left out."""
        row = self._engine.get([record_id]).get(record_id)
        if row is None:
            return []
        words = self._language().words
        groups = ((name, self._engine.run(request).rows) for name, request in related_requests(row, words, limit))
        return [Related(name, tuple(map(hit_of, rows))) for name, rows in groups if rows]

    def explain(self, record_id: str, query: Query) -> Why | None:
        """Why the query finds this record; None when it does not."""
        check(query)
        language = self._language()
        parts = language.parts(query)
        request = request_of(query, plan(query, parts, language.lexicon, language.words), 1)
        return why(self._engine, record_id, request, parts, language.lexicon, language.words)

    def document_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """`hash` of those of the given records that are indexed."""
        return self._engine.hashes(ids)

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids of indexed records in their order, beginning after one."""
        order = ByField("row", descending=False, beyond=row_number(after) if after else None)
        request = Request(order=order, size=limit, count=False, skip=(after,) if after else ())
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


def _match(candidate: Candidate, asked: Query, language: Language) -> Clause:
    """What a completion finds: a trade what its search gives, another name those that bear it."""
    if candidate.field != "occupation":
        return Term(candidate.field, candidate.value)
    query = replace(asked, text=candidate.text)
    return plan(query, language.parts(query), language.lexicon, language.words).match


def _filters_of(query: Query) -> str:
    """What a completion's count depends on."""
    return repr(
        (
            query.kind,
            sorted(query.filters.items()),
            sorted(query.exclude.items()),
            sorted(query.ranges.items()),
            query.around,
        )
    )
