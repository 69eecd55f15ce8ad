"""Sample vocational courses, composed like the vacancies."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from rencai_sample.content_files import number, pick, some, table
from rencai_sample.vacancies import NEWEST


@dataclass(frozen=True, kw_only=True)
class Course:
    id: str
    name: str
    occupation: str
    code: str
    level: str
    provider: str
    certificate: str
    topics: tuple[str, ...]
    hours: int
    price: str
    yuan: int | None
    """The price as a number; None where it is free."""
    mode: str
    timetable: str
    start: str
    district: str
    address: str
    closing: tuple[str, ...]
    published: date


@cache
def courses() -> tuple[Course, ...]:
    """Every course of the job board and of the training provider, none like another."""
    wanted = [(entry, name, level) for entry in table("courses")["courses"] for name, level in _editions(entry)]
    return tuple(_course(entry, name, level, place) for place, (entry, name, level) in enumerate(wanted, start=2001))


def board_courses() -> tuple[Course, ...]:
    """Those that the job board lists."""
    return tuple(course for course in courses() if int(course.id) % 3 == 0)


def provider_courses() -> tuple[Course, ...]:
    """Those on the training provider's own site."""
    return tuple(course for course in courses() if int(course.id) % 3)


def _editions(entry: dict[str, Any]) -> list[tuple[str, str]]:
    """The first name at every level; each further name at the highest level but one."""
    first, *further = entry["names"]
    levels = entry["levels"]
    return [(first, level) for level in levels] + [(name, levels[max(0, len(levels) - 2)]) for name in further]


def _course(entry: dict[str, Any], name: str, level: str, place: int) -> Course:
    words, key = table("courses"), (name, level)
    shape, places = words["levels"][level], table("phrases")["districts"]
    text, district = pick(shape["text"], "text", *key), pick(tuple(places), "district", *key)
    form, yuan = pick(words["prices"], "price", *key), pick(shape["price"], "yuan", *key)
    street = pick(places[district], "street", *key)
    area = "经济技术开发区" if district == "经开区" else f"市{district}"
    return Course(
        id=str(place),
        name=f"{name}（{level}）",
        occupation=entry["occupation"],
        code=entry["code"],
        level=text,
        provider=pick(words["providers"], "provider", *key),
        certificate=f"{entry['occupation']}{level}职业技能等级证书",
        topics=some(entry["topics"], 3, *key),
        hours=pick(shape["hours"], "hours", *key),
        price=form.format(p=yuan),
        yuan=yuan if "{p}" in form else None,
        mode=pick(words["modes"], "mode", *key),
        timetable=pick(words["timetables"], "timetable", *key),
        start=pick(words["starts"], "start", *key),
        district=district,
        address=f"北京{area}{street}示例培训路{1 + number('house', *key) % 40}号",
        closing=some(words["closing"], 2, *key),
        published=NEWEST - timedelta(days=number("day", *key) % 60),
    )
