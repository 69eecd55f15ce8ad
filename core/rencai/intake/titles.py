"""What a vacancy's title says: the work itself, and what sets it apart from others of that name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rencai.records.parsers.gazetteer import districts, place_names, town_names
from rencai.records.parsers.text import fold, plain_dashes

_GROUPS: tuple[tuple[str, str], ...] = (
    ("graduates", "应届(?:高校|本科|大学|大专|硕士)?(?:毕业)?生?|校园?招聘?(?![^)]{0,4}专员)|(?:20)?[0-9]{2}届"),
    ("experienced", "社会(?:在职)?人员|社会招聘|社招|往届"),
    ("disabled", "残疾人?|残障"),
    ("veterans", "退[役伍]军人|退[役伍](?=士兵|人员)"),
    ("residents", "(?<!非)(?:京籍|京户|北京户[口籍]|本市户[口籍]|北京生源)"),
    ("newcomers", "京外生源|非京籍|外埠"),
    ("abroad", "留学(?:回国)?人员|海归"),
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("intern", ("实习生?(?!指导|教师|管理|老师)|见习生?|intern")),
    ("part_time", "兼职(?!管理|平台)|小时工|钟点工|非全日制"),
    ("seasonal", ("[寒暑]假工|暑期工|临时工|短期工|日结")),
    ("dispatch", "劳务派遣(?!专员|主管|经理)|派遣制"),
    ("outsourced", "外包(?!专员|经理|项目)"),
    ("apprentice", "学徒工?"),
)
_SHIFTS: tuple[tuple[str, str], ...] = (
    ("night", "(?<![无不]上)(?<![无不早白中])[夜晚]班"),
    ("day", ("[长常]?白班|早班")),
    ("turns", "[早白中][、/和]?晚班|[两二三四]班(?:[两二三]?(?:倒|运转))|(?<!不)倒班|轮班"),
)
_WELCOME = "(?:亦可|也可|均可|皆可|可(?![^)]{0,2}[制])|优先|欢迎|不限)"

_AMOUNT = r"[0-9]+(?:\.[0-9]+)?[k千万w]?(?:\s*[-到至]\s*[0-9]+(?:\.[0-9]+)?)?"
_PER = "(?:/?[月天日年时]|/小时|每[月天])?[+起]?(?:以上)?"
_MONEY = re.compile(
    f"(?:月薪|年薪|日薪|时薪|底薪|薪资|工资|综合|月入|保底|无责|日结|到手)+[:约]?{_AMOUNT}(?:[k千万w]|元)?{_PER}"
    rf"|{_AMOUNT}(?:[k千万w]\+?(?![a-z])|元|(?<=[0-9]{{4}})){_PER}|月入过万|[0-9]{{1,2}}薪"
)
_COUNT = re.compile(
    r"(?:[0-9]{1,3}(?:-[0-9]{1,3})?|[一两二三四五六七八九十]{1,3})[名人位](?!事|工|力|才|资)|若干名?|数名|多名"
)
_AGES = re.compile(r"[0-9]{2}(?:-[0-9]{2})?周?岁(?:以[下内上])?")
_NOISE = re.compile(
    "急招|急聘|急需|急(?![诊救])|诚聘|诚招|诚邀|高薪(?:急|诚|直)?[招聘]?聘?|(?:集团|厂家|公司|企业)?直招|直聘|热招|招募"
    "|招聘|招收|聘请|可?直签"
    "|[五六七][险][一二]金|[五六]险|[缴交上]?纳?(?:社保|[五六]险)|月休[0-9]天|[做上][一二三四五六][休][一二]"
    "|[包管供]?(?:工作餐|[午三一两]餐)|[包管供]餐|公积金|周末双休|双休|单休|大小周|[包管](?:吃住?|食宿?|住宿?|宿)"
    "|提供?食?住?宿|免费[吃食住宿]+|可?住宿|食宿|班车|[餐房车饭话]补|补贴"
    "|年终奖|奖金|十[三四五六]薪|带薪年?假?|年假|体检|高?提成|无责底薪|底薪|晋升(?:快|空间大)?|福利(?:好|优"
    "|待遇好?)?|待遇(?:优厚|优|好|从优)|丰厚"
    "|(?:^|(?<=[ )】\\]]))招(?![商生标投募])|^(?:招聘)?(?:岗位|职位)(?:名称)?:|持[^ ()]{0,8}证(?:上岗)?|有证(?:上岗)?"
    "|有?(?:相关|工作)?(?:经验|证)者?优先(?:考虑)?|熟[手练]工?优先|可?无需?经验(?:可|亦可)?|零基础|可?(?:接受)?小白(?:可)?|经验不限|学历不限|不限经验|不限学历|免费培训"
    "|专人带教|带教|可培训|有培训|新手可?"
    "|长期稳定|长期|稳定|工作轻松|轻松|不加班|无加班|朝九晚[五六]|就近(?:分配|安排|上班|入职)|当天入职"
    "|立即(?:上岗|入职)|入职快|快速入职|月结|可月结"
    "|上市公司|国企|央企|外企|大厂|名企|(?:世界)?500强|双薪|团建|下午茶|弹性(?:工作|上班)?|8小时(?:工作制)?"
    "|压力小|可?预支|可?借支|[周日]结工资|工资[周日]结|无押金|不收费|无中介|免押金|面试即入职|可兼?顾家|高待遇"
    "|津贴|补助|五天八小时|干一休一|无需倒班|不倒班|不上夜班|无夜班|氛围好|急速面试|线上面试|新店|新项目|可居家"
)
_POST_NUMBERS: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?:岗位|职位|招聘|岗)?(?:代码|编号|编码|序号|no\.?)[:#]?\s*([a-z0-9][a-z0-9-]{0,20})"),
    re.compile(r"岗位?\s*[(]?([0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-h])[)]?(?=$|[^0-9a-z一-鿿]|[)])"),
    re.compile(r"(?<![a-z])([a-h])岗|(?<![0-9])([0-9]{1,2})号?岗"),
    re.compile(r"[(]([0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-h])[)]$"),
    re.compile(r"(?<=[一-鿿])([0-9]{1,2})$"),
    re.compile(r"(?<=[工师员生任岗长士])([一二三四五六七八九])$"),
)
_LICENCE = re.compile(r"持[^ ()]{0,4}?([a-z][0-9])[^ ()]{0,4}?证")
_CODES: tuple[re.Pattern[str], ...] = (
    re.compile(r"[(\[【]\s*(0[0-9]{2,3}|[0-9]{2,3}(?!00|50)[0-9]{2}(?<!0))\s*[)\]】]"),
    re.compile(r"[(\[【]\s*([a-z]{1,5}-?[0-9]{3,}[a-z]?|[0-9]{5,}|[a-z]{1,2}-?[0-9]{1,3})\s*[)\]】]"),
    re.compile(r"(?<![a-z0-9])([a-z]{1,5}-?[0-9]{3,})$"),
    re.compile(r"[-_#]\s*(0[0-9]{2,}|[0-9]{5,})$"),
)
_ORDINALS = {character: str(place) for place, character in enumerate("一二三四五六七八九十", start=1)}

_CITIES = (
    "上海|天津|重庆|广州|深圳|杭州|南京|苏州|武汉|成都|西安|郑州|长沙|青岛|济南|大连|沈阳|长春|哈尔滨|石家庄|保定"
    "|廊坊|唐山|张家口|承德|太原|合肥|福州|厦门|南昌"
    "|昆明|贵阳|南宁|海口|兰州|西宁|银川|乌鲁木齐|呼和浩特|宁波|无锡|东莞|佛山|珠海|燕郊|香河|固安|涿州|三河|雄安"
)
CITY = re.compile(f"北京|{_CITIES}")
_SPOT = re.compile(
    "[一-鿿a-z0-9]{1,10}(?:店|站|校区|院区|园区|厂区|基地|机场|分公司|项目部?|片区|小区|街道|镇|路|桥|线|商圈|大厦"
    "|广场|区)$"
)
# 酒店 says what sort of place, not which.
_KIND_OF_PLACE = re.compile(
    "(?:酒|饭|门|商|药|网|书|专卖|旗舰|连锁|实体|线下|直营|加盟|4s|汽修|奶茶|咖啡|便利|烘焙|蛋糕|理发|宠物|眼镜|手机)+店"
    "|(?:车|加油|充电|服务|地铁|火车|快递|菜鸟驿)站|(?:办公|写字|商业)?大厦|(?:住宅|居民)?小区|工业园区|(?:全|双)线"
)
_BRACKETED = re.compile(r"[(\[【《<{]([^)\]】》>}]{0,40})[)\]】》>}]?")
_TAIL = re.compile(r"(?:[-_/|·,]|--)\s*([^-_/|·,()]{1,12})$")
_HEAD = re.compile(r"\s*([一-鿿]{2,8})(?:\s*[-_/|·:]\s*|\s+)")
_MARKS = re.compile(r"[^0-9a-z一-鿿+#.]+")
_PLUS = re.compile(r"(?<!c)(?<!c\+)\+")
# 操作工 and 操作员, 空调维修工 and 空调维修师傅 are one work.
_UNTELLING = str.maketrans("", "", "工员")
_SUFFIX = re.compile("(?<=..)(?:师傅|人员)?(?:岗位|职位|岗|人才)?$")


@dataclass(frozen=True, slots=True)
class Title:
    """`core` names the work, its characters in order of themselves; the sets hold what else the title says."""

    core: str
    posts: frozenset[str]
    groups: frozenset[str]
    forms: frozenset[str]
    shifts: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """The parts of a title; pay, benefits and calls (急招) are none."""
    title = plain_dashes(fold(text)).lower()
    groups, title = _taken(title, _GROUPS)
    forms, title = _taken(title, _FORMS)
    shifts, title = _taken(title, _SHIFTS)
    licences = {f"licence {match[1]}" for match in _LICENCE.finditer(title)}
    codes, title = _numbers(title, _CODES)
    numbers, title = _numbers(_COUNT.sub(" ", _AGES.sub(" ", _MONEY.sub(" ", title))), _POST_NUMBERS)
    places, title = _places(title)
    core = _core(title) or _core(plain_dashes(fold(text)).lower())
    return Title("".join(sorted(core)), codes | numbers | licences, groups, forms, shifts, places)


def groups_of(text: str) -> frozenset[str]:
    """Groups of candidates that a text names."""
    return frozenset(_named(text, _GROUPS))


def shifts_of(text: str) -> frozenset[str]:
    """Shifts that a text names."""
    return frozenset(_named(text, _SHIFTS))


def _named(text: str, names: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Names whose words occur; what is only welcome names nothing."""
    for name, words in names:
        for match in _compiled(words).finditer(text):
            if match[1] is None and not match[0].startswith(("可", "接受")):
                yield name


