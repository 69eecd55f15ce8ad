"""What operators and other processes do to a real Elasticsearch behind our back, and what comes of it."""

import re
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence

import pytest
from elasticsearch import Elasticsearch
from sqlalchemy import Engine

from rencai import clock
from rencai.doctor import examine
from rencai.errors import SearchUnavailable
from rencai.search.analysis import analyzer
from rencai.search.elasticsearch.client import connect
from rencai.search.elasticsearch.engine import ElasticsearchEngine
from rencai.search.elasticsearch.writer import ElasticsearchWriter
from rencai.search.fields import FieldType, SearchField, search_fields
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_reader
from rencai.search.port import Document, Generation
from rencai.search.query import Query
from rencai.settings import settings
from rencai.store.engine import writing
from rencai.store.life import end
from rencai.store.migrate import prepare
from rencai_indexer import apply as apply_module
from rencai_indexer.apply import apply
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from rencai_indexer.verify import compare, verified
from support_indexer import QUIET, take

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def client(elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elasticsearch]:
    """The operator's own way to the node, with an index of this test's own in the settings."""
    monkeypatch.setenv("ELASTICSEARCH_URL", elasticsearch_url)
    monkeypatch.setenv("RENCAI_INDEX", f"test-{uuid.uuid4().hex[:12]}")
    settings.cache_clear()
    with connect(settings()) as found:
        yield found


@pytest.fixture
def store(client: Elasticsearch) -> Engine:  # noqa: ARG001  # settings first
    return prepare(settings())


def follow(store: Engine) -> dict[str, int]:
    return Follower(store, ElasticsearchWriter(settings()), open_engine(settings()), bundled, QUIET).once()


def differences(store: Engine) -> int:
    reader = open_reader(settings())
    found = compare(store, reader, QUIET).total
    reader.close()
    return found


def index() -> str:
    return f"{settings().index}-000001"


def search_of_doctor() -> str:
    """What `rencai doctor` finds wrong with the search."""
    found = next(one for one in examine(settings()) if one.name == "search")
    return "" if found.ok else found.detail


class Sleepy:
    """A generation whose process sleeps before its first write, while another one does the work."""

    def __init__(self, generation: Generation, store: Engine, ended: Sequence[str]) -> None:
        self._generation, self._store, self._ended = generation, store, list(ended)

    def __getattr__(self, name: str) -> object:
        return getattr(self._generation, name)

    def upsert(self, documents: Sequence[Document]) -> int:
        if self._ended:
            with writing(self._store) as turn:
                end(turn, self._ended, "gone", "absent", clock.now())
            self._ended = []
            follow(self._store)
            time.sleep(0.5)
            self._generation.commit()  # here the engine forgets what was deleted
        return self._generation.upsert(documents)

    def delete(self, ids: Mapping[str, int]) -> None:
        self._generation.delete(ids)


