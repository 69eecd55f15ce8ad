"""What differs between store and index is found and mended, however much it is and whoever holds the index."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.search.analysis import Analyzer, analyzer
from rencai.search.elasticsearch.client import connect
from rencai.search.engine import SearchEngine
from rencai.search.lexicon import bundled
from rencai.search.port import SearchReader, SearchWriter
from rencai.settings import settings
from rencai.store.engine import writing
from rencai.store.life import end
from rencai_indexer import verify
from rencai_indexer.documents import document
from rencai_indexer.follow import Follower
from rencai_indexer.verify import Differences, compare, repair, verified, why_left
from support_indexer import QUIET, differences, follow, take
from support_search import job


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else writes in most of these tests."""
    monkeypatch.setattr(verify, "STILL", 0.1)


def words() -> Analyzer:
    return analyzer(bundled().words)


def damage(writer: SearchWriter, gone: list[str]) -> None:
    """Take records out of the index behind everybody's back, and put one in that the store has not got."""
    generation = writer.current()
    assert generation is not None
    generation.delete(dict.fromkeys(gone, 1))
    generation.upsert([document(job("stray", "不在库里的瓦工"), words())])
    generation.commit()
    generation.close()


def mended(store: Engine, reader: SearchReader, writer: SearchWriter) -> tuple[Differences, int]:
    return verified(store, reader, writer, words(), QUIET)[:2]


def test_verify_names_what_differs_and_repair_mends_it(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    ids = take(store, range(20))
    follow(store, writer)
    generation = writer.current()
    assert generation is not None
    generation.delete({ids[0]: 1})
    generation.commit()
    generation.close()
    found = differences(store, reader)
    assert (found.compared, found.missing, found.different, found.surplus) == (20, [ids[0]], [], [])
    assert repair(store, writer, words(), found.ids) == 1
    assert differences(store, reader).total == 0


def test_more_differences_than_are_kept_at_once_are_all_counted_and_mended(
    store: Engine, writer: SearchWriter, reader: SearchReader, search: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = take(store, range(30))
    Follower(store, writer, search, bundled, QUIET).once()
    damage(writer, ids[:20])
    monkeypatch.setattr(verify, "KEPT", 6)
    monkeypatch.setattr(verify, "PAGE", 4)
    counted = verified(store, reader, None, words(), QUIET).found
    assert (counted.count("missing"), counted.count("surplus"), counted.total) == (20, 1, 21)
    assert len(counted.ids) == 7
    found, repaired = mended(store, reader, writer)
    assert (found.total, repaired) == (21, 21)
    assert compare(store, reader, QUIET).total == 0


@pytest.mark.parametrize("backend", [pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)], indirect=True)
def test_what_somebody_deleted_in_elasticsearch_is_said_to_be_remembered_there(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    ids = take(store, range(3))
    follow(store, writer)
    client = connect(settings(), patience=30)
    client.delete(index=settings().index, id=ids[0], refresh=True)
    client.close()
    found, repaired, left = verified(store, reader, writer, words(), QUIET)
    assert (found.missing, repaired, left.missing) == (ids[:1], 0, ids[:1])
    assert why_left(left).startswith("1 are missing and not taken: the index remembers them as deleted")
    assert "still differ" not in why_left(left)


@contextmanager
def following(follower: Follower) -> Iterator[None]:
    thread = threading.Thread(target=follower.forever)
    thread.start()
    yield
    follower.stopping.set()
    thread.join(30)
    assert not thread.is_alive()


def test_a_follower_that_holds_the_index_mends_what_is_handed_over_to_it(
    store: Engine, writer: SearchWriter, reader: SearchReader, search: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "STILL", 2.0)
    ids = take(store, range(30))
    Follower(store, writer, search, bundled, QUIET).once()
    damage(writer, ids[:5])
    follower = Follower(store, writer, search, bundled, QUIET)
    with following(follower):
        with writing(store) as turn:
            end(turn, ids[-1:], "gone", "absent", clock.now())
        found, repaired = mended(store, reader, writer)
    assert (found.count("missing"), repaired) == (5, 6)
    assert compare(store, reader, QUIET).total == 0


def test_following_once_beside_a_follower_is_no_failure(
    store: Engine, writer: SearchWriter, search: SearchEngine, backend: str
) -> None:
    """Slow: a command of its own. The timetable runs it every five minutes beside the process that follows for good."""
    take(store, range(3))
    Follower(store, writer, search, bundled, QUIET).once()
    generation = writer.current()
    assert generation is not None
    command = [sys.executable, "-m", "rencai", "index", "follow", "--once", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    generation.close()
    assert (done.returncode, done.stdout.strip()) == (0, '{"changes": 0, "indexed": 0, "removed": 0}')
    assert ("follows by itself" in done.stderr) == (backend == "tantivy")
