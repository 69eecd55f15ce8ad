"""What search knows of the language: dictionary words, synonyms, stop words and what words mean. Plain data."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import permutations

from rjieba import Jieba

from rencai.records.parsers import occupation, place
from rencai.search.doing import WORKING_PERSONS
from rencai.search.folding import fold

BOOSTED = (
    *("kind", "source", "district", "occupation", "skill_level", "education", "employment_type", "validity"),
    "category",
)
"""Facets whose values can be boosted: those that a row brings with it."""
_LONGEST_WORD = 12
"""Longer names are phrases, not words."""
_WORD = re.compile(r"[^\s/()（）·、,，]+")


@dataclass(frozen=True)
class Lexicon:
    """One state of the language data. Every text in it is folded."""

    words: frozenset[str] = frozenset()
    """The dictionary that documents are cut by, beside the common one. A change of it needs re-indexing."""
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A word → what it also finds."""
    stop: frozenset[str] = frozenset()
    """Words not searched when other words are left."""
    boosts: Mapping[str, float] = field(default_factory=dict)
    """Factor by `<field>` or `<facet>:<value>`, as in `title` or `kind:policy_notice`."""
    best_bets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Query → ids shown first (置顶)."""
    blocked: frozenset[str] = frozenset()
    """Words that are never suggested nor searched."""

    @cached_property
    def version(self) -> str:
        """Tells one state from another."""
        parts = (
            sorted(self.words),
            sorted(self.synonyms.items()),
            sorted(self.stop),
            sorted(self.boosts.items()),
            sorted(self.best_bets.items()),
            sorted(self.blocked),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def also(self, word: str) -> tuple[str, ...]:
        """What a word also finds."""
        return self.synonyms.get(word, ())

    def with_synonyms(self, lines: Iterable[str]) -> "Lexicon":
        """The same with further lines in the form of `synonyms.txt`."""
        merged: dict[str, tuple[str, ...]] = dict(self.synonyms)
        for word, others in read_synonyms(lines).items():
            merged[word] = tuple(dict.fromkeys((*merged.get(word, ()), *others)))
        return replace(self, synonyms=merged)


def as_typed(text: str) -> str:
    """The one form of a query that best bets are kept by: people type blanks of any number and width."""
    return " ".join(fold(text).split())


def read_synonyms(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Lines `a = b = c` and `a, b > c, d`; blank lines and `#` are skipped, anything else is a line without effect.

    What one of equal words finds, the others find too: of `a = b` and `b > c` a finds c.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    wider: defaultdict[str, dict[str, None]] = defaultdict(dict)
    equal: list[tuple[str, str]] = []
    for line in lines:
        text = fold(line).strip()
        if text.startswith("#"):
            continue
        if ">" in text:
            left, right = (dict.fromkeys(filter(None, map(str.strip, side.split(",")))) for side in text.split(">", 1))
            for word in left:
                wider[word].update(right)
        else:
            group = [part.strip() for part in text.split("=") if part.strip()]
            equal += permutations(group, 2)
    for word, other in equal:
        found[word][other] = None
    for word, others in wider.items():
        found[word].update(others)
    for word, other in equal:
        found[word].update((one, None) for one in wider.get(other, ()) if one != word)
    return {word: tuple(others) for word, others in found.items() if word and others}


def _data(name: str) -> list[str]:
    return files("rencai.search").joinpath(f"data/{name}").read_text("utf-8").splitlines()


def _names() -> Iterable[str]:
    """Names of occupations and places, as documents write them."""
    for _, name, aliases in occupation.names():
        yield from (name, *aliases)
    for _, district, name in place.names():
        yield from (district, name)


def _unknown(terms: Iterable[str]) -> set[str]:
    """Terms that the common dictionary cuts into single characters somewhere.

    The others stay phrases of known words: as words of their own they would cut those around them wrongly, as
    技师津贴 does 高级技师津贴.
    """
    common = Jieba()
    return {term for term in terms if min(map(len, common.cut(term, False)), default=0) == 1}


@lru_cache
def bundled() -> Lexicon:
    """The language data that comes with the project."""
    synonyms = read_synonyms(_data("synonyms.txt"))
    lines = (line for line in _data("stopwords.txt") if not line.startswith("#"))
    stop = WORKING_PERSONS.union(word for line in lines for word in fold(line).split())
    terms = {word for left, right in synonyms.items() for word in (left, *right)}
    names = {word for name in _names() for word in _WORD.findall(fold(name))}
    words = frozenset(word for word in names | _unknown(terms) if 1 < len(word) <= _LONGEST_WORD and not word.isascii())
    return Lexicon(words=words, synonyms=synonyms, stop=stop)
