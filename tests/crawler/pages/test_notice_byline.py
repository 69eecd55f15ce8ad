"""Titles, days and issuers of pages whose `<title>` is that of the site, and what stands around their texts."""

import pytest

from support_notices import TEXT, TITLE, fields_of

FOOT = "<div><p>地址：示例路1号</p></div>"


@pytest.mark.parametrize(
    "title",
    ["内向页样式一", "示例电缆有限公司 _ 新闻动态", "示例控股集团 - 行业动态", "示例城市线上培训平台介绍", "景区资讯"],
)
@pytest.mark.parametrize("day", ["2024-05-09", "浏览次数：11 发布时间：2024-05-09", "2024-05-09 08:30:00 100"])
def test_the_line_above_the_day_is_the_title_where_title_is_that_of_the_site(title: str, day: str) -> None:
    assert fields_of(f"<div>{TITLE}</div><p>{day}</p><div>{TEXT}</div>", title)["title"] == TITLE


def test_a_short_title_shown_elsewhere_is_that_of_the_column() -> None:
    body = f"<div>景区资讯</div><div>{TITLE}</div><p>2024-05-09 08:30:00 100</p><div>{TEXT}</div>"

    assert fields_of(body, "景区资讯")["title"] == TITLE


def test_a_heading_may_be_a_sentence_and_the_byline_below_it_is_no_title() -> None:
    body = f"<h2>全市竞赛项目开始调研、论证。</h2><h5>时间：2024年5月 发布人：示例</h5>{TEXT}"

    assert fields_of(body, "市场调研 - 大事记 - 示例")["title"] == "全市竞赛项目开始调研、论证。"


def test_who_signs_above_a_day_is_no_title() -> None:
    signed = "<p>示例中学国际部</p><p>2024-05-09</p>"

    assert fields_of(f"<h3>{TITLE}</h3><div>{TEXT}{signed}</div>", "申报指南")["title"] == TITLE


def test_a_heading_in_the_text_counts_before_the_slogan_of_a_site() -> None:
    fields = fields_of(f"<div><h2>{TITLE}</h2>{TEXT}</div>", "示例平台，不只是分享")

    assert fields["title"] == TITLE
    assert TITLE not in fields["body_text"]


@pytest.mark.parametrize(
    ("line", "day"), [("Thu May 09 Thu 2024 00:28", "2024-05-09"), ("09 May, Thu, 2024", "2024-05-09")]
)
def test_a_day_of_the_week_may_stand_amid_a_day(line: str, day: str) -> None:
    assert fields_of(f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>")["published_text"] == day


def test_the_day_of_a_covering_letter_is_that_of_what_it_encloses() -> None:
    rules = "".join(f"<p>第{number}条 参赛单位应当按照规定，做好赛前培训。</p>" for number in "一二三四五六七八九")

    assert fields_of(f"<h1>{TITLE}</h1><div>{TEXT}<p>2024年5月7日</p>{rules}</div>")["published_text"] == "2024年5月7日"


def test_who_stands_beside_a_day_of_something_else_issued_nothing() -> None:
    box = "<div><h3>最新基准利率（2015/10/24）</h3><p>4.35%</p></div>"

    assert "issuer_text" not in fields_of(f"<h1>{TITLE}</h1><div>{TEXT}</div>{box}{FOOT}")


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("发布时间：2024-05-09 来自：示例协同创新中心<a>返回上一页</a>", "示例协同创新中心"),
        ("来自：示例团餐2024/05/09", "示例团餐"),
        ("发表于2024-05-09|更新于2024-05-10", None),
        ("<span class='author'>文｜示例 王某</span> 2024-05-09", None),
    ],
)
def test_a_source_ends_where_its_name_does(line: str, issuer: str | None) -> None:
    assert fields_of(f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>").get("issuer_text") == issuer


def test_a_tag_may_name_who_wrote_a_text_or_the_paper() -> None:
    tag = "<meta property='article:author' content='{}'>"
    body = f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}</div>"

    assert fields_of(tag.format("王小明") + body, f"{TITLE} | 示例日报网")["issuer_text"] == "示例日报网"
    assert fields_of(tag.format("林业局") + body)["issuer_text"] == "林业局"


