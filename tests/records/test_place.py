"""The district of Beijing that a place lies in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers import place
from rencai.records.parsers.gazetteer import districts, gazetteer
from rencai.records.parsers.place import read_district, read_point
from rencai.records.values import Unreadable
from support_tables import full_width, rows

REASONS = {"only_city", "several_districts", "outside_beijing", "unknown_place", "ambiguous_place"}
PIECES = st.sampled_from(
    [
        "北京",
        "北京市",
        "朝阳",
        "朝阳区",
        "海淀区",
        "大兴区",
        "亦庄",
        "望京",
        "上海",
        "辽宁",
        "·",
        "-",
        "、",
        "/",
        " ",
        "(",
        ")",
        "路",
        "大厦",
        "3号",
    ]
)


def outcome(text: str) -> str | None:
    try:
        found = read_district(text)
    except Unreadable as unreadable:
        return unreadable.reason
    return found.code if found else None


@pytest.mark.parametrize("row", rows("district"), ids=lambda row: row["text"])
def test_reads_every_place_of_the_table(row: dict[str, str]) -> None:
    assert outcome(row["text"]) == row["district"]


def test_nothing_said_is_no_district() -> None:
    assert read_district("  ") is None
    assert read_point("") is None


def test_there_are_sixteen_districts_and_the_development_area() -> None:
    assert len(districts()) == 17
    assert districts()["BDA"].name == "经开区"


@pytest.mark.parametrize("code", [code for code in districts() if code != "BDA"])
def test_every_district_is_read_by_its_own_name(code: str) -> None:
    name = districts()[code].name
    for text in (name, f"北京市{name}", f"北京-{name}", f"北京·{name.removesuffix('区')}", f"{name}某某路1号"):
        assert outcome(text) == code


def test_a_point_is_the_centre_of_the_district() -> None:
    point = read_point("北京市海淀区中关村大街1号")
    assert point is not None
    assert (point.lon, point.lat) == (districts()["110108"].lon, districts()["110108"].lat)
    with pytest.raises(Unreadable):
        read_point("北京")


def test_every_known_place_lies_in_a_known_district_and_is_read_so() -> None:
    for code, district_name, name in place.names():
        assert districts()[code].name == district_name
        assert outcome(f"北京市{district_name}{name}") in {code, "BDA", "ambiguous_place"} or code == "BDA"


def test_the_tables_hold_no_district_as_a_place_outside() -> None:
    outside = {name for name in districts().values() if gazetteer().scan(name.name)[0].kind == "outside"}
    assert not outside


@given(st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_a_district_or_unreadable(text: str) -> None:
    found = outcome(text)
    assert found is None or found in REASONS or found in districts()


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(full_width(text)) == outcome(text)


def test_twenty_thousand_addresses_take_about_a_second() -> None:
    outcome("北京")
    texts = [row["text"] for row in rows("district")]
    start = time.perf_counter()
    for text in texts * 20:
        outcome(text)
    assert (time.perf_counter() - start) / (20 * len(texts)) < 4 / 20_000
