"""Pay: every expression of a table of real ones, and any text at all."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rencai.records.parsers.salary import read_salary
from rencai.records.values import Salary, Unreadable
from support_tables import UNREADABLE, full_width, number, rows

PIECES = st.sampled_from(
    [
        "0",
        "1",
        "5",
        "15",
        "200",
        "4000",
        "8千",
        "1.2万",
        "20k",
        "3w",
        "-",
        "~",
        "至",
        "/",
        "·",
        "+",
        ",",
        "元",
        "/月",
        "/天",
        "年薪",
        "月薪",
        "底薪",
        "提成",
        "面议",
        "以上",
        "以下",
        "13薪",
        "(",
        ")",
        "五险一金",
    ]
)


def outcome(text: str) -> Salary | str | None:
    try:
        return read_salary(text)
    except Unreadable as unknown:
        return unknown.reason


@pytest.mark.parametrize("row", rows("salary"), ids=lambda row: row["text"])
def test_reads_every_expression_of_the_table(row: dict[str, str]) -> None:
    found = outcome(row["text"])
    if row["unit"] == UNREADABLE:
        assert isinstance(found, str)
        return
    assert isinstance(found, Salary)
    expected = (
        number(row["min"]),
        number(row["max"]),
        row["unit"] or None,
        number(row["months"]),
        bool(row["negotiable"]),
    )
    assert (found.min, found.max, found.unit, found.months, found.negotiable) == expected


@pytest.mark.parametrize(
    ("text", "monthly"),
    [
        ("22元/小时", (3828, 3828)),
        ("200-300元/天", (4350, 6525)),
        ("年薪12-18万", (10000, 15000)),
        ("0.8元/件", (None, None)),
    ],
)
def test_estimates_pay_a_month(text: str, monthly: tuple[int | None, int | None]) -> None:
    salary = read_salary(text)
    assert salary is not None
    assert (salary.monthly_min, salary.monthly_max) == monthly


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("8-1.2万", {"assumed_period", "assumed_unit"}),
        ("10000-8000", {"assumed_period", "swapped"}),
        ("15-25K·14薪", set()),
        ("8-12K，年底双薪", {"assumed_period"}),
        ("最高可达1.2万", {"assumed_period", "up_to"}),
        ("6000元/月,包吃住", {"board", "room"}),
        ("税后6000元/月", {"net"}),
        ("计件,月均8000-12000", {"piece", "approximate"}),
        ("5400元底薪+提成", {"assumed_period", "base", "commission"}),
        ("8000元/26天", {"workdays"}),
        ("220元/天,日结", {"paid_daily"}),
        ("50-80万·期权", {"assumed_period", "equity"}),
    ],
)
def test_says_what_was_assumed_or_comes_on_top(text: str, flags: set[str]) -> None:
    salary = read_salary(text)
    assert salary is not None
    assert set(salary.flags) == flags


@pytest.mark.parametrize("row", rows("salary_flags"), ids=lambda row: row["text"])
def test_says_nothing_more_than_the_text_does(row: dict[str, str]) -> None:
    salary = read_salary(row["text"])
    assert salary is not None
    assert set(salary.flags) == set(row["flags"].split())


def test_empty_text_is_no_pay() -> None:
    assert read_salary(" \u3000\n") is None


@given(st.text() | st.lists(PIECES, max_size=12).map("".join))
@example("9" * 5000)
@example("1,000," * 50)
def test_any_text_is_pay_or_unreadable(text: str) -> None:
    found = outcome(text)
    if isinstance(found, Salary):
        assert found.min is None or found.max is None or found.min <= found.max
        assert found.months is None or found.unit == "month"
        assert found.unit is not None or (found.min, found.max) == (None, None)


@given(st.lists(PIECES, max_size=10).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(full_width(text)) == outcome(text)


@given(st.lists(PIECES, max_size=10).map("".join), st.sampled_from("–—―～〜─"))
@example("4000-~", "–")
def test_any_dash_reads_the_same(text: str, dash: str) -> None:
    assert outcome(text.replace("-", dash).replace("~", dash)) == outcome(text)


@given(
    st.integers(3, 60),
    st.integers(1, 40),
    st.sampled_from(["k", "K", "千", "千元"]),
    st.sampled_from(["", "/月", "·13薪"]),
)
def test_a_range_in_thousands_keeps_its_ends(low: int, span: int, scale: str, period: str) -> None:
    found = outcome(f"{low}-{low + span}{scale}{period}")
    assert isinstance(found, Salary)
    assert (found.min, found.max, found.unit) == (low * 1_000, (low + span) * 1_000, "month")


@pytest.mark.parametrize("piece", ["5000元 ", "男1女", "岗位一:甲,2人;", "日结3,"])
def test_a_long_run_of_sums_takes_no_time_by_the_square(piece: str) -> None:
    start = time.process_time()
    outcome(piece * 6_000)
    assert time.process_time() - start < 10
