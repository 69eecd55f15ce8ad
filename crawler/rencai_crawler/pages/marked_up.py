"""schema.org in the markup itself: microdata (`itemprop`) and RDFa (`property`), as objects such as JSON-LD has."""

import re
from collections import defaultdict
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
_DEEPEST, _MOST_NAMES = 6, 4
"""Properties within one another (of a vacancy's the deepest is the amount in its pay), and names of each."""


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


def _object(element: Element, syntax: _Syntax, deeper: int = _DEEPEST) -> dict[str, Any]:
    told: dict[str, list[Any]] = defaultdict(list)
    for name, value in _properties(element, syntax, deeper):
        told[name].append(value)
    values = {name: each[0] if len(each) == 1 else each for name, each in told.items()}
    return {**values, "@type": (element.get(syntax.types) or "").split()}


def _properties(element: Element, syntax: _Syntax, deeper: int) -> Iterator[tuple[str, Any]]:
    """Names and values of an object's properties, those of objects inside it left out."""
    for child in element.iterchildren("*"):
        names = [_local(name) for name in (child.get(syntax.names) or "").split()[:_MOST_NAMES]]
        is_object = child.get(syntax.types) is not None or child.get("itemscope") is not None
        within = deeper - bool(names)
        if names and within:
            inner = _object(child, syntax, within) if is_object else None
            yield from ((name, _value(child, name) if inner is None else inner) for name in names)
        if within and not is_object:
            yield from _properties(child, syntax, within)


def _local(name: str) -> str:
    """A property without its vocabulary: schema:title, http://schema.org/title."""
    return re.split("[/:#]", name)[-1]


def _value(element: Element, name: str) -> str:
    told = next((value for each in _ATTRIBUTES if (value := element.get(each))), "")
    if not told and name in _ADDRESSES:
        told = element.get("href") or element.get("src") or ""
    return told or "\n".join(line.text for line in lines(element))
