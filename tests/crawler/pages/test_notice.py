"""Parts of notices: the header in its forms, attachments, links, who signed."""

import re

import pytest
from sources import source

from rencai_crawler.pages import Page, RawItem, read_page

TEXT = "<p>各有关单位：</p><p>为做好相关工作，现就有关事项通知如下，请认真贯彻执行。</p>"


def _read(html: str, url: str = "https://example.gov.cn/xxgk/t20240513_1.html") -> RawItem:
    return read_page(
        Page(url, f"<html><head><title>关于工作的通知</title></head><body>{html}</body></html>".encode()), source()
    ).items[0]


@pytest.mark.parametrize(
    "header",
    [
        (
            "<table><tr><td>索 引 号</td><td>A/1</td><td>发文字号</td><td>京人社发〔2024〕1号</td></tr>"
            "<tr><td>发文机关</td><td>示例局</td><td>成文日期</td><td>2024年5月6日</td></tr></table>"
        ),
        (
            "<table><tr><th>索引号</th><th>发文字号</th><th>发文机关</th><th>成文日期</th></tr><tr><td>"
            "A/1</td><td>京人社发〔2024〕1号</td><td>示例局</td><td>2024年5月6日</td></tr></table>"
        ),
        (
            "<dl><dt>索引号：</dt><dd>A/1</dd><dt>发文字号：</dt><dd>京人社发〔2024〕1号</dd><dt>发文机关：</dt>"
            "<dd>示例局</dd><dt>成文日期：</dt><dd>2024年5月6日</dd></dl>"
        ),
        (
            "<ul><li><b>索 引 号：</b>A/1</li><li><b>发文字号：</b>京人社发〔2024〕1号</li><li><b>发文机关：</b>"
            "示例局</li><li><b>成文日期：</b>2024年5月6日</li></ul>"
        ),
        "<p>索　引　号：A/1　　发文字号：京人社发〔2024〕1号</p><p>发文机关：示例局　　成文日期：2024年5月6日</p>",
        (
            "<ul><li>[索引号] A/1</li><li>[发文字号] 京人社发〔2024〕1号</li><li>[发文机构] 示例局</li>"
            "<li>[成文日期] 2024年5月6日</li></ul>"
        ),
        (
            "<div><span>索引号</span><span>A/1</span></div><div><span>发文字号</span><span>京人社发〔2024〕1号</s"
            "pan></div><div><span>发文机关</span><span>示例局</span></div><div><span>成文日期</span>"
            "<span>2024年5月6日</span></div>"
        ),
        (
            "<div><div>索引号</div><div>A/1</div><div>发文字号</div><div>京人社发〔2024〕1号</div><div>"
            "发文机关</div><div>示例局</div><div>成文日期</div><div>2024年5月6日</div></div>"
        ),
    ],
    ids=["table", "table with a heading row", "dl", "list", "lines", "brackets", "spans", "divs"],
)
def test_the_header_in_its_forms(header: str) -> None:
    fields = _read(f"{header}<h1>关于工作的通知</h1><div id='zoom'>{TEXT}</div>").fields
    assert {
        name: fields.get(name) for name in ("index_number_text", "document_number_text", "issuer_text", "written_text")
    } == {
        "index_number_text": "A/1",
        "document_number_text": "京人社发〔2024〕1号",
        "issuer_text": "示例局",
        "written_text": "2024年5月6日",
    }


def test_an_empty_value_takes_nothing_from_its_neighbours() -> None:
    header = "<ol><li>[废止日期]<span></span></li><li>[有效性]<span></span></li></ol><h1>关于工作的通知</h1>"
    fields = _read(f"{header}<div id='zoom'>{TEXT}</div>").fields
    assert "validity_text" not in fields
    assert "repealed_text" not in fields


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("日期：2024-05-10 来源：示例处", "2024-05-10"),
        ("发布时间：2024年5月10日 09:30", "2024年5月10日 09:30"),
        ("[ 2024/05/10 ] 浏览：3", "2024/05/10"),
        ("2024.05.10", "2024.05.10"),
        ("| 24-05-10 | 【大 中 小】【打印】【关闭】", "2024-05-10"),
        ("", "2024-05-13"),
    ],
)
def test_the_day_near_the_title(line: str, day: str) -> None:
    assert _read(f"<h1>关于工作的通知</h1><p>{line}</p><div id='zoom'>{TEXT}</div>").fields["published_text"] == day


