"""What an advert says above the first heading of its text: 我们是一家…，现招聘… / 工作内容 / …"""

import re
from collections.abc import Sequence
from itertools import dropwhile

from rencai_crawler.pages import furniture
from rencai_crawler.pages.bare_values import is_brief
from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.duties import Duties
from rencai_crawler.pages.duty_section import asks_reader
from rencai_crawler.pages.employer import is_employer
from rencai_crawler.pages.headings import OTHER_ALONE
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.tree import Element
from rencai_crawler.pages.trimming import is_label_line, names_section

_SENTENCE = re.compile("[，。；！].{3}|[，。；！]$")
_SHORT, _LEAST, _MOST_LINES = 40, 12, 12


def with_words_above(every: Sequence[Line], duties: Duties, title: str) -> str:
    """The text of the duties, from the sentences on that lead to its first heading in the same flow of paragraphs.

    Below a heading that names the whole text (职位描述) it begins already; and what 公司简介 heads is none of it.
    """
    if not duties.headed or names_section(every[duties.start].text):
        return duties.description
    heading = every[duties.start]
    above: list[Line] = []
    for line in reversed(every[max(0, duties.start - _MOST_LINES) : duties.start]):
        if not _in_flow(line.block, heading.block):
            break
        if OTHER_ALONE.fullmatch(line.text):
            return duties.description
        if _is_beside(line, title) and line.block is not heading.block:
            break
        above.insert(0, line)
    above = list(dropwhile(lambda line: _is_beside(line, title), above))
    if not any(len(line.text) >= _LEAST and _SENTENCE.search(line.text) for line in above):
        return duties.description
    own = heading.text
    first, *rest = duties.description.split("\n", 1)
    below = rest if own.endswith(first) else [duties.description]
    return "\n".join([*(line.text for line in above), own, *below])


def _in_flow(block: Element, heading: Element) -> bool:
    """Whether an element is that of a heading, or a paragraph beside it, perhaps as an item of a list."""
    around = heading.getparent()
    if block is heading or (block.getparent() is around and block.tag in ("p", heading.tag)):
        return True
    return block.tag == "li" and block.getparent().getparent() is around


def _is_beside(line: Line, title: str) -> bool:
    """Whether a line is none of the text: the title, a value, a label, a day, a button."""
    text = line.text
    if line.in_link or line.block.tag == "h1" or text == title or names_section(text):
        return True
    if furniture.is_furniture(text) or furniture.is_breadcrumb(text) or furniture.is_credit(text) or asks_reader(text):
        return True
    if len(text) > _SHORT:
        return is_label_line(line)
    told = bool(DAY.search(text)) or is_brief(text) or is_employer(text)
    return told or bool(vocabulary("job").inside(line.marked)) or is_label_line(line)
