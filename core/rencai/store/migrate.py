"""Bringing a database to the tables that this code knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, String, column, inspect, select, table

from rencai.errors import StoreTooNew
from rencai.settings import Settings
from rencai.store.engine import open_engine, reading, writing

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num", String))
"""Where Alembic keeps the revision of a database."""


def prepare(settings: Settings) -> Engine:
    """Open the store that the settings name and bring it up to date: what every writing command begins with."""
    engine = open_engine(settings.database())
    migrate(engine)
    return engine


def migrate(engine: Engine) -> None:
    """Make or update the tables. Does nothing when they are current; processes that start together wait in turn.

    Raises StoreTooNew when newer code has migrated the database.
    """
    if _is_current(engine):
        return
    from alembic import command

    _foreign_keys_off(engine)
    try:
        with writing(engine) as turn:
            command.upgrade(configuration(turn.conn), "head")
            if engine.dialect.name == "sqlite":
                broken = turn.conn.exec_driver_sql("PRAGMA foreign_key_check").all()
                assert not broken, broken  # noqa: S101  # a migration that breaks references must not be committed
    finally:
        engine.dispose()


def configuration(conn: Connection) -> "Config":
    """Alembic's configuration for a connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    return config


def revision(engine: Engine) -> str | None:
    """The revision that the database is at; None before the first migration."""
    with reading(engine) as conn:
        if not inspect(conn).has_table(_VERSION.name):
            return None
        return conn.execute(select(_VERSION.c.version_num)).scalar_one_or_none()


def head() -> str:
    """The revision that this code knows as the latest."""
    return _scripts()[0]


def _scripts() -> tuple[str, frozenset[str]]:
    """The latest revision and all, by the names of their files: Alembic would take each command a tenth of a second."""
    known = frozenset(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return max(known), known


def _is_current(engine: Engine) -> bool:
    latest, known = _scripts()
    found = revision(engine)
    if found is not None and found not in known:
        raise StoreTooNew(
            f"the store was migrated by a newer release (revision {found}, this one knows up to {latest}); "
            "update rencai, or point DATABASE_URL or RENCAI_DATA at another store"
        )
    return found == latest


def _foreign_keys_off(engine: Engine) -> None:
    """Rebuild tables without checks of what refers to them; SQLite heeds the pragma only outside a transaction."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as conn:
        driver = conn.connection.driver_connection
        assert driver is not None  # noqa: S101  # a live connection has one
        driver.execute("PRAGMA foreign_keys=OFF")
