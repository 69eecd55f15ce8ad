"""The page after each page of a list, and whether a list tells all of its pages."""

import json

import pytest
from listed import ROWS, URL, list_of
from sources import source

from rencai_crawler.pages import Page, read_list


@pytest.mark.parametrize(
    ("html", "url", "following"),
    [
        ('<a href="index_2.html">下一页</a>', URL, "index_2.html"),
        ('<a href="?page=3">[下页]</a>', "https://example.gov.cn/l.php?page=2", "l.php?page=3"),
        ('<script>createPageHTML(20, 0, "index", "html");</script>', URL, "index_1.html"),
        (
            '<script>createPageHTML(20, 18, "index", "html");</script>',
            "https://example.gov.cn/tzgg/index_18.html",
            "index_19.html",
        ),
        ('<script>createPageHTML(20, 19, "index", "html");</script>', "https://example.gov.cn/tzgg/index_19.html", ""),
        ("<script>var currentPage = 0; var countPage = 5</script>", URL, "index_1.html"),
        (
            "<script>var currentPage = 1; var countPage = 5</script>",
            "https://example.gov.cn/tzgg/index_1.html",
            "index_2.html",
        ),
        ("<script>var currentPage = 4; var countPage = 5</script>", "https://example.gov.cn/tzgg/index_4.html", ""),
        (
            (
                '<div><span class="cur">1</span><a href="column-index-2.shtml">2</a><a href="column-index-3.shtml'
                '">3</a></div>'
            ),
            URL,
            "column-index-2.shtml",
        ),
        (
            '<ul><li class="active"><a href="#">2</a></li><li><a href="?pn=3">3</a></li></ul>',
            "https://example.gov.cn/l?pn=2",
            "l?pn=3",
        ),
        (
            '<a href="javascript:void(0)" onclick="go(\'list_3.html\')">下一页</a>',
            "https://example.gov.cn/tzgg/list_2.html",
            "list_3.html",
        ),
        ('<link rel="next" href="p2.html">', URL, "p2.html"),
        ('<a class="disabled" href="index_9.html">下一页</a>', URL, ""),
        ('<a href="index.html">下一页</a>', URL, ""),
        ("<p>没有分页</p>", URL, ""),
    ],
)
def test_the_page_after_a_list(html: str, url: str, following: str) -> None:
    assert [each.rsplit("/", 1)[-1] for each in list_of(ROWS + html, url).next_pages] == (
        [following] if following else []
    )


def test_a_declared_link_to_the_next_page() -> None:
    reading = list_of(ROWS + '<a class="next" href="b.html">&gt;&gt;</a>', declared=source(listing={"next": "a.next"}))
    assert reading.next_pages == ("https://example.gov.cn/tzgg/b.html",)


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("<a href='javascript:goPage(2)'>下一页</a>", "index_2.html"),
        ("<a href='#' onclick=\"location.href=encodeURI('index_2.jhtml');\">下一页</a>", "index_2.jhtml"),
        ("<a onclick=\"window.location = '/l.action?p=' + 2\">下一页</a>", "l.action?p=2"),
    ],
)
def test_a_pager_that_runs_a_script(pager: str, following: str) -> None:
    script = "<script>function goPage(n){ window.location = 'index_' + encodeURIComponent(n) + '.html'; }</script>"
    reading = list_of(f"{ROWS}{pager}{script}")
    assert [url.rsplit("/", 1)[-1] for url in reading.next_pages] == [following]


@pytest.mark.parametrize(
    "call", ["go('https://example.gov.cn:80/', '2')", "go('/list/', 2)", "go('https://example.gov.cn/')"]
)
def test_a_part_of_an_address_is_no_page_of_a_list(call: str) -> None:
    assert not list_of(f'{ROWS}<a href="#" onclick="{call}">下一页</a>').next_pages


def test_a_whole_address_in_a_call_is_one() -> None:
    reading = list_of(f"{ROWS}<a href='#' onclick=\"go('/list/p/2')\">下一页</a>")
    assert reading.next_pages == ("https://example.gov.cn/list/p/2",)


FIRST = "<a href='javascript:turn(1)'>首页</a>"


