"""Which district of Beijing a text of a place names."""

import re
from collections.abc import Iterator

from rencai.records.parsers.gazetteer import DEVELOPMENT_AREA, Found, districts, gazetteer, place_names, town_names
from rencai.records.parsers.text import fold
from rencai.records.values import Coded, Point, Unreadable

# Lines are named after where they end, not after where a station lies.
_LINES = re.compile(r"(?:地铁)?(?:昌平|房山|亦庄|大兴|燕房|八通|首都机场|大兴机场|门头沟|海淀)(?:山后)?(?:号?线)")
_BRACKETS = re.compile(r"[\[\]【】「」《》\"'“”]")
_LIST_MARKS = re.compile(r"[、,，;；/|\n]|或者|或|以及")
_JOINED = re.compile(r"[\s·•\-—>和及与&+]*")
_ROAD_AHEAD = re.compile(r"(?:东|西|南|北|中)?(?:路|街|大街|桥|门|线|湾|大厦|饭店|医院)")
_DEVELOPMENT_PARENTS = {"110115", "110112"}
# 朝阳 is a city in 辽宁, too.
_NEEDS_BEIJING = "朝阳"


def read_district(location_text: str) -> Coded | None:
    """The one district a place lies in.

    亦庄 and 经开区 are read as 经开区, not as 大兴. Where several districts, only the city or a place outside of it is
    named, there is no such district.
    """
    text = _prepared(location_text)
    if not text:
        return None
    district = districts()[_district_code(text)]
    return Coded(code=district.code, name=district.name)


def read_point(location_text: str) -> Point | None:
    """The centre of the district a place lies in."""
    found = read_district(location_text)
    if found is None:
        return None
    district = districts()[found.code]
    return Point(lon=district.lon, lat=district.lat)


def names() -> Iterator[tuple[str, str, str]]:
    """(district code, district name, place) of every place known by name."""
    for code, name in (*place_names(), *town_names()):
        yield code, districts()[code].name, name


def _prepared(location_text: str) -> str:
    text = _LINES.sub("地铁", fold(location_text)[:500].lower())
    return _BRACKETS.sub("", text).strip()


def _district_code(text: str) -> str:
    found = gazetteer().scan(text)
    segments = [part for part in _segments(text, found) if part]
    if not segments:
        raise Unreadable("unknown_place")
    _refuse_outside(text, found)
    codes = [code for segment in segments for code in _segment_codes(text, segment, found)]
    return _only_code(codes, found)


def _segments(text: str, found: list[Found]) -> Iterator[list[Found]]:
    """The names between the marks of a list."""
    marks = [match.start() for match in _LIST_MARKS.finditer(text)]
    part: list[Found] = []
    for name in found:
        while marks and marks[0] < name.start:
            marks.pop(0)
            yield part
            part = []
        part.append(name)
    yield part


def _refuse_outside(text: str, found: list[Found]) -> None:
    first = next((name for name in found if name.kind in ("outside", "city", "district")), None)
    if first is None or first.kind != "outside":
        return
    if first.start <= 2 or text[first.end : first.end + 1] in ("市", "省"):
        raise Unreadable("outside_beijing")


def _segment_codes(text: str, segment: list[Found], found: list[Found]) -> list[str]:
    named = [name for name in segment if name.kind == "district" and _is_district(text, name)]
    places = [name for name in segment if name.kind in ("place", "town")]
    if named:
        return _named_codes(text, named, places)
    return [code for code in _place_code(places)]


def _is_district(text: str, name: Found) -> bool:
    if text[name.end - 1] in "区县":
        return True
    return not _ROAD_AHEAD.match(text, name.end)


def _named_codes(text: str, named: list[Found], places: list[Found]) -> list[str]:
    codes = [named[0].codes[0]]
    for before, name in zip(named, named[1:], strict=False):
        if _JOINED.fullmatch(text, before.end, name.start):
            codes.append(name.codes[0])
    if len(set(codes)) == 1 and codes[0] in _DEVELOPMENT_PARENTS and _in_development_area(text, places):
        return [DEVELOPMENT_AREA]
    return codes


def _in_development_area(text: str, places: list[Found]) -> bool:
    return any(
        place.codes == (DEVELOPMENT_AREA,) and re.match("亦庄|.*经开区|.*经济技术开发区|bda", text[place.start : place.end])
        for place in places
    )


def _place_code(places: list[Found]) -> list[str]:
    for place in places:
        if len(place.codes) == 1:
            return [place.codes[0]]
    return []


def _only_code(codes: list[str], found: list[Found]) -> str:
    distinct = set(codes)
    if len(distinct) > 1:
        raise Unreadable("several_districts")
    if distinct:
        return distinct.pop()
    if any(name.kind == "outside" for name in found):
        raise Unreadable("outside_beijing")
    raise Unreadable("only_city" if any(name.kind == "city" for name in found) else "unknown_place")
