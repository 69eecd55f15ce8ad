"""Which district of Beijing a text of a place names."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rencai.records.parsers.gazetteer import (
    DEVELOPMENT_AREA,
    Found,
    districts,
    gazetteer,
    place_names,
    shared_places,
    town_names,
)
from rencai.records.parsers.text import fold
from rencai.records.values import Coded, Point, Unreadable

# Lines are named after where they end, not after where a station lies; that they lie in Beijing they do say.
_LINES = re.compile(r"(?:地铁)?(?:昌平|房山|亦庄|大兴|燕房|八通|首都机场|大兴机场|门头沟|海淀)(?:山后)?(?:号?线)")
# What follows a line is a station, also where other towns have something of its name: 6号线 青年路.
_STATION = re.compile(
    r"((?:[0-9一二三四五六七八九十]{1,3}号线|[st][0-9]线|地铁)[\s·•\-—,:]*[\u4e00-\u9fff]{2,6}?)(?<!站)(?=$|附近|旁|[a-d]口)"
)
_SIMPLER = str.maketrans(
    "區東豐臺澱門頭溝興順義懷雲慶陽縣莊廣開發經濟術華關橋線樓號長園環灣",
    "区东丰台淀门头沟兴顺义怀云庆阳县庄广开发经济术华关桥线楼号长园环湾",
)
_BRACKETS = re.compile(r"[\[\]【】「」《》\"'“”]")
_PATH = re.compile("(?:北京市?|beijing)/")
_LABEL = re.compile(r"^(?:工作|上班|办公|面试|公司|单位|详细|所在|通讯|联系)?(?:地址|地点|地区|区域|城市)\s*[::]\s*")
# 西四环 is a ring road, not 西四.
_RING_ROAD = re.compile("环(?!岛|球|宇)")
_SCHOOLS = ("大学", "学院", "清华", "北大", "人大", "师大")
_OF_A_SCHOOL = re.compile("(?:第[一二三四五六])?附[属中小]|实验[小中]学|(?:第[一二三四五六七八九十]|[一-鿿]{1,4})医院")
_AREA_NAMED = re.compile("亦庄|.{0,4}经开区|.{0,8}经济技术开发区|bda")
_DIVISION_CODE = re.compile(r"(1101\d{2})(?:\d{3}){0,2}")
_AROUND_CITY = re.compile(r"北京市?|[\s·•\-—>/]")
_LIST_MARKS = re.compile(r"[、,，;；/|\n]|或者|或|以及")
_JOINED = re.compile(r"[\s·•\-—>和及与&+]*")
_ROAD_AHEAD = re.compile(r"(?:东|西|南|北|中)?(?:路|街(?!道)|大街|桥|门|线|湾|大厦|饭店)")
# 西城乡 and 大兴乡 lie elsewhere, but for 北京市通州镇.
_TOWN_AHEAD = re.compile("乡|湖?镇")
_CITY_BEFORE = ("北京", "北京市")
_REST_OF_A_NAME = 4
_DEVELOPMENT_PARENTS = {"110115", "110112"}
# Other cities have districts of these names: 长春市朝阳区, 南通市通州区.
_SHARED_NAME = re.compile("朝阳区?|通州区?")
# A building may bear another city's name.
_BUILDING = re.compile(
    r"(?:国际|东|西|南|北|中)?(?:大厦|饭店|宾馆|路|街|银行|酒店|大酒店|医院|桥|广场|驻京|会馆|公寓|里|城市|[家花嘉庄]?园|苑|小区)"
)


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
    text = _LINES.sub("北京地铁", fold(location_text[:500]).lower().translate(_SIMPLER))
    text = _STATION.sub(r"\1站", _LABEL.sub("", _BRACKETS.sub("", text).strip()))
    # 北京/大兴区/亦庄 is a path, not a list.
    return text.replace("/", "-") if _PATH.match(text) else text


def _district_code(text: str) -> str:
    code = _DIVISION_CODE.fullmatch(text)
    if code and code[1] in districts():
        return code[1]
    found = _meant(text, gazetteer().scan(text))
    segments = [part for part in _segments(text, found) if part]
    if not segments:
        raise Unreadable("unknown_place")
    _refuse_outside(text, found)
    codes = [code for segment in segments for code in _segment_codes(text, segment)]
    if codes and any(_elsewhere(text, name, found) for name in found if name.kind == "outside"):
        raise Unreadable("several_districts")
    return _only_code(text, codes, found)


def _meant(text: str, found: list[Found]) -> list[Found]:
    """Without what only looks like a place here: a ring road, or a name of many cities and no word of Beijing."""
    in_beijing = any(name.kind in ("city", "district") for name in found)
    # 华泰国际 is no 泰国.
    found = [name for name in found if name.kind != "outside" or not text.startswith("际", name.end)]
    return [name for name in found if name.kind not in ("place", "town") or _is_place(text, name, in_beijing)]


def _is_place(text: str, name: Found, in_beijing: bool) -> bool:
    if _RING_ROAD.match(text, name.end) or _within_another_word(text, name) or _of_a_school(text, name):
        return False
    if in_beijing or text[name.start : name.end] not in shared_places():
        return True
    alone = name.start == 0 and len(text) - name.end <= _REST_OF_A_NAME and not _names_another(text, name)
    return alone or text.startswith("站", name.end)


def _within_another_word(text: str, name: Found) -> bool:
    """阳光北大街 is a road, not 北大; a station's 西南口 is an exit, not 南口."""
    if text.endswith("北大", name.start, name.end):
        return text.startswith("街", name.end)
    return text.endswith("南口", name.start, name.end) and text.endswith(("东", "西"), 0, name.start)