@pytest.mark.parametrize(
    "pager",
    [
        f"{FIRST}<b>1</b><a href='javascript:turn(2)'>2</a><a href='javascript:turn(2)'>下一页</a>",
        "<a href=\"javascript:__doPostBack('pager','2')\">下一页</a>",
        "<span onclick='turn(2)'>下页</span>",
        "<a href='/'>首页</a><a href='javascript:turn(1)'>首页</a><b>1</b><a href='javascript:turn(2)'>2</a>",
        "<span>1</span><a href='javascript:turn(2)'>2</a><a href='javascript:turn(3)'>3</a>",
        "<button id='more'>加载更多</button>",
        "<div class='more' onclick='turn(2)'>点击加载更多 ↓</div>",
    ],
)
def test_a_list_that_goes_on_by_a_script_that_tells_no_address_is_not_whole(pager: str) -> None:
    reading = list_of(f"{ROWS}{pager}<script>function turn(n) {{ form.page.value = n; form.submit() }}</script>")
    assert reading.links
    assert (reading.next_pages, reading.withheld) == ((), True)


@pytest.mark.parametrize(
    "pager",
    [
        "",
        "<a href='javascript:;'>下一页</a>",
        "<a href='javascript:void(0)'>下一页</a>",
        "<a class='disabled' href='javascript:turn(2)'>下一页</a>",
        "<a disabled='disabled' href='javascript:turn(2)'>下一页</a>",
        f"{FIRST}<a href='javascript:turn(1)'>下一页</a>",
        "<a href='index_1.html'>上一页</a><a href='javascript:turn(2)'>下一页</a>",
        "<a href='javascript:open(2)'>下一条新闻</a>",
        "<a href='/xwzx/'>加载更多</a>",
        "<button style='display: none'>加载更多</button>",
    ],
)
def test_a_pager_that_leads_nowhere_is_that_of_the_last_page(pager: str) -> None:
    assert not list_of(ROWS + pager).withheld


@pytest.mark.parametrize(("own", "following"), [("", "l?page=2"), ("l?page=2", "l?page=3"), ("l?page=3", "")])
def test_a_pager_that_a_script_builds_leads_where_it_jumps(own: str, following: str) -> None:
    script = "laypage({count: 22, limit: 9, jump: function (o) { location.href = '/tzgg/l?page=' + o.curr; }})"
    page = Page(
        f"https://example.gov.cn/tzgg/{own}", f"<html><body>{ROWS}<script>{script}</script></body></html>".encode()
    )
    reading = read_list(page, source())
    assert [url.rsplit("/", 1)[-1] for url in reading.next_pages] == [following][: bool(following)]
    assert not reading.withheld


@pytest.mark.parametrize(
    "address", ["https://www.example.com/l?page=", "javascript:show=", "/login?back=", "/s?word="], ids=str
)
def test_a_jump_that_leads_to_no_page_of_the_list_is_not_followed(address: str) -> None:
    script = f"laypage({{count: 22, limit: 9}}); function go(page) {{ location.href = '{address}' + page; }}"
    reading = list_of(f"{ROWS}<script>{script}</script>")
    assert (reading.next_pages, reading.withheld) == ((), True)


@pytest.mark.parametrize(
    "script",
    [
        "slides({count: 5, delay: 300}); adverts({limit: 2})",
        "visits({total: 123456}); comments({pageSize: 10});",
        "$.get('/api/hot?count=20&limit=5')",
    ],
)
def test_numbers_of_other_things_tell_nothing_of_a_list(script: str) -> None:
    assert not list_of(f"{ROWS}<script>{script}</script>").withheld


def test_the_last_page_that_tells_its_number_ends_its_list() -> None:
    script = "<script>var currentPage = 4; var countPage = 5</script>"
    reading = list_of(ROWS + script, "https://example.gov.cn/tzgg/index_4.html")
    assert (reading.next_pages, reading.withheld) == ((), False)


@pytest.mark.parametrize(
    ("told", "goes_on"),
    [
        ("var nowPage=1; var allPage=3; createPage(allPage, nowPage, name, ext)", True),
        ("$('#pager').pagination({totalCount: 25, pageSize: 10, callback: show})", True),
        ("layui.laypage.render({elem: 'p', count: 18, limit: 20})", False),
        ("visits({total: 123456}); laypage({count: 22, data: {a: 1}, limit: 9})", True),
        ("var pageCount = 1;", False),
        ("var total = 40;", False),
    ],
)
def test_a_pager_that_a_script_builds_goes_on_where_it_is_told_of_more_than_there_is(told: str, goes_on: bool) -> None:
    reading = list_of(f"{ROWS}<div id='p'></div><script>{told}</script>")
    assert (reading.next_pages, reading.withheld) == ((), goes_on)


