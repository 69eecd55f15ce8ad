from datetime import date, timedelta

import pytest

from rencai import clock
from rencai.errors import UsageError
from rencai.intake import Intake, RejectReason
from rencai.intake.intake import BATCH
from rencai.intake.rehearsal import Rehearsal
from rencai.records.canonical import record_id
from rencai.store.engine import reading, writing
from rencai.store.erase import erase
from rencai.store.life import end
from rencai.store.read import changes_after, cluster_members, counts, get, latest_seq, listed, versions
from rencai.store.runs import reject_counts, rejected, start_run
from support_records import AT


def raw(source_id="1", **fields):
    return {"source_id": source_id, "title": "电工", "seen": AT.isoformat(), **fields}


def vacancies(engine, *raws, source="board", cause="import", **options):
    return Intake(engine, source, cause, rest=0, **options).take("job_posting", raws)


def outcomes(taken):
    return [one.outcome for one in taken]


def stored(engine, source_id="1", source="board"):
    with reading(engine) as conn:
        return get(conn, record_id(source, source_id))


def test_the_same_input_twice_changes_nothing(engine):
    raws = [raw(str(n), salary_text="8000-10000元/月", published_text="3天前") for n in range(450)]
    assert outcomes(vacancies(engine, *raws)) == ["added"] * 450
    with reading(engine) as conn:
        before = latest_seq(conn)
    assert outcomes(vacancies(engine, *raws)) == ["unchanged"] * 450
    with reading(engine) as conn:
        assert latest_seq(conn) == before


def test_nothing_but_an_identity_and_a_title_is_asked_for(engine):
    taken = vacancies(
        engine,
        raw("1"),
        raw("2", published_text="1999-01-01", expires_text="2000-01-01", location_text="上海市浦东新区"),
        raw("3", description="重复的话，说了又说，说了又说。" * 10),
        raw("4", employer="", url="", description=""),
    )
    assert outcomes(taken) == ["added"] * 4
    elsewhere = stored(engine, "2")
    assert elsewhere.status == "expired", "taken, and kept as ended"
    assert elsewhere.payload.get("district") is None
    assert {"old", "past_deadline", "no_district", "no_url", "no_body", "no_employer"} <= set(elsewhere.flags)
    assert "repeated_text" in stored(engine, "3").flags


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"title": "电工"}, RejectReason.NO_SOURCE_ID),
        ({"source_id": "", "title": "电工"}, RejectReason.NO_SOURCE_ID),
        ({"source_id": " ", "title": "电工"}, RejectReason.NO_SOURCE_ID),
        ({"source_id": "1"}, RejectReason.NO_TITLE),
        ({"source_id": "1", "title": None}, RejectReason.NO_TITLE),
        ({"source_id": "1", "title": ["电工"]}, RejectReason.WRONG_TYPE),
        ({"source_id": "1", "title": "电工", "description": {"a": 1}}, RejectReason.WRONG_TYPE),
        ({"source_id": "1", "title": "电工", "seen": "gestern"}, RejectReason.WRONG_TYPE),
        ({"source_id": "1" * 600, "title": "电工"}, RejectReason.TOO_LONG),
        ({"source_id": "1", "title": "电工", "kind": "training_course"}, RejectReason.WRONG_KIND),
    ],
)
def test_what_is_no_record_is_rejected_by_name_and_kept(engine, broken, reason):
    run = start_run(engine, "import:board")
    taken = vacancies(engine, raw("a"), broken, raw("b"), run_id=run)
    assert outcomes(taken) == ["added", "rejected", "added"]
    assert taken[1].reason is reason
    with reading(engine) as conn:
        assert reject_counts(conn, run) == {reason: 1}
        assert rejected(conn, run)[0].reason == reason


def test_in_one_batch_the_last_of_a_record_wins(engine):
    taken = vacancies(engine, raw(title="一"), raw(title="二"), raw(title="二"), raw(title="三"))
    assert outcomes(taken) == ["added", "changed", "unchanged", "changed"]
    assert stored(engine).payload["title"] == "三"
    with reading(engine) as conn:
        assert [one.payload["title"] for one in versions(conn, stored(engine).id)] == ["一", "二", "三"]


