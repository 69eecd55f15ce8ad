"""Lists that put further rows below the others, when something is pressed or somebody scrolls."""

import json
from collections.abc import Callable

import pytest

from fault_site import Answer, FaultSite
from support_crawl import Run, fill, path, source_of

JSON = {"Content-Type": "application/json"}
HEAD = "<html><head><title>通知</title></head><body>"


def _rows(numbers: range) -> str:
    return "".join(f"<li><a href='{path(n)}'>关于第{n}号事项的通知</a> 2024-05-01</li>" for n in numbers)


def _start(site: FaultSite, more: str) -> None:
    fill(site, range(12))
    site.page("/list", f"{HEAD}<ul>{_rows(range(4))}</ul>{more}</body></html>")


@pytest.mark.parametrize(
    "more",
    [
        "<a href='javascript:;' data-url='/more?page=2'>加载更多</a>",
        "<div data-url='/more' data-page='1'><button>点击加载更多公告</button></div>",
        "<a href='/more?page=2'>加载更多</a>",
        "<button data-href='/more?page={page}'>查看更多</button>",
        "<div id='feed' data-next-page-url='/more?page=2'></div>",
    ],
)
def test_rows_are_asked_for_where_an_element_says(run: Run, site: FaultSite, more: str) -> None:
    _start(site, more)
    site.page("/more?page=2", _rows(range(4, 8)))
    site.page("/more?page=3", _rows(range(8, 12)))
    site.page("/more?page=4", "")
    site.page("/more?page=5", "")
    source = source_of(site)
    counts = run(source)
    assert (counts["added"], counts["health"], counts["failed"]) == (12, "healthy", 0)
    assert (run(source)["health"], run(source)["gone"]) == ("healthy", 0)


def test_rows_may_be_numbered_at_the_end_of_a_path(run: Run, site: FaultSite) -> None:
    _start(site, "<button data-url='/more/2'>加载更多</button>")
    site.page("/more/2", _rows(range(4, 8)))
    site.page("/more/3", _rows(range(8, 12)))
    counts = run(source_of(site))
    assert (counts["added"], counts["health"]) == (12, "healthy")


def test_rows_may_come_as_markup_in_an_answer(run: Run, site: FaultSite) -> None:
    _start(site, "<div data-next='/more?from=4'></div>")
    for start, following in ((4, "/more?from=8"), (8, None)):
        told = {"html": _rows(range(start, start + 4)), "next": following}
        site.routes[f"/more?from={start}"] = Answer(json.dumps(told).encode(), headers=JSON)
    counts = run(source_of(site))
    assert (counts["added"], counts["health"]) == (12, "healthy")


def _gap(site: FaultSite) -> None:
    site.page("/more?page=2", "")
    site.page("/more?page=3", _rows(range(8, 12)))


def _away(site: FaultSite) -> None:
    site.page("/more?page=2", _rows(range(4, 8)))
    site.routes["/more?page=3"] = Answer(b"", 503)


@pytest.mark.parametrize("fault", [_gap, _away])
def test_rows_that_fail_leave_the_list_unread(run: Run, site: FaultSite, fault: Callable[[FaultSite], None]) -> None:
    _start(site, "<a data-url='/more?page=2'>加载更多</a>")
    fault(site)
    assert run(source_of(site))["complete"] is False


@pytest.mark.parametrize(
    "more",
    [
        "<button>加载更多</button>",
        "<div>正在加载...</div><script>$(window).scroll(more)</script>",
    ],
)
def test_rows_of_which_nothing_tells_where_leave_the_list_unread(run: Run, site: FaultSite, more: str) -> None:
    _start(site, more)
    counts = run(source_of(site))
    assert (counts["added"], counts["complete"]) == (4, False)


@pytest.mark.parametrize("link", ["<a href='/news/'><span>查看更多</span></a>", "<a href='/news/'>更多</a>"])
def test_a_link_to_a_column_is_no_further_page(run: Run, site: FaultSite, link: str) -> None:
    _start(site, link)
    counts = run(source_of(site))
    assert (counts["added"], counts["health"], site.times("/news/")) == (4, "healthy", 0)
