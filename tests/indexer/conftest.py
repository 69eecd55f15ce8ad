"""A real store and a real index of either engine."""

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from rencai.search.engine import SearchEngine
from rencai.search.open import open_engine, open_reader, open_writer
from rencai.search.port import SearchReader, SearchWriter
from rencai.settings import settings
from rencai.store.migrate import prepare


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The environment of one engine, with an index of this test's own."""
    if request.param == "elasticsearch":
        monkeypatch.setenv("ELASTICSEARCH_URL", request.getfixturevalue("elasticsearch_url"))
        monkeypatch.setenv("RENCAI_INDEX", f"test-{uuid.uuid4().hex[:12]}")
        settings.cache_clear()
    return str(request.param)


@pytest.fixture
def store(backend: str) -> Engine:  # noqa: ARG001  # settings first
    return prepare(settings())


@pytest.fixture
def writer(backend: str) -> Iterator[SearchWriter]:  # noqa: ARG001  # settings first
    found = open_writer(settings())
    yield found
    found.close()


@pytest.fixture
def reader(backend: str) -> Iterator[SearchReader]:  # noqa: ARG001  # settings first
    found = open_reader(settings())
    yield found
    found.close()


@pytest.fixture
def search(backend: str) -> Iterator[SearchEngine]:  # noqa: ARG001  # settings first
    found = open_engine(settings())
    yield found
    found.close()
