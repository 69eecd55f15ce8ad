"""Places of work, as far as two adverts' places contradict each other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from rencai.intake.plain import tight
from rencai.intake.title_places import CITY, parts_of_town
from rencai.records.parsers.gazetteer import gazetteer, town_base, town_names

_CITY_NAMED = re.compile("(?:[一-鿿]{2,3}省)?([一-鿿]{2,4}?)[市县州]")
_DEVELOPMENT_AREA = "经开区"
_DEVELOPMENT_ALSO = "亦庄经济技术开发区"
_DEVELOPMENT_NAMES = re.compile("大兴区?|(?:亦庄)?(?:经济)?(?:技术)?开发区|亦庄(?:新城|镇)?")
_PLACE_MARKS = re.compile(r"北京市?|市辖区|[\s·•\-—>/,，、()（）\[\]【】]+")
_VAGUE = re.compile(
    "(?<=..)(?:(?:商务|工业|开发|商业)?区|地区|街道|镇|乡|(?:地铁)?站|商圈|附近|周边|一带|(?:物流|产业|生产)?基地)+$"
)
"""What is said behind the name of a place by some and not by others."""
_STREET = re.compile("[路街号座楼园]|大厦|中心")
_STREETS = re.compile("([一-鿿]{1,8}?(?:大道|[马公铁]?路|街(?!道)|胡同|巷))(?:甲?([0-9]+)号)?")
_SHOP = re.compile("(?<=..)店$")
_ADDRESS = re.compile("[0-9座层栋]|(?<!鼓)楼|大厦|中心|广场|大楼|国际|世界|soho")
"""What tells a building or a number in a street from a part of the town."""
_ESTATE = re.compile("[城园苑里府]$")
_OF_A_ROAD = re.compile("(?:[东西南北中内外]|第[一二三四五六七八九十])?(?:大?街|[路桥门巷里])")
_PART = 3
"""Characters of most names of parts of the town; longer ones are buildings."""
_BORNE_ANYWHERE = "中关村"
_NUMBERED = re.compile("大厦|广场|中心|[a-z0-9]+(?:号[楼院]|[号座层楼室栋院])*|[一二三四五六七八九十]层")
"""What many addresses have."""
_PROJECT = re.compile("(?<=..)项目部?$")
_HOME = re.compile("^北京市?")
_NAME = 2
_LEFT_OUT = re.compile("(?<=[一-鿿])[一-鿿]门(?=[内外])")
"""What those leave out of a gate's name who say 建外 for 建国门外."""


@dataclass(frozen=True, slots=True)
class Place:
    """`detail` is what names a street, a station or a building; `spots` are shops and stations that only the title
    names, `parts` those of them that are but parts of the town; `written` is all that the advert says of it, `text`
    what it says of the work.
    """

    city: str
    district: str
    written: str
    detail: str
    spots: frozenset[str]
    parts: frozenset[str]
    text: str = ""


def read_place(
    written: str, district: Mapping[str, Any], named: frozenset[str], employer: str = "", text: str = ""
) -> Place:
    """A place from what is written of it, the district it was read as, and places that the title names.

    An employer's name may have its shop in brackets.
    """
    name = str(district.get("name") or "")
    also = _DEVELOPMENT_ALSO if name == _DEVELOPMENT_AREA else ""
    known = f"{tight(written)} {name}{also} {tight(employer)}"
    cities = CITY.findall(" ".join([written, *named]))
    city = next((city for city in cities if city != "北京"), "北京" if cities or name else _other_city(written))
    spots, parts = _spots(named, known, tight(employer)) if named else (frozenset(), frozenset())
    return Place(city, str(district.get("code") or ""), known, _bare(written, name), spots, parts, text)


def _spots(named: frozenset[str], known: str, employer: str) -> tuple[frozenset[str], frozenset[str]]:
    """Places that a title names and the advert does not, and those of them that are parts of the town.

    Of several parts (望京CBD) one is where the advert says.
    """
    shops = {_SHOP.sub("", _without_employer(place, employer)): place for place in named}
    parts = frozenset(place for place in shops if shops[place] == place and _is_part(place))
    there = any(f"{part}区" not in known and part in known for part in parts)
    spots = frozenset(place for place in shops if place not in known and not (there and place in parts))
    return spots, spots & parts


def _is_part(place: str) -> bool:
    return bool(parts_of_town(place)) and not (_ADDRESS.search(place) or _ESTATE.search(place))


