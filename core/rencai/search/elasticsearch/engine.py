"""Reading through the alias."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rencai.search.elasticsearch.client import connect, translated
from rencai.search.elasticsearch.queries import count_query, is_narrowed, rows_query, search_body
from rencai.search.engine import Request, Response, Row
from rencai.settings import Settings

PAGE = 1000


class ElasticsearchEngine:
    """Reads the generation behind the alias. The client is safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._client = connect(settings)
        self._alias = settings.index

    def run(self, request: Request) -> Response:
        """Answer one request on the current generation."""
        with translated():
            answer = self._client.search(index=self._alias, body=search_body(request)).body
            total = answer["hits"].get("total", {}).get("value", 0)
            if is_narrowed(request):
                total = self._client.count(index=self._alias, query=count_query(request))["count"]
        ordered = request.order is not None
        rows = tuple(_row(hit, ordered=ordered) for hit in answer["hits"]["hits"])
        return Response(total, rows, _facets(answer.get("aggregations", {})))

    def get(self, ids: Sequence[str]) -> dict[str, Row]:
        """Indexed records by id, with score 0."""
        return {
            found["_id"]: Row(found["_id"], 0.0, 0, json.loads(found["_source"]["card"]))
            for found in self._many(ids, "card")
        }

    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Field `hash` of indexed records by id."""
        return {found["_id"]: found["_source"]["hash"] for found in self._many(ids, "hash")}

    def _many(self, ids: Sequence[str], field: str) -> list[dict[str, Any]]:
        if not ids:
            return []
        with translated():
            answer = self._client.search(
                index=self._alias,
                query={"ids": {"values": list(ids)}},
                size=len(ids),
                source_includes=[field],
                track_total_hits=False,
            )
        return list(answer["hits"]["hits"])

    def explain(self, record_id: str, request: Request) -> str:
        """Lucene's own account of a row's score, as JSON; empty when it is no row of the request."""
        with translated():
            if not self.get([record_id]):
                return ""
            query = rows_query(request, list(request.filters.values()))
            answer = self._client.explain(index=self._alias, id=record_id, query=query)
        found = answer.body
        return json.dumps(found["explanation"], ensure_ascii=False) if found.get("matched") else ""

    def frequency(self, field: str, token: str) -> int:
        """How many records hold a token in a field."""
        with translated():
            return int(self._client.count(index=self._alias, query={"term": {field: token}})["count"])

    def values(self, field: str) -> Iterator[tuple[str, int]]:
        """Every value of a KEYWORD or KEYWORDS field with its count."""
        after: dict[str, Any] | None = None
        while True:
            composite: dict[str, Any] = {"size": PAGE, "sources": [{"value": {"terms": {"field": field}}}]}
            if after:
                composite["after"] = after
            with translated():
                answer = self._client.search(index=self._alias, size=0, aggs={"all": {"composite": composite}})
            found = answer["aggregations"]["all"]
            yield from ((str(bucket["key"]["value"]), int(bucket["doc_count"])) for bucket in found["buckets"])
            after = found.get("after_key")
            if not after:
                return

    def generation(self) -> str:
        """Name of the index behind the alias, and how often it was refreshed."""
        with translated():
            stats = self._client.indices.stats(index=self._alias, metric=["refresh"])["indices"]
        return ",".join(f"{name}:{found['primaries']['refresh']['total']}" for name, found in sorted(stats.items()))

    def ready(self) -> bool:
        """Whether there is an index that answers."""
        try:
            self._client.count(index=self._alias)
        except Exception:  # noqa: BLE001  # whatever the reason, it is not ready
            return False
        return True

    def refresh(self) -> None:
        """See what was committed until now."""
        with translated():
            self._client.indices.refresh(index=self._alias)

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()


def _row(hit: Mapping[str, Any], *, ordered: bool) -> Row:
    order = int(hit["sort"][0]) if ordered else 0
    return Row(hit["_id"], 0.0 if ordered else float(hit["_score"] or 0), order, json.loads(hit["_source"]["card"]))


def _facets(answer: Mapping[str, Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {
        name: tuple((str(bucket["key"]), int(bucket["doc_count"])) for bucket in _buckets(found))
        for name, found in answer.items()
    }


def _buckets(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list((found.get("values") or found)["buckets"])
