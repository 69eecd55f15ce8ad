"""Conditions in tantivy's terms."""

import tantivy
from tantivy import FieldType as TantivyType
from tantivy import Occur, Query

from rencai.search.clauses import All, Any, Between, Clause, Everything, Not, Nothing, OneOf, Phrase, Term
from rencai.search.fields import FieldType, SearchField

MOST_TERMS = 64
"""Up to so many values are asked for one by one: a set of them is first made a list of all its records."""


class Translator:
    """Translates for one schema."""

    def __init__(self, schema: tantivy.Schema, fields: tuple[SearchField, ...]) -> None:
        self.schema = schema
        self.types = {field.name: field.type for field in fields}

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
                return Query.phrase_query(self.schema, field, list(tokens), slop)
            case Between(field, low, high):
                return self._between(field, low, high)
            case All(parts):
                return self.all(parts)
            case Any(parts):
                return Query.boolean_query([(Occur.Should, self.condition(part)) for part in parts])
            case Not(part):
                return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self.condition(part))])

    def term(self, field: str, value: str) -> Query:
        """A field holds exactly this token or value."""
        return Query.term_query(self.schema, field, value, _option(self.types[field]))

    def _one_of(self, field: str, values: tuple[str, ...]) -> Query:
        if len(values) > MOST_TERMS and self.types[field] is not FieldType.ID:
            return Query.term_set_query(self.schema, field, list(values))
        return Query.boolean_query([(Occur.Should, self.term(field, value)) for value in values])

    def all(self, parts: tuple[Clause, ...]) -> Query:
        """All of these must hold."""
        clauses = [
            (Occur.MustNot, self.condition(part.part)) if isinstance(part, Not) else (Occur.Must, self.condition(part))
            for part in parts
        ]
        if all(isinstance(part, Not) for part in parts):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    def _between(self, field: str, low: float | None, high: float | None) -> Query:
        whole = self.types[field] is FieldType.ORDER
        number = int if whole else float
        return Query.range_query(
            self.schema,
            field,
            TantivyType.Unsigned if whole else TantivyType.Float,
            None if low is None else number(low),
            None if high is None else number(high),
        )


def _option(kind: FieldType) -> str:
    return {FieldType.POSITIONS: "position", FieldType.WORDS: "freq"}.get(kind, "basic")
