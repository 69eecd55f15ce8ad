"""What stands between the title of a notice and its text, and what stands elsewhere and is none of it."""

import pytest

from support_notices import TEXT, TITLE, fields_of

MENU = "".join(f"<li><a href='/{name}/'>{name}</a></li>" for name in ("首页", "网络学堂", "培训动态", "联系我们"))


@pytest.mark.parametrize(
    "box", ["<p>今天是2026年11月30日 星期一</p>", "<p>2026年11月30日 晴 25℃</p>", "<p>现在时间：2026-11-30 08:00</p>"]
)
def test_the_day_of_a_box_above_all_pages_is_not_that_of_the_notice(box: str) -> None:
    assert "published_text" not in fields_of(f"{box}<ul>{MENU}</ul><h1>{TITLE}</h1><div>{TEXT}</div>")
    below = fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p>{box}<div>{TEXT}</div>")
    assert below["published_text"] == "2024-05-09"


def test_the_day_below_the_title_counts_before_those_of_a_table_below_it() -> None:
    cells = (("成交日期", "2024年05月08日"), ("采购单位", "示例市公路中心"), ("总金额", "3万元"), ("联系人", "见附件"))
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in cells * 4)
    fields = fields_of(f"<h2>{TITLE}</h2><p>2024年05月09日 17:35 来源：</p><table>{table}</table><div>{TEXT}</div>")
    assert fields["published_text"] == "2024年05月09日 17:35"


@pytest.mark.parametrize("line", ["2024-05-09 / 网络学堂", "2024-05-09 网络学堂"])
def test_a_column_beside_the_day_is_no_source(line: str) -> None:
    way = "<p>首页 > 资讯 > 网络学堂</p>"
    assert "issuer_text" not in fields_of(f"<ul>{MENU}</ul>{way}<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>")


def test_an_entry_of_a_list_above_the_title_names_no_source() -> None:
    entry = "<p><a href='/b.html'>示例市第一中学委员会 关于调整机构的通知</a>[08-14]</p>"
    body = f"{entry}<p>当前位置：首页 > 公告</p><h1>{TITLE}</h1><p>发布时间：2024-05-09</p><div>{TEXT}</div>"
    assert "issuer_text" not in fields_of(body)


def test_a_source_ends_before_the_button_behind_it() -> None:
    line = "<p>2024-05-09 来源：求知网参与互动</p>"
    assert fields_of(f"<h1>{TITLE}</h1>{line}<div>{TEXT}</div>")["issuer_text"] == "求知网"


@pytest.mark.parametrize("title", ["培训动态——示例省价格局-示例省价格局网站", "示例建站_示例网站建设_示例网络公司"])
def test_a_link_that_the_title_of_the_document_begins_with_is_not_the_title(title: str) -> None:
    menu = f"{MENU}<li><a href='/'>示例建站</a></li>"
    way = "<p>首页 >> 价格培训 >> 培训动态 >> 正文</p>"
    body = f"<ul>{menu}</ul>{way}<table><tr align='center'><td class='content_title'>{TITLE}</td></tr></table>"
    assert fields_of(f"{body}<p>2024-05-09</p><div>{TEXT}</div>", title)["title"] == TITLE


def test_the_day_in_one_line_with_a_title_is_no_part_of_it() -> None:
    fields = fields_of(f"<h4 class='title'>2024-05-09{TITLE}</h4><div>{TEXT}</div>", "示例产融")
    assert (fields["title"], fields["published_text"]) == (TITLE, "2024-05-09")


@pytest.mark.parametrize(
    "below", ["<p>相关标签：</p>", "<p>△声明:以上部分图文来源于网络，如有侵权，请及时联系我们删除。</p>"]
)
def test_what_is_said_of_a_text_below_it_is_no_part_of_it(below: str) -> None:
    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}{below}</div>")["body_text"].endswith("三天。")


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("示例人寿", f"<ul>{MENU}</ul>"),
        ("规章制度详情", "<p>首页 > 规章制度 > 详情</p><div>规章制度</div><div>规章制度</div>"),
        ("示例公司 官方网站", f"<ul>{MENU}</ul>"),
        ("政策法规库", "<div>政策法规库</div>"),
    ],
)
def test_what_looks_like_a_title_counts_before_the_name_of_a_site_or_column(title: str, above: str) -> None:
    styled = f"<div style='font-size:28px;font-weight:bold;text-align:center'>{TITLE}</div>"
    line = "<div>来源：示例日报 发布时间：2024-05-09 浏览：3558</div>"
    assert fields_of(f"{above}{styled}{line}<div>{TEXT}</div>", title)["title"] == TITLE


def test_what_a_link_of_the_menu_is_called_is_no_title() -> None:
    menu = (
        "<ul><li><a href='/n'>协会通知</a></li><li><a href='/h'>行业动态</a></li></ul><div class='tit'>协会通知</div>"
    )
    text = f"<p align='center'><b>关于举办竞赛的通知</b></p><p>各会员：</p>{TEXT}"

    assert fields_of(f"{menu}<div>{text}</div>", "示例协会-协会通知")["title"] == "关于举办竞赛的通知"


