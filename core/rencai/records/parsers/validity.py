"""Whether a document is in force, and from when to when."""

import re
from datetime import date, datetime, timedelta
from functools import partial

from rencai.records.parsers.body import text_of
from rencai.records.parsers.dates import after, read_day, read_expiry
from rencai.records.parsers.document_number import halfwidth
from rencai.records.parsers.terms import Length, Start, Term, only_issue, read_term
from rencai.records.parsers.text import chinese_number
from rencai.records.values import Unreadable, Validity

_WORDS: tuple[tuple[str, Validity], ...] = (
    (
        (
            r"(?:部分|个别|局部|有关|相关|若干)(?:条款|内容|条文|规定)?(?:已经?|被|予以)?(?:失效|有效|废止)"
            r"|条款(?:级|已经?)?(?:失效|废止)"
        ),
        Validity.PARTLY_LAPSED,
    ),
    (r"(?:已|被)?(?:修改|修订|修正)", Validity.AMENDED),
    (r"(?:尚未|仍未|没有|未)(?:被)?(?:失效|废止)", Validity.IN_FORCE),
    (r"废止|作废|废除|撤销|(?i:repealed|abolished)", Validity.REPEALED),
    (
        (
            r"失效|无效|有效期(?:限)?已?(?:届满|满)|过期|过有效期|超期|逾期|到期|期满"
            r"|(?:停止|不再)(?:执行|施行|实施|适用|有效)|(?i:invalid|not valid|(?<!not )expired|no longer|not in force)"
        ),
        Validity.LAPSED,
    ),
    (
        (
            r"有效|现行|生效|在用|(?:继续|(?<!不)在)(?:执行|施行|实施)|(?:执行|施行|实施|使用)中"
            r"|(?i:(?<![a-z])valid|in force)"
        ),
        Validity.IN_FORCE,
    ),
)
_NOTHING = re.compile(r"[\W_]*(?:(?:无|暂无|null)[\W_]*)?")
_NOT_DECIDED = re.compile(
    r"未(?:命中|找到|检索到|查到)|(?:修订|修改|清理)中|正在|尚未(?!失效|废止|被)|未生效|即将|将于|待(?:生效|废止|修改|修订)|拟(?:废止|修改|修订|失效)|(?:有效|失效|废止)[/或](?:废止|失效)"
    r"|(?i:not yet|valid (?:from|to|until|till))"
)
# 有效期至…, 有效期五年, 2025年12月31日失效 and 失效时间：… alone say nothing of today.
_UNTIL = re.compile(
    r"[(,\s]{0,3}(?:有效期限?(?:至|到|截|为|:|[\d一二两三四五六七八九十])|有效(?:至|到|截)|(?:失效|废止|终止)(?:时间|日期)\s?:)[^,;。)]*\)?"
    r"|[(,\s]{0,3}(?<!已于)(?<!已经于)(?<!已)(?:截[止至]|[于自至到])?\s?\d{4}\s?[-./年][\d\s年月日./-]{0,20}(?:底|末|止|起|到期|自动|自行)*(?:失效|废止|有效|到期|期满|届满)\)?$"
)
_MARKED = re.compile(
    r"^[(\[【](?:已|全文)?(?P<word>[^)\]】]{2,8})[)\]】]|[(\[【](?:已|全文)?(?P<last>[^)\]】]{2,6})[)\]】]$"
)
_REPEALED_ON = re.compile(
    r"(?:自|于|已于)?\s?(?P<day>[\d一二三四五六七八九十〇零○]{2,4}\s?年\s?[^年月日]{1,3}\s?月\s?[^年月日]{1,3}\s?日|\d{4}-\d{1,2}-\d{1,2})"
    r"\s?(?:起)?\s?(?:被)?(?:予以)?(?:废止|失效|停止执行)"
)
_LENGTH = re.compile(r"(?:有效期(?:限)?(?:为|:)?)?\s?(?P<number>[\d一二两三四五六七八九十]{1,3})\s?(?P<unit>年|个月)")


