"""Names of employers, compared as people compare them."""

import re
from functools import lru_cache
from zlib import crc32

from rencai.intake.english import without_english_firm
from rencai.intake.plain import in_order, plain, tight
from rencai.intake.title_places import CITY
from rencai.records.parsers.text import chinese_number

_BRACKETS = re.compile(r"[(\[【][^)\]】]{0,20}[)\]】]")
_FIRM_IN_BRACKETS = re.compile(r"^(?:(?!公司|集团)[^()]){2,}[(]((?:(?!分公司)[^()]){4,40}公司)[)]$")
"""A brand and, in brackets, whose it is."""
_BRAND_IN_BRACKETS = re.compile("公司[(]([一-鿿a-z0-9]{2,8})[)]$")
_HOME = re.compile(
    "^(?:中国)?北京(?:市(?!政(?!务|府)|场))?(?!大学|师范|理工|工业|科技大|交通大|化工大|林业|建筑大|信息科|联合大|电影|舞蹈|体育|协和|现代"
    "|奔驰|银行|地铁|公交)"
)
_DISTRICTS = "朝阳|海淀|东城|西城|丰台|石景山|通州|顺义|昌平|大兴|房山|门头沟|怀柔|平谷|密云|延庆|亦庄"
# 朝阳医院 is no hospital of 朝阳 like others, and 海淀区教委 is there but once.
_DISTRICT = re.compile(f"^({_DISTRICTS})区?(?=.{{4}}|[一二三四五六七八九十]+[小中]$)(?!外国语|区)")
_PART = "(?:(?:分公|营业|项目|事业|分)(?:司|部)|(?:分|工)?厂|分?店|基地)"
# 汉庭酒店双井店 leaves out that a company runs it.
_RUN = "公司|集团|酒店|宾馆|超市|药房|火锅|饭店|餐厅"
_BRANCH = re.compile(f"(?<={_RUN})(?:(?!公司)[一-鿿]){{1,10}}{_PART}$")
_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆"
)
_PROVINCE = re.compile(_PROVINCES)
_CITY_BEFORE = re.compile("^.{2,3}")
# 中国联通北京分公司丰台区分公司
_LOCAL = re.compile(
    f"(?<=..)(?:({_DISTRICTS})|北京|{CITY.pattern}|{_PROVINCES})[市区县省]?(?:分?公司$|分公司|分行|支行|分部)"
)
# 河南久荣科技 is 久荣科技 to most, 上海电气 is no 电气.
_ELSEWHERE = re.compile(
    f"^(?:(?:{_PROVINCES})省?|(?!北京)(?:{CITY.pattern})市?)(?=.{{4}}.*公司)(?!.{{2,3}}(?:集团|股份|有限))"
)
_SHORT_FORMS = (
    (re.compile("公共交通"), "公交"),
    (re.compile("中国建筑第?([一二三四五六七八九十])(?:工程)?局"), r"中建\1局"),
    (re.compile("(中[铁交建]|水电)第([一二三四五六七八九十]{1,3})(?:工程局|局)"), r"\1\2局"),
    (re.compile("(?:中国)?(?:水利水电|水电)第?([一二三四五六七八九十]{1,3})(?:工程)?局"), r"水电\1局"),
    (re.compile("中国电子科技集团(?:有限)?(?:公司)?第([一二三四五六七八九十]{1,3})研究所"), r"中电科\1所"),
    (re.compile("中国电科(?=第?[一二三四五六七八九十])"), "中电科"),
    (re.compile("第?([一二三四五六七八九十〇]{1,3})([小中])学"), r"\1\2"),
    (re.compile("附属([小中])学"), r"附\1"),
    (re.compile("律师事务所"), "律所"),
    (re.compile("师范大学"), "师大"),
    (re.compile("北京师大"), "北师大"),
    (re.compile("首都师大"), "首师大"),
    (re.compile("(?:中国)?人民大学"), "人大"),
    (re.compile("大学(?=附[属中小])"), "大"),
)
_HUNDREDS = re.compile("第?([一二三四五六七八九]百[一二三四五六七八九十零]{0,4})(?=[小中])")
_FIGURES = str.maketrans("0123456789", "〇一二三四五六七八九")
_NUMERAL = "[0-9〇零一二三四五六七八九十百]"
_LATIN_BEFORE = re.compile("^[a-z]{2,}(?=[一-鿿]{4})")
_COUNTRY = re.compile("(?<=..)中国$")
# Who hires for a firm is no agency.
_ITS_OFFICE = re.compile("(?<=公司|集团|医院|学校|学院|大学|酒店)(?:人力资源|人事|招聘|组织人事)[一-鿿]{0,3}[部处科]$")
_NAMES = re.compile(r"\w")
_LEGAL = re.compile(
    "人民政府|(?:股份)?有限(?:责任)?公司|有限责任|股份公司|集团公司|公司|集团|股份$|\\(?普通合伙\\)?|有限合伙|个体工商户|(?<=..)4s店$"
)
_UNIT = re.compile(
    r"[(\[【]([^)\]】]{0,16}(?:店|线|站|院区|[东西南北中分]院|校|园|厂|部|公司|支行|项目|中心|区))[)\]】]|"
    f"(?<={_RUN})(?!北京分公司)((?:(?!公司)[一-鿿]){{1,10}}{_PART})$"
)
_FIRM = re.compile("公司")
_UNTELLING = re.compile("(?:管理|服务|科技|技术|发展|企业|实业|商贸|贸易)+|[a-z]+")
_UNTELLING_LETTERS = "管理服务科技术发展企业实商贸易"
_CARS = (
    "奔驰|宝马|奥迪|大众|丰田|本田|日产|别克|福特|现代|起亚|雷克萨斯|凯迪拉克|沃尔沃|路虎|捷豹|保时捷|特斯拉|比亚迪"
    "|红旗|吉利|长安|哈弗|五菱"
)
_TRADING = re.compile(
    "(?<=..)(?:连锁|生活|生鲜|超市|便利店?|商场|商城|大?药房|药店|幼儿园|早教|教育|口腔|齿科|牙科|诊所|医美|医疗|健身|运动"
    "|瑜伽|约车|专车|出行|租车|快递|速递|速运|快运|物流|搬家|家政|月嫂|养老|保洁|保安|物业|地产|房产|装饰|装修|家装|家居"
    "|餐厅|餐饮|火锅|毛肚|[烤酸菜]{1,2}鱼|烤[肉鸭串]|[涮羊牛]{1,2}肉|羊蝎子|水?饺子?|拉面|米线|麻辣烫|烧烤|面馆|莜面村|饭店|酒楼|酒店|宾馆|民宿|咖啡|奶茶|茶饮|烘焙|蛋糕|面包|美容|美发|造型|养生"
    f"|足道|眼镜|珠宝|服饰|影城|影院|宠物|汽车|汽修|[养洗修]车|{_CARS}){{1,8}}店?$"
)
"""What is said of its trade behind a brand by those who leave out whose it is: 物美超市 for 物美商业集团."""
_PLACED = re.compile("幼儿园$|医院$|诊所$|酒店$|[养敬]老院$")
_BRAND = 3
"""Characters of the name of one among many such places."""
_ABBREVIATED = 3
_BITS = 61
_FULL = 1 << 61
_INSTITUTION = re.compile("(?:小学|中学|大学|学院|学校|幼儿园|医院|院|所|局|处|中心|委|会)$|[0-9一二三四五六七八九十]")
_AGENCY = re.compile(
    "人力资源|人才|劳务|猎头|派遣|外包|人事|招聘|职业介绍|职介|就业服务|企业管理服务|服务外包|英才|领英|灵活用工"
)
_PUBLIC = re.compile("公共|社会保障|(?:局|委员会)$")
_HIDDEN = re.compile(
    "^(?:某|知名|大型|保密|匿名|世界500强|国内|上市)|某[^,]{0,12}(?:公司|企业|集团|工厂|厂)|保密|不公开"
)


