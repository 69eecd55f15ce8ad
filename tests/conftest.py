"""Fixtures for the whole suite: the machine's real parts, and a clean environment."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

import scratch
import shared_node
from elasticsearch_node import Unavailable, find_jdk
from rencai.settings import settings
from requirements import chromium, missing
from support_store import PostgreSQL, postgresql_server

# How long an example takes tells of the machine: whatever else runs on it would fail a test.
hypothesis.settings.register_profile("untimed", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        scratch.use_memory()  # which workers inherit
        shared_node.open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared_node.close_run()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end one worker would wait for another's."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


_NUMBER = count()


@pytest.fixture(autouse=True)
def _clean_environment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """No setting of the developer's leaks into a test, and nothing is written outside its folder.

    Only tests that ask for a folder have one made: most have nothing to write.
    """
    folder = tmp_path_factory.getbasetemp() / f"unasked-{next(_NUMBER)}"
    if "tmp_path" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path")
    for name in list(os.environ):
        if name.startswith(("RENCAI_", "ELASTICSEARCH_")) and not name.startswith("RENCAI_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("RENCAI_DATA", str(folder / "data"))
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
