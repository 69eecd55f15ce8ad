"""Notices as sites show them: the day that is shown, whose site it is, and what stands at the ends of a text."""

import pytest

from rencai_crawler.pages import Page, read_page

TITLE = "全市职业技能竞赛开幕"
TEXT = "<p>5月8日，全市职业技能竞赛在示例区开幕，选手参加了数控车工、焊工等项目的比赛。</p><p>竞赛为期三天。</p>"


def _read(
    above: str = "", below: str = "", head: str = "", title: str = TITLE, foot: str = "", text: str = TEXT
) -> dict[str, str]:
    markup = (
        f"<html><head><title>{title}</title>{head}</head><body>{above}<h1>{TITLE}</h1>"
        f"{{line}}<div id='zoom'>{text}{below}</div>{foot}</body></html>"
    )
    line, _, rest = above.partition("|")
    markup = markup.replace(above, rest, 1).replace("{line}", line) if above else markup.replace("{line}", "")
    return dict(read_page(Page("https://www.example.gov.cn/a.html", markup.encode())).items[0].fields)


@pytest.mark.parametrize(
    "line",
    [
        "<p>日期：2024-05-09 来源：示例处</p>",
        "<p>2024年05月09日 09时32分</p><p>来源：示例处</p><p>【字体：大 中 小】</p>",
        "<p>【来源：示例处】 发布日期：2024-05-09 09:00:00 点击：</p>",
    ],
)
def test_the_day_that_is_shown_counts_before_that_of_the_template(line: str) -> None:
    head = "<meta name='PubDate' content='2025-01-20 10:00'>"
    assert _read(line, head=head)["published_text"].startswith(("2024-05-09", "2024年05月09日"))


@pytest.mark.parametrize(
    "line",
    [
        "<p>更新时间：2024-05-09</p>",
        "<p>成文日期：2024-05-09</p>",
        "<p>结束时间：</p><p>2024-05-09</p>",
        "<p>今天是2024年5月9日 星期四</p>",
        "<p>活动时间：2024-05-09</p>",
        "<p>来源：示例处</p>",
    ],
)
def test_another_day_does_not_count_before_that_of_the_metadata(line: str) -> None:
    head = "<meta name='PubDate' content='2024-05-01 10:00'>"
    assert _read(line, head=head)["published_text"] == "2024-05-01 10:00"


@pytest.mark.parametrize(
    "below",
    [
        "<div><div>附件：</div><ul id='files'></ul></div>",
        f"<p>{TITLE}</p><p>分享到：</p>",
        "<p>本文由示例网发布，不代表示例网立场，转载联系作者并注明出处。</p>",
        "<p>本文由示例网整理发布，如需转载请注明来源及出处！</p><p>原文地址：https://www.example.com/1.html</p>",
        "<p>相关信息</p><p>暂无资料</p>",
    ],
)
def test_what_a_page_puts_below_a_text_is_no_part_of_it(below: str) -> None:
    assert _read("<p>日期：2024-05-09</p>", below)["body_text"].endswith("竞赛为期三天。")


def test_an_annex_that_is_there_stays() -> None:
    body = _read("<p>日期：2024-05-09</p>", "<p>附件：</p><p><a href='/a.docx'>1.竞赛日程.docx</a></p>")["body_text"]
    assert body.endswith("附件：\n1.竞赛日程.docx")


def test_a_paragraph_that_is_a_link_as_a_whole_is_text() -> None:
    linked = "<p><a href='/p'>示例大师，高级技师，从事数控加工三十年。其作品多次在全国技能大赛上获奖。</a></p>"
    body = f"<h1>{TITLE}</h1><p>日期：2024-05-09</p><div>{TEXT}{linked}</div>"
    markup = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    fields = read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields
    assert fields["body_text"].endswith("获奖。")


def test_the_row_below_a_row_of_labels_is_no_text() -> None:
    labels = "".join(f"<td>{label}</td>" for label in ("索取号", "发布时间", "发布机构", "文件编号", "备注"))
    values = "".join(f"<td>{value}</td>" for value in ("A/2024-1", "", "示例市委员会", "示委〔2024〕5号", ""))
    table = f"<table><thead><tr>{labels}</tr></thead><tr>{values}</tr></table>"
    fields = _read("<p>日期：2024-05-09</p>", text=f"{table}{TEXT}")
    assert fields["body_text"].startswith("5月8日")
    assert fields["document_number_text"] == "示委〔2024〕5号"
    assert fields["issuer_text"] == "示例市委员会"


