"""Documents made by several processes are those that one makes, in the same order."""

import multiprocessing
import os
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from rencai.errors import SearchUnavailable
from rencai.search.analysis import analyzer
from rencai.search.lexicon import bundled
from rencai.search.port import Document, Packed, SearchReader, SearchWriter
from rencai.search.tantivy import TantivyWriter
from rencai.settings import settings
from rencai.store.migrate import prepare
from rencai.store.read import scan, stretches
from rencai_indexer import pool
from rencai_indexer import rebuild as rebuild_module
from rencai_indexer.documents import documents
from rencai_indexer.pool import DocumentPool
from rencai_indexer.rebuild import rebuild
from support_indexer import QUIET, differences, take


def packed(words: frozenset[str]) -> Packed:
    """All documents of the store."""
    store, whole = prepare(settings()), Packed([], [], [])
    generation = TantivyWriter(settings().data / "index").new_generation()
    with DocumentPool(store, words, expected=60) as several:
        for part in several.documents(stretches(store, status="live", size=20), generation.pack):
            whole.ids.extend(part.ids)
            whole.versions.extend(part.versions)
            whole.bodies.extend(part.bodies)
    generation.close()
    return whole


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_make_what_one_makes(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = prepare(settings())
    take(store, range(60))
    monkeypatch.setattr(pool, "WORTH_IT", {"fork": 1, "spawn": 1})
    monkeypatch.setattr(pool, "may_fork", lambda: method == "fork")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one = packed(bundled().words)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    several = packed(bundled().words)
    assert len(one.ids) == 60
    assert several == one


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_fill_an_index(
    method: str, store: Engine, writer: SearchWriter, reader: SearchReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, range(60))
    monkeypatch.setattr(pool, "WORTH_IT", {"fork": 1, "spawn": 1})
    monkeypatch.setattr(pool, "may_fork", lambda: method == "fork")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(rebuild_module, "BATCH", 20)
    done = rebuild(store, writer, bundled(), QUIET)
    assert (done["indexed"], done["total"]) == (60, 60)
    assert differences(store, reader).total == 0


def killed(documents: Iterable[Document]) -> Packed:
    """What happens to a process when memory is short."""
    list(documents)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_process_that_is_killed_is_told_as_what_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = prepare(settings())
    take(store, range(4))
    monkeypatch.setattr(pool, "WORTH_IT", {"fork": 1, "spawn": 1})
    monkeypatch.setattr(pool, "may_fork", lambda: True)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with (
        pytest.raises(SearchUnavailable, match="killed"),
        DocumentPool(store, bundled().words, expected=4) as several,
    ):
        list(several.documents(stretches(store, status="live", size=2), killed))


@pytest.mark.parametrize(
    ("cores", "expected", "waiting", "processes"),
    [(2, 60, True, 4), (2, 59, True, 2), (2, 60, False, 2), (2, 9, True, 0), (1, 60, True, 0)],
)
def test_processes_that_wait_for_another_machine_are_two_a_core_where_there_is_much_to_do(
    cores: int, expected: int, waiting: bool, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORTH_IT", {"fork": 10, "spawn": 10})
    monkeypatch.setattr(pool, "WAITING_WORTH_IT", 60)
    monkeypatch.setattr(pool, "may_fork", lambda: True)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    with DocumentPool(prepare(settings()), bundled().words, expected=expected, waiting=waiting):
        assert len(multiprocessing.active_children()) == processes


def test_documents_are_packed_whole(tmp_path: Path) -> None:
    store = prepare(settings())
    take(store, range(3))
    generation = TantivyWriter(tmp_path).new_generation()
    made = [one for page in scan(store) for one in documents(page, analyzer(bundled().words))]
    assert generation.write(generation.pack(made)) == 3
    generation.commit()
    assert generation.count() == 3
    with pytest.raises(KeyError, match="unheard_of"):
        generation.pack([{**made[0], "unheard_of": 1}])
    generation.close()
