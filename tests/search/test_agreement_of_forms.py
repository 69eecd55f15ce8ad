"""Both engines on searches of every form: phrases, minus, scopes, ladders, ranges, circles, orders, completions."""

from collections.abc import Iterator

import pytest

from rencai.search.query import Query
from support_agreement import queries
from support_judged import stored_papers
from support_search import Opened

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

Both = tuple[Opened, Opened]
QUERIES = 120
LEAST_ANSWERED = 100


def test_totals_and_facets_are_the_same_and_the_first_ten_overlap(both: Both) -> None:
    """Some 10 s: 120 queries on each engine."""
    shares = []
    for query in queries(stored_papers(), QUERIES):
        one, other = (opened.reader.search(query) for opened in both)
        assert one.total == other.total, query
        assert one.facets == other.facets, query
        first, second = ({hit.id for hit in page.hits[:10]} for page in (one, other))
        if first or second:
            shares.append(len(first & second) / max(len(first), len(second)))
    assert len(shares) >= LEAST_ANSWERED
    assert sum(shares) / len(shares) >= 0.8


@pytest.mark.parametrize("order", ["newest", "salary", "deadline"])
def test_lists_in_an_order_are_the_same_to_the_last_page(both: Both, order: str) -> None:
    one, other = (list(_walk(opened, order)) for opened in both)
    assert one == other
    assert len(one) == len(set(one)) == sum(record.kind == "job_posting" for record in stored_papers())


def _walk(opened: Opened, order: str) -> Iterator[str]:
    cursor = ""
    while True:
        page = opened.reader.search(Query(kind="job_posting", sort=order, size=50, facets=(), cursor=cursor))
        yield from (hit.id for hit in page.hits)
        cursor = page.next
        if not cursor:
            return


@pytest.mark.parametrize(
    "text", ["数恐车工", "shukongchegong", "电工 延庆区 研究生 包住 9万以上", "nosuchword", "焊公"]
)
def test_rescue_and_understanding_are_the_same(both: Both, text: str) -> None:
    one, other = (opened.reader.search(Query(text=text, kind="job_posting")) for opened in both)
    assert (one.total, one.rescue, one.understood) == (other.total, other.rescue, other.understood)


@pytest.mark.parametrize("typed", ["dian", "数", "shuk", "hg", "示例", "北京大学", "zhiye"])
def test_completions_are_the_same(both: Both, typed: str) -> None:
    one, other = (opened.reader.suggest(typed, Query()) for opened in both)
    assert {(item.text, item.count) for item in one} == {(item.text, item.count) for item in other}
