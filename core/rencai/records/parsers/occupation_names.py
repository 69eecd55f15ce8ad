"""The tables of occupations' names: what the classification and adverts call them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

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
def ambiguous() -> frozenset[str]:
    """Names of many occupations (司机, 操作工): they say one only with what stands beside them."""
    text = (files("rencai.records") / "data" / "ambiguous_titles.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=1)
def fields() -> dict[str, str]:
    """The engineers' code by the word for what they work on."""
    return {word: code for code, words in table("occupation_fields.tsv") for word in words.split(" ")}


def own_names() -> dict[str, str]:
    """Code by name of our own tables.

    ^ stands before one that counts only at the beginning of a piece, = before one that counts only as the whole piece.
    """
    lines = [*table("occupation_aliases.tsv"), *table("occupation_titles.tsv")]
    return {name: code for code, names in lines for name in names.split(" ")}


@lru_cache(maxsize=1)
def aliases() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Code by alias, marked as own_names() has it; lengths of those that count within a title, by first character."""
    known = own_names()
    for entry in entries().values():
        for alias in entry.aliases:
            if "^" + alias not in known:
                known.setdefault(alias.lower(), entry.code)
        if entry.code.endswith("-00"):
            known.setdefault(entry.name.lower(), entry.code)
        else:
            known[entry.name.lower()] = entry.code
    for entry in entries().values():
        for name in _everyday(entry):
            if "^" + name not in known and name not in ambiguous():
                known.setdefault(name, entry.code)
    for alias in [alias for alias in known if "/" in alias]:
        known.setdefault(alias.replace("/", ""), known[alias])
    return known, _lengths(alias.removeprefix("^") for alias in known if not alias.startswith(_ALONE))


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of names by their first character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def _everyday(entry: Entry) -> Iterator[str]:
    """The names of adverts for an occupation that follow from its official one: 铸造工程技术人员 → 铸造工程师."""
    for pattern, called in () if entry.code.endswith("-00") else _CALLED:
        match = pattern.fullmatch(entry.name.lower())
        if match:
            yield from (name.format(match[1]) for name in called)


def code_named(name: str) -> str | None:
    """The code of exactly this name or alias."""
    known, _ = aliases()
    return known.get(name) or known.get("^" + name) or known.get(_ALONE + name)


def code_alone(text: str) -> str | None:
    """The code of a name that counts only alone, with no more after it than that someone does the work: 发泡普工."""
    known, _ = aliases()
    return known.get(_ALONE + text) or known.get(_ALONE + _HAND.sub("", text))


def code_ending(text: str) -> str | None:
    """The code of the longest name that counts only alone and that `text` ends in: what goes before it is anything."""
    return next((code for start in range(1, len(text) - 1) if (code := code_alone(text[start:]))), None)
