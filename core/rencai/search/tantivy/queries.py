"""Conditions and scores in tantivy's terms. The fast path is a flat list of boosted terms: keep scores flat."""

import math
from collections.abc import Callable, Iterable

import tantivy
from tantivy import FieldType as TantivyType
from tantivy import Occur, Query

from rencai.search.clauses import All, Any, Between, Clause, Everything, Not, Nothing, OneOf, Phrase, Term
from rencai.search.engine import Close, Fixed, Request, Scored
from rencai.search.fields import FieldType, SearchField

Frequency = Callable[[str, str], int]

MOST_TERMS = 64
"""Up to so many values are asked for one by one: a set of them is first made a list of all its records."""


class Translator:
    """Translates for one schema."""

    def __init__(self, schema: tantivy.Schema, fields: tuple[SearchField, ...]) -> None:
        self._schema = schema
        self._types = {field.name: field.type for field in fields}

    def condition(self, clause: Clause) -> Query:
        """What must hold."""
        match clause:
            case Everything():
                return Query.all_query()
            case Nothing():
                return Query.empty_query()
            case Term(field, value):
                return self.term(field, value)
            case OneOf(field, values):
                return self._one_of(field, values)
            case Phrase(field, tokens, slop):
                return Query.phrase_query(self._schema, field, list(tokens), slop)
            case Between(field, low, high):
                return self._between(field, low, high)
            case All(parts):
                return self._all(parts)
            case Any(parts):
                return Query.boolean_query([(Occur.Should, self.condition(part)) for part in parts])
            case Not(part):
                return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self.condition(part))])

    def term(self, field: str, value: str) -> Query:
        """A field holds exactly this token or value."""
        return Query.term_query(self._schema, field, value, _option(self._types[field]))

    def _one_of(self, field: str, values: tuple[str, ...]) -> Query:
        if len(values) > MOST_TERMS:
            return Query.term_set_query(self._schema, field, list(values))
        return Query.boolean_query([(Occur.Should, self.term(field, value)) for value in values])

    def _all(self, parts: tuple[Clause, ...]) -> Query:
        clauses = [
            (Occur.MustNot, self.condition(part.part)) if isinstance(part, Not) else (Occur.Must, self.condition(part))
            for part in parts
        ]
        if all(isinstance(part, Not) for part in parts):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    def _between(self, field: str, low: float | None, high: float | None) -> Query:
        whole = self._types[field] is FieldType.ORDER
        number = int if whole else float
        return Query.range_query(
            self._schema,
            field,
            TantivyType.Unsigned if whole else TantivyType.Float,
            None if low is None else number(low),
            None if high is None else number(high),
        )

    def rows(self, request: Request, frequency: Frequency, documents: int, *, few: bool = False) -> Query:
        """What selects and scores the rows of a request, of which there may be known to be `few`."""
        conditions = list(_conditions(request))
        scores = [(Occur.Should, query) for query in self._scores(request, frequency, documents)]
        if not request.loose:
            chosen = self._silent(conditions)
            if few and len(scores) <= MOST_TERMS:
                # The same scores; but in one list of alternatives every record would be visited that holds any.
                for score in scores:
                    chosen = Query.boolean_query([(Occur.Must, chosen), score])
                return chosen
            return Query.boolean_query([(Occur.Must, chosen), *scores])
        if not scores:
            return Query.empty_query()
        flat = Query.boolean_query(scores)
        return Query.boolean_query([(Occur.Must, self._silent(conditions)), (Occur.Must, flat)]) if conditions else flat

    def _silent(self, conditions: list[Clause]) -> Query:
        return Query.const_score_query(self._all(tuple(conditions)) if conditions else Query.all_query(), 0.0)

    def counted(self, request: Request, without: str = "") -> Query:
        """What the total counts, or the facet `without`, as if it were not chosen."""
        conditions = tuple(_conditions(request, without))
        return self._all(conditions) if conditions else Query.all_query()

    def _scores(self, request: Request, frequency: Frequency, documents: int) -> Iterable[Query]:
        for part in request.scored:
            if isinstance(part, Fixed):
                yield from self._fixed(part, frequency, documents)
            elif isinstance(part, Close):
                phrase = Query.phrase_query(self._schema, part.field, list(part.tokens), 0)
                yield Query.boost_query(phrase, part.weight)
            else:
                yield from self._blended(part, frequency, documents)

    def _fixed(self, part: Fixed, frequency: Frequency, documents: int) -> Iterable[Query]:
        """A boosted term, whose score is its idf times the boost where every record has one value in the field.

        In a field that most records leave empty its length would count against it: there the score is set, which
        leaves the fast path, but such a value is rare and quick to find.
        """
        found = frequency(part.field, part.value)
        if not found:
            return
        term = self.term(part.field, part.value)
        if self._types[part.field] is FieldType.TAGS:
            yield Query.const_score_query(term, part.amount)
        else:
            yield Query.boost_query(term, part.amount / idf(found, documents))

    def _blended(self, part: Scored, frequency: Frequency, documents: int) -> Iterable[Query]:
        counts = [frequency(field, part.token) for field, _ in part.fields]
        common = idf(max(counts), documents)
        for (field, weight), found in zip(part.fields, counts, strict=True):
            if found:
                yield Query.boost_query(self.term(field, part.token), weight * common / idf(found, documents))


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


def _option(kind: FieldType) -> str:
    return {FieldType.POSITIONS: "position", FieldType.WORDS: "freq"}.get(kind, "basic")
