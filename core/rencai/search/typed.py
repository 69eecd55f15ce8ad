"""What is typed so far: words that are said, and the beginning of the one that is to be completed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rencai.search.folding import fold
from rencai.search.meanings import table

_LAST = re.compile(r"(?P<said>.*\S)\s+(?P<begun>\S+)\s*")
_SYNTAX = re.compile(r'[-:："“”]')
"""Somebody who types this wants the form of a query and no name."""
_HAN = "[\u4e00-\u9fff]"
_BRACKET = r"[\[\]()<>{}\u3008-\u3011\u3014-\u301b]"
_NUMBER = re.compile(
    rf"(?P<code>{_HAN}{{1,14}}[发字函规办令])"
    rf"(?:{_BRACKET}?(?P<year>(?:19|20)\d{{0,2}})(?:(?<=\d{{4}})(?P<closed>{_BRACKET}?)(?P<serial>\d{{0,5}})号?)?)?"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One way to read it."""

    said: str
    """What a record must match beside the completion; empty where the completion is all."""
    begun: str


def ways(text: str) -> Iterator[Typed]:
    """What was typed as one name, then as the beginning of its last word behind the others."""
    yield Typed("", text)
    if found := _LAST.fullmatch(text):
        if not _SYNTAX.search(found["begun"]):
            yield Typed(found["said"], found["begun"])
        return
    folded = fold(text)
    # Behind a name that is known, as in 焊工通z, no blank is needed.
    said = next((folded[:size] for size in range(len(folded) - 1, 1, -1) if _is_named(folded[:size])), "")
    if said and not said.isascii():
        yield Typed(said, folded[len(said) :])


def _is_named(text: str) -> bool:
    """Whether a text names one value of a field: 北京 stands for all districts, and narrows nothing."""
    return any(len(meaning.values) == 1 for meaning in table().get(text, ()))


def begun_number(text: str) -> str:
    """The beginning of the numbers (发文字号) that was typed, in their one form; empty where it is none."""
    found = _NUMBER.fullmatch(fold(text).replace(" ", ""))
    if not found or not found["year"]:
        return found["code"] if found else ""
    behind = f"〕{found['serial']}" if found["closed"] or found["serial"] else ""
    return f"{found['code']}〔{found['year']}{behind}"
