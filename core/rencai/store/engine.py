"""The way to the database, and the turn that every writer takes first."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from rencai.errors import StoreUnavailable
from rencai.store.failures import explain, unavailable
from rencai.store.types import decode, encode

# Any fixed number will do; advisory locks are per database.
TURN = 7_201_410
PATIENCE = 15.0
"""Seconds that a writer waits for its turn on SQLite, and a connection for PostgreSQL to answer."""
ASK_AGAIN = 0.003
"""Seconds between two tries to take the writer's turn on SQLite: much less than a bulk writer rests."""
BULK_ASKS_AGAIN = 0.02
_WRITING = "rencai_writing"
# Clusters' keys fall on random pages of a large index. Copied back from the log every 32 MB instead of every 4, each is
# written once for many changes: importing 20,000 vacancies wrote 1.2 GB instead of 1.9.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=FAST",
    "wal_autocheckpoint=8000",
)
CACHE = 32_000
"""Kilobytes of a SQLite file that a connection may hold."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A transaction that holds the writer's turn: what every writing function asks for.

    Only `writing` makes one. Inside: no network and no parsing, since every other writer waits.
    """

    conn: Connection


def open_engine(url: str, *, cache: int = CACHE) -> Engine:
    """An engine for a SQLAlchemy URL, set up for this store. Connects only when it is used.

    `cache` are the kilobytes that each connection may hold of a SQLite file. Raises StoreUnavailable for an address
    that cannot be one; every later failure of the database becomes a StoreError with advice (see `failures`).
    """
    try:
        parsed = make_url(url)
        options = _sqlite_options(parsed.database) if parsed.get_backend_name() == "sqlite" else _postgresql_options()
        engine = create_engine(
            parsed, json_serializer=encode, json_deserializer=decode, hide_parameters=True, **options
        )
    except (ArgumentError, NoSuchModuleError, ValueError, ImportError) as error:
        raise StoreUnavailable(
            "DATABASE_URL is no address of a database that can be used; write it as "
            "postgresql://user:password@host:5432/name, or unset it for SQLite in the data folder"
        ) from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise StoreUnavailable(f"DATABASE_URL names {engine.dialect.name}; only PostgreSQL and SQLite are supported")
    event.listen(engine, "handle_error", explain)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _for_nobody_else)
        event.listen(engine, "connect", partial(_prepare_sqlite, cache))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def writing(engine: Engine, *, bulk: bool = False) -> Iterator[Writing]:
    """A transaction that first waits for the writer's turn, so that `changes` is numbered in the order of commits.

    On SQLite, which keeps no queue, a `bulk` writer asks more seldom, so that single writes come first.
    """
    with engine.connect().execution_options(**{_WRITING: BULK_ASKS_AGAIN if bulk else ASK_AGAIN}) as conn, conn.begin():
        if engine.dialect.name == "postgresql":
            # Before anything else: taken after a row lock, two writers could wait for each other.
            conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
        yield Writing(conn)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A short transaction that only reads. Read long lists in pages: one long read keeps SQLite's log growing."""
    with engine.connect() as conn, conn.begin():
        yield conn


def _sqlite_options(database: str | None) -> dict[str, Any]:
    if database:
        try:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"the folder {Path(database).parent} cannot be made ({error.strerror}); set RENCAI_DATA to one that can"
            ) from error
    return {"connect_args": {"timeout": PATIENCE}}


def _postgresql_options() -> dict[str, Any]:
    # A server that was restarted has closed the pool's connections: ask before use.
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": int(PATIENCE), "application_name": "rencai"}}


def _for_nobody_else(_dialect: object, _record: object, arguments: list[Any], _options: object) -> None:
    """Make the file before SQLite does: other accounts must not read the personal data in it. Its log takes after it.

    One that is there is not opened: to close it would let go of all locks that this process has on it.
    """
    if arguments[0] != ":memory:":
        with suppress(OSError):  # which SQLite explains
            Path(arguments[0]).touch(mode=0o600, exist_ok=False)


def _prepare_sqlite(cache: int, connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred, and a read that turns into a write fails at once: we begin ourselves.
    connection.isolation_level = None
    for pragma in (*PRAGMAS, f"cache_size=-{cache}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(conn: Connection) -> None:
    pause = conn.get_execution_options().get(_WRITING)
    if pause is None:
        conn.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting asks ever more seldom, in the end every 100 ms, and so misses the rests of a bulk writer.
    driver: Any = conn.connection.driver_connection
    until = time.monotonic() + PATIENCE
    driver.execute("PRAGMA busy_timeout=0").close()
    try:
        while not _begun(driver, last=time.monotonic() > until):
            time.sleep(pause)
    except sqlite3.OperationalError as error:
        raise unavailable(error, str(conn.engine.url.database)) from error
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}").close()


def _begun(driver: Any, *, last: bool) -> bool:
    """Whether the writer's turn was taken; at the last try it fails where it is not free."""
    try:
        driver.execute("BEGIN IMMEDIATE").close()
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
