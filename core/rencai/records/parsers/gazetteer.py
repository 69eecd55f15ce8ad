"""Names of places, read from the package's tables and matched longest first."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

PlaceKind = Literal["city", "district", "town", "place", "outside"]

BEIJING = ("北京市", "北京", "京城", "beijing", "京·", "京-")
DEVELOPMENT_AREA = "BDA"

# Names of streets that are common words: alone they say nothing.
_COMMON_WORDS = frozenset(
    "光明 胜利 新华 向阳 东风 迎风 城关 城北 城南 河北 新村 龙山 滨河 鼓楼 果园 平房 新镇 永定 清水 宝山 北庄 石城 康庄 "
    "永宁 旧县 四海 张镇 安定 杨庄 文景 通运 东升 曙光 小关 东湖 太平桥 五里店 龙泉 大台 城子 王平 温泉 双丰 丰台 海淀 "
    "怀柔 延庆 密云 古城 天桥 五里坨 玉桥 北苑 高岭 星城 大峪 石园 仁和 渤海 上庄 大庄科 百善 大榆树 延寿 南口 东小口".split()
)
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


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("rencai.records") / "data" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:] if line)


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
        self._add_outside()
        self._add_towns()
        self._add_places()
        self._add_districts()
        for name in BEIJING:
            self._names[name] = ("city", ())
        self._lengths = _lengths_by_first(self._names)

    def _add_outside(self) -> None:
        text = (files("rencai.records") / "data" / "outside.txt").read_text(encoding="utf-8")
        self._names.update(dict.fromkeys(text.split(), ("outside", ())))

    def _add_towns(self) -> None:
        codes: dict[str, set[str]] = {}
        for code, name in town_names():
            base = town_base(name)
            for form in (name, *(base + ending for ending in _TOWN_ENDINGS if base != name)):
                codes.setdefault(form, set()).add(code)
            if base not in _COMMON_WORDS:
                codes.setdefault(base, set()).add(code)
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
                if code in ("110118", "110119"):
                    self._names[bare + "县"] = ("district", (code,))
        for name, code in (("崇文区", "110101"), ("宣武区", "110102"), ("崇文", "110101"), ("宣武", "110102")):
            self._names[name] = ("district", (code,))

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
def gazetteer() -> Gazetteer:
    return Gazetteer()
