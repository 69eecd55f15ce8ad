"""The part of a vacancy that says what the work is and what it asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rencai_crawler.pages import furniture
from rencai_crawler.pages.headings import (
    ABOUT_COMPANY,
    DEMANDS_AHEAD,
    DEMANDS_ALONE,
    DUTIES_AHEAD,
    DUTIES_ALONE,
    OTHER_ALONE,
    WITHIN,
    is_heading,
)
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import Line, leads_away
from rencai_crawler.pages.tree import Element
from rencai_crawler.pages.trimming import is_called, is_label_line, trimmed

_CONTACT = re.compile(r"\s*(?:联系人|联系电话|联系方式|联系手机|电话|手机|微信|QQ|邮箱|E-?mail)\s*[:：]", re.IGNORECASE)
_ASK = re.compile(
    r".{0,14}(?:刚刚|今日|本周|本月|近期|\d+[日周月]内)活跃|.{0,8}(?:联系|来电|致电|拨打|沟通).{0,14}(?:请说|请务必|"
    r"请告知|说明|说是|告知).{0,40}|.{0,12}(?:求职|应聘|面试|本信息|该信息|信息由|该职位|以上信息).{0,20}(?:收费|"
    r"收取|费用|谨防|警惕|提高警惕|真实性|仅供参考|负责|诈骗).{0,60}|.{0,24}完善[^。，；]{0,6}简历.{0,40}|.{0,20}(?:还没有|暂无|"
    r"已有可投递的|没有可以?投递的|默认投递的?).{0,8}简历.{0,30}"
)
_APART = re.compile(
    r"(?:^|[\s_-])(?:(?:boss|recruiter|publisher|contact|company|comp|corp|address|addr|similar|recommend|"
    r"share|report|welfare|tips?|safe|safety|warn|warning|other|others|footer|foot|btn|button|apply|more|"
    r"comment|comments|side|sidebar|related|like|qrcode)\w*|(?:hr|map|ads?|hot)(?:\d*|_\w*))(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADED_BY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·]{3,40}(?:有限(?:责任)?公司|公司|集团)(?:[\u4e00-\u9fff]{2,10}(?:分公司|店))?|"
    r"[\d.,]+[kK千万]?\s*[-~～—至]\s*[\d.,]+\s*[kK千万元].{0,8}"
)
_NAMES_NEXT = re.compile(r"(?:招聘|工作|应聘)?(?:职位|岗位)(?:名称)?\s*[:：]\s*[^。；，]{2,30}")
"""Labels the title of the vacancy below."""
_LONG = 40
_LONGEST_HEADING, _LONGEST_MENU = 30, 12
_OF_A_CARD = 3
_MOSTLY = 0.79
_NAMED_PART = re.compile(r"[\[【][^\]】]{2,10}[\]】]\s*[:：]?")
_SURELY_TEXT = 80
"""Characters below a heading that are a text, though a line among them is a company's name."""
_MOST_HEADINGS = 30
"""Headings that are looked below: a page of more is made of them."""
_ENOUGH = 6
_MOST_DEMANDS = 16


@dataclass(slots=True)
class Duties:
    """Description with all it holds, the part of it that asks something, and the place where it begins."""

    description: str = ""
    requirements: str = ""
    start: int = 0
    headed: bool = False
    labels: bool = False
    """Whether it is labelled values, as 职位信息 may head: then any other text counts first."""


def find_duties(every: Sequence[Line]) -> Duties:
    """The text below the heading of the duties (or, failing that, of the demands), to where another section begins."""
    spare: Duties | None = None
    for alone, ahead in ((DUTIES_ALONE, DUTIES_AHEAD), (DEMANDS_ALONE, DEMANDS_AHEAD)):
        headings = (place for place, line in enumerate(every) if alone.fullmatch(line.text) or ahead.match(line.text))
        below = (_below(every, place, alone, ahead) for place in islice(headings, _MOST_HEADINGS))
        short: Duties | None = None
        for duties in filter(None, below):
            if duties.labels:
                spare = spare or duties
            elif len(duties.description) > _LONG:
                return _with_parts_above(every, _with_demands_above(every, duties))
            else:
                short = short or duties
        if short:
            return short
    return spare or Duties()


