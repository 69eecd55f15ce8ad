"""A run that brought nothing where there was something to have is never green."""

from collections.abc import Callable
from typing import Any

import pytest

from fault_site import Answer, FaultSite, conditional
from support_crawl import Run, fill, listing, notice, path, source_of

FEW = range(4)


def unreadable(site: FaultSite) -> None:
    for number in FEW:
        site.routes[path(number)] = conditional(f"<html><body><b>{number}</b> 改版了</body></html>", f'"{number}"')


def broken(answer: Answer) -> Callable[[FaultSite], None]:
    return lambda site: site.routes.update({path(number): answer for number in FEW})


def forbidden_by(text: str) -> Callable[[FaultSite], None]:
    return lambda site: site.routes.update({"/robots.txt": Answer(text.encode())})


CASES: dict[str, tuple[Callable[[FaultSite], None], str]] = {
    "no page can be read": (unreadable, "field_lost"),
    "all pages fail": (broken(Answer(b"", 500)), "failed"),
    "all pages are gone": (broken(Answer(b"", 404)), "empty"),
    "all pages are empty": (broken(Answer()), "field_lost"),
    "pages lead to another host": (
        broken(Answer(status=302, headers={"Location": "http://elsewhere.example/"})),
        "failed",
    ),
    "robots.txt closes the pages": (forbidden_by("User-agent: *\nDisallow: /n/\n"), "blocked"),
    "pages opt out": (broken(Answer(b"<html></html>", headers={"tdm-reservation": "1"})), "blocked"),
    "pages are not to be indexed": (broken(Answer(b"<html></html>", headers={"X-Robots-Tag": "none"})), "blocked"),
}


@pytest.mark.parametrize("case", CASES)
def test_lists_without_a_single_record_are_not_green(run: Run, site: FaultSite, case: str) -> None:
    source = source_of(site, family="selectors", fields={"title": "h1.none"})
    fill(site, FEW)
    change, health = CASES[case]
    change(site)
    found: list[dict[str, Any]] = [run(source) for _ in range(5)]
    assert {one["health"] for one in found} == {health}, [(one["health"], one["why"]) for one in found]
    assert all(one["why"] for one in found)


def test_links_to_a_host_that_the_source_does_not_name_are_not_green(run: Run, site: FaultSite) -> None:
    site.page("/list", listing(FEW).replace('href="/n/', 'href="http://www.elsewhere.example/n/'))
    counts = run(source_of(site))
    assert counts["health"] == "failed"
    assert "offsite 4" in counts["why"]


def test_a_list_that_is_left_where_its_entries_have_other_addresses_is_not_green(run: Run, site: FaultSite) -> None:
    """The file was made of the first page; older entries lie where an older system put them."""
    fill(site, FEW)
    site.page("/list", listing(FEW, "/list?page=1"))
    for number in range(1, 6):
        older = listing(range(number * 10, number * 10 + 8), f"/list?page={number + 1}")
        site.page(f"/list?page={number}", older.replace(".html", ".aspx"))
    counts = run(source_of(site))
    assert (counts["added"], counts["health"], counts["endless"]) == (len(FEW), "partial", True)
    assert "t20240501_20.aspx" in counts["why"], "which addresses the file does not know"


@pytest.mark.parametrize("exclude", ["", "/other/"])
def test_a_list_that_goes_on_empty_is_green_with_its_menu(run: Run, site: FaultSite, exclude: str) -> None:
    """What stands on each page is no entry, and neither is what the file excludes."""
    fill(site, FEW)
    menu = "".join(f"<a href='/column/{number}'>专栏第{number}号的全部内容</a>" for number in range(9))
    site.page("/list", listing(FEW, "/list?page=1") + menu)
    for number in range(1, 6):
        others = listing(range(number * 10, number * 10 + 8)).replace("/n/", "/other/") if exclude else ""
        site.page(f"/list?page={number}", others + listing([], f"/list?page={number + 1}") + menu)
    counts = run(source_of(site, exclude=exclude))
    assert (counts["added"], counts["health"], counts["endless"]) == (len(FEW), "healthy", True)


def test_a_source_all_of_whose_new_pages_fail_is_green_while_it_has_others(run: Run, site: FaultSite) -> None:
    source = source_of(site)
    fill(site, range(10))
    run(source)
    site.page("/list", listing(range(11)))
    site.page(path(10), notice(10))
    site.routes[path(10)] = Answer(b"", 500)
    assert run(source)["health"] == "healthy"


@pytest.mark.parametrize(
    ("change", "health"),
    [(forbidden_by("User-agent: *\nDisallow: /n/\n"), "blocked"), (broken(Answer(b"", 500)), "failed")],
    ids=["robots.txt closes the pages", "all pages fail"],
)
def test_a_source_of_which_no_page_can_be_had_any_more_is_not_green(
    run: Run, site: FaultSite, change: Callable[[FaultSite], None], health: str
) -> None:
    """Its list still names what is known, so that its records live; but nothing new can come in."""
    source = source_of(site)
    fill(site, FEW)
    run(source)
    change(site)
    counts = run(source)
    assert (counts["health"], counts["gone"], counts["unchanged"]) == (health, 0, 0)
    site.page("/list", listing(range(5)))
    assert run(source)["health"] == health


def test_a_list_on_a_host_that_the_source_does_not_name_says_which(run: Run, site: FaultSite) -> None:
    site.routes["/list"] = Answer(status=301, headers={"Location": "https://zhaopin.moved.example/list"})
    why = run(source_of(site))["why"]
    assert "zhaopin.moved.example" in why
    assert "`hosts`" in why


def test_pages_that_their_source_id_does_not_tell_apart_are_not_green(run: Run, site: FaultSite) -> None:
    """One would be written over the other, in each run anew."""
    source = source_of(site, source_id=r"t(\d+)_")
    fill(site, range(10))
    counts = run(source)
    assert (counts["added"], counts["changed"], counts["health"]) == (1, 0, "field_lost")
    assert counts["reasons"]["rejected"] == {"shared_source_id": 9}
    assert "source_id" in counts["why"]


def test_one_notice_in_two_columns_is_no_clash(run: Run, site: FaultSite) -> None:
    source = source_of(site, details=r"/[nm]/t\d+_\d+\.html", start=[site.url("/list"), site.url("/other")])
    fill(site, range(10))
    site.page("/other", listing(range(10)).replace('"/n/', '"/m/'))
    for number in range(10):
        site.page(path(number).replace("/n/", "/m/"), notice(number, extra="<!-- the other column -->"))
    counts = run(source)
    assert (counts["added"], counts["rejected"], counts["health"]) == (10, 0, "healthy")
