"""The index fields follow from the kinds."""

from datetime import date
from typing import Annotated, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from rencai.records.canonical import record_id
from rencai.records.record import Kind, Record
from rencai.records.roles import Facet, Range
from rencai.search.analysis import Analyzer
from rencai.search.fields import (
    LATE,
    MISSING,
    FieldType,
    facet_fields,
    order_key,
    orders,
    row_number,
    salary_band,
    search_fields,
    spans,
    tie_of,
)
from rencai.search.lexicon import bundled
from rencai_indexer.documents import document
from support_search import course, job, notice

WORDS = Analyzer(bundled().words)


class Contest(Record):
    """A further kind."""

    kind: ClassVar[Kind] = Kind("contest", label="竞赛", path="/contests", schema_org="Event")
    trade: Annotated[str, Field(title="工种"), Facet()] = ""
    """Trade."""
    held: Annotated[date | None, Field(title="举办日期"), Range("举办日期", "日")] = None
    """Day."""


class Clash(Record):
    """A kind that uses a name otherwise."""

    kind: ClassVar[Kind] = Kind("clash", label="冲突", path="/clash", schema_org="Thing")
    trade: Annotated[tuple[str, ...], Field(title="工种"), Facet()] = ()
    """Trades."""


def test_a_new_kind_brings_its_fields() -> None:
    fields = {field.name: field for field in search_fields((Contest,))}
    assert fields["trade"].type is FieldType.KEYWORD
    assert fields["held"].type is FieldType.NUMBER
    assert spans((Contest,))["held"].day
    assert facet_fields((Contest,))["trade"].label == "工种"


def test_a_union_is_of_fields_that_there_are() -> None:
    names = {field.name for field in search_fields() if not field.parts}
    assert {part for field in search_fields() for part in field.parts} <= names


def test_two_types_under_one_name_are_refused() -> None:
    with pytest.raises(TypeError, match="trade"):
        search_fields((Contest, Clash))


@pytest.mark.parametrize(
    "record",
    [
        job("1", "电工", salary_text="8000-9000元/月", location_text="海淀区", published_text="2026-10-01"),
        course("2", "焊工班", price_text="1000元"),
        notice("3", "通知", body_html="<p>第一条 <b>内容</b></p>"),
    ],
)
def test_a_document_has_only_fields_of_the_index_and_every_facet(record: object) -> None:
    made = document(record, WORDS)  # type: ignore[arg-type]
    names = {field.name for field in search_fields()}
    assert set(made) <= names - {field.name for field in search_fields() if field.parts}
    assert set(facet_fields()) <= set(made)
    assert {field.name for field in search_fields() if field.type is FieldType.ORDER} <= set(made)


def test_a_facet_that_is_not_said_is_missing_and_one_end_is_both() -> None:
    made = document(job("1", "电工", salary_text="8000元以上"), WORDS)
    assert made["district"] == MISSING
    assert made["certificates"] == [MISSING]
    assert (made["salary_monthly_min"], made["salary_monthly_max"]) == (8000, 8000)


def test_other_content_is_another_hash() -> None:
    assert document(job("1", "电工"), WORDS)["hash"] == document(job("1", "电工"), WORDS)["hash"]
    assert document(job("1", "电工"), WORDS)["hash"] != document(job("1", "焊工"), WORDS)["hash"]


@given(st.text(), st.text())
def test_row_numbers_keep_the_order_of_ids(one: str, other: str) -> None:
    first, second = sorted((record_id("s", one), record_id("s", other)))
    assert row_number(first) <= row_number(second)


@given(st.integers(-5000, 10**9), st.integers(-5000, 10**9), st.text())
def test_order_keys_keep_the_order_of_values_and_fit(one: int, other: int, name: str) -> None:
    tie = tie_of(row_number(record_id("s", name)))
    low, high = sorted((one, other))
    assert order_key(low, tie) <= order_key(high, tie) <= LATE | tie < 1 << 63
    assert order_key(None, tie) < order_key(low, tie)


def test_bands_are_disjoint_and_whole() -> None:
    spans_of_pay = ((3000, 3500), (3999, 4000), (None, 9000), (10**6, None), (None, None))
    expected = ["4000以下", "4000以下", "8000-10000", "30000以上", MISSING]
    assert [salary_band(low, high) for low, high in spans_of_pay] == expected


def test_orders_are_named_for_addresses() -> None:
    assert {"newest", "salary", "deadline", "published"} <= set(orders())
