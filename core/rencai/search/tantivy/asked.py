"""What requests come to on one searcher. The fast path is a flat list of boosted terms: keep scores flat."""

import math
from collections.abc import Iterable

from tantivy import Occur, Query, Searcher

from rencai.search.clauses import Clause, Everything
from rencai.search.engine import Close, Fixed, Request, Scored
from rencai.search.fields import FieldType
from rencai.search.tantivy.queries import MOST_TERMS, Translator
from rencai.search.tantivy.quick import MANY, Known, is_slow, quick

TELLING = 0.01
"""Near hits are not looked for by tokens that many records hold and that add less than this share of what all tokens
may add: they hardly change the order, and going through them would take most of the time."""


class Asked:
    """The queries that requests come to on one searcher."""

    def __init__(self, translator: Translator, searcher: Searcher) -> None:
        self.searcher = searcher
        self._translator = translator
        self._known = Known(searcher.doc_freq, searcher.num_docs)

    def rows(self, request: Request, *, few: bool = False) -> Query:
        """What selects and scores the rows of a request, of which there may be known to be `few`."""
        conditions = quick(_conditions(request), self._known)
        chosen = self._silent(conditions)
        scores = [(Occur.Should, query) for query in self._scores(request, chosen)]
        if not request.loose:
            if few and len(scores) <= MOST_TERMS:
                # The same scores; but in one list of alternatives every record would be visited that holds any.
                for score in scores:
                    chosen = Query.boolean_query([(Occur.Must, chosen), score])
                return chosen
            return Query.boolean_query([(Occur.Must, chosen), *scores])
        if not scores:
            return Query.empty_query()
        flat = Query.boolean_query(scores)
        return Query.boolean_query([(Occur.Must, chosen), (Occur.Must, flat)]) if conditions else flat

    def _silent(self, conditions: tuple[Clause, ...]) -> Query:
        return Query.const_score_query(self._translator.all(conditions) if conditions else Query.all_query(), 0.0)

    def counted(self, request: Request, without: str = "") -> Query:
        """What the total counts, or the facet `without`, as if it were not chosen."""
        conditions = quick(_conditions(request, without), self._known)
        return self._translator.all(conditions) if conditions else Query.all_query()

    def is_slow(self, request: Request) -> bool:
        """Whether what the total counts takes long to go through."""
        return is_slow(quick(_conditions(request), self._known), self._known)

    def _scores(self, request: Request, chosen: Query) -> Iterable[Query]:
        """What adds to the score; neighbours are looked for in what is chosen, not in all that hold both tokens."""
        for part in request.scored:
            if isinstance(part, Fixed):
                yield from self._fixed(part)
            elif isinstance(part, Close):
                phrase = Query.phrase_query(self._translator.schema, part.field, list(part.tokens), 0)
                yield Query.boolean_query([(Occur.Must, chosen), (Occur.Must, Query.boost_query(phrase, part.weight))])
        tokens = [part for part in request.scored if isinstance(part, Scored)]
        wanted = _telling(tokens, self._known) if request.loose else tokens
        for (field, token), boost in _boosts(wanted, self._known).items():
            yield Query.boost_query(self._translator.term(field, token), boost)

    def _fixed(self, part: Fixed) -> Iterable[Query]:
        """A boosted term, whose score is its idf times the boost where every record has one value in the field.

        In a field that most records leave empty its length would count against it: there the score is set, which
        leaves the fast path, but such a value is rare and quick to find.
        """
        found = self._known.frequency(part.field, part.value)
        if not found:
            return
        term = self._translator.term(part.field, part.value)
        if self._translator.types[part.field] is FieldType.TAGS:
            yield Query.const_score_query(term, part.amount)
        else:
            yield Query.boost_query(term, part.amount / idf(found, self._known.documents))


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
    return [part for part, gain in gains.items() if gain >= least or counts[part] <= MANY]


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