def test_the_day_of_the_meta_tag_counts_first() -> None:
    html = (
        f'<html><head><META NAME="PUBDATE" CONTENT="2024-05-09 08:00"></head><body><h1>关于工作的通知</h1>'
        f'<p>2024-05-10</p><div id="zoom">{TEXT}</div></body></html>'
    )
    assert (
        read_page(Page("https://example.gov.cn/a.html", html.encode())).items[0].fields["published_text"]
        == "2024-05-09 08:00"
    )


@pytest.mark.parametrize("day", ["<p>示例市财政局</p><p>2024年5月6日</p>", "<p>示例市财政局 2024年5月6日</p>"])
def test_who_signed_is_the_issuer_where_nobody_else_is_named(day: str) -> None:
    body = f"{TEXT}<p>示例市人力资源和社会保障局</p>{day}"
    fields = _read(f"<h1>关于工作的通知</h1><div id='zoom'>{body}</div>").fields
    assert fields["issuer_text"] == "示例市人力资源和社会保障局 示例市财政局"
    assert fields["body_text"].endswith("2024年5月6日")


def test_attachments_wherever_they_hide() -> None:
    body = (
        f"{TEXT}<p>附件：<a href='./W02024.docx'>1.报名表.docx</a></p>"
        "<p><a onclick=\"openFile('/fj/P02024.pdf')\" href='#'>2.计划</a></p>"
        "<iframe src='/pdf/viewer.html?file=/fj/3.pdf'></iframe><a href='/download?id=9'>附件4：汇总表</a>"
        "<a href='/about.html'>关于</a>"
    )
    fields = _read(f"<h1>关于工作的通知</h1><div id='zoom'>{body}</div>").fields
    assert fields["attachments"] == [
        {"name": "1.报名表.docx", "url": "https://example.gov.cn/xxgk/W02024.docx"},
        {"name": "2.计划", "url": "https://example.gov.cn/fj/P02024.pdf"},
        {"name": "3.pdf", "url": "https://example.gov.cn/fj/3.pdf"},
        {"name": "附件4：汇总表", "url": "https://example.gov.cn/download?id=9"},
    ]


def test_a_notice_that_is_nothing_but_its_attachment() -> None:
    item = _read("<h1>关于工作的通知</h1><div id='zoom'><p><a href='a.pdf'>关于工作的通知.pdf</a></p></div>")
    assert item.fields["attachments"] == [{"name": "关于工作的通知.pdf", "url": "https://example.gov.cn/xxgk/a.pdf"}]


def test_links_of_the_body_are_absolute_and_looks_are_left_out() -> None:
    body = (
        '<p style="color:red" onclick="x()">各有关单位要认真贯彻执行，见<a href="../a.html" class="b">'
        '通知</a>和<img src="i.png">。</p>'
    )
    markup = _read(f"<h1>关于工作的通知</h1><div id='zoom'>{body}</div>").fields["body_html"]
    assert 'href="https://example.gov.cn/a.html"' in markup
    assert 'src="https://example.gov.cn/xxgk/i.png"' in markup
    assert "style" not in markup
    assert "onclick" not in markup


def test_kind_narrows_what_is_read() -> None:
    page = Page(
        "https://example.gov.cn/a.html",
        (
            f"<html><head><title>关于工作的通知</title></head><body><h1>关于工作的通知</h1><div id='zoom'>"
            f"{TEXT}</div></body></html>"
        ).encode(),
    )
    assert read_page(page, None, "policy_notice").items
    narrowed = read_page(page, None, "training_course")
    assert (narrowed.items, narrowed.reason) == ((), "other_kind")


def test_reading_a_page_changes_nothing_in_it() -> None:
    page = Page(
        "https://example.gov.cn/a.html",
        (
            f"<html><head><title>关于工作的通知</title></head><body><h1>关于工作的通知</h1><div id='zoom'>"
            f"{TEXT}</div><p>上一篇：无</p></body></html>"
        ).encode(),
    )
    assert read_page(page) == read_page(page)


