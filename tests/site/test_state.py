"""The address says the whole state of a search."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.kinds import KINDS
from rencai.search.fields import MISSING
from rencai.search.query import RELEVANCE, Query
from rencai_site.parameters import Parameter, parameters
from rencai_site.state import Hole, address, moved, read, toggled

KIND_NAMES = [model.kind.name for model in KINDS]


def value(parameter: Parameter) -> st.SearchStrategy[str]:
    """Texts that a parameter takes, by the schema that documents it."""
    schema = parameter.schema
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if parameter.name == "near":
        return st.sampled_from(["116.4,39.9", "116.31000,39.95000", "116.12345678,39.9876543"])
    if schema.get("format") == "date":
        return st.dates().map(str)
    if schema["type"] == "integer":
        return st.integers(1, 100).map(str)
    if schema["type"] == "number":
        largest = parameter.schema["maximum"]
        return st.floats(1, largest).map(lambda number: f"{number:.2f}") | st.integers(1, largest).map(str)
    return st.text("数控abc 0〔〕&=+%?#/", min_size=1, max_size=20).filter(lambda text: text.strip() == text)


@st.composite
def addresses(draw: st.DrawFn) -> tuple[str | None, list[tuple[str, str]]]:
    kind = draw(st.sampled_from([None, *KIND_NAMES]))
    chosen = draw(st.lists(st.sampled_from(parameters(kind)), unique_by=lambda parameter: parameter.name, max_size=6))
    return kind, [(parameter.name, draw(value(parameter))) for parameter in chosen]


@given(addresses())
def test_what_is_read_from_an_address_writes_the_same_query(given_: tuple[str | None, list[tuple[str, str]]]) -> None:
    kind, pairs = given_
    query = read(kind, pairs).query
    again = read(kind, parse_qsl(address(query, cursor=query.cursor).partition("?")[2])).query
    assert again == query


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=600)), max_size=8))
def test_no_address_fails(pairs: list[tuple[str, str]]) -> None:
    reading = read("job_posting", pairs)
    assert isinstance(address(reading.query), str)


def test_unknown_and_unusable_parameters_are_named_in_chinese() -> None:
    reading = read(
        "job_posting", [("colour", "red"), ("size", "many"), ("sort", "luck"), ("published_from", "2026-13-01")]
    )
    assert {problem.name for problem in reading.problems} == {"colour", "size", "sort", "published_from"}
    assert reading.problems[0].message == "没有这个参数"
    assert reading.query == read("job_posting", []).query


def test_a_forms_empty_fields_count_as_absent_but_not_to_the_api() -> None:
    assert not read("job_posting", [("salary_min", ""), ("q", "")]).problems
    assert read("job_posting", [("salary_min", "")], strict=True).problems


def test_a_rung_and_above_survives_the_blank_that_a_plus_becomes() -> None:
    for text in ("高级工+", "高级工 "):
        assert read("job_posting", [("skill_level", text)]).query.filters == {"skill_level": ("高级工+",)}


def test_a_district_is_taken_by_its_name_or_its_code() -> None:
    by_name = read("job_posting", [("district", "海淀区")]).query
    assert by_name == read("job_posting", [("district", "110108")]).query
    assert address(by_name) == "/jobs?district=110108"


@pytest.mark.parametrize("name", ["kind", "no_kind", "district"])
def test_a_value_that_nothing_has_is_named_and_narrows_nothing(name: str) -> None:
    kind = None if "kind" in name else "job_posting"
    reading = read(kind, [(name, "nosuch"), ("q", "焊工")])
    assert [(problem.name, problem.message) for problem in reading.problems] == [(name, "没有“nosuch”这个值")]
    assert reading.query == read(kind, [("q", "焊工")]).query
    assert not read(kind, [(name, MISSING)]).problems


def test_any_change_begins_at_the_first_page() -> None:
    query = Query(kind="job_posting", text="电工", cursor="abc")
    assert "cursor" not in address(query, filters={"district": ("110108",)})
    assert "cursor=xyz" in address(query, cursor="xyz")


def test_toggling_twice_changes_nothing() -> None:
    once = toggled({"district": ("a",)}, "district", "b")
    assert once == {"district": ("a", "b")}
    assert toggled(once, "district", "b") == {"district": ("a",)}
    assert toggled({"district": ("a",)}, "district", "a") == {}


def test_another_section_keeps_what_it_can_filter_by() -> None:
    query = Query(
        kind="job_posting",
        text="电工",
        sort="salary",
        filters={"district": ("110108",), "education": ("大专",)},
        ranges={"salary": (5000, None)},
    )
    there = moved(query, "training_course")
    assert dict(there.filters) == {"district": ("110108",)}
    assert (there.text, there.sort, dict(there.ranges)) == ("电工", RELEVANCE, {})


@pytest.mark.parametrize("kind", [None, *KIND_NAMES])
def test_every_parameter_is_described(kind: str | None) -> None:
    declared = parameters(kind)
    assert len({parameter.name for parameter in declared}) == len(declared)
    assert all(parameter.description.endswith(("。", "；")) or parameter.description for parameter in declared)


VALUES = st.sampled_from(["a b", "朝阳区", "&x=", "+", "110105"])
FACETS = st.dictionaries(
    st.sampled_from(["district", "education", "source"]), st.lists(VALUES, min_size=1, unique=True).map(tuple)
)


@given(FACETS, FACETS, st.sampled_from(["filters", "exclude"]), VALUES)
def test_a_hole_is_filled_as_the_whole_address_is_made(
    filters: dict[str, tuple[str, ...]], exclude: dict[str, tuple[str, ...]], part: str, value: str
) -> None:
    query = Query(text="电工 &", kind="job_posting", filters=filters, exclude=exclude, cursor="x")
    had = {"filters": filters, "exclude": exclude}[part]
    assert Hole(query, part, "district").toggled(value) == address(query, **{part: toggled(had, "district", value)})
    assert Hole(query, part, "district").only(value) == address(query, **{part: {**had, "district": (value,)}})
