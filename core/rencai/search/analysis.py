"""Text → tokens, once and in Python, so that both engines see the same.

Characters: every Chinese character, every Latin word and every number, in order. Words: what the dictionary knows
(`rjieba` without guessing, so that the same words come out wherever they stand), with the words inside longer ones.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import rjieba

from rencai.search.folding import fold, fold_with_offsets, number

VERSION = "2"
"""Part of every document's hash: raise it when the analysis changes, and `index verify` finds what must be redone."""

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?)(?P<unit>[千万亿kw])?(?![a-z0-9])"
    r"|(?P<latin>[a-z]{1,2}(?:\+\+|#)|[a-z0-9]*[a-z][a-z0-9]*|\d+)"
)
_HAN_RUN = re.compile(rf"[{HAN}]+")
_NOT_HAN = re.compile(r"[a-z\d]")
"""What every other token has."""
_MIXED = re.compile(r"[a-z]+|\d+")
_LONGEST_INNER = 5
_REMEMBERED = 4096
"""Short texts whose tokens are kept: some 8 MB."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands in the original text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text."""

    characters: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Analyzer:
    """Analysis with one dictionary. Two analyzers of the same words give the same tokens."""

    own_words: frozenset[str] = frozenset()
    """Words beside the common dictionary: occupations, places, institutions, terms of the trade."""
    _jieba: rjieba.Jieba = field(init=False, repr=False)
    _inner: dict[str, tuple[str, ...]] = field(init=False, repr=False, default_factory=dict)
    _joined: "_Joined" = field(init=False, repr=False)
    _remembered: Callable[[str], tuple[str, str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.own_words = frozenset(word for word in map(fold, self.own_words) if len(word) > 1)
        self._jieba = rjieba.Jieba()
        for word in sorted(self.own_words):
            if not self._jieba.has_word(word):
                self._jieba.add_word(word, None, None)
        self._joined = _Joined(self._inside, self._inner)
        self._remembered = lru_cache(_REMEMBERED)(self.spaced)

    def tokens(self, text: str) -> Tokens:
        """Characters and words of a text."""
        characters, words, cut = self._read(text)
        for word in cut:
            if len(word) > 1:
                words.extend(self._inside(word))
        return Tokens(tuple(characters), tuple(words))

    def spaced(self, text: str) -> tuple[str, str]:
        """The same joined by blanks, as documents have them, which takes less time."""
        characters, words, cut = self._read(text)
        words += filter(None, map(self._joined.__getitem__, cut))
        return joined(characters), joined(words)

    def spaced_value(self, text: str) -> tuple[str, str]:
        """The same, remembered: for short texts that many records have in common."""
        return self._remembered(text)

    def _read(self, text: str) -> tuple[list[str], list[str], list[str]]:
        """Characters, Latin words, and what the Chinese runs are cut into."""
        folded = fold(text)
        if not _NOT_HAN.search(folded):
            runs = _HAN_RUN.findall(folded)
            return list("".join(runs)), [], self._jieba.cut(" ".join(runs), False)
        characters: list[str] = []
        words: list[str] = []
        runs = []
        for run, amount, unit, latin in _TOKEN.findall(folded):
            if run:
                characters.extend(run)
                runs.append(run)
            else:
                token = latin or _amount(amount, unit)
                characters.append(token)
                words.extend(_latin_words(token))
        # One call for all runs: what stands between them keeps them apart, and the call costs more than the cutting.
        return characters, words, self._jieba.cut(" ".join(runs), False)

    def characters(self, text: str) -> tuple[str, ...]:
        """The tokens whose order phrases are made of."""
        found: list[str] = []
        for match in _TOKEN.finditer(fold(text)):
            if run := match["han"]:
                found.extend(run)
            else:
                found.append(_plain_token(match))
        return tuple(found)

    def located(self, text: str) -> Iterator[Token]:
        """The same with their places in the original, for marking it."""
        return map(Token, *self.places(text))

    def places(self, text: str, most: int | None = None) -> tuple[list[str], list[int], list[int]]:
        """The first `most` tokens, where each begins and where it ends: as lists, which are quick to fill."""
        folded, offsets = fold_with_offsets(text)
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(folded):
            first, last = match.span()
            if match["han"]:
                texts.extend(folded[first:last])
                starts.extend(offsets[first:last])
                ends.extend([place + 1 for place in offsets[first:last]])
            else:
                # A folded character may come from one that gave several; the end is that of the last one's origin.
                texts.append(_plain_token(match))
                starts.append(offsets[first])
                ends.append(offsets[last - 1] + 1)
            if most is not None and len(texts) >= most:
                break
        return texts[:most], starts[:most], ends[:most]

    def segments(self, text: str) -> list[str]:
        """A text cut once into words, Latin words and numbers, single characters kept: the way a query is read."""
        found: list[str] = []
        for match in _TOKEN.finditer(fold(text)):
            if run := match["han"]:
                found.extend(self._jieba.cut(run, False))
            else:
                found.append(_plain_token(match))
        return found

    def knows(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        return bool(self._jieba.has_word(word))

    def is_one(self, word: str) -> bool:
        """Whether documents that contain a word hold it as one token: some words of the dictionary are cut in two."""
        return self.knows(word) and self.segments(word) == [word]

    def inside(self, word: str) -> tuple[str, ...]:
        """The words inside a longer one, and itself last."""
        return self._inside(word)

    def _inside(self, word: str) -> tuple[str, ...]:
        found = self._inner.get(word)
        if found is None:
            found = tuple(self._find_inside(word))
            # Only what the dictionary has: queries may hold any Latin word, and there is no end of those.
            if self._jieba.has_word(word):
                self._inner[word] = found
        return found

    def _find_inside(self, word: str) -> Iterator[str]:
        for start in range(len(word) - 1):
            for end in range(start + 2, min(len(word), start + _LONGEST_INNER) + 1):
                piece = word[start:end]
                if len(piece) < len(word) and self._jieba.has_word(piece):
                    yield piece
        yield word


class _Joined(dict[str, str]):
    """The words of the dictionary with those inside them as one string; single characters, which are none, as none.

    Looking words up and leaving characters out is then one step without a loop of ours.
    """

    def __init__(self, inside: Callable[[str], tuple[str, ...]], known: Container[str]) -> None:
        self._inside = inside
        self._known = known

    def __missing__(self, word: str) -> str:
        found = joined(self._inside(word)) if len(word) > 1 else ""
        if not found or word in self._known:
            self[word] = found
        return found


def _plain_token(match: re.Match[str]) -> str:
    return match["latin"] or _amount(match["amount"], match["unit"] or "")


def _amount(digits: str, unit: str) -> str:
    return number(digits.replace(",", ""), unit)


def _latin_words(token: str) -> Iterable[str]:
    """A Latin token, and the letters of one that ends in digits: python3 is found by python too."""
    if token[-1].isdigit() and token[0].isalpha():
        letters = _MIXED.match(token)
        if letters and len(letters[0]) > 1:
            return token, letters[0]
    return (token,)


def joined(tokens: Iterable[str]) -> str:
    """Tokens as both engines take them."""
    return " ".join(tokens)


@lru_cache(maxsize=4)
def analyzer(own_words: frozenset[str]) -> Analyzer:
    """The analyzer of a dictionary, made once."""
    return Analyzer(own_words)
