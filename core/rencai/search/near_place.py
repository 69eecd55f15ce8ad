"""Distance on the ground: circles and rings as conditions that both engines share, and the kilometres of a row."""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise

from rencai.search.clauses import Between, Clause, Not, Nothing, all_of, any_of
from rencai.search.query import Around

KM_A_DEGREE = 111.195
_BANDS = 12
"""Strips of latitude that make up a circle: its edge is right to 2.5 %, at two ranges a strip."""
FARTHEST = 128.0
"""Kilometres beyond which a circle is everywhere."""
_MARGIN = 1.01
_LEAST_MARGIN = 0.02
"""Kilometres: distances are rounded, and the earth is no plane."""


def circle(lon: float, lat: float, km: float) -> Clause:
    """Records whose point lies within a circle, as a stack of boxes."""
    # As wide as the circle is in the middle of each strip.
    return _stack(lon, lat, km, lambda low, high: math.cos((low + high) / 2), 0.0)


def ring(around: Around, nearest: float, farthest: float) -> Clause:
    """Records from one distance to another, and some that lie just beside."""
    outer = _stack(around.lon, around.lat, farthest * _MARGIN + _LEAST_MARGIN, _widest, 1.0)
    within = nearest / _MARGIN - _LEAST_MARGIN
    if within <= 0:
        return outer
    inner = _stack(around.lon, around.lat, within, _narrowest, -1.0) if within <= FARTHEST else Nothing()
    return all_of([outer, Not(inner)])


def _widest(low: float, high: float) -> float:
    return 1.0 if low < 0 < high else max(math.cos(low), math.cos(high))


def _narrowest(low: float, high: float) -> float:
    return min(math.cos(low), math.cos(high))


def _stack(lon: float, lat: float, km: float, width: Callable[[float, float], float], side: float) -> Clause:
    """Boxes between equal angles of a circle, each as wide as `width` says of the angles of its ends.

    Degrees of longitude are as long as in the circle's middle, or as at the end that makes boxes wider (1) or less
    wide (-1).
    """
    if km > FARTHEST:
        return Between("lat", -90.0, 90.0)
    reach = km / KM_A_DEGREE
    shrink = max(math.cos(math.radians(min(abs(lat) + side * reach, 89.0))), 0.01)
    angles = [math.pi * (step / _BANDS - 0.5) for step in range(_BANDS + 1)]
    return any_of(
        all_of(
            [
                Between("lat", lat + reach * math.sin(low), math.nextafter(lat + reach * math.sin(high), -90.0)),
                Between("lon", lon - reach * width(low, high) / shrink, lon + reach * width(low, high) / shrink),
            ]
        )
        for low, high in pairwise(angles)
    )


def kilometres(around: Around, card: Mapping[str, object]) -> float | None:
    """How far a row is, along the great circle; None where its place is not known."""
    lat, lon = card.get("lat"), card.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    first, second = math.radians(around.lat), math.radians(lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(lon - around.lon) / 2) ** 2
    return round(2 * math.degrees(math.asin(math.sqrt(min(half, 1.0)))) * KM_A_DEGREE, 2)
