"""Any sequence of faults and healthy crawls: faults end nothing that lives, healthy crawls leave nothing dead."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from fault_site import Answer, FaultSite, Request, bomb, fault_site
from rencai.settings import Settings
from rencai.store.read import scan
from rencai_crawler.crawl import Crawl
from support_crawl import fill, listing, path, source_of
from support_store import sqlite_store, sqlite_template

BLOCK = "<html><title>安全验证</title><body>您的请求疑似攻击行为，请完成安全验证</body></html>"
PATIENCE = 6
"""Truthful crawls after which a site that shrank or closed must be believed."""


def _details(answer: Answer) -> Callable[[FaultSite, set[int]], None]:
    def break_details(site: FaultSite, alive: set[int]) -> None:
        site.routes |= {path(number): answer for number in alive}

    return break_details


def _list(answer: Callable[[set[int]], Answer]) -> Callable[[FaultSite, set[int]], None]:
    def break_list(site: FaultSite, alive: set[int]) -> None:
        site.routes["/list"] = answer(alive)

    return break_list


def _everything(answer: Answer) -> Callable[[FaultSite, set[int]], None]:
    def break_all(site: FaultSite, alive: set[int]) -> None:  # noqa: ARG001
        site.routes.clear()
        site.otherwise = answer

    return break_all


def _moving(site: FaultSite, alive: set[int]) -> None:
    """A list of two pages whose first entry goes to its end each time that a page is asked for."""
    order = sorted(alive)

    def page(first: int, last: int | None, further: str) -> Callable[[Request], Answer]:
        def answer(_: Request) -> Answer:
            shown = listing(order[first:last], further)
            order.append(order.pop(0))
            return Answer(shown.encode())

        return answer

    site.routes |= {"/list": page(0, 4, "/list?page=2"), "/list?page=2": page(4, None, "")}


def _pages(site: FaultSite, *shown: str) -> None:
    """Serve the pages of a list."""
    for place, html in enumerate(shown):
        site.page(f"/list?page={place}" if place else "/list", html)


def _ending_twice(site: FaultSite, alive: set[int]) -> None:
    """A list of which a cache gives the page before instead of the last one."""
    order = sorted(alive)
    before = listing(order[-4:-2], "/list?page=2")
    _pages(site, listing(order[:-4], "/list?page=1"), before, before)


def _interrupted(site: FaultSite, alive: set[int]) -> None:
    """A list in whose middle two pages of other hosts' articles stand."""
    order = sorted(alive)
    elsewhere = [listing(range(90, 95), f"/list?page={n}").replace('"/n/', f'"https://mp.example/{n}/') for n in (2, 3)]
    _pages(site, listing(order[:4], "/list?page=1"), *elsewhere, listing(order[4:]))


def _without_its_end(site: FaultSite, alive: set[int]) -> None:
    """A list whose last page is not there, though the pager counts it."""
    order = sorted(alive)
    counted = "<script>createPageHTML(3, {}, 'list', 'html')</script>"
    site.page("/list", listing(order[:3]) + counted.format(0))
    site.page("/list_1.html", listing(order[3:6]) + counted.format(1))


def _in_words(text: str) -> Callable[[FaultSite, set[int]], None]:
    """Details that answer with a message of a few words, no two alike."""

    def break_details(site: FaultSite, alive: set[int]) -> None:
        for number in alive:
            site.page(path(number), f"<html><title>示例网站</title><body><p>{text}</p>编号{number}</body></html>")

    return break_details