def heads_duties(every: Sequence[Line], place: int) -> bool:
    """Whether a line heads duties or demands, or begins with such a heading."""
    text = every[place].text
    if len(text) <= _LONGEST_HEADING and (DUTIES_ALONE.fullmatch(text) or DEMANDS_ALONE.fullmatch(text)):
        return not _is_menu(every, place)
    return bool(DUTIES_AHEAD.match(text) or DEMANDS_AHEAD.match(text))


def _is_menu(every: Sequence[Line], place: int) -> bool:
    """Whether a heading is a link to somewhere, or one of several that unfold texts."""
    line = every[place]
    if not line.in_link or len(line.text) >= _LONGEST_MENU:
        return False
    below = every[place + 1] if place + 1 < len(every) else None
    return leads_away(line) or below is None or below.in_link or len(below.text) < _ENOUGH


def _with_demands_above(every: Sequence[Line], duties: Duties) -> Duties:
    """From the heading of the demands, where those stand first and lead to the duties."""
    for place in range(duties.start - 1, max(-1, duties.start - _MOST_DEMANDS), -1):
        text = every[place].text
        ahead = DEMANDS_AHEAD.match(text) if len(text) > _LONG else None
        if ahead or (DEMANDS_ALONE.fullmatch(text) and len(text) <= _LONGEST_HEADING):
            whole = _below(every, place, DEMANDS_ALONE, DEMANDS_AHEAD)
            if whole and duties.description in whole.description:
                asked = [text[ahead.end() :]] if ahead else []
                demands = "\n".join([*asked, *(line.text for line in every[place + 1 : duties.start])])
                return Duties(whole.description, demands, place, headed=True)
            break
    return duties


def _with_parts_above(every: Sequence[Line], duties: Duties) -> Duties:
    """From the first of the parts beside them whose headings are written as theirs: 【薪资体系】 … 【岗位职责】."""
    heading = every[duties.start]
    if not _NAMED_PART.fullmatch(heading.text):
        return duties
    around, first = heading.block.getparent(), duties.start
    for place in range(duties.start - 1, -1, -1):
        line = every[place]
        if line.block.getparent() is not around or line.in_link:
            break
        first = place if _NAMED_PART.fullmatch(line.text) else first
    if first == duties.start:
        return duties
    above = [line.text for line in every[first : duties.start + 1]]
    return replace(duties, description="\n".join([*above, duties.description]), start=first)


def _below(every: Sequence[Line], place: int, alone: re.Pattern[str], ahead: re.Pattern[str]) -> Duties | None:
    line = every[place]
    if _is_menu(every, place):
        return None
    begins = ahead.match(line.text)
    if not begins and not (len(line.text) <= _LONGEST_HEADING and alone.fullmatch(line.text)):
        return None
    section = _section(every, place, inline=bool(begins))
    texts = [line.text[begins.end() :]] if begins else []
    texts += [each.text for each in section]
    length = sum(map(len, texts))
    inner = any(DUTIES_ALONE.fullmatch(text) for text in texts)
    allowed = int(length > _SURELY_TEXT and not inner)
    if length < _ENOUGH or sum(bool(_HEADED_BY.fullmatch(text)) for text in texts[:8]) > allowed:
        return None
    demands = DEMANDS_ALONE.fullmatch(line.text) or DEMANDS_AHEAD.match(line.text)
    description = "\n".join(texts)
    labels = sum(map(is_label_line, section)) > len(section) * _MOSTLY or _leads_to_duties(section)
    asked = description if demands else _demands(texts)
    return Duties(description, asked, _start(every, place, section), headed=True, labels=labels)


def _start(every: Sequence[Line], place: int, section: Sequence[Line]) -> int:
    """Place of the innermost heading of a text: what stands between it and an outer one tells of the vacancy."""
    if not section or section[0].block is every[place].block:
        return place
    return max(place, every.index(section[0]) - (0 if is_heading(section[0].text) else 1))


