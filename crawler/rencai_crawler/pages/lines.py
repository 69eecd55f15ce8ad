"""A tree as the lines a reader sees, each with where its text stands, so that lines can be taken out again."""

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "ucapcontent", "ucaptitle",
})
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "select", "option", "textarea", "object", "embed", "svg", "iframe",
    "button", "input", "link", "meta", "title", "map", "audio", "video", "canvas",
})
EDGE = "\x1f"
"""Stands in `marked` where an inline element begins or ends."""

_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")

Element = Any
"""An lxml element; lxml is published without types."""


@dataclass(slots=True)
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
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def text_in(element: Element) -> str:
    """All text in an element, on one line; scripts and styles left out."""
    return " ".join(line.text for line in lines(element))


def lines(root: Element) -> list[Line]:
    """Every line with text below an element, in order."""
    found: list[Line] = []
    current = Line(root)
    links = 0
    skipping: Element | None = None

    def close(block: Element) -> None:
        nonlocal current
        current.text = squeeze(current.marked.replace(EDGE, ""))
        if current.text:
            found.append(current)
        current = Line(block)

    def take(element: Element, text: str | None, tail: bool) -> None:
        if text:
            current.slots.append((element, tail))
            current.marked += text
            if links:
                current.linked += len(_BLANKS.sub("", text))

    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = element.tag
        if event == "comment" or not isinstance(tag, str):
            if event == "comment" and skipping is None and element is not root:
                take(element, element.tail, True)
            continue
        if event == "start":
            if skipping is not None:
                continue
            if tag in UNSEEN and element is not root:
                skipping = element
                continue
            if tag in BLOCKS or tag == "br":
                close(element if tag != "br" else current.block)
            else:
                current.marked += EDGE
            links += tag == "a"
            take(element, element.text, False)
            continue
        if skipping is not None:
            if skipping is not element:
                continue
            skipping = None
        else:
            links -= tag == "a"
            if tag in BLOCKS:
                parent = element.getparent()
                close(parent if parent is not None else element)
            elif tag != "br":
                current.marked += EDGE
        if element is not root:
            take(element, element.tail, True)
    close(root)
    return found
