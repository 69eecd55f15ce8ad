"""Where a page leads: its links, feeds and columns, the likeliest first. Pure."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.probing.trial import draft

_FRONT = re.compile(r"/?(?:index|default|main|home)?(?:\.\w{3,5})?/?", re.IGNORECASE)


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page, and no column of it."""
    return bool(_FRONT.fullmatch(urlsplit(url).path))


def links_of(page: Page) -> Sequence[Link]:
    return read_list(page, draft("generic")).links


def feeds_of(page: Page) -> list[str]:
    kinds = " or ".join(f"contains(@type, '{kind}')" for kind in ("rss", "atom", "feed+json"))
    found = page.tree.xpath(f"//link[{kinds}]/@href")
    return [url for href in found if (url := page.absolute(href))]


_COLUMN = re.compile(
    r"招聘|职位|岗位|招工|课程|培训|通知|公告|公示|政策|法规|文件|列表|全部|更多|jobs?|careers?|courses?|news",
    re.IGNORECASE,
)


_WHOLE = re.compile(r"\W*(?:查看|阅读|了解)?(?:更多|全部|all|(?:read\s*)?more)\W*", re.IGNORECASE)
_MOST_COLUMNS = 8


def whole_columns(page: Page) -> list[str]:
    """Where a front page's boxes say that there is more of them."""
    host = urlsplit(page.url).netloc
    links = (link.url for link in links_of(page) if _WHOLE.fullmatch(link.text) and urlsplit(link.url).netloc == host)
    return list(dict.fromkeys(links))[:_MOST_COLUMNS]


def named_columns(links: Iterable[Link]) -> list[str]:
    """The links whose name is that of a column with records, in their text or address."""
    return [link.url for link in links if _COLUMN.search(link.text) or _COLUMN.search(urlsplit(link.url).path)]


def columns_of(page: Page) -> list[str]:
    """Links that may lead to a list, the likeliest first, and the folders that the page stands in."""
    host = urlsplit(page.url).netloc
    links = [link for link in links_of(page) if urlsplit(link.url).netloc == host and 0 < len(link.text) <= 16]
    named = named_columns(links)
    folders = [urljoin(page.url, "./"), urljoin(page.url, "../"), urljoin(page.url, "/")]
    others = [link.url for link in links]
    return list(dict.fromkeys([*named[:4], *folders, *others]))
