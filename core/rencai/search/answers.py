"""The words in which the law answers a question: of a question alone they weigh, and no record is counted for them."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain

from rencai.search.analysis import Analyzer
from rencai.search.engine import Scored
from rencai.search.folding import fold

WEIGHT = 0.35
MOST_WORDS = 24
"""Words that a question is given at most."""


@lru_cache
def table() -> dict[str, tuple[str, ...]]:
    """Folded words of a question → what an answer to it says. Raises ValueError for a line without `>`."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files("rencai.search").joinpath("data/answers.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            asked, answered = fold(line).split(">")
            said = tuple(word.strip() for word in answered.split(","))
            for word in asked.split("="):
                found[word.strip()] = (*found.get(word.strip(), ()), *said)
    return found


@lru_cache
def _longest() -> int:
    return max(map(len, table()))


def asked_words(text: str) -> list[str]:
    """The words of the table in a folded question: wherever they begin, the longest."""
    sizes = range(_longest(), 0, -1)
    return [
        next((text[start : start + size] for size in sizes if text[start : start + size] in table()), "")
        for start in range(len(text))
    ]


def answer_scores(text: str, analyzer: Analyzer) -> Iterator[Scored]:
    """What an answer's words add to the score: those of one asked word share its weight by the root of their number."""
    weights: dict[str, float] = {}
    for asked in dict.fromkeys(filter(None, asked_words(text))):
        words = dict.fromkeys(chain.from_iterable(analyzer.tokens(said).words for said in table()[asked]))
        for word in words:
            weights[word] = max(weights.get(word, 0.0), WEIGHT * len(words) ** -0.5)
    strongest = sorted(weights.items(), key=lambda item: -item[1])[:MOST_WORDS]
    return (Scored(word, (("body_w", round(weight, 4)),)) for word, weight in strongest)
