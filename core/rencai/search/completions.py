"""Completions of what is typed, each with how many records it leads to within the filters that are on.

The last word is completed in the context of those before it: «焊工 通z» leads to the welders of 通州区. One count
serves every kind and district, since the engine gives it by both. As long as no other filter is on and nothing is said
before, what trades and districts lead to is counted ahead, beside the searches; else a list is counted in one round
trip. Counts behind other words are not waited for longer than a keystroke takes: of words that hundreds of thousands
of records hold the list grows as the typing goes on. Counts are as old as the candidates: at most a minute.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import chain, islice

from rencai.search.asked import request_of
from rencai.search.clauses import EVERYTHING, All, Clause, Everything, Not, OneOf, Term, all_of
from rencai.search.engine import SearchEngine
from rencai.search.folding import fold
from rencai.search.pairs import PAIR
from rencai.search.plan import matching, plan
from rencai.search.query import Query, Suggestion
from rencai.search.searching import Language
from rencai.search.spots import spots
from rencai.search.suggest import Candidate, Candidates, Counted, Suggester
from rencai.search.typed import Typed, begun_number, ways

MOST_COUNTED = 40
"""Candidates that are counted for one list of completions."""
IN_CONTEXT = 16
"""Candidates behind other words that are counted at first."""
PATIENT = 0.002
"""Seconds for which counts of what is found with other words are waited for."""
STEP = 4
"""Of these candidates so many are counted in one go."""
MOST_NUMBERS = 1000
"""Numbers that begin as typed which are looked at for the newest."""
SEARCHED = ("occupation", "district", "skill_level", "place")
"""Fields whose names are counted as the search for them counts, and ahead: few names that many records match."""
_YEAR_AND_SERIAL = re.compile(r"(?:〔(?P<year>\d{4})〕|第)(?P<serial>\d+)号")
MEANT_BY = {"place": "district", "heading": "occupation"}
"""Where one field is meant already, names of the other say no more: a trade and then the title of a course for it."""
AT_ONCE = 100
"""Candidates that are counted ahead in one go."""


class Completions:
    """Answers on one engine. Safe to call from several threads."""

    def __init__(self, engine: SearchEngine, language: Callable[[], Language]) -> None:
        self._engine = engine
        self._language = language
        self._suggester = Suggester(engine, lambda: spots(engine, language().words), self._count_ahead)
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="counting")
        self._counting = threading.Lock()

    def suggest(self, prefix: str, query: Query, limit: int) -> list[Suggestion]:
        """Those that have results within the query's filters, the most frequent first."""
        language, candidates = self._language(), self._suggester.candidates()
        found: dict[str, Suggestion] = {}
        for way in ways(prefix):
            if len(found) < limit:
                some = self._completed(way, candidates, query, language, limit)
                found |= {one.text: one for one in some if one.text not in found}
        return list(found.values())[:limit]

    def _completed(
        self, way: Typed, candidates: Candidates, query: Query, language: Language, limit: int
    ) -> list[Suggestion]:
        """Completions of one way to read what was typed."""
        shown = _shown(plan(replace(query, text=""), (), language.lexicon, language.words).filters)
        waiting = self._waiting(way, candidates, language)
        found: list[Suggestion] = []
        # Behind other words the order is by what is found with them, which is known only when it is counted.
        size = IN_CONTEXT if way.said else limit
        while len(found) < limit and (some := list(islice(waiting, size))):
            counted = self._counted(candidates, some, replace(query, text=way.said), language)
            known = [one for one in some if one in counted]
            counts = ((one, sum(counted[one][pair] for pair in counted[one] if shown(pair))) for one in known)
            found += [Suggestion(_text(way, one), count, one.field) for one, count in counts if count]
            size = MOST_COUNTED
            if len(known) < len(some):
                break
        return sorted(found, key=lambda one: -one.count)[:limit] if way.said else found[:limit]

    def _waiting(self, way: Typed, candidates: Candidates, language: Language) -> Iterator[Candidate]:
        """What begins as typed and may be shown: behind other words nothing that they mean already."""
        blocked = language.lexicon.blocked
        parts = language.parts(Query(text=way.said)) if way.said else ()
        meant = {MEANT_BY.get(meaning.field, meaning.field) for part in parts for meaning in part.meanings}
        begun = (one for one in candidates.matching(way.begun) if MEANT_BY.get(one.field, one.field) not in meant)
        numbers = [] if way.said else self._numbers(way.begun)
        for one in islice(chain(numbers, begun), MOST_COUNTED):
            if not (blocked and any(word in fold(one.text) for word in blocked)):
                yield one

    def _numbers(self, typed: str) -> list[Candidate]:
        """The newest papers whose number (发文字号) begins as typed."""
        begun = begun_number(typed)
        found = self._engine.numbers(begun, MOST_NUMBERS) if begun else []
        return [Candidate(number, "numbers", number) for number in sorted(found, key=_newest)[:MOST_COUNTED]]

    def forget(self) -> None:
        """Make candidates and counts anew when they are asked for next."""
        self._suggester.forget()

    def close(self) -> None:
        """Let go of the thread that counts."""
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _counted(self, candidates: Candidates, some: Sequence[Candidate], query: Query, language: Language) -> Counted:
        """What candidates lead to by kind and district, as far as possible as it was counted before."""
        filters = {name: values for name, values in query.filters.items() if name not in PAIR}
        asked = Query(
            text=query.text,
            filters=filters,
            exclude=query.exclude,
            ranges=query.ranges,
            around=query.around,
            facets=(),
        )
        kept = candidates.counted((language.lexicon.version, _filters_of(asked)))
        unknown = [one for one in some if one not in kept]
        if unknown and query.text:
            self._count_beside(kept, unknown, asked, language)
        elif unknown:
            self._count(kept, unknown, asked, language)
        return kept

    def _count_beside(self, kept: Counted, unknown: Sequence[Candidate], asked: Query, language: Language) -> None:
        """Count what is found with other words: what takes longer than a keystroke may is there at the next."""
        if not self._counting.acquire(blocking=False):
            return

        def count() -> None:
            try:
                for start in range(0, len(unknown), STEP):
                    self._count(kept, unknown[start : start + STEP], asked, language)
            finally:
                self._counting.release()

        counting = self._beside.submit(count)
        if counting in wait([counting], PATIENT).done:
            counting.result()

    def _count(self, kept: Counted, unknown: Sequence[Candidate], asked: Query, language: Language) -> None:
        said = matching(asked, language.parts(asked), language.words)
        matches = [all_of([said.counted, _match(one, language)]) for one in unknown]
        kept.update(zip(unknown, self._engine.totals(request_of(asked, said, 0), matches), strict=True))

    def _count_ahead(self, candidates: Candidates) -> None:
        """Count trades, places and levels, which many records match; other names are counted when they are shown."""
        language = self._language()
        wide = (one for one in candidates.names if one.field in SEARCHED)
        while some := list(islice(wide, AT_ONCE)):
            self._counted(candidates, some, Query(), language)


def _text(way: Typed, candidate: Candidate) -> str:
    return f"{way.said} {candidate.text}" if way.said else candidate.text


def _newest(number: str) -> tuple[int, int]:
    """Sorts numbers by their year and by what is counted in it, the last first."""
    found = _YEAR_AND_SERIAL.search(number)
    return (-int(found["year"] or 0), -int(found["serial"])) if found else (0, 0)


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
    """What a completion finds: a trade or a place what its search gives, another name those that bear it."""
    if candidate.field not in SEARCHED:
        return Term(candidate.field, candidate.value)
    query = Query(text=candidate.text)
    return matching(query, language.parts(query), language.words).counted


def _filters_of(query: Query) -> str:
    """What a completion's count depends on."""
    narrowing = (query.filters, query.exclude, query.ranges)
    return repr((query.text, *(sorted(part.items()) for part in narrowing), query.around))
