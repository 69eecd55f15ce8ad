"""The same conditions in a form that is quicker to check: what is costly is looked for only where the rest may be.

Among alternatives the engine goes through every record of each, whatever stands beside them. A phrase is the costly
one: where both of its tokens are in most records but never side by side, it is gone through all of them for nothing.
"""

from collections.abc import Callable, Iterable
from functools import cache

from rencai.records.kinds import KINDS
from rencai.search.clauses import All, Any, Clause, Everything, Not, Nothing, OneOf, Phrase, Term

Frequency = Callable[[str, str], int]

WORTH = 4
"""A phrase is looked for within another condition of so many times fewer records."""
_MOST_VALUES = 64
_KINDS = tuple(model.kind.name for model in KINDS)


class Known:
    """What an index says without being searched: how many records hold a token, and at most a condition."""

    def __init__(self, frequency: Frequency, documents: int) -> None:
        self.documents = documents
        self.frequency = cache(frequency)
        """Of a field and a token, deleted records possibly included."""

    def most(self, clause: Clause) -> int:
        """At most so many records; all of them where that is not known."""
        match clause:
            case Nothing():
                return 0
            case Term(field, value):
                return self.frequency(field, value)
            case OneOf(field, values) if len(values) <= _MOST_VALUES:
                return sum(self.frequency(field, value) for value in values)
            case Phrase(field, tokens):
                return min(self.frequency(field, token) for token in tokens)
            case All(parts):
                return min(map(self.most, parts), default=self.documents)
            case Any(parts):
                return sum(map(self.most, parts))
            case _:
                return self.documents


def quick(conditions: Iterable[Clause], known: Known) -> tuple[Clause, ...]:
    """What all of these come to: alternatives that are phrases stand within the rarest of the other conditions."""
    parts = tuple(dict.fromkeys(_shortened(clause, known) for clause in _flat(conditions)))
    parts = tuple(part for part in parts if part != Everything())
    if not all(map(known.most, parts)):
        return (Nothing(),)
    plain = [part for part in parts if not has_phrase(part)]
    if not plain or len(plain) == len(parts):
        return parts
    rarest = min(plain, key=known.most)
    return tuple(_within(part, rarest, known) for part in parts)


def _shortened(clause: Clause, known: Known) -> Clause:
    """Without looking at what nothing has; one kind where there are few of others by leaving those out."""
    if isinstance(clause, Not) and not known.most(clause.part):
        return Everything()
    if not (isinstance(clause, Term) and clause.field == "kind"):
        return clause
    others = OneOf("kind", tuple(name for name in _KINDS if name != clause.value))
    count = known.most(others)
    if count * WORTH > known.most(clause):
        return clause
    return Not(others) if count else Everything()


def _flat(conditions: Iterable[Clause]) -> Iterable[Clause]:
    for clause in conditions:
        if isinstance(clause, All):
            yield from _flat(clause.parts)
        elif clause != Everything():
            yield clause


def has_phrase(clause: Clause) -> bool:
    """Whether a phrase is a condition, or among alternatives."""
    return isinstance(clause, Phrase) or (isinstance(clause, Any | All) and any(map(has_phrase, clause.parts)))


def _within(clause: Clause, rarest: Clause, known: Known) -> Clause:
    if not isinstance(clause, Any):
        return clause
    return Any(tuple(_alternative(part, rarest, known) for part in clause.parts))


def _alternative(clause: Clause, rarest: Clause, known: Known) -> Clause:
    if isinstance(clause, Phrase) and known.most(rarest) * WORTH <= known.most(clause):
        return All((rarest, clause))
    return _within(clause, rarest, known)
