"""Elasticsearch is slow, though never slow enough to be given up: whoever does not search does not notice."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

import support_site
from rencai.search.patience import ASIDE
from rencai.settings import Settings
from rencai_site.app import create_app, open_site
from scripted_node import ScriptedNode, serving

DELAY = 0.3
SEARCHES = 12


class Slow(ScriptedNode):
    """Finds nothing, after a while."""

    def do_POST(self) -> None:  # noqa: N802  # named by the standard library
        self.asked()
        time.sleep(DELAY)
        self.answer(b'{"hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}}')


@pytest.fixture
def client(configured: Settings) -> Iterator[TestClient]:
    with serving(Slow) as url:
        site = open_site(configured.model_copy(update={"elasticsearch_url": SecretStr(url)}))
        yield TestClient(create_app(site), base_url="http://127.0.0.1")
        site.close()


def test_record_pages_and_the_office_do_not_wait_behind_searches(client: TestClient) -> None:
    """Some 7 s. With one pool of threads for all, these pages took as long as all the searches before them."""
    with ThreadPoolExecutor(SEARCHES) as people:
        searches = [people.submit(client.get, f"/jobs?q=焊工&salary_min={number}") for number in range(SEARCHES)]
        time.sleep(DELAY)
        for path in (f"/jobs/{support_site.WELDER}", "/admin/login", "/api/v1/kinds", "/"):
            began = time.monotonic()
            assert client.get(path).status_code == 200
            assert time.monotonic() - began < ASIDE + 1, path
        assert not all(search.done() for search in searches)
