"""Reaching the tables of this code from nothing, from an older and from a newer database."""

import subprocess
import sys

import pytest
from alembic import command
from alembic.util.exc import CommandError
from sqlalchemy import create_engine, inspect, text

from rencai.errors import StoreTooNew
from rencai.store.engine import open_engine, reading, writing
from rencai.store.migrate import configuration, head, migrate, revision
from rencai.store.tables import metadata
from support_store import address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request, tmp_path):
    """An engine for a database without tables."""
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    url = server.create_empty() if server else f"sqlite:///{tmp_path / 'new' / 'store.sqlite'}"
    engine = open_engine(url)
    yield engine
    engine.dispose()
    if server:
        server.drop(url)


def test_the_migrations_make_the_tables_that_the_code_declares(empty):
    migrate(empty)
    assert set(metadata.tables) < set(inspect(empty).get_table_names())
    with writing(empty) as turn:
        try:
            command.check(configuration(turn.conn))
        except CommandError as difference:
            pytest.fail(str(difference))


def test_a_store_in_a_file_is_for_its_owner_alone(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    migrate(engine)
    with writing(engine):
        modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("store.sqlite*")}
    engine.dispose()
    assert modes == {"store.sqlite": 0, "store.sqlite-wal": 0, "store.sqlite-shm": 0}


def test_migrating_again_does_nothing(empty):
    migrate(empty)
    migrate(empty)
    assert revision(empty) == head()


def test_a_migration_can_be_taken_back(empty):
    migrate(empty)
    with writing(empty) as turn:
        command.downgrade(configuration(turn.conn), "base")
    assert set(inspect(empty).get_table_names()) <= {"alembic_version", "sqlite_sequence"}


def test_a_newer_database_is_refused_and_left_alone(empty):
    migrate(empty)
    with writing(empty) as turn:
        turn.conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="newer release"):
        migrate(empty)
    assert revision(empty) == "9999"


def test_processes_that_start_together_migrate_once(empty):
    imports = "import sys; from rencai.store.engine import open_engine; from rencai.store.migrate import migrate"
    code = f"{imports}; migrate(open_engine(sys.argv[1]))"
    processes = [subprocess.Popen([sys.executable, "-c", code, address(empty)]) for _ in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    assert revision(empty) == head()


def test_foreign_keys_hold_after_a_migration(empty):
    migrate(empty)
    if empty.dialect.name == "sqlite":
        with reading(empty) as conn:
            assert conn.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
            assert conn.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
            assert conn.execute(text("PRAGMA synchronous")).scalar_one() == 2


@pytest.mark.postgresql
def test_whoever_forgets_the_turn_takes_it_with_the_first_change(postgresql):
    url = postgresql.create()
    engine = create_engine(url)
    with engine.connect() as conn:
        conn.execute(text("INSERT INTO changes (record_id, at) VALUES ('a', now())"))
        held = conn.execute(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).scalar_one()
    engine.dispose()
    postgresql.drop(url)
    assert held == 1
