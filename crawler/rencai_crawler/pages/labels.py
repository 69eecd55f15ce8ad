"""Label and value pairs of a page, whatever marks them up: cells, `dl`, lists, or one line of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from rencai_crawler.pages.furniture import is_furniture
from rencai_crawler.pages.lines import EDGE, Line, squeeze, text_in
from rencai_crawler.pages.tree import Element
from rencai_crawler.pages.wordlists import word_groups

_BARE_LABEL = 24
"""Longest line that a label without a colon can be in."""
_LONGEST = 1200
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_APART, _LONGEST_APART = 4, 24
"""Shortest label, and longest value, that only a blank keeps apart: 公司 简介 is none, and more is a sentence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled value; `line` is the place of its label among the lines."""

    field: str
    value: str
    line: int
    label: str


class Vocabulary:
    """The labels of a mapping, as patterns that allow blanks between their characters (索 引 号)."""

    def __init__(self, fields: Mapping[str, Iterable[str]]) -> None:
        self._fields = {label: field for field, labels in reversed(list(fields.items())) for label in labels}
        every = sorted(
            {*self._fields, *word_groups("other_labels")["page"], *word_groups("other_labels")["text"]},
            key=len,
            reverse=True,
        )
        spaced = "|".join(r"[\s\x1f]*".join(map(re.escape, label)) for label in every)
        self._inside = re.compile(
            rf"(?:^|(?<=[^\u4e00-\u9fffA-Za-z]))(?=[^:：]{{1,60}}[:：])[\[【（(]?[\s\x1f]*({spaced})"
            rf"(?:[\s\x1f]*[（(][^（()）:：]{{1,8}}[）)])?[\s\x1f]*[\]】）)]?[\s\x1f]*[:：][\s\x1f]*"
        )
        self._bracketed = re.compile(rf"[\s\x1f]*[\[【]\s*({spaced})\s*[\]】][\s\x1f]*[:：]?[\s\x1f]*")
        self._alone = re.compile(rf"[\[【（(]?[\s\x1f·•]*({spaced})[\s\x1f]*[\]】）)]?[\s\x1f]*[:：]?[\s\x1f]*")

        # The menus of a site stand on all its pages, and each line is asked by several readers.
        self._label = lru_cache(maxsize=4096)(partial(_label, self._alone))
        self._told = lru_cache(maxsize=4096)(self._labels)

    def field(self, label: str) -> str:
        """The field a label stands for; empty for labels of no interest."""
        return self._fields.get(re.sub(r"[\s\x1f]+", "", label), "")

    def alone(self, marked: str) -> str | None:
        """The label, where a text is nothing else."""
        return self._label(marked)

    def inside(self, marked: str) -> Sequence[tuple[str, str, int]]:
        """(label, value, start) of each `label：value` in a text."""
        # Most lines have neither mark, which is found at once.
        if not (":" in marked or "：" in marked or "[" in marked or "【" in marked):
            return ()
        return self._told(marked) if len(marked) <= _LONGEST else self._labels(marked)

    def _labels(self, marked: str) -> Sequence[tuple[str, str, int]]:
        found = list(self._inside.finditer(marked)) if ":" in marked or "：" in marked else []
        if not found and ("[" in marked or "【" in marked):
            found = list(self._bracketed.finditer(marked))
        ends = [*(match.start() for match in found[1:]), len(marked)][: len(found)]
        return tuple(
            (re.sub(r"[\s\x1f]+", "", match[1]), marked[match.end() : end], match.start())
            for match, end in zip(found, ends, strict=True)
        )

    def side_by_side(self, marked: str) -> list[tuple[str, str]]:
        """Labels and values that only the edges of elements keep apart: `<span>工资</span><span>5000</span>`."""
        cells = [cell for cell in marked.strip(f" \n\t{EDGE}").split(EDGE) if cell.strip()]
        if len(cells) < 2 or not self.alone(cells[0]):
            return []
        labels = [self.alone(cell) for cell in cells]
        places = [at for at, label in enumerate(labels) if label]
        ends = [*places[1:], len(cells)]
        told = ((labels[at], _value(EDGE.join(cells[at + 1 : end]))) for at, end in zip(places, ends, strict=True))
        return [(label, value) for label, value in told if label and value]

    def apart(self, marked: str) -> list[tuple[str, str]]:
        """Label and value with a blank between them: 工作地点 北京."""
        first, _, rest = squeeze(marked.replace(EDGE, "")).partition(" ")
        sure = rest[:1].isdigit() or (len(first) >= _LEAST_APART and _HAN.match(rest))
        return [(first, rest)] if sure and len(rest) <= _LONGEST_APART and self.field(first) else []


def _label(alone: re.Pattern[str], marked: str) -> str | None:
    match = alone.fullmatch(marked)
    return re.sub(r"[\s\x1f]+", "", match[1]) if match else None


@lru_cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of `notice` or `job`."""
    return Vocabulary(word_groups(f"{name}_labels"))