@pytest.mark.parametrize(
    ("title", "foot", "issuer"),
    [
        ("示例", "©2017-2024 示例", "示例"),
        ("新闻详情", "<p>示例市资本运营集团有限公司</p><p>电话：010-12345678</p>", "示例市资本运营集团有限公司"),
    ],
)
def test_a_foot_tells_whose_site_it_is(title: str, foot: str, issuer: str) -> None:
    body = f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}</div><div>{foot}</div>"

    assert fields_of(body, title)["issuer_text"] == issuer


def test_a_source_below_a_text_ends_where_its_element_does() -> None:
    below = "<div><span>信息来源：园区工会</span><span>录入日期：2024-05-09</span></div>"

    assert fields_of(f"<h1>{TITLE}</h1><div>{TEXT}</div>{below}")["issuer_text"] == "园区工会"


def test_a_row_of_the_header_is_one_whatever_its_label() -> None:
    rows = "<tr><td>发文机关</td><td>示例市教育局</td></tr><tr><td>效　　力</td><td>有效</td></tr>"
    table = f"<table>{rows}</table>"

    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{table}{TEXT}</div>")["body_text"].startswith("5月8日")


def test_who_closes_a_text_without_a_day_issued_it() -> None:
    signed = "<p>示例软件有限公司</p><p>总经理：王某</p><p>电话：010-12345678</p>"

    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}{signed}</div>")["issuer_text"] == "示例软件有限公司"


def test_the_first_paragraph_in_an_element_of_its_own_belongs_to_the_text() -> None:
    first = "示例区公布了竞赛的具体办法，区内各单位可以按照要求报名参加。这是首届竞赛。"
    body = f"<div>{TITLE}</div><div>发布时间：2024-05-09</div><div><div>{first}</div><div>{TEXT * 3}</div></div>"

    assert fields_of(body)["body_text"].startswith(first)


@pytest.mark.parametrize(
    "below",
    [
        "<p>责任编辑：王某</p><p>需要了解更多竞赛相关问题，请点击查看帮助中心相关文章。</p><p>上一篇：某通知</p>",
        "<table><tr><td>作者： 记者王某</td><td>编辑： 李某</td></tr></table>",
        "<div><div><a>查看公示</a><a>学生中心</a></div><div>示例学校管理系统</div></div>",
    ],
)
def test_credits_and_menus_below_a_text_are_none_of_it(below: str) -> None:
    body = fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}{below}</div>")["body_text"]

    assert body.endswith("竞赛为期三天。")


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("<h1>关于印发<br>{}的通知</h1>", "<h3>一、总体要求</h3>"),
        ("<p>关于印发</p><p>{}的通知</p>", ""),
    ],
)
def test_a_title_in_two_lines_is_shown(head: str, below: str) -> None:
    name = "示例区职业技能竞赛管理办法"
    body = f"{head.format(name)}<p>发布时间：2024-05-09</p><div>{below}{TEXT}</div>"

    assert fields_of(body, f"关于印发{name}的通知")["title"] == f"关于印发{name}的通知"


@pytest.mark.parametrize(
    "last",
    [
        "<p>最终解释权归示例技能竞赛组委会</p>",
        "<p>欢迎报名参加示例培训学校</p>",
        "<p>获奖单位名单如下</p><p>示例机械公司</p><p>示例电力集团</p><p>示例职业学院</p>",
        "<p><a href='/about.html'>示例职业学院</a></p>",
    ],
)
def test_the_last_line_of_a_text_is_not_always_who_signs(last: str) -> None:
    assert "issuer_text" not in fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT * 3}{last}</div>{FOOT}")


def test_days_that_head_what_happened_are_those_of_no_page() -> None:
    years = "".join(f"<p>{year}年3月5日</p>{TEXT * 4}" for year in (2001, 2008, 2015))

    assert "published_text" not in fields_of(f"<h1>示例竞赛大事记</h1><div>{TEXT}{years}</div>", "示例竞赛大事记")


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        ("<p><a href='/download?id=1'>报名表</a> <a href='/download?id=2'>名额分配</a></p>", "名额分配"),
        ("<table><tr><td>填表人：</td><td>审核：</td></tr></table>", "审核："),
    ],
)
def test_files_and_the_last_row_of_a_form_belong_to_the_text(last: str, ends: str) -> None:
    body = fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div class='TRS_Editor'>{TEXT * 3}{last}</div>")["body_text"]

    assert body.endswith(ends)
