"""Answers of APIs that go on: by a mark to ask with, by an address, by a number or an offset."""

import json
from typing import Any

import pytest

from fault_site import Answer, FaultSite
from rencai_crawler.source import Source
from support_crawl import Run, source_of

PER_PAGE = 3
NOTHING: dict[str, Any] = {}


def answer(first: int, beside: dict[str, Any], link: str = "") -> Answer:
    rows = [{"id": str(n), "title": f"数控车工{n}", "company": "示例厂"} for n in range(first, first + PER_PAGE)]
    headers = {"Content-Type": "application/json"} | ({"Link": link} if link else {})
    return Answer(json.dumps({"data": rows if first < 6 else []} | beside).encode(), headers=headers)


def source(site: FaultSite, start: str) -> Source:
    columns = {"source_id": "id", "title": "title", "employer": "company", "location_text": "=北京市"}
    changes = {"family": "table", "kinds": ["job_posting"], "details": "", "source_id": "", "columns": columns}
    return source_of(site, start=[site.url(start)], **changes)


@pytest.mark.parametrize(
    "told",
    [
        {"/api": {"nextCursor": "k2", "hasMore": True}, "/api?cursor=k2": {"nextCursor": "k3", "hasMore": False}},
        {
            "/api?size=3": {"meta": {"next_page_token": "t"}},
            "/api?size=3&page_token=t": {"meta": {"next_page_token": ""}},
        },
        {"/api?page=1": {"nextPage": 2}, "/api?page=2": {"nextPage": None}},
        {"/api?pageNum=1": {"pageNum": 1, "nextPage": 2}, "/api?pageNum=2": {"pageNum": 2, "nextPage": 0}},
        {"/api": {"links": {"next": "/api?from=3"}}, "/api?from=3": {"links": {"next": None}}},
        {"/api": {"_links": {"next": {"href": "/api?at=b"}}}, "/api?at=b": {"_links": {"next": None}}},
        {"/api?current=1": {"last": False}, "/api?current=2": {"last": True}},
        {"/api?offset=0&limit=3": NOTHING, "/api?offset=3&limit=3": NOTHING, "/api?offset=6&limit=3": NOTHING},
        {"/api?pageNumber=1": NOTHING, "/api?pageNumber=2": NOTHING, "/api?pageNumber=3": NOTHING},
    ],
    ids=["cursor", "token", "number", "number called otherwise", "address", "hal", "flag", "offset", "page"],
)
def test_an_answer_is_followed_to_its_last_page(site: FaultSite, run: Run, told: dict[str, dict[str, Any]]) -> None:
    site.routes |= {url: answer(number * PER_PAGE, beside) for number, (url, beside) in enumerate(told.items())}
    counts = run(source(site, next(iter(told))))
    assert (counts["added"], counts["health"], counts["failed"]) == (6, "healthy", 0)


def test_the_head_of_an_answer_may_name_its_next_page(site: FaultSite, run: Run) -> None:
    site.routes |= {"/api": answer(0, NOTHING, '</api?page=2>; rel="next"'), "/api?page=2": answer(3, NOTHING)}
    assert run(source(site, "/api"))["added"] == 6


def test_an_answer_that_has_more_and_says_not_where_is_not_whole(site: FaultSite, run: Run) -> None:
    site.routes["/api"] = answer(0, {"hasMore": True})
    assert run(source(site, "/api"))["health"] == "partial"
