"""Lists as tests read them."""

from sources import source

from rencai_crawler.pages import Page, PageReading, read_list
from rencai_crawler.source import Source

URL = "https://example.gov.cn/tzgg/index.html"
ROWS = (
    '<ul><li><a href="./202405/t20240513_1.html" title="关于报名工作的通知">关于报名工作…</a><span>'
    "2024-05-13</span></li>"
    '<li><span>[05-12]</span><a href="./202405/t20240512_2.html">关于考试的公告</a></li><li><a href="../about'
    '.html">关于我们</a></li></ul>'
)


def list_of(html: str, url: str = URL, declared: Source | None = None) -> PageReading:
    """What a list page gives."""
    return read_list(Page(url, html.encode()), declared or source())


def rows_of(reading: PageReading) -> list[tuple[str, str, str]]:
    """Its entries: the last part of each address, the text, the day."""
    return [(link.url.rsplit("/", 1)[-1], link.text, link.date) for link in reading.links]
