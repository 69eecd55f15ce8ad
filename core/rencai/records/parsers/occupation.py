"""Occupation of the 职业分类大典 (2022) that an advert's title names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from rencai.records.parsers.text import fold
from rencai.records.values import Coded, Unreadable

_CODE = re.compile(r"(?<![\d-])([1-8]-\d{2}-\d{2}-\d{2})(?![\d-])")


def read_occupation(occupation_text: str, title: str) -> Coded | None:
    """The occupation the text names by code or name, else the one the title names."""
    for text in (fold(occupation_text), fold(title)):
        if text:
            return _named(text)
    return None


def names() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(code, official name, aliases) of every occupation."""
    for code, name, aliases in _rows():
        yield code, name, aliases


def _named(text: str) -> Coded:
    table, aliases = _tables()
    code = _CODE.search(text)
    if code and code[1] in table:
        return Coded(code=code[1], name=table[code[1]])
    lowered = text.lower()
    for size in range(min(len(lowered), 24), 1, -1):
        for start in range(len(lowered) - size, -1, -1):
            found = aliases.get(lowered[start : start + size])
            if found:
                return Coded(code=found, name=table[found])
    raise Unreadable("unknown_occupation")


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    text = (files("rencai.records") / "data" / "occupations.tsv").read_text(encoding="utf-8")
    split = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((code, name, tuple(alias for alias in aliases.split("|") if alias)) for code, name, aliases in split)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    table = {code: name for code, name, _ in _rows()}
    known: dict[str, str] = {}
    for code, name, aliases in _rows():
        for alias in aliases:
            known.setdefault(alias.lower(), code)
    known.update({name.lower(): code for code, name, _ in _rows() if not code.endswith("-00-00")})
    return table, known
