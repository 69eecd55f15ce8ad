"""Elasticsearch nodes killed in the middle of writes and searches: nothing lost, nothing doubled, no search failed."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import Engine

from elasticsearch_node import Cluster, Unavailable
from rencai.doctor import examine
from rencai.errors import SearchUnavailable
from rencai.search.elasticsearch import bulk
from rencai.search.elasticsearch.client import connect
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_reader, open_writer
from rencai.search.query import Query
from rencai.settings import settings
from rencai.store.migrate import prepare
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from rencai_indexer.verify import Differences, compare
from requirements import missing
from support_indexer import QUIET, take

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def cluster(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A cluster of this test's own, with as many nodes as its parameter says."""
    try:
        found = Cluster(tmp_path / "elasticsearch", nodes=request.param, heap="400m", brief=True)
        found.start()
    except Unavailable as reason:
        missing("elasticsearch", str(reason))
    monkeypatch.setenv("ELASTICSEARCH_URL", found.url)
    monkeypatch.setenv("RENCAI_REPLICAS", "1-2")
    settings.cache_clear()
    yield found
    found.stop()


@pytest.fixture
def store() -> Engine:
    return prepare(settings())


class Following:
    """`rencai index follow` as a process of its own while the block runs."""

    def __enter__(self) -> None:
        command = [sys.executable, "-m", "rencai", "--quiet", "index", "follow"]
        self._process = subprocess.Popen(command, env=dict(os.environ), stderr=subprocess.DEVNULL)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        assert self._process.wait(60) == 0


def wait_until_equal(store: Engine, expected: int) -> None:
    """The follower gets there by itself: so many records, and every one of them agrees."""
    reader = open_reader(settings())
    deadline = time.monotonic() + 120
    found: Differences | None = None
    while time.monotonic() < deadline and (found is None or found.total):
        time.sleep(0.5)
        with suppress(SearchUnavailable):
            reader.refresh()
            found = compare(store, reader, QUIET)
    assert found is not None
    assert found.total == 0
    assert reader.count() == expected
    reader.close()


@pytest.mark.parametrize("cluster", [1], indirect=True)
def test_a_node_killed_while_the_indexer_writes(cluster: Cluster, store: Engine) -> None:
    """Some 40 s: the only node dies twice in the middle of bulk writes; the follower waits for it and ends equal."""
    rebuild(store, open_writer(settings()), bundled(), QUIET, force=True)
    with Following():
        for round_ in range(2):
            take(store, range(1000), title=f"第{round_}批电焊工")
            time.sleep(0.4)
            cluster.kill_node(0)
            take(store, range(500), title=f"停机第{round_}批车工")
            cluster.start_node(0)
            cluster.wait(1)
        wait_until_equal(store, 1000)


class Searching:
    """Searches all the while, each with one retry, as the site does."""

    def __init__(self) -> None:
        self.searches = 0
        self.failed: list[str] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        reader = open_reader(settings())
        while not self._stop.wait(0.02):
            self.searches += 1
            try:
                self._search_twice(reader)
            except SearchUnavailable as error:
                self.failed.append(str(error))
        reader.close()

    @staticmethod
    def _search_twice(reader: object) -> None:
        try:
            reader.search(Query(text="焊工"))  # type: ignore[attr-defined]
        except SearchUnavailable:
            time.sleep(1)
            reader.search(Query(text="焊工"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("cluster", [3], indirect=True)
def test_one_of_three_nodes_killed_while_searches_and_writes_go_on(cluster: Cluster, store: Engine) -> None:
    """Some 90 s: no search fails after its retry, no write is lost, and the node comes back to a green cluster."""
    take(store, range(300), title="电焊工")
    rebuild(store, open_writer(settings()), bundled(), QUIET)
    cluster.wait(3, "green")
    with Following(), Searching() as searching:
        take(store, range(300, 1500), title="电焊工")
        time.sleep(1)
        cluster.kill_node(1)
        take(store, range(1500, 2500), title="氩弧焊工")
        wait_until_equal(store, 2500)
        cluster.start_node(1)
        cluster.wait(3, "green", seconds=120)
        take(store, range(2500, 2600), title="氩弧焊工")
        wait_until_equal(store, 2600)
    assert searching.searches > 100
    assert searching.failed == []


def lose(cluster: Cluster, index: str) -> None:
    """Restart the only node without the files of an index, as when a disk is lost."""
    with connect(settings()) as client:
        number = client.indices.get_settings(index=index)[index]["settings"]["index"]["uuid"]
    cluster.kill_node(0)
    for file in cluster.data.rglob(f"{number}/0/index/*"):
        file.unlink()
    cluster.start_node(0)
    cluster.wait(1, "red")
    time.sleep(3)  # until the node has found what is missing


@pytest.mark.parametrize("cluster", [1], indirect=True)
@pytest.mark.parametrize("lost", ["-000001", "-state"])
def test_a_part_of_the_index_that_is_lost_is_named_and_a_rebuild_replaces_it(
    cluster: Cluster, store: Engine, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some 15 s: writes do not wait for ever for what is on no node any more, and say what to do."""
    monkeypatch.setattr(bulk, "WAITED_OUT", 5)
    monkeypatch.setattr(bulk, "SHARD_AWAITED", "2s")
    rebuild(store, open_writer(settings()), bundled(), QUIET)
    take(store, range(20))
    lose(cluster, settings().index + lost)
    said = "a part of the search index is not there.*rencai index rebuild"
    detail = next(one.detail for one in examine(settings()) if one.name == "search")
    assert re.search(said, detail)
    with pytest.raises(SearchUnavailable, match=said):
        Follower(store, open_writer(settings()), open_engine(settings()), bundled, QUIET).once()
    rebuild(store, open_writer(settings()), bundled(), QUIET)
    wait_until_equal(store, 20)
    assert next(one.ok for one in examine(settings()) if one.name == "search")
