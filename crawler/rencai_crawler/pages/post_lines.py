"""Lines that may be where a vacancy begins, with what they tell behind its title: 1. 电工 2名 5000元."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rencai_crawler.pages import furniture
from rencai_crawler.pages.bare_values import is_area, values_of
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, Line, hrefs, leads_away, squeeze
from rencai_crawler.pages.section_names import names_section
from rencai_crawler.pages.section_title import labelled_title, title_of, values_beside
from rencai_crawler.pages.title_values import is_button, parted

_LONGEST_LINE, _LONGEST_TITLE = 300, 20
_NUMBERED = re.compile(
    r"(第?[一二三四五六七八九十]{1,3}[、.．])|([（(][一二三四五六七八九十\d]{1,3}[)）])|(\d{1,2}\s?[、.．)）:：])|"
    r"([①-⑳])|([【\[])|([●■◆★▪►·•▶※☆➤✦◇○])"
)
_COUNT = r"(?:\d{1,3}|若干|[一二两三四五六七八九十]{1,2})\s?[人名位]"
AHEAD = re.compile(rf"[\s{EDGE}]*(?:(?:{_NUMBERED.pattern})[\s{EDGE}]*)?")
_NAME = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z](?:[^\s{EDGE}:：，,。；;】\]\d—–]|\d(?!\d{{0,2}}\s?[人名位])){{1,{_LONGEST_TITLE}}}?)"
    rf"[{EDGE}】\]]*(?:[\s{EDGE}:：，,—–-]|(?={_COUNT}))[\s{EDGE}:：，,—–-]*(?P<rest>\S.*)"
)
"""What stands before the first mark on a line: 叉车司机：5人，7000元, 前台 2人 4500元."""
_IN_BRACKETS = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z][^\s{EDGE}:：，,。；;（(]{{1,{_LONGEST_TITLE}}})[{EDGE}]*[（(](?P<values>[^（）()]{{2,40}})[)）]"
    rf"[{EDGE}]*\s*[:：]\s*(?P<rest>\S.*)"
)
"""客房服务员（2人，5000元）：打扫客房, with values in the brackets."""
APART = re.compile(rf"[\s{EDGE}，,。；;、|｜：—–]+|--+")
ASKED, TOLD = "asked", "told"
LABELLED = ("labelled",)
_UNIT = re.compile("[\u4e00-\u9fff]{1,6}(?:部|车间|科|中心|店|组)")
"""The department that somebody is wanted for."""
NO_PAGES = ("#", "javascript", "mailto:", "tel:")
_MOST_TOLD, _SHORTEST = 6, 2


@dataclass(frozen=True, slots=True)
class Post:
    """A line that may be where a vacancy begins."""

    title: str
    beside: Mapping[str, str]
    text: str
    """What its line says behind the title; empty where that is nothing but values."""
    form: tuple[str, ...]
    """How it is written; those of one page are written alike."""
    is_trade: bool = True


def number_of(line: Line) -> str:
    """Which sort of number or mark a line begins with."""
    number = _NUMBERED.match(line.text)
    return str(number.lastindex) if number else ""


def post_of(line: Line, mark: tuple[str, ...]) -> Post | None:
    """What a line says of a vacancy that begins there; None where none does. `mark`: its number and signature."""
    if len(line.text) > _LONGEST_LINE or _leads_away(line):
        return None
    return _told(line, mark) or _alone(line, mark)


def _leads_away(line: Line) -> bool:
    """Whether a link on a line leads to a page, as those of a list do."""
    return any(not href.startswith(NO_PAGES) for href in hrefs(line)) or leads_away(line)


def _alone(line: Line, mark: tuple[str, ...]) -> Post | None:
    title = title_of(line)
    if not title or len(title) > _LONGEST_TITLE:
        return None
    form = LABELLED if labelled_title(line) else ("alone", *mark)
    return Post(title, values_beside(line), "", form, is_trade(title))


def _told(line: Line, mark: tuple[str, ...]) -> Post | None:
    """A title with values behind it on its line, and perhaps with its text."""
    ahead = AHEAD.match(line.marked)
    begins = ahead.end() if ahead else 0
    if post := _in_brackets(line, mark, begins):
        return post
    told = _behind_unit(line.marked, _NAME.match(line.marked, begins))
    if told is None or names_section(squeeze(told["name"])) or vocabulary("job").alone(told["name"]):
        return None
    name, beside = parted(squeeze(told["name"].replace(EDGE, "")))
    words = [word for part in APART.split(told["rest"]) if (word := squeeze(part))]
    values = {**values_of(words[:_MOST_TOLD]), **beside}
    if len(name) < _SHORTEST or not {"headcount_text", "salary_text"} & values.keys():
        return _asked(name, beside, told["rest"], (ASKED, *mark)) if mark[0] else None
    is_text = any(not _is_beside(word) for word in words)
    text = squeeze(told["rest"].replace(EDGE, " ")) if is_text else ""
    return Post(name, values, text, (TOLD, *mark), is_trade(name))


def _behind_unit(marked: str, told: re.Match[str] | None) -> re.Match[str] | None:
    """The name of the job behind that of a department: 客房部：客房服务员 5名."""
    if told is None or not _UNIT.fullmatch(squeeze(told["name"])):
        return told
    own = _NAME.match(marked, told.start("rest"))
    return own if own and is_trade(squeeze(own["name"])) else told


def _in_brackets(line: Line, mark: tuple[str, ...], begins: int) -> Post | None:
    told = _IN_BRACKETS.match(line.marked, begins)
    values = values_of(APART.split(told["values"])) if told else {}
    if told is None or not values:
        return None
    name = squeeze(told["name"].replace(EDGE, ""))
    return Post(name, values, squeeze(told["rest"].replace(EDGE, "")), (TOLD, *mark), is_trade(name))


def _asked(name: str, beside: Mapping[str, str], rest: str, form: tuple[str, ...]) -> Post | None:
    """A numbered name of a job with what is asked behind it: 1.电工：持证，能倒班."""
    return Post(name, beside, squeeze(rest.replace(EDGE, " ")), form) if ROLE.search(name) else None


def _is_beside(word: str) -> bool:
    return (
        bool(values_of([word]))
        or is_area(word)
        or is_button(word)
        or furniture.has_no_words(word)
        or bool(_UNIT.fullmatch(word))
    )
