"""Pages that arrive cut, mixed up, or full of rubbish: never an exception, always a reading."""

import random

import pytest
from layouts import notices, vacancies
from lxml.html import fragment_fromstring, tostring
from sources import source

from rencai_crawler.pages import Page, RawItem, read_list, read_page
from rencai_crawler.pages.positions import positions
from rencai_crawler.pages.sheets import Sheet
from rencai_crawler.pages.tree import break_lines

DUTIES = "<h1>车工</h1><h3>岗位职责</h3><p>按图纸加工零件，保证质量与进度。</p>"
RUBBISH = (
    b"<table><tr><td>", b"</div></div>", b"<!--", b"-->", b"<script>", b"</td>", b"<br>" * 30, b"\x00",
    b"&#x110000;&#1;",
    b'<a href="//[x">', b"<td colspan=99999999>", b'<script type="application/ld+json">{', b"\xff\xfe", b"<textarea>",
)  # fmt: skip


def _broken(pages: list[bytes], chance: random.Random) -> bytes:
    body = chance.choice(pages)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(body) + 1)
        end = start + chance.randint(0, 200)
        middle = chance.choice((b"", chance.choice(RUBBISH), chance.choice(pages)[start:end], chance.randbytes(5)))
        body = body[:start] + middle + body[end if chance.random() < 0.4 else start :]
    return body[: chance.randrange(len(body) + 1)] if chance.random() < 0.2 else body


@pytest.mark.parametrize("seed", range(20))
def test_a_broken_page_gives_a_reading(seed: int) -> None:
    chance = random.Random(seed)
    pages = [made.body for made in (*notices(), *vacancies())]
    for _ in range(15):
        page = Page("https://example.gov.cn/a/t20240101_1.html", _broken(pages, chance))
        reading = read_page(page)
        assert reading.items or reading.reason or reading.kind_of_page != "detail"
        assert read_list(page, source()).kind_of_page in ("list", "feed", "empty", "block", "unknown")


def test_an_attribute_that_lxml_cannot_name_does_no_harm() -> None:
    body = "<h1>关于事项的通知</h1><div {a}b=1><p {x=2>请各单位认真贯彻执行，并及时报告情况。</p></div>"
    reading = read_page(Page("https://example.org/", f"<html><body>{body}</body></html>".encode()))
    assert reading.items[0].fields["body_text"] == "请各单位认真贯彻执行，并及时报告情况。"


