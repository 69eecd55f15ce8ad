"""The one SearchReader, over any engine. What people see is decided here and below, not in the engines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rencai.search.analysis import analyzer
from rencai.search.asked import best_bets, check, request_of
from rencai.search.completions import Completions
from rencai.search.engine import ByField, Request, Row, SearchEngine
from rencai.search.fields import row_number
from rencai.search.lexicon import Lexicon
from rencai.search.patience import ASIDE, PATIENCE, at_most
from rencai.search.plan import plan
from rencai.search.query import Page, Query, Related, Suggestion, Why
from rencai.search.related import others
from rencai.search.related import requests as related_requests
from rencai.search.searching import Language, Searching
from rencai.search.shown import hit_of
from rencai.search.why import why


class Reader:
    """Answers on one engine with one language data, which is asked for anew at each search."""

    def __init__(self, engine: SearchEngine, lexicon: Callable[[], Lexicon]) -> None:
        self._engine = engine
        self._lexicon = lexicon
        self._searching = Searching(engine)
        self._completions = Completions(engine, self._language)

    def _language(self) -> Language:
        lexicon = self._lexicon()
        return Language(lexicon, analyzer(lexicon.words))

    def search(self, query: Query) -> Page:
        """One page. An empty text matches all; bad syntax is plain text."""
        with at_most(PATIENCE):
            return self._searching.page(query, self._language())

    def suggest(self, prefix: str, query: Query, limit: int = 10) -> list[Suggestion]:
        """Completions that have results within the query's filters, the most frequent first."""
        check(query)
        with at_most(PATIENCE):
            return self._completions.suggest(prefix, query, limit)

    def related(self, record_id: str, limit: int = 6, was: Mapping[str, object] | None = None) -> list[Related]:
        """Groups of records that lead on from this one; empty groups are left out."""
        with at_most(ASIDE):
            row = self._engine.get([record_id]).get(record_id)
            if row is None and was:
                row = Row(record_id, 0.0, 0, was)
            if row is None:
                return []
            words = self._language().words
            # One more than is shown: the same thing as another source tells it may be among them.
            asked = related_requests(row, words, limit + 1)
            groups = [(name, others(row, self._engine.run(request).rows, limit)) for name, request in asked]
        return [Related(name, tuple(map(hit_of, rows))) for name, rows in groups if rows]

    def explain(self, record_id: str, query: Query) -> Why | None:
        """Why the query finds this record; None when it does not."""
        check(query)
        language = self._language()
        parts = language.parts(query)
        planned = plan(query, parts, language.lexicon, language.words)
        pinned = record_id in best_bets(query, language.lexicon)
        # Near hits are explained, too.
        request = replace(request_of(query, planned, 1), match=planned.counted, filters=planned.filters)
        with at_most(PATIENCE):
            return why(self._engine, record_id, request, parts, language, close=planned.close, pinned=pinned)

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
        """Whether there is an index that answers, and soon."""
        with at_most(ASIDE):
            return self._engine.ready()

    def refresh(self) -> None:
        """See what was committed until now."""
        self._engine.refresh()
        self._completions.forget()

    def close(self) -> None:
        """Let go of files and connections."""
        self._completions.close()
        self._engine.close()
