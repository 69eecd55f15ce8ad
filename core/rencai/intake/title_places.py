"""Places in titles: another city, a district, a town, a shop or a building, at an edge of the title or in brackets."""

import re
from functools import lru_cache

from rencai.intake.decoration import names_work
from rencai.intake.offers import without_talk
from rencai.records.parsers.gazetteer import districts, gazetteer, place_names, town_names

_CITIES = (
    "上海|天津|重庆|广州|深圳|杭州|南京|苏州|武汉|成都|西安|郑州|长沙|青岛|济南|大连|沈阳|长春|哈尔滨|石家庄|(?<!医)保定"
    "|廊坊|唐山|张家口|承德|太原|合肥|福州|厦门|南昌"
    "|昆明|贵阳|南宁|海口|兰州|西宁|银川|乌鲁木齐|呼和浩特|宁波|无锡|东莞|佛山|珠海|燕郊|香河|固安|涿州|三河|雄安"
)
_LONGEST_PLACE, _SHORTEST_PLACE = 7, 2
_LONGEST_NAME = 24
# 苏州街 and 西安门 are streets of 北京.
CITY = re.compile(f"北京|(?:{_CITIES})(?!大?街|[路桥巷]|胡同|门(?!店)|大厦|饭店)")
_SORTS = "店|站|校区|院区|园区|厂区|基地|机场|分公司|项目部?|片区|小区|街道|镇|路|桥|线|商圈|大厦|广场|区"
_SPOT = re.compile(f"[一-鿿a-z0-9]{{1,10}}(?:{_SORTS})$")
# 酒店 says what sort of place, not which.
_KIND_OF_PLACE = re.compile(
    "(?:酒|饭|门|商|药|网|书|花|茶叶|水果|母婴|家电|五金|专卖|旗舰|连锁|实体|线下|直营|加盟|4s|汽修|奶茶|咖啡|便利|烘焙|蛋糕|理发|宠物|眼镜|手机)+店"
    "|(?:车|加油|充电|服务|地铁|火车|快递|菜鸟驿)站|(?:办公|写字|商业)?大厦|(?:住宅|居民)?小区|工业园区|(?:全|双)线"
)
_CITY_PROPER = re.compile("北京市区?")
_AT = re.compile("(?:工作|上班|办公)地(?:点|址|区)?[在为:]?|(?<![a-z])base:?(?=[一-鿿])|(?<![一-鿿])驻(?=北京)")
_TOWN = re.compile("(?<=..)(?:街道|地区|镇|乡)$")
_AROUND = re.compile("(?<=..)(?:附近|周边|一带)$")
_SAID_OF_A_PART = re.compile(
    "(?:北京市?|位于|坐标|靠?近|就在|核心|商务|商业|工业|地铁|沿线|附近|周边|一带|旁边?|商圈|地区|[区站])*"
)
"""What is said about the name of a part of the town."""
_BRACKETED = re.compile(r"[(\[【《<{]([^)\]】》>}]{0,40})[)\]】》>}]?")
_PIECE = re.compile(r"[^\s()\[\]【】《》<>{}+_/|·,;、。!-]+")
_TAIL = re.compile(r"(?:[-_/|·,]|--)\s*([^-_/|·,()]{1,12})$")
_MIDDLE = re.compile(r"(?:[-_/|·,]|--)\s*([一-鿿]{2,8})\s*(?=[-_/|·,])")
_SHOP = re.compile("([一-鿿]{2,8})店(?=[一-鿿]{2})")


def places_in(title: str) -> tuple[frozenset[str], str]:
    """The places that a title names other than 北京, shops as such (望京店), and the title without any."""
    title = _AT.sub(" ", _CITY_PROPER.sub("北京", title))
    found = {match[0] for match in CITY.finditer(title)} - {"北京"}
    parts, title = _parts_of_town(CITY.sub(" ", title))
    found |= parts
    for pattern in (_BRACKETED, _MIDDLE, _TAIL):
        for match in pattern.finditer(title):
            word = match[1].strip()
            if without_talk(word).strip() and _is_place(word):
                found.add(_short(word))
                title = title.replace(match[0], " ", 1)
    shop = _SHOP.match(title)
    if shop and shop[1] in _known_places():
        found.add(_short(shop[1]))
        title = title[shop.end() :]
    for match in _district_at_edge().finditer(title):
        found.update(_short(name) for name in match.groups() if name)
        title = title.replace(match[1] + (match[2] or ""), " ", 1)
    return frozenset(found), title


def _parts_of_town(title: str) -> tuple[set[str], str]:
    """Parts of the town that are pieces of a title by themselves, and the title without them."""
    found: set[str] = set()

    def taken(match: re.Match[str]) -> str:
        named = parts_of_town(match[0])
        found.update(named)
        return " " if named else match[0]

    return found, _PIECE.sub(taken, title)


def parts_of_town(text: str) -> tuple[str, ...]:
    """The districts and parts of the town that a text names; none where it says anything else."""
    if len(text) > _LONGEST_NAME:
        return ()
    named = [one for one in gazetteer().scan(text) if one.kind in ("district", "town", "place")]
    told = tuple(text[one.start : one.end] for one in named)
    for name in told:
        text = text.replace(name, "", 1)
    return told if _SAID_OF_A_PART.fullmatch(text) else ()


def _is_place(word: str) -> bool:
    if _KIND_OF_PLACE.fullmatch(word):
        return False
    if _AROUND.sub("", word) in _known_places() or _SPOT.fullmatch(word):
        return True
    # 大兴旧宫, 朝阳大悦城: what stands behind a district and is no work is in it.
    return bool(word) and _in_district(word) != word and len(word) <= _LONGEST_PLACE and not names_work(word)


def _in_district(place: str) -> str:
    """旧宫 for 大兴旧宫; 大兴项目 is called after the district."""
    district = _district_at_edge().match(place)
    left = place[district.end(1) :] if district else place
    return place if len(left) < _SHORTEST_PLACE or re.fullmatch(_SORTS, left) else left


def _short(place: str) -> str:
    return re.sub("(?<=..)(?:[校院园厂]区|站|区|县|镇|街道|商圈)$", "", _in_district(_AROUND.sub("", place)))


@lru_cache(maxsize=1)
def _known_places() -> frozenset[str]:
    return frozenset({name for _, name in (*place_names(), *town_names())}.union(_district_names()))


@lru_cache(maxsize=1)
def _district_at_edge() -> re.Pattern[str]:
    towns = sorted({_TOWN.sub("", name) for _, name in town_names()}, key=len, reverse=True)
    return re.compile(
        f"(?:^|[^一-鿿]|(?<=[招聘]))({'|'.join(_district_names())})((?:{'|'.join(towns)})(?:街道|地区|镇|乡)?)?"
    )


@lru_cache(maxsize=1)
def _district_names() -> tuple[str, ...]:
    names = {district.name for district in districts().values()}
    return tuple(sorted(names | {name[:-1] for name in names if len(name) > 2}, key=len, reverse=True))
