"""Orders of a list, and the cursors that walk through it."""

from dataclasses import replace

import pytest

from rencai.errors import BadQuery
from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.search.query import DEEPEST_BY_RELEVANCE, Around, Query
from rencai_indexer.documents import document
from support_search import Opened, fill, found, job


def test_orders(filled: Opened) -> None:
    newest = found(filled.reader.search(Query(sort="newest", size=50)))
    assert newest == [f"n{n}" for n in (4, 3, 2, 1)] + ["c3", "c2", "c1"] + [f"j{n}" for n in range(7, 0, -1)]
    assert found(filled.reader.search(Query(kind="job_posting", sort="salary")))[:3] == ["j7", "j1", "j3"]
    assert found(filled.reader.search(Query(kind="job_posting", sort="deadline")))[:2] == ["j2", "j1"]


def test_pay_with_one_end_has_its_place_in_the_order(opened: Opened) -> None:
    pays = {"open": "2万以上", "range": "7千-9千", "unknown": "面议", "most": "6000以内"}
    fill(opened.writer, [job(name, "电工", salary_text=pay) for name, pay in pays.items()])
    opened.reader.refresh()
    page = opened.reader.search(Query(kind="job_posting", sort="salary"))
    assert found(page) == ["open", "range", "most", "unknown"]


def test_a_cursor_walks_through_all_once(opened: Opened) -> None:
    fill(opened.writer, [job(f"w{number}", f"电工{number}", minutes=number // 7) for number in range(60)])
    opened.reader.refresh()
    for sort in ("newest", "relevance", "salary"):
        seen: list[str] = []
        query = Query(text="电工", sort=sort, size=7)
        while True:
            page = opened.reader.search(query)
            assert page.total == 60
            seen += found(page)
            if not page.next:
                break
            query = replace(query, cursor=page.next)
        assert len(seen) == len(set(seen)) == 60, sort


def test_a_cursor_of_another_order_is_refused(filled: Opened) -> None:
    around = Around(116.3, 39.9)
    nexts = {
        sort: filled.reader.search(Query(text="工", sort=sort, size=1, around=around)).next
        for sort in ("relevance", "newest", "salary", "distance")
    }
    for sort in nexts:
        for other, cursor in nexts.items():
            query = Query(text="工", sort=sort, size=1, around=around, cursor=cursor)
            if sort == other:
                assert filled.reader.search(query).hits
            else:
                with pytest.raises(BadQuery, match="cursor"):
                    filled.reader.search(query)


@pytest.mark.parametrize("sort", ["relevance", "newest", "distance"])
@pytest.mark.parametrize("text", ["", "电工"])
def test_the_last_page_says_so_even_where_it_is_full(opened: Opened, sort: str, text: str) -> None:
    fill(opened.writer, [job(f"w{number}", "电工", location_text="海淀区") for number in range(10)])
    opened.reader.refresh()
    query = Query(text=text, sort=sort, size=5, around=Around(116.3, 39.9))
    first = opened.reader.search(query)
    assert len(first.hits) == 5
    second = opened.reader.search(replace(query, cursor=first.next))
    assert (len(second.hits), second.next) == (5, "")


@pytest.mark.parametrize("query", [Query(sort="newest", size=10), Query(size=10), Query(text="-焊工", size=10)])
def test_a_walk_by_date_or_without_words_does_not_mind_writes(opened: Opened, query: Query) -> None:
    records = [job(f"w{number}", f"电工{number}", minutes=number) for number in range(20)]
    fill(opened.writer, records)
    opened.reader.refresh()
    first = opened.reader.search(query)
    generation = opened.writer.current()
    assert generation is not None
    late = job("late", "电工新", minutes=99)
    generation.upsert([document(one, Analyzer(bundled().words)) for one in (late, *records[8:12])])
    generation.commit()
    generation.close()
    opened.reader.refresh()
    second = opened.reader.search(replace(query, cursor=first.next))
    assert found(first) + found(second) == [f"w{number}" for number in range(19, -1, -1)]


def test_distance_filters_and_sorts(filled: Opened) -> None:
    haidian = Around(lon=116.310316, lat=39.956074)
    nearest = filled.reader.search(Query(around=haidian, sort="distance", size=20))
    distances = [hit.km for hit in nearest.hits]
    assert {hit.source_id for hit in nearest.hits[:3]} == {"j2", "j7", "c3"}
    assert distances == sorted(distances, key=lambda km: 1e9 if km is None else km), "unknown places come last"
    assert len(distances) == nearest.total == 14
    close = filled.reader.search(Query(around=replace(haidian, km=3), size=20))
    assert set(found(close)) == {"j2", "j7", "c3"}
    assert close.total == 3


def test_a_list_by_relevance_ends_at_a_thousand(opened: Opened) -> None:
    fill(opened.writer, [job(f"w{number}", "电工") for number in range(DEEPEST_BY_RELEVANCE + 50)])
    opened.reader.refresh()
    query = Query(text="电工", size=500, facets=())
    pages = 0
    while True:
        page = opened.reader.search(query)
        pages += 1
        if not page.next:
            break
        query = replace(query, cursor=page.next)
    assert (pages, page.ended_early, page.total) == (2, True, DEEPEST_BY_RELEVANCE + 50)
