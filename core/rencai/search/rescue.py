"""What to try when nothing matches, in the order of how sure it is. The page says what was done and how to undo it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rencai.search.lexicon import Lexicon
from rencai.search.meanings import table
from rencai.search.spelling import homophones, readings
from rencai.search.understanding import Part

_LATIN = re.compile(r"[a-z]{2,}")
_MOST_PARTS = 5
_MOST_READINGS = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """Another text to search, and how to say so."""

    action: str
    text: str
    message: str
    same_wish: bool
    """It only spells the same wish otherwise: its hits are matches, not near ones."""


def attempts(text: str, parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Attempt]:
    """Other texts for a query without results, the likeliest first."""
    yield from _spelled(text, parts)
    yield from _wider(text, parts)
    yield from _fewer(parts, lexicon)


def _spelled(text: str, parts: Sequence[Part]) -> Iterator[Attempt]:
    latin = [part for part in parts if not part.minus and not part.meanings and _LATIN.fullmatch(part.text)]
    if latin:
        for place in range(_MOST_READINGS):
            changed = _replaced(
                text,
                [
                    (part.text, options[min(place, len(options) - 1)])
                    for part in latin
                    if (options := readings(part.text))
                ],
            )
            if changed != text:
                yield _spelling(changed)
    for part in latin:
        for size in range(len(part.text) - 1, 1, -1):
            yield from (_spelling(_replaced(text, [(part.text, option)])) for option in beginnings(part.text[:size]))
    for part in parts:
        if not part.minus and not _LATIN.search(part.text) and 2 <= len(part.tokens) <= 6:
            yield from (_spelling(_replaced(text, [(part.text, other)])) for other in homophones(part.text))


def beginnings(letters: str) -> list[str]:
    """What the beginning of a run of letters stands for: only a name, as there is more that it leaves unread."""
    return [reading for reading in readings(letters) if reading in table()][:1]


def _spelling(text: str) -> Attempt:
    return Attempt("spelling", text, f"没有符合的结果,已改为搜索「{text}」。", same_wish=True)


def _wider(text: str, parts: Sequence[Part]) -> Iterator[Attempt]:
    for part in parts:
        if any(meaning.field == "district" and len(meaning.values) == 1 for meaning in part.meanings):
            wider = _replaced(text, [(part.text, "")])
            if wider:
                message = f"「{part.text}」没有符合的结果,以下是相近结果;不限地点请搜索「{wider}」。"
                yield Attempt("wider_place", wider, message, same_wish=False)


def _fewer(parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Attempt]:
    """Leave one word out, the least telling first: known synonyms and meanings make a word telling."""
    wanted = [part for part in parts if part.required and not part.minus]
    if not 2 <= len(wanted) <= _MOST_PARTS:
        return
    for left_out in sorted(wanted, key=lambda part: (bool(part.meanings), bool(lexicon.also(part.text)))):
        text = " ".join(part.text for part in wanted if part is not left_out)
        message = f"没有同时符合全部条件的结果,以下是相近结果;去掉「{left_out.text}」请搜索「{text}」。"
        yield Attempt("drop_words", text, message, same_wish=False)


def _replaced(text: str, changes: Sequence[tuple[str, str]]) -> str:
    for old, new in changes:
        text = re.sub(re.escape(old), new, text, count=1, flags=re.IGNORECASE)
    return " ".join(text.split())