def _taken(text: str, names: tuple[tuple[str, str], ...]) -> tuple[frozenset[str], str]:
    """Names whose words occur, and the text without them."""
    found: set[str] = set()
    for name in names:
        found.update(_named(text, (name,)))
        text = _compiled(name[1]).sub(" ", text)
    return frozenset(found), text


@lru_cache(maxsize=64)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:可接受|可|接受)?(?:{words})({_WELCOME})?")


def _numbers(title: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[frozenset[str], str]:
    found = set()
    for pattern in patterns:
        for match in pattern.finditer(title):
            number = next(group for group in match.groups() if group)
            found.add(_ORDINALS.get(number, number.lstrip("0") or number))
        title = pattern.sub(" ", title)
    return frozenset(found), title


def _places(title: str) -> tuple[frozenset[str], str]:
    found = {match[0] for match in CITY.finditer(title)} - {"北京"}
    title = CITY.sub(" ", title.replace("北京市", "北京"))
    for pattern in (_BRACKETED, _TAIL):
        for match in pattern.finditer(title):
            word = _NOISE.sub("", match[1]).strip()
            if _is_place(word):
                found.add(_short(word))
                title = title.replace(match[0], " ", 1)
    first = _HEAD.match(title)
    if first and first[1] in _known_places():
        found.add(_short(first[1]))
        title = title[first.end() :]
    for match in _district_at_edge().finditer(title):
        found.add(_short(match[1]))
        title = title.replace(match[1], " ", 1)
    return frozenset(found), title


def _is_place(word: str) -> bool:
    if _KIND_OF_PLACE.fullmatch(word):
        return False
    return bool(word) and (word in _known_places() or _SPOT.fullmatch(word) is not None)


def _short(place: str) -> str:
    return re.sub("(?<=..)(?:店|站|区|县|镇|街道|商圈)$", "", place)


@lru_cache(maxsize=1)
def _known_places() -> frozenset[str]:
    return frozenset({name for _, name in (*place_names(), *town_names())}.union(_district_names()))


@lru_cache(maxsize=1)
def _district_at_edge() -> re.Pattern[str]:
    return re.compile(f"(?:^|[^一-鿿])({'|'.join(_district_names())})")


@lru_cache(maxsize=1)
def _district_names() -> tuple[str, ...]:
    names = {district.name for district in districts().values()}
    return tuple(sorted(names | {name[:-1] for name in names if len(name) > 2}, key=len, reverse=True))


def _core(title: str) -> str:
    words = _MARKS.split(_PLUS.sub(" ", _NOISE.sub(" ", title)))
    core = "".join(_SUFFIX.sub("", word) for word in words)
    telling = core.translate(_UNTELLING)
    return telling if len(telling) > 1 else core
