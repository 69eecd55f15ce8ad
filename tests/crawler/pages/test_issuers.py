"""Who issued a notice that no label names, by all that its page tells; and what around a name is none of it."""

import pytest

from rencai_crawler.pages.weighing import learned_weights
from support_notices import TEXT, TITLE, fields_of

MENU = "<ul><li><a href='/a'>首页</a></li><li><a href='/b'>协会动态</a></li><li><a href='/c'>联系我们</a></li></ul>"


def _issuer(body: str, title: str = TITLE) -> str | None:
    return fields_of(body, title).get("issuer_text")


def _notice(head: str = "", above: str = "", closing: str = "", below: str = "") -> str:
    return f"{above}<h1>{TITLE}</h1><p>2024-05-09</p>{head}<div>{TEXT}{closing}</div>{below}"


def test_weights_are_known_for_all_that_may_speak() -> None:
    assert learned_weights("issuer")["signed"] > learned_weights("issuer")["foot"]


def test_what_several_places_call_the_site_counts_before_search_words() -> None:
    above = "<div><img alt='示例烹饪学校'><p>示例烹饪学校 · 20年办学</p></div>"
    below = "<p>关注示例烹饪学校微信公众号</p>"

    assert _issuer(_notice(above=above, below=below), f"{TITLE}_厨师培训_西点培训学校") == "示例烹饪学校"


def test_who_signs_counts_before_all_that_name_the_site() -> None:
    signed = "<p>示例市技能鉴定中心</p><p>2024年5月9日</p>"
    below = "<p>版权所有：示例市人力资源和社会保障局</p>"
    title = f"{TITLE} - 示例市人力资源和社会保障局"

    assert _issuer(_notice(closing=signed, below=below), title) == "示例市技能鉴定中心"


def test_a_cell_above_a_signature_has_not_signed() -> None:
    rows = "<table><tr><td>王某</td><td>示例市技工学校</td></tr></table>"

    assert _issuer(_notice(closing=f"{rows}<p>示例市技能鉴定中心</p><p>2024年5月9日</p>")) == "示例市技能鉴定中心"


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        (
            f"<h3>{TITLE}</h3><ul><li>2024-05-09</li><li>示例日报</li><li>责编：某某</li></ul><div>{TEXT}</div>",
            "示例日报",
        ),
        (f"<h3>{TITLE}</h3><ul><li>时间 2024-05-09</li><li>来源 教育处</li></ul><div>{TEXT}</div>", "教育处"),
        (f"<span>示例区公安分局</span><h3>{TITLE}</h3><p>2024-05-09</p><div>{TEXT}</div>", "示例区公安分局"),
        (_notice(below="<p>发布单位：示例市总工会 阅读量：640</p>"), "示例市总工会"),
        (_notice(closing="<p>（转自：示例工业协会）</p>"), "示例工业协会"),
        (_notice(closing="<p>来源 | 示例人才</p><p>编辑 | 某某</p>"), "示例人才"),
        (f"<h1>{TITLE}</h1><p><span>2024-05-09 08:30</span><span>示例融媒</span></p><div>{TEXT}</div>", "示例融媒"),
    ],
)
def test_places_beside_day_title_and_text_name_the_issuer(body: str, issuer: str) -> None:
    assert _issuer(f"{MENU}{body}<div>版权所有：示例市示例局</div>", f"{TITLE}-示例市示例局") == issuer


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("来源：人事处 文/图：蒋某", "人事处"),
        ("（发布日期：2024-05-09 发布部门：人力资源部）", "人力资源部"),
        ("<span>来源：示例技师学院</span><span>所属省份：北京</span>", "示例技师学院"),
        ("来源：示例市示例局 <a href='/wx'>加入考试交流群</a>", "示例市示例局"),
        ("<span>示例财经</span><span>2024-05-09 21:15</span><span>示例财经官方账号</span>", "示例财经"),
    ],
)
def test_a_name_ends_where_something_else_begins(line: str, issuer: str) -> None:
    assert _issuer(f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>") == issuer


@pytest.mark.parametrize("title", ["示例高级技工学校2024年秋季招生简章", "示例高级技工学校2024年度决算公开说明"])
def test_a_school_speaks_in_the_title_of_what_it_publishes_each_year(title: str) -> None:
    assert _issuer(f"<h1>{title}</h1><p>2024-05-09</p><div>{TEXT}</div>", title) == "示例高级技工学校"


def test_entries_beside_a_text_and_names_of_columns_issue_nothing() -> None:
    entries = "<div><p><a href='/1'>示例电子学校教师招聘</a> 示例电子学校 2024-05-01</p></div>"

    assert (
        _issuer(_notice(above=MENU, below=entries), f"{TITLE}_协会动态_示例企业联合会 示例企业家协会")
        == "示例企业联合会"
    )


@pytest.mark.parametrize(
    ("foot", "issuer"),
    [
        ("<p>示例街道办事处　电话：010-12345678　地址：示例路1号</p>", "示例街道办事处"),
        ("<p><span>示例县人民政府主办</span><span>示例县信息中心承办</span></p>", "示例县人民政府"),
    ],
)
def test_a_foot_names_whose_site_it_is_without_the_word_rights(foot: str, issuer: str) -> None:
    assert _issuer(_notice(below=f"<p><a href='javascript:print()'>打印</a></p><hr>{foot}")) == issuer


def test_the_column_above_a_title_issues_nothing_and_who_is_called_unit_does() -> None:
    assert (
        _issuer(f"<p>校园新闻</p><p>{TITLE}</p><p>发布日期：[2024-05-09]</p><div>{TEXT}</div>", "示例职业中心")
        == "示例职业中心"
    )
    assert _issuer(f"<h1>{TITLE}</h1><p>日期：2024-05-09 单位：示例二厂</p><div>{TEXT}</div>") == "示例二厂"


def test_a_column_is_no_source_whatever_its_label() -> None:
    head = "<p>文章出处：行业资讯 发表时间：2024-05-09</p>"

    assert _issuer(f"<h1>{TITLE}</h1>{head}<div>{TEXT}</div><p>示例焊接有限公司 版权所有</p>") == "示例焊接有限公司"


def test_a_reader_s_telephone_issues_nothing() -> None:
    head = "<div><b>老李</b><span>2024-5-9 21:18</span><span>来自安卓客户端</span></div>"

    assert _issuer(f"<h1>{TITLE}</h1>{head}<div>{TEXT}</div>") is None


def test_who_answers_below_a_dated_text_has_not_issued_it() -> None:
    assert _issuer(_notice(below="<div><b>示例小陈某</b> <span>2024-5-9 22:01</span><p>去学校报名。</p></div>")) is None


def test_a_tag_names_the_site_of_which_the_title_speaks() -> None:
    title = "示例科培训中心揭牌"
    body = f"<meta property='og:site_name' content='示例科'><h1>{title}</h1><p>2024-05-09</p><div>{TEXT}</div>"

    assert _issuer(body, f"{title} | 示例科") == "示例科"


def test_a_site_may_be_called_as_its_pages_begin() -> None:
    assert (
        _issuer(_notice(above="<nav><a href='/'>示例书</a><a href='/app'>下载APP</a></nav>"), f"{TITLE} - 示例书")
        == "示例书"
    )
