"""The TDM Reservation Protocol's file at a host: which paths it reserves, and what a crawl makes of it."""

import json
from collections.abc import Callable

import pytest

from fault_site import Answer, FaultSite
from rencai_crawler.reservation import WELL_KNOWN, Reservations
from rencai_crawler.source import Source
from support_crawl import Run, fill, path

JSON = {"Content-Type": "application/json"}


def declare(site: FaultSite, *rules: tuple[str, object]) -> None:
    content = [{"location": location, "tdm-reservation": reserved} for location, reserved in rules]
    site.routes[WELL_KNOWN] = Answer(json.dumps(content).encode(), 200, JSON)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("rules", "url", "reserved"),
    [
        ([("/", 1)], "https://a.example/", True),
        ([("/", 1)], "https://a.example/jobs/1.html?x=1", True),
        ([("/", 0)], "https://a.example/", False),
        ([("/jobs/", 1)], "https://a.example/news/1.html", False),
        ([("/jobs/", 1)], "https://a.example/Jobs/1.html", False),
        ([("jobs/", 1)], "https://a.example/jobs/1.html", True),
        ([("/open/", 0), ("/", 1)], "https://a.example/open/1", False),
        ([("/", 1), ("/open/", 0)], "https://a.example/open/1", True),
        ([("/*.pdf$", "1")], "https://a.example/files/a.pdf", True),
        ([("/*.pdf$", 1)], "https://a.example/files/a.pdf?page=2", False),
        ([("/a/**/b", 1)], "https://a.example/a/x/y/b", True),
        ([("/*a*ab$", 1)], "https://a.example/xaabab", True),
        ([("/*a*ab$", 1)], "https://a.example/xab", False),
        ([("/*$", 1)], "https://a.example/x", True),
        ([("/" + "*a" * 30 + "*b", 1)], f"https://a.example/{'a' * 200}", False),
        ([("*", 1)], "https://a.example", True),
        ([("/招聘/", 1)], "https://a.example/%E6%8B%9B%E8%81%98/1", True),
        ([("/%6aobs/", 1)], "https://a.example/jobs/1", True),
        ([("/jobs/", 2)], "https://a.example/jobs/1", False),
        ([("/jobs/", None)], "https://a.example/jobs/1", False),
        ([], "https://a.example/jobs/1", False),
    ],
)
def test_the_first_rule_that_matches_decides(rules: list[tuple[str, object]], url: str, reserved: bool) -> None:
    content = [{"location": location, "tdm-reservation": value} for location, value in rules]
    assert Reservations.read(json.dumps(content).encode()).reserve(url) is reserved


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"<html>", b"{}", b'{"location": "/", "tdm-reservation": 1}', b"[1, null, {}]", b"[" * 5000],
)
def test_what_is_no_declaration_reserves_nothing(body: bytes) -> None:
    assert not Reservations.read(body).reserve("https://a.example/jobs/1")


def test_a_declaration_with_a_byte_order_mark_counts() -> None:
    body = b'\xef\xbb\xbf[{"location": "/", "tdm-reservation": 1}]'
    assert Reservations.read(body).reserve("https://a.example/")


def test_a_reserved_page_is_a_clean_skip(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    declare(site, (path(1), 1))
    counts = run(source)
    assert (counts["added"], counts["failed"], counts["rejected"]) == (2, 0, 0)
    assert counts["reasons"]["skipped"] == {"tdm_reserved": 1}
    assert path(1) not in site.asked


def test_a_reserved_site_is_left_alone(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    declare(site, ("/", 1))
    counts = run(source)
    assert (counts["failed"], counts["rejected"], counts["health"]) == (0, 0, "blocked")
    assert site.asked == ["/robots.txt", WELL_KNOWN]


@pytest.mark.parametrize("answer", [Answer(b"", 404), Answer(b"", 500), Answer(b"[", 200, JSON)])
def test_a_host_without_a_declaration_reserves_nothing(
    run: Run, site: FaultSite, source: Source, answer: Answer
) -> None:
    fill(site, range(2))
    site.routes[WELL_KNOWN] = answer
    counts = run(source)
    assert (counts["added"], counts["health"]) == (2, "healthy")
    assert site.asked.count(WELL_KNOWN) == 1


def test_a_reservation_made_later_ends_what_was_taken_and_one_lifted_brings_it_back(
    run: Run, site: FaultSite, source: Source, statuses: Callable[[], dict[str, str]]
) -> None:
    fill(site, range(3))
    run(source)
    declare(site, (path(1), 1))
    assert run(source)["gone"] == 1
    assert statuses() == {"0": "live", "1": "gone tdm_reserved", "2": "live"}
    declare(site, ("/", 1))
    assert run(source)["gone"] == 2, "of pages too that the run does not come to, since their list is reserved"
    assert set(statuses().values()) == {"gone tdm_reserved"}
    assert run(source)["gone"] == 0, "they are hidden already"
    declare(site, ("/", 0))
    assert run(source)["health"] == "healthy"
    assert set(statuses().values()) == {"live"}
