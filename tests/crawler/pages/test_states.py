"""Challenges, errors that are answered with 200, and empty shells."""

import pytest

from rencai_crawler.pages import Page, read_page
from rencai_crawler.pages.page import MOST_BYTES
from rencai_crawler.pages.states import state, tells_of


def _read(html: str) -> tuple[str, str]:
    reading = read_page(Page("https://example.gov.cn/a.html", html.encode()))
    assert not reading.items or reading.kind_of_page == "detail"
    return reading.kind_of_page, reading.reason


@pytest.mark.parametrize(
    ("html", "state"),
    [
        ("", ("empty", "empty_body")),
        ("\n  \n", ("empty", "empty_body")),
        ("<html><body></body></html>", ("empty", "no_text")),
        (
            "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
            ("empty", "not_found"),
        ),
        (
            "<html><body><p>您访问的页面不存在或已删除！</p><a href='/'>返回首页</a></body></html>",
            ("empty", "not_found"),
        ),
        ("<html><body>抱歉，该职位已下线</body></html>", ("empty", "not_found")),
        ("NotFound", ("empty", "not_found")),
        ("404: Not Found\n", ("empty", "not_found")),
        ("<html><head><title>示例人才网</title></head><body><h2>Not Found</h2></body></html>", ("empty", "not_found")),
        (
            "<html><body><h1>Sorry</h1><p>The requested URL /zp/7.html was not found on this server.</p></body></html>",
            ("empty", "not_found"),
        ),
        ("<html><body><h1>Page not found</h1><a href='/'>Home</a></body></html>", ("empty", "not_found")),
        ("<html><head><script>location.href='/index.html'</script></head><body></body></html>", ("empty", "redirect")),
        ("<html><body>您的请求疑似攻击行为！事件编号：1</body></html>", ("block", "challenge")),
        (
            "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
            ("block", "challenge"),
        ),
        ("<html><script>document.cookie='__jsl_clearance=1'</script></html>", ("block", "challenge")),
        ("<html><body>请输入验证码继续访问 <input></body></html>", ("block", "challenge")),
    ],
)
def test_a_page_that_is_no_content(html: str, state: tuple[str, str]) -> None:
    assert _read(html) == state


def test_a_long_notice_may_speak_of_codes_and_errors() -> None:
    text = "<p>登录时请输入验证码。如提示页面不存在，请联系我们，工作人员将及时处理，感谢您的理解与支持。</p>" * 40
    assert (
        _read(
            f"<html><head><title>关于系统使用的通知</title></head><body><h1>关于系统使用的通知</h1>{text}</body></html>"
        )[0]
        == "detail"
    )


@pytest.mark.parametrize(
    "page",
    [
        (
            "<html><head><title>关于废止部分文件的通知</title></head><body><h1>关于废止部分文件的通知</h1><p>发布日期：2024-05-13</p>"
            "<p>经研究，下列规范性文件已失效，不再作为行政管理的依据。</p></body></html>"
        ),
        (
            "<html><head><title>关于升级登录方式的公告</title></head><body><h1>关于升级登录方式的公告</h1><p>2024年5月13日</p>"
            "<p>自即日起，登录时须通过安全验证。给您带来的不便，敬请谅解。</p></body></html>"
        ),
    ],
)
def test_a_short_notice_may_speak_of_them_too(page: str) -> None:
    assert _read(page) == ("detail", "")


def test_a_list_may_name_them() -> None:
    rows = "".join(f'<li><a href="/t{n}.html">知道创宇发布新版产品</a> 05-{n}</li>' for n in range(10, 30))
    assert state(Page("https://example.org/", f"<html><body><ul>{rows}</ul></body></html>".encode())) is None


