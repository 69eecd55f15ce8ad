"""Certificates an advert asks for, by their official names."""

import re
from functools import lru_cache
from importlib.resources import files

from rencai.records.parsers.text import compact

_CLAUSE = re.compile(r"[^,，。;；!！?？\n\r]+")
_WELCOME = re.compile(r"优先|加分|更佳|者佳|优先考虑|尤佳|为佳")
_NOT_ASKED = re.compile(
    r"(?:无需|不需要?|不要求|无须|不必|没有|无要求|可不|免费?考?|协助|帮助|帮忙|代办|办理|报销|补贴|培训(?:后|并)?(?:取得|考取)?|提供)"
    r"[^,，。;；]{0,12}$"
)


def read_certificates(description: str, requirements: str) -> tuple[str, ...]:
    """Official names in the order of the table: what must be held, not what is only welcome or not needed."""
    names: set[str] = set()
    for text in (description, requirements):
        for clause in _CLAUSE.finditer(compact_lines(text)):
            names.update(_asked(clause[0]))
    return tuple(sorted(names, key=lambda name: _order()[name]))


def compact_lines(text: str) -> str:
    """Every line without blanks."""
    return "\n".join(compact(line) for line in text[:20000].splitlines())


def _asked(clause: str) -> list[str]:
    if _WELCOME.search(clause) or not _worth_reading().search(clause):
        return []
    return [
        name
        for pattern, name in _patterns()
        for match in pattern.finditer(clause)
        if not _NOT_ASKED.search(clause[: match.start()])
    ]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (files("rencai.records") / "data" / "certificates.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return tuple((re.compile(pattern, re.IGNORECASE), name) for name, pattern in rows)


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    return {name: place for place, (_, name) in enumerate(_patterns())}


@lru_cache(maxsize=1)
def _worth_reading() -> re.Pattern[str]:
    return re.compile(r"证|照|资格|职业|本|[AB][12]|C1|Q\d|N1|持|建造师|CPA|注册", re.IGNORECASE)
