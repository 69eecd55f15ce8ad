"""Real databases for tests: a PostgreSQL server shared by the run, and a fresh migrated database cheaply."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url

from rencai.store.engine import open_engine
from rencai.store.migrate import migrate
from requirements import missing

_numbers = count(1)


@dataclass(frozen=True)
class PostgreSQL:
    """A server, and the migrated database that new ones are copied from."""

    url: str
    template: str

    def create(self) -> str:
        """A fresh migrated database; gives its URL."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        return _database(self.url, name)

    def create_empty(self) -> str:
        """A fresh database without tables; gives its URL."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return _database(self.url, name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        _run(self.url, statement)


@contextmanager
def postgresql_server() -> Iterator[PostgreSQL]:
    """A PostgreSQL server: TEST_DATABASE_URL's, else one of pgserver in a folder of its own.

    Not in pytest's: the server runs as another user, and every run of pytest closes its folder to all but the owner.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        url, stop = given.replace("postgresql://", "postgresql+psycopg://", 1), lambda: None
    else:
        try:
            import pgserver
        except ImportError as error:
            missing("postgresql", f"neither TEST_DATABASE_URL nor pgserver ({error})")
        folder = Path(tempfile.mkdtemp(prefix="rencai-postgresql-"))
        server = pgserver.get_server(folder, cleanup_mode="delete")
        url, stop = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), server.cleanup
    template = f"template_{os.getpid()}"
    _run(url, f'DROP DATABASE IF EXISTS "{template}"')
    _run(url, f'CREATE DATABASE "{template}" TEMPLATE template0')
    engine = open_engine(_database(url, template))
    migrate(engine)
    engine.dispose()
    try:
        yield PostgreSQL(url, template)
    finally:
        _run(url, f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')
        stop()


def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file to copy."""
    path = folder / "template.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@contextmanager
def sqlite_store(template: Path, folder: Path) -> Iterator[Engine]:
    """A fresh migrated store in a folder."""
    path = folder / "store.sqlite"
    shutil.copy(template, path)
    engine = open_engine(f"sqlite:///{path}")
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def postgresql_store(server: PostgreSQL) -> Iterator[Engine]:
    """A fresh migrated store on a server, dropped afterwards."""
    url = server.create()
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
        server.drop(url)


def address(engine: Engine) -> str:
    """The whole URL of an engine, password included, for another process."""
    return engine.url.render_as_string(hide_password=False)


def _database(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as conn:
            conn.exec_driver_sql(statement)
    finally:
        engine.dispose()
