from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from support_store import postgresql_store, sqlite_store, sqlite_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty store, once on each database."""
    if request.param == "sqlite":
        with sqlite_store(template, tmp_path) as store:
            yield store
    else:
        with postgresql_store(request.getfixturevalue("postgresql")) as store:
            yield store
