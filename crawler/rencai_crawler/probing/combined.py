"""Fields that two columns of a row say together: pay from one amount to another, a city and its district. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from rencai_crawler.pages.fieldmap import mapped

_PAY = re.compile(r"salary|pay|wage|薪|工资", re.IGNORECASE)
_LEAST = re.compile(r"min(?:imum)?|low(?:er|est)?|from|begin|start|最低|下限", re.IGNORECASE)
_MOST = re.compile(r"max(?:imum)?|high(?:er|est)?|upper|to|end|最高|上限", re.IGNORECASE)
_CITY = re.compile(r"city|城市|所在市", re.IGNORECASE)
_DISTRICT = re.compile(r"district|county|area|区县|城区|所在区", re.IGNORECASE)
_CODE = re.compile(r"\W*\d+\W*")
_UNITS = (("年|year|annual", "元/年"), ("日|天|day|daily", "元/天"), ("时|hour", "元/小时"))
_THOUSANDS, _YEARLY = 200, 80_000
"""Amounts up to which they are thousands, and from which they are of a year, where nothing says so."""

Row = Mapping[str, Any]


def combined(found: Mapping[str, str], names: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Raw field → template of the columns that say it together, for what no single column says, or not all of it."""
    together: dict[str, str] = {}
    if "salary_text" not in found and (pay := next(_pays(names, rows), "")):
        together["salary_text"] = pay
    city = found.get("location_text", "")
    if _CITY.search(city) and (district := next(_districts(city, names, rows), "")):
        together["location_text"] = f"{{{city}}}{{{district}}}"
    return together


def _pays(names: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Pay by two columns that are called alike but for least and most."""
    named = [name for name in names if _PAY.search(name)]
    for least in named:
        for most in named:
            if least != most and _LEAST.search(least) and _LEAST.sub("", least, 1) == _MOST.sub("", most, 1):
                amounts = [float(value) for row in rows if (value := _value(row, most)).replace(".", "", 1).isdecimal()]
                if any(amounts):
                    yield f"{{{least}}}-{{{most}}}{_unit(most, median(filter(None, amounts)))}"


def _unit(name: str, usual: float) -> str:
    """What amounts are of: by the column's name, else by how much is usual."""
    told = next((unit for words, unit in _UNITS if re.search(words, name, re.IGNORECASE)), "")
    if told == "元/年" and usual <= _THOUSANDS:
        return "万元/年"
    return told or ("千元/月" if usual <= _THOUSANDS else "元/年" if usual > _YEARLY else "元/月")


def _districts(city: str, names: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Columns beside that of a city, in the same object, that say where in it."""
    for name in names:
        told = [value for row in rows if (value := _value(row, name))]
        beside = name != city and name.rpartition(".")[0] == city.rpartition(".")[0]
        if beside and _DISTRICT.search(name.rpartition(".")[2]) and told and not any(map(_CODE.fullmatch, told)):
            yield name


def _value(row: Row, name: str) -> str:
    return mapped(row, {"it": name}).get("it", "")
