"""Lists whose pager counts one page too many: which page is the last one, and what a missing page may end."""

from collections.abc import Callable, Sequence

import pytest

from fault_site import Answer, FaultSite
from support_crawl import Run, listing, notice, path, source_of

PER_PAGE = 4


def _fill(site: FaultSite, numbers: Sequence[int], pager: Callable[[int], str], *, shown: int = 0) -> None:
    """Pages of four; only the first ones of them are there where `shown` says how many."""
    site.routes.clear()
    pages = [numbers[start : start + PER_PAGE] for start in range(0, len(numbers), PER_PAGE)]
    for place, rows in enumerate(pages[: shown or None]):
        site.page(_page(place), listing(rows) + pager(place))
    for number in numbers:
        site.page(path(number), notice(number))


def _page(place: int) -> str:
    return f"/list_{place}.html" if place else "/list"


def _counts(pages: int) -> Callable[[int], str]:
    return lambda place: f"<script>createPageHTML({pages}, {place}, 'list', 'html')</script>"


def _links(farthest: int) -> Callable[[int], str]:
    """A pager that always leads on, and says how far."""
    return lambda place: f"<a href='{_page(place + 1)}'>下一页</a><a href='{_page(farthest)}'>尾页</a>"


def _numbers(farthest: int) -> Callable[[int], str]:
    """A pager that always leads on, and numbers the pages."""
    numbered = "".join(f"<a href='{_page(number)}'>{number + 1}</a>" for number in range(farthest + 1))
    return lambda place: f"{numbered}<a href='{_page(place + 1)}'>下一页</a>"


def _only_leads_on(place: int) -> str:
    return f"<a href='{_page(place + 1)}'>下一页</a>"


@pytest.mark.parametrize("pager", [_counts(4), _links(3)])
def test_a_page_behind_one_that_is_not_filled_is_none(run: Run, site: FaultSite, pager: Callable[[int], str]) -> None:
    _fill(site, range(10), pager)
    counts = run(source_of(site))
    assert (counts["added"], counts["health"], counts["failed"]) == (10, "healthy", 0)


def test_what_is_missing_from_such_a_list_is_gone_when_a_second_run_misses_it(
    run: Run, site: FaultSite, live: Callable[[], set[str]]
) -> None:
    _fill(site, range(11), _counts(4))
    run(source_of(site))
    left = [number for number in range(11) if number != 2]
    for gone in (0, 1):
        _fill(site, left, _counts(4))
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("healthy", gone)
    assert live() == set(map(str, left))


@pytest.mark.parametrize(("pager", "shown"), [(_counts(4), 2), (_counts(3), 2), (_links(3), 2), (_counts(4), 1)])
def test_a_page_that_may_have_been_there_ends_nothing(
    run: Run, site: FaultSite, live: Callable[[], set[str]], pager: Callable[[int], str], shown: int
) -> None:
    """The page before it is filled, or the pager tells of a page behind it."""
    _fill(site, range(14), _counts(4))
    run(source_of(site))
    for _ in range(3):
        _fill(site, range(14), pager, shown=shown)
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("partial", 0)
    assert len(live()) == 14


def test_a_page_with_other_hosts_articles_is_filled(run: Run, site: FaultSite, live: Callable[[], set[str]]) -> None:
    _fill(site, range(10), _counts(3))
    run(source_of(site))
    elsewhere = listing([90, 91]).replace('"/n/', '"https://mp.example/')
    for _ in range(3):
        site.page("/list_1.html", listing(range(4, 6)) + elsewhere + _counts(3)(1))
        site.routes.pop("/list_2.html", None)
        for number in (6, 7, 8, 9):
            site.page(path(number), notice(number))
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("partial", 0)
    assert len(live()) == 10


@pytest.mark.parametrize(
    "pager", [_numbers(3), _links(3), _counts(4), _numbers(2), _only_leads_on, _counts(3), _links(2)]
)
def test_a_first_page_with_more_on_top_says_nothing_of_the_next_ones_size(
    run: Run, site: FaultSite, live: Callable[[], set[str]], pager: Callable[[int], str]
) -> None:
    """Its pager tells of a page behind the missing one, tells no end, or names the missing one as last."""
    lists = (("/list", [15, 16, 0, 1, 2, 3]), ("/list_1.html", range(4, 8)))
    every = range(14)
    _fill(site, every, pager)
    run(source_of(site))
    before = live()
    assert before >= set(map(str, range(12)))
    for _ in range(3):
        _fill(site, (*every, 15, 16), pager, shown=0)
        for place, (address, rows) in enumerate(lists):
            site.page(address, listing(rows) + pager(place))
        site.routes.pop("/list_2.html")
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("partial", 0)
    assert live() >= before


@pytest.mark.parametrize("pager", [_counts, lambda pages: _links(pages - 1)])
def test_a_pager_that_counts_a_page_behind_a_filled_one_leaves_nothing_partial(
    run: Run, site: FaultSite, live: Callable[[], set[str]], pager: Callable[[int], Callable[[int], str]]
) -> None:
    """What its list misses is asked for itself: gone is what says so."""
    _fill(site, range(8), pager(3))
    assert run(source_of(site))["health"] == "healthy"
    left = [*range(1, 8), 20]
    _fill(site, left, pager(3))
    counts = run(source_of(site))
    assert (counts["health"], counts["gone"], counts["added"]) == ("partial", 1, 1)
    assert run(source_of(site))["health"] == "healthy"
    assert live() == set(map(str, left))


def test_what_such_a_list_misses_and_is_still_there_lives(
    run: Run, site: FaultSite, live: Callable[[], set[str]]
) -> None:
    _fill(site, range(8), _counts(3))
    run(source_of(site))
    for _ in range(3):
        _fill(site, [*range(1, 8), 20], _counts(3))
        site.page(path(0), notice(0))
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("partial", 0)
    assert live() == {*map(str, range(8)), "20"}


def test_a_list_that_is_never_whole_asks_the_pages_that_it_misses(
    run: Run, site: FaultSite, live: Callable[[], set[str]]
) -> None:
    """Its second page is away for good; what stood there, and is dead, does not live for ever."""
    _fill(site, range(8), _counts(2))
    run(source_of(site))
    for gone in (1, 0):
        _fill(site, range(4), _counts(2))
        site.routes["/list_1.html"] = Answer(b"no", 500)
        for number in (4, 5, 6):
            site.page(path(number), notice(number))
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("partial", gone)
    assert live() == set(map(str, range(7)))


def test_a_list_whose_further_pages_nobody_can_ask_for_ends_only_what_says_so(
    run: Run, site: FaultSite, live: Callable[[], set[str]]
) -> None:
    """New entries push older ones to pages that only a script asks for."""
    pager = "<a href='javascript:turn(2)'>下一页</a>"
    site.page("/list", listing(range(4)) + pager)
    for number in range(4):
        site.page(path(number), notice(number))
    run(source_of(site))
    site.page("/list", listing([10, 11, 0, 1]) + pager)
    for number in (10, 11):
        site.page(path(number), notice(number))
    site.routes.pop(path(3))
    for gone in (1, 0):
        counts = run(source_of(site))
        assert (counts["health"], counts["gone"]) == ("partial", gone)
    assert live() == {"0", "1", "2", "10", "11"}
    assert run(source_of(site, listing={"complete": False}))["health"] == "healthy"
