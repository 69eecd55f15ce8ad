"""Days as sites write them, read on 1 June 2024 at ten in Beijing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.clock import BEIJING
from rencai.records.parsers.dates import read_day, read_expiry, read_start
from rencai.records.values import Unreadable
from support_tables import full_width, rows

SEEN = datetime(2024, 6, 1, 10, 0, tzinfo=BEIJING)
PIECES = st.sampled_from(
    [
        "2024",
        "24",
        "5",
        "05",
        "28",
        "31",
        "-",
        "/",
        ".",
        "年",
        "月",
        "日",
        "至",
        ":",
        "09:30",
        "天前",
        "截止",
        "有效期",
        "30",
        "个月",
        "工作日",
        "二〇",
        "十",
        "长期",
        "即日起",
    ]
)
MOMENTS = st.integers(631_152_000, 3_786_912_000).map(lambda second: datetime.fromtimestamp(second, UTC))


def outcome(read: Callable[[], date | None]) -> str | None:
    try:
        found = read()
    except Unreadable as unknown:
        return unknown.reason
    return found.isoformat() if found else None


@pytest.mark.parametrize("row", rows("day"), ids=lambda row: row["text"])
def test_reads_every_day_of_the_table(row: dict[str, str]) -> None:
    assert outcome(lambda: read_day(row["text"], SEEN)) == row["day"]


@pytest.mark.parametrize("row", rows("expiry"), ids=lambda row: row["text"])
def test_reads_every_deadline_of_the_table(row: dict[str, str]) -> None:
    assert outcome(lambda: read_expiry(row["text"], "2024-05-28", SEEN)) == row["day"]


@pytest.mark.parametrize("row", rows("start"), ids=lambda row: row["text"])
def test_reads_every_start_of_the_table(row: dict[str, str]) -> None:
    assert outcome(lambda: read_start(row["text"], SEEN)) == row["day"]


def test_a_span_without_its_first_day_is_unknown() -> None:
    assert outcome(lambda: read_expiry("有效期30天", "", SEEN)) == "no_start"


def test_a_deadline_without_year_or_publishing_is_the_nearest() -> None:
    assert read_expiry("报名截止1月10日", "", SEEN) == date(2024, 1, 10)


def test_years_left_out_count_from_the_first_day_of_the_text_where_publishing_is_unknown() -> None:
    assert read_expiry("学校于2021年5月6日发布公告，至5月20日报名截止，6月1日开班", "", SEEN) == date(2021, 5, 20)


def test_an_hour_of_the_night_belongs_to_the_day_in_beijing() -> None:
    night = datetime(2024, 6, 1, 0, 20, tzinfo=BEIJING)
    assert read_day("30分钟前", night) == date(2024, 5, 31)
    assert read_day("刚刚", night.astimezone(UTC)) == date(2024, 6, 1)


@pytest.mark.parametrize("text", ["", " \u3000"])
def test_empty_text_is_no_day(text: str) -> None:
    assert read_day(text, SEEN) is read_expiry(text, "", SEEN) is read_start(text, SEEN) is None


@given(st.text() | st.lists(PIECES, max_size=10).map("".join), MOMENTS)
def test_any_text_is_a_day_or_unreadable(text: str, seen: datetime) -> None:
    for read in (lambda: read_day(text, seen), lambda: read_expiry(text, text, seen), lambda: read_start(text, seen)):
        outcome(read)


@given(st.integers(1, 12), st.integers(1, 28), MOMENTS)
def test_a_day_without_year_is_never_far_ahead(month: int, day: int, seen: datetime) -> None:
    found = read_day(f"{month}月{day}日", seen)
    assert found is not None
    assert timedelta(days=-366) <= found - seen.astimezone(BEIJING).date() <= timedelta(days=4)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(lambda: read_day(full_width(text), SEEN)) == outcome(lambda: read_day(text, SEEN))
