"""Challenges, errors that are answered with 200, and empty shells."""

import pytest

from rencai_crawler.pages import Page, read_page
from rencai_crawler.pages.page import MOST_BYTES
from rencai_crawler.pages.states import state


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
