"""A tree as the lines a reader sees, each with where its text stands, so that lines can be taken out again."""

import re
from dataclasses import dataclass, field

from rencai_crawler.pages.tree import Element

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul", "ucapcontent", "ucaptitle",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "select", "option", "textarea", "object", "embed",
    "svg", "iframe", "button", "input", "link", "meta", "title", "map", "audio", "video", "canvas",
})  # fmt: skip
EDGE = "\x1f"
"""Stands in `marked` where an inline element begins or ends."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(slots=True, eq=False)
class Line:
    """What stands between two block boundaries."""

    block: Element
    marked: str = ""
    linked: int = 0
    """Characters inside links."""
    slots: list[tuple[Element, bool]] = field(default_factory=list)
    """(element, is tail) of each piece of its text."""
    text: str = ""

    def clear(self) -> None:
        """Take its text out of the tree."""
        for element, tail in self.slots:
            if tail:
                element.tail = None
            else:
                element.text = None

    @property
    def in_link(self) -> bool:
        """Whether all of it is links."""
        return bool(self.text) and self.linked >= len(self.text.replace(" ", "")) * 0.9


def squeeze(text: str) -> str:
    """Text with single spaces and nothing invisible."""
    return " ".join(_INVISIBLE.sub("", text).split())


def text_in(element: Element) -> str:
    """All text in an element, on one line; scripts and styles left out."""
    return " ".join(line.text for line in lines(element))


def lines(root: Element) -> list[Line]:
    """Every line with text below an element, in order."""
    reader = _Reader(root)
    reader.walk(root, tail=False)
    reader.close(root)
    return reader.found


class _Reader:
    """Walks a tree; libxml2 nests at most 256 deep, so recursion is safe."""

    def __init__(self, root: Element) -> None:
        self.found: list[Line] = []
        self._line = Line(root)
        self._links = 0

    def walk(self, element: Element, *, tail: bool = True) -> None:
        tag = element.tag
        if isinstance(tag, str) and (tag not in UNSEEN or not tail):
            if tag in BLOCKS:
                self._block(element)
            elif tag == "br":
                self.close(self._line.block)
            else:
                self._inline(element, tag)
        if tail and element.tail:
            self._take(element, element.tail, True)

    def _block(self, element: Element) -> None:
        outer = self._line.block
        self.close(element)
        self._inside(element)
        self.close(outer)

    def _inline(self, element: Element, tag: str) -> None:
        self._line.marked += EDGE
        self._links += tag == "a"
        self._inside(element)
        self._links -= tag == "a"
        self._line.marked += EDGE

    def _inside(self, element: Element) -> None:
        if element.text:
            self._take(element, element.text, False)
        for child in element:
            self.walk(child)

    def _take(self, element: Element, text: str, tail: bool) -> None:
        line = self._line
        if text.isspace():
            line.marked += " "
            return
        line.slots.append((element, tail))
        line.marked += text
        if self._links:
            line.linked += sum(map(len, text.split()))

    def close(self, block: Element) -> None:
        line = self._line
        if line.slots:
            line.text = squeeze(line.marked.replace(EDGE, ""))
            if line.text:
                self.found.append(line)
        self._line = Line(block)