FAULTS: dict[str, Callable[[FaultSite, set[int]], None]] = {
    "everything answers 503": _everything(Answer(b"down", 503)),
    "everything answers 403": _everything(Answer(b"no", 403)),
    "everything answers 404": _everything(Answer(b"not found", 404)),
    "everything is a block page": _everything(Answer(BLOCK.encode())),
    "the list is empty": _list(lambda _: Answer(listing([]).encode())),
    "the list is a block page": _list(lambda _: Answer(BLOCK.encode())),
    "the list is torn": _list(lambda alive: Answer(listing(sorted(alive)).encode(), torn=True)),
    "the list is a bomb": _list(lambda _: bomb(5_000_000)),
    "the second page of the list fails": _list(
        lambda alive: Answer(listing(sorted(alive)[:5], "/list?page=2").encode())
    ),
    "the list moves while it is read": _moving,
    "the list shows few": _list(lambda alive: Answer(listing(sorted(alive)[:2]).encode())),
    "robots.txt fails": lambda site, _: site.routes.update({"/robots.txt": Answer(b"", 500)}),
    "details answer 500": _details(Answer(b"no", 500)),
    "details answer 429": _details(Answer(b"no", 429)),
    "details are block pages": _details(Answer(BLOCK.encode())),
    "details are empty": _details(Answer(b"<html></html>")),
    "details lead home": _details(Answer(status=302, headers={"Location": "/"})),
    "details are torn": _details(Answer(b"x" * 100, torn=True)),
    "details are under repair": _in_words("系统正在维护，请稍后访问"),
    "details want a login": _in_words("请登录<form>用户名<input>密码<input type='password'></form>"),
    "details opt out": _details(Answer(b"<html></html>", headers={"X-Robots-Tag": "noindex"})),
    "robots.txt closes the details": lambda site, _: site.page("/robots.txt", "User-agent: *\nDisallow: /n/"),
    "the list's end is the page before": _ending_twice,
    "other hosts' articles stand in the list": _interrupted,
    "the list's last page is not there": _without_its_end,
}


class Lives(RuleBasedStateMachine):
    """A site whose notices come and go, and crawls of it in good and bad weather."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self._parts = ExitStack()
        self.folder = Path(self._parts.enter_context(TemporaryDirectory()))
        self.engine = self._parts.enter_context(sqlite_store(self.template, self.folder))
        self.site = self._parts.enter_context(fault_site())
        self.alive = set(range(8))
        self.must_live: set[int] = set()
        self._crawl()
        self.must_live = set(self.alive)

    def teardown(self) -> None:
        self._parts.close()

    def _crawl(self) -> dict[str, Any]:
        fill(self.site, sorted(self.alive))
        return self._run()

    def _run(self) -> dict[str, Any]:
        source = source_of(self.site, politeness={"delay": 0, "concurrency": 4, "timeout": 2, "size": 1_000_000})
        allowed = Settings(data=self.folder / "data", allow_hosts=(self.site.netloc,))
        overrides = {"RETRY_TIMES": 0, "RENCAI_COOLDOWN": 0.01}
        return Crawl(self.engine, allowed, overrides=overrides).run([source])[source.id]

    def _live(self) -> set[int]:
        return {int(one.source_id) for page in scan(self.engine, status="live") for one in page}

    @rule(number=st.integers(20, 40))
    def publish(self, number: int) -> None:
        self.alive.add(number)

    @precondition(lambda self: self.alive)
    @rule(data=st.data())
    def take_down(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.alive)))
        self.alive.discard(number)
        self.must_live.discard(number)

    @rule()
    def close(self) -> None:
        self.alive.clear()
        self.must_live.clear()

    @precondition(lambda self: self.alive)
    @rule(fault=st.sampled_from(sorted(FAULTS)))
    def crawl_in_bad_weather(self, fault: str) -> None:
        self.site.routes.clear()
        fill(self.site, sorted(self.alive))
        FAULTS[fault](self.site, self.alive)
        self._run()
        self.site.otherwise = Answer(b"not found", 404)
        self.site.routes.clear()

    @rule()
    def crawl_in_good_weather(self) -> None:
        self.site.routes.clear()
        for _ in range(PATIENCE):
            if self._crawl()["health"] == "healthy":
                break
        self.must_live = set(self.alive)
        assert self._live() == self.alive

    @invariant()
    def no_fault_ends_a_live_one(self) -> None:
        assert self.must_live <= self._live()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_faults_end_nothing_and_healthy_crawls_leave_nothing_dead(template: Path) -> None:
    """Some hundred whole crawls: the promise that no single example can show."""
    machine = type("LivesHere", (Lives,), {"template": template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=6,
            stateful_step_count=6,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_no_fault_ends_anything_by_itself(fault: str, template: Path) -> None:
    machine = type("LivesHere", (Lives,), {"template": template})()
    try:
        for _ in range(2):
            machine.crawl_in_bad_weather(fault)
            machine.no_fault_ends_a_live_one()
        machine.crawl_in_good_weather()
    finally:
        machine.teardown()