def _without_employer(place: str, employer: str) -> str:
    """望京 for 屈臣氏望京, where 屈臣氏 is who employs."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(place, _HOME.sub("", employer), strict=False))
    brand = sum(1 for _ in same)
    return place[brand:] if brand >= _NAME and len(place) - brand >= _NAME else place


def elsewhere(one: Place, other: Place) -> bool:
    """Whether two places cannot be one."""
    if one.district and other.district and one.district != other.district and not _around(one, other):
        return True
    if one.city and other.city and one.city != other.city:
        return True
    if _other_spots(one, other):
        return True
    if _names_its_district(one, other) or _names_its_district(other, one):
        return False
    if not (one.detail and other.detail) or _same_spot(one.detail, other.detail):
        return False
    near = bool(one.district) and one.district == other.district
    return not (near and (_may_lie_in(one.detail, other.detail) or _may_lie_in(other.detail, one.detail)))


def _may_lie_in(address: str, area: str) -> bool:
    """Whether a building or number may lie in a part of the town, of which names do not tell: one board has 上地, the
    next 方舟大厦. Where it bears another part's name it does not.
    """
    if not _ADDRESS.search(address) or _ADDRESS.search(area) or not parts_of_town(area):
        return False
    return not any(_is_part(name) and not _is_of_a_road(name, behind) for name, behind in _borne(address))


def _borne(address: str) -> Iterator[tuple[str, str]]:
    """Parts of the town that stand in an address or that its names begin with (望京SOHO), and what follows each.

    One is borne by buildings anywhere.
    """
    for found in gazetteer().scan(address):
        begun = address[found.start : found.start + _PART]
        for part in gazetteer().scan(begun)[:1]:
            name = begun[part.start : part.end]
            if name != _BORNE_ANYWHERE and (name in _towns() or found.end - found.start <= _PART):
                yield name, address[found.start + part.end :]


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    return frozenset(town_base(name) for _, name in town_names())


def _is_of_a_road(name: str, behind: str) -> bool:
    return _OF_A_ROAD.match(behind) is not None or _OF_A_ROAD.search(name) is not None


def same_area(one: Place, other: Place) -> bool:
    """Whether one names the other's district but by what other towns are called too."""
    return _names_its_district(one, other) or _names_its_district(other, one)


def _names_its_district(vague: Place, there: Place) -> bool:
    """Whether a place names but a district by what other towns are called too (朝阳), which the other names in full."""
    return bool(vague.detail) and not vague.district and f"{vague.detail.removesuffix('区')}区" in there.written


def _around(one: Place, other: Place) -> bool:
    """Whether one is the development area and the other a district that it lies in, which many say instead."""
    districts = {one.district: one, other.district: other}
    around = next((districts[code] for code in ("110115", "110112") if code in districts), None)
    if "BDA" not in districts or around is None or (one.detail and other.detail):
        return False
    return not around.detail or _STREET.search(around.detail) is not None


def _other_spots(one: Place, other: Place) -> bool:
    """Whether a title names a shop or station that the other neither names nor is at."""
    if one.spots and other.spots:
        return not _overlap(one.spots, other.spots)
    spots, there = (one.spots, other) if one.spots else (other.spots, one)
    parts = spots & (one.parts | other.parts)
    around = any(part in there.written or _may_be_around(part, there) for part in parts)
    return not all(
        spot in there.written or _begins_there(spot, there) or _is_told(spot, there) or (around and spot in parts)
        for spot in spots
    )


def _may_be_around(part: str, there: Place) -> bool:
    """Whether a place of which no part of the town is told may be in one."""
    codes = {code for found in gazetteer().scan(part) for code in found.codes}
    if there.district and there.district not in codes:
        return False
    return not there.detail or _may_lie_in(there.detail, part)


def _is_told(spot: str, there: Place) -> bool:
    """Whether the other advert tells of the project that a spot is."""
    project = _PROJECT.sub("", spot)
    return project != spot and project in there.text


def _begins_there(spot: str, there: Place) -> bool:
    """Whether a shop is called after the place that the other names: 西单君太店 in 西单."""
    return len(spot) > _NAME and spot[:_NAME] in there.detail


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_within(*sorted((left, right), key=len)) for left in one for right in other)


def _within(short: str, long: str) -> bool:
    """Whether a place is part of another; 4号线 is no part of 14号线."""
    start = long.find(short)
    return start == 0 or (start > 0 and not (short[0].isdigit() and long[start - 1].isdigit()))


def _other_city(written: str) -> str:
    found = _CITY_NAMED.match(tight(written))
    return found[1] if found else ""


def _bare(written: str, name: str) -> str:
    """The place without city and district."""
    text = CITY.sub("", _PLACE_MARKS.sub("", tight(written)))
    if name == _DEVELOPMENT_AREA:
        text = _DEVELOPMENT_NAMES.sub("", text)
    return text.replace(name, "").replace(name.removesuffix("区"), "") if name else text


def _same_spot(one: str, other: str) -> bool:
    short, long = sorted((_VAGUE.sub("", one), _VAGUE.sub("", other)), key=len)
    if short in long or short in _LEFT_OUT.sub("", long):
        return True
    # 金融大街 is mostly written 金融街.
    streets = [_STREETS.findall(spot.replace("大街", "街")) for spot in (one, other)]
    if all(streets):
        return any(_same_address(left, right) for left in streets[0] for right in streets[1])
    left, right = _pairs(_NUMBERED.sub("", one) or one), _pairs(_NUMBERED.sub("", other) or other)
    # 十里河 is not 十里堡.
    return len(left & right) / (min(len(left), len(right)) or 1) >= (0.4 if len(short) > _PART else 0.6)


def _same_address(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two streets are one, with their numbers, where both are told; one may have the town's name before it."""
    short, long = sorted((one[0], other[0]), key=len)
    return long.endswith(short) and (not one[1] or not other[1] or one[1] == other[1])


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
