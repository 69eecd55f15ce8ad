"""One form for text that means the same: width, case and traditional characters folded, offsets kept."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.resources import files

from rencai.records.parsers.text import traditional

_FOLDED_BLOCKS = (
    (0x00, 0x250),
    (0x370, 0x530),
    (0x2070, 0x20D0),
    (0x2100, 0x2190),
    (0x2460, 0x24FF),
    (0x2F00, 0x2FE0),
    (0x3190, 0x33FF),
    (0xF900, 0xFB00),
    (0xFE30, 0xFE70),
    (0xFF00, 0xFFEF),
)
"""Latin, Greek, Cyrillic, super- and subscripts, letter-like and circled forms, radicals, compatibility, width."""


@lru_cache
def _table() -> dict[int, str]:
    table = {
        code: folded
        for first, last in _FOLDED_BLOCKS
        for code in range(first, last)
        if (folded := unicodedata.normalize("NFKC", chr(code)).lower()) != chr(code)
    }
    return table | traditional()


@lru_cache
def _variants() -> tuple[tuple[str, str], ...]:
    """Words of Taiwan and Hong Kong in traditional characters with the mainland's, the longest first."""
    lines = files("rencai.search").joinpath("data/variants.tsv").read_text("utf-8").splitlines()
    pairs = [(one, other) for one, other in (line.split("\t") for line in lines)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def mainland(text: str) -> str:
    """A query with words of Taiwan and Hong Kong as the mainland says them: 程式設計 is 程序设计.

    Only words in traditional characters: 资料 in simplified ones is a word of its own.
    """
    for word, other in _variants():
        text = text.replace(word, other)
    return text


def fold(text: str) -> str:
    """Half-width, lower case, simplified. Text that folds alike is alike to search."""
    return _folder()(text)


@lru_cache
def _folder() -> Callable[[str], str]:
    # Most characters fold to themselves: to step over them costs half of looking each up in the table.
    runs, table = re.compile(f"[{re.escape(''.join(map(chr, _table())))}]+"), _table()
    return partial(runs.sub, lambda match: match[0].translate(table))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in the original that it came from.

    The list has one entry more, the original's length, so that a span's end can be looked up too.
    """
    folded = fold(text)
    if len(folded) == len(text):
        # No character folds to nothing, so each gave one.
        return folded, list(range(len(text) + 1))
    table = _table()
    offsets: list[int] = []
    for place, character in enumerate(text):
        offsets.extend([place] * len(table.get(ord(character), character)))
    offsets.append(len(text))
    return folded, offsets


_LONGEST_AMOUNT = 18
"""Digits beyond which a number counts nothing: it is a code, and no unit belongs to it."""
_UNITS = {"十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}


def number(digits: str, unit: str = "") -> str:
    """A number in one form: 3千, 3000 and 3,000 are «3000», 1.50 is «1.5», 007 stays «007»."""
    if not unit or len(digits) > _LONGEST_AMOUNT:
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    value = round(float(digits) * _UNITS[unit], 4)
    return str(int(value)) if value == int(value) else str(value)
