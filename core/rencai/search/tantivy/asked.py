"""What requests come to on one searcher. The fast path is a flat list of boosted terms: keep scores flat."""

import math
from collections.abc import Iterable, Sequence

from tantivy import Occur, Query, Searcher

from rencai.search.clauses import All, Clause, Everything, Not, Nothing, Phrase
from rencai.search.engine import Close, Fixed, Request, Scored
from rencai.search.fields import FieldType
from rencai.search.tantivy.queries import Translator
from rencai.search.tantivy.quick import Known, has_phrase, quick

MANY = 50_000
"""Records that it takes a while to go through."""
COMMON, TELLING = 200_000, 0.01
"""Near hits are not looked for by tokens that more than so many records hold and that add less than this share of what
all tokens may add: they hardly change the order, and going through them would take a good part of the time."""
LOOKED_UP = 12
"""Records that are gone through in the time in which one is looked up."""
DEEPEST = 64
"""Conditions within conditions, for safety."""
Score = tuple[Query, int]
"""What adds to a score, and how many records it is found in."""


class Asked:
    """The queries that requests come to on one searcher."""

    def __init__(self, translator: Translator, searcher: Searcher) -> None:
        self.searcher = searcher
        self._translator = translator
        self._known = Known(searcher.doc_freq, searcher.num_docs)

    def rows(self, request: Request, *, total: int = 0) -> Query:
        """What selects and scores the rows of a request, of which there are some `total` where that is known."""
        conditions = quick(_conditions(request), self._known)
        chosen = self._silent(conditions)
        scores = self._scores(request, chosen)
        if not request.loose:
            return _scored(chosen, scores, total)
        if not scores:
            return Query.empty_query()
        flat = Query.boolean_query([(Occur.Should, score) for score, _ in scores])
        return self._within(flat, conditions) if conditions else flat

    def _within(self, flat: Query, conditions: tuple[Clause, ...]) -> Query:
        """Scores with conditions. What is left out is left out of them: to go through all else beside takes longer."""
        wanted = tuple(clause for clause in conditions if not isinstance(clause, Not))
        unwanted = [self._translator.condition(clause.part) for clause in conditions if isinstance(clause, Not)]
        found = [(Occur.Must, flat), *((Occur.MustNot, clause) for clause in unwanted)]
        return Query.boolean_query([(Occur.Must, self._silent(wanted)), *found] if wanted else found)

    def _silent(self, conditions: tuple[Clause, ...]) -> Query:
        return Query.const_score_query(self._translator.all(conditions) if conditions else Query.all_query(), 0.0)

    def counted(self, request: Request, without: str = "") -> Query:
        """What the total counts, or the facet `without`, as if it were not chosen."""
        conditions = quick(_conditions(request, without), self._known)
        return self._translator.all(conditions) if conditions else Query.all_query()

    def is_vain(self, request: Request) -> bool:
        """Whether nothing can match: there is a condition whose tokens no record holds."""
        return quick(_conditions(request), self._known) == (Nothing(),)

    def estimate(self, request: Request) -> int:
        """At most so many rows match, where to count them would take long; else 0."""
        conditions = quick(_conditions(request), self._known)
        if any(has_phrase(part) and self._known.most(part) > MANY for part in conditions):
            return self._known.most(All(conditions))
        return 0

    def _scores(self, request: Request, chosen: Query) -> list[Score]:
        """What adds to the score; neighbours are looked for in what is chosen, not in all that hold both tokens."""
        found: list[Score] = []
        for part in request.scored:
            if isinstance(part, Fixed):
                found += self._fixed(part)
            elif isinstance(part, Close) and self._known.most(Phrase(part.field, part.tokens)):
                phrase = Query.phrase_query(self._translator.schema, part.field, list(part.tokens), 0)
                weighed = Query.boost_query(phrase, part.weight)
                found.append((Query.boolean_query([(Occur.Must, chosen), (Occur.Must, weighed)]), 0))
        tokens = [part for part in request.scored if isinstance(part, Scored)]
        wanted = _telling(tokens, self._known) if request.loose else tokens
        for place, boost in _boosts(wanted, self._known).items():
            found.append((Query.boost_query(self._translator.term(*place), boost), self._known.frequency(*place)))
        return found

    def _fixed(self, part: Fixed) -> Iterable[Score]:
        """A boosted term, whose score is its idf times the boost where every record has one value in the field.

        In a field that most records leave empty its length would count against it: there the score is set, which
        leaves the fast path, but such a value is rare and quick to find.
        """
        found = self._known.frequency(part.field, part.value)
        if not found:
            return
        term = self._translator.term(part.field, part.value)
        if self._translator.types[part.field] is FieldType.TAGS:
            yield Query.const_score_query(term, part.amount), found
        else:
            yield Query.boost_query(term, part.amount / idf(found, self._known.documents)), found


def _scored(chosen: Query, scores: Sequence[Score], total: int) -> Query:
    """What is chosen with its scores: the same however they are added up.

    Alternatives in one list are all gone through, whatever is chosen; of the frequent ones it is quicker to look each
    chosen record up.
    """
    deep = [0 < total * LOOKED_UP < found for _, found in scores]
    flat = [(Occur.Should, score) for (score, _), looked_up in zip(scores, deep, strict=True) if not looked_up]
    frequent = [score for (score, _), looked_up in zip(scores, deep, strict=True) if looked_up]
    flat += [(Occur.Should, score) for score in frequent[DEEPEST:]]
    if flat:
        chosen = Query.boolean_query([(Occur.Must, chosen), *flat])
    for score in frequent[:DEEPEST]:
        chosen = Query.boolean_query([(Occur.Must, chosen), (Occur.Should, score)])
    return chosen


def _boosts(tokens: Iterable[Scored], known: Known) -> dict[tuple[str, str], float]:
    """The weight of each token in each field, blended; one that several parts score by is gone through once."""
    found: dict[tuple[str, str], float] = {}
    for part in tokens:
        common = idf(_most(part, known), known.documents)
        for field, weight in part.fields:
            if count := known.frequency(field, part.token):
                place = (field, part.token)
                found[place] = found.get(place, 0.0) + weight * common / idf(count, known.documents)
    return found


def _telling(tokens: Iterable[Scored], known: Known) -> list[Scored]:
    """Those without which near hits would not be the same."""
    counts = {part: _most(part, known) for part in tokens}
    gains = {
        part: max(weight for _, weight in part.fields) * idf(count, known.documents)
        for part, count in counts.items()
        if count
    }
    least = TELLING * sum(gains.values())
    return [part for part, gain in gains.items() if gain >= least or counts[part] <= COMMON]


def _most(part: Scored, known: Known) -> int:
    return max(known.frequency(field, part.token) for field, _ in part.fields)


def idf(found: int, documents: int) -> float:
    """BM25's inverse document frequency, as tantivy reckons it."""
    return math.log(1 + (max(documents - found, 0) + 0.5) / (found + 0.5))


def _conditions(request: Request, without: str = "") -> Iterable[Clause]:
    for clause in (request.match, request.always):
        if clause != Everything():
            yield clause
    for facet, clause in request.filters.items():
        if facet != without:
            yield clause