@pytest.mark.parametrize(
    "text",
    [
        "<p>招聘部门：实训中心</p><p>联系人：某老师</p><p>请于五月底前报名，逾期不再受理，具体事项另行通知。</p>",
        "<p>时间：2024年6月15日（星期六）9:00—12:00</p><p>地点：示例大厅</p><p>请携带身份证件，按时入场，遵守现场秩序。</p>",
        "<p>各单位：</p><table><tr><td>姓名</td><td>成绩</td></tr><tr><td>某某</td><td>88</td></tr></table>",
        "<p>各单位要认真组织，确保安全，及时报送总结。</p><p>相关资料</p><p>一、报名表请到窗口领取；二、准考证自行打印。</p>",
        "<p>第一批推荐名单已经确定，现予公布。</p><table><tr><td>甲</td><td>推荐</td></tr><tr><td>乙</td><td>正常</td></tr></table>",
    ],
    ids=["labels of its own", "a time and a place", "a table of numbers", "a heading of its own", "words of switches"],
)
def test_the_text_keeps_what_looks_like_the_page(text: str) -> None:
    for holder in ('<div id="zoom">', '<div class="x1">'):
        page = f"<h1>关于工作的通知</h1><p>2024-05-10</p>{holder}{text}</div><p>上一篇：无</p>"
        read = _read(page).fields["body_text"]
        assert "".join(read.split()) == "".join(re.sub("<[^>]*>", "", text).split())


def _around(head: str, *, title: str = "某通知_示例网", below: str = "") -> dict[str, str]:
    text = "各有关单位：为做好有关工作，现将事项通知如下，请各单位按时组织，认真落实。" * 2
    markup = f"<html><head><title>{title}</title></head><body>{head}<div><p>{text}</p>{below}</div></body></html>"
    return dict(read_page(Page("https://www.example.com/1", markup.encode())).items[0].fields)


def test_a_title_that_names_the_institution_only_is_none() -> None:
    head = "<div>首页 &gt; 重要信息</div><div>示例水产研究所召开年度总结大会</div><div>2024年02月21日</div>"

    assert _around(head, title="示例水产研究所")["title"] == "示例水产研究所召开年度总结大会"
    shown = (
        "<div>首页 &gt; 新闻中心</div><div>新闻中心</div><h1>示例水产研究所召开年度总结大会</h1><p>示例水产有限公司</p>"
    )
    assert _around(shown, title="示例水产有限公司")["title"] == "示例水产研究所召开年度总结大会"
    assert _around(head, title="示例市示例区胜利小学")["title"] == "示例水产研究所召开年度总结大会"
    assert _around(head, title="示例市交易信息网---示例分中心")["title"] == "示例水产研究所召开年度总结大会"


def test_a_title_that_names_the_column_only_is_none() -> None:
    head = "<div>你的位置：首页&gt;专业标准&gt;准则国际趋同</div><div>三项准则公开征求意见</div><div>2024-02-21</div>"

    assert _around(head, title="示例考试网-准则国际趋同")["title"] == "三项准则公开征求意见"


@pytest.mark.parametrize(
    ("title", "foot"),
    [
        ("某通知-示例大学人事处", ""),
        ("某通知----中国科学院示例观测站", ""),
        ("某通知", "<div>版权所有：示例大学人事处</div>"),
        ("某通知_示例网", "<div>中国科学院示例观测站 版权所有 京ICP备1号</div>"),
    ],
)
def test_whose_site_it_is_tells_the_issuer_where_nothing_else_does(title: str, foot: str) -> None:
    shown = _around("<h1>某通知</h1><div>2024-05-20</div>", title=title, below=f"</div>{foot}<div>")

    assert shown["issuer_text"] in ("示例大学人事处", "中国科学院示例观测站")


@pytest.mark.parametrize("title", ["某通知_新闻中心", "某通知_示例门户网", "某通知_申请宣讲会"])
def test_a_section_or_a_portal_is_no_issuer(title: str) -> None:
    foot = "</div><div>技术支持：示例网络公司</div><div>"

    assert "issuer_text" not in _around("<h1>某通知</h1><div>2024-05-20</div>", title=title, below=foot)


def test_who_holds_an_event_that_a_neighbouring_page_tells_of_is_no_issuer() -> None:
    foot = "</div><div>上一篇：<a href='/1.html'>示例医院口腔科主办“某项技术学习班”</a></div><div>"

    assert "issuer_text" not in _around("<h1>某通知</h1><div>2024-05-20</div>", below=foot)


def test_an_empty_source_takes_nobody_addressed() -> None:
    markup = "<h1>某通知</h1><div>发布时间：2024年5月20日</div><div>来源:</div><div>各办学单位及各位同学：</div>"
    shown = _around(markup)

    assert "issuer_text" not in shown


