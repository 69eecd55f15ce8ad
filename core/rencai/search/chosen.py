"""Counts of chosen values of facets that are not among the most frequent ones, which alone an engine gives."""

from collections.abc import Callable
from dataclasses import replace

from rencai.search.clauses import All, Clause, Not, OneOf, Term, all_of
from rencai.search.engine import Request, Response

MOST = 1000
"""Values that are looked through: a record of a chosen value may have others."""


def with_chosen(run: Callable[[Request], Response], request: Request, answer: Response) -> Response:
    """The answer with how many records have each value that is chosen: a choice must not seem to find nothing."""
    facets = dict(answer.facets)
    for name, choice in request.filters.items():
        known = facets.get(name, ())
        if len(known) >= request.facet_size and (rare := set(_values(choice)) - {value for value, _ in known}):
            facets[name] = (*known, *_counts(run, request, name, tuple(sorted(rare))))
    return replace(answer, facets=facets)


def _counts(
    run: Callable[[Request], Response], request: Request, name: str, values: tuple[str, ...]
) -> list[tuple[str, int]]:
    rest = {other: clause for other, clause in request.filters.items() if other != name}
    among = all_of([request.always, OneOf(name, values)])
    asked = replace(request, filters=rest, always=among, scored=(), order=None, skip=(), size=0, offset=0)
    found = run(replace(asked, facets=(name,), facet_size=MOST, count=False)).facets[name]
    return [(value, count) for value, count in found if value in values]


def _values(choice: Clause) -> tuple[str, ...]:
    """The values that a choice names, wanted or not."""
    match choice:
        case Term(_, value):
            return (value,)
        case OneOf(_, values):
            return values
        case Not(part):
            return _values(part)
        case All(parts):
            return tuple(value for part in parts for value in _values(part))
    return ()