@lru_cache(maxsize=4096)
def core_name(employer: str) -> str:
    """The name without city, district, brackets, branch and legal form; empty where it is none (—, …)."""
    name = _BRACKETS.sub("", _written(employer))
    if not _NAMES.search(name):
        return ""
    if "百" in name:
        name = _HUNDREDS.sub(_in_figures, name)
    for pattern, written in _SHORT_FORMS:
        name = pattern.sub(written, name)
    here = _ELSEWHERE.sub("", _HOME.sub("", _LOCAL.sub("", _BRANCH.sub("", name))))
    return _COUNTRY.sub("", _LEGAL.sub("", _DISTRICT.sub("", here))) or name


def _in_figures(match: re.Match[str]) -> str:
    """一六八 for 一百六十八: schools are called so."""
    number = chinese_number(match[1])
    return match[0] if number is None else str(number).translate(_FIGURES)


def key_name(employer: str) -> str:
    """The same without Latin letters before it (SGS通标), which some leave out."""
    return _LATIN_BEFORE.sub("", core_name(employer))


@lru_cache(maxsize=4096)
def _written(employer: str) -> str:
    name = tight(without_english_firm(plain(employer)))
    return _ITS_OFFICE.sub("", _FIRM_IN_BRACKETS.sub(r"\1", name))


