"""The tables of occupations' names: what the classification and adverts call them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from rencai.records.parsers.text import fold, traditional

# What adverts call those whom the classification calls otherwise.
_CALLED = (
    (re.compile("(..+)工程技术人员"), ("{}工程师", "{}技术员")),
    (re.compile("(..+)科医师"), ("{}科医生", "{}医生", "{}医师")),
    (re.compile("(.+)医师"), ("{}医生",)),
    (re.compile("(.+)设计人员"), ("{}设计师", "{}设计")),
    (re.compile("(.+)研究人员"), ("{}研究员",)),
    (re.compile("(.+)教师"), ("{}老师",)),
    (re.compile("(.+)驾驶员"), ("{}司机",)),
)
# Names that say a trade as a whole title, and within a longer one only what the trade is about: 电容 in 电容销售.
_ALONE = "="
# 实习 is taken off before: 玻璃厂实习生 comes as 玻璃厂生.
_HAND = re.compile(
    "(?:车间|产线)?(?:普工|学徒工?|操作[工员]?|作业员|工人|[技中大小男女]工|师傅|技师|[熟老]手|熟练工|员工|人员"
    "|实习生|生|兼职|[班组拉线]长|领班|带班|主管|工头|[工员])$"
)
# Whom hospitals call by rank, by what our own names call the rest of the ward.
_RANKS = (
    (
        re.compile("(.+科)医[生师]"),
        ("医生", "医师", "主治医师", "主治医生", "住院医师", "主任医师", "副主任医师", "主任"),
    ),
    (re.compile("(.+科)护士"), ("护士长", "护师")),
)


_SPECIALISTS = ("2-05-01-0", "2-05-01-1", "2-05-01-2", "2-05-02-0", "2-05-03-0")
_DEPARTMENT_OF = re.compile("([^(（医院]+)科医[师生]")


class Entry(NamedTuple):
    code: str
    name: str
    aliases: tuple[str, ...]


def table(name: str) -> list[list[str]]:
    """The rows of a table of names, without its heading."""
    text = (files("rencai.records") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Every occupation by code."""
    ours = {code: aliases.replace("^", "").split(" ") for code, aliases in table("occupation_aliases.tsv")}
    found = {}
    for code, name, aliases in table("occupations.tsv"):
        known = [alias for alias in aliases.split("|") if alias]
        found[code] = Entry(code, name, tuple(dict.fromkeys([*ours.get(code, ()), *known])))
    return found


def official_names() -> Iterator[tuple[str, str]]:
    """(code, name) of every occupation and 工种 as the classification calls it."""
    for code, name, aliases in table("occupations.tsv"):
        yield from ((code, called) for called in (name, *aliases.split("|")) if called)


@lru_cache(maxsize=1)
def names_of_work() -> frozenset[str]:
    """Every name of an occupation: official ones, 工种, and what adverts call them."""
    return frozenset(name for _, name in official_names()).union(name.lstrip(f"^{_ALONE}") for name in aliases()[0])


@lru_cache(maxsize=1)
def ambiguous() -> frozenset[str]:
    """Names of many occupations (司机, 操作工): they say one only with what stands beside them."""
    text = (files("rencai.records") / "data" / "ambiguous_titles.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=1)
def fields() -> dict[str, str]:
    """The engineers' code by the word for what they work on."""
    return {word: code for code, words in table("occupation_fields.tsv") for word in words.split(" ")}


def last_places(text: str, codes: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Where each word in `text` ends last, its length and its code: the greatest is what is said last, and longest."""
    return [(text.rfind(word) + len(word), len(word), code) for word, code in codes if word in text]


@lru_cache(maxsize=1)
def departments() -> dict[str, str]:
    """The physicians' code by the department that their names say: 麻醉, 内科."""
    known = ((name, code) for name, code in aliases()[0].items() if code.startswith(_SPECIALISTS) and code[-2:] != "00")
    named = ((_DEPARTMENT_OF.fullmatch(name), code) for name, code in known)
    return {match[1] if len(match[1]) > 1 else match[1] + "科": code for match, code in named if match}


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Simplified characters by traditional ones, but for those that names have too: 覆膜."""
    used = {ord(character) for name in aliases()[0] for character in name}
    return {code: simplified for code, simplified in traditional().items() if code not in used}


def as_named(text: str) -> str:
    """The text written as names are: folded, lower case, in simplified characters."""
    return fold(text).lower().translate(_simplified())


def own_names() -> dict[str, str]:
    """Code by name of our own tables.

    ^ stands before one that counts only at the beginning of a piece, = before one that counts only as the whole piece.
    """
    lines = [*table("occupation_aliases.tsv"), *table("occupation_titles.tsv")]
    return {name: code for code, names in lines for name in names.split(" ")}


@lru_cache(maxsize=1)
def aliases() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Code by alias, marked as own_names() has it; lengths of those that count within a title, by first character."""
    known = _named()
    for name, code in list(_derived(known)):
        if "^" + name not in known and name not in ambiguous():
            known.setdefault(name, code)
    for alias in [alias for alias in known if "/" in alias]:
        known.setdefault(alias.replace("/", ""), known[alias])
    return known, _lengths(alias.removeprefix("^") for alias in known if not alias.startswith(_ALONE))


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of names by their first character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def _named() -> dict[str, str]:
    """Code by name as the tables have them: official names count before aliases, ours before the classification's."""
    known = own_names()
    for entry in entries().values():
        for alias in entry.aliases:
            if "^" + alias not in known:
                known.setdefault(alias.lower(), entry.code)
        if entry.code.endswith("-00"):
            known.setdefault(entry.name.lower(), entry.code)
        else:
            known[entry.name.lower()] = entry.code
    return known


def _derived(known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, code) of what follows from a name: its everyday forms, and the ranks of who has it."""
    yield from ((name, entry.code) for entry in entries().values() for name in _everyday(entry))
    yield from ((name, code) for alias, code in known.items() for name in _ranked(alias))


def _everyday(entry: Entry) -> Iterator[str]:
    """The names of adverts for an occupation that follow from its official one: 铸造工程技术人员 → 铸造工程师."""
    for pattern, called in () if entry.code.endswith("-00") else _CALLED:
        match = pattern.fullmatch(entry.name.lower())
        if match:
            yield from (name.format(match[1]) for name in called)


def _ranked(alias: str) -> Iterator[str]:
    """What who has the name is called by rank: 儿科医生 → 儿科主治医师."""
    for pattern, ranks in _RANKS:
        match = pattern.fullmatch(alias)
        if match:
            yield from (match[1] + rank for rank in ranks)


def code_named(name: str) -> str | None:
    """The code of exactly this name or alias."""
    known, _ = aliases()
    return known.get(name) or known.get("^" + name) or known.get(_ALONE + name)


def code_alone(text: str) -> str | None:
    """The code of a name that counts only alone, with no more after it than that someone does the work: 发泡普工."""
    known, _ = aliases()
    return known.get(_ALONE + text) or known.get(_ALONE + _HAND.sub("", text))