def test_text_that_the_database_cannot_hold_is_cleaned(engine):
    taken = vacancies(engine, raw(title="电\x00工", description="a\x00b"))
    assert outcomes(taken) == ["added"]
    assert stored(engine).payload["title"] == "电工"


@pytest.mark.parametrize("broken", ["\ud800", float("nan")])
def test_a_row_that_the_database_refuses_is_named_and_the_others_go_in(engine, monkeypatch, broken):
    import rencai.intake.intake as module

    genuine = module.payload

    def spoiled(record):
        values = genuine(record)
        # Half of a pair of code units, which neither database takes as text.
        return values | {"points": broken} if record.source_id in ("13", "14") else values

    monkeypatch.setattr(module, "payload", spoiled)
    monkeypatch.setattr(module, "content_hash", lambda *_: "a")
    taken = vacancies(engine, *(raw(str(n)) for n in range(10, 10 + BATCH)))
    assert [one.source_id for one in taken if one.outcome == "rejected"] == ["13", "14"]
    assert taken[3].reason is RejectReason.NOT_STORABLE
    with reading(engine) as conn:
        assert counts(conn) == {"job_posting": {"live": BATCH - 2}}


def test_what_had_gone_is_live_again_when_it_is_seen(engine):
    vacancies(engine, raw())
    with writing(engine) as turn:
        end(turn, [record_id("board", "1")], "gone", "not_listed", clock.now())
    assert stored(engine).status == "gone"
    assert outcomes(vacancies(engine, raw(), cause="crawl")) == ["changed"]
    back = stored(engine)
    assert (back.status, back.ended_at, back.end_reason, back.version) == ("live", None, None, 1)


def test_what_comes_after_its_deadline_is_not_shown_as_live(engine):
    assert outcomes(vacancies(engine, raw(expires_text="2020-01-31"))) == ["added"]
    assert (stored(engine).status, stored(engine).end_reason) == ("expired", "deadline")
    assert outcomes(vacancies(engine, raw(expires_text="2020-02-28"))) == ["changed"]
    assert stored(engine).status == "expired"
    later = f"{clock.today() + timedelta(days=1):%Y-%m-%d}"
    assert outcomes(vacancies(engine, raw(expires_text=later))) == ["changed"]
    assert stored(engine).status == "live"


def test_what_expired_stays_so_until_its_deadline_moves(engine):
    vacancies(engine, raw(expires_text="2026-11-05"))
    with writing(engine) as turn:
        end(turn, [record_id("board", "1")], "expired", "deadline", clock.now())
    assert outcomes(vacancies(engine, raw(expires_text="2026-11-05"))) == ["unchanged"]
    assert stored(engine).status == "expired"
    later = (clock.today() + timedelta(days=30)).isoformat()
    assert outcomes(vacancies(engine, raw(expires_text=later))) == ["changed"]
    assert stored(engine).status == "live"


def test_erased_content_does_not_come_back(engine):
    vacancies(engine, raw(description="张三"))
    with writing(engine) as turn:
        erase(turn, record_id("board", "1"), "request", None, clock.now())
    run = start_run(engine, "import:board")
    taken = vacancies(engine, raw(description="张三"), run_id=run)
    assert (taken[0].outcome, taken[0].reason) == ("rejected", RejectReason.ERASED)
    assert stored(engine).payload == {}
    with reading(engine) as conn:
        assert rejected(conn, run) == []


def test_an_import_ends_nothing(engine):
    vacancies(engine, raw("1"), raw("2"))
    vacancies(engine, raw("1"))
    assert stored(engine, "2").status == "live"


def test_the_source_and_parsed_fields_of_the_input_are_not_believed(engine):
    vacancies(engine, raw(source="elsewhere", published="1999-01-01", published_text="2026-10-01", salary={"min": 1}))
    record = stored(engine)
    assert record.source == "board"
    assert record.payload["published"] == "2026-10-01"
    assert "salary" not in record.payload


def test_a_source_needs_a_name(engine):
    with pytest.raises(UsageError, match="1 to 64"):
        Intake(engine, " ", "import")


def test_the_flags_of_a_source_are_on_every_record(engine):
    vacancies(engine, raw(), flags=("sample",))
    assert "sample" in stored(engine).flags


ADVERT = {"employer": "北京某厂", "location_text": "北京市海淀区", "salary_text": "8000-10000元/月"}


