"""Ends, returns and erasures: each by authority, with its reason, and to be followed."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rencai import clock
from rencai.errors import UsageError
from rencai.intake import Intake
from rencai.store.archive import Archive
from rencai.store.clusters import holders
from rencai.store.engine import reading, writing
from rencai.store.erase import empty_log, erase_everywhere, erased_records
from rencai.store.life import (
    OPTED_OUT,
    absent,
    check_reason,
    end,
    expire_all,
    expire_due,
    missed,
    put_back,
    restore,
    touch,
    unseen,
    withdraw,
)
from rencai.store.pages import PageState, archived_pages, known, listed, oldest, save, sweep, unlisted
from rencai.store.put import put
from rencai.store.read import changes_after, cluster_members, cluster_size, get, having, latest_seq, versions
from rencai.store.runs import Reject, reject, rejected
from rencai.store.tables import cluster_keys
from support_records import AT, draft
from support_store import sqlite_store

LATER = AT + timedelta(days=1)


def take(engine, *drafts, at=AT):
    with writing(engine) as turn:
        put(turn, drafts, "crawl", None, at)


def stored(engine, source_id="1"):
    with reading(engine) as conn:
        return get(conn, draft(source_id).id)


def in_turn(engine, action, *arguments, **options):
    with writing(engine) as turn:
        return action(turn, *arguments, **options)


def test_a_record_ends_once_with_its_reason_and_a_change(engine):
    take(engine, draft("1"))
    one = draft("1").id
    assert in_turn(engine, end, [one], "gone", "http_404", LATER) == [one]
    assert in_turn(engine, end, [one], "expired", "deadline", LATER) == []
    found = stored(engine)
    assert (found.status, found.end_reason, found.ended_at) == ("gone", "http_404", LATER)
    assert found.payload["title"] == "电工"
    with reading(engine) as conn:
        assert [changed for _, changed in changes_after(conn, 0)] == [one, one]


def test_an_ended_record_may_be_withdrawn_and_restored(engine):
    take(engine, draft("1"))
    one = draft("1").id
    in_turn(engine, end, [one], "gone", "not_listed", LATER)
    assert in_turn(engine, end, [one], "withdrawn", "by_owner", LATER) == [one]
    assert in_turn(engine, restore, [one], LATER) == [one]
    assert (stored(engine).status, stored(engine).end_reason) == ("live", None)


def test_what_its_owner_withdrew_stays_so_when_it_is_crawled(engine):
    take(engine, draft("1"))
    in_turn(engine, end, [draft("1").id], "withdrawn", "by_owner", LATER)
    take(engine, draft("1", title="新", seen=LATER), at=LATER)
    assert (stored(engine).status, stored(engine).payload["title"]) == ("withdrawn", "新")


@pytest.mark.parametrize(("status", "reason"), [("gone", "noindex"), ("withdrawn", "内容不实")])
def test_what_is_hidden_is_neither_counted_nor_found_by_what_it_says(engine, status, reason):
    take(engine, draft("1", employer="甲"), replace(draft("2", employer="甲"), cluster_id=draft("1").id))
    one, other = draft("1").id, draft("2").id
    in_turn(engine, end, [one, other], "expired", "deadline", LATER)
    with reading(engine) as conn:
        assert having(conn, "job_posting", "employer", "甲") in (one, other)
        assert cluster_size(conn, one) == 2
    assert in_turn(engine, end, [one], status, reason, LATER) == [one]
    with reading(engine) as conn:
        assert having(conn, "job_posting", "employer", "甲") == other
        assert having(conn, "job_posting", "employer", "乙") is None
        assert cluster_size(conn, one) == 1
        assert [member.id for member in cluster_members(conn, one, shown=True)] == [other]
        assert len(cluster_members(conn, one)) == 2


def test_what_opted_out_does_so_once(engine):
    take(engine, draft("1"))
    one = draft("1").id
    assert in_turn(engine, end, [one], "gone", "noindex", LATER) == [one]
    assert in_turn(engine, end, [one], "gone", "tdm_reserved", LATER) == []


@pytest.mark.parametrize("first", ["opt-out", "withdrawal"])
def test_what_its_source_asks_to_hide_is_not_shown_by_being_put_back(engine, first):
    take(engine, draft("1"))
    one = draft("1").id
    acts = [(end, [one], "gone", "noindex", LATER), (withdraw, one, "内容不实", LATER)]
    for act, *given in acts if first == "opt-out" else reversed(acts):
        in_turn(engine, act, *given)
    assert in_turn(engine, put_back, one, LATER)
    assert (stored(engine).status, stored(engine).end_reason) == ("gone", "noindex")


def test_what_is_put_back_past_its_deadline_has_ended(engine):
    take(engine, draft("1", expires_text="2026-11-10"))
    one = draft("1").id
    for at, ended in ((datetime(2026, 11, 9, tzinfo=UTC), "live"), (datetime(2026, 11, 12, tzinfo=UTC), "expired")):
        assert in_turn(engine, withdraw, one, "内容不实", at)
        assert in_turn(engine, put_back, one, at)
        assert stored(engine).status == ended
    assert not in_turn(engine, put_back, one, LATER)
    with pytest.raises(UsageError, match="says nothing"):
        in_turn(engine, withdraw, one, " ", LATER)


def test_a_deadline_ends_the_day_after_in_beijing(engine):
    take(engine, draft("1", expires_text="2026-11-10"), draft("2", expires_text="2026-12-10"), draft("3"))
    assert in_turn(engine, expire_due, date(2026, 11, 10)) == 0
    assert in_turn(engine, expire_due, date(2026, 11, 11)) == 1
    assert (stored(engine).status, stored(engine).end_reason) == ("expired", "deadline")
    assert {stored(engine, "2").status, stored(engine, "3").status} == {"live"}


def test_any_number_of_deadlines_end(engine):
    for start in range(0, 500, 100):
        take(engine, *(draft(str(n), expires_text="2026-11-10") for n in range(start, start + 100)))
    assert expire_all(engine, date(2026, 11, 11)) == 500


def crawl(engine, *source_ids, at, healthy=True, complete=True):
    """One list crawl as the crawler does it."""
    take(engine, *(draft(one, seen=at) for one in source_ids), at=at)
    if healthy and complete:
        for ids in unseen(engine, "board", at, batch=3):
            in_turn(engine, missed, ids, at, at)


def test_missing_from_two_complete_healthy_crawls_is_gone(engine):
    crawl(engine, *"12345678", at=AT)
    crawl(engine, "1", at=AT + timedelta(days=1))
    assert stored(engine, "2").status == "live"
    crawl(engine, "1", at=AT + timedelta(days=2), healthy=False)
    assert stored(engine, "2").status == "live"
    crawl(engine, "1", at=AT + timedelta(days=3))
    assert [stored(engine, one).status for one in "12345678"] == ["live"] + ["gone"] * 7
    assert stored(engine, "2").end_reason == "not_listed"


def test_misses_count_only_one_after_the_other(engine):
    crawl(engine, "1", "2", at=AT)
    for day in range(1, 9, 2):
        crawl(engine, "1", at=AT + timedelta(days=day))
        crawl(engine, "1", "2", at=AT + timedelta(days=day + 1))
    assert stored(engine, "2").status == "live"


def test_what_was_seen_meanwhile_is_not_missed(engine):
    take(engine, draft("1"))
    pages = list(unseen(engine, "board", LATER))
    in_turn(engine, touch, [draft("1").id], LATER)
    assert in_turn(engine, missed, pages[0], LATER, LATER, needed=1) == []


def test_a_list_that_names_a_page_shows_its_records_alive(engine):
    take(engine, draft("1"), draft("2"))
    state = PageState(
        "board", "k1", "https://e.org/1", ("1", "2"), etag='"a"', digest="d" * 64, fetched_at=AT, asked_at=AT
    )
    in_turn(engine, save, [state])
    in_turn(engine, end, [draft("1").id], "gone", "not_listed", AT)
    with reading(engine) as conn:
        before = latest_seq(conn)
    assert in_turn(engine, listed, "board", ["k1", "unknown"], LATER) == [draft("1").id]
    assert (stored(engine, "1").status, stored(engine, "2").last_seen) == ("live", LATER)
    with reading(engine) as conn:
        assert [one for _, one in changes_after(conn, before)] == [draft("1").id]
        assert known(conn, "board", ["k1", "k2"])["k1"].listed_at == LATER


def test_a_list_does_not_bring_back_what_is_past_its_deadline(engine):
    take(engine, draft("1", expires_text="2026-11-10"))
    in_turn(engine, end, [draft("1").id], "gone", "not_listed", AT)
    in_turn(engine, touch, [draft("1").id], AT + timedelta(days=300))
    assert (stored(engine).status, stored(engine).end_reason) == ("expired", "deadline")


def test_the_states_of_pages_are_kept_and_replaced(engine):
    states = [
        PageState(
            "board", f"k{n}", f"https://e.org/{n}", (str(n),), fetched_at=AT + timedelta(n), asked_at=AT + timedelta(n)
        )
        for n in range(5)
    ]
    in_turn(engine, save, states)
    in_turn(engine, save, [PageState("board", "k1", "https://e.org/1", ("1", "7"), status=404, failures=2)])
    with reading(engine) as conn:
        found = known(conn, "board", ["k0", "k1"])
        assert (found["k0"], found["k1"].source_ids, found["k1"].failures) == (states[0], ("1", "7"), 2)
        assert [state.url_key for state in oldest(conn, "board", 2)] == ["k0", "k2"]


def test_pages_of_live_records_that_no_list_named_are_known(engine):
    take(engine, draft("1"), draft("2"), draft("3", seen=LATER), draft("4"))
    in_turn(engine, end, [draft("4").id], "gone", "http_404", AT)
    in_turn(
        engine,
        save,
        [
            PageState("board", "shared", "https://e.org/12", ("1", "2", "3"), fetched_at=LATER, asked_at=LATER),
            PageState("board", "one", "https://e.org/2", ("2",), fetched_at=AT, asked_at=AT),
            PageState("board", "seen", "https://e.org/3", ("3",), fetched_at=AT, asked_at=AT),
            PageState("board", "ended", "https://e.org/4", ("4",), fetched_at=AT, asked_at=AT),
        ],
    )
    with reading(engine) as conn:
        assert [state.url_key for state in unlisted(conn, "board", LATER)] == ["one", "shared"]
        assert absent(conn, "board", LATER) == (2, 3)
        assert [state.url_key for state in oldest(conn, "board", 9)] == ["one", "seen", "shared"]
    in_turn(
        engine,
        save,
        [PageState("board", "ended", "https://e.org/4", ("4",), fetched_at=AT, asked_at=AT, listed_at=LATER)],
    )
    with reading(engine) as conn:
        assert "ended" in {state.url_key for state in oldest(conn, "board", 9)}


def test_archived_pages_are_read_again_and_swept_when_nobody_needs_them(engine, tmp_path):
    archive = Archive(tmp_path / "pages")
    used, unused = archive.keep("<p>〔2007〕14号</p>".encode("gbk")), archive.keep(b"old")
    assert archive.keep(b"old") == unused
    in_turn(engine, save, [PageState("board", f"k{n}", "https://e.org", digest=used) for n in range(3)])
    first = [state.url_key for state in archived_pages(engine, "board", limit=2)]
    assert first == ["k0", "k1"]
    assert [state.url_key for state in archived_pages(engine, "board", first[-1], limit=2)] == ["k2"]
    assert sweep(engine, archive, AT) == 0
    assert sweep(engine, archive, clock.now() + timedelta(hours=1)) == 1
    assert archive.read(used).decode("gbk") == "<p>〔2007〕14号</p>"
    assert archive.read(unused) is None


def test_a_damaged_archived_page_is_none(tmp_path):
    archive = Archive(tmp_path)
    digest = archive.keep(b"content" * 100)
    path = next(tmp_path.glob("*/*.gz"))
    path.write_bytes(path.read_bytes()[:-9])
    assert archive.read(digest) is None


SECRET = "13812345678"
ADVERT = {
    "title": "电工",
    "employer": "甲厂",
    "location_text": "海淀区",
    "description": f"电话{SECRET}",
    "seen": AT.isoformat(),
}


def test_an_erasure_leaves_a_tombstone_and_nothing_else(engine, tmp_path):
    intake = Intake(engine, "board", "crawl", rest=0)
    intake.take("job_posting", [{"source_id": str(n), **ADVERT} for n in (1, 2, 3)])
    intake.take("job_posting", [{"source_id": "1", **ADVERT, "description": f"新电话{SECRET}"}])
    archive, one = Archive(tmp_path), draft("1").id
    digest = archive.keep(SECRET.encode())
    in_turn(engine, save, [PageState("board", "k", "https://e.org", ("1", "2"), etag='"a"', digest=digest)])
    in_turn(engine, reject, [Reject(1, "board", "1", "wrong_type", "", SECRET, AT)])
    with reading(engine) as conn:
        before = latest_seq(conn)

    assert erase_everywhere(engine, one, "request", tmp_path)

    with reading(engine) as conn:
        tomb = get(conn, one)
        assert (tomb.status, tomb.end_reason, tomb.payload, tomb.hash) == ("withdrawn", "request", {}, "")
        assert [version.payload for version in versions(conn, one)] == [{}]
        assert rejected(conn, 1) == []
        assert known(conn, "board", ["k"])["k"].etag == ""
        assert one in {changed for _, changed in changes_after(conn, before)}
        keys = list(conn.execute(cluster_keys.select()))
        assert keys
        assert one not in {key.record_id for key in keys}
        others = cluster_members(conn, draft("2").id)
        assert [(member.source_id, member.canonical) for member in others] == [("2", True), ("3", False)]
        assert holders(conn, [key.key for key in keys])
    assert archive.read(digest) is None
    assert erase_everywhere(engine, one, "request", tmp_path)
    assert not erase_everywhere(engine, "unknown", "request", tmp_path)


def test_an_erasure_leaves_no_trace_in_the_file(template, tmp_path):

    with sqlite_store(template, tmp_path) as engine:
        Intake(engine, "board", "crawl", rest=0).take("job_posting", [{"source_id": "1", **ADVERT}])
        erase_everywhere(engine, draft("1").id, "request", tmp_path)
        files = b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    assert SECRET.encode() not in files


@pytest.mark.parametrize("action", [restore, lambda turn, ids, at: end(turn, ids, "gone", "x", at)])
def test_nothing_brings_an_erased_record_to_another_state(engine, tmp_path, action):
    take(engine, draft("1"))
    erase_everywhere(engine, draft("1").id, "request", tmp_path)
    assert in_turn(engine, action, [draft("1").id], LATER) == []
    assert stored(engine).status == "withdrawn"


def test_a_list_of_any_length_can_be_asked_for(template, tmp_path):
    """SQLite takes 32,766 values in a statement unless it was built otherwise; a sitemap has up to 50,000."""

    with sqlite_store(template, tmp_path) as engine, reading(engine) as conn:
        driver = conn.connection.dbapi_connection
        driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
        assert known(conn, "board", [f"{number:064x}" for number in range(50_000)]) == {}


def test_any_number_of_records_is_asked_for_and_seen(engine):
    """A file of records is one page with as many ids as it has rows; no database takes them in one statement."""
    take(engine, draft(source_id="1"))
    ids = [stored(engine).id, *(f"{number:026d}" for number in range(70_000))]
    with reading(engine) as conn:
        assert erased_records(conn, ids) == set()
    assert in_turn(engine, touch, ids, AT + timedelta(days=1)) == []
    assert stored(engine).last_seen == AT + timedelta(days=1)


def test_an_erasure_says_where_the_log_still_holds_the_text(tmp_path, template, monkeypatch):
    """While somebody reads, SQLite cannot write its log back, and the old text stays in it."""
    monkeypatch.setattr("rencai.store.engine.PATIENCE", 0.2)
    with sqlite_store(template, tmp_path) as store:
        take(store, draft(source_id="1", title="高级电工甲乙丙"))
        log = next(tmp_path.glob("*-wal"))
        reader = sqlite3.connect(str(store.url.database), isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM records").fetchone()
        erase_everywhere(store, stored(store).id, "request", tmp_path / "pages")
        assert not empty_log(store)
        assert "高级电工甲乙丙".encode() in log.read_bytes()
        reader.close()
        assert empty_log(store)
        assert log.read_bytes() == b""


@pytest.mark.parametrize("reason", sorted(OPTED_OUT))
def test_what_a_crawl_says_of_an_opt_out_is_no_reason_of_staff(reason: str) -> None:
    with pytest.raises(UsageError, match="say in words"):
        check_reason(f" {reason} ")
