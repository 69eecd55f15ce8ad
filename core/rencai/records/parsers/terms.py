"""What a document says of its own term: from which day, until which day or for how long it is in force.

Each sentence is read for starts (自…起施行, 自发布之日起), ends (有效期至…, 执行至…, …自动失效) and lengths (有效期
五年, 试行一年). Each counts only where the document speaks of itself: what is said of another document, of single
provisions (第九条自…起施行), of certificates, lists and contracts is left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Start(NamedTuple):
    """The first day in force: as written, or the day of issue where `day` is empty, some time after it."""

    day: str
    public: bool = False
    """The day of issue is that of publication (发布, 公布), not only of signing or sending."""
    delay: str = ""
    unit: str = ""


class Length(NamedTuple):
    """How long it is in force: 3 年, 六 个月."""

    number: str
    unit: str


class Term(NamedTuple):
    """All that a text says of its own term, in order; the `sure` ends are those of the document as a whole."""

    starts: tuple[Start, ...]
    ends: tuple[str, ...]
    sure: tuple[str, ...]
    lengths: tuple[Length, ...]


_HAN = "[一-鿿]"
_PART = r"[\d一二三四五六七八九十]{1,3}"
_YEAR = r"[\d一二三四五六七八九十〇零○◯Oo]{2,4}"
_COUNT = r"[\d一二两三四五六七八九十百]{1,4}"
_DAY = rf"(?:{_YEAR}\s?年\s?{_PART}\s?月\s?{_PART}\s?[日号]|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})"
_FULL_YEAR = r"(?:\d{4}|[一二三四五六七八九〇零○]{4})\s?年"
_LAST = rf"(?:{_DAY}|{_FULL_YEAR}\s?(?:{_PART}\s?月\s?份?)?\s?(?:底|末)?(?!\s?[\d一二三四五六七八九十]))"
_UNIT = r"(?:周?年|个月|月|个?工作日|日|天)"
_NO_DATE = rf"(?!\s?(?:{_PART}\s?[月日]|[内度代份底末来多余]|以上|以来|之后|后))"

_PUBLIC = "(?:发布|公布|公告|颁布|通告)"
_ISSUED = rf"(?:{_PUBLIC}|印发|下发|发文|签发|签署|成文|颁发|发出|印制)"
_OWN_NAME = rf"(?:本{_HAN}{{1,6}}?|文件|通知)?"
_ISSUE = (
    rf"(?:(?:[自从由]\s?{_OWN_NAME})?(?P<issued>{_ISSUED})(?:之日|日|当日|当天)\s?(?:算?起|开始)?"
    rf"|[自从]\s?{_OWN_NAME}(?P<issued_briefly>{_ISSUED})(?=起|后|满?\s?{_COUNT}\s?(?:日|天)后)|(?:[自从]\s?)?即日)"
)
_DELAY = rf"(?:\s?满?\s?(?P<delay>{_COUNT})\s?(?P<unit>个?工作日|日|天|个?月)\s?(?:以后|之后|后|起))?"
_BEGUN = rf"(?:{_DAY}|(?:[自从]\s?)?(?:{_OWN_NAME}{_ISSUED}(?:之日|日)|即日|{_OWN_NAME}(?:施行|执行|实施|生效)之日))"
_FROM = rf"(?:[自从]\s?)?{_BEGUN}\s?(?:起|开始)?\s?(?:至|到|-)\s?"
_LAST_THEN = rf"(?:{_LAST}|{_PART}\s?月\s?{_PART}\s?日)"
_UNTIL = rf"(?P<span>{_FROM}{_LAST_THEN}|{_LAST})"

_VERB = "(?:施行|执行|实施|生效|试行|实行|暂行|适用)"
_ADVERB = "(?:正式|开始|全面|统一|一并|同时|同步|予以|依法|贯彻|遵照|组织)*"
_WHERE = rf"(?:[在于]{_HAN}{{2,12}}?|按照?本{_HAN}{{1,6}}?)?"
# What has an object tells of something else (执行新的收费标准, 实施调整), as does 自…起施行的《旧办法》.
_INTRANSITIVE = (
    f"(?:(?!{_HAN})|(?=有效|[至到](?!今)|截|[原并止期由与第]|同时|为期|试行|暂|本|特此"
    f"|[一二两三四五六七八九十半]+(?:年|个月)))"
)
_IN_FORCE = rf",?\s?{_WHERE}{_ADVERB}{_VERB}{_INTRANSITIVE}"
_HOUR = r"\s?(?:零时|零点|0时|0?0:00)?\s?"
_START = re.compile(
    rf"(?:(?:(?:[自从]|本{_HAN}{{1,8}}?于)\s?(?P<day>{_DAY}){_HOUR}(?:起|开始)?|(?<![自从至到\d])(?P<bare>{_DAY}){_HOUR}起)"
    rf"|{_ISSUE}{_DELAY}\s?起?)(?:\s?{_IN_FORCE}|(?P<merely>(?<=起))\s?,?\s?(?=有效|{_COUNT}\s?(?:年|个月)内?有效))"
)
_FIELD = re.compile(rf"\W*{_ISSUE}{_DELAY}\s?起?\W*")

_LABEL = r"(?:暂定|调整|延长|顺延|延续|截止|截至|[为是自从至到:,]|\s)*"
_ENDS = (
    re.compile(rf"有效期限?{_LABEL}(?:{_COUNT}\s?年\s?[,(]?\s?{_LABEL})?{_UNTIL}(?!\s?起)"),
    re.compile(rf"{_VERB}(?:期限|期间|期|时间|时限){_LABEL}{_UNTIL}(?!\s?起)"),
    re.compile(
        rf"{_VERB}[,\s]*(?:有效期限?为?\s?{_COUNT}\s?年\s?[,\s]*)?(?:暂定?|截止?)?(?:至|到)\s?{_UNTIL}(?!\s?起)"
    ),
    re.compile(
        rf"(?P<span>{_FROM}{_LAST_THEN})"
        rf"\s?(?:止|期间|内|,|\s)*{_ADVERB}(?:{_VERB}{_INTRANSITIVE}|有效(?!期))"
    ),
    re.compile(rf"(?P<span>{_DAY})\s?[以之]?前\s?有效(?!期)"),
)
_STOPS = re.compile(
    rf"(?:[自从于至到]\s?)?(?P<span>{_DAY})\s?[起后止]?\s?(?:自动|自行|自然|即行|同时|予以|到期|正式|即)*"
    r"(?:失效|废止|终止|停止(?:执行|施行|实施)|不再(?:执行|施行|有效))(?!的)"
)
_LENGTH = re.compile(
    rf"(?:有效期限?|(?:试行|暂行|执行|施行|实施|实行)(?:期限|期|时间|时限)|为期)"
    rf"(?:暂定|暂|为|是|:|共|\s|{_BEGUN}起?(?:计算)?)*(?P<number>{_COUNT})\s?(?P<unit>{_UNIT}){_NO_DATE}"
)
# Only right behind a start: 自…起试行一年, 自…起五年内有效.
_LENGTHS_BEHIND = (
    re.compile(rf"(?:试行|暂行|执行|施行|实施|实行|有效)\s?(?P<number>{_COUNT})\s?(?P<unit>周?年|个月){_NO_DATE}"),
    re.compile(rf"起\s?(?P<number>{_COUNT})\s?(?P<unit>周?年|个月)内?有效"),
)

_QUOTED = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)?》")
# A text without full stops, as a table's, is taken in pieces: what is compared within a sentence stays little.
_SENTENCE = re.compile(r"[^。;!?]{1,1000}")
_TELLS = re.compile("施行|执行|实施|生效|试行|实行|暂行|适用|有效|失效|废止|终止|停止")
_TIME = re.compile(r"[年月日]|\d[-./]\d")
_ADVERBS_BEHIND = re.compile("(?:暂定?|将|继续|延续|一律|均|仍|可|应|其)*$")
_CLAUSE_BEGINS = ",:(\n"
_QUOTES = " \n\t\u3000\"'“”‘’「」『』"
_ITEM = re.compile(r"^(?:第?[一二三四五六七八九十百\d]+(?:条|[、.)])|[-•·*#]+)?\s*")
_NUMBER_BEHIND = re.compile(r"\([^()]{2,40}号\)$")
_MADE_KNOWN = re.compile(r"(?:现|兹)[^,。]{0,20}(?:公布|发布|印发|颁布|通告)[^,。]{0,6}《》$")
_PROVISION = re.compile(r"第[一二三四五六七八九十百\d]+[条款项章节][^,]{0,16}$")
_OLD = re.compile("^(?:原|旧)")
_WILL = re.compile(r"[将已]?于?\s?$")
_PAPER = re.compile("(?:证书?|许可|资格|资质|合同|协议|名单|结果|称号|批件|文书|牌照|执照)$")
_LINE = re.compile(rf"\W*有效期限?\W*{_COUNT}\s?{_UNIT}\W*")
_KINDS = (
    "(?:办法|规定|通知|意见|细则|政策|措施|方案|公告|通告|文件|标准|条例|规则|决定|指南|规范|目录|清单|批复|制度|章程|规程"
    "|守则|计划|准则|决议|命令|预案|规划|导则|手册|条款|指引|价格|名录|法|令|函)"
)
_ITSELF = re.compile(
    rf"(?:本|该|此|上述|以上|这些?)(?:《》|[^,]{{0,24}}?{_KINDS})(?:的|之|规定)?$"
    rf"|^(?:优惠|扶持|奖励|补贴|支持)?(?:政策|文件|办法|通知|公告|措施|规定|意见|细则)的?$"
)
_THIS = re.compile(f"(?:本|该|此|上述|以[上下])(?:《》|{_HAN}{{1,16}})$")


def only_issue(text: str) -> Start | None:
    """The start of a text that is nothing but 自发布之日起 or 公布之日起三十日后."""
    match = _FIELD.fullmatch(text)
    return _start(match) if match else None


@lru_cache(maxsize=4)
def read_term(text: str) -> Term:
    """All that a half-width text says of its own term."""
    starts: list[Start] = []
    ends: list[tuple[str, bool]] = []
    lengths: list[Length] = []
    begun = False
    for sentence in _sentences(_QUOTED.sub("《》", text)):
        own = [match for match in _START.finditer(sentence) if _starts_itself(sentence, match)]
        starts += [_start(match) for match in own]
        ends += _ends(sentence, own, begun=begun)
        lengths += _lengths(sentence, own, begun=begun)
        begun = bool(own)
    sure = tuple(span for span, whole in ends if whole)
    return Term(tuple(starts), tuple(span for span, _ in ends), sure, tuple(lengths))


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if _TELLS.search(match[0]) and _TIME.search(match[0]):
            yield match[0]


def _start(match: re.Match[str]) -> Start:
    groups = match.groupdict()
    if day := groups.get("day") or groups.get("bare"):
        return Start(day)
    issued = groups["issued"] or groups["issued_briefly"] or ""
    return Start("", bool(re.fullmatch(_PUBLIC, issued)), groups["delay"] or "", groups["unit"] or "")


def _clause(sentence: str, place: int) -> str:
    """The words between the last comma and a place, without an item's number before and 将, 暂定 behind them."""
    begins = max(sentence.rfind(mark, 0, place) for mark in _CLAUSE_BEGINS) + 1
    return _ADVERBS_BEHIND.sub("", _ITEM.sub("", sentence[begins:place].strip(_QUOTES)))