def _of_a_school(text: str, name: Found) -> bool:
    """A university's name in that of its hospital or school, which lies elsewhere."""
    return text.endswith(_SCHOOLS, name.start, name.end) and _OF_A_SCHOOL.match(text, name.end) is not None


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


def _elsewhere(text: str, name: Found, found: list[Found]) -> bool:
    """Another city is meant: as an item of its own (北京朝阳区/上海), or where no district of Beijing is."""
    if _BUILDING.match(text, name.end):
        return False
    before = text[: name.start].rstrip()
    heads_item = bool(before) and bool(_LIST_MARKS.fullmatch(before[-1]))
    return heads_item or not any(other.kind == "district" for other in found)


def _refuse_outside(text: str, found: list[Found]) -> None:
    kinds = {name.kind for name in found}
    elsewhere = any(name.kind == "outside" and not _BUILDING.match(text, name.end) for name in found)
    if elsewhere and "city" not in kinds and _SHARED_NAME.search(text):
        raise Unreadable("outside_beijing")
    first = next((name for name in found if name.kind in ("outside", "city", "district")), None)
    if first is None or first.kind != "outside":
        return
    if _BUILDING.match(text, first.end) and any(name.kind in ("city", "district") for name in found):
        return
    if first.start <= 2 or text[first.end - 1] in "市省" or text[first.end : first.end + 1] in ("市", "省"):
        raise Unreadable("outside_beijing")


def _segment_codes(text: str, segment: list[Found]) -> list[str]:
    named = [name for name in segment if name.kind == "district" and _is_district(text, name)]
    places = [name for name in segment if name.kind in ("place", "town")]
    if named:
        return _named_codes(text, named, places)
    return _place_code(text, places)


def _is_district(text: str, name: Found) -> bool:
    if text[name.end - 1] in "区县":
        return True
    return not _names_another(text, name)


def _names_another(text: str, name: Found) -> bool:
    """Whether a name is the first part of a road's or of another place's."""
    if _TOWN_AHEAD.match(text, name.end):
        return not text.endswith(_CITY_BEFORE, 0, name.start)
    return _ROAD_AHEAD.match(text, name.end) is not None


def _named_codes(text: str, named: list[Found], places: list[Found]) -> list[str]:
    codes = [named[0].codes[0]]
    for before, name in pairwise(named):
        if _JOINED.fullmatch(text, before.end, name.start):
            codes.append(name.codes[0])
    if len(set(codes)) == 1 and codes[0] in _DEVELOPMENT_PARENTS and _in_development_area(text, places):
        return [DEVELOPMENT_AREA]
    return codes


def _in_development_area(text: str, places: list[Found]) -> bool:
    return any(
        place.codes == (DEVELOPMENT_AREA,) and _AREA_NAMED.match(text, place.start, place.end) for place in places
    )


def _place_code(text: str, places: list[Found]) -> list[str]:
    """That of the place named after its district (中关村昌平科技园), else of the first that lies in one only."""
    sure = [place for place in places if len(place.codes) == 1]
    return [place.codes[0] for place in sorted(sure, key=lambda place: not _bears_district(text, place))[:1]]


def _bears_district(text: str, place: Found) -> bool:
    return text.startswith(districts()[place.codes[0]].name.removesuffix("区"), place.start, place.end)


def _only_code(text: str, codes: list[str], found: list[Found]) -> str:
    distinct = set(codes)
    if len(distinct) > 1:
        raise Unreadable("several_districts")
    kinds = {name.kind for name in found if name.kind != "outside" or not _BUILDING.match(text, name.end)}
    if distinct:
        # 朝阳 is a city in 辽宁, too.
        if text == "朝阳":
            raise Unreadable("ambiguous_place")
        return distinct.pop()
    if "outside" in kinds:
        raise Unreadable("outside_beijing")
    if any(name.kind in ("place", "town") for name in found):
        raise Unreadable("ambiguous_place")
    if "city" not in kinds:
        raise Unreadable("unknown_place")
    town = gazetteer().town_called(_AROUND_CITY.sub("", text))
    if town is None:
        raise Unreadable("only_city")
    return town
