"""Whether a document is in force, and from when to when."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

from rencai.records.parsers.body import text_of
from rencai.records.parsers.dates import read_day
from rencai.records.parsers.days import add_months
from rencai.records.parsers.document_number import halfwidth
from rencai.records.parsers.text import chinese_number
from rencai.records.values import Unreadable, Validity

_WORDS: tuple[tuple[str, Validity], ...] = (
    (
        (
            r"(?:部分|个别|局部|有关|相关|若干)(?:条款|内容|条文|规定)?(?:已经?|被|予以)?(?:失效|有效|废止)"
            r"|条款(?:已经?)?(?:失效|废止)"
        ),
        Validity.PARTLY_LAPSED,
    ),
    (r"(?:已|被)?(?:修改|修订|修正)", Validity.AMENDED),
    (r"(?:尚未|仍未|没有|未)(?:被)?(?:失效|废止)", Validity.IN_FORCE),
    (r"废止", Validity.REPEALED),
    (r"失效|无效|过期|到期|期满|(?:停止|不再)(?:执行|施行|实施|适用|有效)", Validity.LAPSED),
    (r"有效|现行|生效|在用", Validity.IN_FORCE),
)
_NOTHING = re.compile(r"[\W_]*(?:无|暂无|null)?[\W_]*")
_NOT_DECIDED = re.compile(
    r"尚未(?!失效|废止|被)|未生效|待(?:生效|废止|修改|修订)|拟(?:废止|修改|修订)|(?:有效|失效|废止)[/或](?:废止|失效)|有效期(?:至|到|截|为|:)"
)
_MARKED = re.compile(
    r"^[(\[【](?:已|全文)?(?P<word>[^)\]】]{2,8})[)\]】]|[(\[【](?:已|全文)?(?P<last>[^)\]】]{2,6})[)\]】]$"
)
_DAY = (
    r"(?:[\d一二三四五六七八九十〇零○]{2,4}\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
    r"|\d{4}-\d{1,2}-\d{1,2})"
)
_COMES = r"(?:正式|开始)*(?:施行|执行|实施|生效|试行|实行)"
_COMES_INTO_FORCE = re.compile("(?:施行|执行|实施|生效|试行|实行)(?!以来|后|前|的)")
# 自2024年2月18日施行, and without 自: (2024年2月18日起施行), 本办法于2015年2月1日起施行.
_FROM_DAY = re.compile(
    rf"(?:[自从]\s?(?P<day>{_DAY})\s?(?:零时|0时)?\s?起?|(?<![自从日至\d])\s?(?P<bare>{_DAY})\s?起)\s?(?:正式|开始)*\w\w$"
)
_LONGEST = 36
_FROM_ISSUE = re.compile(
    r"自?\s?(?:印发|发布|公布|颁布|下发|发文|公告|签发|"
    r"成文)之日(?:起)?\s?(?:(?P<days>[\d一二三四五六七八九十]{1,3})\s?日后)?\s?(?:起)?\s?" + _COMES
)
_QUOTED = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)?》")
_LONGEST_BEHIND = 60
_NUMBER_BEHIND = re.compile(r"\([^()]{2,40}号\)$")
_REPEALED_ON = re.compile(rf"(?:自|于|已于)?\s?(?P<day>{_DAY})\s?(?:起)?\s?(?:被)?(?:予以)?(?:废止|失效|停止执行)")
_SPAN = rf"(?:自|从)?\s?{_DAY}\s?起?\s?(?:至|到|-)\s?"
_UNTIL = re.compile(
    rf"(?:有效期(?:限)?(?:为|至|到|截至|截止到?|至到|:)*\s?(?:{_SPAN})?"
    rf"|(?:施行|执行|实施|试行)(?:期限)?(?:至\s?(?:{_SPAN})?|期限(?:为|:)?\s?{_SPAN})|期至"
    rf"|(?:施行|执行|实施|试行|实行),\s?(?:有效期[^,。]{{2,6}},\s?)?至)\s?(?P<day>{_DAY})(?!\s?起)"
)
# 自2024年1月1日起施行，有效期5年 lapses the day before its anniversary.
_IN_FORCE_FOR = re.compile(
    r"(?:施行|执行|实施|生效|试行|实行)(?:[,;。]\s?|\s)?(?:本[一-鿿]{2,4})?(?:试行|有效)期(?:限)?(?:暂定)?(?:为|是)?\s?"
    r"(?P<years>[\d一二两三四五六七八九十]{1,2})\s?年(?!\s?[\d一二三四五六七八九十]{1,3}\s?月)"
)
_YEARS = re.compile(r"(?:有效期(?:限)?(?:为|:)?)?\s?(?P<years>[\d一二两三四五六七八九十]{1,2})\s?年")


def read_validity(validity_text: str = "", title: str = "") -> Validity | None:
    """有效性 by its field, else by a mark such as （已废止） at either end of the title."""
    text = halfwidth(validity_text).strip()
    if not _NOTHING.fullmatch(text):
        if _NOT_DECIDED.search(text):
            raise Unreadable("not_decided")
        if text in {"是", "否"}:
            return Validity.IN_FORCE if text == "是" else Validity.LAPSED
        known = _word(text)
        if known is None:
            raise Unreadable("unknown_word")
        return known
    mark = _MARKED.search(halfwidth(title).strip())
    return _word(mark["word"] or mark["last"], whole=True) if mark else None


def _word(text: str, *, whole: bool = False) -> Validity | None:
    match = re.fullmatch if whole else re.search
    return next(
        (validity for pattern, validity in _WORDS if match(rf"(?:已|已经|全文|现行)?(?:{pattern})", text)), None
    )


def read_effective(
    effective_text: str, body_text: str, body_html: str, written_text: str, seen: datetime
) -> date | None:
    """Day from which it is in force: its field, else the last sentence of the body that says so of itself."""
    text = halfwidth(effective_text).strip()
    if not _NOTHING.fullmatch(text):
        return _from_sentence(text, written_text, seen) or read_day(text, seen)
    body = _unquoted(halfwidth(text_of(body_html, body_text)))
    found = [*_days_in_force(body), *(_FROM_ISSUE.finditer(body) if "之日" in body else ())]
    own = [match for match in found if not _of_another(body, match.start())]
    if not own:
        return None
    last = max(own, key=lambda match: match.start())
    return _from_sentence(last[0], written_text, seen)


@lru_cache(maxsize=4)
def _unquoted(body: str) -> str:
    """A text without the titles that it quotes."""
    return _QUOTED.sub("《》", body)


def _days_in_force(text: str) -> Iterator[re.Match[str]]:
    """Each day from which something is said to be in force."""
    for word in _COMES_INTO_FORCE.finditer(text):
        if match := _FROM_DAY.search(text, max(0, word.start() - _LONGEST), word.end()):
            yield match


def _of_another(body: str, start: int) -> bool:
    """Whether the subject of the clause is a quoted document: 《…》自…起施行."""
    before = _NUMBER_BEHIND.sub("", body[max(0, start - _LONGEST_BEHIND) : start].rstrip(" ,"))
    return before.endswith("》") and not before.endswith("本《》")


def _from_sentence(text: str, written_text: str, seen: datetime) -> date | None:
    if match := next(_days_in_force(text), None):
        return read_day(match["day"] or match["bare"], seen)
    if (match := _FROM_ISSUE.search(text)) and written_text.strip():
        written = read_day(written_text, seen)
        return written + timedelta(days=_number(match["days"])) if written else None
    return None


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def read_repealed(
    repealed_text: str,
    validity_text: str,
    body_text: str,
    body_html: str,
    seen: datetime,
    effective_text: str = "",
    written_text: str = "",
) -> date | None:
    """Day on which it goes out of force: its field, the words beside its validity, or what its body says of its end.

    A term (有效期三年) counts from the day it is in force.
    """
    started = partial(read_effective, effective_text, body_text, body_html, written_text, seen)
    text = halfwidth(repealed_text).strip()
    if match := _YEARS.fullmatch(text):
        return _after_years(match["years"], started())
    if not _NOTHING.fullmatch(text):
        return read_day(text, seen)
    if match := _REPEALED_ON.search(halfwidth(validity_text)):
        return read_day(match["day"], seen)
    body = _unquoted(halfwidth(text_of(body_html, body_text)))
    if "期" not in body and "至" not in body:
        return None
    ends = [match for match in _UNTIL.finditer(body) if not _of_another(body, match.start())]
    if ends:
        return read_day(ends[-1]["day"], seen)
    terms = list(_IN_FORCE_FOR.finditer(body))
    return _after_years(terms[-1]["years"], started()) if terms else None


def _after_years(years: str, first: date | None) -> date | None:
    """The last day of a number of years in force; None where its first is not known."""
    return add_months(first, 12 * _number(years)) - timedelta(days=1) if first else None
