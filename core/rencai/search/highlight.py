"""Marks on the original text: which stretches of it the query found. Segments, not markup: the page escapes them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rencai.records.parsers import occupation
from rencai.search.analysis import HAN, Analyzer, analyzer
from rencai.search.conditions import conditions
from rencai.search.folding import fold, fold_with_offsets
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.parts import Part
from rencai.search.query import Query
from rencai.search.spelling import pinyin, readings
from rencai.search.syntax import Form
from rencai.search.understanding import understand

ELLIPSIS = "…"
_SENTENCE_ENDS = "。！？；\n!?;"
_LOOK_BACK = 24
_MOST_TOKENS = 60_000
_GAP = rf"[^{HAN}a-z\d]*"
"""What may stand between two tokens that are neighbours: nothing that is part of a token."""
# Numbers have many forms, and these single characters may be the unit of one.
_SIMPLE = re.compile(rf"(?![千万亿])[{HAN}]|[a-jl-vx-z]|[a-z]{{2,}}")


class Segment(NamedTuple):
    """A stretch of text."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks what one query finds. Make it once for a page."""

    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """By their first token, the longest first."""
    analyzer: Analyzer
    pattern: re.Pattern[str] | None = None
    """All phrases at once, where they have no numbers: three times quicker than going by tokens."""

    def segments(self, text: str) -> list[Segment]:
        """The whole text, cut at the marks. Their texts joined are the text."""
        return list(_cut(text, self._spans(text)))

    def snippet(self, text: str, length: int = 140) -> list[Segment]:
        """About `length` characters where most different words of the query stand together."""
        spans = self._spans(text)
        start, end = _window(text, spans, length)
        inside = [
            (max(first, start) - start, min(last, end) - start) for first, last in spans if first < end and last > start
        ]
        cut = list(_cut(text[start:end].replace("\n", " "), inside))
        lead = [Segment(ELLIPSIS, marked=False)] if start else []
        return lead + cut + ([Segment(ELLIPSIS, marked=False)] if end < len(text) else [])

    def first(self, text: str) -> int | None:
        """Where the first mark would begin; None where there is none."""
        spans = self._spans(text)
        return spans[0][0] if spans else None

    def _spans(self, text: str) -> list[tuple[int, int]]:
        if not self.phrases or not text:
            return []
        spans = self._by_tokens(text) if self.pattern is None else _found(self.pattern, text)
        return _joined(spans, text)

    def _by_tokens(self, text: str) -> list[tuple[int, int]]:
        tokens, starts, ends = self.analyzer.places(text, _MOST_TOKENS)
        spans: list[tuple[int, int]] = []
        free = 0
        for place in [place for place, token in enumerate(tokens) if token in self.phrases]:
            size = self._match(tokens, place) if place >= free else 0
            if size:
                free = place + size
                spans.append((starts[place], ends[free - 1]))
        return spans

    def _match(self, tokens: list[str], place: int) -> int:
        for phrase in self.phrases[tokens[place]]:
            if tuple(tokens[place : place + len(phrase)]) == phrase:
                return len(phrase)
        return 0


def marker(query: Query, lexicon: Lexicon | None = None) -> Marker:
    """The marker of a query."""
    language = lexicon or bundled()
    words = analyzer(language.words)
    parts = understand(query.text, language, words, query.taken_back).parts
    return _marker(tuple(_phrases(parts, words)), words)


def _marker(phrases: Iterable[tuple[str, ...]], words: Analyzer) -> Marker:
    grouped: dict[str, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        grouped.setdefault(phrase[0], set()).add(phrase)
    ordered = {first: tuple(sorted(group, key=lambda item: (-len(item), item))) for first, group in grouped.items()}
    return Marker(ordered, words, _pattern([phrase for group in ordered.values() for phrase in group]))


def _pattern(phrases: Sequence[tuple[str, ...]]) -> re.Pattern[str] | None:
    """What finds all phrases, the longest that begin alike first; None where a token may be written in several ways."""
    if not phrases or not all(_SIMPLE.fullmatch(token) for phrase in phrases for token in phrase):
        return None
    return re.compile("|".join(_GAP.join(map(_whole, phrase)) for phrase in phrases))


def _whole(token: str) -> str:
    """A Latin word only where it is no part of another, as c is of c++."""
    if not token.isascii():
        return token
    return rf"(?<![a-z0-9]){token}(?![a-z0-9])" + (r"(?!\+\+|#)" if len(token) < 3 else "")


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    folded, offsets = fold_with_offsets(text)
    return [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in pattern.finditer(folded)]


def _phrases(parts: Sequence[Part], words: Analyzer) -> Iterator[tuple[str, ...]]:
    for part in parts:
        if part.minus or not part.required or not part.tokens:
            continue
        yield part.tokens
        if part.form is Form.PLAIN and len(part.tokens) > 3 and not (part.span or conditions(part.text)):
            # An amount or a condition is found as a whole: nobody looks for 以上 of 一万以上, nor 一天 of 干一天结一天.
            yield from (words.characters(word) for word in words.segments(part.text) if len(word) > 1)
        for word in (*part.also, *_other_names(part), *_spelled(part, words)):
            tokens = words.characters(word)
            if tokens:
                yield tokens


def _spelled(part: Part, words: Analyzer) -> Iterator[str]:
    """The Chinese words that letters spell out. Initials stand for too many: PS is not 配送."""
    for reading in readings(part.text):
        if "".join(pinyin(reading)) != part.text:
            continue
        yield from (word for word in words.segments(reading) if len(word) > 1)


def _other_names(part: Part) -> Iterator[str]:
    for meaning in part.meanings:
        if meaning.field == "occupation":
            for code in meaning.values:
                yield from _names_of(code)


@lru_cache(maxsize=512)
def _names_of(code: str) -> tuple[str, ...]:
    names = (tuple(map(fold, (name, *aliases))) for known, name, aliases in occupation.names() if known == code)
    return next(names, ())


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Marks that touch, or that only blanks part, become one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Segment]:
    place = 0
    for start, end in spans:
        if start > place:
            yield Segment(text[place:start], marked=False)
        yield Segment(text[start:end], marked=True)
        place = end
    if place < len(text):
        yield Segment(text[place:], marked=False)


def _window(text: str, spans: list[tuple[int, int]], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    best, start = 0, 0
    for place, (first, _) in enumerate(spans):
        found = {text[a:b] for a, b in spans[place : place + 40] if b <= first + length - _LOOK_BACK}
        if len(found) > best:
            best, start = len(found), first
        if place > 200:
            break
    if start <= _LOOK_BACK:
        return 0, min(len(text), length)
    sentence = max(text.rfind(mark, start - _LOOK_BACK, start) for mark in _SENTENCE_ENDS) + 1
    start = sentence or start - _LOOK_BACK // 3
    return start, min(len(text), start + length)
