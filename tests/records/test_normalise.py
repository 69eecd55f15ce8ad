"""The one reading of raw input, on a vacancy as sources write it."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from rencai.records.canonical import content_hash, payload, record_id
from rencai.records.job_posting import JobPosting
from rencai.records.kinds import KINDS
from rencai.records.normalise import normalise
from rencai.records.policy_notice import PolicyNotice

SEEN = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
RAW: dict[str, object] = {
    "source": "board",
    "source_id": "17",
    "title": "数控车工",
    "employer": "示例机械厂",
    "salary_text": "8千-1.2万/月",
    "location_text": "北京市昌平区",
    "published_text": "3天前",
    "seen": SEEN,
}


def hash_of(raw: dict[str, object]) -> str:
    record = normalise(JobPosting, raw).record
    assert record is not None
    return content_hash(JobPosting, payload(record))


def test_parsed_values_stand_beside_their_text() -> None:
    record = normalise(JobPosting, RAW).record
    assert isinstance(record, JobPosting)
    assert record.salary_text == "8千-1.2万/月"
    assert record.salary is not None
    assert (record.salary.monthly_min, record.salary.monthly_max) == (8000, 12000)
    assert record.district is not None
    assert record.district.code == "110114"
    assert record.published == date(2026, 5, 1)


def test_what_cannot_be_read_is_a_problem_and_not_a_guess() -> None:
    found = normalise(JobPosting, {**RAW, "published_text": "某年某月"})
    assert isinstance(found.record, JobPosting)
    assert found.record.published is None
    assert [(problem.field, problem.text) for problem in found.problems] == [("published", "某年某月")]
    assert found.problems[0].reason


def test_a_missing_title_rejects_and_names_the_field() -> None:
    found = normalise(JobPosting, {**RAW, "title": "  "})
    assert found.record is None
    assert [problem.field for problem in found.problems] == ["title"]


def test_unknown_keys_are_named_and_parsed_ones_ignored() -> None:
    found = normalise(JobPosting, {**RAW, "salary": {"min": 1}, "colour": "red"})
    assert isinstance(found.record, JobPosting)
    assert found.record.salary is not None
    assert found.record.salary.min == 8000
    assert [problem.field for problem in found.problems] == ["colour"]


def test_the_text_of_a_day_leaves_the_hash_once_it_was_read() -> None:
    later = {**RAW, "published_text": "4天前", "seen": datetime(2026, 5, 5, 2, 0, tzinfo=UTC)}
    assert hash_of(later) == hash_of(RAW)
    unread = {**RAW, "published_text": "某日"}
    assert hash_of({**unread, "published_text": "另日"}) != hash_of(unread)
    assert hash_of({**RAW, "title": "数控铣工"}) != hash_of(RAW)


def test_reading_what_was_stored_again_changes_nothing() -> None:
    record = normalise(JobPosting, RAW).record
    assert record is not None
    again = normalise(JobPosting, payload(record)).record
    assert again is not None
    assert payload(again) == payload(record)


def test_nul_is_taken_out_and_numbers_become_text() -> None:
    record = normalise(JobPosting, {**RAW, "source_id": 17, "title": "数控\x00车工"}).record
    assert record is not None
    assert (record.source_id, record.title) == ("17", "数控车工")


def test_a_reading_time_without_zone_is_beijing_time() -> None:
    record = normalise(
        PolicyNotice, {"source": "s", "source_id": "1", "title": "通知", "seen": "2026-05-04 00:30"}
    ).record
    assert record is not None
    assert record.seen == datetime(2026, 5, 3, 16, 30, tzinfo=UTC)


def test_identifiers_are_stable_and_unlike() -> None:
    assert record_id("a", "bc") == record_id("a", "bc") != record_id("ab", "c")
    assert len(record_id("a", "b")) == 26


TEXTS = st.text(max_size=80)


@given(st.dictionaries(st.sampled_from(sorted({n for m in KINDS for n in m.model_fields})), TEXTS))
def test_any_text_in_any_field_gives_a_record_or_problems(raw: dict[str, object]) -> None:
    for model in KINDS:
        found = normalise(model, {"source": "s", "source_id": "1", "title": "t", **raw})
        assert found.record is not None or found.problems
        if found.record is not None:
            content_hash(model, payload(found.record))
