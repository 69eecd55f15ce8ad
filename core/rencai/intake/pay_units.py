"""Pay that two sources give in two units."""

from collections.abc import Mapping
from typing import Any

_TURNED = {("day", "month"): (20, 31), ("month", "year"): (12, 18), ("hour", "day"): (7, 12)}
"""How many of the first unit sources count for one of the second: working days or all, months with bonuses or not."""
_ROUNDED = 0.03
"""What is lost of a sum that is turned into another unit, as a part of it."""


def same_in_another_unit(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both ends of one range are as many times those of the other as its unit has of the other's."""
    return _turned(one, other) or _turned(other, one)


def _turned(short: Mapping[str, Any], long: Mapping[str, Any]) -> bool:
    span = _TURNED.get((str(short.get("unit")), str(long.get("unit"))))
    ends = [(float(short.get(end) or 0), float(long.get(end) or 0)) for end in ("min", "max")]
    if span is None or not all(left and right for left, right in ends):
        return False
    low, high = (right / left for left, right in ends)
    return span[0] <= low <= span[1] and abs(high / low - 1) <= _ROUNDED