@pytest.mark.parametrize("title", ["申报指南", "no title specified", "Document"])
def test_a_page_without_a_title_of_its_own_is_called_as_its_text(title: str) -> None:
    fields = fields_of(f"<div class='box'><div>{TITLE}</div>{TEXT}</div>", title)
    assert (fields["title"], fields["body_text"][:4]) == (TITLE, "5月8日")


def test_numbered_steps_that_speak_of_a_code_to_scan_are_text() -> None:
    steps = "<p>1.先扫二维码，关注公众号</p><p>2.再扫二维码，进入小程序</p><p>3.提交申请，等待审核结果</p>"
    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{steps}{TEXT}</div>")["body_text"].startswith("1.先扫")


@pytest.mark.parametrize("source", ["10编辑", "某校主页-新版"])
def test_a_number_or_a_home_page_is_no_source(source: str) -> None:
    foot = "<p>copyright © 2017 示例教育 All rights reserved</p>"
    body = f"<h1>{TITLE}</h1><p>来源：{source} 时间：2024-05-09</p><div>{TEXT}</div>{foot}"
    assert fields_of(body)["issuer_text"] == "示例教育"


@pytest.mark.parametrize(
    ("title", "foot"),
    [
        (TITLE, "<p>示例市示例瓷砖股份有限公司©版权所有 保留所有权利 网站地图</p>"),
        (f"{TITLE}_示例市示例瓷砖股份有限公司_瓷砖批发_瓷砖价格", ""),
    ],
)
def test_a_company_is_named_at_the_foot_or_amid_the_title(title: str, foot: str) -> None:
    body = f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}</div>{foot}"
    assert fields_of(body, title)["issuer_text"] == "示例市示例瓷砖股份有限公司"


@pytest.mark.parametrize(
    ("name", "foot", "issuer"),
    [
        ("示例县吉祥吊车出租", "<p>Copyright @ 2018 示例县吉祥吊车出租 手机：13800000000</p>", "示例县吉祥吊车出租"),
        ("示例县吉祥吊车出租", "<p>Copyright @ 2018 手机：13800000000</p>", None),
        ("示例网站建设", "<p>技术支持：示例网站建设</p>", None),
    ],
)
def test_what_title_and_foot_call_the_site_is_its_owner(name: str, foot: str, issuer: str | None) -> None:
    body = f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}</div>{foot}"
    assert fields_of(body, f"{TITLE}-{name}").get("issuer_text") == issuer


def test_a_short_text_below_a_dated_title_is_the_text_however_much_stands_above() -> None:
    address = "<p>地 址：示例市示例区示例路88号示例大厦20楼2003号，邮政编码100000，欢迎来访</p>" * 3
    short = "<div class='news'>示例丰收节刚过去不久，示例村的稻田一片金黄，村民们正在收割。</div>"
    body = f"<div><div>{address}<h1 class='title'>{TITLE}</h1><h3>发布日期：2024-05-09 作者：</h3>{short}</div></div>"
    assert fields_of(body)["body_text"].startswith("示例丰收节")


