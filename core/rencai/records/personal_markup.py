"""Masking of personal data in markup. What is covered is what a reader sees: tags, entities and breaks of the source
inside a number hide it from a pattern and from nobody else.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from html import escape, unescape

from rencai.records.parsers.plain import BREAK, INVISIBLE, TAG
from rencai.records.personal import Masked, mask

_PIECES = re.compile(f"({TAG.pattern})")
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|%40")
_OF_MARKUP = frozenset("<>&\"'")
_CELL = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_APART = "\n\0\n"
"""Between tags, across which nothing is one number."""

Line = list[tuple[int, str]]
"""Pieces of text on one line, by their place among all pieces: as they are read."""


def mask_any(text: str, *, keep_phones: AbstractSet[str] = frozenset()) -> Masked:
    """Cover personal data in a text of which it is not known whether it is markup: the lines of plain text stay."""
    if _has_tags(text):
        return mask_markup(text, keep_phones=keep_phones)
    if "&" in text and (plain := unescape(text)) != text:
        # What was &lt; must not become a tag.
        found = mask_markup(text, keep_phones=keep_phones) if "<" in plain else mask(plain, keep_phones=keep_phones)
        return found if found.counts else Masked(text)
    return mask(text, keep_phones=keep_phones)


def mask_markup(markup: str, *, keep_phones: AbstractSet[str] = frozenset()) -> Masked:
    """Cover personal data in the text between tags and in what tags say; all else stays as it is written."""
    pieces = _pieces(markup)
    counts = _cover_tags(pieces, keep_phones) + _cover_lines(pieces, keep_phones)
    return Masked("".join(pieces), dict(counts))


def _cover_tags(pieces: list[str], keep_phones: AbstractSet[str]) -> Counter[str]:
    """Cover what tags say, and give the counts; a tag with nothing to cover stays as it is written."""
    tags = [_ENTITY.sub(_character, tag) for tag in pieces[1::2]]
    found = mask(_APART.join(tags), keep_phones=keep_phones)
    if found.counts:
        shown = zip(pieces[1::2], tags, found.text.split(_APART), strict=True)
        pieces[1::2] = [written if before == after else after for written, before, after in shown]
    return Counter(found.counts)


def _cover_lines(pieces: list[str], keep_phones: AbstractSet[str]) -> Counter[str]:
    """Cover what stands between tags, line by line as it is read, and give the counts."""
    lines, between = _read(pieces)
    read = ["".join(text for _, text in line) for line in lines]
    found = mask("".join(a + b for a, b in zip(read, between, strict=True)), keep_phones=keep_phones)
    if found.counts:
        for line, before, after in zip(lines, read, re.split("[\n\t]", found.text), strict=True):
            if before != after:
                _write(pieces, line, before, after)
    return Counter(found.counts)


def _has_tags(text: str) -> bool:
    return TAG.search(text, 0, text.rfind(">") + 1) is not None


def _pieces(markup: str) -> list[str]:
    """Text and tags by turns. Behind the last > is no tag, and looking for one from each < would take hours."""
    end = markup.rfind(">") + 1
    pieces = _PIECES.split(markup[:end])
    pieces[-1] += markup[end:]
    return pieces


def _character(entity: re.Match[str]) -> str:
    """The character that stands in a tag as an entity, unless the tag itself is made of such."""
    character = "@" if entity[0] == "%40" else unescape(entity[0])
    return entity[0] if character in _OF_MARKUP else character


def _read(pieces: Sequence[str]) -> tuple[list[Line], list[str]]:
    """The lines and cells that a reader sees, and what stands behind each."""
    lines: list[Line] = [[]]
    between: list[str] = []
    last = "\n"
    for place, piece in enumerate(pieces):
        if place % 2:
            apart = _apart(piece)
            if apart and last not in "\n\t":
                lines.append([])
                between.append(apart)
                last = apart
            elif apart == "\n" and between:
                between[-1] = apart
            continue
        text = _BLANKS.sub(" ", INVISIBLE.sub("", unescape(piece)))
        text = text[1:] if text.startswith(" ") and last in "\n\t " else text
        if text:
            lines[-1].append((place, text))
            last = text[-1]
    return lines, [*between, ""]


def _apart(tag: str) -> str:
    """What a tag sets apart: lines, cells or nothing."""
    if BREAK.match(tag):
        return "\n"
    return "\t" if _CELL.match(tag) else ""


def _write(pieces: list[str], line: Line, before: str, after: str) -> None:
    """Put a covered line where it was read: what did not change where it stood."""
    for (place, _), text in zip(line, _shared_out(line, before, after), strict=True):
        pieces[place] = escape(text, quote=False)


def _shared_out(line: Line, before: str, after: str) -> Iterator[str]:
    """The covered line in as many pieces as it was read in."""
    # Where the length changed it is not known which piece a character belongs to: the first takes what changed.
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    same_length = len(before) == len(after)
    start = 0
    for _, text in line:
        end = start + len(text)
        if same_length:
            yield after[start:end]
        else:
            changed = after[head : len(after) - tail] if start <= head < end else ""
            kept = before[max(start, len(before) - tail) : end]
            yield before[start : min(head, end)] + changed + kept
        start = end


def _alike(one: str, other: str) -> int:
    """With how many of the same characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