def pairs(found: Sequence[Line], words: Vocabulary) -> list[Pair]:
    """Every labelled value among the lines, in order; labels of no interest have an empty field."""
    given: list[Pair] = []
    taken_as_value: set[int] = set()
    for place, line in enumerate(found):
        if place in taken_as_value or len(line.text) > _LONGEST:
            continue
        if (
            len(line.text) > _BARE_LABEL
            and ":" not in line.text
            and "：" not in line.text
            and EDGE not in line.marked
            and "】" not in line.text
            and "]" not in line.text
        ):
            continue
        alone = words.alone(line.marked)
        if alone is not None and line.in_link:
            continue  # 公司, 职位 and the like in a menu
        if alone is not None:
            value, at = _beside(found, place, words)
            taken_as_value.update(at)
            given.append(Pair(words.field(alone), value, place, alone))
            continue
        inside = words.inside(line.marked)
        for label, value, _ in inside:
            given.append(Pair(words.field(label), _value(value), place, label))
        beside = [] if inside else words.side_by_side(line.marked)
        beside = beside or ([] if inside or line.in_link else words.apart(line.marked))
        given += (Pair(words.field(label), value, place, label) for label, value in beside)
    return given


def first_values(given: Iterable[Pair]) -> dict[str, str]:
    """The first value that is not empty, by field."""
    values: dict[str, str] = {}
    for pair in given:
        if pair.field and pair.value and pair.field not in values:
            values[pair.field] = pair.value
    return values


def _beside(found: Sequence[Line], place: int, words: Vocabulary) -> tuple[str, set[int]]:
    """The value of a label that fills its line: the next cell, or the next line."""
    cell = _cell(found[place].block)
    if cell is not None:
        return _of_cell(cell, words), set()
    after = place + 1
    if after >= len(found) or found[after].block.tag in ("h1", "h2", "h3"):
        return "", set()  # a label without a value, last of its list: what follows is the page's title
    if found[after].text.endswith(("：", ":")):
        return "", set()  # whom the text addresses, or a heading
    block = found[place].block
    if block.tag == "li" and block.getparent() not in found[after].block.iterancestors():
        return "", set()  # 企业, last of a menu
    if words.alone(found[after].marked) is None and not words.inside(found[after].marked):
        return _value(found[after].marked), {after}
    return "", set()


def _cell(block: Element) -> Element | None:
    """The `td`, `th` or `dt` that holds a line and nothing else of a table."""
    while block is not None and block.tag not in ("td", "th", "dt", "table", "dl", "ul", "body"):
        block = block.getparent()
    return block if block is not None and block.tag in ("td", "th", "dt") else None


def _of_cell(cell: Element, words: Vocabulary) -> str:
    beside = next(cell.itersiblings("*"), None)
    if cell.tag != "dt" and (beside is None or words.alone(text_in(beside)) is not None):
        below = _below(cell, words)
        if below is not None:
            return _value(text_in(below))
    if beside is None or beside.tag not in ("td", "th", "dd"):
        return ""
    text = text_in(beside)
    return "" if words.alone(text) is not None else _value(text)


def _below(cell: Element, words: Vocabulary) -> Element | None:
    """The cell under a heading cell, in a table whose first row is all labels."""
    row = cell.getparent()
    cells = [each for each in row if each.tag in ("td", "th")]
    under = next(row.itersiblings("*"), None)
    if under is None and row.getparent() is not None and row.getparent().tag == "thead":
        body = next(row.getparent().itersiblings("*"), None)
        under = body if body is None or body.tag == "tr" else next(body.iterchildren("*"), None)
    if under is None or len(cells) < 2 or not all(words.alone(text_in(each)) is not None for each in cells):
        return None
    values = [each for each in under if each.tag in ("td", "th")]
    return values[cells.index(cell)] if len(values) == len(cells) else None


_APART = re.compile(rf"(?<=\d){EDGE}+(?=\d)")
"""Digits of two elements are two numbers."""
_OTHER_LABEL = re.compile(r"\W{0,3}[\u4e00-\u9fff]{2,6}\s*[:：]")
"""What an element behind a value begins with, whether or not the label is known."""
_GOES_ON = re.compile(r"(?<=\S)[；;，,]\s*[\u4e00-\u9fff]{2,4}\s*[:：]")
"""Another label behind a short value: 4000元；要求：…"""
_LONGEST_BRIEF = 40
_VALUE_ENDS = re.compile(r"[\s|｜丨/\[【（(\]】;；,，·•]+$|^[\s|｜丨:：,，;；]+")


def _value(text: str) -> str:
    """A value as one line, without the buttons behind it."""
    parts = text.split(EDGE)
    told = next((at for at, part in enumerate(parts) if part.strip()), 0)
    ends = next((at for at in range(told + 1, len(parts)) if _OTHER_LABEL.match(parts[at])), len(parts))
    parts = parts[:ends]
    while len(parts) > 1 and (not parts[-1].strip() or is_furniture(squeeze(parts[-1]))):
        parts.pop()
    text = _APART.sub(" ", EDGE.join(parts))
    if (goes_on := _GOES_ON.search(text, 0, _LONGEST_BRIEF)) is not None:
        text = text[: goes_on.start()]
    return _VALUE_ENDS.sub("", squeeze(text.replace(EDGE, "")))
