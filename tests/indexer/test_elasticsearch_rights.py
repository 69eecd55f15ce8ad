"""The keys that the documentation names suffice, have nothing to spare, and what is lacking is named."""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from door import opened
from rencai import clock
from rencai.doctor import examine
from rencai.errors import SearchUnavailable
from rencai.search.analysis import analyzer
from rencai.search.elasticsearch.writer import ElasticsearchWriter
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_reader
from rencai.search.query import Query
from rencai.settings import settings
from rencai.store.engine import writing
from rencai.store.life import end
from rencai.store.migrate import prepare
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from rencai_indexer.verify import verified
from rencai_site.app import create_app, open_site
from rights import Gate, Role
from support_indexer import QUIET, take

pytestmark = pytest.mark.elasticsearch
PAGE = Path(__file__).resolve().parents[2] / "docs" / "elasticsearch.md"
KEYS: dict[str, Any] = {
    key["name"]: key["role_descriptors"]["rencai"]
    for key in map(json.loads, re.findall(r"```json\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL))
}
INDEXER, SITE = KEYS["rencai-indexer"], KEYS["rencai-site"]
Use = Callable[[Any], type[Gate]]


@pytest.fixture
def use(elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Let the settings name a door, in front of an index of this test's own, through which a key is used."""
    gate = type("ThisGate", (Gate,), {"node": elasticsearch_url, "asked": set()})
    name = f"test-{uuid.uuid4().hex[:12]}"
    with opened(gate) as url:
        monkeypatch.setenv("ELASTICSEARCH_URL", url)
        monkeypatch.setenv("RENCAI_INDEX", name)
        settings.cache_clear()

        def through(key: Any) -> type[Gate]:
            indices = [
                {**one, "names": [re.sub("^rencai", name, wanted) for wanted in one["names"]]} for one in key["indices"]
            ]
            gate.role = Role(key.get("cluster", ()), indices)
            return gate

        yield through


def without(key: Any, left_out: str) -> Any:
    """The same key with less."""
    indices = [{**one, "privileges": [one for one in one["privileges"] if one != left_out]} for one in key["indices"]]
    return {"cluster": [one for one in key.get("cluster", ()) if f"cluster {one}" != left_out], "indices": indices}


def work() -> None:
    """All that the indexer's commands do."""
    store = prepare(settings())
    writer, search = ElasticsearchWriter(settings()), open_engine(settings())
    follower = Follower(store, writer, search, bundled, QUIET)
    ids = take(store, range(3))
    assert follower.once()["indexed"] in (0, 3)
    with writing(store) as turn:
        end(turn, ids[:1], "gone", "absent", clock.now())
    take(store, range(3, 5))
    assert follower.once()["removed"] == 1
    assert rebuild(store, writer, bundled(), QUIET)["total"] == 4
    reader = open_reader(settings())
    found, _, _ = verified(store, reader, writer, analyzer(bundled().words), QUIET)
    assert found.total == 0
    assert [one.detail for one in examine(settings()) if not one.ok] == []
    reader.close()
    search.close()
    writer.close()


def serve() -> None:
    """All that the site asks of search."""
    reader = open_reader(settings())
    page = reader.search(Query(text="车工"))
    assert page.total == 4
    assert reader.search(Query(kind="job_posting")).total == 4
    assert reader.suggest("车", Query())
    assert reader.explain(page.hits[0].id, Query(text="车工"))
    reader.related(page.hits[0].id)
    reader.close()
    site = open_site(settings())
    client = TestClient(create_app(site))
    for path in ("/", "/jobs?q=车工", f"/jobs/{page.hits[0].id}", "/jobs/feed.atom", "/api/v1/jobs", "/readyz"):
        assert client.get(path).status_code == 200, path
    site.close()


def test_the_documented_keys_suffice(use: Use) -> None:
    gate = use(INDEXER)
    work()
    gate.asked.clear()
    use(SITE)
    serve()
    assert {action.split(":")[1].split("/")[0] for action in gate.asked} <= {"data", "admin", "monitor"}
    assert not any("write" in action or action.startswith("cluster") for action in gate.asked)


def test_the_key_of_the_site_changes_nothing(use: Use) -> None:
    use(SITE)
    writer = ElasticsearchWriter(settings())
    with pytest.raises(SearchUnavailable, match=r"indices:admin/create.*index privileges \[manage"):
        writer.new_generation()
    writer.close()


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("cluster monitor", r"cluster:monitor/health.*cluster privileges"),
        ("manage", r"indices:admin/.*index privileges \[.*manage"),
        ("read", r"indices:data/read/.*index privileges \[read"),
        ("write", r"indices:data/write/.*index privileges \[write"),
    ],
)
def test_what_the_indexers_key_lacks_is_named(use: Use, left_out: str, named: str) -> None:
    use(without(INDEXER, left_out))
    with pytest.raises(SearchUnavailable, match=named) as raised:
        work()
    assert "docs/elasticsearch.md" in str(raised.value)


@pytest.mark.parametrize("left_out", SITE["indices"][0]["privileges"])
def test_what_the_sites_key_lacks_is_named(use: Use, left_out: str) -> None:
    use(INDEXER)
    work()
    use(without(SITE, left_out))
    with pytest.raises(SearchUnavailable, match=rf"index privileges \[.*{left_out}"):
        serve()