@pytest.mark.parametrize("emphasis", ["", "b"])
def test_a_title_broken_over_two_lines_is_whole(emphasis: str) -> None:
    begin, end = (f"<{emphasis}>", f"</{emphasis}>") if emphasis else ("", "")
    title = f"<div class='bt'>{begin}关于举办全市职业技能竞赛<br>开幕活动的通知{end}</div>"
    fields = fields_of(f"{title}<p>时间：2024-05-09 来源：示例局</p><div>{TEXT}</div>", "示例网")
    assert fields["title"] == "关于举办全市职业技能竞赛开幕活动的通知"
    assert fields["body_text"].startswith("5月8日")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "<p class='bt2'>——示例区见闻</p>"),
        ("", "<div class='xx-subtitle'>示例区的雄心</div>"),
        ("<p>示办〔2024〕8号</p>", ""),
    ],
)
def test_neither_subtitle_nor_number_is_the_title(above: str, below: str) -> None:
    head = f"{above}<p class='xx-title'>{TITLE}</p>{below}<p>2024-05-09 来源：示例局</p>"
    assert fields_of(f"{head}<div>{TEXT}</div>", "示例数字报")["title"] == TITLE


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("<span class='publisher'>发布者：示例教学部</span> 2024-05-09", "示例教学部"),
        ("2024-05-09 来源：示例护理部 评论：0 点击：", "示例护理部"),
        ("2024-05-09 来源：示例宣传部 撰稿：宣传科 审核：某某", "示例宣传部"),
        ("【信息时间：2024/5/9 阅读次数：65】【我要打印】【关闭】", "示例市示例局"),
        ("答复单位：示例局 答复时间：2024-05-09", "示例局"),
        ("发布：示例村委会 日期：2024-5-9", "示例村委会"),
        ("责任部门：示例科 发布机构：示例区示例局 日期：2024-05-09", "示例区示例局"),
        ("<ul><li>示例科</li><li>2024-05-09</li><li>309</li></ul>", "示例科"),
        ("（2024年5月9日示例省人民政府令第421号公布 自2025年1月1日起施行）", "示例省人民政府"),
    ],
)
def test_a_source_is_named_without_what_stands_beside_it(line: str, issuer: str) -> None:
    foot = "<div>版权所有：示例市示例局</div>"
    assert fields_of(f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>{foot}")["issuer_text"] == issuer


def test_who_is_called_the_source_is_so_within_the_element_of_the_text() -> None:
    line = (
        "<div class='info'><span class='a-from'>示例工人报</span><span>2024-05-09</span><span>阅读 3.2万</span></div>"
    )
    assert fields_of(f"<div><h2>{TITLE}</h2>{line}{TEXT}</div>")["issuer_text"] == "示例工人报"


def test_the_office_that_prints_a_document_has_not_signed_it() -> None:
    signed = "<p>示例区示例局</p><p>2024年5月9日</p><p>示例区示例局办公室 2024年5月10日印发</p>"
    assert fields_of(f"<h1>{TITLE}</h1><div>{TEXT}{signed}</div>")["issuer_text"] == "示例区示例局"


@pytest.mark.parametrize("place", ["above", "below"])
def test_the_number_of_a_document_may_stand_beside_its_title(place: str) -> None:
    number = "<p>示应急通〔2024〕8号</p>"
    title = f"<h1>{TITLE}</h1>"
    head = f"{number}{title}" if place == "above" else f"{title}{number}"
    fields = fields_of(f"<div>{head}<p>2024/05/09 | 浏览 87</p></div><div>{TEXT}</div>")
    assert fields["document_number_text"] == "示应急通〔2024〕8号"


def test_a_text_laid_out_in_a_cell_keeps_its_lines() -> None:
    body = f"<table><tr><td>{TITLE}</td></tr><tr><td>2024-05-09</td></tr><tr><td>{TEXT}</td></tr></table>"
    assert fields_of(body)["body_text"].splitlines()[1:] == ["竞赛为期三天。"]


def test_a_box_of_links_above_the_title_ends_no_text() -> None:
    box = "<td>会员登录<br>用户名：<br>热门文章<br>·<a href='/1'>示例程序</a></td>"
    body = f"<table><tr>{box}<td><b>{TITLE}</b><br>发布日期：2024-05-09</td></tr></table><div>{TEXT}</div>"
    assert fields_of(f"<div>{body}</div>")["body_text"].startswith("5月8日")


@pytest.mark.parametrize("last", ["二○二四年五月九日", "电话：5532217"])
def test_a_text_ends_with_its_own_last_line(last: str) -> None:
    closing = f"<div>示例中心</div><div>{last}</div>" if "年" in last else f"<p>地点：示例路1号<br>{last}</p>"
    page = f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}{closing}<div>版权所有：示例中心</div></div>"
    assert fields_of(page)["body_text"].endswith(last)


@pytest.mark.parametrize(
    ("title", "closing", "issuer"),
    [
        ("示例市示例局关于举办技能竞赛的通知", "", "示例市示例局"),
        ("示例县示例学校2024年招生简章", "", "示例县示例学校"),
        ("示例人才网关于暂停招聘会的公告", "", "示例人才网"),
        ("中华人民共和国示例部令（第45号）", "", "示例部"),
        (f"{TITLE} - 示例区示例市场", "<p>示例区示例市场</p>", "示例区示例市场"),
        (f"{TITLE} - 示例医院", "", "示例医院"),
    ],
)
def test_who_speaks_in_the_title_or_signs_has_issued_what_names_nobody(title: str, closing: str, issuer: str) -> None:
    heading = title.partition(" - ")[0]
    assert fields_of(f"<h1>{heading}</h1><p>2024-05-09</p><div>{TEXT}{closing}</div>", title)["issuer_text"] == issuer


def test_a_paper_and_not_its_office_has_published_what_it_holds() -> None:
    foot = "<div>示例日报社 版权所有</div>"
    assert fields_of(f"<h1>{TITLE}</h1><p>2024-05-09</p><div>{TEXT}</div>{foot}")["issuer_text"] == "示例日报"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>由 管理员 发表于 2024-05-09，共 211 人浏览</p>", ""),
        ("<p>▲点击上方“示例人社”关注我们</p>", "<p>编辑｜某某</p><p>点个在看，让更多人知道</p>"),
        (
            "<div class='summary'>5月8日，全市职业技能竞赛开幕。</div>",
            "<p>〖<a href='javascript:close()'>关闭窗口</a>〗</p>",
        ),
    ],
)
def test_what_a_page_says_of_itself_at_both_ends_is_no_text(above: str, below: str) -> None:
    body = fields_of(f"<h1>{TITLE}</h1><div>{above}{TEXT}{below}</div>")["body_text"]
    assert body.startswith("5月8日，全市职业技能竞赛在")
    assert body.endswith("三天。")
