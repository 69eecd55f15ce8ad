"""Reading through the alias."""

import json
import time
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from rencai.errors import SearchError, SearchUnavailable
from rencai.search.clauses import Clause
from rencai.search.digest import fields_digest
from rencai.search.elasticsearch.client import connect
from rencai.search.elasticsearch.guard import Guard
from rencai.search.elasticsearch.mapping import made_with
from rencai.search.elasticsearch.queries import count_query, is_narrowed, rows_query, search_body, totals_body
from rencai.search.engine import Request, Response, Row
from rencai.search.fields import SearchField, orders, search_fields
from rencai.search.pairs import Pairs, pairs_in
from rencai.settings import Settings

CHECK_SECONDS = 5.0
"""For which an index that fitted this code is believed to fit."""
AT_ONCE = 500
"""Tokens that are counted in one request."""
NUMBERS = 200
"""Papers whose numbers are read: an index keeps no list of the numbers themselves."""
STATE_SECONDS = 1.0
"""For which the state of the index is believed: an index shows its changes once a second."""


class ElasticsearchEngine:
    """Reads the generation behind the alias. The client is safe to share between threads."""

    def __init__(self, settings: Settings, fields: tuple[SearchField, ...] | None = None) -> None:
        self._client = connect(settings)
        self._unused = self._asking()
        self._alias = settings.index
        self._guard = Guard()
        self._state = (float("-inf"), "")
        self._digest = fields_digest(fields or search_fields())
        self._checked = float("-inf")

    def run(self, request: Request) -> Response:
        """Answer one request on the current generation."""
        answer = self._search(search_body(request))
        total = answer["hits"].get("total", {}).get("value", 0)
        if is_narrowed(request):
            total = self._count(count_query(request))
        ordered = request.order is not None
        rows = tuple(_row(hit, ordered=ordered) for hit in answer["hits"]["hits"])
        return Response(total, rows, _facets(answer.get("aggregations", {})))

    def totals(self, request: Request, matches: Sequence[Clause]) -> list[Pairs]:
        """How many records each of these finds as `match`, by the facets of `pairs.PAIR`, in one round trip."""
        body = totals_body(request, matches)
        answer = self._search(body)
        return [pairs_in(found) for found in answer["aggregations"]["totals"]["buckets"]]

    def finds(self, request: Request, among: Sequence[str]) -> bool:  # noqa: ARG002  # the first match is found at once
        """Whether the request finds anything."""
        body = {"query": count_query(request), "size": 0, "track_total_hits": 1}
        return bool(self._search(body)["hits"]["total"]["value"])

    def get(self, ids: Sequence[str]) -> dict[str, Row]:
        """Indexed records by id, with score 0."""
        return {
            found["_id"]: Row(found["_id"], 0.0, 0, orjson.loads(found["_source"]["card"]))
            for found in self._many(ids, "card")
        }

    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Field `hash` of indexed records by id."""
        return {found["_id"]: found["_source"].get("hash", "") for found in self._many(ids, "hash")}

    def _many(self, ids: Sequence[str], field: str) -> list[dict[str, Any]]:
        if not ids:
            return []
        body = {
            "query": {"ids": {"values": list(ids)}},
            "size": len(ids),
            "_source": [field],
            "track_total_hits": False,
        }
        return list(self._search(body)["hits"]["hits"])

    def _search(self, body: dict[str, Any]) -> Mapping[str, Any]:
        """One search. Where a shard does not answer it fails: what is left would pass for the whole."""
        self._check_made()
        return self._guard(
            # A client looks only once whether it talks to Elasticsearch; a proxy may answer later. And to make one anew
            # for each search would take a tenth of its time.
            lambda: copy(self._unused).search(index=self._alias, body=body, allow_partial_search_results=False).body
        )

    def _check_made(self) -> None:
        """Raise SearchUnavailable where the index has other fields than this code asks for; looked at now and then.

        What it lacks would be found in no record, and counted in none; of two indexes, all would be found twice.
        """
        if time.monotonic() - self._checked < CHECK_SECONDS:
            return
        found = self._guard(lambda: self._asking().indices.get_mapping(index=self._alias).body)
        if [made_with(one["mappings"]) for one in found.values()] != [self._digest]:
            raise SearchUnavailable("the search index was made by another version; run `rencai index rebuild`")
        self._checked = time.monotonic()

    def _asking(self) -> Elasticsearch:
        """A client that repeats nothing: the guard does. It waits as long as the search may still take."""
        return self._client.options(max_retries=0)

    def explain(self, record_id: str, request: Request) -> str:
        """Lucene's own account of a row's score, as JSON; empty when it is no row of the request."""
        if not self.get([record_id]):
            return ""
        query = rows_query(request, list(request.filters.values()))
        found = self._guard(lambda: self._asking().explain(index=self._alias, id=record_id, query=query).body)
        return json.dumps(found["explanation"], ensure_ascii=False, indent=1) if found.get("matched") else ""

    def frequencies(self, field: str, tokens: Sequence[str]) -> list[int]:
        """How many records hold each of these tokens in a field."""
        found: list[int] = []
        for start in range(0, len(tokens), AT_ONCE):
            some = tokens[start : start + AT_ONCE]
            counted = {"filters": {"filters": [{"term": {field: token}} for token in some]}}
            answer = self._search({"size": 0, "track_total_hits": False, "aggs": {"tokens": counted}})
            found += [bucket["doc_count"] for bucket in answer["aggregations"]["tokens"]["buckets"]]
        return found

    def numbers(self, begun: str, most: int) -> list[str]:
        """Numbers of papers that begin so: those of the newest papers."""
        body = {
            "query": {"prefix": {"numbers": begun}},
            "size": min(most, NUMBERS),
            "sort": [{orders()["published"].field: "desc"}, {"newest": "desc"}],
            "_source": ["card"],
            "track_total_hits": False,
        }
        cards = (orjson.loads(hit["_source"].get("card", "{}")) for hit in self._search(body)["hits"]["hits"])
        numbers = (str(card.get("document_number", "")) for card in cards)
        return list(dict.fromkeys(number for number in numbers if number.startswith(begun)))

    def _count(self, query: dict[str, Any]) -> int:
        # Not by the count API, which counts the shards that answer.
        body = {"query": query, "size": 0, "track_total_hits": True}
        return int(self._search(body)["hits"]["total"]["value"])

    def values(self, field: str, most: int) -> list[tuple[str, int]]:
        """The most frequent values of a KEYWORD or KEYWORDS field with their counts."""
        answer = self._search({"size": 0, "aggs": {"values": {"terms": {"field": field, "size": most}}}})
        return list(_facets(answer["aggregations"])["values"])

    def generation(self) -> str:
        """Name of the index behind the alias, and how often it was refreshed, at most a second ago."""
        if time.monotonic() - self._state[0] > STATE_SECONDS:
            self._state = (time.monotonic(), self._read_state())
        return self._state[1]

    def _read_state(self) -> str:
        stats = self._guard(lambda: self._asking().indices.stats(index=self._alias, metric=["refresh"])["indices"])
        return ",".join(f"{name}:{found['primaries']['refresh']['total']}" for name, found in sorted(stats.items()))

    def ready(self) -> bool:
        """Whether there is an index that answers."""
        try:
            self._count({"match_all": {}})
        except SearchError:
            return False
        return True

    def refresh(self) -> None:
        """See what was committed until now."""
        # Where a shard is not there, a refresh waits for it and says nothing; a search says so at once.
        self._count({"match_none": {}})
        self._guard(lambda: self._client.indices.refresh(index=self._alias))
        self._state = (float("-inf"), "")

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()


def _row(hit: Mapping[str, Any], *, ordered: bool) -> Row:
    order = int(hit["sort"][0]) if ordered else 0
    # What somebody wrote there by hand may have none: it is to be found as surplus.
    card = orjson.loads(hit["_source"].get("card", "{}"))
    return Row(hit["_id"], 0.0 if ordered else float(hit["_score"] or 0), order, card)


def _facets(answer: Mapping[str, Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {
        name: tuple((str(bucket["key"]), int(bucket["doc_count"])) for bucket in _buckets(found))
        for name, found in answer.items()
        if isinstance(found, Mapping)
    }


def _buckets(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list((found.get("values") or found)["buckets"])
