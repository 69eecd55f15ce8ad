"""Where a page leads: its links, feeds and columns, the likeliest first. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.pages.furniture import is_breadcrumb
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.scripted import is_address
from rencai_crawler.probing.trial import draft

_FRONT = re.compile(r"/?(?:index|default|main|home)?(?:\.\w{3,5})?/?", re.IGNORECASE)

_DAY = re.compile(r"/(?:19|20)\d\d[-/_]?(?:0\d|1[0-2])[-/_]?(?:[0-2]\d|3[01])(?:/|$)")


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page, and no column of it."""
    return bool(_FRONT.fullmatch(urlsplit(url).path))


def names_day(url: str) -> bool:
    """Whether an address is that of one day's pages, as those of newspapers are."""
    return bool(_DAY.search(urlsplit(url).path))


def is_overview(page: Page) -> bool:
    """Whether a page shows the newest of several columns: a front page, or one whose boxes lead to more."""
    return is_front(page.url) or len(whole_columns(page)) >= ENOUGH_BOXES


def crumbs(page: Page) -> list[str]:
    """Where the line leads that says where a page stands, the nearest first."""
    for anchor in page.tree.iter("a"):
        line = anchor.getparent()
        while line is not None and len(text := text_in(line)) <= _LONGEST_LINE:
            if is_breadcrumb(text):
                found = [page.absolute(each.get("href") or "") for each in line.iter("a")]
                return [url for url in reversed(found) if url and urlsplit(url).netloc == urlsplit(page.url).netloc]
            line = line.getparent()
    return []


def links_of(page: Page) -> Sequence[Link]:
    return read_list(page, draft("generic")).links


def feeds_of(page: Page) -> list[str]:
    kinds = " or ".join(f"contains(@type, '{kind}')" for kind in ("rss", "atom", "feed+json"))
    found = page.tree.xpath(f"//link[{kinds}]/@href")
    return [url for href in found if (url := page.absolute(href))]


def linked_feeds(page: Page) -> list[str]:
    """The feeds that a page shows to people: what it is about, and not what the whole site is."""
    anchors = ((text_in(anchor), anchor.get("href") or "") for anchor in page.tree.iter("a"))
    found = [page.absolute(href) for text, href in anchors if _FEED.search(text) and _FEED_FILE.search(href)]
    return list(dict.fromkeys(filter(None, found)))


_FEED = re.compile(r"\b(?:rss|atom)\b|订阅", re.IGNORECASE)
_FEED_FILE = re.compile(r"\.(?:xml|rss|atom)\b|\b(?:rss|feed|atom)\b", re.IGNORECASE)
_COLUMN = re.compile(
    r"招聘|职位|岗位|招工|课程|培训|通知|公告|公示|政策|法规|文件|列表|全部|更多|jobs?|careers?|courses?|news",
    re.IGNORECASE,
)

_HIRING = re.compile(
    r"招聘|招贤|纳士|加入|诚聘|招工|求贤|职位|岗位|jobs?\b|careers?\b|join|hiring|vacanc", re.IGNORECASE
)
_BRIEF = 20

_LONGEST_LINE = 120
_LIST = re.compile(r"/(?:(?:index|default|list)\.\w{3,5})?$", re.IGNORECASE)
_WHOLE = re.compile(r"\W*(?:查看|阅读|了解)?(?:更多|全部|all|(?:read\s*)?more)\W*", re.IGNORECASE)
_MOST_COLUMNS = 8
ENOUGH_BOXES = 2
"""Boxes with more behind them that make a page one of several columns."""


def whole_columns(page: Page) -> list[str]:
    """Where a page's boxes say that there is more of them."""
    host = urlsplit(page.url).netloc
    more = (anchor.get("href") or "" for anchor in page.tree.iter("a") if _WHOLE.fullmatch(text_in(anchor)))
    urls = (url for href in more if is_address(href) and (url := page.absolute(href)))
    return list(dict.fromkeys(url for url in urls if urlsplit(url).netloc == host))[:_MOST_COLUMNS]


def holders_of(details: Iterable[Link], links: Iterable[Link]) -> list[str]:
    """Of links those to the folders that hold details, nearest to them, the fullest first."""
    folders = {url: _folder(url) for url in dict.fromkeys(link.url for link in links) if _folder(url).strip("/")}
    counts = Counter[str]()
    for detail in details:
        within = [url for url, folder in folders.items() if url != detail.url and _is_below(detail.url, url, folder)]
        if within:
            counts[max(within, key=lambda url: len(folders[url]))] += 1
    return [url for url, _ in counts.most_common()]


def _folder(url: str) -> str:
    """The folder that an address stands for; empty where it is that of a page in one."""
    path = urlsplit(url).path
    return path.rpartition("/")[0] + "/" if _LIST.search(path) else ""


def _is_below(url: str, column: str, folder: str) -> bool:
    parts = urlsplit(url)
    return parts.netloc == urlsplit(column).netloc and parts.path.startswith(folder)


def named_columns(links: Iterable[Link]) -> list[str]:
    """The links whose name is that of a column with records, in their text or address."""
    return [link.url for link in links if _COLUMN.search(link.text) or _COLUMN.search(urlsplit(link.url).path)]


def hiring_columns(page: Page) -> list[str]:
    """The links of a page that are called as a column with vacancies is."""
    host = urlsplit(page.url).netloc
    links = (link for link in links_of(page) if urlsplit(link.url).netloc == host)
    return list(dict.fromkeys(link.url for link in links if len(link.text) <= _BRIEF and _HIRING.search(link.text)))


def frames_of(page: Page) -> list[str]:
    """The pages of its site that a page shows in frames: what looks like its list may stand in one."""
    host = urlsplit(page.url).netloc
    found = (page.absolute(frame.get("src") or "") for frame in page.tree.iter("iframe", "frame"))
    return list(dict.fromkeys(url for url in found if url and urlsplit(url).netloc == host))


def columns_of(page: Page) -> list[str]:
    """Links that may lead to a list, the likeliest first, and the folders that the page stands in."""
    host = urlsplit(page.url).netloc
    links = [link for link in links_of(page) if urlsplit(link.url).netloc == host and 0 < len(link.text) <= 16]
    named = named_columns(links)
    folders = [urljoin(page.url, "./"), urljoin(page.url, "../"), urljoin(page.url, "/")]
    others = [link.url for link in links]
    return list(dict.fromkeys([*frames_of(page), *named[:4], *folders, *others]))