def read_validity(validity_text: str = "", title: str = "") -> Validity | None:
    """有效性 by its field, else by a mark such as （已废止） at either end of the title."""
    text = halfwidth(validity_text).strip()
    if not _NOTHING.fullmatch(text):
        decided = _UNTIL.sub("", text)
        if _NOT_DECIDED.search(decided) or not decided.strip():
            raise Unreadable("not_decided")
        known = _answer(decided) or _word(decided)
        if known is None:
            raise Unreadable("unknown_word")
        return known
    mark = _MARKED.search(halfwidth(title).strip())
    return _word(mark["word"] or mark["last"], whole=True) if mark else None


def _answer(text: str) -> Validity | None:
    """是否有效:是, 是否废止:否, or the answer alone."""
    label, _, answer = text.rpartition(":")
    if answer.strip() not in {"是", "否"}:
        return None
    asks_for_end = re.search("废止|失效", label) is not None
    return Validity.IN_FORCE if (answer.strip() == "是") is not asks_for_end else Validity.LAPSED


def _word(text: str, *, whole: bool = False) -> Validity | None:
    match = re.fullmatch if whole else re.search
    return next(
        (validity for pattern, validity in _WORDS if match(rf"(?:已|已经|全文|现行)?(?:{pattern})", text)), None
    )


def read_effective(
    effective_text: str,
    body_text: str,
    body_html: str,
    written_text: str,
    seen: datetime,
    published_text: str = "",
) -> date | None:
    """Day from which it is in force: its field, else the last sentence of the body that says so of itself.

    What counts from the day of issue (自发布之日起) counts from that of writing, else from that of publication.
    """
    body = halfwidth(text_of(body_html, body_text))
    return _started(effective_text, body, (written_text, published_text), seen)


def _started(effective_text: str, body: str, issued: tuple[str, ...], seen: datetime) -> date | None:
    text = halfwidth(effective_text).strip()
    if not _NOTHING.fullmatch(text):
        start = next(iter(read_term(text).starts), None) or only_issue(text)
        return _first_day(start, issued, seen) if start else read_day(text, seen)
    starts = read_term(body).starts
    return _first_day(starts[-1], issued, seen) if starts else None


def _first_day(start: Start, issued: tuple[str, ...], seen: datetime) -> date | None:
    if start.day:
        return read_day(start.day, seen)
    texts = issued if start.public else issued[:1]
    day = next((day for text in texts if (day := read_day(text, seen))), None)
    if day is None:
        raise Unreadable("no_day_of_issue")
    return after(day, _number(start.delay), _unit(start.unit)) if start.delay else day


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def read_repealed(
    repealed_text: str,
    validity_text: str,
    body_text: str,
    body_html: str,
    seen: datetime,
    effective_text: str = "",
    *issued: str,
) -> date | None:
    """Day on which it goes out of force: its field, the words beside its validity, or what its body says of its end.

    A term (有效期三年) counts from the day it is in force, which may be that of writing or else of publication: the two
    texts of `issued`.
    """
    body, validity = halfwidth(text_of(body_html, body_text)), halfwidth(validity_text)
    started = partial(_started, effective_text, body, issued, seen)
    text = halfwidth(repealed_text).strip()
    if match := _LENGTH.fullmatch(text):
        return _last_day(Length(match["number"], match["unit"]), started())
    if not _NOTHING.fullmatch(text):
        return read_expiry(text, "", seen)
    if match := _REPEALED_ON.search(validity):
        return read_day(match["day"], seen)
    terms = (read_term(said) for said in (validity, halfwidth(effective_text), body))
    term = next((term for term in terms if term.ends or term.lengths), None)
    if term is None:
        return None
    return _end(term, seen) if term.ends else _last_day(term.lengths[-1], started())


def _end(term: Term, seen: datetime) -> date | None:
    """The last end of the document as a whole, else the one that all its parts have."""
    if term.sure:
        return read_expiry(term.sure[-1], "", seen)
    days = {read_expiry(span, "", seen) for span in term.ends}
    if len(days) > 1:
        raise Unreadable("several_days")
    return days.pop()


def _last_day(length: Length, first: date | None) -> date | None:
    """The last day of a length of time in force; None where its first is not known."""
    return after(first, _number(length.number), _unit(length.unit)) - timedelta(days=1) if first else None


def _unit(text: str) -> str:
    return "工作日" if "工作日" in text else text[-1]
