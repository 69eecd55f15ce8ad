"""Certificates an advert asks for, by their official names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from rencai.records.parsers.text import compact

_LONGEST = 20_000
_CLAUSE = re.compile(r"[^,，。;；!！?？\n\r]+")
_LATE_WELCOME = re.compile(r"[,，](?=(?:者|均可|可|考虑)?优先)")
_WELCOME = re.compile(r"优先|加分|更佳|者佳|尤佳|为佳")
_NOT_ASKED = re.compile(
    r"(?:无需|不需要?|不要求|无须|不必|没有|无要求|可不|免费|考取|可考|协助|帮助|帮忙|代办|办理|报销|补贴|培训|提供|入职后)"
    r"[^,，。;；]{0,12}$"
)
_HINT = re.compile(r"证|照|师|资格|本|教资|一建|二建|普通话|[AB][12]|C1|Q\d|N1|CPA", re.IGNORECASE)


def read_certificates(description: str, requirements: str) -> tuple[str, ...]:
    """What must be held, in the order of the table; not what is only welcome, offered or not needed."""
    found = {name for text in (description, requirements) for name in _asked(text)}
    return tuple(name for name in _order() if name in found and not _has_special_case(name, found))


def _asked(text: str) -> Iterator[str]:
    for line in text[:_LONGEST].splitlines():
        for clause in _CLAUSE.finditer(_LATE_WELCOME.sub("", compact(line))):
            yield from _asked_in(clause[0])


def _asked_in(clause: str) -> Iterator[str]:
    if not _HINT.search(clause) or _WELCOME.search(clause):
        return
    for name, pattern in _table().items():
        for match in pattern.finditer(clause):
            if not _NOT_ASKED.search(clause[: match.start()]):
                yield name


def _has_special_case(name: str, found: set[str]) -> bool:
    """特种作业操作证 says nothing more where 特种作业操作证(低压电工) is asked."""
    return any(other != name and other.startswith(name) for other in found)


@lru_cache(maxsize=1)
def _table() -> dict[str, re.Pattern[str]]:
    text = (files("rencai.records") / "data" / "certificates.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in rows}


def _order() -> tuple[str, ...]:
    return tuple(_table())