@pytest.mark.parametrize(
    ("foot", "owner"),
    [
        ("<p>Copyright © 2014 示例市智能制造产业联盟 版权所有</p>", "示例市智能制造产业联盟"),
        ("<p>版权所有©2013-2018 示例恒业有限公司 . All Rights Reserved</p>", "示例恒业有限公司"),
        ("<p>© 2024 示例网络 版权所有 | 京ICP备00000000号</p>", "示例网络"),
        ("<p>Copyright © 2014 - 示例易点 京ICP备00000000号</p>", "示例易点"),
        ("<p>示例家居有限公司 京ICP备00000000号 | 技术支持:云和数据</p>", "示例家居有限公司"),
        ("<p>© 2024 本网站 版权所有</p>", ""),
    ],
)
def test_a_site_belongs_to_whom_its_foot_names(foot: str, owner: str) -> None:
    assert _read("<p>2024-05-09</p>", foot=foot).get("issuer_text", "") == owner


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("<p>文章来源：示例儿童医院咨询电话：010-00000000在线咨询</p>", "示例儿童医院"),
        ("<p><span class='publisher'>发布者：张示例</span><span>发布时间：2024-05-09</span></p>", ""),
        ("<p>2024-05-09 136 公司新闻</p>", ""),
        ("<p>管理员发布2024-05-09</p>", ""),
    ],
)
def test_a_line_below_the_title_names_a_body_or_nobody(line: str, issuer: str) -> None:
    assert _read(line).get("issuer_text", "") == issuer


@pytest.mark.parametrize(
    ("head", "owner"),
    [
        ("<p>示例大学工程训练示范中心欢迎您！</p>", "示例大学工程训练示范中心"),
        ("<p>欢迎访问示例市职业培训学校官方网站</p>", "示例市职业培训学校"),
        ("<p>欢迎您的到来</p>", ""),
    ],
)
def test_who_bids_welcome_has_the_site(head: str, owner: str) -> None:
    assert _read(f"<p>2024-05-09</p>|{head}").get("issuer_text", "") == owner


@pytest.mark.parametrize("title", [f"{TITLE} - 示例人物网", "示例人物网-评价排名", f"{TITLE}_欢迎进入示例人物网"])
def test_a_news_site_without_another_source_is_the_source(title: str) -> None:
    assert _read("<p>2024-05-09</p>", title=title)["issuer_text"] == "示例人物网"


def test_a_title_that_begins_with_the_name_of_the_site_is_whole() -> None:
    title = "示例人寿“福佑一生”两全保险开卖当日破百单"
    way = f"{MENU}<p>首页 > 公司新闻</p><h1>{title}</h1><p>发布时间：2024-05-09</p>"
    markup = f"<html><head><title>示例人寿</title></head><body>{way}<div>{TEXT}</div><p>示例人寿微信</p></body></html>"
    fields = read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields
    assert fields["title"] == title


def test_a_picture_below_a_title_that_a_menu_has_too_is_a_notice() -> None:
    markup = (
        "<html><head><title>学子风采-示例中学</title></head><body><ul><li>学子风采</li><li>荣誉之窗</li></ul>"
        "<p>当前位置： 首页 -> 学子风采 -> 正文</p><h2>学子风采</h2><p>信息来源： 发布日期：2024-05-09</p>"
        "<div id='vsb_content'><p><img src='/local/1.jpg'></p></div><p>©示例中学版权所有</p></body></html>"
    )
    fields = read_page(Page("https://www.example.edu.cn/a.htm", markup.encode())).items[0].fields
    assert (fields["title"], fields["published_text"]) == ("学子风采", "2024-05-09")


MENU = "<ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻中心</a></li><li><a href='/c'>联系我们</a></li></ul>"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("示例之星", f"<div>示例之星</div>{MENU}<p>新闻中心 > 最新消息</p>"),
        ("新闻动态（官方网址：www.example.com）", f"{MENU}<h2>新闻动态</h2><p>首页 > 新闻动态</p>"),
        (
            "示例学院60周年校庆",
            f"<div>欢迎访问示例学院60周年校庆专题网站！</div>{MENU}<p>您当前的位置为：首页>>通知公告</p>",
        ),
    ],
    ids=["logo", "column", "welcome"],
)
def test_a_title_of_the_site_is_none_of_the_notice(title: str, head: str) -> None:
    line = "<div class='t'>技能大师李明在示例市：人才没有“编外”！</div><div>发布时间：2024-05-09 来源：示例网</div>"
    markup = f"<html><head><title>{title}</title></head><body>{head}{line}<div>{TEXT}</div></body></html>"
    fields = read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields
    assert fields["title"] == "技能大师李明在示例市：人才没有“编外”！"


