"""The plain analyzers of Elasticsearch on the same documents: what anybody gets without our analysis and ranking.

Title and everything else that is searched, as they are written; BM25, title three times the rest, any word will do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from rencai.records.columns import columns
from rencai.records.kinds import kind_named
from rencai.records.parsers.body import plain_text
from rencai.search.relevance import DEPTH, Judged, report
from rencai.store.read import StoredRecord

ANALYZERS = ("standard", "cjk", "smartcn", "icu")
BLENDS = ("cross_fields", "most_fields", "best_fields")
_SETTINGS = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "analysis": {"analyzer": {"icu": {"type": "custom", "tokenizer": "icu_tokenizer", "filter": ["lowercase"]}}},
}


def fill_plain(client: Elasticsearch, index: str, records: Iterable[StoredRecord]) -> None:
    """Make an index in which every analyzer reads the same two fields."""
    every = {name: {"type": "text", "analyzer": name} for name in ANALYZERS}
    text = {"type": "text", "fields": every}
    properties = {"kind": {"type": "keyword"}, "key": {"type": "keyword"}, "title": text, "body": text}
    client.indices.create(index=index, settings=_SETTINGS, mappings={"properties": properties})
    bulk(client, ({"_index": index, "_source": _source(record)} for record in records), refresh=True)


def _source(record: StoredRecord) -> dict[str, str]:
    key = f"{record.source}:{record.source_id}"
    return {"kind": record.kind, "key": key, "title": str(record.payload.get("title", "")), "body": _rest(record)}


def _rest(record: StoredRecord) -> str:
    searched = [column for column in columns(kind_named(record.kind)) if column.text and column.name != "title"]
    return "\n".join(piece for column in searched for piece in _pieces(record.payload.get(column.name), column.markup))


def _pieces(value: Any, markup: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield plain_text(value) if markup else value
    elif isinstance(value, list | tuple):
        yield from (item for item in value if isinstance(item, str))


def plain_rankings(client: Elasticsearch, index: str, analyzer: str, blend: str) -> Callable[[Judged], list[str]]:
    """What one analyzer finds for a judged query, best first."""

    def ranked(judged: Judged) -> list[str]:
        words = {
            "query": judged.query,
            "type": blend,
            "fields": [f"title.{analyzer}^3", f"body.{analyzer}"],
            "operator": "or",
        }
        query: dict[str, Any] = {"must": [{"multi_match": words}]}
        if judged.kind:
            query["filter"] = [{"term": {"kind": judged.kind}}]
        found = client.search(index=index, query={"bool": query}, size=DEPTH, source_includes=["key"])
        return [hit["_source"]["key"] for hit in found["hits"]["hits"]]

    return ranked


def plain_reports(client: Elasticsearch, index: str, judged: Iterable[Judged]) -> dict[str, Mapping[str, Any]]:
    """The report of every analyzer and blend, by `<analyzer> <blend>`."""
    items = list(judged)
    return {
        f"{analyzer} {blend}": report(items, plain_rankings(client, index, analyzer, blend))
        for analyzer in ANALYZERS
        for blend in BLENDS
    }
