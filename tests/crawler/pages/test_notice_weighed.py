"""Titles, ends of texts and issuers of pages on which no rule is sure: that counts for which most speaks."""

from typing import Any

import pytest

from rencai_crawler.pages import Page, read_page

TITLE = "示例区技能竞赛圆满落幕"
TEXT = (
    "<p>5月8日，全区职业技能竞赛在示例体育馆闭幕，来自各单位的选手参加了数控车工、焊工等项目的比赛。</p>"
    "<p>竞赛为期三天，共评出一等奖五名，二等奖十名，获奖选手将代表全区参加市级竞赛。</p>"
    "<p>下一步，示例区将继续办好各类竞赛，为更多劳动者成长搭建平台。</p>"
)
MENU = (
    "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/n'>新闻中心</a></li><li><a href='/c'>联系</a></li></ul>"
)
FOOT = "<div class='footer'><p>联系电话：010-12345678</p></div>"


def _fields(body: str, title: str = "新闻详情") -> dict[str, Any]:
    markup = f"<html><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>"
    reading = read_page(Page("http://example.com/a", markup.encode(), {"content-type": "text/html; charset=utf-8"}))
    return reading.items[0].fields


@pytest.mark.parametrize(
    "head",
    [
        "<div class='headline'><strong>{}</strong></div><div><small>作者 王某 李某</small></div>",
        "<div>新闻中心</div><div>NEWS CENTER</div><h2>{}</h2><p>2024-05-09</p>",
        "<p class='slogan'>用心做好每一件产品，赢得每一位客户！</p><div class='tit'>{}</div><p>时间：2024-05-09</p>",
    ],
)
def test_a_title_is_the_line_for_which_most_speaks(head: str) -> None:
    assert _fields(f"<div>{head.format(TITLE)}{TEXT}</div>")["title"] == TITLE


@pytest.mark.parametrize("behind", ["发布日期:2024-05-09", " 来源：示例日报 发布时间：2024-05-09"])
def test_what_stands_behind_a_title_in_its_line_is_none_of_it(behind: str) -> None:
    fields = _fields(f"<h3 class='title'>{TITLE}{behind}</h3><div>{TEXT}</div>")

    assert (fields["title"], fields["published_text"]) == (TITLE, "2024-05-09")


def test_a_page_without_title_and_headings_has_that_of_the_line_above_its_text() -> None:
    way = "<p>&gt;</p><p>新闻动态</p>"

    assert _fields(f"{way}<p>2024.05.09</p><p>{TITLE}</p><div>{TEXT}</div>", "")["title"] == TITLE


def test_a_name_and_the_time_below_a_title_are_no_text() -> None:
    fields = _fields(f"<div><h1>{TITLE}</h1><p class='time'>示例羊奶 | 2024-05-09 03:00:08</p>{TEXT}</div>")

    assert fields["body_text"].startswith("5月8日")
    assert fields["issuer_text"] == "示例羊奶"


@pytest.mark.parametrize(
    ("around", "issuer"),
    [
        (
            "<p>© 2024 示例生物科技有限公司 京 ICP备12345678号</p>" + "<p><a href='/m'>菜单</a></p>" * 20,
            "示例生物科技有限公司",
        ),
        ("<p>欢迎进入示例面馆官网！</p>", "示例面馆"),
        ("<p>来自示例电视台</p>", "示例电视台"),
        ("<div class='laiyuan'>来自示例TV</div>", "示例TV"),
        ("<p>来自深圳</p>", ""),
        ("<p>来自iPhone客户端</p>", ""),
        ("<p>点击进入官网</p>", ""),
        ("<p>集团官网</p>", ""),
        ("<p>示例生物科技有限公司已取得ICP许可证，业务遍及全国</p>" + "<p><a href='/m'>菜单</a></p>" * 20, ""),
        ("", ""),
    ],
)
def test_who_issues_a_page_is_told_around_its_text(around: str, issuer: str) -> None:
    told = _fields(f"<div><h1>{TITLE}</h1><p>2024-05-09</p>{TEXT}</div>{around}").get("issuer_text", "")

    assert told == issuer


def test_a_company_that_a_text_introduces_issues_it() -> None:
    introduced = (
        "<p>示例投资管理（北京）有限公司成立于2008年，是一家为个人和家庭提供理财服务的机构，"
        "多年来深受广大客户信赖，业务遍及全国。</p>"
    )

    assert _fields(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}{introduced}</div>")["issuer_text"] == (
        "示例投资管理（北京）有限公司"
    )


def test_readers_who_are_counted_beside_a_source_are_none_of_it() -> None:
    fields = _fields(f"<h1>{TITLE}</h1><p>2024-05-09 来源:综合新闻网 1695 条评论</p><div>{TEXT}</div>")

    assert fields["issuer_text"] == "综合新闻网"


def test_a_greeting_begins_a_text() -> None:
    body = f"<div><h2>{TITLE}</h2><div class='to'>尊敬的 示例 用户：</div>{TEXT}</div>"

    assert _fields(body)["body_text"].startswith("尊敬的 示例 用户：")


@pytest.mark.parametrize("badge", ["<a>[电工]</a> ", "<span>原创</span>"])
def test_a_badge_before_a_title_is_none_of_it(badge: str) -> None:
    fields = _fields(f"<h1>{badge}{TITLE}</h1><p>示例网 2024-05-09</p><div>{TEXT}</div>", TITLE)

    assert (fields["title"], fields["issuer_text"]) == (TITLE, "示例网")


def test_a_day_with_a_name_and_a_counter_behind_it_is_no_title() -> None:
    way = "<div>首页 - 镇村动态 - 正文</div><div>2024-05-09 | 示例镇 | 89</div>"

    assert _fields(f"{way}<div class='bt'>{TITLE}</div><div>{TEXT}</div>", "示例镇门户网站")["title"] == TITLE


def test_the_way_to_a_page_is_no_title() -> None:
    body = (
        f"<div>{TITLE}</div><ul><li>集团资讯</li></ul><p>您所在的位置： 首页&gt;&gt;资讯中心&gt;&gt;集团资讯</p>{TEXT}"
    )

    assert "位置" not in _fields(f"<div>{body}</div>", "资讯详情")["title"]
