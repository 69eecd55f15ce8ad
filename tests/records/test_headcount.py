"""People wanted."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rencai.records.parsers.headcount import read_headcount
from rencai.records.values import Headcount, Unreadable
from support_tables import UNREADABLE, full_width, number, rows

PIECES = st.sampled_from(
    [
        "1",
        "3",
        "12",
        "十",
        "两",
        "名",
        "人",
        "位",
        "-",
        "至",
        "招",
        "各",
        "男",
        "女",
        "若干",
        "以上",
        "以内",
        "(",
        ")",
        ",",
        "不限",
        "岁",
        "+",
    ]
)


def outcome(text: str) -> Headcount | str | None:
    try:
        return read_headcount(text)
    except Unreadable:
        return UNREADABLE


@pytest.mark.parametrize("row", rows("headcount"), ids=lambda row: row["text"])
def test_reads_every_number_of_the_table(row: dict[str, str]) -> None:
    found = outcome(row["text"])
    if row["min"] == UNREADABLE:
        assert found == UNREADABLE
        return
    assert isinstance(found, Headcount)
    assert (found.min, found.max) == (number(row["min"]), number(row["max"]))


@pytest.mark.parametrize(
    ("text", "reason"), [("若干", "unbounded"), ("不限", "unbounded"), ("人", "no_number"), ("0人", "zero")]
)
def test_says_why_there_is_no_number(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_headcount(text)
    assert refusal.value.reason == reason


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text", ["总装工3人," * 30 + "等岗位", "招" + " " * 20_000 + "3", "焊工、" + "\n" * 20_000 + "3人"]
)
def test_a_long_list_and_a_wide_gap_are_read_at_once(text: str) -> None:
    assert outcome(text) is not None


def test_lines_behind_a_mark_go_on_with_what_is_before_it() -> None:
    assert outcome("焊工、\n\n钳工各3名") == outcome("焊工、钳工各3名") == Headcount(min=6, max=6)


@given(st.text() | st.lists(PIECES, max_size=10).map("".join))
@example("1" * 5000 + "人")
def test_any_text_is_a_span_or_unreadable(text: str) -> None:
    found = outcome(text)
    if isinstance(found, Headcount):
        assert (found.min or found.max or 0) > 0
        assert found.min is None or found.max is None or found.min <= found.max


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(full_width(text)) == outcome(text)