def test_a_follower_that_slept_brings_nothing_back(
    store: Engine, client: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = take(store, range(3))
    follow(store)
    client.indices.put_settings(index=index(), settings={"index.gc_deletes": "1ms"})
    take(store, range(3), title="电焊工")
    generation = ElasticsearchWriter(settings()).current()
    assert generation is not None
    monkeypatch.setattr(apply_module, "STALE", 0.4)
    apply(store, Sleepy(generation, store, ids[:1]), analyzer(bundled().words))  # type: ignore[arg-type]  # all but in name
    assert differences(store) == 0


def test_deletions_are_known_for_longer_than_anything_is_waited_for(store: Engine, client: Elasticsearch) -> None:
    take(store, range(1))
    follow(store)
    found = client.indices.get_settings(index=index())[index()]["settings"]["index"]
    assert found["gc_deletes"] == "15m"
    assert apply_module.STALE <= 15 * 60 / 2


@pytest.mark.parametrize("block", ["read_only_allow_delete", "write", "read_only"])
def test_an_index_that_nobody_may_write_is_named_at_once_and_caught_up_with_later(
    store: Engine, client: Elasticsearch, block: str
) -> None:
    """As Elasticsearch does it itself where the disk is all but full."""
    take(store, range(3))
    follow(store)
    client.indices.put_settings(index=index(), settings={f"index.blocks.{block}": True})
    ids = take(store, range(3, 6))
    with writing(store) as turn:
        end(turn, ids[:1], "gone", "absent", clock.now())
    began = time.monotonic()
    with pytest.raises(SearchUnavailable, match=r"lets nobody write the index.*disk"):
        follow(store)
    assert time.monotonic() - began < 20
    assert re.search("lets nobody write the index.*disk", search_of_doctor())
    reader = open_reader(settings())
    assert reader.search(Query(text="车工")).total == 3
    reader.close()
    client.indices.put_settings(index=index(), settings={f"index.blocks.{block}": None})
    follow(store)
    assert search_of_doctor() == ""
    assert differences(store) == 0


def test_what_was_written_by_hand_is_surplus_whatever_it_lacks(store: Engine, client: Elasticsearch) -> None:
    take(store, range(3))
    follow(store)
    client.index(index=index(), id="by-hand", document={"id": "by-hand", "kind": "job_posting"}, refresh=True)
    reader = open_reader(settings())
    found, repaired, left = verified(store, reader, ElasticsearchWriter(settings()), analyzer(bundled().words), QUIET)
    assert (found.surplus, repaired, left.total) == (["by-hand"], 1, 0)
    assert reader.search(Query(text="")).total == 3
    reader.close()


def test_an_index_of_other_fields_is_not_read(store: Engine) -> None:
    take(store, range(3))
    rebuild(
        store, ElasticsearchWriter(settings(), (*search_fields(), SearchField("later", FieldType.ID))), bundled(), QUIET
    )
    engine = ElasticsearchEngine(settings())
    with pytest.raises(SearchUnavailable, match="another version"):
        engine.values("kind", 10)
    assert not engine.ready()
    follow(store)
    assert engine.ready(), "the follower builds a new one"
    engine.close()


def test_an_index_in_the_place_of_the_alias_is_named_before_any_work(store: Engine, client: Elasticsearch) -> None:
    client.index(index=settings().index, document={"title": "made by hand"})
    take(store, range(3))
    with pytest.raises(SearchUnavailable, match="RENCAI_INDEX"):
        follow(store)
    reader = open_reader(settings())
    with pytest.raises(SearchUnavailable):
        reader.search(Query(text="车工"))
    client.indices.delete(index=settings().index)
    follow(store)
    assert reader.search(Query(text="车工")).total == 3
    reader.close()


def test_an_index_or_alias_that_was_taken_away_by_hand_is_made_again(store: Engine, client: Elasticsearch) -> None:
    take(store, range(3))
    follow(store)
    client.indices.delete(index=index())
    reader = open_reader(settings())
    with pytest.raises(SearchUnavailable, match="no search index"):
        reader.search(Query(text="车工"))
    follow(store)
    assert reader.search(Query(text="车工")).total == 3
    client.indices.delete_alias(index=index(), name=settings().index)
    follow(store)
    assert reader.search(Query(text="车工")).total == 3
    assert differences(store) == 0
    reader.close()


def test_an_alias_over_two_indexes_is_put_right(store: Engine, client: Elasticsearch) -> None:
    """Else every record is found twice."""
    take(store, range(3))
    follow(store)
    copy = f"{settings().index}-000002"
    made = client.indices.get_mapping(index=index())[index()]["mappings"]
    client.indices.create(index=copy, mappings=made)
    client.indices.put_alias(index=copy, name=settings().index)
    reader = open_reader(settings())
    with pytest.raises(SearchUnavailable):
        reader.search(Query(text="车工"))
    follow(store)
    assert len(client.indices.get_alias(name=settings().index).body) == 1
    assert reader.search(Query(text="车工")).total == 3
    assert differences(store) == 0
    reader.close()