def test_a_day_right_below_the_title_is_no_text() -> None:
    fields = _read(text=f"<h2>{TITLE}</h2><p>2024-05-09 示例地铁新闻</p>{TEXT}")
    assert fields["body_text"].startswith("5月8日")
    assert fields["published_text"] == "2024-05-09"


def test_a_day_of_the_title_is_not_that_of_publication() -> None:
    body = f"<h1>示例公司在9月6日八月十三的中秋茶话会</h1><div>{TEXT}</div>"
    markup = f"<html><head><title>新闻</title></head><body>{body}</body></html>"
    fields = read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields
    assert "published_text" not in fields


def test_a_column_in_english_is_no_title() -> None:
    names = "<h2>新闻中心</h2><h2>News center</h2><h3>我院承办第六届示例学术年会</h3>"
    head = f"<p>欢迎您来到示例医院消化科！</p>{MENU}{names}<p>2024-05-09</p>"
    markup = f"<html><head><title>示例医院消化科-新闻中心</title></head><body>{head}<div>{TEXT}</div></body></html>"
    fields = read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields
    assert fields["title"] == "我院承办第六届示例学术年会"


def test_a_day_in_a_summary_is_not_that_of_publication() -> None:
    summary = "<p>据最新消息，示例考试迎来重大变化，从2018年4月16日开始，考试时间减少半小时，考生体验将更佳 ...</p>"
    assert _read(f"<p>2024-05-09</p>{summary}")["published_text"] == "2024-05-09"


@pytest.mark.parametrize(
    "below",
    [
        "<p>总监制：张 三</p><p>监 制：李四</p><p>审 读：王五</p><p>责编：赵六 A1</p>",
        "<center class='pager'><a href='/1'>1</a><a href='/2'>2</a><a href='/3'>3</a>下一页</center>",
        "<p>执行编审：张三 美编：李四</p>",
        "<p>本文来源：示例网 。内部来源 责任编辑：张三_A1</p>",
        f"<p>原创文章，作者：zhang3，如若转载，请注明出处：https://www.example.com/{'a%20' * 20}</p>",
        "<div class='ep-source'>来自：示例网 。频道 责编张三_BJ7773</div>",
    ],
    ids=["who made it", "its further pages", "two in a line", "where from", "original", "of its own markup"],
)
def test_who_made_a_text_and_where_it_goes_on_is_no_part_of_it(below: str) -> None:
    assert _read("<p>日期：2024-05-09</p>", below)["body_text"].endswith("竞赛为期三天。")


def test_a_day_with_its_time_alone_below_a_text_is_that_of_publication() -> None:
    foot = "<p>所属分类：竞赛</p><p>时间：2024-05-09 17:08</p>"
    assert _read(foot=foot)["published_text"] == "2024-05-09 17:08"
    assert "published_text" not in _read(foot="<p>报名时间：2024-05-09 17:08</p><p>时间：2024-05-09 17:08 开幕</p>")


@pytest.mark.parametrize(
    ("title", "head", "foot", "owner"),
    [
        (f"{TITLE}_示例网", "<meta name='og:category' content='示例网资讯'>", "", "示例网"),
        (f"{TITLE}_39示例网_资讯", "", "<p>39示例网 - 技能信息平台 未经授权请勿转载</p>", "39示例网"),
        (f"{TITLE}-示例说", "", "<a href='/'>示例说首页</a><p>示例说用户协议</p>", "示例说"),
        (f"{TITLE}-技能竞赛", "", "<a href='/c'>技能竞赛</a><p>© 2024</p>", ""),
    ],
    ids=["tag", "foot", "phrases", "column"],
)
def test_a_site_is_called_what_several_of_its_places_say(title: str, head: str, foot: str, owner: str) -> None:
    assert _read("<p>2024-05-09</p>", title=title, head=head, foot=foot).get("issuer_text", "") == owner


def test_who_is_called_the_source_below_a_title_without_a_day() -> None:
    line = "<div class='meta'><span class='rich_media_meta_nickname'><a id='js_name' href='#'>掌上示例</a></span></div>"
    assert _read(line)["issuer_text"] == "掌上示例"


