"""Names of places, read from the package's tables and matched longest first."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

PlaceKind = Literal["city", "district", "town", "place", "outside"]

BEIJING = ("北京市", "北京", "京城", "beijing", "京·", "京-")
DEVELOPMENT_AREA = "BDA"
_FORMER = {
    "崇文区": "110101", "崇文": "110101", "宣武区": "110102", "宣武": "110102", "房山县": "110111", "通县": "110112",
    "顺义县": "110113", "昌平县": "110114", "大兴县": "110115", "怀柔县": "110116", "平谷县": "110117",
    "密云县": "110118", "延庆县": "110119",
}  # fmt: skip
_ENGLISH = {
    "dongcheng": "110101", "xicheng": "110102", "chaoyang": "110105", "fengtai": "110106", "shijingshan": "110107",
    "haidian": "110108", "mentougou": "110109", "fangshan": "110111", "tongzhou": "110112", "shunyi": "110113",
    "changping": "110114", "daxing": "110115", "huairou": "110116", "pinggu": "110117", "miyun": "110118",
    "yanqing": "110119",
}  # fmt: skip

_TOWN_ENDINGS = ("街道", "地区", "镇", "乡")


class Found(NamedTuple):
    start: int
    end: int
    kind: PlaceKind
    codes: tuple[str, ...]


class District(NamedTuple):
    code: str
    name: str
    lon: float
    lat: float


def _text(name: str) -> str:
    return (files("rencai.records") / "data" / name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _text(name).splitlines()[1:] if line)


@lru_cache(maxsize=1)
def districts() -> dict[str, District]:
    return {code: District(code, name, float(lon), float(lat)) for code, name, lon, lat in _rows("districts.tsv")}


def place_names() -> Iterator[tuple[str, str]]:
    """(code, name) of every business area, station, landmark and road that stands for a district."""
    for code, names in _rows("places.tsv"):
        for name in names.split():
            yield code, name


def town_names() -> Iterator[tuple[str, str]]:
    """(code, name) of every 街道, 地区, 镇 and 乡."""
    return ((code, name) for code, name in _rows("streets.tsv"))


@lru_cache(maxsize=1)
def outside_names() -> frozenset[str]:
    """Towns, counties, provinces and countries elsewhere, with and without what they are (市, 县)."""
    return frozenset(_text("outside.txt").split())


def town_base(name: str) -> str:
    """后沙峪地区 → 后沙峪; a name without such an ending stays."""
    for ending in _TOWN_ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending).removesuffix("回族").removesuffix("满族")
    return name


class Gazetteer:
    """All names by their first character, the longest first."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[PlaceKind, tuple[str, ...]]] = {}
        self._common: dict[str, set[str]] = {}
        self._add_outside()
        self._add_towns()
        self._add_places()
        self._add_districts()
        for name in BEIJING:
            self._names[name] = ("city", ())
        self._lengths = _lengths_by_first(self._names)

    def _add_outside(self) -> None:
        self._names.update(dict.fromkeys(outside_names(), ("outside", ())))

    def _add_towns(self) -> None:
        # Bases that are common words or lie elsewhere, too, say nothing within a text.
        common = frozenset(_text("common_words.txt").split())
        codes: dict[str, set[str]] = {}
        for code, name in town_names():
            base = town_base(name)
            for form in (name, *(base + ending for ending in _TOWN_ENDINGS if base != name)):
                codes.setdefault(form, set()).add(code)
            if base not in common:
                codes.setdefault(base, set()).add(code)
            self._common.setdefault(base, set()).add(code)
        for name, found in codes.items():
            self._names[name] = ("town", tuple(sorted(found)))

    def _add_places(self) -> None:
        codes: dict[str, set[str]] = {}
        for code, name in place_names():
            codes.setdefault(name.lower(), set()).add(code)
        for name, found in codes.items():
            self._names[name] = ("place", tuple(sorted(found)))

    def _add_districts(self) -> None:
        for code, district in districts().items():
            if code != DEVELOPMENT_AREA:
                bare = district.name.removesuffix("区")
                self._names[district.name] = self._names[bare] = ("district", (code,))
        for name, code in (*_FORMER.items(), *_ENGLISH.items()):
            self._names[name] = ("district", (code,))

    def town_called(self, name: str) -> str | None:
        """The district of the only town of that bare name (太平桥, 光明) where no other has a station of the name."""
        _, stations = self._names.get(f"{name}站", ("place", ()))
        codes = {*self._common.get(name, ()), *stations}
        return next(iter(codes)) if len(codes) == 1 else None

    def scan(self, text: str) -> list[Found]:
        """The names in `text`, left to right, none overlapping."""
        found, position, length = [], 0, len(text)
        while position < length:
            for size in self._lengths.get(text[position], ()):
                entry = self._names.get(text[position : position + size])
                if entry is not None and position + size <= length:
                    found.append(Found(position, position + size, *entry))
                    position += size
                    break
            else:
                position += 1
        return found


def _lengths_by_first(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


@lru_cache(maxsize=1)
def shared_places() -> frozenset[str]:
    """Names that other cities give to places of their own: they say nothing where Beijing is not named beside them."""
    return frozenset(_text("shared_places.txt").split())


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer()
