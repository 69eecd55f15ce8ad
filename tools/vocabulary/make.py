"""Make core/rencai/search/data/vocabulary.tsv: words of this field, how often its texts use them, and their pinyin.

    python tools/vocabulary/make.py

It is counted from what stands in this repository, so the same files give the same vocabulary: the names of
occupations and places, the advert titles of tools/occupations, the sample network's laws, courses and vacancies, and
the words that search knows. Run it when these change; a test says when it is time. NOTICE says where they come from.
Needs pypinyin, as the program itself does; names of the city are said as data/readings.tsv has them.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rencai.records.parsers import occupation
from rencai.search.analysis import Analyzer
from rencai.search.folding import fold
from rencai.search.lexicon import bundled
from rencai.search.meanings import rung_of, table
from rencai.search.rank import bare_name
from rencai.search.spelling import pinyin
from rencai_sample.content_files import CONTENT
from rencai_sample.courses import board_courses
from rencai_sample.regulations import regulations
from rencai_sample.vacancies import board_vacancies

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "core/rencai/search/data/vocabulary.tsv"
TITLES = ROOT / "tools/occupations/titles.csv"
MOST = 20_000
LEAST_TIMES = 4
LONGEST = 10
_CHINESE = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST}}}")

# What one occurrence counts: a search is for names, seldom for what stands in the text of a law.
ADVERT, NAME, COURSE, PROVIDER, VACANCY = 5, 3, 4, 2, 3
LAW, WORDS_OF_A_LAW, MOST_OF_A_LAW = 8, 12, 6
KNOWN, ASKED = 5, 20
"""For each word of the dictionary, and for each that people are known to type."""


def main() -> None:
    """Write the file."""
    TARGET.write_text(made(), "utf-8")


def made() -> str:
    """What the file is to say."""
    counted = count()
    words = sorted((-times, word) for word, times in counted.items() if times >= LEAST_TIMES)[:MOST]
    return "".join(f"{word}\t{-times}\t{' '.join(pinyin(word))}\n" for times, word in words)


def count() -> Counter[str]:
    """Every word with how often it is met, by the weights above."""
    analyzer = Analyzer(bundled().words)
    found: Counter[str] = Counter()
    for text, times in texts():
        for word in filter(_CHINESE.fullmatch, analyzer.segments(text)):
            found[word] += times
    found.update(_words_of_laws(analyzer))
    for word, times in known():
        if _CHINESE.fullmatch(word):
            found[word] += times
    return found


def texts() -> Iterator[tuple[str, int]]:
    """Short texts with what a word in them counts."""
    with TITLES.open(encoding="utf-8") as lines:
        yield from ((row["job_name"], ADVERT) for row in csv.DictReader(lines))
    for _, name, aliases in occupation.names():
        yield from ((text, NAME) for text in (name, *aliases))
    for path in sorted((CONTENT / "courses").glob("*.csv")):
        for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()):
            yield row["课程名称"], COURSE
            yield row["开课单位"], PROVIDER
    for vacancy in board_vacancies():
        yield " ".join((vacancy.title, *vacancy.tasks, *vacancy.demands)), VACANCY
    for course in board_courses():
        yield " ".join((course.name, *course.topics)), VACANCY


def _words_of_laws(analyzer: Analyzer) -> Counter[str]:
    """Laws are long: all of them together count for little."""
    found = Counter(word for law in regulations() for block in law.blocks for word in analyzer.segments(block))
    return Counter(
        {word: min(MOST_OF_A_LAW, n // WORDS_OF_A_LAW) for word, n in found.items() if _CHINESE.fullmatch(word)}
    )


def known() -> Iterator[tuple[str, int]]:
    """Words that search knows, whether texts hold them or not, and the short names of laws."""
    lexicon = bundled()
    yield from ((word, KNOWN) for word in lexicon.words)
    # A rung and all above it is typed as the rung is.
    yield from ((word, ASKED) for word in lexicon.synonyms.keys() | table().keys() if not rung_of(word))
    yield from dict.fromkeys(map(partial(_name_of, times=LAW), (law.title for law in regulations())))


def _name_of(title: str, times: int) -> tuple[str, int]:
    return bare_name(fold(title)), times


if __name__ == "__main__":
    main()
