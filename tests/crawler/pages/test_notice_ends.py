"""Where the text of a notice ends: replies, buttons, and what a site says of itself are none of it."""

import pytest

from rencai_crawler.pages import Page, read_page
from support_notices import TEXT, TITLE, fields_of


@pytest.mark.parametrize(
    "below",
    [
        "<div>共收到 2 条回复</div><div><a>老张</a> #1 · 2024年5月10日<p>我们也要举办竞赛，欢迎大家来参加。</p></div>",
        (
            "<table><tr><td><a>老张</a><p>新手上路</p></td><td><em>发表于 2024-5-10 08:02:11</em>"
            "<p>我们这里也要举办竞赛，欢迎大家来参加。</p></td></tr></table>"
        ),
        "<div><p>立即咨询老师，获取资料</p><a href='/1'>电话咨询</a><a href='/2'>在线报名</a></div>",
        "<div>【编辑:某某】</div><p>关于我们 | 联系我们</p><p>本网站所刊载信息，不代表本网观点。 务经授权。</p>",
        "<div>信息来源于网络，如有变更请以原发布者为准。</div><div>某某网 版权所有</div>",
        "<div>举报文章作者</div><div>某财经广告，请点击这里。此内容为某财经原创，著作权归某财经所有。未经授权，不得使用。</div>",
        "<p>编辑 某某　校对 某某</p>",
        "<p>发布单位：示例局</p>",
        "<p>文字丨某某</p><p>图片丨活动主办方</p>",
        "<div>点此领取题库</div>",
        "<p>来源 | 示例人才</p>",
        "<div><p>地址：示例路70号　邮编：100053</p></div>",
        "<p>【<a href='javascript:p()'>打 印</a>】【<a href='javascript:c()'>关 闭</a>】</p>",
        "<p>采写：某报见习记者 某某</p>",
        "<p>示例局供稿 摄影/某某 编辑/王某</p>",
        "<p>（记者 某某 通讯员 王某 李某）</p>",
        "<p>本文仅代表作者个人观点。</p><p>请支持独立网站，转发请注明本文链接：https://example.com/1</p>",
        "<p>(本文来自某新闻，更多原创资讯请下载“某新闻”APP)</p>",
        "<div><p>政策解读</p><ul><li><a href='/1'>一图读懂某办法</a></li></ul></div>",
    ],
)
def test_what_stands_below_a_text_is_none_of_it(below: str) -> None:
    body = fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}</div>{below}")["body_text"]

    assert body.endswith("竞赛为期三天。")


def test_what_stands_below_a_second_heading_is_text_however_short() -> None:
    text = f"<h2>人少了</h2>{TEXT}<h2>岗位变了</h2><p>工资涨了三成。</p>"

    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{text}</div>")["body_text"].endswith("涨了三成。")


def test_a_link_back_behind_the_last_words_is_none_of_them() -> None:
    text = f"{TEXT[:-4]}<a href='/'>返回某站，查看更多</a></p>"

    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{text}</div>")["body_text"].endswith("竞赛为期三天。")


def test_who_entered_a_text_is_told_in_a_row_of_its_own() -> None:
    rows = f"<tr><td>{TITLE}</td></tr><tr><td>更新时间：2024/5/9</td></tr><tr><td>{TEXT}</td></tr>"
    fields = fields_of(f"<table>{rows}<tr><td>文章录入：admin 责任编辑：admin</td></tr></table>")

    assert fields["body_text"].endswith("竞赛为期三天。")


def test_a_labelled_summary_in_an_element_of_its_own_is_no_text() -> None:
    summary = "<div><b>摘要</b>: 全市职业技能竞赛在示例区开幕。</div>"

    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p>{summary}<div>{TEXT}</div>")["body_text"].startswith("5月8日")


@pytest.mark.parametrize(
    ("head", "below", "day"),
    [
        ("<p>2024年5月9日 <span>热度：5211℃</span></p>", "", "2024年5月9日"),
        ("<div>05/09/2024</div>", "", "2024-05-09"),
        ("<div>19/05/2024</div>", "", "2024-05-19"),
        ("<div><b>09</b><i>2024-05</i></div>", "", "2024-05-09"),
        ("", "<div>发布于 2024-05-09 10:03・IP 属地江苏</div>", "2024-05-09 10:03"),
        ("", "<dl><dt>发布时间</dt><dd>2024-05-09</dd></dl>", "2024-05-09"),
    ],
)
def test_days_as_templates_write_them(head: str, below: str, day: str) -> None:
    assert fields_of(f"<h1>{TITLE}</h1>{head}<div>{TEXT}</div>{below}")["published_text"] == day


def test_the_catalogue_names_the_title_of_a_page_called_as_its_column() -> None:
    head = f"<div>示例区信息公开专栏</div><table><tr><td>信息名称</td><td>{TITLE}</td></tr></table>"
    fields = fields_of(f"{head}<div>{TITLE}</div><div>{TEXT}</div>", "示例区信息公开专栏")

    assert fields["title"] == TITLE


@pytest.mark.parametrize(
    "head",
    [
        "<p>示工发〔2024〕9号　　2024-05-09</p>",
        "<p>2024-05-09</p>{}<p>示例市总工会</p><p>关于举办竞赛的通知</p><p>示工发〔2024〕9号</p>",
    ],
)
def test_the_number_may_stand_beside_the_day_or_open_the_text(head: str) -> None:
    above, _, first = head.partition("{}")
    fields = fields_of(f"<h1>{TITLE}</h1>{above}<div>{first}{TEXT}</div>")

    assert fields["document_number_text"] == "示工发〔2024〕9号"


def test_the_way_back_is_no_title() -> None:
    body = f"<div>‹ 社区通知</div><div>免费家政培训报名啦</div><div>2024-05-09 已读 203</div><div>{TEXT}</div>"

    assert fields_of(body, "社区通知")["title"] == "免费家政培训报名啦"


def test_a_row_of_links_is_no_title_whatever_keeps_them_apart() -> None:
    menu = "<div><a href='1'>馆情介绍</a>｜<a href='2'>活动预告</a>｜<a href='3'>公告栏</a>｜<a href='4'>非遗</a></div>"
    title = "<p align='center'><b>示例区文化馆<br>2024年公开招聘编外人员公告</b></p>"
    fields = fields_of(f"<div>示例文化</div>{menu}<div>{title}{TEXT}</div>", "公告栏--示例文化")

    assert fields["title"] == "示例区文化馆2024年公开招聘编外人员公告"


def test_an_account_of_money_spent_is_a_notice_however_it_speaks_of_duties() -> None:
    title = "示例局2024年度决算公开说明"
    text = f"<p>一、主要职责：贯彻执行有关法律法规，拟订全市相关规划。</p><p>二、内设科室16个。</p>{TEXT}"
    page = Page("https://www.example.com/a.html", f"<h2>{title}</h2><p>2024-05-09</p><div>{text}</div>".encode())

    assert read_page(page).items[0].kind == "policy_notice"
