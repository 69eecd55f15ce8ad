"""Archived pages read again: better readers repair records, and nothing is fetched for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from fault_site import FaultSite
from rencai.store.archive import Archive
from rencai.store.engine import reading
from rencai.store.read import scan, versions
from rencai.store.runs import start_run
from rencai.store.tables import pages
from rencai_crawler import reparse as module
from rencai_crawler.envelope import pack, unpack
from rencai_crawler.pages import Page, PageReading, RawItem, read_page
from rencai_crawler.reparse import Reparse
from rencai_crawler.source import Source
from support_crawl import Run, fill, notice, path, source_of


@pytest.fixture
def again(engine: Engine, source: Source, tmp_path: Path) -> Callable[[], Reparse]:
    def run() -> Reparse:
        work = Reparse(engine, Archive(tmp_path / "data" / "pages"), source, start_run(engine, "reparse:fault") or 0)
        list(work.run())
        return work

    return run


def test_the_same_readers_change_nothing(
    run: Run, site: FaultSite, source: Source, again: Callable[[], Reparse]
) -> None:
    fill(site, range(5))
    run(source)
    site.forget()
    assert again().counts == {"pages": 5, "unchanged": 5}
    assert site.asked == []


def test_what_only_the_list_calls_them_stays(run: Run, site: FaultSite, engine: Engine, tmp_path: Path) -> None:
    fill(site, range(4))
    for number in range(4):
        site.page(path(number), notice(number).replace(f"关于第{number}号事项的通知", "示例网站"))
    source = source_of(site, listing={"titles": True})
    run(source)
    list(Reparse(engine, Archive(tmp_path / "data" / "pages"), source, start_run(engine, "reparse:fault") or 0).run())
    titles = {one.payload["title"] for page in scan(engine) for one in page}
    assert titles == {f"关于第{number}号事项的通知" for number in range(4)}


def test_a_better_reader_repairs_records(
    run: Run,
    site: FaultSite,
    source: Source,
    engine: Engine,
    again: Callable[[], Reparse],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(site, range(3))
    run(source)
    before = {one.source_id: one for page in scan(engine) for one in page}

    def better(page: object, of: object) -> PageReading:
        reading_ = read_page(page, of)  # type: ignore[arg-type]
        items = tuple(RawItem(item.kind, item.fields | {"topic_text": "人才"}) for item in reading_.items)
        return PageReading(items, kind_of_page=reading_.kind_of_page)

    monkeypatch.setattr(module, "read_page", better)
    assert again().counts["changed"] == 3
    after = {one.source_id: one for page in scan(engine) for one in page}
    assert after["1"].payload["topic_text"] == "人才"
    assert after["1"].last_seen == before["1"].last_seen
    with reading(engine) as conn:
        assert [version.cause for version in versions(conn, after["1"].id)] == ["crawl", "reparse"]


def test_what_could_not_be_read_then_is_read_now(
    run: Run,
    site: FaultSite,
    source: Source,
    engine: Engine,
    again: Callable[[], Reparse],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(site, range(2))
    monkeypatch.setattr("rencai_crawler.beside.read_page", lambda *_: PageReading(kind_of_page="unknown"))
    assert run(source)["rejected"] == 2
    monkeypatch.undo()
    assert again().counts["added"] == 2
    assert len([one for page in scan(engine) for one in page]) == 2


def test_days_count_from_when_the_page_was_read(
    run: Run,
    site: FaultSite,
    source: Source,
    engine: Engine,
    again: Callable[[], Reparse],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(site, [1])
    run(source)
    with reading(engine) as conn:
        (read_at,) = conn.execute(select(pages.c.fetched_at)).scalars()
    seen = []

    def watched(page: Page, of: Source) -> PageReading:
        seen.append(page.seen)
        return read_page(page, of)

    monkeypatch.setattr(module, "read_page", watched)
    again()
    assert seen == [read_at]


def test_an_archived_response_comes_back_with_its_type() -> None:
    headers, body = unpack(pack("text/html; charset=gbk", "中文\r\n\r\n".encode("gbk")))
    assert headers == {"content-type": "text/html; charset=gbk"}
    assert body.decode("gbk") == "中文\r\n\r\n"


def test_what_a_crawl_reads_meanwhile_is_not_taken_back(
    run: Run,
    site: FaultSite,
    source: Source,
    engine: Engine,
    again: Callable[[], Reparse],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(site, range(3))
    run(source)
    crawled: list[int] = []

    def crawl_first(page: object, of: object) -> PageReading:
        if not crawled:
            for number in range(3):
                site.page(
                    path(number), notice(number, "内容有改动。" * 20, extra='<meta name="Description" content="新">')
                )
            crawled.append(run(source_of(site, recheck=1.0))["changed"])
        return read_page(page, of)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_page", crawl_first)
    assert again().counts["changed"] == 0
    assert crawled == [3]
    with reading(engine) as conn:
        digests = set(conn.execute(select(pages.c.digest).where(pages.c.mark != "list")).scalars())
    assert len(digests) == 3
    texts = [str(one.payload["body_text"]) for page in scan(engine) for one in page]
    assert all("内容有改动" in text for text in texts)
