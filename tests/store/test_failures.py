"""A database that cannot be used says so in words that help, and keeps what it has."""

import os
import subprocess

import pytest
from sqlalchemy import event, make_url, text

from rencai.errors import StoreFull, StoreUnavailable
from rencai.intake import Intake
from rencai.intake.intake import SMALLEST
from rencai.store.archive import Archive
from rencai.store.engine import open_engine, reading, writing
from rencai.store.migrate import migrate
from rencai.store.put import put
from rencai.store.read import counts, latest_seq
from support_records import AT, draft

VACANCIES = [{"source_id": str(n), "title": "电工", "description": os.urandom(1500).hex()} for n in range(800)]


def assert_whole(engine, taken):
    """What was said to be in is in, with its changes; nothing else is."""
    with reading(engine) as conn:
        assert counts(conn).get("job_posting", {}).get("live", 0) == taken == latest_seq(conn)


def fill(engine):
    """Take vacancies in until the store is full; say how many went in."""
    intake, taken = Intake(engine, "board", "import", rest=0), 0
    for start in range(0, len(VACANCIES), SMALLEST):
        try:
            # No more at once than one transaction has on the slowest machine: of several, some could be in.
            taken += len(intake.take("job_posting", VACANCIES[start : start + SMALLEST]))
        except StoreFull:
            return taken
    pytest.fail("the store never said that it is full")


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "rencai", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"tmpfs is missing: this user may not mount one ({made.stderr.decode().strip()})")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_loses_nothing_and_the_work_goes_on_with_room(small_disk):
    engine = open_engine(f"sqlite:///{small_disk / 'store.sqlite'}")
    migrate(engine)
    taken = fill(engine)
    assert 0 < taken < len(VACANCIES)
    assert_whole(engine, taken)
    subprocess.run(["mount", "-o", "remount,size=60m", small_disk], check=True)
    outcomes = [one.outcome for one in Intake(engine, "board", "import", rest=0).take("job_posting", VACANCIES)]
    assert outcomes == ["unchanged"] * taken + ["added"] * (len(VACANCIES) - taken)
    engine.dispose()


def test_a_full_quota_loses_nothing(template, tmp_path):
    from support_store import sqlite_store

    with sqlite_store(template, tmp_path) as engine:
        engine.dispose()
        event.listen(engine, "connect", lambda conn, _: conn.execute("PRAGMA max_page_count=300").close())
        assert_whole(engine, fill(engine))


def test_a_full_disk_keeps_no_half_of_a_page(small_disk):
    archive = Archive(small_disk / "pages")
    bodies = [os.urandom(100_000) for _ in range(100)]
    kept = []
    with pytest.raises(StoreFull, match="archived pages"):
        kept.extend((archive.keep(body), body) for body in bodies)
    assert kept
    assert all(archive.read(digest) == body for digest, body in kept)
    assert not list(small_disk.glob("pages/*/.*"))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://somebody:geheim@127.0.0.1:1/rencai",
        "postgresql+psycopg://somebody:geheim@nowhere.invalid/x",
        "mysql://somebody:geheim@127.0.0.1/x",
        "no address",
        "postgresql+psycopg://somebody:geheim@[::1/x",
        "oracle:/",
    ],
)
def test_a_wrong_address_says_what_to_check_without_the_password(url):
    with pytest.raises(StoreUnavailable) as caught:
        migrate(open_engine(url))
    assert "DATABASE_URL" in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.postgresql
@pytest.mark.parametrize("part", [{"database": "nothing_here"}, {"username": "nobody_here"}])
def test_a_wrong_name_on_a_real_server_says_what_to_check(postgresql, part):
    engine = open_engine(make_url(postgresql.url).set(**part).render_as_string(hide_password=False))
    with pytest.raises(StoreUnavailable, match="DATABASE_URL"):
        migrate(engine)


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "store.sqlite"
    path.write_text("no database at all\n" * 100)
    with pytest.raises(StoreUnavailable, match=r"store\.sqlite cannot be used"):
        migrate(open_engine(f"sqlite:///{path}"))
    assert path.read_text().startswith("no database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="RENCAI_DATA"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'data' / 'store.sqlite'}")


def test_a_store_without_tables_says_how_to_make_them(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with pytest.raises(StoreUnavailable, match="rencai init"), reading(engine) as conn:
        counts(conn)
    engine.dispose()


@pytest.mark.postgresql
def test_a_server_that_was_restarted_is_used_again(postgresql):
    url = postgresql.create()
    engine, other = open_engine(url), open_engine(url)
    with reading(engine) as conn:
        counts(conn)
    with writing(other) as turn:
        mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        turn.conn.execute(text(f"{mine} AND pid <> pg_backend_pid()"))
    with reading(engine) as conn:
        assert counts(conn) == {}
    engine.dispose()
    other.dispose()
    postgresql.drop(url)


def test_a_failed_transaction_leaves_nothing(engine):
    def half(turn):
        put(turn, [draft("1")], "crawl", None, AT)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing(engine) as turn:
        half(turn)
    assert_whole(engine, 0)


def test_a_turn_that_never_comes_is_given_up_with_advice(template, tmp_path, monkeypatch):
    from rencai.store import engine as module
    from support_store import sqlite_store

    monkeypatch.setattr(module, "PATIENCE", 0.2)
    with sqlite_store(template, tmp_path) as holder, writing(holder):
        other = open_engine(str(holder.url))
        with pytest.raises(StoreUnavailable, match="held by another writer"), writing(other):
            pytest.fail("two writers have their turn at once")
        with reading(other) as conn:
            assert counts(conn) == {}
        other.dispose()
