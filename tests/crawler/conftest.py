"""A site with a list of notices, its source, and crawls of it into an empty store."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from fault_site import FaultSite, fault_site
from rencai.settings import Settings
from rencai.store.read import scan
from rencai_crawler import probe
from rencai_crawler.crawl import Crawl
from rencai_crawler.source import Source
from support_crawl import Run, source_of
from support_store import sqlite_store, sqlite_template


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sites are ours: a probe of one need not wait between its requests."""
    monkeypatch.setattr(probe, "PAUSE", 0.0)


@pytest.fixture
def site() -> Iterator[FaultSite]:
    with fault_site() as running:
        yield running


@pytest.fixture
def source(site: FaultSite) -> Source:
    return source_of(site)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def engine(template: Path, tmp_path: Path) -> Iterator[Engine]:
    with sqlite_store(template, tmp_path) as store:
        yield store


@pytest.fixture
def run(engine: Engine, site: FaultSite, tmp_path: Path) -> Run:
    """Crawl a source once and give the counts of the run."""

    def crawl(source: Source, **options: Any) -> dict[str, Any]:
        settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc,))
        overrides = {"RETRY_TIMES": 1, "RENCAI_COOLDOWN": 0.1} | options.pop("overrides", {})
        options = {"engine": engine, "settings": settings, "overrides": overrides} | options
        return Crawl(**options).run([source])[source.id]

    return crawl


@pytest.fixture
def live(engine: Engine) -> Callable[[], set[str]]:
    """The source's ids of its live records."""

    def ids() -> set[str]:
        return {one.source_id for page in scan(engine, status="live") for one in page}

    return ids


@pytest.fixture
def statuses(engine: Engine) -> Callable[[], dict[str, str]]:
    """Status (and why it ended) of every record by the source's id."""

    def by_id() -> dict[str, str]:
        found = [one for page in scan(engine) for one in page]
        return {one.source_id: f"{one.status} {one.end_reason or ''}".strip() for one in found}

    return by_id
