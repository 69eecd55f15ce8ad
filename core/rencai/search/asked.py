"""What the engine is asked for a query and its plan, and which queries cannot be asked."""

from rencai.errors import BadQuery
from rencai.records.kinds import KINDS
from rencai.search.clauses import EVERYTHING, all_of
from rencai.search.engine import Request
from rencai.search.fields import Order, facet_fields, orders
from rencai.search.lexicon import Lexicon, as_typed
from rencai.search.plan import Plan
from rencai.search.query import DISTANCE, RELEVANCE, Query

LARGEST_PAGE = 500
COMMON_FACETS = ("kind", "district", "occupation", "skill_level", "source")
"""Counted when no kind is chosen."""


def check(query: Query) -> None:
    """Raise BadQuery naming what the query asks for and is not there."""
    names = [model.kind.name for model in KINDS]
    if query.kind is not None and query.kind not in names:
        raise BadQuery(f"there is no kind {query.kind!r}; there are: {', '.join(names)}")
    if not 0 <= query.size <= LARGEST_PAGE:
        raise BadQuery(f"a page has 0 to {LARGEST_PAGE} hits, not {query.size}")
    if query.sort == DISTANCE and query.around is None:
        raise BadQuery("to sort by distance, say from where")
    for name in query.facets or ():
        if name not in facet_fields():
            raise BadQuery(f"there is no facet {name!r}; there are: {', '.join(sorted(facet_fields()))}")


def best_bets(query: Query, lexicon: Lexicon) -> tuple[str, ...]:
    """Ids that the operator wants first for a query."""
    return lexicon.best_bets.get(as_typed(query.text), ())


def request_of(query: Query, planned: Plan, size: int) -> Request:
    """The request for the first rows of a plan."""
    return Request(
        match=planned.match,
        filters=planned.filters if planned.wish == EVERYTHING else {**planned.filters, "kind": planned.wish},
        always=all_of([planned.always, planned.once]),
        scored=planned.scored,
        size=size,
        facets=facets_of(query.kind) if query.facets is None else query.facets,
    )


def facets_of(kind: str | None) -> tuple[str, ...]:
    """The facets that are counted when none are asked for."""
    if kind is None:
        return COMMON_FACETS
    return (*(name for name, field in facet_fields().items() if kind in field.kinds), "source")


def order_named(name: str) -> Order:
    """The order of a name. Raises BadQuery where there is none."""
    order = orders().get(name)
    if order is None:
        raise BadQuery(f"there is no order {name!r}; there are: {RELEVANCE}, {DISTANCE}, {', '.join(orders())}")
    return order


def is_narrowed(query: Query) -> bool:
    """Whether the words alone may find more."""
    circle = query.around is not None and query.around.km is not None
    return bool(query.filters or query.exclude or query.ranges or circle)
