"""Generations in a real Elasticsearch: whose indexes are whose, and what comes of writes to one that is gone."""

import uuid
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from rencai.errors import SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.elasticsearch.client import connect
from rencai.search.elasticsearch.writer import ElasticsearchWriter
from rencai.search.fields import search_fields
from rencai.settings import Settings
from rencai_indexer.documents import document
from support_search import fill, job

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def current(elasticsearch_url: str) -> Settings:
    return Settings(elasticsearch_url=elasticsearch_url, index=f"test-{uuid.uuid4().hex[:12]}")


@pytest.fixture
def client(current: Settings) -> Iterator[Elasticsearch]:
    found = connect(current)
    yield found
    found.close()


def indexes(client: Elasticsearch, current: Settings) -> set[str]:
    return {name.removeprefix(current.index) for name in client.indices.get(index=f"{current.index}*").body}


def test_the_indexes_of_an_alias_called_like_a_generation_are_left_alone(
    current: Settings, client: Elasticsearch
) -> None:
    neighbour = current.model_copy(update={"index": f"{current.index}-1"})
    for one in (current, neighbour, current):
        fill(ElasticsearchWriter(one), [job("1", "电工")])
    assert ElasticsearchWriter(current).drop() == [f"{current.index}-000001"]
    assert indexes(client, current) == {"-000002", "-state", "-1-000001", "-1-state"}


def test_a_write_to_a_dropped_generation_fails_and_makes_no_index(current: Settings, client: Elasticsearch) -> None:
    writer = ElasticsearchWriter(current)
    fill(writer, [job("1", "电工")])
    former = writer.current()
    assert former is not None
    fill(writer, [job("1", "电工")])
    writer.drop()
    with pytest.raises(SearchUnavailable):
        former.upsert([document(job("2", "焊工"), Analyzer())])
    with pytest.raises(SearchUnavailable):
        former.delete({job("1", "电工").id: 1})
    assert indexes(client, current) == {"-000002", "-state"}


def test_a_generation_of_before_the_alias_is_written_too(current: Settings, client: Elasticsearch) -> None:
    writer = ElasticsearchWriter(current)
    fill(writer, [job("1", "电工")])
    client.indices.delete_alias(index=f"{current.index}-000001", name=f"{current.index}-000001-write")
    generation = writer.current()
    assert generation is not None
    assert generation.upsert([document(job("2", "焊工"), Analyzer())]) == 1


def test_deleting_what_is_not_there_is_no_error(current: Settings) -> None:
    writer = ElasticsearchWriter(current)
    fill(writer, [job("1", "电工")])
    generation = writer.current()
    assert generation is not None
    generation.delete({job("2", "焊工").id: 1})
    generation.commit()
    assert generation.count() == 1


def test_a_single_node_is_green_with_all_that_is_kept(current: Settings, client: Elasticsearch) -> None:
    fill(ElasticsearchWriter(current), [job("1", "电工")])
    health = client.cluster.health(index=f"{current.index}*", wait_for_status="green", timeout="5s")
    assert (health["status"], health["active_primary_shards"]) == ("green", 2)


def test_an_index_of_another_version_still_counts_against_a_much_smaller_one(current: Settings) -> None:
    fill(ElasticsearchWriter(current), [job(str(number), "电工") for number in range(5)])
    assert ElasticsearchWriter(current, search_fields()[:-1]).current_count() == 5


def test_shards_are_by_the_records_expected_unless_they_are_set(current: Settings, client: Elasticsearch) -> None:
    def shards(chosen: Settings, expected: int) -> int:
        name = ElasticsearchWriter(chosen).new_generation(expected).name
        return int(client.indices.get_settings(index=name)[name]["settings"]["index"]["number_of_shards"])

    assert shards(current, 9_000_000) == 1
    assert shards(current, 25_000_000) == 3
    assert shards(current.model_copy(update={"shards": 2}), 25_000_000) == 2


def test_what_is_filled_is_on_disk_when_it_is_answered_and_refreshed_when_it_is_counted(
    current: Settings, client: Elasticsearch
) -> None:
    def refreshes(name: str) -> int:
        stats = client.indices.stats(index=name, metric="refresh")["indices"][name]["primaries"]["refresh"]
        return int(stats["external_total"])

    writer = ElasticsearchWriter(current)
    generation = writer.new_generation()
    found = client.indices.get_settings(index=generation.name, include_defaults=True)[generation.name]
    durability = found["settings"]["index"].get("translog", {}) | found["defaults"]["index"].get("translog", {})
    assert durability["durability"].lower() == "request"
    before = refreshes(generation.name)
    generation.upsert([document(job("1", "电工"), Analyzer())])
    generation.commit()
    assert refreshes(generation.name) == before, "each makes a part of its own, and nobody reads it yet"
    assert generation.count() == 1
    writer.switch(generation)
    generation.upsert([document(job("2", "焊工"), Analyzer())])
    generation.commit()
    assert writer.current_count() == 2


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("http://127.0.0.1:9200", False),
        ("http://localhost:9200,http://[::1]:9201", False),
        ("https://es1.internal:9200", True),
        ("http://127.0.0.1:9200,http://10.0.0.2:9200", True),
    ],
)
def test_nodes_on_other_machines_are_told_from_those_on_the_same_cores(url: str, elsewhere: bool) -> None:
    assert ElasticsearchWriter(Settings(elasticsearch_url=url)).writes_elsewhere is elsewhere
