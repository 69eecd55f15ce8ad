"""What a site is called, from its pages."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from rencai_crawler.pages import Page
from rencai_crawler.pages.employer import EMPLOYER
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.page_names import is_column, is_site
from rencai_crawler.probing.findings import Trial

_NO_NAME = re.compile(
    r"(?:网站|官网)?首页|主页|index|home(?:\s*page)?|welcome.*|null|undefined|untitled.*|无标题.*|title|document|"
    r".{0,4}(?:详情|正文|内容|详细信息|列表)页?|"
    r"[^,，、｜]+(?:[,，、｜][^,，、｜]+){2,}",
    re.IGNORECASE,
)
"""What stands in titles in the place of a name; also words to be found by."""
_MOSTLY = 0.6
_GREETING = re.compile(r"欢迎(?:您|你|访问|光临|来到|进入|浏览|登录|使用)*")

OF_RECORDS = re.compile(
    r"jobs?|posi?tions?|postings?|vacanc|offers?|openings?|requisition|recruit|courses?|articles?|notices?|news|岗位|职位|"
    r"招聘|课程|公告",
    re.IGNORECASE,
)
"""Words in the names of lists of records, and of the scripts that ask for them."""


def is_html(page: Page) -> bool:
    """Whether a page is one for people, and no feed, file or API's answer."""
    start = page.body[:600].lstrip().lower()
    return "html" in page.content_type or start.startswith((b"<!doctype", b"<html")) or b"<html" in start


def site_name(pages: Sequence[Page]) -> str:
    """The site's name: its meta tag, the part of `<title>` that several pages share or that is a site's; else empty."""
    named = next((page.metas["sitename"] for page in pages if is_html(page) and page.metas.get("sitename")), "")
    counts = Counter(part for page in pages if is_html(page) for part in dict.fromkeys(_title_parts(page)))
    shared = [part for part, count in counts.items() if 1 < count == max(counts.values())]
    owners = [part for part in shared if is_site(part) or EMPLOYER.fullmatch(part)]
    last = {told[-1] for page in pages if is_html(page) and (told := _title_parts(page))}
    owners.sort(key=lambda part: part not in last)
    parts = [part for page in pages if (part := _last_part(page))]
    several = [part for part, count in Counter(parts).most_common(1) if count > 1]
    return named or next(iter([*owners[:1], *several, *filter(is_site, parts)]), "")


def front_name(page: Page) -> str:
    """What a front page calls its site: the part of its title that is a site's name, else the first."""
    if page.metas.get("sitename"):
        return page.metas["sitename"]
    said = re.sub(r"【.*?】", "", str(page.tree.xpath("string(//title)")))
    parts = [part for part in _parts(said) if not _NO_NAME.fullmatch(part)]
    return next(iter([*filter(is_site, parts), *parts]), "")


def issuer_name(trial: Trial) -> str:
    """Who issued most of the pages that were read: a site's own, where no title says whose it is."""
    told = Counter(str(sample.get("issuer_text") or sample.get("employer") or "") for sample in trial.samples)
    name, count = next(iter(told.most_common(1)), ("", 0))
    return name if count > 1 and count >= _MOSTLY * told.total() else ""


def last_name(page: Page) -> str:
    """The last part of a page's own title where that names more than the page, else its host."""
    alone = is_html(page) and len(_title_parts(page)) < 2
    part = _last_part(page)
    return part if part and (not alone or is_site(part) or EMPLOYER.fullmatch(part)) else urlsplit(page.url).netloc


def _last_part(page: Page) -> str:
    if is_html(page):
        parts = _title_parts(page) or [""]
    else:
        match = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?([^<\]]{2,60})", page.text[:5000]) if is_feed(page) else None
        parts = _parts(match[1] if match else "") or [""]
    return parts[0] if is_site(parts[0]) and not is_site(parts[-1]) else parts[-1]


def _title_parts(page: Page) -> list[str]:
    return [part for part in _parts(str(page.tree.xpath("string(//title)"))) if not _NO_NAME.fullmatch(part)]


def _parts(title: str) -> list[str]:
    return [
        part for each in re.split(r"[-_|—–－]", title) if (part := _without_column(_GREETING.sub("", each).split()))
    ]


def _without_column(words: list[str]) -> str:
    """A part of a title without the column that stands before a name: 企业新闻 示例官网."""
    while len(words) > 1 and is_column(words[0]):
        words = words[1:]
    return " ".join(words)
