"""What people see on the public pages."""

import re
from html import unescape
from urllib.parse import unquote_plus

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

import support_site
from rencai import clock
from rencai.errors import SearchUnavailable
from rencai.records.canonical import record_id
from rencai.settings import Settings
from rencai.store.engine import writing
from rencai.store.erase import erase
from rencai.store.life import end, restore
from rencai_site.site import Site
from support_site import links, total


@pytest.mark.parametrize("path", ["/", "/search", "/jobs", "/courses", "/policies", "/services"])
def test_every_section_answers_in_chinese(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'lang="zh-Hans-CN"' in answer.text
    assert "北京高技能人才网" in answer.text


def test_home_counts_what_is_live(client: TestClient) -> None:
    page = client.get("/").text
    assert re.search(r'<a href="/jobs"><b>62</b><span>岗位</span>', page)
    assert re.search(r'<a href="/services"><b>7</b><span>服务</span>', page)
    assert page.count("个岗位</span>") == 8


def test_the_policy_is_found_first_with_its_words_marked(client: TestClient) -> None:
    page = client.get("/search", params={"q": "高技能人才数据库"}).text
    assert page.index(f"/policies/{support_site.POLICY}") < page.index("相近结果") if "相近结果" in page else True
    assert f'href="/policies/{support_site.POLICY}"' in page
    assert "<mark>" in page


def test_a_filter_narrows_and_its_chip_takes_it_away(client: TestClient) -> None:
    everything = total(client.get("/jobs").text)
    page = client.get("/jobs", params={"district": "110108"}).text
    assert 0 < total(page) < everything
    chip = re.search(r'href="([^"]+)" rel="nofollow"><span class="visually-hidden">去掉条件：</span>区：海淀区', page)
    assert chip
    assert total(client.get(unescape(chip[1])).text) == everything


def test_facets_ranges_and_exclusion_agree_with_each_other(client: TestClient) -> None:
    dispatched = total(client.get("/jobs?employment_type=劳务派遣").text)
    without = total(client.get("/jobs?no_employment_type=劳务派遣").text)
    assert dispatched == 12
    assert dispatched + without == total(client.get("/jobs").text)
    assert total(client.get("/jobs?skill_level=高级工%2B").text) == 31
    assert total(client.get("/jobs?salary_min=14000").text) < total(client.get("/jobs?salary_min=9000").text)


def test_pages_follow_one_another_without_repeating(client: TestClient) -> None:
    seen: list[str] = []
    path = "/jobs?sort=newest"
    while path:
        page = client.get(path).text
        seen += re.findall(r'id="r-([a-z2-7]{26})"', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        path = unescape(following[1]) if following else ""
    assert len(seen) == len(set(seen)) == 62


def test_a_cursor_that_means_nothing_begins_again(client: TestClient) -> None:
    answer = client.get("/jobs?q=电工&cursor=nonsense")
    assert answer.status_code == 303
    assert "cursor" not in answer.headers["location"]


def test_useless_conditions_are_named_and_passed_over(client: TestClient) -> None:
    page = client.get("/jobs?colour=red&size=many").text
    assert "colour（没有这个参数）" in page
    assert total(page) == 62


def test_of_a_search_that_is_too_long_its_beginning_is_searched_and_the_page_says_so(client: TestClient) -> None:
    page = client.get("/jobs?q=" + "数控 " * 200).text
    assert "第 500 个字之后的部分" in page
    assert "<mark>数控" in page
    assert f'value="{"数控 " * 166}数控"' in page


def test_conditions_that_keep_all_out_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/jobs?q=hangong&district=110115").text
    assert "在所选条件下，" in page
    assert '<a href="/jobs?q=hangong" rel="nofollow">去掉所选条件</a>' in page
    assert "去掉所选条件" not in client.get("/jobs?q=hangong").text


@pytest.mark.parametrize("text", ["😀", "-", "？", '""'])
def test_a_text_with_nothing_to_search_is_no_error(client: TestClient, text: str) -> None:
    answer = client.get("/search", params={"q": text})
    assert answer.status_code == 200
    assert total(answer.text) == 0


def test_what_was_searched_instead_is_said_marked_and_can_be_undone(client: TestClient) -> None:
    page = client.get("/jobs?q=hangong").text
    assert "焊工" in page
    assert "<mark>焊工</mark>" in page
    undo = next(link for link in links(page) if "verbatim=1" in link)
    assert "<mark>焊工</mark>" not in client.get(undo).text


def test_a_vacancy_shows_its_fields_its_source_and_where_it_leads(client: TestClient) -> None:
    page = client.get(f"/jobs/{record_id('board', '3')}").text
    for text in (
        "北京第3机械厂",
        "8,000–10,000元/月",
        "海淀区" if 3 % 3 == 0 else "",
        "首次发现",
        "最近核对",
        "查看原文",
        "到来源页面查看",
    ):
        assert text in page
    assert "https://board.example/jobs/3" in links(page)
    assert any(link.startswith("/courses/") for link in links(page))
    assert f"/services/{record_id('service-guides', 'assessment')}" in links(page)
    assert any(link.startswith("/policies/number/") and link.endswith("#clause-8") for link in links(page))
    assert "示例" in page


def test_coordinates_are_for_programs(client: TestClient) -> None:
    course = next(one for one in links(client.get("/courses").text) if re.fullmatch(r"/courses/[a-z2-7]{26}", one))
    for path in (course, f"/jobs/{support_site.WELDER}"):
        page = client.get(path).text
        assert "<dt>区</dt>" in page
        assert "<dt>坐标</dt>" not in page


def test_raw_text_stands_beside_a_value_that_reads_differently(client: TestClient) -> None:
    page = client.get(f"/jobs/{support_site.WELDER}").text
    assert "300元/天" in page
    assert "约 6,525元/月（估算）" in page


def test_what_could_not_be_read_is_a_field_and_no_badge(client: TestClient) -> None:
    page = client.get(f"/jobs/{support_site.WELDER}").text
    assert re.search(r"CONTRACTOR\s*<span class=\"raw\">按原文显示，未能读出数值", page)
    assert '<span class="badge">CONTRACTOR' not in page
    read = client.get("/jobs?employment_type=全职").text
    full_time = re.search(r'<h2><a href="(/jobs/[a-z2-7]{26})"', read)
    assert full_time
    assert '<span class="badge">全职</span>' in client.get(full_time[1]).text


def test_personal_data_are_covered_in_page_list_and_api(client: TestClient) -> None:
    for path in (
        f"/jobs/{support_site.WELDER}",
        "/jobs?q=焊工",
        f"/api/v1/records/{support_site.WELDER}",
        "/jobs/feed.atom",
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "13812345678" not in answer.text


def test_a_source_may_be_allowed_its_office_phones(client: TestClient, site: Site, store: Engine) -> None:
    from rencai.intake.intake import Intake

    raw = {"source_id": "1", "title": "通知", "body_text": "咨询电话：010-63950001，手机13812345678"}
    (taken,) = Intake(store, "office", "import", rest=0).take("policy_notice", [raw])
    assert "63950001" not in client.get(f"/policies/{taken.id}").text
    site.sources["office"] = {"name": "示例机关", "allow_phones": True}
    page = client.get(f"/policies/{taken.id}").text
    assert "010-63950001" in page
    assert "13812345678" not in page
    assert "示例机关" in page


def test_an_ended_vacancy_keeps_its_page_and_says_why(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        end(turn, [support_site.WELDER], "gone", "not_listed", clock.now())
    page = client.get(f"/jobs/{support_site.WELDER}").text
    assert "已结束" in page
    assert "到来源页面" not in page
    assert "来源列表中已不再列出" in page
    assert "ld+json" not in page
    assert 'content="noindex"' in page


def test_a_vacancy_leads_to_where_one_applies(client: TestClient, store: Engine) -> None:
    from rencai.intake.intake import Intake

    raw = {"source_id": "real", "title": "焊工", "url": "https://board.example/real"}
    (taken,) = Intake(store, "board", "import", rest=0).take("job_posting", [raw])
    head = client.get(f"/jobs/{taken.id}").text.partition("record-body")[0]
    assert re.search(r'<a class="button" href="https://board.example/real" rel="[^"]+">到来源页面应聘</a>', head)


def test_a_deadline_that_has_passed_is_told_and_not_when_that_was_noticed(client: TestClient, store: Engine) -> None:
    from rencai.intake.intake import Intake

    raw = {"source_id": "late", "title": "焊工", "expires_text": "2026-09-30"}
    (taken,) = Intake(store, "board", "import", rest=0).take("job_posting", [raw])
    notice = client.get(f"/jobs/{taken.id}").text.partition('class="notice stop"')[2].partition("</div>")[0]
    assert "已过截止日期" in notice
    assert re.findall(r"\d{4}-\d\d-\d\d", notice) == ["2026-09-30"] * 2


def test_what_has_ended_leads_to_what_is_like_it(
    client: TestClient, store: Engine, site: Site, configured: Settings
) -> None:
    lathe = record_id("board", "1")
    with writing(store) as turn:
        end(turn, [lathe], "gone", "not_listed", clock.now())
    support_site.index(configured)
    site.reader.refresh()
    page = client.get(f"/jobs/{lathe}").text
    _, _, alike = page.partition("<h2>相似的内容</h2>")
    assert "数控车工" in alike
    assert f"/jobs/{lathe}" not in alike


@pytest.mark.parametrize("reason", ["deadline", "http_404", "http_400", "not_found_page", "led_home"])
def test_every_ending_is_told_in_chinese(client: TestClient, store: Engine, reason: str) -> None:
    with writing(store) as turn:
        end(turn, [support_site.WELDER], "gone", reason, clock.now())
    page = client.get(f"/jobs/{support_site.WELDER}").text
    assert reason not in page


@pytest.mark.parametrize("reason", ["noindex", "tdm_reserved"])
def test_what_its_source_asks_not_to_be_used_is_not_shown(client: TestClient, store: Engine, reason: str) -> None:
    with writing(store) as turn:
        end(turn, [support_site.WELDER], "gone", reason, clock.now())
    for path in (f"/jobs/{support_site.WELDER}", f"/api/v1/records/{support_site.WELDER}"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert "暂不显示" in answer.text
        assert "来源撤回这一声明以前" in answer.text
        assert "已结束：" not in answer.text
        assert "焊" not in answer.text


def test_an_erased_record_is_gone_for_good(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        erase(turn, support_site.WELDER, "request", None, clock.now())
    answer = client.get(f"/jobs/{support_site.WELDER}")
    assert answer.status_code == 410
    assert "北京示范焊接有限公司" not in answer.text


def test_the_policy_has_a_contents_whose_every_entry_leads_to_a_clause(client: TestClient) -> None:
    page = client.get(f"/policies/{support_site.POLICY}").text
    anchors = re.findall(r'<li(?: class="sub")?><a href="#([a-z0-9-]+)">', page)
    assert {"part-1", "clause-14", "clause-19"} <= set(anchors)
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    assert "/policies/number/%E4%B8%AD%E5%8A%9E%E5%8F%91%E3%80%942006%E3%80%9515%E5%8F%B7" in links(page)


def test_a_document_is_reached_by_its_number(client: TestClient) -> None:
    assert client.get("/policies/number/京办发〔2007〕14号").headers["location"] == f"/policies/{support_site.POLICY}"
    assert client.get("/policies/number/京某发〔1999〕1号").headers["location"].startswith("/policies?q=")


def test_the_same_vacancy_elsewhere_is_listed_once_and_named(client: TestClient, configured: object) -> None:
    from rencai.intake.intake import Intake
    from rencai.store.migrate import prepare

    engine = prepare(configured)  # type: ignore[arg-type]  # settings
    raw = {**support_site.VACANCIES[1], "source_id": "other-2", "url": "https://elsewhere.example/2"}
    raw["seen"] = "2026-09-01T00:00:00Z"
    (taken,) = Intake(engine, "elsewhere", "import", rest=0).take("job_posting", [raw])
    support_site.index(configured)  # type: ignore[arg-type]
    page = client.get(f"/jobs/{record_id('board', '2')}").text
    assert "也见于" in page
    assert re.search(r"最早出现</dt><dd><time datetime=\"2026-09-01\"", page), "it is not as new as this page of it"
    assert "最早出现" not in client.get(f"/jobs/{taken.id}").text
    assert f"/jobs/{taken.id}" in links(page)
    copy = client.get(f"/jobs/{taken.id}").text
    foremost = [re.search(r'rel="canonical" href="([^"]+)"', text) for text in (page, copy)]
    assert len({found and found[1] for found in foremost}) == 1, "search engines are told which of them to show"
    client.app.state.site.reader.refresh()  # type: ignore[attr-defined]  # of Starlette
    found = re.findall(r'id="r-([a-z2-7]{26})"', client.get("/jobs?q=北京第2机械厂").text)
    assert not {record_id("board", "2"), str(taken.id)} <= set(found)
    engine.dispose()


def test_a_page_that_its_source_asks_not_to_be_used_is_not_linked_to(client: TestClient, configured: object) -> None:
    from rencai.intake.intake import Intake
    from rencai.store.migrate import prepare

    engine = prepare(configured)  # type: ignore[arg-type]  # settings
    raw = {**support_site.VACANCIES[1], "source_id": "other-2", "url": "https://elsewhere.example/2"}
    (taken,) = Intake(engine, "elsewhere", "import", rest=0).take("job_posting", [raw])
    first, other = record_id("board", "2"), str(taken.id)
    for hidden, shown in ((first, other), (other, first)):
        with writing(engine) as turn:
            end(turn, [hidden], "withdrawn", "noindex", clock.now())
        page = client.get(f"/jobs/{shown}").text
        assert not [link for link in links(page) if hidden in link]
        with writing(engine) as turn:
            restore(turn, [hidden], clock.now())
    with writing(engine) as turn:
        end(turn, [first], "withdrawn", "noindex", clock.now())
        end(turn, [other], "expired", "deadline", clock.now())
    assert not [link for link in links(client.get(f"/jobs/{other}").text) if first in link]
    engine.dispose()


def test_of_a_vacancy_that_is_posted_every_day_twenty_pages_are_named_and_the_others_counted(
    client: TestClient, configured: object
) -> None:
    from rencai.intake.intake import Intake
    from rencai.store.migrate import prepare

    engine = prepare(configured)  # type: ignore[arg-type]  # settings
    raws = [{**support_site.VACANCIES[1], "source_id": f"day-{day}", "url": ""} for day in range(40)]
    taken = Intake(engine, "daily", "import", rest=0).take("job_posting", raws)
    for one in (record_id("board", "2"), taken[-1].id):
        page = client.get(f"/jobs/{one}").text
        also = page.partition('id="also"')[2].partition("</section>")[0]
        assert also.count("<li>") == 20
        assert "另有 20 处" in also
    with writing(engine) as turn:
        end(turn, [str(one.id) for one in taken[:3]], "gone", "noindex", clock.now())
    also = client.get(f"/jobs/{taken[-1].id}").text.partition('id="also"')[2].partition("</section>")[0]
    assert (also.count("<li>"), "另有 17 处" in also) == (20, True), "whose page shows nothing is not counted"
    engine.dispose()


def test_another_sections_address_of_a_record_leads_to_its_own(client: TestClient) -> None:
    assert client.get(f"/courses/{support_site.WELDER}").headers["location"] == f"/jobs/{support_site.WELDER}"


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/nowhere", 404, "没有这个页面"),
        ("/jobs/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "没有这个页面"),
        ("/jobs/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, 'href="/jobs">看别的岗位'),
        ("/policies/number/" + "长" * 500, 302, ""),
        ("/sitemap-99.xml", 404, "没有这个页面"),
    ],
)
def test_errors_are_pages_in_chinese(client: TestClient, path: str, status: int, text: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert text in answer.text


def test_a_method_that_is_not_there_names_those_that_are(client: TestClient) -> None:
    answer = client.post("/jobs")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_without_search_lists_say_so_and_records_still_open(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise SearchUnavailable("the engine does not answer")

    for name in ("search", "suggest", "related", "explain", "ready"):
        monkeypatch.setattr(type(site.reader), name, away)
    answer = client.get("/jobs?q=电工")
    assert answer.status_code == 503
    assert "搜索暂时不可用" in answer.text
    assert "电工" in answer.text
    number = client.get("/policies/number/京办发〔2007〕14号?x=1")
    assert number.headers["location"] == f"/policies/{support_site.POLICY}", "the store knows it"
    number = client.get("/policies/number/京某发〔1999〕1号?x=1")
    assert number.status_code == 503
    assert "/policies/number/京某发〔1999〕1号?x=1" in map(unquote_plus, links(number.text))
    for path in (f"/jobs/{support_site.WELDER}", f"/policies/{support_site.POLICY}", "/", "/healthz"):
        assert client.get(path).status_code == 200
    assert client.get("/readyz").status_code == 503
    refused = client.get("/api/v1/jobs")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["title"] == "搜索暂时不可用"


def test_why_a_hit_is_where_it_is(client: TestClient) -> None:
    page = client.get("/jobs?q=焊工").text
    why = next(link for link in links(page) if f"why={support_site.WELDER}" in link)
    explained = client.get(why.partition("#")[0]).text
    assert "为什么排在这里" in explained
    assert re.search(r"「焊工」：标题含此词.*\+\d+%", explained)


def test_why_explains_the_words_that_were_searched_instead(client: TestClient) -> None:
    explained = client.get(f"/jobs?q=hangong&why={support_site.WELDER}").text
    assert "「焊工」：标题含此词" in explained


def test_a_list_from_a_place_can_be_held_to_some_kilometres(client: TestClient) -> None:
    page = client.get("/jobs?near=116.31,39.96&sort=distance").text
    everywhere = total(page)
    close = next(link for link in links(page) if "km=5" in link)
    held = client.get(close).text
    assert 0 < total(held) < everywhere
    assert "5 公里以内" in held
    assert any(link.startswith("/jobs?near=") and "km=" not in link for link in links(held))


def test_a_list_is_shown_though_its_reasons_cannot_be_had(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise SearchUnavailable("away")

    monkeypatch.setattr(site.reader, "explain", away)
    answer = client.get(f"/jobs?q=焊工&why={support_site.WELDER}")
    assert answer.status_code == 200
    assert "没有可说明的理由" in answer.text


def test_advice_is_a_link_to_follow(client: TestClient) -> None:
    page = client.get("/jobs?q=焊工 海淀区").text
    assert total(page) == 0
    instead = next(link for link in links(page) if unquote_plus(link) == "/jobs?q=焊工")
    assert total(client.get(instead).text) > 0
