"""What of a title pleases, calls or asks, told from names of work by the characters that stand side by side.

Such talk comes in ever new phrases, but they are put together of other pairs of characters than names of work are. So
each run of a title belongs to whichever of two lists it is the likelier to be put together from.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise
from math import log

from rencai.intake.decoration import names_work
from rencai.intake.same_work import titles
from rencai.intake.specialties import SPECIALTY
from rencai.records.parsers.gazetteer import outside_names
from rencai.records.parsers.occupation_names import ambiguous, fields, names_of_work

_EDGE, _FIGURE = "\n", "0"
_PAIR, _SINGLE, _ANY = 0.82, 0.15, 0.03 / 4000
"""How much it counts that a list has two characters side by side, the second of them, and neither."""
_TURN = 4.5
"""By how much a run must be likelier of one list for what stands about it to be of the other."""
_RARE = 1.5
"""By how much a piece must be likelier talk."""
_WORD = re.compile("(?:[0-9a-z一-鿿.%]|(?<=[0-9])[-*:/](?=[0-9]))+")
_CALLS = re.compile(
    "招聘(?!助理|专员|经理|主管|顾问|主任|代表)|(?<![一-鿿])[急诚现]?招(?![商生标投募聘]|行(?!政))"
    "|(?<![招应特返解受外竞])聘请?(?![任用])"
    "|专职(?=[一-鿿]{2})|(?<![0-9a-z])[0-9]{1,2}h(?![0-9a-z])|(?<=专员)/助理|(?<=[一-鿿]{3})[e-z]$|^[e-z](?=[一-鿿]{4})"
)
"""What calls, where it stands before work; 招聘专员 and 招商 are work."""
_ASKED = re.compile(".{1,12}(?:优先(?:考虑)?|勿扰|[均皆亦也]可|不限)")
_DESCRIBED = re.compile("(?:.{2,40})?的(?!士)(?=..)")
"""What a title says of the work before it names it (父母放心的工作)."""
_FIGURES = re.compile("[0-9.%*:/-]+|[一二两三四五六七八九十]+")
_CHINESE = re.compile("[一-鿿]")
_LEAST, _SPOKEN_OF, _LONGEST = 2, 4, 60
"""Characters of the shortest run that is talk, of what talk takes along, and of the longest piece of a title."""
_NUMBER = "[0-9一二三四五六七八九十]"
_TELLS = re.compile(
    "主管|经理|主任|总监|领班|[班组店队]长|(?<![男子])女|男(?!女)|[内外]$|^驻|^(?!-?[可能有]).*项目部?$"
    "|^(?!靠?近|地铁).*[省市县区镇乡村路街店站楼厅厂院校线标期族籍语文类型级方向域业]$"
    f"|^第?{_NUMBER}{{1,3}}(?:标段|工区|车间|[大中分小]?队|班?组|班|号院|[部区期线店厂楼层])$"
    f"|(?:代码|编号|号)[0-9]*$|岗位?(?:{_NUMBER}|[a-h]){{1,2}}$"
    "|^(?:华?[东南西北中]{1,2}|线[上下]|周末|专科|大专|本科|硕士|博士)$"
)
"""What names ranks, what ends names of places, groups and fields, and what tells posts, regions, days and degrees."""


class _Phrases:
    """How likely characters stand behind each other in the phrases of a list."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._pairs: Counter[str] = Counter()
        self._firsts: Counter[str] = Counter()
        self._seconds: Counter[str] = Counter()
        for phrase in phrases:
            whole = f"{_EDGE}{_FIGURES.sub(_FIGURE, phrase)}{_EDGE}"
            self._pairs.update(map("".join, pairwise(whole)))
            self._firsts.update(whole[:-1])
            self._seconds.update(whole[1:])
        self._all = self._seconds.total()

    def likely(self, first: str, second: str) -> float:
        paired = self._pairs[first + second] / (self._firsts[first] or 1)
        return log(_PAIR * paired + _SINGLE * self._seconds[second] / self._all + _ANY)


def without_talk(title: str) -> str:
    """A title, in plain form, without what is talk; what names work, a place, a group or a field is none."""
    return _WORD.sub(_left, _CALLS.sub(" ", title))


def _left(match: re.Match[str]) -> str:
    word = match[0]
    if _ASKED.fullmatch(word):
        return " "
    if len(word) > _LONGEST or not _CHINESE.search(word):
        return word
    described = _DESCRIBED.match(word)
    if described and not _tells(described[0]):
        word = word[described.end() :]
    runs = [(is_talk and not _tells(run), run) for is_talk, run in _runs(word)]
    if any(run in ambiguous() for is_talk, run in runs if not is_talk):
        # 顾问 says no work without what stands before it.
        return word
    left = "".join(" " if is_talk else run for is_talk, run in runs)
    # 代账公司勿扰: talk takes along what it speaks of.
    about = left.replace(" ", "")
    spoken = left != word and len(about) <= _SPOKEN_OF and not names_work(about) and about not in _all_names()
    return " " if spoken and not _tells(about) else left


def _tells(run: str) -> bool:
    if run in _phrases():
        return False
    if len(run) <= _SPOKEN_OF and SPECIALTY.search(run):
        return True
    return (
        len(run) < _LEAST
        or not _CHINESE.search(run)
        or run in _all_names()
        or _TELLS.search(run) is not None
        or run in outside_names()
    )


@lru_cache(maxsize=4096)
def _runs(word: str) -> tuple[tuple[bool, str], ...]:
    """The runs of a word, and whether each is talk."""
    labels = _labels(_FIGURES.sub(lambda match: _FIGURE * len(match[0]), word))
    labelled = groupby(zip(labels, word, strict=True), key=lambda pair: pair[0])
    return tuple((label == "1", "".join(character for _, character in run)) for label, run in labelled)


def _labels(word: str) -> str:
    """For each character whether it is of names of work (0) or talk (1), as is likeliest for the word as a whole."""
    lists = _work(), _talk()
    best, before = [(0.0, ""), (-_RARE, "")], _EDGE
    for character in word:
        if character == before == _FIGURE:
            best = [(score, path + path[-1]) for score, path in best]
            continue
        best = [max(_stayed(lists, best, kind, before, character)) for kind in range(2)]
        before = character
    return max((score + lists[kind].likely(before, _EDGE), path) for kind, (score, path) in enumerate(best))[1]


def _stayed(
    lists: tuple[_Phrases, _Phrases], best: list[tuple[float, str]], kind: int, before: str, character: str
) -> list[tuple[float, str]]:
    """The best readings that end in a list: what stood before is of it too, or it begins here."""
    score, path = best[kind]
    found = [(score + lists[kind].likely(before, character), f"{path}{kind}")]
    if before != _EDGE:
        score, path = best[1 - kind]
        ended = lists[1 - kind].likely(before, _EDGE)
        found.append((score + ended + lists[kind].likely(_EDGE, character) - _TURN, f"{path}{kind}"))
    return found


@lru_cache(maxsize=1)
def _phrases() -> frozenset[str]:
    text = files("rencai.intake").joinpath("data/offers.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _talk() -> _Phrases:
    return _Phrases(_phrases())


@lru_cache(maxsize=1)
def _work() -> _Phrases:
    return _Phrases(_all_names().union(fields()))


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return names_of_work() | titles()