def other_unit(one: str, other: str) -> bool:
    """Whether two names of one employer name two shops, lines, branches or districts of it."""
    units, others = _units(one), _units(other)
    if any(left and right and left != right for left, right in zip(units[:2], others[:2], strict=True)):
        return True
    # 深圳雪王 and 深圳雪王北京分公司 are one; of 北京分公司 and 天津分公司 each has a city that the other has not.
    return bool(units[2] - others[2]) and bool(others[2] - units[2])


@lru_cache(maxsize=4096)
def _units(employer: str) -> tuple[str, str, frozenset[str]]:
    """The shop, line, campus or branch in brackets or after the name, the district, and cities and provinces."""
    name = _written(employer)
    found, district = _UNIT.search(name), _DISTRICT.match(_HOME.sub("", name)) or _last_branch(name)
    branches = [match[0] for match in _LOCAL.finditer(name)] + _BRANCH.findall(name)
    where = " ".join([*_CITY_BEFORE.findall(name), *_BRACKETS.findall(name), *branches])
    return (
        (found[1] or found[2]).removeprefix("第") if found else "",
        district[1] if district else "",
        frozenset([*CITY.findall(where), *_PROVINCE.findall(where)]),
    )


def _brand(name: str) -> str:
    """A brand that stands in brackets behind a firm's full name; places, shops and parts of it are none."""
    found = _BRAND_IN_BRACKETS.search(_written(name))
    if not found or _UNIT.search(_written(name)) or CITY.search(found[1]) or _DISTRICT.match(f"{found[1]}区总部"):
        return ""
    return "" if _PROVINCE.search(found[1]) or posts_for_others(found[1]) else found[1]


def _last_branch(name: str) -> re.Match[str] | None:
    return next((match for match in reversed([*_LOCAL.finditer(name)]) if match[1]), None)


@lru_cache(maxsize=4096)
def letters(employer: str) -> int:
    """The characters of a name as bits, and whether it is a firm's in full; 0 for a name that may hide any employer."""
    if not employer or posts_for_others(employer):
        return 0
    name, full, brand = key_name(employer), _in_full(employer), _brand(employer)
    return _bits(f"{name}{brand}" if full else _TRADING.sub("", name)) | (_FULL if full and not brand else 0)


