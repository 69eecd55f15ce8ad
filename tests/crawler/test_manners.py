"""robots.txt, robots meta, opt-outs, pace, name, and the breaker."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite, Request, fault_site
from rencai.settings import Settings
from rencai_crawler.crawl import Crawl
from rencai_crawler.middlewares.breaker import Circuit
from rencai_crawler.permission import permission_of
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, notice, path, source_of

TEXT = {"Content-Type": "text/plain"}


def robots(site: FaultSite, text: str, status: int = 200) -> None:
    site.routes["/robots.txt"] = Answer(text.encode(), status, TEXT)


def test_robots_txt_is_obeyed(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(4))
    robots(site, f"User-agent: *\nDisallow: {path(1)}\n\nUser-agent: other\nDisallow: /\n")
    counts = run(source)
    assert counts["added"] == 3
    assert counts["reasons"]["skipped"] == {"robots": 1}
    assert path(1) not in site.asked


def test_rules_for_us_go_before_rules_for_all(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(2))
    robots(site, "User-agent: *\nDisallow: /\n\nUser-agent: rencai\nAllow: /\n")
    assert run(source)["added"] == 2


def test_a_site_that_shuts_us_out_is_a_clean_skip(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(2))
    robots(site, "User-agent: rencai\nDisallow: /\n")
    counts = run(source)
    assert (counts["failed"], counts["rejected"], counts["health"]) == (0, 0, "blocked")
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_cannot_be_had_closes_the_host(
    run: Run, site: FaultSite, source: Source, status: int
) -> None:
    fill(site, range(2))
    robots(site, "", status)
    counts = run(source)
    assert "/list" not in site.asked
    assert counts["reasons"]["failed"] == {"robots_unreachable": 1}


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"gone", 404),
        Answer(b"no", 403),
        Answer(b"<!DOCTYPE html><html>User-agent: *\nDisallow: /</html>", 200, {"Content-Type": "text/html"}),
    ],
)
def test_no_robots_txt_allows_all(run: Run, site: FaultSite, source: Source, answer: Answer) -> None:
    fill(site, range(2))
    site.routes["/robots.txt"] = answer
    assert run(source)["added"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_rules_are_rules_in_every_encoding(run: Run, site: FaultSite, source: Source, encoding: str) -> None:
    fill(site, range(3))
    rules = f"# 本站规则\nUser-agent: *\nDisallow: {path(1)} # 不得抓取\n"
    site.routes["/robots.txt"] = Answer(rules.encode(encoding), headers={"Content-Type": "text/plain"})
    counts = run(source)
    assert (counts["added"], counts["reasons"]["skipped"]) == (2, {"robots": 1})


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", ""])
def test_rules_are_rules_whatever_they_are_called(run: Run, site: FaultSite, source: Source, kind: str) -> None:
    fill(site, range(2))
    site.routes["/robots.txt"] = Answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", headers={"Content-Type": kind})
    assert (run(source)["added"], site.asked) == (0, ["/robots.txt"])


def test_autothrottle_does_not_go_below_a_crawl_delay(run: Run, site: FaultSite) -> None:
    fill(site, range(8))
    robots(site, "User-agent: *\nCrawl-delay: 0.6\n")
    counts = run(source_of(site, politeness={"delay": 0.01, "concurrency": 4}))
    assert counts["added"] == 8
    # Eight details and a list behind robots.txt; Scrapy varies a delay by half.
    assert counts["seconds"] >= 9 * 0.6 * 0.75


def test_crawl_delay_slows_us_down(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    robots(site, "User-agent: *\nCrawl-delay: 0.4\n")
    counts = run(source)
    assert counts["added"] == 3
    # Three details and a list after robots.txt, each waiting (Scrapy varies a delay by half).
    assert counts["seconds"] >= 0.6
    assert site.most_under_way == 1


def test_requests_at_one_host_are_limited(run: Run, site: FaultSite) -> None:
    fill(site, range(20))
    run(source_of(site, politeness={"delay": 0, "concurrency": 2}))
    assert site.most_under_way <= 2


def test_sources_of_one_host_take_turns(site: FaultSite, engine: Engine, tmp_path: Path) -> None:
    fill(site, range(10))
    sources = [source_of(site, id=f"s{number}", politeness={"delay": 0, "concurrency": 1}) for number in range(3)]
    results = Crawl(engine, Settings(data=tmp_path, allow_hosts=(site.netloc,))).run(sources)
    assert [counts["added"] for counts in results.values()] == [10, 10, 10]
    assert site.most_under_way == 1


def test_we_say_who_we_are(site: FaultSite, engine: Engine, tmp_path: Path) -> None:
    names: set[str] = set()

    def remember(request: Request) -> Answer:
        names.add(request.headers["User-Agent"])
        return Answer(listing([]).encode())

    site.routes["/list"] = remember
    settings = Settings(data=tmp_path, allow_hosts=(site.netloc,), contact="https://rencai.example/contact")
    Crawl(engine, settings).run([source_of(site)])
    (name,) = names
    assert name.startswith("rencai/")
    assert name.endswith("(+https://rencai.example/contact)")


@pytest.mark.parametrize(
    ("extra", "headers", "reason"),
    [
        ('<meta name="robots" content="noindex, follow">', {}, "noindex"),
        ('<META content="NONE" name="ROBOTS">', {}, "noindex"),
        ('<meta name="tdm-reservation" content="1">', {}, "tdm_reserved"),
        ("", {"X-Robots-Tag": "noindex"}, "noindex"),
        ("", {"TDM-Reservation": "1"}, "tdm_reserved"),
    ],
)
def test_a_page_that_opts_out_is_skipped(
    run: Run, site: FaultSite, source: Source, extra: str, headers: dict[str, str], reason: str
) -> None:
    fill(site, range(3))
    site.page(path(1), notice(1, extra=extra), **headers)
    counts = run(source)
    assert (counts["added"], counts["failed"], counts["rejected"]) == (2, 0, 0)
    assert counts["reasons"]["skipped"] == {reason: 1}
    assert counts["health"] == "healthy"


@pytest.mark.parametrize(
    ("header", "index"),
    [
        ("noindex", False),
        ("otherbot: noindex", True),
        ("rencai: noindex", False),
        ("otherbot: noindex, rencai: none", False),
        ("unavailable_after: 2031-01-01", True),
        ("nofollow", True),
        ("all", True),
        ("", True),
    ],
)
def test_directives_for_other_robots_are_not_ours(header: str, index: bool) -> None:
    assert permission_of({"x-robots-tag": header}, b"").index is index


def test_noarchive_keeps_the_record_and_not_the_page(run: Run, site: FaultSite, source: Source, tmp_path: Path) -> None:
    site.page("/list", listing([1]))
    site.page(path(1), notice(1, extra='<meta name="robots" content="noarchive">'))
    assert run(source)["added"] == 1
    assert not list((tmp_path / "data" / "pages").glob("*/*.gz"))


def test_a_circuit_opens_asks_once_and_closes() -> None:
    now = [0.0]
    circuit = Circuit(cooldown=10, clock=lambda: now[0])
    for _ in range(5):
        assert circuit.wait() == 0
        circuit.failed()
    assert circuit.open
    assert circuit.wait() == 10
    now[0] = 11
    assert circuit.wait() == 0
    assert circuit.wait() > 0, "only one may ask"
    circuit.failed()
    assert circuit.wait() == 20, "each failed question doubles the pause"
    now[0] = 32
    assert circuit.wait() == 0
    circuit.succeeded()
    assert circuit.wait() == 0
    assert not circuit.open


def test_a_host_that_says_when_to_come_back_is_believed() -> None:
    now = [0.0]
    circuit = Circuit(cooldown=1, clock=lambda: now[0])
    circuit.failed(retry_after=60)
    assert circuit.wait() == 60


def test_a_host_that_wants_to_be_left_alone_for_long_is(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(2))
    site.routes["/list"] = Answer(b"busy", 503, {"Retry-After": "3600"})
    began = time.monotonic()
    counts = run(source, overrides={"RETRY_TIMES": 2})
    assert (site.times("/list"), counts["health"]) == (1, "failed")
    assert time.monotonic() - began < 30


def test_what_stands_in_a_comment_forbids_nothing(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    site.page(path(0), notice(0, extra='<!-- <meta name="robots" content="noindex"> -->'))
    site.page(path(1), notice(1, extra='<!-- x --><meta name="robots" content="noindex"><!-- y -->'))
    counts = run(source)
    assert (counts["added"], counts["reasons"]["skipped"]) == (2, {"noindex": 1})


def test_a_host_that_comes_back_is_crawled_to_the_end(
    run: Run, site: FaultSite, source: Source, live: Callable[[], set[str]]
) -> None:
    fill(site, range(6))

    def flaky(request: Request) -> Answer:
        number = int(request.path.partition("_")[2].partition(".")[0])
        broken = len(site.asked) < 9
        return Answer(b"busy", 503) if broken else Answer(notice(number).encode())

    for number in range(6):
        site.routes[path(number)] = flaky
    counts = run(source, overrides={"RETRY_TIMES": 5})
    assert (counts["failed"], len(live())) == (0, 6)


def test_rules_that_a_host_keeps_elsewhere_are_obeyed(
    site: FaultSite, source: Source, engine: Engine, tmp_path: Path
) -> None:
    fill(site, range(3))
    with fault_site() as other:
        site.routes["/robots.txt"] = Answer(status=301, headers={"Location": other.url("/robots.txt")})
        other.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /n/t20240501_1.html\n")
        settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc, other.netloc))
        counts = Crawl(engine, settings).run([source])[source.id]
        assert set(other.asked) == {"/robots.txt"}
    assert (counts["added"], counts["reasons"]["skipped"]) == (2, {"robots": 1})


def test_rules_are_not_fetched_from_inside(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    with fault_site() as inside:
        site.routes["/robots.txt"] = Answer(status=301, headers={"Location": inside.url("/robots.txt")})
        run(source)
        assert inside.asked == []


def test_a_list_that_is_not_to_be_followed_is_a_block_and_ends_nothing(
    run: Run, site: FaultSite, source: Source
) -> None:
    site.page("/list", listing(range(8), "/list?page=2"))
    site.page("/list?page=2", listing(range(8, 12)))
    for number in range(12):
        site.page(path(number), notice(number))
    run(source)
    site.page("/list?page=2", listing(range(8, 12)), **{"X-Robots-Tag": "nofollow"})
    counts = run(source)
    assert (counts["health"], counts["gone"], counts["reasons"]["skipped"]) == ("partial", 0, {"nofollow": 1})
    site.page("/list", listing(range(8)), **{"X-Robots-Tag": "nofollow"})
    counts = run(source)
    assert (counts["health"], counts["gone"]) == ("blocked", 0)
    assert "opt-out" in counts["why"]
