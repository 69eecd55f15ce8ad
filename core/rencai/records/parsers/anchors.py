"""Names for numbered clauses, written as `id` into sanitised markup."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rencai.records.parsers.text import chinese_number

_TOKEN = re.compile(r"(<[^>]*>)")
_BLOCK = re.compile(r"<(p|h[1-6]|li|div|section|blockquote|td|dd|dt|center)>")
_BREAK = re.compile(r"<br\s*/?>")
_CLOSES_LINE = re.compile(r"</(?:p|h[1-6]|li|div|section|blockquote|td|th|tr|table|dd|dt|ul|ol|center)>")
_COUNT = "[一二三四五六七八九十百千零〇0-9]{1,6}"
_GAP = r"[\s\u3000]*"
_HAN_COUNT = "[一二三四五六七八九十百]{1,4}"
_MARK = re.compile(
    rf"第{_GAP}(?P<count>{_COUNT}){_GAP}(?:"
    r"(?P<chapter>[章编](?![、，,]))|(?P<section>节(?![、，,]))|(?P<article>条(?![、，,第规之和款])))"
    rf"|(?P<part>{_HAN_COUNT})[、.．]"
    rf"|[(（](?:(?P<clause>{_HAN_COUNT})|(?P<bracketed>\d{{1,2}}))[)）]"
    r"|(?P<item>\d{1,3})[.．、](?!\d)"
)
"""A numbering mark; the last group that matched is its level."""
_LONGEST_MARK = 16
_UNDER = {"item": ("clause", "article", "part"), "clause": ("article",)}
_ENDS = {
    "chapter": ("section", "article", "part", "clause"),
    "section": ("article", "part", "clause"),
    "article": ("part", "clause"),
    "part": ("article", "clause"),
    "clause": (),
    "item": (),
}


@dataclass(slots=True)
class _Names:
    """The names given so far, and the numbered unit each level is in."""

    taken: set[str] = field(default_factory=set)
    inside: dict[str, str] = field(default_factory=dict)

    def give(self, level: str, count: int) -> str:
        for ended in _ENDS[level]:
            self.inside.pop(ended, None)
        own = f"{level}-{count}"
        name = next((f"{self.inside[above]}-{own}" for above in _UNDER.get(level, ()) if above in self.inside), own)
        if name in self.taken and "part" in self.inside and level == "clause":
            name = f"{self.inside['part']}-{own}"
        unique, again = name, 2
        while unique in self.taken:
            unique, again = f"{name}-{again}", again + 1
        self.taken.add(unique)
        self.inside[level] = unique
        return unique


def with_anchors(markup: str) -> str:
    """The markup with an `id` on each block, or a `span` after each line break, that begins with a numbering mark."""
    tokens = [token for token in _TOKEN.split(markup) if token]
    names = _Names()
    place: int | None = None
    for index, token in enumerate(tokens):
        if token[0] == "<":
            edge = _edge(token)
            place = index if edge == "begins" else None if edge == "ends" else place
        elif place is not None and token.strip(" \n\t\r\u3000\xa0"):
            tokens[place] = _named(tokens[place], _line(tokens, index), names)
            place = None
    return "".join(tokens)


@lru_cache(maxsize=1024)
def _edge(tag: str) -> Literal["begins", "ends", ""]:
    """Whether a line begins or ends at a tag."""
    if _BLOCK.fullmatch(tag) or _BREAK.fullmatch(tag):
        return "begins"
    return "ends" if _CLOSES_LINE.fullmatch(tag) else ""


def _line(tokens: list[str], index: int) -> str:
    """The first characters of the line that starts with a token, inline tags left out."""
    text = ""
    for place in range(index, len(tokens)):
        token = tokens[place]
        if len(text) > _LONGEST_MARK * 2 or (token[0] == "<" and _edge(token)):
            break
        if token[0] != "<":
            text += token.replace("&nbsp;", " ")
    return text.strip(" \n\t\r\u3000\xa0")[:_LONGEST_MARK]


def _named(tag: str, line: str, names: _Names) -> str:
    match = _MARK.match(line)
    if match is None or match.lastgroup is None:
        return tag
    level = "item" if match.lastgroup == "bracketed" else match.lastgroup
    number = match["count"] or match[match.lastgroup]
    count = int(number) if number.isdecimal() else chinese_number(number)
    if count is None or (level == "item" and tag == "<td>"):
        return tag
    name = names.give(level, count)
    return f'{tag}<span id="{name}"></span>' if tag.startswith("<br") else f'{tag[:-1]} id="{name}">'