def clusters_of(engine, *identities):
    return [stored(engine, source_id, source).cluster_id for source, source_id in identities]


def test_one_vacancy_at_two_sources_is_one_cluster_called_after_the_first(engine):
    vacancies(engine, raw("1", **ADVERT))
    vacancies(engine, raw("9", **ADVERT), source="other")
    first = record_id("board", "1")
    assert clusters_of(engine, ("board", "1"), ("other", "9")) == [first, first]
    with reading(engine) as conn:
        assert [(one.source, one.canonical) for one in cluster_members(conn, first)] == [
            ("board", True),
            ("other", False),
        ]


def test_reposts_within_one_batch_are_one_cluster(engine):
    vacancies(engine, *(raw(str(n), **ADVERT) for n in range(100)))
    assert len(set(clusters_of(engine, *(("board", str(n)) for n in range(100))))) == 1


def test_one_more_of_many_changes_nothing_of_the_others(engine):
    vacancies(engine, *(raw(str(n), **ADVERT) for n in range(100)))
    assert noted(engine, raw("one", **ADVERT)) == {record_id("board", "one")}
    older = raw("old", **ADVERT) | {"seen": (AT - timedelta(days=9)).isoformat()}
    assert len(noted(engine, older)) == 102, "since then all of them are known"


def noted(engine, *raws):
    with reading(engine) as conn:
        before = latest_seq(conn)
    vacancies(engine, *raws)
    with reading(engine) as conn:
        return {one for _, one in changes_after(conn, before)}


def test_the_founder_of_many_leaves_the_others_together(engine):
    many = range(2 * BATCH)
    vacancies(engine, *(raw(str(n), **ADVERT) for n in many))
    vacancies(engine, raw("0", **ADVERT | {"title": "焊工"}), raw("1", **ADVERT | {"salary_text": "8000-10000元/月"}))
    clusters = clusters_of(engine, *(("board", str(n)) for n in many))
    assert clusters[0] not in clusters[1:]
    assert len(set(clusters[1:])) == 1
    assert sum(stored(engine, str(n)).canonical for n in many) == 2


def test_a_vacancy_that_was_taken_down_and_posted_again_is_not_new(engine):
    vacancies(engine, raw("1", **ADVERT))
    with writing(engine) as turn:
        end(turn, [record_id("board", "1")], "gone", "not_listed", clock.now())
    later = AT + timedelta(days=9)
    vacancies(
        engine, raw("2", **ADVERT) | {"seen": later.isoformat()}, raw("3", title="焊工") | {"seen": later.isoformat()}
    )
    again, other = stored(engine, "2"), stored(engine, "3")
    assert (again.canonical, again.first_seen, again.known_since) == (True, later, AT)
    assert other.known_since == later
    with reading(engine) as conn:
        shown = listed(conn, [again.id, other.id])
    assert [shown[one.id].first_seen for one in (again, other)] == [AT, later]


def test_another_title_is_another_vacancy(engine):
    vacancies(engine, raw("1", **ADVERT), raw("2", **ADVERT | {"title": "焊工"}))
    one, other = clusters_of(engine, ("board", "1"), ("board", "2"))
    assert one != other


def test_a_change_moves_a_record_out_of_its_cluster_and_back(engine):
    vacancies(engine, raw("1", **ADVERT), raw("2", **ADVERT), raw("3", **ADVERT))
    founder, second = record_id("board", "1"), record_id("board", "2")
    vacancies(engine, raw("1", **ADVERT | {"title": "焊工"}))
    assert clusters_of(engine, ("board", "1"), ("board", "2"), ("board", "3")) == [founder, second, second]
    vacancies(engine, raw("1", **ADVERT))
    assert len(set(clusters_of(engine, ("board", "1"), ("board", "2"), ("board", "3")))) == 1


def test_a_record_that_is_the_same_as_two_clusters_makes_them_one(engine):
    url = {"url": "https://example.org/1"}
    vacancies(engine, raw("1", **ADVERT))
    vacancies(engine, raw("2", **url, location_text="北京市海淀区"))
    assert len(set(clusters_of(engine, ("board", "1"), ("board", "2")))) == 2
    with reading(engine) as conn:
        before = latest_seq(conn)
    vacancies(engine, raw("3", **ADVERT, **url))
    assert set(clusters_of(engine, ("board", "1"), ("board", "2"), ("board", "3"))) == {record_id("board", "1")}
    with reading(engine) as conn:
        noted = {one for _, one in changes_after(conn, before)}
    assert {record_id("board", "2"), record_id("board", "3")} <= noted


