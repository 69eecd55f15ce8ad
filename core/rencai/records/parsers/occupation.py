"""Occupation of the 职业分类大典 (2022) that an advert's title names."""

import re
from collections.abc import Iterator

from rencai.records.parsers.occupation_index import ambiguous, best_hit, certain, code_named, entries
from rencai.records.parsers.occupation_model import likeliest
from rencai.records.parsers.occupation_rules import in_capacity
from rencai.records.parsers.occupation_title import Title, clean_title, parts, without_hiring, without_rank
from rencai.records.parsers.text import fold
from rencai.records.values import Coded, Unreadable

_CODE = re.compile(r"(?<![\d-])([1-8])[-‐–—]?(\d{2})[-‐–—]?(\d{2})[-‐–—]?(\d{2})(?![\d-])")
# Chosen on titles that the weights were not learned from: tools/occupations/evaluate.py.
_SURE = 0.3
_SURE_ALONE = 0.4
_SURE_AGAINST_WHOLE = 0.4


def read_occupation(occupation_text: str, title: str) -> Coded | None:
    """The occupation `occupation_text` gives by code or name, else the one the title names."""
    given, advertised = fold(occupation_text[:400]).lower(), fold(title[:400]).lower()
    if not given and not advertised:
        return None
    code = _given_code(given) or _first_readable(given, advertised)
    entry = entries()[code]
    return Coded(code=entry.code, name=entry.name)


def names() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(code, official name, aliases) of every occupation."""
    yield from entries().values()


def _given_code(text: str) -> str | None:
    match = _CODE.search(text)
    code = "-".join(match.groups()) if match else None
    return code if code in entries() else None


def _first_readable(given: str, advertised: str) -> str:
    """What the occupation's own text says; where that says nothing, the title."""
    if not given:
        return _code_of(advertised, "")
    try:
        return _code_of(given, advertised)
    except Unreadable:
        if not advertised:
            raise
        return _code_of(advertised, "")


def matched(title: str) -> str | None:
    """The occupation whose name or alias stands in `title`; None where none does, or one of many occupations."""
    text = fold(title[:400]).lower()
    cleaned = clean_title(text)
    try:
        return _from_context(cleaned, "") if _too_general(cleaned) else _named(cleaned, text)
    except Unreadable:
        return None


def _code_of(text: str, more: str) -> str:
    title = clean_title(text)
    if _too_general(title):
        return _from_context(title, more)
    named = _named(title, text)
    if named is not None and (entries()[named].name.lower() == text or _whole(title) in certain()):
        return named
    return _weighed(title, named)


def _weighed(title: Title, named: str | None) -> str:
    """The occupation that the title's wording speaks for, unless it says too little against the name in it."""
    code, score = likeliest(title, named) or ("", 0.0)
    if named is None:
        if score < _SURE_ALONE:
            raise Unreadable("ambiguous" if any(word in title.core for word in ambiguous()) else "unknown_occupation")
        return code
    return code if score >= (_SURE_AGAINST_WHOLE if code_named(_whole(title)) else _SURE) else named


def _pieces(core: str) -> list[str]:
    pieces = [piece if code_named(piece) or piece in ambiguous() else without_rank(piece) for piece in parts(core)]
    return [piece for piece in pieces if piece]


def _too_general(title: Title) -> bool:
    pieces = _pieces(_core(title))
    return bool(pieces) and all(piece in ambiguous() for piece in pieces)


def _whole(title: Title) -> str:
    return without_rank("".join(parts(_core(title))))


def _core(title: Title) -> str:
    return title.core if parts(title.core) else title.context


def _named(title: Title, text: str) -> str | None:
    core = _core(title)
    hit = best_hit(core)
    if hit is not None and not (hit.vague and title.context and best_hit(title.context)):
        return in_capacity(hit, core)
    for candidate in (title.context, core.replace("驾驶员", "司机"), without_hiring(text)):
        hit = best_hit(candidate) if candidate else None
        if hit is not None:
            return in_capacity(hit, candidate)
    return None


def _from_context(title: Title, more: str) -> str:
    """司机(货车) → 货车司机; the bracket names the kind of what is too general alone."""
    for context in (title.context, clean_title(more).core if more else ""):
        for piece in _pieces(_core(title)):
            for part in parts(context):
                hit = best_hit(without_rank(part) + piece)
                if hit is not None and len(hit.alias) > len(piece):
                    return hit.code
    raise Unreadable("ambiguous")
