"""A tree as the lines a reader sees, each with where its text stands, so that lines can be taken out again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from rencai_crawler.pages.tree import Element, holder_of

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
_OWN_INLINE = re.compile(r"[a-z][\w-]*-(?:text|span|icon|link|label|tag|badge|image|button|font)(?:-[\w-]*)?")
"""Names of elements of a framework that stand in a line; its others (uni-view, app-card) are boxes."""
EDGE = "\x1f"
"""Stands in `marked` where an inline element begins or ends."""
_MOST_INSIDE = 200
"""So many elements in a block are looked through for each of its lines."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\ue000-\uf8ff]")
"""With the glyphs of icon fonts, which stand in the private area."""


_BETWEEN_LINKS = " |｜丨·•"
"""What keeps the links of a menu apart."""


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
    in_link: bool = False
    """Whether all of it is links."""
    title: str | None = None
    """What a vacancy that begins here is called, once somebody asked (`section_title.title_of`)."""

    def clear(self) -> None:
        """Take its text out of the tree."""
        for element, tail in self.slots:
            if tail:
                element.tail = None
            else:
                element.text = None

    def cut(self, pattern: re.Pattern[str]) -> None:
        """Take out of the tree what the last piece of its text ends with."""
        element, tail = self.slots[-1]
        told = (element.tail if tail else element.text) or ""
        if tail:
            element.tail = pattern.sub("", told)
        else:
            element.text = pattern.sub("", told)
        self.text = pattern.sub("", self.text)
        self.title = None

    def end(self) -> None:
        """Make its text of its pieces."""
        self.text = text = squeeze(self.marked.replace(EDGE, ""))
        if self.linked and text:
            self.in_link = self.linked >= (len(text) - sum(map(text.count, _BETWEEN_LINKS))) * 0.9


def leads_away(line: Line) -> bool:
    """Whether a line is a link to somewhere, and none that unfolds what stands below it."""
    if not line.in_link:
        return False
    told = list(hrefs(line))
    return not told or any(not href.startswith(("#", "javascript")) for href in told)


def within(line: Line, element: Element) -> bool:
    """Whether a line stands in an element; trees are at most some hundred elements deep."""
    return line.block is element or element in line.block.iterancestors()


def hrefs(line: Line) -> Iterator[str]:
    """Where the links of a line lead: those in its block or, where many lines share that, those around its text."""
    if not line.linked and next(line.block.iter("a"), None) is None:
        return iter(())
    inside = list(islice(line.block.iter("*"), _MOST_INSIDE + 1))
    own = [element for element, _ in line.slots]
    around = (each for element in own for each in element.iterancestors("a"))
    near = inside if len(inside) <= _MOST_INSIDE else own
    return (href for each in chain(near, around) if each.tag == "a" and (href := each.get("href")) is not None)


def squeeze(text: str) -> str:
    """Text with single spaces and nothing invisible."""
    return " ".join((_INVISIBLE.sub("", text) if _INVISIBLE.search(text) else text).split())


def text_in(element: Element) -> str:
    """All text in an element, on one line; scripts and styles left out."""
    if not len(element):
        return squeeze((element.text or "").replace(EDGE, "")) if isinstance(element.tag, str) else ""
    return " ".join(line.text for line in lines(element))


def lines(root: Element) -> list[Line]:
    """Every line with text below an element, in order."""
    return _Reader(root).found


def _is_anchor(element: Element) -> bool:
    """Whether an `a` only names a place, as word processors put around whole paragraphs."""
    get = element.get
    return get("href") is None and get("onclick") is None and (get("name") or get("id")) is not None


class _Reader:
    """Walks a tree; libxml2 nests at most 256 deep, so recursion is safe."""

    __slots__ = ("_line", "_links", "_marked", "found")

    def __init__(self, root: Element) -> None:
        self.found: list[Line] = []
        self._line = Line(root)
        self._links = 0
        self._marked: list[str] = []
        if root.tag in BLOCKS:
            self._inside(root)
        elif isinstance(root.tag, str):
            self._inline(root, root.tag)
        self._close(root)

    def _inside(self, element: Element) -> None:
        if text := element.text:
            self._take(element, text, False)
        for child in element:
            tag = child.tag
            if tag in BLOCKS:
                self._boxed(child)
            elif tag == "br":
                self._close(self._line.block)
            elif tag not in UNSEEN and isinstance(tag, str):
                if "-" in tag and not _OWN_INLINE.fullmatch(tag):
                    self._boxed(child)
                else:
                    self._inline(child, tag)
            if text := child.tail:
                self._take(child, text, True)

    def _boxed(self, element: Element) -> None:
        outer = self._line.block
        self._close(element)
        self._inside(element)
        self._close(outer)

    def _inline(self, element: Element, tag: str) -> None:
        self._marked.append(EDGE)
        link = tag == "a" and not _is_anchor(element)
        self._links += link
        self._inside(element)
        self._links -= link
        self._marked.append(EDGE)

    def _take(self, element: Element, text: str, tail: bool) -> None:
        if text.isspace():
            self._marked.append(" ")
            return
        line = self._line
        line.slots.append((element, tail))
        self._marked.append(text)
        if self._links:
            line.linked += len("".join(text.split()))

    def _close(self, block: Element) -> None:
        line = self._line
        if not line.slots:
            line.block = block
            if self._marked:
                self._marked = []
            return
        line.marked = "".join(self._marked)
        self._marked = []
        line.end()
        if line.text:
            self.found.append(line)
        self._line = Line(block)


def lines_in(elements: Iterable[Element], every: Sequence[Line]) -> Mapping[Element, Sequence[Line]]:
    """Of each element those of the lines that stand in it."""
    found: dict[Element, list[Line]] = {element: [] for element in elements}
    for line in every:
        for holder in (line.block, *line.block.iterancestors()):
            if (lines := found.get(holder)) is not None:
                lines.append(line)
    return found


def end_of_element(every: Sequence[Line], first: int, last: int, begins: int) -> int:
    """Where the smallest element ends that holds the lines at two places: the first outside it, from `begins` on."""
    members = set(holder_of(every[first].block, every[last].block).iter("*"))
    return next((at for at in range(begins, len(every)) if every[at].block not in members), len(every))