def test_a_short_text_below_its_title_counts_before_longer_teasers() -> None:
    text = "<p>调查显示，示例市数控车工的平均工资继续上升，企业反映招工较为困难，未来三个月预计略有改善。</p>"
    teasers = "".join(
        f"<li><h4><a href='/{at}'>另一篇报道的标题{at}</a></h4><p>这里是另一篇报道，它的摘要比正文要长得多，"
        f"说的是别的事情，例如某地的天气，某人的见闻，某厂的产品，读者可以点开来看。</p></li>"
        for at in range(8)
    )
    body = (
        f"<main><header><h1>{TITLE}</h1><div><span>示例电台</span><time>2024年5月9日</time></div></header>"
        f"<div class='b'>{text}</div><a href='/p'>服务条款</a><a href='/q'>关于广告</a></main><ul>{teasers}</ul>"
    )
    markup = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    fields = read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields
    assert (fields["body_text"][:4], fields["body_text"][-5:]) == ("调查显示", "略有改善。")
    assert fields["published_text"] == "2024年5月9日"


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='load'>Play Video</div>",
        "<div class='set'>循环播放</div><div class='set'>跳过片头</div><div>00:00</div>",
        "<section class='card'>示例达人 粉丝12</section>",
    ],
    ids=["button", "player", "card"],
)
def test_what_is_marked_up_unlike_all_paragraphs_is_no_text_at_its_ends(beside: str) -> None:
    switch = "<ul><li>高清</li><li>标清</li></ul>"
    body = _read("<p>日期：2024-05-09</p>", beside, text=f"{beside}{switch}{TEXT}")["body_text"]
    assert (body[:4], body[-5:]) == ("5月8日", "为期三天。")


def test_a_signature_and_a_heading_of_their_own_markup_stay() -> None:
    sign = "<div class='sign'>示例市人力资源和社会保障局</div><div class='day'>2024年5月9日</div>"
    text = f"<div class='sub'>一、竞赛开幕</div>{TEXT}{sign}"
    body = _read("<p>日期：2024-05-09</p>", text=text)["body_text"]
    assert body.startswith("一、竞赛开幕")
    assert body.endswith("示例市人力资源和社会保障局\n2024年5月9日")


def test_a_title_of_several_clauses_is_no_name_of_a_site() -> None:
    title = "技能竞赛观赛指南，从官方渠道到票务平台"
    markup = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>2024-05-09 来源：示例网</p>"
        f"<div><h2>官方渠道</h2>{TEXT}</div></body></html>"
    )
    assert read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields["title"] == title


def test_a_short_heading_that_the_title_begins_with_is_the_title() -> None:
    title = "数控车工_岗位说明、培训及考核_示例技能网"
    markup = (
        f"<html><head><title>{title}</title></head><body><p>您在这里: 首页 › 工种 › 数控车工</p><h1>数控车工</h1>"
        f"<div>{TEXT}</div><h2>同类工种其他说明 更多</h2></body></html>"
    )
    assert read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields["title"] == "数控车工"


@pytest.mark.parametrize(
    "below",
    [
        "<h2>示例微信客服</h2><p>直接添加客服微信：13800000000（点击复制）</p>",
        "<h4>作者简介 more></h4><div>笔名：</div><p>示例</p><p>记录生活、雅俗共赏。</p>",
        "<p>页面关键词：竞赛, 技能</p><p>申请表单</p><p>联 系 人</p><p>电子邮箱</p>",
        "<p>加载全部内容</p>",
    ],
    ids=["box", "author", "form", "button"],
)
def test_a_box_below_a_text_is_no_part_of_it(below: str) -> None:
    assert _read("<p>日期：2024-05-09</p>", below)["body_text"].endswith("竞赛为期三天。")


def test_the_last_section_of_a_text_stays() -> None:
    body = _read("<p>日期：2024-05-09</p>", "<h3>六、联系方式</h3><p>电话：010-00000000</p>")["body_text"]
    assert body.endswith("六、联系方式\n电话：010-00000000")


@pytest.mark.parametrize(
    ("title", "foot", "owner"),
    [
        (
            f"{TITLE} - 示例赚钱",
            "<p>本文 示例赚钱 原创，转载保留链接！地址：http://www.example.com/1.html</p>",
            "示例赚钱",
        ),
        (f"{TITLE} | 政治 | 示例社 News", "<p>關於示例社</p><p>示例社一手新聞APP</p>", "示例社"),
        (TITLE, "<p>Copyright 2010 主办：示例县人力资源网</p>", "示例县人力资源网"),
    ],
    ids=["credit", "latin behind", "host"],
)
def test_a_site_is_called_what_credits_and_hosts_say(title: str, foot: str, owner: str) -> None:
    assert _read("<p>2024-05-09</p>", title=title, foot=foot)["issuer_text"] == owner
