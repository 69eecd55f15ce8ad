"""Both engines answer alike: the same totals and counts, nearly the same first hits."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from rencai.search.query import RELEVANCE, Page, Query
from rencai.settings import Settings
from rencai.store.read import StoredRecord
from support_agreement import queries, records
from support_search import Opened, fill, open_engine_named

pytestmark = pytest.mark.elasticsearch

QUERIES = 240
OVERLAP = 0.8
LEAST_ANSWERED = 200


@dataclass(frozen=True)
class Pair:
    """Both engines with the same records."""

    known: list[StoredRecord]
    tantivy: Opened
    elasticsearch: Opened

    def pages(self, query: Query) -> tuple[Page, Page]:
        return self.tantivy.reader.search(query), self.elasticsearch.reader.search(query)


@pytest.fixture(scope="module")
def pair(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder: Path = tmp_path_factory.mktemp("agreement")
    index = f"test-{uuid.uuid4().hex[:12]}"
    opened = [
        open_engine_named("tantivy", Settings(data=folder)),
        open_engine_named(
            "elasticsearch", Settings(data=folder, elasticsearch_url=SecretStr(elasticsearch_url), index=index)
        ),
    ]
    known = records()
    for one in opened:
        fill(one.writer, known)
        one.reader.refresh()
    yield Pair(known, *opened)
    for one in opened:
        one.reader.close()
        one.writer.close()


@pytest.fixture(scope="module")
def answers(pair: Pair) -> list[tuple[Query, Page, Page]]:
    return [(query, *pair.pages(query)) for query in queries(pair.known, QUERIES)]


def test_totals_and_counts_are_the_same(answers: list[tuple[Query, Page, Page]]) -> None:
    differing = []
    for query, one, other in answers:
        if one.total != other.total:
            differing.append((query, "total", one.total, other.total))
        assert one.facets.keys() == other.facets.keys()
        differing += [
            (query, name, set(one.facets[name]) ^ set(other.facets[name]))
            for name in one.facets
            if set(one.facets[name]) != set(other.facets[name])
        ]
    assert not differing, f"{len(differing)} differ, as {differing[:3]}"


def test_first_hits_are_nearly_the_same(answers: list[tuple[Query, Page, Page]]) -> None:
    found = [({hit.id for hit in one.hits[:10]}, {hit.id for hit in other.hits[:10]}) for _, one, other in answers]
    shares = [len(one & other) / max(len(one), len(other)) for one, other in found if one or other]
    assert len(shares) >= LEAST_ANSWERED
    assert sum(shares) / len(shares) >= OVERLAP


def test_lists_in_an_order_are_the_same_to_the_last_page(pair: Pair) -> None:
    for order in ("newest", "salary", "deadline"):
        walked = [list(_walk(opened, order)) for opened in (pair.tantivy, pair.elasticsearch)]
        assert walked[0] == walked[1], order
        assert len(walked[0]) == len(set(walked[0])) == sum(one.kind == "job_posting" for one in pair.known)


def _walk(opened: Opened, order: str) -> Iterator[str]:
    query = Query(kind="job_posting", sort=order, size=200, facets=())
    while True:
        page = opened.reader.search(query)
        yield from (hit.id for hit in page.hits)
        if not page.next:
            return
        query = Query(kind="job_posting", sort=order, size=200, facets=(), cursor=page.next)


def test_rescue_and_understanding_are_the_same(pair: Pair) -> None:
    for text in ("数恐车工", "shukongchegong", "电工 延庆区 研究生 包住 9万以上", "nosuchword", "焊公"):
        one, other = pair.pages(Query(text=text, kind="job_posting", sort=RELEVANCE))
        assert (one.total, one.rescue, one.understood) == (other.total, other.rescue, other.understood), text


def test_completions_are_the_same(pair: Pair) -> None:
    for typed in ("dian", "数", "shuk", "hg", "示例", "北京大学", "zhiye"):
        one, other = (opened.reader.suggest(typed, Query()) for opened in (pair.tantivy, pair.elasticsearch))
        assert {(item.text, item.count) for item in one} == {(item.text, item.count) for item in other}, typed
