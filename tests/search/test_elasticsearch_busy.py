"""A cluster that is too busy for a bulk request, or for some of its lines: waited out, with nothing lost."""

import json
import pickle
from collections.abc import Iterator

import pytest

from rencai.errors import SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.elasticsearch import bulk
from rencai.search.elasticsearch.bulk import Delivery
from rencai.search.elasticsearch.client import connect
from rencai.search.elasticsearch.writer import ElasticsearchGeneration
from rencai.search.port import Packed
from rencai.settings import Settings
from rencai_indexer.documents import document
from scripted_node import ScriptedNode, serving
from support_search import job

CREATED, CONFLICT, BUSY, REFUSED = 201, 409, 429, 400


class Busy(ScriptedNode):
    """Answers each bulk request as the script says: with a status for the whole, or with one for each of its lines."""

    script: list[int | list[int]]
    sent: list[list[str]]
    url: str

    def do_PUT(self) -> None:  # noqa: N802  # named by the standard library
        lines = self.asked().splitlines()
        self.sent.append([json.loads(line)["index"]["_id"] for line in lines[::2]])
        answer = self.script.pop(0)
        whole = answer if isinstance(answer, int) else 200
        items = [] if isinstance(answer, int) else [{"index": {"status": one}} for one in answer]
        body = json.dumps({"errors": any(item["index"]["status"] > CREATED for item in items), "items": items}).encode()
        self.answer(body, whole)


@pytest.fixture
def cluster() -> Iterator[type[Busy]]:
    handler = type("Scripted", (Busy,), {"script": [], "sent": []})
    with serving(handler) as handler.url:
        yield handler


def upsert(cluster: type[Busy], script: list[int | list[int]], names: str = "abc") -> int:
    cluster.script = script
    with connect(Settings(elasticsearch_url=cluster.url)) as client:
        generation = ElasticsearchGeneration(client, "test-000001", "test-state")
        return generation.upsert([document(job(name, "电工"), Analyzer()) for name in names])


def test_a_request_that_is_refused_as_a_whole_is_sent_again(cluster: type[Busy]) -> None:
    assert upsert(cluster, [BUSY, [CREATED] * 3]) == 3
    assert cluster.sent[0] == cluster.sent[1]


def test_only_the_lines_that_found_a_full_queue_are_sent_again(cluster: type[Busy]) -> None:
    assert upsert(cluster, [[CREATED, BUSY, BUSY], [BUSY, CREATED], [CREATED]]) == 3
    first, second, third = cluster.sent
    assert (second, third) == (first[1:], first[1:2])


def test_what_is_older_than_the_indexed_one_is_left_out(cluster: type[Busy]) -> None:
    assert upsert(cluster, [[CREATED, CONFLICT, CREATED]]) == 2


def test_a_refused_record_is_named(cluster: type[Busy]) -> None:
    with pytest.raises(SearchUnavailable, match=job("b", "电工").id):
        upsert(cluster, [[CREATED, REFUSED, CREATED]])


def delivered(cluster: type[Busy], names: str) -> Packed:
    deliver = pickle.loads(pickle.dumps(Delivery(Settings(elasticsearch_url=cluster.url), "test-000001")))  # noqa: S301
    return deliver(document(job(name, "电工"), Analyzer()) for name in names)


def test_what_another_process_delivers_is_waited_for_there(cluster: type[Busy]) -> None:
    cluster.script = [BUSY, [CREATED, CONFLICT, CREATED]]
    packed = delivered(cluster, "abc")
    assert (len(packed.ids), packed.bodies, packed.taken) == (3, [], 2), "a newer one stays"
    assert cluster.sent == [packed.ids] * 2


def test_a_delivery_of_several_requests_counts_what_each_took(
    cluster: type[Busy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    cluster.script = [[CREATED] * 2, [CONFLICT, CREATED], BUSY, [CREATED]]
    packed = delivered(cluster, "abcde")
    assert (len(packed.ids), packed.taken) == (5, 4)
    assert [one for sent in cluster.sent for one in sent] == [*packed.ids, packed.ids[-1]]


def test_a_delivery_ends_with_the_first_refused_record(cluster: type[Busy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 1)
    cluster.script = [[CREATED], [REFUSED]]
    with pytest.raises(SearchUnavailable, match=job("b", "电工").id):
        delivered(cluster, "abcde")
    assert len(cluster.sent) == 2


def test_requests_stay_small(cluster: type[Busy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    assert upsert(cluster, [[CREATED] * 2, [CREATED] * 2, [CREATED]], "abcde") == 5
    monkeypatch.setattr(bulk, "CHUNK_BYTES", 10)
    assert upsert(cluster, [[CREATED]] * 3) == 3, "one larger than allowed goes by itself"


def test_patience_ends(cluster: type[Busy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "WAITED_OUT", 0)
    with pytest.raises(SearchUnavailable, match="overloaded"):
        upsert(cluster, [[BUSY] * 3])
