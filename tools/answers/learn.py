"""Learn core/rencai/search/data/learned_answers.tsv: which words articles of law answer the words of a question with.

From STARD (THUIR, 2024, MIT License): a folder with its corpus.jsonl and queries.jsonl.

    python tools/answers/learn.py FOLDER [OUTPUT]

A word of an article is kept for a word of questions where it stands in the articles of several questions with that
word, and much more often than in those of any question and in any article.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled

OUTPUT = Path(__file__).parents[2] / "core/rencai/search/data/learned_answers.tsv"
# Tried by learning from one half of the questions and asking the other, and those of three more collections.
DOUBT = 3.0
"""So many questions that answer like any question are added to those with a word."""
FEWEST = 2
"""Questions that must have a pair."""
LEAST_SHARE = 0.2
TIMES_ANY = 2.0
MOST = 5


def main(folder: Path, output: Path) -> None:
    analyzer = Analyzer(bundled().words)
    articles = {one["id"]: one["text"] for one in _lines(folder / "corpus.jsonl")}
    words = {name: frozenset(filter(_counts, analyzer.tokens(text).words)) for name, text in articles.items()}
    asked = [
        (_question_words(one["query"], analyzer), frozenset().union(*(words[name] for name in one["relevant"])))
        for one in _lines(folder / "queries.jsonl")
    ]
    found = learn(asked, words.values())
    output.write_text("".join(_line(word, answers) for word, answers in sorted(found.items())), "utf-8")


def learn(
    asked: Iterable[tuple[frozenset[str], frozenset[str]]], articles: Iterable[frozenset[str]]
) -> dict[str, list[tuple[str, float]]]:
    """Word of a question → the words of its answers with their shares, the most telling first."""
    pairs = list(asked)
    everywhere = _shares(list(articles))
    answered = _shares([answer for _, answer in pairs])
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for question, answer in pairs:
        for word in question:
            together[word].update(answer)
    questions = Counter(word for question, _ in pairs for word in question)
    found = {
        word: _best(word, questions[word], counts, answered, everywhere)
        for word, counts in together.items()
        if questions[word] >= FEWEST
    }
    return {word: best for word, best in found.items() if best}


def _best(
    word: str, questions: int, counts: Mapping[str, int], answered: Mapping[str, float], everywhere: Mapping[str, float]
) -> list[tuple[str, float]]:
    telling: list[tuple[float, str, float]] = []
    for other, count in counts.items():
        share = (count + DOUBT * answered[other]) / (questions + DOUBT)
        usual = max(answered[other], everywhere[other])
        if count >= FEWEST and other != word and share > max(LEAST_SHARE, TIMES_ANY * usual):
            telling.append((-share * math.log(share / usual), other, round(share, 1)))
    return [(other, share) for _, other, share in sorted(telling)[:MOST]]


def _shares(texts: list[frozenset[str]]) -> dict[str, float]:
    return {word: count / len(texts) for word, count in Counter(word for text in texts for word in text).items()}


def _question_words(text: str, analyzer: Analyzer) -> frozenset[str]:
    stop = bundled().stop
    return frozenset(
        word
        for segment in analyzer.segments(text)
        if segment not in stop
        for word in analyzer.inside(segment)
        if _counts(word)
    )


def _counts(word: str) -> bool:
    return len(word) > 1 and not word[0].isdigit()


def _line(word: str, answers: Iterable[tuple[str, float]]) -> str:
    return "\t".join((word, *(f"{other}:{share:g}" for other, share in answers))) + "\n"


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT)
