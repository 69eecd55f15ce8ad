"""Any text and any parameters: an answer or a named refusal, and the same totals on both engines."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rencai.errors import BadQuery
from rencai.search.fields import facet_fields, orders, spans
from rencai.search.highlight import marker
from rencai.search.query import Around, Page, Query
from rencai.search.reader import Reader
from support_judged import stored_papers
from support_search import Opened, fill, open_engine_named

WORDS = (
    "电工",
    "焊工",
    "海淀",
    "亦庄",
    "8000以上",
    "高级工",
    "课程",
    "怎么",
    "工资",
    "CNC",
    "c++",
    "京办发〔2007〕14号",
    "diangong",
    "职位:车工",
    "文号:",
    '"',
    "-",
    "-派遣",
    "(",
    "AND",
    "\\",
    "\x00",
    "3千",
    "周末",
    "法",
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
KNOWN = st.sampled_from(["海淀区", "110105", "未注明", "高级工+", "大专"])
VALUES = st.lists(st.one_of(st.text(max_size=12), KNOWN), max_size=3)
NUMBERS = st.one_of(st.none(), st.integers(-(10**6), 10**7).map(float))


def queries(size: int = 10) -> st.SearchStrategy[Query]:
    """Queries of which most exist and some do not."""
    names = st.sampled_from([*facet_fields(), "colour"])
    return st.builds(
        Query,
        text=TEXTS,
        kind=st.sampled_from([None, None, "job_posting", "policy_notice", "cat"]),
        filters=st.dictionaries(names, VALUES.map(tuple), max_size=2),
        exclude=st.dictionaries(names, VALUES.map(tuple), max_size=1),
        ranges=st.dictionaries(st.sampled_from([*spans(), "weight"]), st.tuples(NUMBERS, NUMBERS), max_size=2),
        around=st.one_of(st.none(), st.builds(Around, st.floats(115, 118), st.floats(39, 41), st.floats(0.1, 60))),
        sort=st.sampled_from(["relevance", "relevance", "distance", "beauty", *orders()]),
        size=st.sampled_from([0, 1, size]),
        cursor=st.sampled_from(["", "", "", "x", "WyJyZWxldmFuY2UiLDEwXQ"]),
        mixed=st.booleans(),
        verbatim=st.booleans(),
    )


def answer(reader: Reader, query: Query) -> Page | None:
    """The page, or None where the query is refused by name."""
    try:
        return reader.search(query)
    except BadQuery:
        return None


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Some 200 real documents in the embedded engine."""
    from rencai.settings import Settings

    found = open_engine_named("tantivy", Settings(data=tmp_path_factory.mktemp("fuzz")))
    fill(found.writer, stored_papers()[::8])
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries())
def test_any_query_is_answered_or_refused_by_name(embedded: Opened, query: Query) -> None:
    page = answer(embedded.reader, query)
    if page:
        assert len(page.hits) <= query.size
        assert len({hit.id for hit in page.hits}) == len(page.hits)
        assert page.total <= embedded.reader.count()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, typed=TEXTS)
def test_any_text_can_be_completed_marked_and_explained(embedded: Opened, text: str, typed: str) -> None:
    query = Query(text=text)
    assert all(item.count for item in embedded.reader.suggest(typed, query))
    page = embedded.reader.search(query)
    for hit in page.hits[:2]:
        assert "".join(segment.text for segment in marker(query).segments(hit.title)) == hit.title
        embedded.reader.explain(hit.id, query)


@pytest.mark.elasticsearch
@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries())
def test_any_query_has_the_same_total_on_both_engines(both: tuple[Opened, Opened], query: Query) -> None:
    """Some 10 s: 60 queries on each engine."""
    one, other = (answer(opened.reader, query) for opened in both)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.total, one.facets) == (other.total, other.facets)
