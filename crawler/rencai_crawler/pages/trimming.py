"""What stands above and below the text in the section of a vacancy, and is none of it."""

import re
from collections.abc import Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.bare_values import is_brief
from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.headings import (
    DEMANDS_AHEAD,
    DEMANDS_ALONE,
    DUTIES_AHEAD,
    DUTIES_ALONE,
    is_bare_heading,
    is_heading,
)
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, Line, leads_away, squeeze
from rencai_crawler.pages.title_values import parted
from rencai_crawler.pages.tree import Element

_LABELS = re.compile(
    r"(?:^|[\s_-])(?:tags?|keywords?|labels?|skills?|welfare|fuli|benefits?)(?:[\s_-]|$)|skills-content|keyword",
    re.IGNORECASE,
)
_ABOUT_ADVERT = re.compile(
    r"\s*(?:发布|更新|刷新|截止|有效)(?:时间|日期|期)\s*[:：].{4,24}$|\s*(?:职位|岗位)(?:类型|类别|编号|分类)\s*[:：].{1,30}$"
)
_BELOW_DUTIES = re.compile(r"\s*(?:职能类别|职位类别|职位类型|关键[字词]|职位标签|所属部门|汇报对象)\s*[:：].{0,60}")
_CONTACT = re.compile(r"(?:联系人|电话|手机|传真|地址|邮编|邮箱|微信|QQ)\s*[:：]")
_LEADS_ON = re.compile(r"[^。；]{0,20}(?:简历|邮箱|邮件)[^。；]{0,14}[:：]")
"""Whom to write to, where what it leads to is no part of the text: 请将简历发送至：."""
_TEXT = re.compile(r"[，。；]|^\W*\d+\s*[、.．)）]")
_COLON = re.compile("[:：]")
_LONGEST_WAY = 20
_TITLES = frozenset({"h1", "h2", "h3", "h4"})
_HEADINGS = frozenset({*_TITLES, "h5", "h6"})
_SHORT_LABEL = 24
_LABEL = re.compile(r"(?:(?<=[\s\x1f】\]])|^)[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,5}\s*[:：]")
_EMPTY_LABEL = re.compile(r"[\u4e00-\u9fff]{2}要求\s*[:：]")
_SECTION = re.compile(r"(?:职位|岗位|工作|招聘|详细|具体)(?:描述|详情|介绍|说明|信息)\s*[:：]?")
_NO_LETTER = re.compile(r"[\W_]*")
_BRACKETED = re.compile(r"[\[【][^\]】]{2,8}[\]】][^。；！]{0,30}")
_SEVERAL = 4
"""Edges of elements on a line that is made of several."""
_LONG = 40
_LONGEST_LABELS, _LONGEST_VALUE, _LONGEST_TAG = 160, 22, 10


def trimmed(section: Sequence[Line]) -> list[Line]:
    """Without values, links and labels of the vacancy above a text, and without what closes it below."""
    kept = list(section)
    while len(kept) > 1 and _ABOUT_ADVERT.match(kept[0].text):
        kept.pop(0)
    while len(kept) > 1 and len(kept[0].text) <= _LONG and is_called(kept[0], _LABELS, kept[-1].block):
        kept.pop(0)
    kept = kept[_inner_heading(kept) :]
    while len(kept) > 1 and (_is_beside_text(kept[0], kept[1]) or _is_way(kept[0])):
        kept.pop(0)
    kept = kept[: _labels_begin(kept)]
    while kept and (
        furniture.is_furniture(kept[-1].text)
        or _NO_LETTER.fullmatch(kept[-1].text)
        or furniture.is_credit(kept[-1].text)
        or (kept[-1].in_link and not _TEXT.search(kept[-1].text))
        or _BELOW_DUTIES.fullmatch(kept[-1].text)
        or is_bare_heading(kept[-1].text)
        or _LEADS_ON.fullmatch(kept[-1].text)
        or _tells_contacts(kept[-1])
        or _is_label_apart(kept)
    ):
        kept.pop()
    return [line for line in kept if not (len(line.text) > 1 and furniture.is_furniture(line.text))]


def _is_label_apart(kept: Sequence[Line]) -> bool:
    """Whether the last line is a value of the vacancy, in an element of another sort than the text is in."""
    if len(kept) == 1 or not _LABEL.match(kept[-1].text):
        return False
    own, *others = ((line.block.tag, line.block.get("class")) for line in reversed(kept))
    return own not in others


