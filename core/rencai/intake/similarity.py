"""When two payloads of vacancies are the same vacancy.

They must not contradict each other: another title, place, post number, shift or group of candidates is another
vacancy, however alike the texts. Then the same address of the advert, or the same employer, place and pay, is enough;
else the texts must be alike, the more so the less is known of the employer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from rencai.intake.employers import core_name, is_short_for, posts_for_others, unit
from rencai.intake.plain import tight
from rencai.intake.shingles import bands, likeness, shingles
from rencai.intake.titles import CITY, Title, groups_of, read_title, shifts_of

Payload = Mapping[str, Any]

ALIKE = 0.28
"""Jaccard likeness of an edited advert of the same employer in the same district."""
ALIKE_ANYWHERE = 0.45
"""The same where a district is not told."""
ALIKE_ABBREVIATED = 0.6
"""The same where one name of the employer is contained in the other."""
ALIKE_UNNAMED = 0.8
"""The same where an employer is not named or an agency stands in its place."""
CONTAINED = 0.85
"""Part of the shorter text that is in the longer, where one site shows a part only."""
CONDENSED = 0.5
"""The same of the same employer in the same district."""
_ORDINAL = 2

_TRACKING = re.compile(
    r"^(?:utm_.*|from|ref|referer|spm|src|source|track.*|sid|session.*|lid|securityid|ka|ts|_.*|d_.*|cka.*|pgref)$"
)
_ADVERT = re.compile("[0-9]{4,}|id=[0-9a-z]+")
_MOBILE = re.compile(r"^(?:www|m|wap|mobile)\.")
_POST = re.compile(r"(?:岗位|职位|招聘岗位|职务)(?:代码|编号|编码)[:：\s]*([a-z0-9][a-z0-9-]{1,24})")
_SCOPE = re.compile(
    r"(?:招聘(?:范围|对象)|报考范围|面向(?:对象)?|仅限|限招|只招|限(?=应届|社会|[2残退])"
    r"|人员范围)[:：\s]*([^\n。;；,，]{2,24})"
)
_SITE = re.compile(r"(?:工作|上班|办公)(?:地点|地址)[:：\s]*([^\n。;；]{2,40})")
_CITY_NAMED = re.compile("(?:[一-鿿]{2,3}省)?([一-鿿]{2,4}?)[市县州]")
_REMARK = 3
_FIELD = re.compile(
    "[初中高]级|资深|主管|经理|主任|[组班队店院所园校科部处]长|领班|总监|助理|副|实习|学徒|储备|首席|[一-十0-9]级|[0-9]"
    "|(?:方向|专业|[科部组室学语类级系院岗线区楼层车间型])$|[工师员手生]$"
)
"""What a part of a title has that names a rank, a field, a place or other work."""
_DEVELOPMENT_AREA = "经开区"
_DEVELOPMENT_NAMES = re.compile("大兴区?|(?:亦庄)?(?:经济)?(?:技术)?开发区|亦庄(?:新城|镇)?")
_PLACE_MARKS = re.compile(r"北京市?|市辖区|[\s·•\-—>/,，、()（）\[\]【】]+")


def keys(payload: Payload) -> tuple[str, ...]:
    """Texts that two payloads of the same vacancy share at least one of."""
    title = _title(payload)
    url, employer = _address(payload), _employer(payload)
    found = [f"url {url}"] if url else []
    if employer:
        found += [f"advert {employer} {title.core}", f"advert {employer} {title.head} {_area(payload)}"]
    if employer and _pay(payload):
        # A short name mostly begins as the long one does.
        found.append(f"pay {employer[:2]} {title.head} {_area(payload)} {_pay(payload)}")
    return (*found, *(f"text {title.head} {band}" for band in bands(_text(payload))))


def same(one: Payload, other: Payload) -> bool:
    """Whether two payloads are one vacancy."""
    if contradict(one, other):
        return False
    if _address(one) and _address(one) == _address(other):
        return True
    relation = _relation(one, other)
    if _title(one).core != _title(other).core:
        return _same_but_for_the_title(one, other, relation)
    placed = _same_place(one, other)
    if _pay(one) == _pay(other) and _is_enough(relation, bool(_pay(one)), placed):
        return True
    if relation == "same" and placed and _agreed(_pay(one), _pay(other)) and not (_text(one) and _text(other)):
        return True
    return _alike(one, other, relation)


def _same_but_for_the_title(one: Payload, other: Payload, relation: str) -> bool:
    """Whether all else agrees where one title says more than the other: employer, place, told pay and text."""
    if relation not in ("same", "abbreviated") or not _says_more(one, other):
        return False
    if not _same_place(one, other) or not _agreed(_pay(one), _pay(other)):
        return False
    if _text(one) and _text(other):
        return _alike(one, other, "abbreviated")
    return bool(_pay(one)) and _pay(one) == _pay(other)


def _one_advert(one: Payload, other: Payload) -> bool:
    """Whether both were read at an address that names one advert, not a list of them."""
    address = _address(one)
    return address == _address(other) and _ADVERT.search(address) is not None


def _is_enough(relation: str, told: bool, placed: bool) -> bool:
    """Whether equal pay of one employer settles it: told pay, or untold at a place that both name."""
    return (relation == "same" and (told or placed)) or (relation == "abbreviated" and told and placed)


def _alike(one: Payload, other: Payload, relation: str) -> bool:
    jaccard, contained = likeness(shingles(_text(one)), shingles(_text(other)))
    if relation == "same":
        if _same_place(one, other):
            return jaccard >= ALIKE or contained >= CONDENSED
        return jaccard >= ALIKE_ANYWHERE or contained >= CONTAINED
    if relation == "abbreviated":
        return jaccard >= ALIKE_ABBREVIATED or contained >= CONTAINED
    agreed = _agreed(_pay(one), _pay(other)) and _same_place(one, other)
    return agreed and (jaccard >= ALIKE_UNNAMED or contained >= CONTAINED)


def contradict(one: Payload, other: Payload) -> bool:
    """Whether two payloads cannot be one vacancy, however alike: two that do are never put together by a third."""
    notice = one.get("notice_id")
    if notice and notice == other.get("notice_id"):
        return True
    if _relation(one, other) == "different" and not _one_advert(one, other):
        return True
    first, second = _title(one), _title(other)
    if _other_work(one, other) or first.groups != second.groups or first.forms != second.forms:
        return True
    return (
        _other_post(first.posts, second.posts)
        or _apart(first.shifts, second.shifts)
        or _only_one_at_night(one, other)
        or any(map(_apart, _stated(_text(one)), _stated(_text(other))))
        or _elsewhere(one, other)
    )


def _other_work(one: Payload, other: Payload) -> bool:
    """Whether titles name other work. Where one works says nothing of it: 酒店前台 and 大厦前台 may be two, or one."""
    first, second = _title(one), _title(other)
    return first.core != second.core and first.trade != second.trade and not _says_more(one, other)


def _says_more(one: Payload, other: Payload) -> bool:
    """Whether one title is the other and a workplace, the employer or remarks besides."""
    short, long = sorted((_title(one), _title(other)), key=lambda title: len(title.name))
    if _remarks(short, long):
        return True
    more = long.name.replace(short.name, "", 1)
    named = len(more) > 1 and any(_employer(advert).startswith(more) for advert in (one, other))
    return short.name in long.name and (named or short.trade == long.trade)


def _remarks(short: Title, long: Title) -> bool:
    """Whether all that one title says more are remarks in brackets or behind a mark, of which none names a field."""
    more = [word for word in long.words if word not in short.words]
    shared = set(short.words) <= set(long.words)
    return shared and bool(more) and not any(len(word) < _REMARK or _FIELD.search(word) for word in more)


def _other_post(one: frozenset[str], other: frozenset[str]) -> bool:
    """A board's long code may be missing from the other; an ordinal (一, 2, A) that only one has sets it apart."""
    ordinals = [{number for number in posts if len(number) <= _ORDINAL} for posts in (one, other)]
    return ordinals[0] != ordinals[1] or _apart(one, other)