def test_a_named_place_around_a_paragraph_is_no_link() -> None:
    text = "为做好有关工作，现将有关事项通知如下，请各单位认真贯彻执行。"
    body = f'<h1>关于事项的通知</h1><div><p><a name="OLE_LINK1">{text}</a></p><p><a id="_top">{text}</a></p></div>'
    reading = read_page(Page("https://example.org/", f"<html><body>{body}</body></html>".encode()))
    assert reading.items[0].fields["body_text"] == f"{text}\n{text}"


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY>\n</HTML>"])
def test_a_header_that_is_a_document_of_its_own_ends_no_page(end: str) -> None:
    text = "各有关单位：为做好有关工作，现将事项通知如下，请各单位按时组织，认真落实。" * 3
    head = f"<html><head><title>关于工作的通知</title></head><body><div class='top'><a href='/'>首页</a></div>{end}"
    markup = f"{head}\n<!-- end header -->\n<h1>关于工作的通知</h1><div class='text'><p>{text}</p></div></body></html>"
    reading = read_page(Page("https://www.example.gov.cn/1.html", markup.encode()))

    assert reading.items[0].fields["body_text"] == text


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "unit", ["发布时间", "岗位职责", "）", "1", "市", "【", "市1、", "某，", "中 ", "a ", "公司", "招聘"]
)
@pytest.mark.parametrize("head", ["", "岗位职责", "职位名称："])
def test_a_line_of_one_thing_again_and_again_is_read_at_once(head: str, unit: str) -> None:
    line = head + unit * (100_000 // len(unit))
    text = "负责机床的操作与日常保养，按图纸加工零件，保证质量与进度。"
    row = f"<ul><li><a href='/t20240513_1.html'>关于报名工作的通知</a>{line}</li></ul>"
    body = f"<h2>数控车工招聘启事</h2><p>{line}</p><h3>岗位职责</h3><p>{text}</p><p>{line}</p>{row}"
    page = Page("https://example.org/t20240513_2.html", f"<html><body>{body}</body></html>".encode())
    for declared in (source(), source(kinds=["job_posting"], family="generic")):
        assert read_page(page, declared).kind_of_page
        assert read_list(page, declared).kind_of_page


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["(", "，", "某", "- ", "公司", "招聘"])
def test_a_title_of_one_thing_again_and_again_is_read_at_once(unit: str) -> None:
    long = unit * (100_000 // len(unit))
    body = "<h2>数控车工</h2><p>薪资面议</p><h3>岗位职责</h3><p>负责机床的操作与日常保养，按图纸加工零件。</p>"
    head = f"<meta name='description' content='{long}'><title>{long}</title>"
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    assert read_page(Page("https://example.org/1.html", markup.encode())).kind_of_page


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("form", "many"),
    [
        ("北京示例{at}机械有限公司", 8_000),
        ("<a href='/{at}.html'>另一篇</a>", 8_000),
        ("数控车工{at}<br>急，就是现在！<br>岗位职责：<br>按图纸加工零件，保证质量。<br>薪资面议", 2_000),
        ("<h3>福利待遇</h3>年节礼品{at}", 8_000),
        ("招聘：欢迎加入X某某某某某某某某某某某某某某某某某某某某某某某某某某某乐{at}", 20),
        ("<p class='a{at}'>电工</p><p>负责维修</p><p class='a{at}'>焊工</p><p>负责焊接</p>", 2_000),
        ("<p>焊工{at} 3名 5000元</p><p>要求：能吃苦，有焊工证，会看图纸，服从安排。</p>", 4_000),
    ],
    ids=["companies", "links", "vacancies", "sections", "name", "classes", "posts"],
)
def test_a_page_of_the_same_many_times_is_read_at_once(form: str, many: int) -> None:
    text = "<p>现将技能竞赛有关事项通知如下，请各单位认真组织，按时报送材料。</p>" * 20
    lines = "".join(f"{form.format(at=at)}<br>" for at in range(many))
    for head in ("<h1>关于技能竞赛的通知</h1>", "<h1>招聘信息</h1><h3>车工</h3><p>薪资面议</p>", DUTIES):
        markup = f"<html><body>{head}<p>2024-05-01</p>{text}<div class='x'>{lines}</div></body></html>"
        assert read_page(Page("https://example.org/1.html", markup.encode())).kind_of_page


@pytest.mark.timeout(30)
def test_lines_of_preformatted_text_are_parted_at_once() -> None:
    pre = fragment_fromstring("<pre>" + "a<b>b</b>\n" * 100_000 + "</pre>")
    break_lines(pre)
    assert sum(1 for _ in pre.iter("br")) == 100_000
    pre = fragment_fromstring("<pre>a\nb<i>c\nd</i>e\n\nf</pre>")
    break_lines(pre)
    assert tostring(pre) == b"<pre>a<br>b<i>c<br>d</i>e<br><br>f</pre>"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("row", "many"),
    [("<div><p>某</p>", 200), ("<a href='javascript:turn(7)'>7</a>", 4_000)],
    ids=["nested", "numbers"],
)
def test_a_list_that_says_that_there_is_more_is_read_at_once(row: str, many: int) -> None:
    script = f"<script>function turn(n) {{ load(n) }}{'var a = 1;' * 20_000} turn ={' ' * 5_000}</script>"
    rows = "<li><a href='/t20240513_1.html'>关于报名工作的通知</a></li>" * 4_000
    markup = f"<html><body><ul>{row * many}{rows}</ul><button>加载更多</button>{script}</body></html>"
    assert read_list(Page("https://example.org/list", markup.encode()), source()).withheld


@pytest.mark.timeout(30)
def test_a_cell_of_one_thing_again_and_again_is_read_at_once() -> None:
    rows = [["部门名称", "职位名称", "职位代码", "招考人数"], ["市" * 60_000, "科员", "A1", "2"]]
    assert positions([Sheet("", rows)], RawItem("policy_notice", {}).fields)
