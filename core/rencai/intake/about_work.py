"""What of a title is about work: characters that stand side by side in names of occupations too.

What pleases (氛围嘎嘎好, 今天面试明天上岗) is said in ever new words; what work is called is not.
"""

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rencai.intake.decoration import names_work
from rencai.intake.same_work import in_a_title, titles
from rencai.records.parsers.gazetteer import outside_names
from rencai.records.parsers.occupation_names import ambiguous, names_of_work

_CHINESE = re.compile("[一-鿿]+")
_PART = re.compile(r"[0-9a-z一-鿿.]+")
_DESCRIBED = re.compile("^(?:.{2,})?的(?!士)(?=..)")
"""What a title says of the work before it names it (父母放心的工作)."""
_FIGURES = re.compile(
    "(?<![a-z0-9])[0-9]+(?:[.][0-9]+)?(?![a-z0-9])(?:[一-鿿]休[0-9]+|个[月年天]|[一每]?(?:小时|[天月日])|[年周号点岁时])?"
    "|^(?:小时|[天月时日元]|[d-hj-qs-uwyz])$"
)
"""Numbers with what they count, and splinters of offers; those that number posts were read before."""
_LEAST = 2
"""Characters of the shortest run that can be no work."""
_PROMISES = re.compile(
    "[的了就都还最很更不没无免可能会有要须来去给让你我他她自己好早快闲松休假班薪钱费补奖贴险入职到招聘急新带包管供提吃住宿]|^多$"
    "|[今明每当几个全过准按小生节][天月年日时]|(?<!少)[天月年日时]$"
)
"""What is said of what one gets and of how it is there; names of products and projects have none of it."""
_PLACES = range(2, 5)
"""Characters of names of towns."""
_TELLS = re.compile(
    "[一二三四五六七八九十](?![定起切流天日个])|[初中高][级阶]|[内外男女]|^驻|[省市县区镇乡村路街店站楼厅部厂院校组队岗线号标期届"
    "山湖江河州阳水港岛族籍语文类型级向域业]$|(?<![上下加坐])班$"
)
"""What a name of a rank, a number, a place, a group or a field has."""


class _Run(NamedTuple):
    known: bool
    text: str


@lru_cache(maxsize=4096)
def about_work(part: str) -> tuple[str, frozenset[str]]:
    """A part of a title without what no name of work has, and what that is: also what stands before 的."""
    if _is_no_work(part):
        return "", frozenset([part])
    strange: set[str] = set()

    def taken(match: re.Match[str]) -> str:
        if _tells(match[0]):
            return match[0]
        strange.add(match[0])
        return " "

    def worked(match: re.Match[str]) -> str:
        runs = _kept(match[0])
        strange.update(run.text for run in runs if not run.known)
        return "".join(run.text if run.known else " " for run in runs)

    return _CHINESE.sub(worked, _FIGURES.sub(taken, _DESCRIBED.sub(taken, part))), frozenset(strange)


def _kept(word: str) -> list[_Run]:
    """The runs of a word, as known those that are kept of it."""
    runs = _runs(word)
    if any(run.known and run.text in ambiguous() for run in runs):
        # 顾问 says no work without what stands before it.
        return [_Run(True, word)]
    if any(map(_is_strange, runs)) and any(map(_names_work, runs)):
        # 固定上下班商务司机: what no name of work has takes along what else stands about it.
        return [_Run(_names_work(run), run.text) for run in runs]
    return [_Run(not _is_strange(run), run.text) for run in runs]


def without_promises(title: str) -> str:
    """A title without what no name of work has where that only promises."""
    return _PART.sub(_promised, title)


def _promised(match: re.Match[str]) -> str:
    left, strange = about_work(match[0])
    return left if all(map(_PROMISES.search, strange)) else match[0]


def beside_work(words: tuple[str, ...]) -> frozenset[str]:
    """Of a title's words those that name no work and make up none with the others.

    绩效 beside 客服 is one, 成本 beside 会计 is not.
    """
    named = [word for word in words if names_work(word)] or [*words[:1]]
    others = (word for word in words if _CHINESE.fullmatch(word) and len(word) >= _LEAST and word not in named)
    return frozenset(
        word for word in others if not _tells(word) and not any(in_a_title(f"{word}{work}") for work in named)
    )


def _is_no_work(part: str) -> bool:
    """Whether a part names no work and has what no name of work has (资源精准, 转化快)."""
    runs = [run for word in _CHINESE.findall(part) for run in _runs(word)]
    if all(run.known for run in runs) or any(map(_names_work, runs)) or _tells(part):
        return False
    return any(_is_strange(run) or _is_promise(run) for run in runs)


def _names_work(run: _Run) -> bool:
    return run.known and names_work(run.text)


def _is_strange(run: _Run) -> bool:
    return not run.known and len(run.text) >= _LEAST and not _tells(run.text)


def _is_promise(run: _Run) -> bool:
    return not run.known and _PROMISES.search(run.text) is not None


def _tells(run: str) -> bool:
    """Whether a run tells a rank, a number, a place, a group or a field."""
    parts = (run[at : at + size] for size in _PLACES for at in range(len(run) - size + 1))
    return _TELLS.search(run) is not None or not outside_names().isdisjoint(parts)


def _runs(word: str) -> list[_Run]:
    """The runs of a word that names of work have, and those they have not, in order."""
    pairs = [word[at : at + 2] in _pairs() for at in range(len(word) - 1)]
    if pairs and all(pairs):
        return [_Run(True, word)]
    known = [before or behind for before, behind in zip([False, *pairs], [*pairs, False], strict=True)]
    grouped = groupby(zip(known, word, strict=True), key=lambda pair: pair[0])
    return [_Run(told, "".join(character for _, character in pairs)) for told, pairs in grouped]


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    """Two characters that stand side by side in a name of work."""
    names = names_of_work() | titles()
    return frozenset(name[at : at + 2] for name in names for at in range(len(name) - 1))
