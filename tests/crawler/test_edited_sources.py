"""What becomes of a source's records when its file is edited between two crawls."""

from collections.abc import Callable
from typing import Any

import pytest

from fault_site import FaultSite
from rencai_crawler.source import Source
from support_crawl import Run, fill, source_of

Statuses = Callable[[], dict[str, str]]
GONE = "gone not_listed"


@pytest.fixture(autouse=True)
def _ten(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(10))
    run(source)


def test_another_source_id_leaves_no_double_behind(run: Run, site: FaultSite, statuses: Statuses) -> None:
    edited = source_of(site, source_id=r"/(t\d+_\d+)\.html")
    run(edited, full=True)
    run(edited)
    found = statuses()
    assert {own for own, status in found.items() if status == "live"} == {f"t20240501_{n}" for n in range(10)}
    assert {found[str(number)] for number in range(10)} == {GONE}


@pytest.mark.parametrize(
    "change", [{"details": r"/n/t\d+_[0-2]\.html"}, {"exclude": r"_[3-9]\.html"}], ids=["details", "exclude"]
)
def test_what_is_no_detail_any_more_ends(run: Run, site: FaultSite, statuses: Statuses, change: dict[str, Any]) -> None:
    """Not in the first run, for it may be a slip of the pen: the lists seem to show far less than before."""
    edited = source_of(site, **change)
    assert (run(edited)["health"], set(statuses().values())) == ("dropped", {"live"})
    for _ in range(8):
        run(edited)
    assert {own for own, status in statuses().items() if status == "live"} == {"0", "1", "2"}
    assert set(statuses().values()) == {"live", GONE}


def test_another_kind_is_the_kind_of_its_records(run: Run, site: FaultSite, engine: Any) -> None:
    from rencai.store.read import scan

    fields = {"title": {"xpath": "//meta[@name='ArticleTitle']/@content"}, "description": "#zoom"}
    edited = source_of(site, kinds=["job_posting"], family="selectors", fields=fields)
    assert run(edited, full=True)["changed"] == 10
    found = [one for page in scan(engine) for one in page]
    assert {one.kind for one in found} == {"job_posting"}
    assert all("description" in one.payload for one in found)
