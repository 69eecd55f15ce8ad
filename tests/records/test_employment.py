"""The form of employment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.employment import read_employment_type
from rencai.records.values import EmploymentType, Unreadable
from support_tables import UNREADABLE, rows


def outcome(text: str, title: str = "") -> EmploymentType | str | None:
    try:
        return read_employment_type(text, title)
    except Unreadable:
        return UNREADABLE


@pytest.mark.parametrize("row", rows("employment"), ids=lambda row: row["text"])
def test_reads_every_form_of_the_table(row: dict[str, str]) -> None:
    assert outcome(row["text"]) == row["type"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("分拣员（小时工）", "非全日制"),
        ("数控车工实习生", "实习"),
        ("保安（劳务派遣）", "劳务派遣"),
        ("汽修学徒", "学徒"),
        ("暑假工 包吃住", "临时工"),
        ("兼职促销员", "兼职"),
        ("劳务派遣专员", None),
        ("实习指导教师", None),
        ("兼职平台运营主管", None),
        ("文员（可实习）", None),
        ("接受实习生 网络管理员", None),
        ("车工", None),
        ("Mechanical Engineering Intern", "实习"),
        ("Part Time Cleaner", "兼职"),
    ],
)
def test_the_title_is_read_where_the_field_is_empty(title: str, kind: str | None) -> None:
    assert outcome("", title) == kind


@given(st.text(), st.text())
def test_any_text_is_a_form_or_unreadable(text: str, title: str) -> None:
    found = outcome(text, title)
    assert found is None or found in list(EmploymentType) or found == UNREADABLE
