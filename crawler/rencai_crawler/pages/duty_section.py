"""Where the section of a vacancy's page that a heading of duties or demands opens ends."""

import re
from collections.abc import Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.employer import is_employer
from rencai_crawler.pages.headings import (
    ABOUT_COMPANY,
    DEMANDS_AHEAD,
    OTHER_ALONE,
    is_heading,
)
from rencai_crawler.pages.lines import Line, leads_away, within
from rencai_crawler.pages.next_section import Heading
from rencai_crawler.pages.tree import Element
from rencai_crawler.pages.trimming import is_called, names_section, trimmed

_CONTACT = re.compile(r"\s*(?:联系人|联系电话|联系方式|联系手机|电话|手机|微信|QQ|邮箱|E-?mail)\s*[:：]", re.IGNORECASE)
_ASK = re.compile(
    r".{0,14}(?:刚刚|今日|本周|本月|近期|\d+[日周月]内)活跃|.{0,8}(?:联系|来电|致电|拨打|沟通).{0,14}(?:请说|请务必|"
    r"请告知|说明|说是|告知).{0,40}|.{0,12}(?:求职|应聘|面试|本信息|该信息|信息由|该职位|以上信息).{0,20}(?:收费|"
    r"收取|费用|谨防|警惕|提高警惕|真实性|仅供参考|负责|诈骗).{0,60}|.{0,8}(?:提醒|提示|警示|声明)\s*[:：].{0,40}(?:虚假|受骗|被骗|诈骗|骗局|"
    r"押金|收费|交费|缴费|违法).{0,60}|.{0,24}完善[^。，；]{0,6}简历.{0,40}|.{0,20}(?:还没有|暂无|"
    r"已有可投递的|没有可以?投递的|默认投递的?).{0,8}简历.{0,30}"
)
_APART = re.compile(
    r"(?:^|[\s_-])(?:(?:boss|recruiter|publisher|contact|company|comp|corp|address|addr|similar|recommend|"
    r"share|report|welfare|tips?|safe|safety|warn|warning|other|others|footer|foot|btn|button|apply|more|"
    r"comment|comments|side|sidebar|related|like|qrcode)\w*|(?:hr|map|ads?|hot)(?:\d*|_\w*))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMES_NEXT = re.compile(r"(?:招聘|工作|应聘)?(?:职位|岗位)(?:名称)?\s*[:：]\s*[^。；，]{2,30}")
"""Labels the title of the vacancy below."""
_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(rf"[（(]?([{_NUMERALS}])[）)]?[、.．]")
_LONG, _LONGEST_MENU, _LONGEST_OTHER, _ENOUGH = 40, 12, 24, 6


def section_below(every: Sequence[Line], place: int, *, inline: bool) -> list[Line]:
    """The lines of the heading's container; further ones count while they begin with a heading of that sort."""
    section: list[Line] = []
    heading = Heading(every, place, every[place]) if inline else None
    end = place + 1
    container: Element | None = _container(every, place, inline=inline)
    while container is not None:
        grown = end
        while grown < len(every) and within(every[grown], container):
            if _ends(every, grown, section, place, heading):
                break
            section.append(every[grown])
            heading = heading or Heading(every, place, section[0])
            grown += 1
        stopped = grown < len(every) and within(every[grown], container)
        end, container = grown, None
        if not stopped and end < len(every) and (section or inline) and _goes_on(every, end):
            container = _container(every, end, inline=not is_heading(every[end].text))
            section.append(every[end])
            end += 1
    return _without_owner(trimmed(section))


def _without_owner(section: list[Line]) -> list[Line]:
    """A section without a company's name that stands alone below its end, in an element of another sort."""
    ends = len(section) > 1 and is_employer(section[-1].text)
    return section[:-1] if ends and section[-1].block.tag != section[-2].block.tag else section


def to_next_section(every: Sequence[Line], heading: int, section: Sequence[Line]) -> list[Line]:
    """A section to the first line that is written as its inner heading is and heads something else."""
    below = [line for line in section if line is not every[heading]]
    if not below:
        return list(section)
    inner, places = Heading(every, heading, below[0]), {id(line): place for place, line in enumerate(every)}
    end = next((line for line in below[1:] if inner.ends_at(places[id(line)])), None)
    return list(section) if end is None else trimmed(section[: section.index(end)])


def is_menu(every: Sequence[Line], place: int) -> bool:
    """Whether a heading is a link to somewhere, or one of several that unfold texts."""
    line = every[place]
    if not line.in_link or len(line.text) >= _LONGEST_MENU:
        return False
    below = every[place + 1] if place + 1 < len(every) else None
    return leads_away(line) or below is None or below.in_link or len(below.text) < _ENOUGH


def _goes_on(every: Sequence[Line], place: int) -> bool:
    """Whether the line below a container heads a further part of the text, or begins with a heading of demands."""
    text = every[place].text
    return (is_heading(text) or DEMANDS_AHEAD.match(text) is not None) and not is_menu(every, place)


def _container(every: Sequence[Line], place: int, *, inline: bool) -> Element:
    """The smallest element around a heading that holds text below it."""
    element = every[place].block
    if inline and element.tag in ("td", "dd", "div", "section", "article"):
        return element
    element = element.getparent() if inline and element.getparent() is not None else element
    if inline and len(every[place].text) > _LONG:
        return element
    while element.getparent() is not None:
        below = 0
        for line in every[place + 1 : place + 12]:
            if not within(line, element):
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
    if around is None or within(rest[0], element) or is_heading(rest[0].text):
        return element
    return around if within(every[place], around) and within(rest[0], around) else element


def _is_subtitle(text: str) -> bool:
    return len(text) <= _LONG and not re.search(r"[。；;：:]|\d", text)


def asks_reader(text: str) -> bool:
    """Whether a line is what a board tells whoever applies, and no advert: 求职过程中请勿缴纳任何费用."""
    return _ASK.fullmatch(text) is not None


def _ends(every: Sequence[Line], place: int, section: Sequence[Line], at: int, heading: Heading | None) -> bool:
    """Whether the line at a place ends the section whose heading stands at another; `heading`, once it has a text."""
    line, text = every[place], every[place].text
    if furniture.begins_neighbours(text) or furniture.is_footer(text) or asks_reader(text):
        return True
    if heading is not None and heading.ends_at(place):
        return True
    if is_heading(text):
        return False
    if section and (_NAMES_NEXT.fullmatch(text) or is_called(line, _APART, section[0].block)):
        return True
    if len(text) <= _LONGEST_OTHER and OTHER_ALONE.fullmatch(text):
        return _heads_another(line, section, every[at])
    return bool(section) and _is_apart(line, section[-1]) and bool(_CONTACT.match(text))


def _heads_another(line: Line, section: Sequence[Line], heading: Line) -> bool:
    """Whether a heading of something else begins a part of the page, and not a numbered part of the text."""
    if _is_further_number(line.text, heading.text) or (names_section(heading.text) and _NUMBER.match(line.text)):
        return False
    return not section or line.block is not section[-1].block or bool(ABOUT_COMPANY.match(line.text))


def _is_apart(line: Line, above: Line) -> bool:
    return line.block is not above.block and line.block.getparent() is not above.block.getparent()


def _is_further_number(text: str, heading: str) -> bool:
    """Whether a heading goes on counting from one above: 三、报名方式 below 一、岗位职责."""
    own, above = _NUMBER.match(text), _NUMBER.match(heading)
    return own is not None and above is not None and _NUMERALS.find(own[1]) > _NUMERALS.find(above[1])
