"""What went wrong with the database, in words that say what to do."""

import sqlite3
from contextlib import suppress

from sqlalchemy.engine import ExceptionContext

from rencai.errors import StoreAway, StoreError, StoreFull, StoreUnavailable

_SQLITE_FULL = frozenset({sqlite3.SQLITE_FULL})
_SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SQLITE_UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_AUTH,
    }
)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_FULL = frozenset({"53100"})
_POSTGRESQL_UNUSABLE = ("28", "3D", "57", "58")
_POSTGRESQL_AWAY = ("08", "53", "57P01", "57P02", "57P03", "57P05")
"""Of class 57 those of a server that ends or starts; a statement that was cancelled would be so again."""


def explain(context: ExceptionContext) -> None:
    """Raise the StoreError that a database's failure amounts to; leave others (bad data, bugs) as they are.

    The messages name host and database, never user or password.
    """
    if context.is_pre_ping or context.engine is None:
        return
    original = context.original_exception
    where = _where(context)
    found = _sqlite(original, where) if isinstance(original, sqlite3.Error) else _postgresql(original, where)
    if found:
        raise found from original


def unavailable(error: sqlite3.Error, where: str) -> StoreError:
    """The StoreError of a failure to begin writing on SQLite."""
    return _sqlite(error, where) or StoreUnavailable(f"the store {where} cannot be written ({error})")


def _where(context: ExceptionContext) -> str:
    assert context.engine is not None  # noqa: S101  # asked by the only caller
    url = context.engine.url
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return f"{url.host or url.query.get('host') or 'localhost'}:{url.port or 5432}/{url.database or ''}"


def _sqlite(error: sqlite3.Error, where: str) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_FULL:
        return StoreFull(f"no room left for the store {where}; free some disk space and start again, nothing is lost")
    if code in _SQLITE_BUSY:
        return StoreUnavailable(f"the store {where} is held by another writer for too long; end it or try again later")
    if code in _SQLITE_UNUSABLE:
        return StoreUnavailable(
            f"the store {where} cannot be used ({error}); check that its folder and disk are writable and that the "
            "file is an SQLite database"
        )
    if "no such table" in str(error):
        return StoreUnavailable(f"the store {where} has no tables; run `rencai init`")
    return None


def _postgresql(error: BaseException, where: str) -> StoreError | None:
    import psycopg

    if not isinstance(error, psycopg.Error):
        return None
    state = ""
    with suppress(AttributeError):
        state = error.sqlstate or ""
    if state in _POSTGRESQL_FULL:
        return StoreFull(f"no room left on the disk of PostgreSQL {where}; free some and start again, nothing is lost")
    if state == "42P01":
        return StoreUnavailable(f"the database {where} has no tables; run `rencai init`")
    if (away := state.startswith(_POSTGRESQL_AWAY)) or state.startswith(_POSTGRESQL_UNUSABLE):
        return (StoreAway if away else StoreUnavailable)(
            f"PostgreSQL {where} refuses ({_first_line(error)}); check DATABASE_URL"
        )
    if not state and isinstance(error, psycopg.OperationalError):
        return StoreAway(
            f"PostgreSQL {where} cannot be reached; check that it runs, and host, port, user and password in "
            "DATABASE_URL"
        )
    return None


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
