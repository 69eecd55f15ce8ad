"""Markup to trees of plain lxml elements: those of lxml.html cost a call of Python for each element touched."""

import re
from typing import Any

from lxml import etree

Element = Any
"""An lxml element; lxml is published without types."""

_EMPTY = "<html><body></body></html>"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes({*range(32)} - set(b"\t\n\r"))
_CLOSING = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_BEHIND = 20
"""So many bytes, `</html>` among them, are more than the end of a document."""
_NONCHARACTERS = "\ufffe\uffff"
_content = etree.XPath("string()")


def parse(text: str) -> Element:
    """The document of a text, mended where it is broken; never None."""
    # From bytes: libxml2 refuses a str that declares an encoding, and trusts no other declaration than the parser's.
    parser = etree.HTMLParser(recover=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(_clean(text) or _EMPTY.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return etree.fromstring(_EMPTY, etree.HTMLParser()) if root is None else root


def _clean(text: str) -> bytes:
    """UTF-8 without what XML has no place for. Looking at bytes takes a tenth of the time."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = _CONTROL.sub("", text).encode()
    data = _joined(data.translate(None, _CONTROL_BYTES))
    for character in _NONCHARACTERS:
        if character in text:
            data = data.replace(character.encode(), b"")
    return data


def _joined(data: bytes) -> bytes:
    """Without ends of the document in its middle, as headers that are documents of their own bring them along."""
    ends = min((place for end in (b"</html", b"</HTML") if (place := data.find(end)) >= 0), default=len(data))
    return _CLOSING.sub(b"", data) if len(data) - ends > _BEHIND else data


def parse_part(markup: str) -> Element:
    """A `div` that holds a piece of a page."""
    return parse(f"<div>{markup}</div>").find("body")[0]


def allowed(text: str) -> str:
    """Without characters that lxml gives out, from references such as &#1;, and does not take back."""
    return _CONTROL.sub("", text)


def content(element: Element) -> str:
    """All text in an element, as it stands."""
    return str(_content(element))


def drop(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = allowed((before.tail or "") + element.tail)
        else:
            parent.text = allowed((parent.text or "") + element.tail)
    parent.remove(element)


def holder_of(first: Element, last: Element) -> Element:
    """The innermost element that holds two of one document, which may be one of them."""
    around = {last, *last.iterancestors()}
    return next(each for each in (first, *first.iterancestors()) if each in around)


def break_lines(element: Element) -> None:
    """Make the line breaks of preformatted text elements, as those of all other texts are."""
    for each in [element, *element.iterdescendants("*")]:
        first, *others = (each.text or "").split("\n")
        if others:
            each.text = first
            each[:0] = _broken(others)
        first, *others = (each.tail or "").split("\n")
        if others and each is not element:
            each.tail = None
            for line_break in reversed(_broken(others)):
                each.addnext(line_break)
            each.tail = first


def _broken(texts: list[str]) -> list[Element]:
    """A `br` before each text."""
    found = []
    for text in texts:
        found.append(etree.Element("br"))
        found[-1].tail = text
    return found
