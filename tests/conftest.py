"""Fixtures for the whole suite: the machine's real parts, and a clean environment."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import shared_node
from elasticsearch_node import Unavailable, find_jdk
from rencai.settings import settings
from requirements import chromium, missing
from support_store import PostgreSQL, postgresql_server


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared_node.open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared_node.close_run()


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting of the developer's leaks into a test, and nothing is written outside its folder."""
    for name in list(os.environ):
        if name.startswith(("RENCAI_", "ELASTICSEARCH_")) and not name.startswith("RENCAI_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("RENCAI_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """Address of a real node that the whole run shares: use an index name of your own."""
    try:
        find_jdk()
    except Unavailable as reason:
        missing("elasticsearch", str(reason))
    try:
        return shared_node.node_url()
    except RuntimeError as reason:
        missing("elasticsearch", f"the node did not start: {reason}")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real server; `create` gives a fresh migrated database of it."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The system's Chromium."""
    return chromium()
