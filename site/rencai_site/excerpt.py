"""The stretch of a record's text that a list shows. Long laws are not read through: a window around the first of the
query's words is cut out before anything costly looks at it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from rencai.records.parsers.plain import TAG, plain_text
from rencai.records.personal_markup import mask_any
from rencai.search.highlight import Marker, Segment

LENGTH = 120
WINDOW = 280
BEFORE = 50
AROUND, TORN = 300, 64
"""Characters on both sides of what is shown that are read with it, and how many of those may be half of something."""
REACHES = (AROUND, 8 * AROUND, 64 * AROUND)
"""The same where most of what is read turns out to be markup."""
MOST_PHRASES = 16
LOOKED_THROUGH, STRETCH = 20_000, 2_000
"""Characters of a text that are looked through for what is not found by its letters."""
_BLANKS = re.compile(r"\s+")


def marked(text: str, marks: Marker | None, phones: frozenset[str]) -> str | Markup:
    """Public text with what the query found in `<mark>`; everything else is escaped."""
    text = covered(text, phones)
    return markup(marks.segments(text)) if marks and text else text


def excerpt(texts: Iterable[str], marks: Marker | None, phones: frozenset[str]) -> str | Markup:
    """A line or two of these texts, where the query's words stand close together; markup in them counts for nothing."""
    text = "　".join(text for text in texts if text)
    piece = _piece(text, _found(text, marks) if marks and len(text) > WINDOW else 0, marks, phones)
    if marks and marks.phrases:
        return markup(marks.snippet(piece, LENGTH))
    return piece if len(piece) <= LENGTH else piece[:LENGTH].rstrip("，、；,; ") + "…"


def _piece(text: str, found: int, marks: Marker | None, phones: frozenset[str]) -> str:
    """Public text around a place. It is cut once it is covered: half a number, or a name without 联系人, tells nothing
    of what it is to whoever covers it, and all to the reader.
    """
    for reach in REACHES:
        first, last = max(0, found - BEFORE - reach), min(found + WINDOW + reach, len(text))
        around = _between(text, first, last, phones)
        place = _found(around, marks) if marks and found > BEFORE else 0
        begin = TORN if first else 0
        end = len(around) - TORN if last < len(text) else len(around)
        if begin <= place and (place + LENGTH <= end or last == len(text)):
            break
    start = max(begin, place - BEFORE)
    return around[start : min(start + WINDOW, end)].strip()


def _between(text: str, first: int, last: int, phones: frozenset[str]) -> str:
    """Public text between two places, or the beginnings of the tags that they stand in."""
    around = text[_before_tag(text, first) : _before_tag(text, last)]
    if "<" in around or "&" in around:
        around = plain_text(around)
    return covered(_BLANKS.sub(" ", around).strip(), phones)


def _before_tag(text: str, place: int) -> int:
    """Where the tag that a place stands in begins; where it stands in none, the place."""
    opened = text.rfind("<", 0, place)
    tag = TAG.match(text, opened) if opened >= 0 else None
    return opened if tag and tag.end() > place else place


def markup(segments: Iterable[Segment]) -> Markup:
    """Segments as HTML."""
    pieces = (f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in segments)
    return Markup("".join(pieces))  # noqa: S704  # each piece is escaped in the line above


@lru_cache(maxsize=4096)
def covered(text: str, phones: frozenset[str]) -> str:
    """Text with personal data covered. The same employers and titles come again and again."""
    return mask_any(text, keep_phones=phones).text


def _found(text: str, marks: Marker) -> int:
    """The place of the longest of the query's phrases that the text has."""
    phrases = sorted(("".join(p) for group in marks.phrases.values() for p in group), key=lambda phrase: -len(phrase))
    low = text.lower()
    found = next((place for phrase in phrases[:MOST_PHRASES] if (place := low.find(phrase)) >= 0), None)
    if found is None:
        # One of many synonyms, or a number that is written otherwise, as 20000 is in 2万.
        found = next(_marks_in_stretches(text, marks), 0)
    return found


def _marks_in_stretches(text: str, marks: Marker) -> Iterator[int]:
    """The place of the first mark in each stretch of a text that has one."""
    for start in range(0, min(len(text), LOOKED_THROUGH), STRETCH):
        place = marks.first(text[start : start + STRETCH + BEFORE])
        if place is not None:
            yield start + place
