"""Completions of what is typed, each with how many records it leads to within the filters that are on.

What trades lead to without filters is counted ahead, beside the searches; else a list is counted in one round trip.
Counts are as old as the candidates: at most a minute.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from rencai.search.clauses import Clause, Term
from rencai.search.engine import SearchEngine
from rencai.search.folding import fold
from rencai.search.plan import plan
from rencai.search.query import RELEVANCE, Query, Suggestion
from rencai.search.searching import Language, request_of
from rencai.search.suggest import Candidate, Candidates, Counted, Suggester

MOST_COUNTED = 40
"""Candidates that are counted for one list of completions."""
AT_ONCE = 100
"""Candidates that are counted ahead in one go."""


class Completions:
    """Answers on one engine. Safe to call from several threads."""

    def __init__(self, engine: SearchEngine, language: Callable[[], Language]) -> None:
        self._engine = engine
        self._language = language
        self._suggester = Suggester(engine, self._count_ahead)

    def suggest(self, prefix: str, query: Query, limit: int) -> list[Suggestion]:
        """Those that have results within the query's filters, the most frequent first."""
        language, candidates = self._language(), self._suggester.candidates()
        matching = islice(candidates.matching(prefix), MOST_COUNTED)
        blocked = language.lexicon.blocked
        waiting = (one for one in matching if not (blocked and any(word in fold(one.text) for word in blocked)))
        found: list[Suggestion] = []
        size = limit
        while len(found) < limit and (some := list(islice(waiting, size))):
            counted = self._counted(candidates, some, query, language)
            counts = ((one, _of_kind(counted[one], query.kind)) for one in some)
            found += [Suggestion(one.text, count, one.field) for one, count in counts if count]
            size = MOST_COUNTED
        return found[:limit]

    def forget(self) -> None:
        """Make candidates and counts anew when they are asked for next."""
        self._suggester.forget()

    def _counted(self, candidates: Candidates, some: Sequence[Candidate], query: Query, language: Language) -> Counted:
        """What candidates lead to by kind, as far as possible as it was counted before."""
        # One count serves all kinds, since the engine gives it by kind.
        asked = replace(query, kind=None, text="", taken_back=(), verbatim=False, sort=RELEVANCE, cursor="", facets=())
        kept = candidates.counted((language.lexicon.version, _filters_of(asked)))
        unknown = [one for one in some if one not in kept]
        if unknown:
            request = request_of(asked, plan(asked, (), language.lexicon, language.words), 0)
            matches = [_match(one, language) for one in unknown]
            kept.update(zip(unknown, self._engine.totals(request, matches), strict=True))
        return kept

    def _count_ahead(self, candidates: Candidates) -> None:
        """Count trades, which many values match; other names are counted quickly when they are shown."""
        language = self._language()
        trades = (one for one in candidates.names if one.field == "occupation")
        while some := list(islice(trades, AT_ONCE)):
            self._counted(candidates, some, Query(), language)


def _of_kind(counts: dict[str, int], kind: str | None) -> int:
    return sum(counts.values()) if kind is None else counts.get(kind, 0)


def _match(candidate: Candidate, language: Language) -> Clause:
    """What a completion finds: a trade what its search gives, another name those that bear it."""
    if candidate.field != "occupation":
        return Term(candidate.field, candidate.value)
    query = Query(text=candidate.text)
    return plan(query, language.parts(query), language.lexicon, language.words).match


def _filters_of(query: Query) -> str:
    """What a completion's count depends on."""
    narrowing = (query.filters, query.exclude, query.ranges)
    return repr((*(sorted(part.items()) for part in narrowing), query.around))
