"""Bytes to text, whatever the declarations claim."""

import codecs

import pytest

from rencai_crawler.pages import Page
from rencai_crawler.pages.encoding import decode

TEXT = (
    "<html><head><title>关于〔2024〕12号的通知　全角１２</title></head><body>各区人力资源和社会保障局：请贯彻执行"
    "。镕喆</body></html>"
)


def _declaring(encoding: str) -> str:
    return TEXT.replace("<head>", f'<head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">')


@pytest.mark.parametrize(
    ("declared", "used", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("gb2312", "gb18030", ""),
        ("gbk", "gb18030", "text/html"),
        ("GB18030", "gb18030", ""),
        ("utf-8", "gb18030", ""),
        ("gb2312", "utf-8", ""),
        ("gb2312", "utf-8", "text/html; charset=gb2312"),
        ("utf-8", "gb18030", "text/html; charset=GBK"),
        ("iso-8859-1", "gb18030", "text/html; charset=ISO-8859-1"),
        ("iso-8859-1", "utf-8", "text/html; charset=ISO-8859-1"),
        ("no-such-name", "gb18030", ""),
    ],
)
def test_declared_used_and_sent(declared: str, used: str, header: str) -> None:
    page = _declaring(declared)
    assert decode(page.encode(used), header) == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_undeclared(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_counts_before_all(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "text/html; charset=gb2312") == TEXT


def test_traditional_characters_in_big5() -> None:
    text = "<html><head><title>職業技能</title></head><body>高技能人才工作的實施意見，請貫徹執行。</body></html>"
    assert decode(text.encode("big5"), "text/html; charset=big5") == text


def test_a_stray_byte_does_not_spoil_a_page() -> None:
    body = (TEXT * 50).encode("gb18030") + b"\xff"
    assert decode(body, "text/html; charset=gbk").startswith(TEXT)


def test_the_sources_encoding_counts_before_the_pages() -> None:
    page = Page("https://example.org", _declaring("utf-8").encode("gb18030"), encoding="gb18030")
    assert page.text == _declaring("utf-8")
    assert page.selector.css("title::text").get() == "关于〔2024〕12号的通知　全角１２"
