"""The words in which the law answers a question: of a question alone they weigh, and no record is counted for them.

Those of answers.txt were written down; those of learned_answers.tsv tools/answers/learn.py learned from questions with
the articles that answer them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain

from rencai.search.analysis import Analyzer
from rencai.search.engine import Scored
from rencai.search.folding import fold

WRITTEN, LEARNED = 0.35, 0.2
"""Weights of the words of both, tried on the sets that docs/relevance.md describes."""
MOST_WORDS = 24
"""Words that a question is given at most."""
_STEP = 20
"""Weights are whole parts of this many: words of one weight are one request to Elasticsearch."""


@lru_cache
def table() -> dict[str, tuple[str, ...]]:
    """Folded words of a question → what an answer to it says. Raises ValueError for a line without `>`."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("answers.txt"):
        if line.strip() and not line.startswith("#"):
            asked, answered = fold(line).split(">")
            said = tuple(word.strip() for word in answered.split(","))
            for word in asked.split("="):
                found[word.strip()] = (*found.get(word.strip(), ()), *said)
    return found


@lru_cache
def learned() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word of a question → words of the articles that answer such questions, with the share of those that have it."""
    rows = (line.split("\t") for line in _lines("learned_answers.tsv"))
    return {
        word: tuple((other, float(share)) for other, _, share in (pair.partition(":") for pair in pairs))
        for word, *pairs in rows
    }


def _lines(name: str) -> list[str]:
    return files("rencai.search").joinpath(f"data/{name}").read_text("utf-8").splitlines()


@lru_cache
def _longest() -> int:
    return max(map(len, table()))


def asked_words(text: str) -> list[str]:
    """The words of the table in a folded question: wherever they begin, the longest.

    «算不算工伤» says 算工伤, and «不给我交社保» says 不交社保.
    """
    said = _EITHER_WAY.sub(r"\1", text)
    return list(dict.fromkeys([*_longest_words(said), *_longest_words(_BETWEEN.sub("", said))]))


_EITHER_WAY = re.compile(r"(.)[不没]\1")
_BETWEEN = re.compile("[我你您他她们了过的给都还也就又被]|怎么|怎样|如何|可以|能")


def _longest_words(text: str) -> Iterator[str]:
    sizes = range(_longest(), 0, -1)
    found = (
        next((text[start : start + size] for size in sizes if text[start : start + size] in table()), "")
        for start in range(len(text))
    )
    return filter(None, found)


def written_answers(text: str) -> set[str]:
    """What answers.txt says to a folded question."""
    return {said for asked in asked_words(text) for said in table()[asked]}


def answer_scores(text: str, words: Iterable[str], analyzer: Analyzer) -> Iterator[Scored]:
    """What the words of answers add to the score of a question, given as its folded text and its words."""
    written, further = _written(text, analyzer), _learned(frozenset(words))
    weights = {word: written.get(word, 0.0) + further.get(word, 0.0) for word in (*written, *further)}
    strongest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS]
    rounded = ((word, round(weight * _STEP) / _STEP) for word, weight in strongest)
    return (Scored(word, (("body_w", weight),)) for word, weight in rounded if weight)


def _written(text: str, analyzer: Analyzer) -> dict[str, float]:
    """Those of one asked word share its weight by the root of their number."""
    weights: dict[str, float] = {}
    for asked in asked_words(text):
        words = dict.fromkeys(chain.from_iterable(analyzer.tokens(said).words for said in table()[asked]))
        for word in words:
            weights[word] = max(weights.get(word, 0.0), WRITTEN * len(words) ** -0.5)
    return weights


def _learned(words: frozenset[str]) -> dict[str, float]:
    """A word that several words of the question lead to has the largest of its weights; what was asked has none."""
    weights: dict[str, float] = {}
    for other, share in chain.from_iterable(learned().get(word, ()) for word in words):
        if other not in words:
            weights[other] = max(weights.get(other, 0.0), LEARNED * share)
    return weights
