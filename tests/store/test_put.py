from datetime import date, timedelta

from sqlalchemy import Engine

from rencai.store.engine import reading, writing
from rencai.store.put import Draft, put
from rencai.store.read import changes_after, compare, get, latest_seq, versions
from support_records import AT, draft

LATER = AT + timedelta(days=3)


def take(engine: Engine, *drafts: Draft, cause="crawl", at=AT) -> list[str]:
    with writing(engine) as turn:
        return [outcome.what for outcome in put(turn, drafts, cause, None, at)]


def test_a_new_record_is_added_and_noted(engine):
    one = draft("1", salary_text="8000-10000元/月")
    assert take(engine, one) == ["added"]
    with reading(engine) as conn:
        stored = get(conn, one.id)
        assert stored is not None
        assert (stored.status, stored.version, stored.payload, stored.first_seen) == ("live", 1, one.payload, AT)
        assert stored.cluster_id == one.id
        assert [record_id for _, record_id in changes_after(conn, 0)] == [one.id]


def test_the_same_again_only_moves_the_date_of_being_seen(engine):
    take(engine, draft("1"))
    assert take(engine, draft("1", seen=LATER), at=LATER) == ["unchanged"]
    with reading(engine) as conn:
        stored = get(conn, draft("1").id)
        assert (stored.first_seen, stored.last_seen, stored.updated_at) == (AT, LATER, AT)
        assert latest_seq(conn) == 1


def test_an_older_reading_moves_only_the_first_date(engine):
    take(engine, draft("1", seen=LATER), at=LATER)
    take(engine, draft("1", seen=AT), at=LATER)
    with reading(engine) as conn:
        stored = get(conn, draft("1").id)
        assert (stored.first_seen, stored.last_seen) == (AT, LATER)


def test_a_change_keeps_the_version_it_supersedes_with_its_cause(engine):
    take(engine, draft("1", title="电工"))
    assert take(engine, draft("1", title="高级电工"), cause="edit", at=LATER) == ["changed"]
    with reading(engine) as conn:
        kept = versions(conn, draft("1").id)
        assert [(one.version, one.cause, one.payload["title"], one.at) for one in kept] == [
            (1, "crawl", "电工", AT),
            (2, "edit", "高级电工", LATER),
        ]
        found = compare(conn, draft("1").id, 1, 2)
        assert [(one.field, one.before, one.after) for one in found if one.field == "title"] == [
            ("title", "电工", "高级电工")
        ]


def test_a_reparse_moves_no_date_of_being_seen(engine):
    take(engine, draft("1"))
    take(engine, draft("1", description="新", seen=LATER), cause="reparse", at=LATER)
    with reading(engine) as conn:
        assert get(conn, draft("1").id).last_seen == AT


def test_a_renewed_advert_says_when_it_was_renewed(engine):
    take(engine, draft("1", published_text="2026-10-01"))
    take(engine, draft("1", published_text="2026-10-20", seen=LATER), at=LATER)
    with reading(engine) as conn:
        stored = get(conn, draft("1").id)
        assert stored.refreshed == date(2026, 10, 20)
        assert stored.first_seen == AT


def test_many_are_written_in_one_transaction(engine):
    assert take(engine, *(draft(str(n)) for n in range(200))) == ["added"] * 200
    mixed = [draft("0", title="焊工"), *(draft(str(n)) for n in range(1, 200)), draft("200")]
    assert take(engine, *mixed) == ["changed", *["unchanged"] * 199, "added"]
