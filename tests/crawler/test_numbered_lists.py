"""Lists of an API whose pages are only numbered: which is the last one, and what a missing page may end."""

import json
from collections.abc import Callable

import pytest

from fault_site import Answer, FaultSite, Request, Route
from rencai_crawler.source import Source
from support_crawl import Run, source_of

PER_PAGE = 4
MISSING = Answer(b'{"code":404,"msg":"not found"}', 404, {"Content-Type": "application/json"})


class Api:
    """Pages of posts; past the last one it answers as `past` does."""

    def __init__(self, site: FaultSite, posts: int = 8, past: Route = MISSING) -> None:
        self.posts, self.past, self.site = list(range(posts)), past, site
        for number in range(1, 9):
            site.routes[f"/api?page={number}"] = self.page(number)

    def page(self, number: int) -> Callable[[Request], Answer]:
        def answer(request: Request) -> Answer:
            rows = self.posts[(number - 1) * PER_PAGE : number * PER_PAGE]
            if not rows:
                return self.past if isinstance(self.past, Answer) else self.past(request)
            posts = [{"id": str(n), "title": f"数控车工{n}", "company": "示例厂"} for n in rows]
            return Answer(json.dumps({"data": posts}).encode(), headers={"Content-Type": "application/json"})

        return answer


@pytest.fixture
def api(site: FaultSite) -> Api:
    return Api(site)


def source(site: FaultSite) -> Source:
    columns = {"source_id": "id", "title": "title", "employer": "company", "location_text": "=北京市"}
    changes = {"family": "table", "kinds": ["job_posting"], "details": "", "source_id": "", "columns": columns}
    return source_of(site, start=[site.url("/api?page=1")], **changes)


@pytest.mark.usefixtures("api")
def test_a_page_past_the_last_one_that_is_not_there_ends_the_list(run: Run, site: FaultSite) -> None:
    counts = run(source(site))
    assert (counts["added"], counts["health"], counts["failed"]) == (8, "healthy", 0)


def test_what_is_missing_from_such_a_list_is_gone_when_a_second_run_misses_it(
    run: Run, site: FaultSite, api: Api, live: Callable[[], set[str]]
) -> None:
    run(source(site))
    api.posts.remove(2)
    counts = run(source(site))
    assert (counts["health"], counts["gone"]) == ("healthy", 0)
    assert run(source(site))["gone"] == 1
    assert live() == {str(number) for number in api.posts}


def test_a_page_in_the_middle_that_is_not_there_ends_nothing(
    run: Run, site: FaultSite, api: Api, live: Callable[[], set[str]]
) -> None:
    api.posts = list(range(20))
    run(source(site))
    site.routes["/api?page=3"] = MISSING
    for _ in range(4):
        counts = run(source(site))
        assert (counts["health"], counts["gone"]) == ("partial", 0)
    assert len(live()) == 20


def test_an_api_that_is_not_there_any_more_in_the_middle_of_a_run_ends_nothing(
    run: Run, site: FaultSite, api: Api, live: Callable[[], set[str]]
) -> None:
    api.posts = list(range(20))
    run(source(site))
    page = api.page(1)
    for _ in range(4):
        before = site.times("/api?page=1")
        site.routes["/api?page=1"] = lambda request, before=before: (
            page(request) if request.times == before + 1 else MISSING
        )
        for number in range(2, 9):
            site.routes[f"/api?page={number}"] = MISSING
        counts = run(source(site))
        assert (counts["health"], counts["gone"]) == ("partial", 0)
    assert len(live()) == 20


@pytest.mark.usefixtures("api")
def test_a_first_page_that_is_not_there_is_no_list(run: Run, site: FaultSite) -> None:
    run(source(site))
    site.routes["/api?page=1"] = MISSING
    counts = run(source(site))
    assert (counts["health"], counts["gone"]) == ("failed", 0)


def test_a_named_page_that_is_not_there_is_missing(run: Run, site: FaultSite) -> None:
    posts = [{"id": str(n), "title": f"数控车工{n}", "company": "示例厂"} for n in range(4)]
    answer = json.dumps({"data": posts, "next": site.url("/api?page=2")})
    site.routes["/api?page=1"] = Answer(answer.encode(), headers={"Content-Type": "application/json"})
    assert run(source(site))["health"] == "partial"


@pytest.mark.parametrize("last", [{"next": None}, {}])
def test_the_last_of_several_pages_is_the_end_whatever_total_it_tells(
    run: Run, site: FaultSite, live: Callable[[], set[str]], last: dict[str, None]
) -> None:
    """The total is that of all pages; only a page that leads to no other, and is the first, may withhold some."""

    def publish(count: int) -> None:
        for page in range(2):
            rows = [{"id": str(n), "title": f"数控车工{n}", "company": "示例厂"} for n in range(count)][4 * page :][:4]
            further = {"next": site.url("/api?cursor=b")} if page == 0 else last
            told = json.dumps({"total": count, "data": rows} | further).encode()
            address = "/api?cursor=b" if page else "/api?page=1"
            site.routes[address] = Answer(told, headers={"Content-Type": "application/json"})

    publish(8)
    counts = run(source(site))
    assert (counts["added"], counts["health"]) == (8, "healthy")
    publish(7)
    counts = run(source(site))
    assert (counts["health"], counts["gone"]) == ("healthy", 1)
    assert live() == set(map(str, range(7)))