def may_be_one(one: int, other: int) -> bool:
    """Whether two names, by their letters, may be of one employer; most that are not are told apart."""
    if not one or not other:
        return True
    if one & other & _FULL:
        return (one ^ other) & ~_bits(_UNTELLING_LETTERS) == 0
    return one & other in (one & ~_FULL, other & ~_FULL)


@lru_cache(maxsize=4096)
def _bits(name: str) -> int:
    bits = 0
    for character in name:
        bits |= 1 << crc32(character.encode()) % _BITS
    return bits


def is_short_for(one: str, other: str) -> bool:
    """Whether one employer's name is contained in the other's, or abbreviates that of a firm (木北美发, 木北美容美发).

    Two full legal names that differ are two firms.
    """
    short, long = sorted((core_name(one), core_name(other)), key=len)
    if short not in long:
        short, long = sorted(_without_latin(short, long), key=len)
    if len(short) < 2:
        return False
    both_full = _in_full(one) and _in_full(other)
    if _cuts_a_number(short, long):
        return False
    if short not in long:
        firm = _LEGAL.search(tight(max(one, other, key=len))) is not None
        return firm and not both_full and _abbreviates(short, long)
    return not both_full or _UNTELLING.fullmatch(long.replace(short, "", 1)) is not None


def _cuts_a_number(short: str, long: str) -> bool:
    """Whether a name begins within a number of the other's: 八中 in 十八中."""
    return re.search(f"{_NUMERAL}{re.escape(short)}", long) is not None and re.match(_NUMERAL, short) is not None


def _without_latin(one: str, other: str) -> tuple[str, str]:
    """Names without Latin letters before them where but one of them has any (SGS通标, 通标标准)."""
    bare = _LATIN_BEFORE.sub("", one), _LATIN_BEFORE.sub("", other)
    return bare if (bare[0] == one) != (bare[1] == other) else (one, other)


def is_brand_of(one: str, other: str) -> bool:
    """Whether one name is a brand and its trade, and the other that of a firm which begins with the brand.

    Of two that are no firms, whether one is the other with more said before what it is (幼儿园).
    """
    if _in_full(one) and _in_full(other):
        return False
    if _in_full(one) == _in_full(other):
        return _is_place_of(*sorted((core_name(one), core_name(other)), key=len))
    firm, brand = (one, other) if _in_full(one) else (other, one)
    name = core_name(brand)
    if name == _brand(firm):
        return True
    short = _TRADING.sub("", name)
    return short != name and core_name(firm).startswith(short)


def _is_place_of(short: str, long: str) -> bool:
    """红黄蓝幼儿园 for 红黄蓝多元智能幼儿园: what numbers such places or tells their parts is not left out."""
    kind = _PLACED.search(short)
    if (
        kind is None
        or not long.endswith(kind[0])
        or kind.start() < _BRAND
        or not long.startswith(short[: kind.start()])
    ):
        return False
    return re.search("[0-9一二三四五六七八九十第分附东南西北中]|实验", long[kind.start() : -len(kind[0])]) is None


def _in_full(employer: str) -> bool:
    """Whether a name is a firm's legal one; 公交集团客运七分公司 is not."""
    name = _written(employer)
    return _FIRM.search(_LOCAL.sub("", _BRANCH.sub("", name))) is not None


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name begins as the other does and leaves some of its characters out; schools and offices do not."""
    if len(short) < _ABBREVIATED or short[:2] != long[:2] or _INSTITUTION.search(short):
        return False
    return in_order(short, long)


@lru_cache(maxsize=4096)
def posts_for_others(employer: str) -> bool:
    """Whether the name is an agency's, or hides whose vacancy it is."""
    name = _written(employer)
    return bool(_HIDDEN.search(name) or (_AGENCY.search(name) and not _PUBLIC.search(name)))


def is_hidden(employer: str) -> bool:
    """Whether the name says no more than what sort of employer it is (某知名企业)."""
    return _HIDDEN.search(tight(employer)) is not None