def _tells_contacts(line: Line) -> bool:
    """Whether a line is nothing but whom to ask, and where: 联系人：… 电话：… 地址：…"""
    return len(_CONTACT.findall(line.text)) > 1 and is_label_line(line)


def names_section(text: str) -> bool:
    """Whether a text is what a page calls the whole text of a vacancy: 职位描述, 岗位详情."""
    return _SECTION.fullmatch(text) is not None


def is_called(line: Line, pattern: re.Pattern[str], beside: Element) -> bool:
    """Whether a class of the line's elements, those around another line left out, says what it is."""
    around = {beside, *beside.iterancestors()}
    path = [element for element in (line.block, *line.block.iterancestors()) if element not in around]
    return any(pattern.search(f"{element.get('class') or ''} {element.get('id') or ''}") for element in path)


def _is_way(line: Line) -> bool:
    """Whether a line is a link to other vacancies of the sort, or of the place."""
    return len(line.text) < _LONGEST_WAY and leads_away(line)


def _inner_heading(kept: Sequence[Line]) -> int:
    """Place of the heading of the duties, or of the demands, below the title and the values of the vacancy."""
    for place, line in enumerate(kept):
        demands = DEMANDS_ALONE.fullmatch(line.text) and any(above.block.tag in _TITLES for above in kept[:place])
        if demands or DUTIES_ALONE.fullmatch(line.text):
            apart = line.block.tag in _HEADINGS and not any(_TEXT.search(above.text) for above in kept[:place])
            return place if apart or all(_is_above_text(above, line) for above in kept[:place]) else 0
    return 0


def _is_above_text(line: Line, heading: Line) -> bool:
    """Whether a line above the heading of the duties is a title, a day, a tag (五险一金), a label, or heads labels."""
    if line.block is heading.block:
        return False
    if DAY.fullmatch(line.text) or (line.block.tag in _TITLES and not _TEXT.search(line.text)):
        return True
    name, beside = parted(line.marked)
    told = squeeze(name.replace(EDGE, "")) if beside else line.text
    if is_brief(line.text) or (len(told) <= _LONGEST_TAG and not _COLON.search(line.text)):
        return True
    labels = is_label_line(line)
    if line.block.tag == "p":
        return labels and len(_LABEL.findall(line.text)) > 1
    return labels or is_bare_heading(line.text)


def _is_beside_text(line: Line, below: Line) -> bool:
    """Whether the first line is labels in elements of their own, a label without a value, or the section's name."""
    if names_section(line.text) or _EMPTY_LABEL.fullmatch(line.text):
        own = line.block.tag != "p" or is_heading(below.text)
        return line.block is not below.block and own and not DEMANDS_ALONE.fullmatch(line.text)
    several = line.marked.count(EDGE) >= _SEVERAL and len(_LABEL.findall(line.text)) > 1
    return several and is_label_line(line) and not is_heading(line.text)


def is_label_line(line: Line) -> bool:
    """Whether a line is short labelled values: 招聘人数：3 年龄要求：18-45岁."""
    if len(line.text) > _LONGEST_LABELS or DUTIES_AHEAD.match(line.text) or DEMANDS_AHEAD.match(line.text):
        return False
    if _BRACKETED.fullmatch(line.text):
        return True
    if ":" not in line.text and "：" not in line.text:
        return bool(vocabulary("job").side_by_side(line.marked))
    first, *values = _LABEL.split(line.text)
    return bool(values) and not first.strip(" [【") and all(map(_is_short_value, values))


def _is_short_value(text: str) -> bool:
    return len(text) <= _LONGEST_VALUE and not re.search("[。；！]", text)


def _labels_begin(kept: Sequence[Line]) -> int:
    """Place of a heading below which nothing but labels stands: 岗位要求 / 学历要求：不限 / 年龄要求：不限."""
    place = len(kept)
    while place and _is_short_label(kept[place - 1]):
        place -= 1
    above = sum(len(line.text) for line in kept[: max(0, place - 1)])
    headed = 0 < place < len(kept) - 1 and is_heading(kept[place - 1].text)
    return place - 1 if headed and above > _LONG else len(kept)


def _is_short_label(line: Line) -> bool:
    given = vocabulary("job").inside(line.marked) if len(line.text) <= _SHORT_LABEL else []
    own_line = line.block.tag == "li" and is_label_line(line)
    return len(line.text) <= _SHORT_LABEL and (own_line or (bool(given) and given[0][2] <= 1))