def test_a_huge_page_is_refused_before_it_is_parsed() -> None:
    reading = read_page(Page("https://example.org/", b"<p>a</p>" * (MOST_BYTES // 8 + 1)))
    assert (reading.kind_of_page, reading.reason) == ("unknown", "too_large")


@pytest.mark.parametrize(
    "body",
    [b"\x00" * 500, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"<" * 5000, b"<div>" * 20000, "�".encode() * 999],
)
def test_rubbish_gives_a_reason_and_no_error(body: bytes) -> None:
    reading = read_page(Page("https://example.org/", body))
    assert reading.items == () or reading.kind_of_page == "detail"
    assert reading.items or reading.reason


def framed(text: str) -> str:
    """A short message as a site shows it: with its menu, its clock and its foot."""
    menu = '<div><a href="/">首页</a> <a href="/job">招聘信息</a> <a href="/about">关于我们</a></div>'
    foot = "<div>版权所有 示例人才网 京ICP备00000000号 今天是2026年11月30日 星期一</div>"
    return f"<html><head><title>示例人才网</title></head><body>{menu}{text}{foot}</body></html>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>您访问的信息不存在或已被删除！</p>",
        "<h3>该职位已关闭</h3>",
        "<h3>该职位已停止招聘</h3>",
        "<h3>很抱歉，该岗位招聘已结束</h3>",
        "<h3>职位已下架</h3>",
        "<p>该职位已招满</p>",
        "<p>企业已停止该职位的招聘</p>",
        "<p>您查看的职位暂停招聘</p>",
        "<p>没有该条记录</p>",
        "<p>该文件已撤下</p>",
        "<p>抱歉，您要找的页面丢了</p>",
    ],
)
def test_a_page_that_says_it_is_gone_beside_the_clock_of_its_site(text: str) -> None:
    assert _read(framed(text)) == ("empty", "not_found")


@pytest.mark.parametrize(
    "script",
    ["alert('该信息不存在或已删除！');history.back();", 'alert("职位已下线");window.location.href="/";'],
)
def test_a_page_that_says_it_in_a_window(script: str) -> None:
    assert _read(f"<html><head><script>{script}</script></head><body></body></html>") == ("empty", "not_found")


@pytest.mark.parametrize(
    "text",
    [
        "<p>系统正在维护，请稍后访问</p>",
        "<h1>系统提示</h1><p>系统繁忙，请稍后再试</p>",
        "<p>数据库连接失败</p>",
        "<p>参数错误</p>",
        "<h2>Error 500</h2><p>Internal Server Error</p>",
    ],
)
def test_an_error_in_words(text: str) -> None:
    assert _read(framed(text)) == ("empty", "error")


@pytest.mark.parametrize(
    "text",
    [
        "<h1>保安员</h1><p>单位：示例物业</p><p>工资：4500元</p><p>地区：朝阳区</p><p>要求：身份证已过期者勿扰，招满为止。</p>",
        "<h1>网络管理员</h1><p>单位：示例科技</p><p>月薪：6000-8000元</p><p>职责：服务器维护、系统升级，处理系统异常与数据库错误。</p>",
        "<h1>电工</h1><p>单位：示例物业</p><p>工资：6000元</p><p>职责：在设备维护中心值班。</p>",
        "<h1>技能等级认定报名已结束</h1><p>2026-11-05</p><p>本次报名已结束，考试安排另行通知。</p>",
        "<h1>关于部分文章已删除的说明</h1><p>发布时间：2026-11-01</p><p>因栏目调整，部分旧文章已删除，请在新栏目查看。</p>",
    ],
)
def test_short_pages_that_sound_alike_are_content(text: str) -> None:
    assert _read(framed(text)) == ("detail", "")


def test_labels_of_a_list_are_no_message() -> None:
    rows = "".join(f'<li><a href="/job/{n}.html">数控车工</a> <span>招聘已结束</span></li>' for n in range(9))
    assert state(Page("https://example.org/", framed(f"<ul>{rows}</ul>").encode())) is None


@pytest.mark.parametrize(
    ("html", "tells"),
    [
        (framed("<h1>请登录</h1><form>用户名<input>密码<input type='password'></form>"), False),
        (framed("<p>网站改造，敬请期待</p>"), False),
        (framed("<h1>关于做好技能等级认定工作的通知</h1><p>见附件。</p>"), True),
        (framed("<h1>技能等级认定通知</h1>"), True),
        (framed("<p>另有一篇长文，与名称无关。</p>" * 60), True),
        ("<html><script>var title='关于做好技能等级认定工作的通知'</script></html>", True),
    ],
)
def test_a_page_with_little_text_tells_of_what_it_is_called(html: str, tells: bool) -> None:
    page = Page("https://example.org/1.html", html.encode())
    assert tells_of(page, "关于做好技能等级认定工作的通知") is tells
    assert tells_of(page, "详情"), "a name of two characters says nothing"
