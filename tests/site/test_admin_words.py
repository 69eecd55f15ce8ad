"""The office's words of search: what an entry does, and how it is taken back."""

import re
from html import unescape

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

import support_site
from rencai import clock
from rencai.search.lexicon import BOOSTED
from rencai.store.engine import writing
from rencai.store.life import end
from rencai.store.terms import TermList, add_term, remove_term
from rencai_indexer.documents import CARD_FACETS
from support_site import post


def test_a_synonym_is_in_effect_without_a_restart(staff: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rencai.words.LOOK_EVERY", 0.0)
    assert staff.get("/api/v1/jobs?q=铁裁缝").json()["total"] == 0
    assert post(staff, "/admin/words", list="synonym", term="铁裁缝", value="焊工").status_code == 303
    found = staff.get("/api/v1/jobs?q=铁裁缝").json()
    assert support_site.WELDER in {hit["id"] for hit in found["hits"] if not hit["near"]}
    assert "<mark>焊工</mark>" in staff.get("/jobs?q=铁裁缝").text


def test_a_blocked_word_alone_finds_nothing_and_is_no_error(
    staff: TestClient, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rencai.words.LOOK_EVERY", 0.0)
    assert post(staff, "/admin/words", list="blocked", term="维修电工", value="").status_code == 303
    answer = client.get("/jobs", params={"q": "维修电工"})
    assert answer.status_code == 200
    assert "<strong>0</strong> 条" in answer.text


def test_words_are_added_and_taken_away(staff: TestClient) -> None:
    assert post(staff, "/admin/words", list="synonym", term="天车", value="行车、桥式起重机").status_code == 303
    page = staff.get("/admin/words").text
    assert "行车、桥式起重机" in page
    assert post(staff, "/admin/words", list="boost", term="title", value="99").status_code == 400
    number = re.search(r"/admin/words/(\d+)/remove", page)
    assert number
    answer = staff.post(f"/admin/words/{number[1]}/remove", data={"form_token": support_site.token_of(page)})
    assert answer.status_code == 303
    assert "没有添加过" in staff.get("/admin/words").text


def test_the_history_of_words_has_the_latest_first_and_each_can_be_put_back(staff: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        for number in range(60):
            remove_term(turn, add_term(turn, TermList.WORD, f"旧词{number}", by="值班员"), by="值班员")
    assert post(staff, "/admin/words", list="blocked", term="押金", value="", note="骗局").status_code == 303

    def press(button: str) -> None:
        page = staff.get("/admin/words").text
        action = re.search(rf"/admin/words/\d+/{button}", page)
        assert action
        assert staff.post(action[0], data={"form_token": support_site.token_of(page)}).status_code == 303

    press("remove")
    now, _, history = staff.get("/admin/words").text.partition("<h2>历史</h2>")
    assert "押金" not in now
    first = history[: history.index("</tr>")]
    assert "押金" in first
    assert "骗局" in first
    press("restore")
    now, _, history = staff.get("/admin/words").text.partition("<h2>历史</h2>")
    assert "押金" in now
    assert "骗局" in now
    assert "押金" in history


@pytest.mark.parametrize(
    ("to", "term", "value", "told"),
    [
        ("nolist", "电工", "焊工", "没有这个类别"),
        ("synonym", "", "焊工", "词不能为空"),
        ("synonym", "电工", "", "请写明内容"),
        ("synonym", "电工", "焊工=瓦工", "同义词里不能有"),
        ("synonym", "甲>乙", "焊工", "同义词里不能有"),
        ("synonym", "solid works", "CAD", "不能有空格"),
        ("synonym", "电工", "电工", "同一个词"),
        ("synonym", "-", "焊工", "没有可以检索的字"),
        ("blocked", "，", "", "没有可以检索的字"),
        ("word", "PLC编程", "", "两个以上的汉字"),
        ("word", "焊", "", "两个以上的汉字"),
        ("boost", "title", "很多", "倍数应是"),
        ("boost", "title", "nan", "倍数应是"),
        ("boost", "颜色:红", "2", "加权的词应为"),
        ("boost", "benefits:包住", "2", "加权的词应为"),
        ("boost", "district:月球区", "2", "没有“月球区”这个值"),
        ("boost", "skill_level:神仙", "2", "没有“神仙”这个值"),
        ("best_bet", "电工", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "没有编号为 aaaaaaaaaaaaaaaaaaaaaaaaaa 的记录"),
        ("best_bet", "电工", f"{support_site.WELDER} 至 明年", "截止日应写成"),
        ("best_bet", "电工", f"{support_site.WELDER} 至 2020-01-01", "截止日 2020-01-01 已经过去"),
    ],
)
def test_an_entry_without_effect_is_refused_in_chinese(
    staff: TestClient, to: str, term: str, value: str, told: str
) -> None:
    answer = post(staff, "/admin/words", list=to, term=term, value=value)
    assert answer.status_code == 400
    assert told in unescape(answer.text)


def test_what_has_ended_is_no_best_bet(staff: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        end(turn, [support_site.WELDER], "gone", "not_listed", clock.now())
    answer = post(staff, "/admin/words", list="best_bet", term="电工", value=support_site.WELDER)
    assert answer.status_code == 400
    assert "已经结束" in unescape(answer.text)


def test_boosts_take_names_and_best_bets_take_addresses(
    staff: TestClient, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rencai.words.LOOK_EVERY", 0.0)
    assert client.get("/api/v1/jobs?q=机床 车工 电工 数控&size=1").json()["hits"][0]["id"] != support_site.WELDER
    for to, term, value in (
        ("boost", "district：海淀区", "10"),
        ("boost", "kind:政策", "2"),
        ("best_bet", "电工", f"https://rencai.example/jobs/{support_site.WELDER}?q=x 至 2099-12-31"),
    ):
        assert post(staff, "/admin/words", list=to, term=term, value=value).status_code == 303
    page = staff.get("/admin/words").text
    for shown in ("district:110108", "kind:policy_notice", f"{support_site.WELDER} 至 2099-12-31"):
        assert shown in page
    first = client.get("/api/v1/jobs?q=电工&size=1").json()["hits"][0]
    assert (first["id"], first["pinned"]) == (support_site.WELDER, True)
    assert "置顶" in client.get("/jobs?q=电工").text
    assert post(staff, "/admin/words", list="best_bet", term="包住 车工", value=support_site.WELDER).status_code == 303
    assert client.get("/api/v1/jobs?q=包住　　車工").json()["hits"][0]["pinned"]
    hits = client.get("/api/v1/jobs?q=数控车工&size=5").json()["hits"]
    assert all("海淀" in client.get(f"/jobs/{hit['id']}").text for hit in hits)


def test_a_best_bet_that_has_lapsed_says_so(staff: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        bet = {"ids": [support_site.WELDER], "until": "2020-01-01"}
        add_term(turn, TermList.BEST_BET, "电工", bet, by="值班员")
    assert "至 2020-01-01（已到期）" in staff.get("/admin/words").text


def test_what_can_be_boosted_is_what_a_row_brings() -> None:
    assert set(BOOSTED) == {"kind", "source", *CARD_FACETS}


def test_an_entry_that_cannot_be_read_takes_no_search_down(store: Engine, client: TestClient) -> None:
    with writing(store) as turn:
        add_term(turn, TermList.BEST_BET, "电工", {"ids": [support_site.WELDER], "until": "irgendwann"}, by="test")
    assert client.get("/api/v1/jobs?q=电工").status_code == 200
