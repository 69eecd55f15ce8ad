"""The plain analyzers of Elasticsearch on the same documents: what anybody gets without our analysis and ranking.

Title and everything else that is searched, as they are written; BM25, title three times the rest, any word will do.
"""

from collections.abc import Iterable, Iterator
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
_AT_ONCE = 200
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


def plain_reports(client: Elasticsearch, index: str, judged: Iterable[Judged]) -> dict[str, dict[str, Any]]:
    """The report of every analyzer and blend, by `<analyzer> <blend>`."""
    items = list(judged)
    return {
        f"{analyzer} {blend}": _report(client, index, items, analyzer, blend)
        for analyzer in ANALYZERS
        for blend in BLENDS
    }


def _report(client: Elasticsearch, index: str, items: list[Judged], analyzer: str, blend: str) -> dict[str, Any]:
    asked = [line for item in items for line in ({"index": index}, _search(item, analyzer, blend))]
    found: dict[int, list[str]] = {}
    for start in range(0, len(asked), _AT_ONCE):
        answers = client.msearch(searches=asked[start : start + _AT_ONCE])["responses"]
        for place, answer in enumerate(answers, start // 2):
            found[id(items[place])] = [hit["_source"]["key"] for hit in answer["hits"]["hits"]]
    return report(items, lambda item: found[id(item)])


def _search(judged: Judged, analyzer: str, blend: str) -> dict[str, Any]:
    fields = [f"title.{analyzer}^3", f"body.{analyzer}"]
    words = {"query": judged.query, "type": blend, "fields": fields, "operator": "or"}
    query: dict[str, Any] = {"must": [{"multi_match": words}]}
    if judged.kind:
        query["filter"] = [{"term": {"kind": judged.kind}}]
    return {"query": {"bool": query}, "size": DEPTH, "_source": ["key"]}