def _leads_to_duties(section: Sequence[Line]) -> bool:
    """Whether a section is a card of labels, one of which names the duties: [职位描述]岗位职责：…"""
    head = section[:_OF_A_CARD]
    return (
        len(head) == _OF_A_CARD
        and all(map(is_label_line, head))
        and any(DUTIES_AHEAD.match(line.text) for line in section[_OF_A_CARD:])
    )


def _section(every: Sequence[Line], place: int, *, inline: bool) -> list[Line]:
    """The lines of the heading's container; further ones count while they begin with a heading of that sort."""
    section: list[Line] = []
    end = place + 1
    container: Element | None = _container(every, place, inline=inline)
    while container is not None:
        members = set(container.iter())
        grown = end
        while grown < len(every) and every[grown].block in members and not _ends(every, grown, section):
            section.append(every[grown])
            grown += 1
        stopped = grown < len(every) and every[grown].block in members
        end, container = grown, None
        if not stopped and end < len(every) and section and _goes_on(every, end):
            container = _container(every, end, inline=not is_heading(every[end].text))
            section.append(every[end])
            end += 1
    return trimmed(section)


def _goes_on(every: Sequence[Line], place: int) -> bool:
    """Whether the line below a container heads a further part of the text, or begins with a heading of demands."""
    text = every[place].text
    return (is_heading(text) or DEMANDS_AHEAD.match(text) is not None) and not _is_menu(every, place)


def _container(every: Sequence[Line], place: int, *, inline: bool) -> Element:
    """The smallest element around a heading that holds text below it."""
    element = every[place].block
    if inline and element.tag in ("td", "dd", "div", "section", "article"):
        return element
    element = element.getparent() if inline and element.getparent() is not None else element
    while element.getparent() is not None:
        members = set(element.iter())
        below = 0
        for line in every[place + 1 : place + 12]:
            if line.block not in members:
                break
            below += 0 if leads_away(line) else len(line.text)
        if below >= _ENOUGH:
            return element if inline else _around_subtitle(every, place, element)
        element = element.getparent()
    return element


def _around_subtitle(every: Sequence[Line], place: int, element: Element) -> Element:
    """The section itself where the element around its heading holds nothing but a line about it.

    岗位职责 / 我们期待您能承担以下工作 above the cards that are the text.
    """
    about, *rest = every[place + 1 : place + 3]
    around = next(element.iterancestors("section"), None) if rest and _is_subtitle(about.text) else None
    if around is None or rest[0].block in set(element.iter()) or is_heading(rest[0].text):
        return element
    return around if {every[place].block, rest[0].block} <= set(around.iter()) else element


def _is_subtitle(text: str) -> bool:
    return len(text) <= _LONG and not re.search(r"[。；;：:]|\d", text)


def _ends(every: Sequence[Line], place: int, section: Sequence[Line]) -> bool:
    line = every[place]
    text = line.text
    if furniture.begins_neighbours(text) or furniture.is_footer(text) or _ASK.fullmatch(text):
        return True
    if section and _NAMES_NEXT.fullmatch(text):
        return True
    if section and not is_heading(text) and is_called(line, _APART, section[0].block):
        return True
    if len(text) <= 24 and OTHER_ALONE.fullmatch(text) and not is_heading(text):
        return not section or line.block is not section[-1].block or bool(ABOUT_COMPANY.match(text))
    if line.block.tag in ("dt", "th") and not is_heading(text) and vocabulary("job").alone(line.marked) is not None:
        return True
    apart = (
        bool(section)
        and line.block is not section[-1].block
        and line.block.getparent() is not section[-1].block.getparent()
    )
    return apart and bool(_CONTACT.match(text))


def _demands(texts: Sequence[str]) -> str:
    """The part of a description below 任职要求, to the next heading."""
    taken: list[str] = []
    inside = False
    for text in texts:
        begins = DEMANDS_AHEAD.match(text)
        if begins or (len(text) <= 30 and DEMANDS_ALONE.fullmatch(text)):
            inside = True
            taken += [text[begins.end() :]] if begins else []
        elif inside and (DUTIES_ALONE.fullmatch(text) or DUTIES_AHEAD.match(text) or WITHIN.match(text)):
            inside = False
        elif inside:
            taken.append(text)
    return "\n".join(taken)
