"""Whatever a node or a proxy before it does, a search ends in time and says what is wrong."""

import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from rencai.errors import BadQuery, SearchUnavailable
from rencai.search import reader as reader_module
from rencai.search.elasticsearch.client import LONGEST_REASON
from rencai.search.open import open_reader
from rencai.search.query import Query
from rencai.settings import Settings
from scripted_node import ScriptedNode, serving

LIMIT = 0.6
NOTHING = json.dumps({"hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}}).encode()


class Trouble(ScriptedNode):
    """Answers a search as the test says."""

    act: Callable[["Trouble"], None]
    searches: list[float]

    def do_POST(self) -> None:  # noqa: N802  # named by the standard library
        self.asked()
        self.searches.append(time.monotonic())
        type(self).act(self)


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Trouble]]:
    monkeypatch.setattr(reader_module, "PATIENCE", LIMIT)
    node = type("ThisTrouble", (Trouble,), {"searches": []})
    with serving(node) as node.url:  # type: ignore[attr-defined]
        yield node


def told(trouble: type[Trouble], act: Callable[[Trouble], None], error: type[Exception] = SearchUnavailable) -> str:
    """What a search says that such an answer is given to; it must not take longer than it may."""
    trouble.act = act
    reader = open_reader(Settings(elasticsearch_url=trouble.url))  # type: ignore[attr-defined]
    began = time.monotonic()
    with pytest.raises(error) as raised:
        reader.search(Query(text="焊工"))
    assert time.monotonic() - began < 1.5 * LIMIT
    reader.close()
    return str(raised.value)


def drip(node: Trouble) -> None:
    node.begin(len(NOTHING))
    for byte in NOTHING:
        node.wfile.write(bytes([byte]))
        node.wfile.flush()
        time.sleep(0.05)


def fail_slowly(node: Trouble) -> None:
    time.sleep(0.8 * LIMIT)
    node.answer(b"{}", 503)


def hang_up_slowly(node: Trouble) -> None:
    time.sleep(0.8 * LIMIT)
    node.connection.close()


def refusing(status: int, kind: str, reason: str) -> Callable[[Trouble], None]:
    body = json.dumps({"error": {"type": kind, "reason": reason}, "status": status}).encode()
    return lambda node: node.answer(body, status)


def test_an_answer_by_drops_is_given_up(trouble: type[Trouble]) -> None:
    before = threading.active_count()
    assert "does not answer" in told(trouble, drip)
    assert threading.active_count() <= before + 1, "only the node's own thread is left"


def test_what_failed_late_is_not_repeated_past_the_limit(trouble: type[Trouble]) -> None:
    assert "503" in told(trouble, fail_slowly)
    assert "does not answer" in told(trouble, hang_up_slowly)


def test_what_fails_at_once_is_repeated(trouble: type[Trouble]) -> None:
    assert "503" in told(trouble, lambda node: node.answer(b"{}", 503))
    assert len(trouble.searches) == 3


def test_a_refused_key_is_explained_in_the_words_of_the_cluster(trouble: type[Trouble]) -> None:
    said = told(trouble, refusing(401, "security_exception", "api key is expired"))
    assert "api key is expired" in said
    assert "ELASTICSEARCH_API_KEY" in said
    said = told(trouble, refusing(403, "security_exception", "action [indices:admin/get] is unauthorized " * 99))
    assert "indices:admin/get" in said
    assert len(said) < LONGEST_REASON + 200
    assert len(trouble.searches) == 2, "a refusal is not repeated"


def test_a_proxy_that_answers_instead_of_the_cluster_is_no_bad_query(trouble: type[Trouble]) -> None:
    def welcome(node: Trouble) -> None:
        node.send_response(200)
        node.send_header("Content-Type", "text/html")
        node.send_header("Content-Length", "2")
        node.end_headers()
        node.wfile.write(b"hi")

    assert "ELASTICSEARCH_URL" in told(trouble, welcome)
    assert "ELASTICSEARCH_URL" in told(trouble, lambda node: node.answer(b"{}", 302))
    assert "413" in told(trouble, lambda node: node.answer(b"{}", 413))


def test_what_the_cluster_cannot_run_is_a_bad_query(trouble: type[Trouble]) -> None:
    assert "parsing" in told(trouble, refusing(400, "parsing_exception", "what"), BadQuery)


def test_completions_end_in_time_too(trouble: type[Trouble]) -> None:
    """Their names are asked for field by field."""

    def answer(node: Trouble) -> None:
        time.sleep(0.5 * LIMIT)
        node.answer(b'{"aggregations": {"values": {"buckets": []}}, "hits": {"hits": []}}')

    trouble.act = answer
    reader = open_reader(Settings(elasticsearch_url=trouble.url))  # type: ignore[attr-defined]
    began = time.monotonic()
    with pytest.raises(SearchUnavailable):
        reader.suggest("焊", Query())
    assert time.monotonic() - began < 1.5 * LIMIT
    reader.close()
