"""How alike two texts are, and keys that alike texts share."""

import re
from functools import lru_cache
from zlib import crc32

from rencai.intake.plain import plain

_WIDTH = 4
_BANDS, _ROWS = 7, 3
_BINS = _BANDS * _ROWS
_LEAST = 40
_LONGEST = 6_000
_MARKS = re.compile(r"[\W_]+")
_TAGS = re.compile("<[^<>]{1,80}>|&[a-z]{2,6};")
_ITEMS = re.compile(r"(?m)^\s*(?:[(（]?[0-9一二三四五六七八九十]{1,2}[.、)）]|[①-⑳•·●◆★-])")


@lru_cache(maxsize=1024)
def shingles(text: str, width: int = _WIDTH) -> frozenset[int]:
    """Hashes of every run of some characters, numbers of list items and marks left out; none for a short text."""
    telling = _MARKS.sub("", _TAGS.sub(" ", plain(_ITEMS.sub("", text[:_LONGEST]))))
    if len(telling) < _LEAST:
        return frozenset()
    data = telling.encode("utf-32-le")
    return frozenset(
        crc32(data[start : start + 4 * width]) * 0x9E3779B1 & 0xFFFFFFFF
        for start in range(0, len(data) - 4 * (width - 1), 4)
    )


def bands(text: str) -> tuple[str, ...]:
    """Locality-sensitive keys: one permutation hashing into bins, empty ones filled from the next, joined by rows."""
    least: list[int | None] = [None] * _BINS
    found = shingles(text)
    if not found:
        return ()
    for number in found:
        place, value = number % _BINS, number // _BINS
        held = least[place]
        if held is None or value < held:
            least[place] = value
    filled = _filled(least)
    return tuple(f"{band}:" + ",".join(map(str, filled[band * _ROWS : (band + 1) * _ROWS])) for band in range(_BANDS))


def _filled(least: list[int | None]) -> list[int]:
    filled = []
    for place in range(_BINS):
        steps = next(step for step in range(_BINS) if least[(place + step) % _BINS] is not None)
        filled.append((least[(place + steps) % _BINS] or 0) + steps)
    return filled


def likeness(one: frozenset[int], other: frozenset[int]) -> tuple[float, float]:
    """Shared part of both texts together (Jaccard), and of the shorter one."""
    shared = len(one & other)
    return shared / (len(one | other) or 1), shared / (min(len(one), len(other)) or 1)
