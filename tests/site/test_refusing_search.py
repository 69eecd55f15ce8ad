"""Elasticsearch refuses what it is asked: a closed index is no fault of who searches, and no page falls with a list."""

import json
from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

import support_site
from rencai.settings import Settings
from rencai_site.app import create_app, open_site
from scripted_node import ScriptedNode, serving

CLOSED, NO_QUERY = "index_closed_exception", "search_phase_execution_exception"


class Refusing(ScriptedNode):
    """Refuses every search for one reason."""

    reason: str

    def do_POST(self) -> None:  # noqa: N802  # named by the standard library
        self.asked()
        self.answer(json.dumps({"error": {"type": self.reason, "reason": "closed"}, "status": 400}).encode(), 400)


@pytest.fixture
def client(configured: Settings, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    with serving(type("Scripted", (Refusing,), {"reason": request.param})) as url:
        site = open_site(configured.model_copy(update={"elasticsearch_url": SecretStr(url)}))
        yield TestClient(create_app(site), base_url="http://127.0.0.1")
        site.close()


@pytest.mark.parametrize("client", [CLOSED, NO_QUERY], indirect=True)
def test_pages_that_only_add_a_search_stay(client: TestClient) -> None:
    for path in ("/", f"/jobs/{support_site.WELDER}", f"/policies/{support_site.POLICY}"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("client", [CLOSED], indirect=True)
def test_a_closed_index_is_search_away(client: TestClient) -> None:
    for path in ("/jobs?q=焊工", "/jobs", "/api/v1/search?q=焊工", "/jobs/feed.atom"):
        answer = client.get(path)
        assert (answer.status_code, "搜索暂时不可用" in answer.text) == (503, True), path


@pytest.mark.parametrize("client", [NO_QUERY], indirect=True)
def test_a_search_that_cannot_be_run_is_named_by_its_text(client: TestClient) -> None:
    assert "这样的搜索不能执行" in client.get("/jobs?q=焊工").text
    answer = client.get("/api/v1/search?q=焊工")
    assert answer.status_code == 400
    assert [one["name"] for one in answer.json()["parameters"]] == ["q"]
