"""Elasticsearch away or slow: searches fail plainly and soon, and work again when it is back."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from elastic_transport import ConnectionTimeout

from elasticsearch_node import free_ports
from rencai.errors import SearchUnavailable
from rencai.search import reader as reader_module
from rencai.search.elasticsearch import guard
from rencai.search.open import open_reader
from rencai.search.patience import PATIENCE
from rencai.search.query import Query
from rencai.settings import settings
from scripted_node import ScriptedNode, serving


def use(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", url)
    settings.cache_clear()


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        threading.Thread(target=lambda: _hold(server, held), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        for connection in held:
            connection.close()


def _hold(server: socket.socket, held: list[socket.socket]) -> None:
    while True:
        try:
            held.append(server.accept()[0])
        except OSError:
            return


def failing(reader: object) -> tuple[str, float]:
    began = time.monotonic()
    with pytest.raises(SearchUnavailable) as raised:
        reader.search(Query(text="焊工"))  # type: ignore[attr-defined]
    return str(raised.value), time.monotonic() - began


def test_nobody_there_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"http://127.0.0.1:{free_ports(1)[0]}")
    message, seconds = failing(open_reader(settings()))
    assert "does not answer" in message
    assert seconds < PATIENCE


def test_a_silent_cluster_is_left_alone_after_a_few_searches(
    monkeypatch: pytest.MonkeyPatch, silent_server: str
) -> None:
    monkeypatch.setattr(reader_module, "PATIENCE", 0.3)
    use(monkeypatch, silent_server)
    reader = open_reader(settings())
    for _ in range(guard.FAILURES):
        assert "does not answer" in failing(reader)[0]
    message, seconds = failing(reader)
    assert "in a row" in message
    assert seconds < 0.1, "an open breaker does not wait"
    reader.close()


class Slow(ScriptedNode):
    """Answers every search, a while later, with nothing found."""

    def do_POST(self) -> None:  # noqa: N802  # named by the standard library
        self.asked()
        time.sleep(0.3)
        self.answer(b'{"hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}}')


@pytest.fixture
def slow_server() -> Iterator[str]:
    with serving(Slow) as url:
        yield url


def test_a_search_of_many_slow_requests_ends_in_time_with_what_it_has(
    monkeypatch: pytest.MonkeyPatch, slow_server: str
) -> None:
    monkeypatch.setattr(reader_module, "PATIENCE", 1.0)
    use(monkeypatch, slow_server)
    reader = open_reader(settings())
    began = time.monotonic()
    page = reader.search(Query(text="chegong diangong hangong", facets=()))
    assert (page.total, page.rescue) == (0, None)
    assert time.monotonic() - began < 1.6, "a dozen other spellings would take four seconds"
    reader.close()


def test_a_search_that_is_too_slow_for_its_own_hits_is_unavailable(
    monkeypatch: pytest.MonkeyPatch, slow_server: str
) -> None:
    monkeypatch.setattr(reader_module, "PATIENCE", 0.2)
    use(monkeypatch, slow_server)
    reader = open_reader(settings())
    _, seconds = failing(reader)
    assert seconds < 0.5
    reader.close()


@pytest.mark.elasticsearch
def test_a_missing_index_is_no_failure_of_the_cluster(monkeypatch: pytest.MonkeyPatch, elasticsearch_url: str) -> None:
    use(monkeypatch, elasticsearch_url)
    monkeypatch.setenv("RENCAI_INDEX", "never-built")
    settings.cache_clear()
    reader = open_reader(settings())
    for _ in range(guard.FAILURES + 2):
        assert "rencai index rebuild" in failing(reader)[0]
    reader.close()


def test_reads_run_at_the_same_time() -> None:
    guarded, both = guard.Guard(), threading.Barrier(2, timeout=10)
    with ThreadPoolExecutor(2) as pool:
        waits = [pool.submit(guarded, lambda: both.wait() >= 0) for _ in range(2)]
    assert [wait.result() for wait in waits] == [True, True]


def test_one_read_tries_while_others_fail_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "REST", 0.05)
    guarded, tried, go_on = guard.Guard(), threading.Event(), threading.Event()

    def broken() -> None:
        raise ConnectionTimeout("too slow")

    def trial() -> str:
        tried.set()
        go_on.wait(10)
        return "back"

    for _ in range(guard.FAILURES):
        with pytest.raises(SearchUnavailable):
            guarded(broken)
    time.sleep(0.1)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(guarded, trial)
        tried.wait(10)
        with pytest.raises(SearchUnavailable, match="in a row"):
            guarded(lambda: "not now")
        go_on.set()
    assert first.result() == "back"
    assert guarded(lambda: "again") == "again"
