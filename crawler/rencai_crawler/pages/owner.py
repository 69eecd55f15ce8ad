"""Whose site a page is on: the last resort where nothing on the page says who published it."""

import re
from collections.abc import Sequence

from rencai_crawler.pages.head import is_column, title_parts
from rencai_crawler.pages.lines import Line, squeeze
from rencai_crawler.pages.origin import ORGAN
from rencai_crawler.pages.page import Page

_ORGAN_SITE = re.compile(
    r"[\u4e00-\u9fff]{3,30}(?:局|厅|部|委员会|人民政府|办公室|办公厅|中心|总队|法院|检察院|总工会)"
)
_COMPANY = re.compile(r"(?:公司|集团|厂)$")
_OWNED = re.compile(
    r"(?:版权所有|主办(?:单位)?)\s*[:：/©(（Cc)）]*\s*(?:主办单位\s*[:：])?\s*([\u4e00-\u9fff（）()·]{4,40})"
    r"|([\u4e00-\u9fff（）()·]{4,40})\s*(?:版权所有|保留所有权利|主办(?![\u4e00-\u9fff]))"
)
_RIGHTS_BEHIND = re.compile("(?:版权所有|技术支持|未经|地址|主办|承办).*$")
_FOOT_LINES = 12
_MEETING = re.compile("(?<![协学工商总])(?<!联合)(?<!委员)(?<!基金)(?<!理事)(?<!促进)会$")
"""宣讲会 and the like are no bodies."""
_LEAST = 5
"""Shorter names are those of sections: 新闻中心, 学生处."""
_LEAST_BRAND, _LONGEST_BRAND = 3, 20
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_HIRES = re.compile(r"(?:20\d\d)?(?:届|年)?(?:校园|社会|春季|秋季|人才|最新)?(?:招聘|诚聘|招募).*$")
_NO_BRAND = re.compile("详情|职位|岗位|加入|首页|网站?$|招聘|编辑|管理|登录|注册|简历|人才|英才|招贤|文档")
_BOARD = re.compile(
    "招聘(?:信息)?网|人才网|直聘|求职|找工作|招工|猎头|猎聘|人才市场|"
    "[\u4e00-\u9fff]{2}(?<!人才)(?<!社会)(?<!校园)(?<!公开)(?<!公司)招聘$"
)
"""Names of job boards: 智联招聘 is one, 人才招聘 is a section."""


def site_owner(page: Page, title: str, every: Sequence[Line]) -> str:
    """The institution that a site belongs to, by its own tag, the end of `<title>`, or its foot."""
    tagged = page.metas.get("sitename", "")
    if _ORGAN_SITE.fullmatch(tagged):
        return tagged
    return _in_title(page, title) or next((name for name in _in_foot(every) if not _COMPANY.search(name)), "")


def company_site(page: Page, title: str, every: Sequence[Line]) -> str:
    """The company that advertises on a site of its own; a site that is called a board belongs to none that does."""
    called = f"{page.metas.get('sitename', '')} {'|'.join(title_parts(page)).replace(title, '')}"
    if _BOARD.search(called):
        return ""
    named = _in_title(page, title)
    return named or next((name for name in _in_foot(every) if _COMPANY.search(name)), "") or _brand(page, title)


def _brand(page: Page, title: str) -> str:
    """What `<title>` is called on a site that names its company short there: 示例科技 - Example Tech."""
    first = _HIRES.sub("", next(iter(title_parts(page)), ""))
    fits = _LEAST_BRAND <= len(first) <= _LONGEST_BRAND and bool(_HAN.search(first)) and not is_column(first)
    return first if fits and title not in first and not _NO_BRAND.search(first) else ""


def _in_title(page: Page, title: str) -> str:
    """The last part of `<title>` where it is an institution's name."""
    last = next(reversed(title_parts(page)), "")
    return last if last != title and _is_institution(last) else ""


def _in_foot(every: Sequence[Line]) -> list[str]:
    found = (match for line in every[-_FOOT_LINES:] for match in _OWNED.finditer(line.text))
    names = (squeeze(_RIGHTS_BEHIND.sub("", match[1] or match[2])) for match in found)
    return [name for name in names if _is_institution(name)]


def _is_institution(text: str) -> bool:
    return len(text) >= _LEAST and bool(ORGAN.fullmatch(text)) and not (is_column(text) or _MEETING.search(text))