def _only_one_at_night(one: Payload, other: Payload) -> bool:
    """Whether one title offers work at night and the other advert says nothing of it."""
    for night, silent in ((one, other), (other, one)):
        if "night" in _title(night).shifts and not _title(silent).shifts:
            return "night" not in _stated(_text(silent))[2]
    return False


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _employer(payload: Payload) -> str:
    return core_name(str(payload.get("employer") or ""))


def _title(payload: Payload) -> Title:
    return read_title(str(payload.get("title") or ""))


@lru_cache(maxsize=1024)
def _stated(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Post codes, groups of candidates and shifts that the text of an advert states."""
    posts = frozenset(match[1] for match in _POST.finditer(text.lower()))
    return posts, groups_of(" ".join(match[1] for match in _SCOPE.finditer(text))), shifts_of(text)


@dataclass(frozen=True, slots=True)
class _Place:
    city: str
    district: str
    written: str
    detail: str
    spots: frozenset[str]


def _elsewhere(one: Payload, other: Payload) -> bool:
    first, second = _place(one), _place(other)
    if first.district and second.district and first.district != second.district and not _around(first, second):
        return True
    if first.city and second.city and first.city != second.city:
        return True
    if _other_spots(first, second):
        return True
    return bool(first.detail and second.detail) and not _same_spot(first.detail, second.detail)


def _around(one: _Place, other: _Place) -> bool:
    """Whether one is the development area and the other a district that it lies in, which many say instead."""
    return {one.district, other.district} in ({"BDA", "110115"}, {"BDA", "110112"}) and not (
        one.detail and other.detail
    )


def _other_spots(one: _Place, other: _Place) -> bool:
    """Whether a title names a shop or station that the other neither names nor is at."""
    if one.spots and other.spots:
        return not _overlap(one.spots, other.spots)
    spots, written = (one.spots, other.written) if one.spots else (other.spots, one.written)
    return any(spot not in written for spot in spots)


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_within(*sorted((left, right), key=len)) for left in one for right in other)


def _within(short: str, long: str) -> bool:
    """Whether a place is part of another; 4号线 is no part of 14号线."""
    start = long.find(short)
    return start == 0 or (start > 0 and not (short[0].isdigit() and long[start - 1].isdigit()))


def _place(payload: Payload) -> _Place:
    stated = _SITE.search(_text(payload))
    written = str(payload.get("location_text") or "") or (stated[1] if stated else "")
    name = str((payload.get("district") or {}).get("name") or "")
    known = f"{tight(written)} {name}"
    places = _title(payload).places
    cities = CITY.findall(" ".join([written, *places]))
    city = next((city for city in cities if city != "北京"), "北京" if cities or name else _other_city(written))
    spots = frozenset(place for place in places if place not in known)
    return _Place(city, _district(payload), known, _bare(written, name), spots)


def _other_city(written: str) -> str:
    found = _CITY_NAMED.match(tight(written))
    return found[1] if found else ""


def _bare(written: str, name: str) -> str:
    """The place without city and district: what is left names a street, a station or a building."""
    text = CITY.sub("", _PLACE_MARKS.sub("", tight(written)))
    if name == _DEVELOPMENT_AREA:
        text = _DEVELOPMENT_NAMES.sub("", text)
    return text.replace(name, "").replace(name.removesuffix("区"), "") if name else text


def _same_spot(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    left, right = _pairs(one), _pairs(other)
    return len(left & right) / (min(len(left), len(right)) or 1) >= 0.4


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _area(payload: Payload) -> str:
    return _district(payload) or tight(str(payload.get("location_text") or ""))


def _same_place(one: Payload, other: Payload) -> bool:
    """Places that do not contradict are the same where both name the district, or neither does."""
    return bool(_district(one)) == bool(_district(other))


def _relation(one: Payload, other: Payload) -> str:
    codes = one.get("employer_credit_code"), other.get("employer_credit_code")
    if codes[0] and codes[0] == codes[1]:
        return "same"
    names = str(one.get("employer") or ""), str(other.get("employer") or "")
    if not names[0] or not names[1]:
        return "unnamed"
    if core_name(names[0]) == core_name(names[1]):
        units = unit(names[0]), unit(names[1])
        return "different" if all(units) and units[0] != units[1] else "same"
    if posts_for_others(names[0]) != posts_for_others(names[1]):
        return "unnamed"
    return "abbreviated" if is_short_for(*names) else "different"


def _district(payload: Payload) -> str:
    return str((payload.get("district") or {}).get("code") or "")


def _pay(payload: Payload) -> tuple[object, ...]:
    """By the month; nothing for pay that is not told."""
    salary = payload.get("salary") or {}
    monthly = salary.get("monthly_min"), salary.get("monthly_max")
    return () if monthly == (None, None) else monthly


def _agreed(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return not one or not other or one == other


def _text(payload: Payload) -> str:
    description, requirements = str(payload.get("description") or ""), str(payload.get("requirements") or "")
    return description if requirements in description else f"{description}\n{requirements}"


def _address(payload: Payload) -> str:
    """The advert's address without protocol, mobile host, tracking parameters and fragment."""
    try:
        parts = urlsplit(str(payload.get("url") or "").strip())
    except ValueError:
        return ""
    host = _MOBILE.sub("", (parts.hostname or "").lower())
    path = re.sub(r"/+", "/", parts.path).rstrip("/").removesuffix("/index.html")
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name.lower()))
    return f"{host}{path}?{urlencode(query)}" if host and (path or query) else ""
