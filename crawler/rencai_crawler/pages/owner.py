"""What speaks for whose site a page is on, by its tags, the parts of `<title>`, its head and its foot."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from rencai_crawler.pages.company_names import BOARD, is_full
from rencai_crawler.pages.employer_choice import likely_employer
from rencai_crawler.pages.foot import (
    beginnings_of_foot,
    companies_in_foot,
    foot_of,
    hosts,
    owners_in_foot,
    rights_holders,
)
from rencai_crawler.pages.head import title_parts
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.origin import Around
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.page_names import is_column, is_organ
from rencai_crawler.pages.site_name import site_name

_ORGAN_SITE = re.compile(
    r"[\u4e00-\u9fff]{3,30}(?:局|厅|部|委员会|人民政府|办公室|办公厅|中心|总队|法院|检察院|总工会)"
)
_COMPANY = re.compile(r"(?:公司|集团|厂)$")
_WELCOME = re.compile(
    r"([\u4e00-\u9fff（）()]{4,40})[,，]?\s*欢迎[您你][!！。]?"
    r"|(?:您好[,，]?\s*)?欢迎[您你]?(?:访问|来到|光临|进入)\s*([\u4e00-\u9fff（）()]{4,40}?)(?:官方|门户)?(?:网站|官网)?[!！。]?"
)
_MEDIUM = re.compile(r"(?=.{4,16}$)[\u4e00-\u9fff]+(?:(?<![喜海简预通年月申填汇情])报|周刊|网|在线|频道|电视台|广播网)")
_OFFICIAL = re.compile(
    r"(?:欢迎[您你]?(?:访问|来到|光临|进入))?"
    r"(?!官方|我们|公司|企业|集团|品牌|本[站网]|[中英]文|手机|电脑|点击|立即|进入|访问|返回|前往|查看|登录|关注|浏览|扫码|更多)"
    r"([\u4e00-\u9fffA-Za-z]{2,16}?)(?:官方网站|官网)(?:首页)?[!！。]?"
)
_SITE_BEHIND = re.compile("(?<=[\u4e00-\u9fff]{4})(?:官方网站|门户网站|官网|网站)$")
_WELCOMES = re.compile("^欢迎[您你]?(?:访问|来到|光临|进入)")
KINDS = (
    "site_tag", "title_last", "title_first", "title_amid", "welcome", "official", "medium", "logo", "foot",
    "foot_company", "holder", "foot_full", "host", "foot_line", "site_name",
)  # fmt: skip
_HEAD_LINES, _LONGEST_WELCOME = 30, 60
_FIRST_LINES, _FIRST_PICTURES = 12, 3
_BEHIND_LOGO = re.compile(r"\s*[·|｜—–-].*$|\s+[A-Za-z].*$")
_CLOSING = 2
"""Last lines of a text, on which a site may sign with the name it has."""
_OFFICE_OF_PAPER = re.compile("(?<=[日晚时早周]报)社$|(?<=[周期]刊)社$")
_MEETING = re.compile("(?<![协学工商总])(?<!联合)(?<!委员)(?<!基金)(?<!理事)(?<!促进)会$")
"""宣讲会 and the like are no bodies."""
_NAMED = re.compile("(?:公司|集团|厂|医院|大学|学院|学校|中学|小学)$")
_LEAST, _LEAST_NAMED = 5, 4
"""Shorter names are those of sections: 新闻中心, 学生处."""
_OURSELVES = re.compile("^[本我该贵]")


def owners(page: Page, around: Around) -> Iterator[tuple[str, str]]:
    """Each name that tags, `<title>`, head and foot of a page tell for whose site it is, with the kind of place."""
    return ((kind, _OFFICE_OF_PAPER.sub("", name)) for kind, name in _told(page, around))


def _told(page: Page, around: Around) -> Iterator[tuple[str, str]]:
    title, every = around.title, around.every
    tagged = page.metas.get("sitename", "")
    yield "site_tag", tagged if _ORGAN_SITE.fullmatch(tagged) else ""
    yield from _in_title(page, title)
    yield "welcome", _welcoming(every)
    yield "official", _official(page, every)
    yield "medium", _medium(page, title)
    yield from (("logo", name) for name in _at_head(page, around.before[: -len(around.head) - 1]))
    yield from _at_foot(page, foot_of(every))
    yield from (("foot_line", name) for name in beginnings_of_foot(foot_of(around.after)) if _is_institution(name))
    yield "site_name", site_name(page, title, [*around.before, *around.inside[-_CLOSING:], *around.after])


def _at_foot(page: Page, foot: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for name in filter(_is_institution, owners_in_foot(foot)):
        yield ("foot_company" if _COMPANY.search(name) else "foot"), name
    yield "holder", _holder(page, foot)
    yield from (("foot_full", name) for name in companies_in_foot(foot) if _is_institution(name))
    yield from (("host", name) for name in hosts(foot))


def _at_head(page: Page, above: Sequence[Line]) -> Iterator[str]:
    """What stands, or is pictured, above the title where sites show their names."""
    shown = (line.text for line in above[:_FIRST_LINES])
    pictured = (image.get("alt") or "" for image in islice(page.tree.iter("img"), _FIRST_PICTURES))
    parts = (_SITE_BEHIND.sub("", _BEHIND_LOGO.sub("", text)) for text in (*pictured, *shown))
    yield from (part for part in parts if _is_institution(part) or _is_paper(part))


def likely_owner(page: Page, title: str, every: Sequence[Line]) -> str:
    """The company in full for which most speaks, wherever the page names it: 示例公司成立于…"""
    name = likely_employer(page, title, every)
    return name if is_full(name) else ""


def _holder(page: Page, foot: Sequence[Line]) -> str:
    """To whom the rights are said to belong; a name of two characters is one where `<title>` has it too."""
    told = title_parts(page)
    short = (name for name in rights_holders(foot, least=2) if name in told)
    return _SITE_BEHIND.sub("", next(rights_holders(foot), "") or next(short, ""))


def _official(page: Page, every: Sequence[Line]) -> str:
    """Whose official site `<title>` or a line at the head says that this is: 示例餐饮官网."""
    told = (*title_parts(page), *(line.text for line in every[:_HEAD_LINES] if not line.in_link))
    found = (_OFFICIAL.fullmatch(text) for text in told if "官" in text and len(text) < _LONGEST_WELCOME)
    return next((match[1] for match in found if match and not is_column(match[1])), "")


def _welcoming(every: Sequence[Line]) -> str:
    """Who bids the reader welcome at the head of a page: 示例大学示例中心欢迎您！"""
    near = (line.text for line in every[:_HEAD_LINES] if "欢迎" in line.text and len(line.text) < _LONGEST_WELCOME)
    found = map(_WELCOME.fullmatch, near)
    return next((name for match in found if match and _is_institution(name := match[1] or match[2])), "")


def _medium(page: Page, title: str) -> str:
    """The part of `<title>` that is the name of a paper or a site of news."""
    named = (_WELCOMES.sub("", part) for part in reversed(title_parts(page)) if part != title)
    parts = (part for part in named if _MEDIUM.fullmatch(part))
    fits = (part for part in parts if not (is_column(part) or BOARD.search(part) or "门户" in part))
    return next(fits, "")


def _in_title(page: Page, title: str) -> Iterator[tuple[str, str]]:
    """The parts of `<title>` that are an institution's name, by where they stand."""
    parts = [_SITE_BEHIND.sub("", part) for part in title_parts(page)]
    for place, part in enumerate(parts, 1):
        name = next((name for name in (part, part.partition(" ")[0]) if _is_institution(name)), "")
        if name and part != title:
            yield ("title_last" if place == len(parts) else "title_first" if place == 1 else "title_amid"), name


def _is_paper(text: str) -> bool:
    return text.endswith("报") and bool(_MEDIUM.fullmatch(text))


def _is_institution(text: str) -> bool:
    least = _LEAST_NAMED if _NAMED.search(text) and not _OURSELVES.search(text) else _LEAST
    return len(text) >= least and is_organ(text) and not (is_column(text) or _MEETING.search(text))
