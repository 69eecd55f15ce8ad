"""What was erased is nowhere, and the next crawls bring nothing of it back."""

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite, conditional
from rencai.records.canonical import record_id
from rencai.store.erase import erase_everywhere
from rencai.store.pages import PageState
from rencai_crawler import crawl
from rencai_crawler.keeper import Keeper
from rencai_crawler.source import Source
from support_crawl import Run, listing, notice, path, source_of

SECRET = "欧阳示例的处分决定"
"""In the title, in the text, in the list and in what is attached."""
ID = record_id("fault", "1")


@pytest.fixture
def source(site: FaultSite) -> Source:
    """A list that can be asked whether it changed, and a notice with an attachment."""
    named = listing(range(4)).replace("关于第1号事项的通知", SECRET)
    site.routes["/list"] = conditional(named, '"one"')
    for number in range(4):
        site.page(path(number), notice(number))
    publish(site, 1)
    site.routes["/n/roll.csv"] = Answer(f"姓名,事由\n欧阳,{SECRET}\n".encode(), headers={"Content-Type": "text/csv"})
    return source_of(site)


def publish(site: FaultSite, draft: int) -> None:
    page = notice(1, f"{SECRET}（第{draft}稿）。").replace("关于第1号事项的通知", SECRET)
    site.page(
        path(1), page.replace("</div>", '<p>附件：<a href="/n/roll.csv">名单.csv</a></p></div>'), ETag=f'"{draft}"'
    )


@pytest.fixture
def traces(tmp_path: Path) -> Callable[[], list[str]]:
    """The files of the store and of the archive that tell the secret."""

    def found() -> list[str]:
        kept = [one for one in tmp_path.rglob("*") if one.is_file()]
        read = ((one, gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes()) for one in kept)
        return [one.name for one, content in read if SECRET.encode() in content]

    return found


def test_an_erased_record_leaves_nothing_in_the_archive(
    run: Run, site: FaultSite, source: Source, engine: Engine, tmp_path: Path, traces: Callable[[], list[str]]
) -> None:
    run(source)
    publish(site, 2)
    assert run(source, full=True)["changed"] == 1
    assert len(traces()) > 4, "both texts, the attachment, the list and the store"
    assert erase_everywhere(engine, ID, "request", tmp_path / "data" / "pages")
    assert traces() == []


@pytest.mark.parametrize("full", [False, True])
def test_no_crawl_brings_it_back(
    run: Run,
    source: Source,
    engine: Engine,
    tmp_path: Path,
    traces: Callable[[], list[str]],
    full: bool,
) -> None:
    run(source)
    erase_everywhere(engine, ID, "request", tmp_path / "data" / "pages")
    for _ in range(2):
        counts = run(source, full=full)
        assert counts["reasons"]["rejected"] == {"erased": 1}
        assert counts["health"] == "healthy"
    with engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert traces() == []


MOVED = Answer(status=301, headers={"Location": "/n/moved_1.html"})


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{SECRET} 改版了</body></html>",
        f"<html><title>404</title><body>{SECRET}：该页面不存在</body></html>",
        f"<html><title>安全验证</title><body>{SECRET}：请完成安全验证</body></html>",
    ],
    ids=["unreadable", "not found", "block"],
)
@pytest.mark.parametrize("moved", [False, True])
def test_a_page_of_it_that_is_turned_away_is_not_kept_to_look_at(
    run: Run,
    site: FaultSite,
    source: Source,
    engine: Engine,
    tmp_path: Path,
    traces: Callable[[], list[str]],
    *,
    page: str,
    moved: bool,
) -> None:
    run(source)
    erase_everywhere(engine, ID, "request", tmp_path / "data" / "pages")
    site.page("/n/moved_1.html" if moved else path(1), page)
    if moved:
        site.routes[path(1)] = MOVED
    source = source_of(site, family="selectors", fields={"title": "h9"}, details=r"/n/(t\d+|moved)_\d+\.html")
    assert run(source)["rejected"] >= 1
    with engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert traces() == []


def test_the_others_are_kept_as_they_were(
    run: Run, source: Source, engine: Engine, tmp_path: Path, live: Callable[[], set[str]]
) -> None:
    run(source)
    erase_everywhere(engine, ID, "request", tmp_path / "data" / "pages")
    kept = len(list((tmp_path / "data" / "pages").rglob("*.gz")))
    assert kept == 3
    run(source)
    assert live() == {"0", "2", "3"}


@pytest.fixture
def erased_before(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[object, str, Callable[..., bool]], None]:
    """Erase the record at the last moment before a crawl's own step, when its arguments are as wanted."""

    def arrange(owner: object, step: str, wanted: Callable[..., bool]) -> None:
        real = getattr(owner, step)

        def late(*given: Any, **named: Any) -> Any:
            if wanted(*given):
                erase_everywhere(engine, ID, "request", tmp_path / "data" / "pages")
            return real(*given, **named)

        monkeypatch.setattr(owner, step, late)

    return arrange


def settled(engine: Engine) -> None:
    with engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


ErasedBefore = Callable[[object, str, Callable[..., bool]], None]


def test_what_is_erased_while_its_page_is_taken_is_not_kept(
    run: Run, source: Source, engine: Engine, traces: Callable[[], list[str]], erased_before: ErasedBefore
) -> None:
    """The page was read, its record stored and its answer archived; only what is known of the page was not written."""

    def tells(_: Keeper, states: Iterable[PageState], *__: object) -> bool:
        return any("1" in state.source_ids for state in states)

    erased_before(Keeper, "remember", tells)
    run(source)
    settled(engine)
    assert traces() == []


def test_what_is_erased_during_a_crawl_is_not_brought_back_at_its_end(
    run: Run,
    site: FaultSite,
    engine: Engine,
    traces: Callable[[], list[str]],
    erased_before: ErasedBefore,
    source: Source,
) -> None:
    """A page that seems to be gone is settled when the crawl ends, by what was known of it as the crawl began."""
    named = source.model_copy(update={"listing": source.listing.model_copy(update={"titles": True})})
    run(named)
    site.routes[path(1)] = Answer(b"", 404)
    erased_before(crawl, "finish", lambda *_: True)
    run(named, full=True)
    settled(engine)
    assert traces() == []
