"""Requests in Elasticsearch's query language: built as values, without asking anything."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rencai.search.clauses import All, Between, Clause, Everything, Not, Nothing, OneOf, Phrase, Term, any_of
from rencai.search.clauses import Any as AnyOf
from rencai.search.engine import Close, Fixed, Request, Scored
from rencai.search.pairs import counting

Body = dict[str, Any]


def condition(clause: Clause) -> Body:
    """What must hold."""
    match clause:
        case Everything():
            return {"match_all": {}}
        case Nothing():
            return {"match_none": {}}
        case Term(field, value):
            return {"term": {field: value}}
        case OneOf(field, values):
            return {"terms": {field: list(values)}}
        case Phrase(field, tokens, slop):
            return {"match_phrase": {field: {"query": " ".join(tokens), "slop": slop}}}
        case Between(field, low, high):
            ends = {name: end for name, end in (("gte", low), ("lte", high)) if end is not None}
            return {"range": {field: ends}} if ends else {"exists": {"field": field}}
        case All(parts):
            return {"bool": {"filter": [condition(part) for part in parts]}} if parts else {"match_all": {}}
        case AnyOf(parts):
            return {"bool": {"should": [condition(part) for part in parts], "minimum_should_match": 1}}
        case Not(part):
            return {"bool": {"must_not": [condition(part)]}}


def rows_query(request: Request, filters: list[Clause]) -> Body:
    """What selects and scores the rows of a request, within further conditions."""
    conditions = [condition(clause) for clause in (request.match, request.always, *filters) if clause != Everything()]
    scores = _scores(request.scored)
    query: Body = {"filter": conditions}
    if scores:
        query["should"] = scores
        query["minimum_should_match"] = 1 if request.loose else 0
    elif request.loose:
        return {"match_none": {}}
    return {"bool": query}


def _scores(scored: tuple[Scored | Close | Fixed, ...]) -> list[Body]:
    """Tokens of the same fields go together, and each is blended over its fields by `cross_fields`."""
    groups: dict[tuple[tuple[str, float], ...], list[str]] = {}
    found: list[Body] = []
    for part in scored:
        if isinstance(part, Fixed):
            boost = {"filter": {"term": {part.field: part.value}}, "boost": part.amount}
            found.append({"constant_score": boost})
        elif isinstance(part, Close):
            phrase = {"query": " ".join(part.tokens), "boost": part.weight}
            found.append({"match_phrase": {part.field: phrase}})
        else:
            groups.setdefault(part.fields, []).append(part.token)
    return found + [_blended(fields, tokens) for fields, tokens in groups.items()]


def _blended(fields: tuple[tuple[str, float], ...], tokens: list[str]) -> Body:
    return {
        "multi_match": {
            "query": " ".join(tokens),
            "type": "cross_fields",
            "fields": [f"{name}^{weight:g}" for name, weight in fields],
            "operator": "or",
            # The fields' scores are added up, not the best one taken.
            "tie_breaker": 1.0,
        }
    }


def search_body(request: Request) -> Body:
    """The whole search: rows, total and facets in one."""
    kept_open = [name for name in request.facets if name in request.filters]
    # Where a chosen facet is counted as if it were not chosen, choices come after the counting.
    late = list(request.filters.values()) if kept_open else []
    body: Body = {
        "query": rows_query(request, [] if kept_open else list(request.filters.values())),
        "size": request.size,
        "from": request.offset,
        "track_total_hits": request.count,
        "_source": ["card"],
        "sort": _sort(request),
    }
    after = [condition(clause) for clause in late] + _unshown(request)
    if after:
        body["post_filter"] = {"bool": {"filter": after}}
    if request.facets:
        body["aggs"] = _facets(request, bool(kept_open))
    return body


def _unshown(request: Request) -> list[Body]:
    """Conditions on the rows that the total does not know of."""
    found: list[Body] = []
    if request.skip:
        found.append({"bool": {"must_not": [{"terms": {"id": list(request.skip)}}]}})
    if request.order is not None and request.order.beyond is not None:
        end = "lte" if request.order.descending else "gte"
        found.append({"range": {request.order.field: {end: request.order.beyond}}})
    return found


def is_narrowed(request: Request) -> bool:
    """Whether the rows are fewer than what the total counts, so that the total must be asked for by itself."""
    return request.count and bool(_unshown(request))


def count_query(request: Request) -> Body:
    """What the total counts."""
    return rows_query(request, list(request.filters.values()))


def totals_body(request: Request, matches: Sequence[Clause]) -> Body:
    """Many totals in one search that gives no rows; it goes through the records alone that count in any of them."""
    return {
        "query": count_query(replace(request, match=any_of(matches))),
        "size": 0,
        "track_total_hits": False,
        "aggs": {
            "totals": {
                "filters": {"filters": [condition(match) for match in matches]},
                "aggs": counting(),
            }
        },
    }


def _sort(request: Request) -> list[Any]:
    if request.order is None:
        return ["_score", {"row": "asc"}]
    return [{request.order.field: "desc" if request.order.descending else "asc"}, {"row": "asc"}]


def _facets(request: Request, late: bool) -> Body:
    if not late:
        return {name: _terms(name, request.facet_size) for name in request.facets}
    return {
        name: {
            "filter": {"bool": {"filter": [condition(c) for other, c in request.filters.items() if other != name]}},
            "aggs": {"values": _terms(name, request.facet_size)},
        }
        for name in request.facets
    }


def _terms(field: str, size: int) -> Body:
    # Every shard gives many more than are wanted, so that counts over shards are exact for all but huge lists.
    return {"terms": {"field": field, "size": size, "shard_size": max(10 * size, 2000)}}
