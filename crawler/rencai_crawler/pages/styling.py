"""Lines at the ends of a text that are not marked up as its paragraphs are: what players, pagers and boxes say."""

import re
from collections import Counter
from collections.abc import Sequence

from rencai_crawler.pages.lines import Line, hrefs

_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv|txt|rtf|jpe?g|png)(?:$|[?&#)）\s])|附\s*件|附\s*表",
    re.IGNORECASE,
)
_LEAST_PARAGRAPH, _LONGEST = 25, 80
_MARK = re.compile("[，；！？]|。$")
_LEAST_SHARE = 0.1
"""Of all paragraphs by their length, for a kind to be that of paragraphs."""
_OF_ANY_TEXT = frozenset({
    "p", "td", "th", "tr", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "caption", "figcaption", "blockquote", "pre",
})  # fmt: skip
"""Elements that texts are made of, whatever their classes."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_HEADS_TEXT = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]|附|备注|说明|联系|咨询|方式|时间|地点|单位")
LARGE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:[2-9]\d(?:\.\d+)?px|1[6-9]pt|2\dpt)", re.IGNORECASE
)
"""Styles of headings that are none by their names."""
_LISTS = frozenset({"li"})
"""The same at the end: a list may close a text, above it stands what a player can do."""
_OF_TEXT = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]|[。！？”）):：]$|附\s*[件表录]")
"""A number, a sentence, an annex."""
_SIGNED = re.compile(
    r"(?:19|20)\d{2}\s?[-年./]|[二一][〇零○OО0九][〇零○OО0一二三四五六七八九]{2}年|[\u4e00-\u9fff]\s?[:：]\s?\d|(?:局|厅|部|委员会|委|政府|办公室|中心|院|学校|学院|大学|公司|集团|协会|会|处)$"
)


def styled(told: Sequence[Line]) -> list[Line]:
    """The lines without those at both ends whose element is of another kind than those of all paragraphs.

    What a page puts beside a text has elements of its own (`div.pager`), and is as short as no paragraph is. No words
    are known here, so it holds for pages nobody has seen.
    """
    kinds = _kinds(told)
    first, last = 0, _box_begins(told)
    while kinds and last and _is_foreign(told[last - 1], kinds, _LISTS) and not _SIGNED.search(told[last - 1].text):
        last -= 1
    while kinds and first < last and _is_foreign(told[first], kinds):
        first += 1
    return list(told[first:last])


def _box_begins(told: Sequence[Line]) -> int:
    """Place of a heading below the last paragraph, with nothing but short lines below: that of a box of the page.

    A heading beside which others of its kind stand above is the text's, however short what it heads.
    """
    last = max((place for place, line in enumerate(told) if _is_paragraph(line)), default=len(told))
    heads = [place for place, line in enumerate(told) if line.block.tag in _HEADINGS]
    own = {(kind_of(told[at]), told[at].block.getparent()) for at in heads if at < last}
    others = (at for at in heads if at > last and (kind_of(told[at]), told[at].block.getparent()) not in own)
    return next((place for place in others if not _HEADS_TEXT.search(told[place].text)), len(told))


def _kinds(told: Sequence[Line]) -> set[tuple[str, str]]:
    """The kinds of the paragraphs; a single one beside many others may be what is said of the page."""
    lengths: Counter[tuple[str, str]] = Counter()
    for line in filter(_is_paragraph, told):
        lengths[kind_of(line)] += len(line.text)
    return {kind for kind, length in lengths.items() if length >= lengths.total() * _LEAST_SHARE}


def kind_of(line: Line) -> tuple[str, str]:
    """How a line is marked up: name and classes of its element."""
    return str(line.block.tag), line.block.get("class") or ""


def _is_paragraph(line: Line) -> bool:
    return not line.in_link and len(line.text) >= _LEAST_PARAGRAPH and bool(_MARK.search(line.text))


def _is_foreign(line: Line, kinds: set[tuple[str, str]], others: frozenset[str] = frozenset()) -> bool:
    if line.block.tag in _OF_ANY_TEXT or line.block.tag in others or kind_of(line) in kinds:
        return False
    return not (len(line.text) > _LONGEST or _is_paragraph(line) or _OF_TEXT.search(line.text) or names_file(line))


def names_file(line: Line) -> bool:
    """Whether a line is, or links to, the name of a file."""
    return bool(_FILE.search(line.text)) or any(map(_FILE.search, hrefs(line)))
