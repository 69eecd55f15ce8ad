"""Latin letters that mean Chinese words: pinyin (dianhangong), initials (dhg) and mixtures (shukcg, 数kong).

The vocabulary is a data file of words with how often texts of this field use them; the commonest reading wins.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from sys import intern

_LETTERS = re.compile(r"[a-z]+")
_CHARACTERS = "[\u4e00-\u9fff]"
_MIXED = re.compile(rf"{_CHARACTERS}+[a-z]+{_CHARACTERS}*|[a-z]+{_CHARACTERS}+")
_LONGEST = 40
_WORD_COST = 6.0
"""What each further word costs, so that few long words beat many short ones."""
_INITIALS_COST = 5.0
_LEAST_INITIALS = 2
_BEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary."""

    text: str
    weight: float
    syllables: tuple[str, ...]


@lru_cache
def vocabulary() -> tuple[Word, ...]:
    """The words of this field, the commonest first."""
    lines = files("rencai.search").joinpath("data/vocabulary.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Word(text, math.log(1 + int(times)), tuple(pinyin.split())) for text, times, pinyin in rows)


@lru_cache
def ambiguous() -> frozenset[str]:
    """Characters that sound otherwise in some word than alone: 会 of 会计, 长 of 长城."""
    pairs = (pair for word in vocabulary() for pair in zip(word.text, word.syllables, strict=False))
    return frozenset(character for character, sound in pairs if pinyin(character) != (sound,))


@lru_cache
def _tables() -> tuple[dict[str, list[Word]], dict[str, list[Word]]]:
    whole: defaultdict[str, list[Word]] = defaultdict(list)
    initials: defaultdict[str, list[Word]] = defaultdict(list)
    for word in vocabulary():
        whole["".join(word.syllables)].append(word)
        initials["".join(syllable[0] for syllable in word.syllables)].append(word)
    return whole, initials


@dataclass(frozen=True, slots=True, order=True)
class _Reading:
    """The words that the letters up to a place may stand for."""

    cost: float
    words: tuple[str, ...] = ()
    guessed: bool = False
    """Some of them by their initials."""

    def then(self, other: "_Reading") -> "_Reading":
        return _Reading(self.cost + other.cost, self.words + other.words, self.guessed or other.guessed)

    def is_likely(self) -> bool:
        """Any letters are initials of some words in a row: only those of one word say something."""
        return not self.guessed or len(self.words) == 1


def readings(letters: str, most: int = _BEST, *, guess: bool = True) -> list[str]:
    """Chinese texts that a run of Latin letters may stand for, the likeliest first; none where it is no pinyin.

    Unless `guess`, only those that are spelled out, none by its initials.
    """
    if not _LETTERS.fullmatch(letters) or not _LEAST_INITIALS <= len(letters) <= _LONGEST:
        return []
    best: list[list[_Reading]] = [[] for _ in range(len(letters) + 1)]
    best[0] = [_Reading(0.0)]
    for end in range(2, len(letters) + 1):
        best[end] = _cheapest(
            (
                before.then(word)
                for start in range(max(0, end - _LONGEST), end - 1)
                for before in best[start]
                for word in _edges(letters[start:end])
            ),
            most,
        )
    return ["".join(one.words) for one in best[-1] if (one.is_likely() if guess else not one.guessed)]


def mixed(text: str) -> list[tuple[str, list[str]]]:
    """The runs of characters and letters in a text, with what each may stand for: 数kong is 数控, its 数 stays."""
    found = [(match[0], _with_its_characters(match[0])) for match in _MIXED.finditer(text)]
    return [(run, options) for run, options in found if options]


def _with_its_characters(run: str) -> list[str]:
    form = re.compile(_LETTERS.sub(f"{_CHARACTERS}+", run))
    return [reading for reading in readings("".join(syllables(run)), most=5) if form.fullmatch(reading)]


def _cheapest(options: Iterable[_Reading], most: int) -> list[_Reading]:
    found: dict[str, _Reading] = {}
    for option in sorted(options):
        found.setdefault("".join(option.words), option)
    return list(found.values())[:most]


@lru_cache(maxsize=20_000)
def _edges(piece: str) -> tuple[_Reading, ...]:
    whole, initials = _tables()
    spelled = [_Reading(_WORD_COST + 9 - word.weight, (word.text,)) for word in whole.get(piece, ())[:_BEST]]
    cost = _WORD_COST + _INITIALS_COST + 9
    short = [_Reading(cost - word.weight, (word.text,), guessed=True) for word in initials.get(piece, ())[:_BEST]]
    return tuple(spelled + short)


@lru_cache(maxsize=1)
def _lazy_pinyin() -> Callable[[str], list[str]]:
    """The library with the readings of this field, loaded when it is first asked: most commands never do."""
    from pypinyin import lazy_pinyin, load_phrases_dict

    lines = files("rencai.search").joinpath("data/readings.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    load_phrases_dict({text: [[syllable] for syllable in said.split()] for text, said in rows})
    found: Callable[[str], list[str]] = lazy_pinyin
    return found


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a text; Latin runs stay whole, in lower case."""
    # There are four hundred syllables and names by the ten thousand.
    return tuple(intern(syllable.strip().lower()) for syllable in _lazy_pinyin()(text) if syllable.strip())


pinyin = lru_cache(maxsize=20_000)(syllables)
"""The same, remembered: for characters and words that come again."""


def homophones(text: str) -> Iterator[str]:
    """Other texts that sound alike: what may have been meant where a typed one has no results."""
    letters = "".join(_lazy_pinyin()(text))
    for reading in readings(letters, most=5):
        if reading != text and len(reading) == len(text):
            yield reading
