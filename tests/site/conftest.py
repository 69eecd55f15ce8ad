"""A site on a real store and a real index, filled by the one road in."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

import support_site
from rencai.settings import Settings
from rencai.store.engine import writing
from rencai.store.people import create_person
from rencai_site.app import create_app, open_site
from rencai_site.site import Site

NAME, PASSWORD = "值班员", "一个足够长的密码-2026"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with records of every kind, indexed."""
    data = tmp_path_factory.mktemp("filled")
    support_site.fill(Settings(data=data))
    return data


@pytest.fixture(name="configured")
def _configured(filled: Path, tmp_path: Path) -> Settings:
    """Settings with a copy of the filled folder, which the test may change."""
    shutil.copytree(filled, tmp_path / "data")
    return Settings(data=tmp_path / "data", public_url="https://rencai.example")


@pytest.fixture
def site(configured: Settings) -> Iterator[Site]:
    opened = open_site(configured)
    yield opened
    opened.close()


@pytest.fixture
def app(site: Site) -> Starlette:
    return create_app(site)


@pytest.fixture
def client(app: Starlette) -> TestClient:
    """A browser without cookies or script; redirects are not followed."""
    return TestClient(app, base_url="https://rencai.example", follow_redirects=False)


@pytest.fixture
def store(site: Site) -> Engine:
    return site.engine


@pytest.fixture
def staff(client: TestClient, store: Engine) -> TestClient:
    """A browser that is logged in at the office."""
    with writing(store) as turn:
        create_person(turn, NAME, PASSWORD, "admin")
    support_site.log_in(client, NAME, PASSWORD)
    return client


@dataclass(frozen=True)
class Running:
    """A site that serves on a port."""

    url: str


@pytest.fixture(scope="session")
def running(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The filled site, served by uvicorn for real browsers."""
    data = tmp_path_factory.mktemp("running") / "data"
    shutil.copytree(filled, data)
    server = uvicorn.Server(
        uvicorn.Config(create_app(open_site(Settings(data=data))), port=0, log_level="warning", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Running(f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join(10)
