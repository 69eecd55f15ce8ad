"""Numbers in titles: which post of an employer it is, a board's own codes, licences and vehicles."""

import re

from rencai.intake.decoration import without_figures, without_money
from rencai.intake.offers import without_talk

_POST_NUMBERS: tuple[re.Pattern[str], ...] = (
    re.compile(
        "(?<![0-9一二三四五六七八九十])第?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:标段|工区|车间|[大中分小]队|班组)"
    ),
    # 路10号院 is an address.
    re.compile("(?<![0-9一-鿿])([0-9]{1,2})号院"),
    re.compile(r"岗位?\s*[(]?([0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-h])[)]?(?=$|[^0-9a-z一-鿿]|[)])"),
    re.compile(r"(?<![a-z])([a-h])岗|(?<![0-9])([0-9]{1,2})号?岗"),
    re.compile(r"[(]([0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-h])[)]$"),
    re.compile(r"(?<=[一-鿿])([0-9]{1,2})$"),
    re.compile(r"(?<=[工师员生任岗长士])([一二三四五六七八九])$"),
)
_LICENCE = re.compile(
    r"(?:持[^ ()]{0,4}?)?(?<![a-z0-9])([a-z][0-9])(?:类|及以上)?(?:驾照|驾驶证|操?作?证书?|驾?本|照)(?:优先)?"
)
_DRIVES = re.compile("司机|驾|骑手|配送|叉车|锅炉|起重|电梯")
_VEHICLE = re.compile("(?<![0-9.])([0-9]{1,2}(?:[.][0-9])?[米吨])")
_LORRY = re.compile(f"{_VEHICLE.pattern}(?=[^0-9，。；;,]{{0,6}}(?:货车|厢|车型|挂车|平板|高栏|卡车))")
_DRIVING_LICENCE = re.compile("(?<![a-z0-9])([abc][1-3])(?=[^。；;,，]{0,6}(?:驾|照|本(?!科)))")
_CAR_LICENCE = re.compile("(?<![a-z0-9])(?:[abcgnqt][1-3])+(?![a-z0-9])")
_LABELLED_CODES = (
    re.compile(r"(?:岗位|职位|招聘|岗)?(?:代码|编号|编码|序号|no\.?)[:#]?\s*([a-z0-9][a-z0-9#./_-]{0,20})"),
)
_CODES: tuple[re.Pattern[str], ...] = (
    re.compile(r"[(\[【]\s*(0[0-9]{2,3}|[0-9]{2,3}(?!00|50)[0-9]{2}(?<!0))\s*[)\]】]"),
    re.compile(r"[(\[【]\s*([a-z]{1,5}-?[0-9]{3,}[a-z]?|[0-9]{5,}|[a-z]{1,2}-?[0-9]{1,3})\s*[)\]】]"),
    re.compile(r"(?<![a-z0-9])([a-z]{1,5}-?[0-9]{3,})$"),
    re.compile(r"[-_#]\s*(0[0-9]{2,}|[0-9]{5,})$"),
    re.compile(r"^(0[0-9]{2,}|[0-9]{5,})(?:\s*[-_]|\s+)"),
    re.compile("^([a-z][0-9]{4,})岗? "),
)
_LONGEST_ORDINAL = 2
_ORDINALS = {character: str(place) for place, character in enumerate("一二三四五六七八九十", start=1)}


def codes_and_ordinals(title: str) -> tuple[frozenset[str], frozenset[str], str]:
    """A board's own numbers, those that tell posts apart, and the title without either."""
    labelled, title = _numbers(title, _LABELLED_CODES)
    written, title = _numbers(title, _CODES)
    numbers, title = _numbers(without_figures(without_talk(without_money(title))), _POST_NUMBERS)
    codes = labelled | {number for number in written if len(number) > _LONGEST_ORDINAL}
    return codes, _ordinals(numbers | (written - codes)), title


def licences_in(title: str) -> tuple[frozenset[str], str]:
    """Driving licences and others by letter and number, and vehicles by their size, which are no post numbers."""
    found = {f"licence {match[1]}" for match in _LICENCE.finditer(title)}
    title = _LICENCE.sub(" ", title)
    if _DRIVES.search(title):
        several = "".join(_CAR_LICENCE.findall(title))
        found |= {f"licence {several[start : start + 2]}" for start in range(0, len(several), 2)}
        found |= {f"vehicle {size}" for size in _VEHICLE.findall(title)}
        title = _VEHICLE.sub(" ", _CAR_LICENCE.sub(" ", title))
    return frozenset(found), title


def _numbers(title: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[frozenset[str], str]:
    """Numbers as they are written, and the title without them."""
    found: set[str] = set()
    for pattern in patterns:
        if pattern.search(title) is None:
            continue
        found.update(next(group for group in match.groups() if group) for match in pattern.finditer(title))
        title = pattern.sub(" ", title)
    return frozenset(found), title


def _ordinals(numbers: frozenset[str]) -> frozenset[str]:
    """Ordinals in one way: 一, 1 and 01."""
    return frozenset(_ORDINALS.get(number, number.lstrip("0") or number) for number in numbers)


def vehicles_of(text: str) -> frozenset[str]:
    """Vehicles that a text names by their size."""
    return frozenset(f"vehicle {size}" for size in _LORRY.findall(text))


def licences_of(text: str) -> frozenset[str]:
    """Driving licences that a text asks for."""
    return frozenset(f"licence {name}" for name in _DRIVING_LICENCE.findall(text.lower()))
