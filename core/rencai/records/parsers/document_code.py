"""机关代字: the letters of an authority before a document's year, cut free of the words before them."""

import re
from functools import cache
from importlib.resources import files

PROVINCES = "京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新蒙内兵穗蓉甬榕邕"
BEIJING_DISTRICTS = "东西朝海丰石门房通顺昌兴怀平密延"

_TAIL = (
    "[政发字函办令文规秘通社能职鉴就调事工资保险监综建税法审批预算金行企农科教会评编培养管人专技考市住房质安计统"
    "督报知议案组干部党团公告备裁复决合]"
)


@cache
def _words(group: str) -> str:
    """The words of one group of `data/document_codes.txt`, as alternatives of a pattern."""
    words: dict[str, list[str]] = {}
    named: list[str] = []
    for line in files("rencai.records").joinpath("data/document_codes.txt").read_text(encoding="utf-8").splitlines():
        if line.endswith(":"):
            named = words.setdefault(line[:-1], [])
        elif not line.startswith("#"):
            named += line.split()
    return "|".join(words[group])


@cache
def _known_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[{PROVINCES}]{{1,2}}|[{BEIJING_DISTRICTS}])(?:{_words('agency')}){_TAIL}{{0,5}}"
        rf"|(?:{_words('central')}){_TAIL}{{0,4}}|(?:{_words('ministry')})[\u4e00-\u9fff]{{0,4}}"
    )


@cache
def _only_lead() -> re.Pattern[str]:
    """Nothing but words that end before a 代字: the figures behind them stand alone, as in 根据〔2024〕12号."""
    return re.compile(rf"(?:{_words('lead')})+")


@cache
def _lead() -> re.Pattern[str]:
    """Everything up to the last word that ends right before a 代字; none of these words occurs inside one."""
    return re.compile(
        rf".*(?:{_words('lead')}|(?:通知|文件|意见|办法|方案|其|规定)中|人社部(?=[京沪津渝财国教]|人社|中办)"
        r"|附[件表][一二三四五六七八九十]?|[公安交通运输文化旅游卫生健康统计审计商务科技司法农业水务](?:部|厅|局))"
    )


# Words that may also begin a 代字 (和县 is 和政发, 将乐县 将政发): cut only before one that is known.
_PROVINCE = re.compile("(?<![北南东])京|[沪渝冀皖闽赣鲁豫鄂湘粤琼黔滇穗甬]")
_LONGEST_UNKNOWN = 9
_A_PLACE = re.compile(r".*[省市区县州盟]")
_SHORT_AND_WHOLE = re.compile(r"[发字号办文函令]{1,2}|[市区县省部委局厅]发|文件|办发|府发")


def code(prefix: str) -> str | None:
    """The 代字 at the end of the text before a year; None where nothing there can be one."""
    qualifier = re.search(r"\([一-鿿]{1,4}\)[一-鿿]{0,3}\s*$", prefix)
    tail = qualifier[0].strip() if qualifier else ""
    word = _last_word(prefix[: qualifier.start()] if qualifier else prefix)
    found = _cut(word)
    return found + tail if found and not found.endswith("证") else None


def _last_word(prefix: str) -> str:
    """The characters after the last blank; where single characters are set apart (京 人 社 发), all of them."""
    parts = prefix.split()
    if not parts or parts[-1].endswith("号"):
        return ""
    word = parts.pop()
    while parts and (len(word) < 2 or len(parts[-1]) == 1):
        word = parts.pop() + word
    return word


def _cut(word: str) -> str | None:
    if is_code(word):
        return word
    if _only_lead().fullmatch(word) or _A_PLACE.fullmatch(word):
        return None
    lead = _lead().match(word)
    rest = word[lead.end() :] if lead else word
    while lead and not _plausible(rest):
        # The last lead word took part of the 代字: try the one before.
        lead = _lead().match(word[: lead.end() - 1])
        rest = word[lead.end() :] if lead else word
    if is_code(rest):
        return rest
    known = (
        _from_province(rest)
        or _after_soft_lead(rest)
        or (None if len(rest) <= _LONGEST_UNKNOWN else _longest_known(rest))
    )
    return known or (rest if _plausible(rest) and len(rest) <= _LONGEST_UNKNOWN else None)


def _from_province(word: str) -> str | None:
    """From the last character that only stands for a province or Beijing, where enough follows it."""
    for match in reversed(list(_PROVINCE.finditer(word))):
        rest = word[match.start() :]
        if match.start() and 3 <= len(rest) <= _LONGEST_UNKNOWN:
            return rest
    return None


def is_code(word: str) -> bool:
    """Whether a word as a whole has the form of a 代字 that is known, and not only of one that may be."""
    return bool(_known_form().fullmatch(word))


def _plausible(word: str) -> bool:
    return len(word) >= 2 and not _SHORT_AND_WHOLE.fullmatch(word)


def _after_soft_lead(word: str) -> str | None:
    for match in re.finditer(r"[函和与以对将在由向经至从又并即原系到用同因于等如除自其该此时均且凡一二三]", word):
        if is_code(word[match.end() :]):
            return word[match.end() :]
    return None


def _longest_known(word: str) -> str | None:
    return next((word[start:] for start in range(1, len(word) - 1) if is_code(word[start:])), None)