@pytest.mark.parametrize(
    ("told", "withheld"),
    [
        ({"total": 9}, True),
        ({"total": "9"}, True),
        ({"total": 1}, False),
        ({"total": "9" * 5_000}, False),
        ({"count": 9}, False),
    ],
)
def test_an_answer_that_tells_of_more_rows_than_it_has_is_not_whole(told: dict[str, object], withheld: bool) -> None:
    body = json.dumps({"code": 0, "data": told | {"list": [{"id": 1, "title": "数控车工"}]}})
    page = Page("https://example.gov.cn/api/jobs", body.encode())
    declared = source(
        family="table", details="", listing={"records": "data.list"}, columns={"source_id": "id", "title": "title"}
    )
    assert read_list(page, declared).withheld is withheld


def test_an_arrow_that_skips_numbered_pages_is_not_the_next_one() -> None:
    pager = "<span>1</span><a href='10_2.html'>2</a><a href='10_3.html'>3</a><a href='10_11.html'>&gt;</a>"
    assert list_of(ROWS + pager).next_pages == ("https://example.gov.cn/tzgg/10_2.html",)


def test_what_a_script_posts_to_is_no_page() -> None:
    script = "<script>function turn(n) { $.ajax({url: '/items.ashx', type: 'POST', data: {page: n}}) }</script>"
    reading = list_of(f"{ROWS}<a href='javascript:turn(2)'>下一页</a>{script}")
    assert (reading.next_pages, reading.withheld) == ((), True)


@pytest.mark.parametrize(("url", "following"), [("", "?p=2"), ("?p=1", "?p=2"), ("?p=2", "?p=3"), ("?p=3", "")])
def test_a_pager_whose_numbers_are_all_links(url: str, following: str) -> None:
    pager = " ".join(f"<a href='index.php?p={n}'>[{n}]</a>" for n in (1, 2, 3))
    years = "<a href='/2024/'>2024</a><a href='/2023/'>2023</a>"
    home = "https://example.org/index.php"
    page = Page(f"{home}{url}", f"<html><body>{years}{ROWS}{pager}</body></html>".encode())
    assert read_list(page, source()).next_pages == ((f"{home}{following}",) if following else ())


@pytest.mark.parametrize(
    ("numbers", "own", "following"),
    [((2, 3, 4, 5), 3, 4), ((1, 8, 9, 10), 9, 10), ((7, 8, 9), 9, 0), ((2022, 2023, 2024), 2023, 0)],
)
def test_such_a_pager_may_not_show_the_first_pages(numbers: tuple[int, ...], own: int, following: int) -> None:
    home = "https://example.org/index.php?p="
    pager = " ".join(f"<a href='index.php?p={n}'>{n}</a>" for n in numbers)
    page = Page(f"{home}{own}", f"<html><body>{ROWS}{pager}</body></html>".encode())
    assert read_list(page, source()).next_pages == ((f"{home}{following}",) if following else ())


@pytest.mark.parametrize(
    "sets",
    [
        "document.getElementById('pageNo').value = n; document.getElementById('f').submit()",
        "document.f.pageNo.value = n; document.f.submit()",
        "$('#pageNo').val(n); $('#f').submit()",
        "$(\"input[name='pageNo']\").val(n); f.submit()",
    ],
)
@pytest.mark.parametrize("method", ["", "get", "post"])
def test_a_pager_that_sends_a_form(sets: str, method: str) -> None:
    form = f"<form id='f' action='list.do' method='{method}'><input type='hidden' name='cid' value='8'>"
    fields = "<input type='hidden' id='pageNo' name='pageNo' value='1'><input type='submit' name='go' value='1'></form>"
    pager = f"<a href='javascript:goPage(2)'>下一页</a><script>function goPage(n) {{ {sets} }}</script>"
    reading = list_of(ROWS + form + fields + pager)
    led = ("https://example.gov.cn/tzgg/list.do?cid=8&pageNo=2",)
    assert (reading.next_pages, reading.withheld) == (((), True) if method == "post" else (led, False))
