"""schema.org in the markup itself: microdata (`itemprop`) and RDFa (`property`), as objects such as JSON-LD has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rencai_crawler.pages.lines import lines
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.tree import Element

_WANTED = re.compile(r"\b(?:JobPosting|Course)\b")
_ADDRESSES = frozenset({"url", "sameAs", "image", "logo", "item"})
"""Properties of which a link's address is the value; of any other it is the link's text, whatever standards say."""
_ATTRIBUTES = ("content", "datetime", "value")


@dataclass(frozen=True, slots=True)
class _Syntax:
    """The attributes that name an object's type and the property an element is."""

    types: str
    names: str


_SYNTAXES = (_Syntax("itemtype", "itemprop"), _Syntax("typeof", "property"))


def marked_up(page: Page) -> Iterator[dict[str, Any]]:
    """Every vacancy and course that an element of the page is marked up as."""
    for syntax in _SYNTAXES:
        if syntax.types in page.text and _WANTED.search(page.text):
            typed = page.tree.iterfind(f".//*[@{syntax.types}]")
            yield from (_object(each, syntax) for each in typed if _WANTED.search(each.get(syntax.types) or ""))


def _object(element: Element, syntax: _Syntax) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": (element.get(syntax.types) or "").split()}
    for name, value in _properties(element, syntax):
        told[name] = value if name not in told else [*_as_list(told[name]), value]
    return told


def _properties(element: Element, syntax: _Syntax) -> Iterator[tuple[str, Any]]:
    """Names and values of an object's properties, those of objects inside it left out."""
    for child in element.iterchildren("*"):
        is_object = child.get(syntax.types) is not None or child.get("itemscope") is not None
        for name in map(_local, (child.get(syntax.names) or "").split()):
            yield name, _object(child, syntax) if is_object else _value(child, name)
        if not is_object:
            yield from _properties(child, syntax)


def _local(name: str) -> str:
    """A property without its vocabulary: schema:title, http://schema.org/title."""
    return re.split("[/:#]", name)[-1]


def _value(element: Element, name: str) -> str:
    told = next((value for each in _ATTRIBUTES if (value := element.get(each))), "")
    if not told and name in _ADDRESSES:
        told = element.get("href") or element.get("src") or ""
    return told or "\n".join(line.text for line in lines(element))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