def test_the_day_of_today_in_a_head_is_no_day_of_publication() -> None:
    assert "published_text" not in _around("<div>今天是:</div><h1>某通知</h1>")


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        ("2024-05-20 16:25 来源:示例日报 选稿：某某", "示例日报"),
        ("2024-05-20 16:25 来源：示例日报 北京", "示例日报"),
        ("2024-05-20 16:25 来自北京市", ""),
        ("2024-05-20 16:25 3160字", ""),
        ("2024-05-20 16:25 文章来源：公告", ""),
    ],
)
def test_a_source_is_a_name_and_nothing_behind_it(shown: str, source: str) -> None:
    assert _around(f"<h1>某通知</h1><div>{shown}</div>").get("issuer_text", "") == source


@pytest.mark.parametrize(
    "line",
    [
        "更多“某事怎么办”的相关资讯请关注www.example.com",
        "推荐阅读：示例区将开展专项整治",
        "进入【示例论坛】讨论",
        "（微信扫描分享）",
        "以上内容为创作者平台用户上传并发布，本平台仅提供信息存储服务",
    ],
)
def test_what_a_portal_adds_ends_the_text(line: str) -> None:
    assert line not in _around("<h1>某通知</h1>", below=f"<p>{line}</p>")["body_text"]


@pytest.mark.parametrize(
    "line",
    [
        "（编辑：某某）返回搜狐，查看更多",
        "平台声明：该文观点仅代表作者本人。",
        "以上内容为“快传号”用户上传并发布，仅供参考",
    ],
)
def test_nothing_stands_below_what_closes_a_text(line: str) -> None:
    others = "<p>家中长辈说过的三句话，句句在理。</p><p>某公司股票行情，新闻，数据一览。</p>" * 6
    text = _around("<h1>某通知</h1>", below=f"<p>{line}</p>{others}")["body_text"]

    assert text.endswith("认真落实。")


@pytest.mark.parametrize("script", ["var ct = '1659274471';", 'var oriCreateTime = "1659274471";'])
def test_a_day_that_only_a_script_knows_is_found(script: str) -> None:
    shown = _around("<h1>某通知</h1>", below=f"<script>{script}</script>")["published_text"]

    assert shown == "2022-07-31 21:34:31"


def test_the_caption_below_a_gallery_tells_day_and_source() -> None:
    shown = _around("<h1>某通知</h1>", below="</div><div>2020-02-27 12:39 示例社</div><div>热门图集</div><div>")

    assert (shown["published_text"], shown["issuer_text"]) == ("2020-02-27 12:39", "示例社")


def test_a_heading_that_is_also_a_button_stays_in_the_text() -> None:
    text = _around("<h1>某通知</h1>", below="<p>标准：</p><p>每亩补助十五元，由财政所统一发放到户，不得截留。</p>")[
        "body_text"
    ]

    assert "标准：" in text


def test_a_title_that_comes_again_below_its_decree_is_the_text_s_own() -> None:
    decree = "<p>示例省人民代表大会常务委员会公告</p><p>（第37号）</p><p>《某条例》已经会议通过，现予公布。</p>"
    text = "<p>第一条 为了做好有关工作，根据有关法律，制定本条例。</p>" * 9
    head = "<h3>某条例</h3><div>时间:2024-05-20 来源: 【字体:大 中 小】</div>"
    body = f"{head}<div>{decree}<p>某条例</p>{text}</div>"
    markup = f"<html><head><title>某条例_示例网</title></head><body>{body}</body></html>"
    shown = read_page(Page("https://www.example.com/1", markup.encode())).items[0].fields

    assert shown["body_text"].startswith("示例省人民代表大会常务委员会公告")


def test_an_annex_beside_the_text_belongs_to_it() -> None:
    names = "<p><b>附件</b></p><p>面试人员名单</p><table><tr><td>姓名</td></tr><tr><td>某某</td></tr></table>"
    text = "<p>现将面试人员名单公布如下，请按时参加，逾期视为放弃。</p>" * 9
    shown = _around(f"<h1>某通知</h1><div>2024-05-20</div><div><div>{text}<p>2024年5月20日</p></div>{names}</div>")

    assert "面试人员名单 姓名" in " ".join(shown["body_text"].split())


