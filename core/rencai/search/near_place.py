"""Distance on the ground: a circle as conditions that both engines share, and the kilometres of a row."""

import math
from collections.abc import Iterator, Mapping

from rencai.search.clauses import Between, Clause, all_of, any_of
from rencai.search.query import Around

KM_A_DEGREE = 111.195
_BANDS = 8
"""Strips of latitude that make up a circle: its area is right to 3 %, at two ranges a strip."""
STEPS_KM = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 20_040.0)
"""Radii that are tried for the nearest rows."""


def circle(lon: float, lat: float, km: float) -> Clause:
    """Records whose point lies within a circle, as a stack of boxes."""
    if km > STEPS_KM[-2]:
        return Between("lat", -90.0, 90.0)
    return any_of(_strips(lon, lat, km))


def _strips(lon: float, lat: float, km: float) -> Iterator[Clause]:
    reach = km / KM_A_DEGREE
    height = 2 * reach / _BANDS
    for band in range(_BANDS):
        low = lat - reach + band * height
        # As wide as the circle is in the middle of the strip.
        across = math.sqrt(max(reach**2 - (low + height / 2 - lat) ** 2, 0.0))
        width = across / max(math.cos(math.radians(lat)), 0.01)
        yield all_of([Between("lat", low, math.nextafter(low + height, low)), Between("lon", lon - width, lon + width)])


def kilometres(around: Around, card: Mapping[str, object]) -> float | None:
    """How far a row is, along the great circle; None where its place is not known."""
    lat, lon = card.get("lat"), card.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    first, second = math.radians(around.lat), math.radians(lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(lon - around.lon) / 2) ** 2
    return round(2 * math.degrees(math.asin(math.sqrt(min(half, 1.0)))) * KM_A_DEGREE, 2)
