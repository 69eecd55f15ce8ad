"""The first page: each of its ways leads to something."""

import re
from urllib.parse import unquote_plus

import pytest
from starlette.testclient import TestClient

import support_site
from rencai import clock
from rencai.records.canonical import record_id
from rencai.search.query import Page as SearchPage
from rencai.settings import Settings
from rencai.store.engine import writing
from rencai.store.life import end
from rencai_site.site import Site
from support_site import links, total


def tried(client: TestClient) -> list[str]:
    """Where the examples of the first page lead."""
    line = client.get("/").text.partition('<p class="tries">')[2].partition("</p>")[0]
    return links(line)


def test_every_example_of_the_first_page_finds_what_it_asks_for(client: TestClient) -> None:
    examples = tried(client)
    assert len(examples) == 4
    for example in examples:
        page = client.get(example).text
        assert total(page) > 0, unquote_plus(example)
        assert "没有完全符合" not in page


def test_examples_are_made_of_what_is_there(client: TestClient, site: Site, configured: Settings) -> None:
    first = unquote_plus(tried(client)[0])
    assert first.endswith(" 朝阳区 包住")
    trade = "数控" if "车工" in first else "电工"
    with writing(site.engine) as turn:
        theirs = [str(raw["source_id"]) for raw in support_site.VACANCIES if trade in str(raw["title"])]
        end(turn, [record_id("board", one) for one in theirs], "gone", "not_listed", clock.now())
    support_site.index(configured)
    site.reader.refresh()
    site.fresh.clear()
    examples = tried(client)
    assert unquote_plus(examples[0]) != first
    assert all(total(client.get(one).text) > 0 for one in examples)


def test_without_records_there_are_no_examples(client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = SearchPage(0, (), {})
    monkeypatch.setattr(site.reader, "search", lambda _: nothing)
    assert tried(client) == []
    assert "试试" not in client.get("/").text


def test_a_step_that_no_vacancy_asks_is_no_link(client: TestClient) -> None:
    steps = client.get("/").text.partition('class="plain stairs"')[2].partition("</ol>")[0]
    found = {name: attributes for attributes, name in re.findall(r"<a([^>]*)><b>([^<]+)</b>", steps)}
    assert "href" in found["高级工"]
    assert "href" not in found["首席技师"]


def test_nothing_found_helps_on(client: TestClient) -> None:
    page = client.get("/jobs?q=-数控 -维修 -焊工 -钳工").text
    assert "没有找到" in page
    advice = links(page.partition('<div class="nothing">')[2].partition("</div>")[0])
    assert set(tried(client)) < set(advice)
    assert all(total(client.get(one).text) > 0 for one in tried(client))


def test_a_section_without_records_says_so_and_asks_nobody_to_search_otherwise(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.reader, "search", lambda _: SearchPage(0, (), {}))
    assert "这里还没有内容" in client.get("/courses").text
    for narrowed in ("/courses?q=电工", "/courses?price_max=1"):
        page = client.get(narrowed).text
        assert "没有找到" in page
        assert "这里还没有内容" not in page
