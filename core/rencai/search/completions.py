"""Completions of what is typed, each with how many records it leads to within the filters that are on.

One count serves every kind and district, since the engine gives it by both. As long as no other filter is on, what
trades and districts lead to is counted ahead, beside the searches; else a list is counted in one round trip. Counts
are as old as the candidates: at most a minute.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rencai.search.asked import request_of
from rencai.search.clauses import EVERYTHING, All, Clause, Everything, Not, OneOf, Term
from rencai.search.engine import SearchEngine
from rencai.search.folding import fold
from rencai.search.pairs import PAIR
from rencai.search.plan import plan
from rencai.search.query import Query, Suggestion
from rencai.search.searching import Language
from rencai.search.suggest import Candidate, Candidates, Counted, Suggester

MOST_COUNTED = 40
"""Candidates that are counted for one list of completions."""
SEARCHED = ("occupation", "district")
"""Fields whose names are counted as the search for them counts."""
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
        shown = _shown(plan(replace(query, text=""), (), language.lexicon, language.words).filters)
        matching = islice(candidates.matching(prefix), MOST_COUNTED)
        blocked = language.lexicon.blocked
        waiting = (one for one in matching if not (blocked and any(word in fold(one.text) for word in blocked)))
        found: list[Suggestion] = []
        size = limit
        while len(found) < limit and (some := list(islice(waiting, size))):
            counted = self._counted(candidates, some, query, language)
            counts = ((one, sum(counted[one][pair] for pair in counted[one] if shown(pair))) for one in some)
            found += [Suggestion(one.text, count, one.field) for one, count in counts if count]
            size = MOST_COUNTED
        return found[:limit]

    def forget(self) -> None:
        """Make candidates and counts anew when they are asked for next."""
        self._suggester.forget()

    def _counted(self, candidates: Candidates, some: Sequence[Candidate], query: Query, language: Language) -> Counted:
        """What candidates lead to by kind and district, as far as possible as it was counted before."""
        filters = {name: values for name, values in query.filters.items() if name not in PAIR}
        asked = Query(filters=filters, exclude=query.exclude, ranges=query.ranges, around=query.around, facets=())
        kept = candidates.counted((language.lexicon.version, _filters_of(asked)))
        unknown = [one for one in some if one not in kept]
        if unknown:
            request = request_of(asked, plan(asked, (), language.lexicon, language.words), 0)
            matches = [_match(one, language) for one in unknown]
            kept.update(zip(unknown, self._engine.totals(request, matches), strict=True))
        return kept

    def _count_ahead(self, candidates: Candidates) -> None:
        """Count trades and districts, which many values match; other names are counted quickly when they are shown."""
        language = self._language()
        wide = (one for one in candidates.names if one.field in SEARCHED)
        while some := list(islice(wide, AT_ONCE)):
            self._counted(candidates, some, Query(), language)


def _shown(filters: Mapping[str, Clause]) -> Callable[[tuple[str, str]], bool]:
    """Whether filters let records of a kind and a district through."""
    choices = [filters.get(name, EVERYTHING) for name in PAIR]
    return lambda pair: all(_passes(value, choice) for value, choice in zip(pair, choices, strict=True))


def _passes(value: str, choice: Clause) -> bool:
    """Whether a facet's filter lets a value through."""
    match choice:
        case Everything():
            return True
        case Term(_, wanted):
            return value == wanted
        case OneOf(_, values):
            return value in values
        case Not(part):
            return not _passes(value, part)
        case All(parts):
            return all(_passes(value, part) for part in parts)
        case _:
            raise TypeError(f"a filter of a facet names values, not {choice}")


def _match(candidate: Candidate, language: Language) -> Clause:
    """What a completion finds: a trade or a district what its search gives, another name those that bear it."""
    if candidate.field not in SEARCHED:
        return Term(candidate.field, candidate.value)
    query = Query(text=candidate.text)
    return plan(query, language.parts(query), language.lexicon, language.words).match


def _filters_of(query: Query) -> str:
    """What a completion's count depends on."""
    narrowing = (query.filters, query.exclude, query.ranges)
    return repr((*(sorted(part.items()) for part in narrowing), query.around))
