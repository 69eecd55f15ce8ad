"""Positions that stand in a notice's attachment live as long as the notice, whatever happens to one fetch of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite
from rencai.store.read import scan
from rencai_crawler import beside
from rencai_crawler.source import Source
from support_crawl import BODY, Run, listing, notice, path, source_of

Statuses = Callable[[], dict[str, str]]
TABLE = "序号,招聘单位,岗位名称,招聘人数,学历要求\r\n{}"
TEACHERS = ("语文", "数学", "英语")
OTHERS = range(2, 12)
"""Notices beside: what a fault takes away must be little of the whole, or it is noticed by that."""
BLOCK = "<html><title>安全验证</title><body>您的请求疑似攻击行为，请完成安全验证</body></html>"


def table(subjects: tuple[str, ...] = TEACHERS) -> Answer:
    rows = "".join(f"{n},示例中学,{name}教师,1,本科及以上\r\n" for n, name in enumerate(subjects, 1))
    return Answer(TABLE.format(rows).encode(), headers={"Content-Type": "text/csv"})


def publish(site: FaultSite, day: int = 1, link: str = "/files/1.csv") -> None:
    """A list that says that its first notice changed on some day, and the notice with its attachment."""
    extra = f"附件：</p><p><a href='{link}'>附件：岗位表.csv</a></p><p>"
    site.page("/list", listing([1, *OTHERS], dates=f"2024-05-{day:02d}"))
    site.page(path(1), notice(1, BODY + extra))


@pytest.fixture
def positions(site: FaultSite) -> Source:
    source = source_of(site, recheck=0.0, family="positions", kinds=["job_posting", "policy_notice"])
    publish(site)
    site.routes["/files/1.csv"] = table()
    for number in OTHERS:
        site.page(path(number), notice(number))
    return source


def live(statuses: Statuses) -> int:
    return sum(state == "live" for state in statuses().values())


@pytest.mark.parametrize(
    "fault",
    [
        Answer(b"", 503),
        Answer(b"x" * 900, torn=True),
        Answer(BLOCK.encode()),
        Answer(b"", headers={}),
        Answer(b"", 403),
    ],
    ids=["503", "torn", "block", "empty", "403"],
)
def test_an_attachment_that_cannot_be_had_ends_nothing(
    run: Run, site: FaultSite, positions: Source, statuses: Statuses, fault: Answer
) -> None:
    assert run(positions)["added"] == 14
    site.routes["/files/1.csv"] = fault
    publish(site, day=2)
    counts: list[dict[str, Any]] = [run(positions) for _ in range(3)]
    assert [one["gone"] for one in counts] == [0, 0, 0]
    assert live(statuses) == 14
    site.routes["/files/1.csv"] = table(TEACHERS[:2])
    publish(site, day=3)
    run(positions)
    run(positions)
    assert live(statuses) == 13


def test_an_attachment_that_could_not_be_had_is_asked_for_again(run: Run, site: FaultSite, positions: Source) -> None:
    site.routes["/files/1.csv"] = Answer(b"", 503)
    assert run(positions)["added"] == 11
    site.routes["/files/1.csv"] = table()
    assert run(positions)["added"] == 3


def test_a_file_that_is_gone_takes_its_positions_with_it(
    run: Run, site: FaultSite, positions: Source, statuses: Statuses
) -> None:
    run(positions)
    del site.routes["/files/1.csv"]
    publish(site, day=2)
    run(positions)
    assert run(positions)["gone"] == 3
    assert live(statuses) == 11


def test_a_failed_fetch_of_a_file_changes_no_record(
    run: Run, site: FaultSite, positions: Source, engine: Engine
) -> None:
    def updated() -> set[datetime]:
        return {one.updated_at for page in scan(engine) for one in page}

    run(positions)
    before = updated()
    site.routes["/files/1.csv"] = Answer(b"", 503)
    publish(site, day=2)
    assert run(positions)["changed"] == 0
    assert updated() == before


def test_a_file_that_never_comes_is_not_asked_for_in_every_run(run: Run, site: FaultSite, positions: Source) -> None:
    site.routes["/files/1.csv"] = Answer(b"", 403)
    for _ in range(5):
        run(positions)
    assert (site.times(path(1)), site.times("/files/1.csv")) == (3, 3)


@pytest.mark.parametrize("header", [{"X-Robots-Tag": "noindex"}, {"tdm-reservation": "1"}])
def test_a_file_that_opts_out_is_not_read(
    run: Run, site: FaultSite, positions: Source, tmp_path: Path, header: dict[str, str]
) -> None:
    site.routes["/files/1.csv"] = replace(table(), headers={"Content-Type": "text/csv", **header})
    counts = run(positions)
    assert (counts["added"], counts["attachments_unread"]) == (11, {"not_had": 1})
    assert len(list((tmp_path / "data" / "pages").glob("??/*.gz"))) == 11


def test_a_file_that_is_not_to_be_archived_is_read_and_not_kept(
    run: Run, site: FaultSite, positions: Source, tmp_path: Path
) -> None:
    site.routes["/files/1.csv"] = replace(table(), headers={"Content-Type": "text/csv", "X-Robots-Tag": "noarchive"})
    assert run(positions)["added"] == 14
    assert len(list((tmp_path / "data" / "pages").glob("??/*.gz"))) == 11


def test_a_file_that_is_never_through_holds_nothing_up(
    run: Run, site: FaultSite, positions: Source, statuses: Statuses, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(positions)
    monkeypatch.setattr(beside, "PATIENCE", 0.01)
    publish(site, day=2)
    counts = run(positions)
    assert (counts["attachments_unread"], counts["health"]) == ({"broken": 1}, "healthy")
    assert run(positions)["gone"] == 0
    assert live(statuses) == 14