def _of_another(sentence: str, place: int) -> bool:
    """Whether what stands before a place is another document, an old one or a single provision."""
    before = _NUMBER_BEHIND.sub("", _WILL.sub("", sentence[:place]).rstrip(" ,")).rstrip()
    if before.endswith("》") and not before.endswith(("本《》", "此《》", "该《》")):
        return not _MADE_KNOWN.search(before)
    clause = _clause(sentence, place)
    return any(pattern.search(clause) for pattern in (_PROVISION, _OLD, _PAPER))


def _starts_itself(sentence: str, match: re.Match[str]) -> bool:
    """自2024年…起施行 is said of the document unless another is named; rights and papers, too, begin 自公告之日起."""
    clause = _clause(sentence, match.start())
    dated = match["day"] or match["bare"]
    if not clause or (dated and match["merely"] is None):
        return not _of_another(sentence, match.start())
    named = _ITSELF.search(clause) or (match[0].startswith(("自", "从", "由")) and _THIS.search(clause))
    return bool(named) and not _PAPER.search(clause)


def _ends(sentence: str, starts: list[re.Match[str]], *, begun: bool) -> Iterator[tuple[str, bool]]:
    """Each end with whether it is that of the document as a whole."""
    found = [match for pattern in _ENDS for match in pattern.finditer(sentence)]
    for match in sorted(found, key=lambda each: each.start()):
        line = sentence[sentence.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _said_of_itself(sentence, match.start(), starts, alone=begun or not _ITEM.sub("", line.strip())):
            own_clause = _clause(sentence, match.start()).startswith("本")
            yield match["span"], own_clause or any(each.start() < match.end("span") for each in starts)
    for match in _STOPS.finditer(sentence):
        clause = _clause(sentence, match.start())
        after_start = not clause and any(each.end() <= match.start() for each in starts)
        if after_start or (clause.startswith("本") and _ITSELF.search(clause)):
            yield match["span"], True


def _lengths(sentence: str, starts: list[re.Match[str]], *, begun: bool) -> Iterator[Length]:
    for match in _LENGTH.finditer(sentence):
        begins, ends = sentence.rfind("\n", 0, match.start()) + 1, sentence.find("\n", match.end())
        line = sentence[begins : ends if ends >= 0 else len(sentence)]
        if _said_of_itself(sentence, match.start(), starts, alone=begun or bool(_LINE.fullmatch(line))):
            yield Length(match["number"], match["unit"])
    for pattern in _LENGTHS_BEHIND:
        for match in pattern.finditer(sentence):
            if any(each.start() <= match.start() <= each.end() for each in starts):
                yield Length(match["number"], match["unit"])


def _said_of_itself(sentence: str, place: int, starts: list[re.Match[str]], *, alone: bool) -> bool:
    """Whether what stands at a place is said of the document: by its clause's subject, else by what is said before."""
    if any(each.start() <= place <= each.end() for each in starts):
        return True
    clause = _clause(sentence, place)
    if clause:
        return bool(_ITSELF.search(clause))
    return (alone or bool(starts)) and not _of_another(sentence, place)
