"""The stretch of a record's text that a list shows. Long laws are not read through: a window around the first of the
query's words is cut out before anything costly looks at it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from markupsafe import Markup, escape

from rencai.records.personal import mask
from rencai.search.highlight import Marker, Segment

LENGTH = 120
WINDOW = 280
BEFORE = 50
MOST_PHRASES = 16
LOOKED_THROUGH, STRETCH = 20_000, 2_000
"""Characters of a text that are looked through for what is not found by its letters."""
_TAG = re.compile(r"<[^>]*>?")
_BLANKS = re.compile(r"\s+")


def marked(text: str, marks: Marker | None, phones: frozenset[str]) -> str | Markup:
    """Public text with what the query found in `<mark>`; everything else is escaped."""
    text = covered(text, phones)
    return markup(marks.segments(text)) if marks and text else text


def excerpt(texts: Iterable[str], marks: Marker | None, phones: frozenset[str]) -> str | Markup:
    """A line or two of these texts, where the query's words stand close together; markup in them counts for nothing."""
    text = "　".join(text for text in texts if text)
    start = _first(text, marks) if marks else 0
    piece = _TAG.sub(" ", text[start : start + WINDOW])
    if start and ">" in piece:
        # The cut may have gone through a tag.
        head, _, rest = piece.partition(">")
        piece = rest if "<" not in head and len(head) < 60 else piece
    piece = covered(_BLANKS.sub(" ", unescape(piece)).strip(), phones)
    if marks and marks.phrases:
        return markup(marks.snippet(piece, LENGTH))
    return piece if len(piece) <= LENGTH else piece[:LENGTH].rstrip("，、；,; ") + "…"


def markup(segments: Iterable[Segment]) -> Markup:
    """Segments as HTML."""
    pieces = (f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in segments)
    return Markup("".join(pieces))  # noqa: S704  # each piece is escaped in the line above


@lru_cache(maxsize=4096)
def covered(text: str, phones: frozenset[str]) -> str:
    """Text with personal data covered. The same employers and titles come again and again."""
    return mask(text, keep_phones=phones).text


def _first(text: str, marks: Marker) -> int:
    """Where to begin to look: a little before the longest of the query's phrases that the text has."""
    if len(text) <= WINDOW:
        return 0
    phrases = sorted(("".join(p) for group in marks.phrases.values() for p in group), key=lambda phrase: -len(phrase))
    low = text.lower()
    found = next((place for phrase in phrases[:MOST_PHRASES] if (place := low.find(phrase)) >= 0), None)
    if found is None:
        # One of many synonyms, or a number that is written otherwise, as 20000 is in 2万.
        found = next(_marks_in_stretches(text, marks), 0)
    return max(0, found - BEFORE)


def _marks_in_stretches(text: str, marks: Marker) -> Iterator[int]:
    """The place of the first mark in each stretch of a text that has one."""
    for start in range(0, min(len(text), LOOKED_THROUGH), STRETCH):
        place = marks.first(text[start : start + STRETCH + BEFORE])
        if place is not None:
            yield start + place