def test_files_that_cannot_be_fetched_are_named_at_least() -> None:
    link = "<p><a href='javascript:;' download='工作安排.docx'>附件1：工作安排.docx</a></p>"
    markup = f"<h1>关于工作的通知</h1><p>发布时间：2024-05-20</p><hr>{link}<p><a href='/2'>上一篇：某通知</a></p>"

    assert _read(markup, "https://example.gov.cn/1.html").fields["body_text"] == "附件1：工作安排.docx"


def test_the_day_of_an_interview_is_no_day_of_publication() -> None:
    assert "published_text" not in _around("<h1>某通知</h1>", below="<p>面试时间：2024年9月6日上午10:30点；</p>")


def test_a_title_of_search_words_counts_after_what_the_page_shows() -> None:
    head = (
        "<div>首页 &gt; 资讯</div><h1 class='title'>示例公司召开年度总结大会的通知</h1><div>2024-02-21 09:00:00</div>"
    )

    assert _around(head, title="示例不锈钢管-不锈钢十大品牌-不锈钢厂家")["title"] == "示例公司召开年度总结大会的通知"


def test_a_line_that_counts_readers_ends_the_text_and_tells_the_day() -> None:
    shown = _around("<h1>某通知</h1>", below="<p>某通知 2024-3-15 本文被阅读 213 次</p>")

    assert shown["body_text"].endswith("认真落实。")
    assert shown["published_text"] == "2024-3-15"


def test_a_menu_without_a_sentence_above_the_title_is_no_text() -> None:
    menu = "".join(f"<div>栏目第{n}号</div>" for n in range(90))
    text = "".join(f"<div>第{n}条，各有关单位应当按照本办法做好工作。</div>" for n in range(20))
    markup = f"<html><head><title>某通知_示例网</title></head><body>{menu}<div>某通知</div>{text}</body></html>"
    shown = read_page(Page("https://www.example.com/1", markup.encode())).items[0].fields

    assert shown["body_text"].startswith("第0条")


@pytest.mark.parametrize(("picture", "kinds"), [("/upload/1.jpg", ["policy_notice"]), ("/images/logo.png", [])])
def test_a_notice_may_be_a_picture(picture: str, kinds: list[str]) -> None:
    head = "<h1>关于公示拟聘人员名单的公告</h1><p>| 24-05-10 | 【大 中 小】【打印】</p>"
    foot = "<div>版权所有：示例局</div>"
    title = "<title>关于公示拟聘人员名单的公告</title>"
    markup = f"<html><head>{title}</head><body>{head}<div><img src='{picture}'></div>{foot}</body></html>"
    items = read_page(Page("https://www.example.com/1", markup.encode())).items

    assert [item.kind for item in items] == kinds
    assert not any("body_text" in item.fields for item in items)


def test_a_film_is_a_notice_and_the_foot_below_it_no_text() -> None:
    foot = "<p>版权所有 © 示例局</p><p>联系邮箱：a@example.com</p><p>本网站由示例中心维护</p>"
    markup = f"<html><body><h1>示例竞赛开幕式实况</h1><p>2024-05-10</p><video src='1.mp4'></video>{foot}</body></html>"
    items = read_page(Page("https://www.example.com/1", markup.encode())).items

    assert [(item.kind, item.fields.get("body_text")) for item in items] == [("policy_notice", None)]


def test_what_stands_before_a_part_that_was_pasted_in_belongs_to_the_text() -> None:
    first = "<p>为进一步做好本市高技能人才评价工作，现将二〇二四年度有关安排通知如下，请认真组织。</p>"
    pasted = f"<div id='js_content'>{'<p>第一条，各有关单位应当按照本办法做好相关工作。</p>' * 9}</div>"
    markup = f"<h1>关于工作的通知</h1><div>2024-05-20</div><div class='box'>{first}{pasted}</div>"

    assert _read(markup).fields["body_text"].startswith("为进一步做好")


def test_who_wrote_a_text_and_where_he_teaches_closes_it() -> None:
    line = "（作者：某某 某某某，均系示例党校教授）"

    assert _around("<h1>某通知</h1>", below=f"<p>{line}</p>")["body_text"].endswith(line)


def test_the_day_from_which_it_holds_is_no_day_of_publication() -> None:
    assert "published_text" not in _around("<h1>某通知</h1>", below="<p>本方案从2015年1月1日起施行。</p>")