def test_an_ended_canonical_hands_over_to_a_live_member(engine):
    vacancies(engine, raw("1", **ADVERT), raw("2", **ADVERT))
    with writing(engine) as turn:
        end(turn, [record_id("board", "1")], "gone", "not_listed", clock.now())
    with reading(engine) as conn:
        members = cluster_members(conn, record_id("board", "1"))
    assert [(one.source_id, one.canonical) for one in members] == [("2", True), ("1", False)]


def test_members_of_a_cluster_are_as_each_is_read_alone(engine):
    vacancies(engine, raw("1", **ADVERT), raw("2", **ADVERT))
    vacancies(engine, raw("9", **ADVERT), source="other")
    with reading(engine) as conn:
        members = cluster_members(conn, record_id("board", "1"))
        assert members == [get(conn, one.id) for one in members]
        assert [one.told_by for one in members] == [None, None, "board"]


def test_days_are_those_of_beijing(engine):
    # 17:00 UTC is the next day in Beijing.
    vacancies(engine, raw(seen="2026-10-31T17:00:00+00:00", published_text="今天"))
    assert stored(engine).payload["published"] == date(2026, 11, 1).isoformat()


def test_a_file_writes_no_course_over_a_vacancy(engine):
    """Files number their rows from 1, whatever they hold."""
    vacancies(engine, raw("1"), raw("2"))
    course = {"source_id": "1", "title": "电工培训班", "seen": AT.isoformat()}
    run = start_run(engine, "import:board")
    taken = Intake(engine, "board", "import", run, rest=0).take(
        "training_course", [course, course | {"source_id": "3"}]
    )
    assert [(one.outcome, one.reason) for one in taken] == [("rejected", RejectReason.WRONG_KIND), ("added", None)]
    assert "--source" in taken[0].detail
    assert (stored(engine, "1").kind, stored(engine, "1").payload["title"]) == ("job_posting", "电工")
    foretold = Rehearsal(engine, "board", "import")
    assert [one.reason for one in foretold.take("training_course", [course])] == [RejectReason.WRONG_KIND]
    foretold.close()


@pytest.mark.parametrize("cause", ["crawl", "reparse"])
def test_a_page_that_is_read_as_another_kind_makes_its_record_one(engine, cause):
    vacancy = {"employer": "北京示例机床厂", "location_text": "昌平区", "description": "操作数控车床，看懂图纸。" * 8}
    vacancies(engine, raw("1", **vacancy), cause="crawl")
    vacancies(engine, raw("a", **vacancy), cause="crawl", source="other")
    assert stored(engine, "1").cluster_id == stored(engine, "a", "other").cluster_id
    notice = {"source_id": "1", "title": "电工", "body_text": "招聘公告。", "seen": AT.isoformat()}
    assert outcomes(Intake(engine, "board", cause, rest=0).take("policy_notice", [notice])) == ["changed"]
    now = stored(engine, "1")
    assert (now.kind, now.payload["body_text"], now.version) == ("policy_notice", "招聘公告。", 2)
    assert now.cluster_id != stored(engine, "a", "other").cluster_id, "a notice is no vacancy's twin"
    vacancies(engine, raw("b", **vacancy), cause="crawl", source="third")
    assert stored(engine, "b", "third").cluster_id == stored(engine, "a", "other").cluster_id
    assert stored(engine, "1").cluster_id == stored(engine, "1").id


def test_of_what_was_erased_no_rejected_item_is_kept(engine):
    vacancies(engine, raw("1"), raw("2"))
    with writing(engine) as turn:
        erase(turn, record_id("board", "1"), "request", None, clock.now())
    run = start_run(engine, "crawl:board")
    nameless = [{"source_id": own, "description": "联系人欧阳示例"} for own in ("1", "2")]
    assert [one.reason for one in vacancies(engine, *nameless, run_id=run)] == [RejectReason.NO_TITLE] * 2
    with reading(engine) as conn:
        assert [(one.item, "欧阳" in one.raw) for one in rejected(conn, run)] == [("2", True)]
