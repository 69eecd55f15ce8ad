"""Values of a vacancy that no label names: written so that they need none, or in an element whose class says it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rencai.records.parsers.gazetteer import gazetteer
from rencai_crawler.pages import furniture
from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.employer import NO_EMPLOYER, is_employer
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.tree import Element, content

_VALUES = frozenset({"span", "div", "p", "a", "em", "strong", "b", "h1", "h2", "h3", "h4", "li", "i", "dd"})
YEARS = r"20\d\d\s*[-~～—至]\s*20\d\d(?!\d)"
"""From one year to another, which is written as pay is."""
PAY = re.compile(
    r"[¥￥]?\s*(?:(?:\d[\d.,]*\s*[kK千万元]?\s*[-~～—–至到]\s*)?\d[\d.,]*\s*(?:[kK千元]|万元?)(?:\s*[/·／]?\s*(?:月|年|天|日|"
    r"小时|时|件|周|班)|以上(?:\s*/\s*月)?|以下(?:\s*/\s*月)?|起|左右|\+)?(?:\s*[·*×xX]?\s*\d{2}\s*薪)?|(?:薪资|"
    r"工资|薪酬|待遇)?面议|(?:\d[\d.]*\s*[-~～—]\s*)?\d[\d.]+\s*(?:元\s*/?|/)\s*(?:月|天|日|小时|年)|"
    rf"(?!{YEARS})[1-9]\d{{2,5}}\s*[-~～—]\s*[1-9]\d{{2,5}}(?:\s*月)?|[1-9]\d{{3,4}}\s*(?:左右|以上|起|\+))"
)
_PAY_TOLD = re.compile(
    rf"(?:[每年月日时天]{{0,2}}(?:综合)?(?:薪[资酬水]?|工资|收入)|底薪|每[月天年])\s*[:：]?\s*(?:{PAY.pattern}|"
    r"\d[\d.,kK千百万元]*(?:\s*[-~～—–至到]\s*\d[\d.,kK千百万元]*)?(?:以上|起|左右|\+)?(?:\s*[/·／]\s*(?:月|年|天))?)"
    r"(?:\s*[+＋]\s*[\u4e00-\u9fff]{2,8})*"
)
"""月薪4000+年终奖金, 时薪20元/小时."""
_EDUCATION = re.compile(
    r"(?:学历)?(?:不限|不限学历|学历不限|初中|高中|中专|中技|技校|职高|大专|专科|本科|硕士|博士|研究生|"
    r"小学)(?:/?(?:中专|中技|高中|职高|技校))?(?:及以上|以上|或以上|学历|及以上学历|以上学历)?"
)
_EXPERIENCE = re.compile(
    r"(?:经验|工作经验)?(?:不限|无需经验|经验不限|无经验|应届(?:毕业)?生|在校生?/?应届生?|\d{1,2}\s*年(?:以下|以上|"
    r"及以上)?|\d{1,2}\s*[-~～至到]\s*\d{1,2}\s*年)(?:工作)?(?:经验|经历)?"
)
_TYPE = re.compile("全职|兼职|实习|临时工?|小时工|劳务派遣|外包|校园招聘|校招|社招|长期工|日结|暑假工|寒假工|学徒")
_HEADS = re.compile(r"(?:招聘|招|人|若干)?\s*(?:招聘?)?\s*(?:\d{1,4}|若干|[一二两三四五六七八九十]+)\s*(?:人|名|位)")
_CITY = "(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安)市?"
_PLACE = re.compile(
    rf"(?:{_CITY}|[\u4e00-\u9fff]{{2,8}}(?:省|(?<!城)市(?!场)|"
    r"自治区|(?<!社)区(?!域)|县))[\u4e00-\u9fffA-Za-z0-9（）()·\-\s]{0,30}"
)
_PLACE_ALONE = re.compile(rf"{_CITY}|(?:{_CITY})?[\u4e00-\u9fff]{{2,4}}[省市区县]")
_TOKENS = re.compile(rf"[{EDGE}|｜丨]|\s{{2,}}|\s[/·]\s")
_SMALLER = re.compile(rf"[{EDGE}|｜丨/·,，;；\s]+")
_BARE = (
    ("salary_text", PAY),
    ("salary_text", _PAY_TOLD),
    ("education_text", _EDUCATION),
    ("experience_text", _EXPERIENCE),
    ("employment_type_text", _TYPE),
    ("headcount_text", _HEADS),
    ("location_text", _PLACE),
)
_JOINTS = re.compile(r"\s?[-·•—/]\s?")
_AREA = re.compile("[\u4e00-\u9fff]{2,8}")
_SMALL_PLACE = re.compile("[\u4e00-\u9fff]{1,6}(?:镇|乡|街道|村|路|桥|园区|开发区)")
_LONGEST_AREA = 20
_SAYS = re.compile("^(?:招聘?|需|每?月?(?:综合)?(?:工资|收入)|月薪|每月|薪[资酬水]|待遇)(?:约|为|在)?[:：]?(?=\\d)")
_CLAUSE_ENDS = re.compile("[。；]|，.*[：:]$")
"""In sentences, whose words are no places to work at."""
_LONGEST_WORD, _LONGEST_TOKEN, _LONGEST_BARE = 24, 40, 80
_OTHER = re.compile(r"\d\s?(?:天|小时|分钟)前|招聘|诚聘|急聘|招[工人用募]|(?:局|委员会|政府|[大支]队|办公室|法院)$")
_PROMPT = re.compile("请|输入|选择|切换")
_CLASSES = {
    "employer": re.compile(
        r"compan|corp|enterprise|gongsi|(?:^|[\s_-])(?:com|comp|ent|qy|gs)(?:[_-]?name)?(?:$|[\s_-])|cname|employer|"
        r"firm",
        re.IGNORECASE,
    ),
    "salary_text": re.compile(
        r"salary|xinzi|gongzi|money|wage|(?:^|[\s_-])(?:pay|sal|price|xz|gz|red|yuexin)(?:$|[\s_-])|treatment",
        re.IGNORECASE,
    ),
    "location_text": re.compile(r"addr|area|city|location|place|diqu|didian|region|workplace", re.IGNORECASE),
}


def unlabelled(head: Sequence[Line]) -> dict[str, str]:
    """Short values that need no label: 8000-12000元/月 | 3-5年 | 大专 | 全职."""
    found: dict[str, str] = {}
    for line in head:
        if len(line.text) > 160 or line.in_link or furniture.is_breadcrumb(line.text):
            continue
        brief = not _CLAUSE_ENDS.search(line.text)
        smaller = [*_TOKENS.split(line.marked), *_SMALLER.split(line.marked)]
        tokens = smaller if _is_row(line) else [line.text, *smaller]
        for token in filter(None, dict.fromkeys(map(squeeze, tokens))):
            told = () if len(token) >= _LONGEST_TOKEN else fields_of(token)
            name = next((each for each in told if each not in found and (brief or each != "location_text")), "")
            if name and not _is_other(token):
                found[name] = token.lstrip("¥￥ ")
            elif brief and "location_text" not in found and is_area(token):
                found["location_text"] = token
    return found


def _is_other(token: str) -> bool:
    """Whether a text only looks like a value: 3天前, 北京示例科技有限公司, 北京市示例区图书馆招聘."""
    return bool(_OTHER.search(token)) or is_employer(token)


def _is_row(line: Line) -> bool:
    """Whether a line is several values side by side, which without blanks would be read as one: 北京本科招2人."""
    parts = [told for part in _TOKENS.split(line.marked) if (told := squeeze(part))]
    values = sum(bool(DAY.fullmatch(part)) or is_brief(part) for part in parts)
    return len(parts) > 1 and values > 0 and not PAY.fullmatch(line.text)


def is_brief(text: str) -> bool:
    """Whether a text is a value that needs no label: 3-5年, 大专, 全职, 北京."""
    told = text.strip(" /|·,，")
    return bool(fields_of(told)) or is_area(told)


def fields_of(text: str) -> tuple[str, ...]:
    """All fields that a text which needs no label may be a value of, the likeliest first."""
    return _fields_of(text) if len(text) <= _LONGEST_BARE else ()


@lru_cache(maxsize=4096)
def _fields_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, pattern in _BARE if pattern.fullmatch(text)))


@lru_cache(maxsize=4096)
def is_area(text: str) -> bool:
    """Whether a text is a town or a district, or one with a place in it: 石家庄, 朝阳·望京, 顺义杨镇."""
    if len(text) > _LONGEST_AREA or not _AREA.match(text):
        return False
    first, *others = _JOINTS.split(text)
    areas = all(_AREA.fullmatch(other) and not field_of_value(other) for other in others)
    return areas and _is_town(first, with_place=True)


def is_town(text: str) -> bool:
    """Whether a text is the name of a town or a district and nothing else."""
    return _is_town(text, with_place=False)


def _is_town(text: str, *, with_place: bool) -> bool:
    found = gazetteer().scan(text)
    if not found or found[0].start:
        return False
    whole = sum(each.end - each.start for each in found) == len(text)
    return whole or (with_place and _SMALL_PLACE.fullmatch(text[found[0].end :]) is not None)


def field_of_value(text: str) -> str:
    """Which field a text that needs no label is a value of: 3-5年, 8-12K; empty where it is none."""
    return next(iter(fields_of(text)), "")


def values_of(words: Iterable[str]) -> dict[str, str]:
    """The first value of each field among words of a text, with what says what it is: 招3人, 月薪6000元."""
    values: dict[str, str] = {}
    for word in words:
        bare = _SAYS.sub("", word)
        if told := next((each for each in (bare, word) if len(each) <= _LONGEST_WORD and _field_of_word(each)), ""):
            values.setdefault(_field_of_word(told), told)
    return values


def _field_of_word(word: str) -> str:
    """Which field a word of a text is a value of; 要求熟悉市政资料 is no place."""
    field = field_of_value(word)
    return ("location_text" if is_area(word) else "") if field in ("", "location_text") else field


def names_place(text: str) -> bool:
    """Whether a text is a city or a district and nothing else."""
    return _PLACE_ALONE.fullmatch(text) is not None


def by_class(tree: Element, title: str, end: Element | None) -> dict[str, str]:
    """Values in elements whose class says what they are, down to the one where other vacancies begin."""
    found: dict[str, str] = {}
    for element in tree.iter("*"):
        if element is end:
            break
        if element.tag not in _VALUES:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if names == " " or len(element) > 4:
            continue
        for name, pattern in _CLASSES.items():
            if name in found or not pattern.search(names):
                continue
            text = squeeze(content(element)).strip("()（）[]【】¥￥ ")
            if _fits(name, text) and text != title:
                found[name] = re.sub(r"^[^:：]{2,6}[:：]\s*", "", text)
    return found


def _fits(name: str, text: str) -> bool:
    if not 2 <= len(text) <= 60 or NO_EMPLOYER.search(text) or _PROMPT.match(text):
        return False
    if name == "salary_text":
        return bool(re.search(r"\d.*[元kK千万月天]|^[1-9]\d{3,4}(?![\d-])|面议", text)) and len(text) < 30
    if name == "employer":
        return is_employer(text)
    return bool(re.search(r"[市区县镇路街号]|北京|上海|广州|深圳", text)) and not re.search(r"[，。；]", text)
