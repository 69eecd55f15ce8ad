"""Pages that lead to another page of their source."""

from collections.abc import Callable

from fault_site import Answer, FaultSite
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, notice, path, source_of

Statuses = Callable[[], dict[str, str]]


def test_a_page_that_leads_to_another_ones_says_nothing_of_its_record(
    run: Run, site: FaultSite, statuses: Statuses
) -> None:
    """Sites under repair lead everything to one notice of it."""
    source = source_of(site, recheck=1.0)
    fill(site, range(12))
    run(source)
    for number in (1, 2, 3):
        site.routes[path(number)] = Answer(status=302, headers={"Location": path(0)})
    for _ in range(3):
        assert run(source)["gone"] == 0
    assert set(statuses().values()) == {"live"}


def test_a_record_whose_page_moved_stays_the_same(run: Run, site: FaultSite, statuses: Statuses) -> None:
    source = source_of(site, recheck=1.0, details=r"/[nm]/t\d+_\d+\.html")
    fill(site, range(6))
    run(source)
    moved = path(3).replace("/n/", "/m/")
    site.routes[path(3)] = Answer(status=301, headers={"Location": moved})
    site.page(moved, notice(3, "内容有改动。" * 20))
    counts = run(source)
    assert (counts["changed"], counts["gone"], counts["failed"]) == (1, 0, 0)
    assert set(statuses().values()) == {"live"}


def test_a_new_entry_that_leads_to_a_known_page_is_that(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(4))
    run(source)
    site.page("/list", listing(range(5)))
    site.routes[path(4)] = Answer(status=302, headers={"Location": path(0)})
    counts = run(source)
    assert (counts["added"], counts["health"]) == (0, "healthy")
