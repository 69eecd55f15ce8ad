"""When a page was published: metadata, labels, a line near the title, the address, scripts, the signature."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from rencai_crawler.pages import furniture
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.page import Page, meta

DAY = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s?(?:[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)|年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"(?:\s*(?:[（(]?星期.[)）]?)?\s*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_SPAN = re.compile(rf"{DAY.pattern}\s*[至到~～—–]+\s*{DAY.pattern}")
_SPLIT_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s+(\d{1,2})\s?[/-]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s+((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.-])(\d{2})-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])(?![\d-])")
_YEAR_LAST = re.compile(
    r"(?:Date:?\s*)?(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|[12]\d|3[01])[/.-]((?:19|20)\d{2})", re.IGNORECASE
)
_MONTHS_A_YEAR = 12
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ENGLISH_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})\s+{_MONTH}|{_MONTH}\s+(\d{{1,2}}))(?:st|nd|rd|th)?,?\s+"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?((?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，。；]|(?:面试|考试|报名|体检|截止|公示|开始|结束)[^，。]{0,6}[:：]")
_GOES_ON = re.compile(r"\s*[起前后至到之（(]?[\u4e00-\u9fff]")
_LONGEST_NAME = 12
_PIECE_OF_DAY = re.compile(r"[\d\s:：/.年月日-]{1,12}")
SHORT_DAY = re.compile(
    r"(?<![\d.-])(?:0?[1-9]|1[0-2])(?:-|月)(?:0?[1-9]|[12]\d|3[01])日?(?:\s*\d{1,2}[:：]\d{2})?"
    r"(?![\d.-]|\s*[万千元人名位岁年个天kKwW薪/～~至])"
)
_RECENT = re.compile(r"(?:今天(?!是)|昨天|前天|刚刚|\d{1,4}\s?(?:分钟|小时|天)前)(?:\s*\d{1,2}[:：]\d{2})?")
_ABOUT_PAGE = re.compile(r"发布|发表|发稿|更新|时间|日期|来源|作者|编辑|阅读|浏览|点击")
SENTENCE = re.compile("[，。；]")
_OF_PAGE = re.compile(r"发布|发表|发稿|日期|时间|来源|\d[:：时]\s?\d{2}")
_NUMBERS = re.compile(r"\d+")
_RIGHT_ABOVE, _LONGEST_STAMP, _BRIEF = 6, 120, 30
_RELEASED = re.compile(
    rf"(?:(?:发布|发稿|更新|上传|录入|公布)(?:时间|日期)?\s*[:：]|(?:发布|发表)于|posted\s*@)\s*({DAY.pattern})",
    re.IGNORECASE,
)
_RELEASE = re.compile("(?:发布|发稿|更新|上传|录入|公布)(?:时间|日期)")
_STAMPED = re.compile(rf"(?:时间|日期)\s*[:：]\s*({DAY.pattern})(?<=:\d\d)")
"""A line below a text that is nothing but the day with its time."""
_IN_SCRIPT = re.compile(
    r"""\b(?:ct|oriCreateTime|createTime|publish_?[tT]ime|pubDate|pubTime)["']?\s*[:=]\s*["']?"""
    r"""(\d{10}(?!\d)|(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)"""
)
"""A day that only a script knows, as on pages of WeChat."""
_OTHER_DAY = re.compile(
    r"(?:成\s*文|生\s*效|废\s*止|实\s*施|施\s*行|失\s*效|发\s*文|印\s*发|签\s*发|生\s*成|"
    r"截\s*[止至]|到\s*期|有\s*效|报\s*名)\s*(?:日?\s*期|时\s*间)"
)
_TODAY = re.compile(r"(?:今天|今日|现在)(?:时间|日期)?\s*(?:是|为|[:：])|当前(?:时间|日期)|农历|(?<!\d)\d{1,2}\s?℃")
"""What a box at the head of all pages of a site says: 今天是2024年5月6日 星期一 晴 25℃."""
_OF_SOMETHING = re.compile(
    rf"{_OTHER_DAY.pattern}|{SENTENCE.pattern}|更新|修改|修订|编辑于|今天|今日|星期|当前|开始|结束|开展|举办|活动|会议"
)
"""Beside a day, that it is not the one of publication."""
_CELLS = frozenset({"td", "th", "li"})
_IN_URL = re.compile(
    r"(?:[/_-]t?|/)((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[_.\-?]|/[^/]*$|$)"
)
_META_DAY = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "og:release_date",
    "datepublished", "publish-date", "dc.date", "dc.date.issued", "releasedate", "createdate", "date",
    "firstpublishedtime", "_pubtime", "pubtime", "og:time", "apub:time", "bytedance:published_time",
)  # fmt: skip
SIGNED_DAY = re.compile(
    r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|"
    r"[二一][〇零○OО0九][〇零○OО0一二三四五六七八九]{2}年[一二三四五六七八九十元]{1,2}月[一二三四五六七八九十]{1,3}日|"
    r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
)


def find_day(
    page: Page,
    found: dict[str, str],
    header: dict[str, str],
    before: Sequence[Line],
    inside: Sequence[Line],
    after: Sequence[Line] = (),
    head: Sequence[Line] = (),
) -> str:
    """The day of publication as the page writes it: metadata, its label, a line near the title, its address.

    Metadata that name another day than the line right above the text are those of a template, or of a later edition.
    `head` are the lines between the title and the text.
    """
    told = meta(found, _META_DAY)
    if told and DAY.search(told):
        shown = _day_right_above(before)
        return shown if shown and not _is_same_day(shown, told) else told
    labelled = header.get("published_text", "")
    if match := DAY.search(labelled):
        return match[0]
    if shown := _day_told(head[:_RIGHT_ABOVE]) or day_above(before) or _day_below(after):
        return shown
    timed = page.tree.xpath("string((//time/@datetime)[1])") or page.tree.xpath("string((//time)[1])")
    if match := DAY.search(timed):
        return timed if len(timed) < 40 else match[0]
    if match := _IN_URL.search(page.url):
        return "-".join(match.groups())
    short = SHORT_DAY.search(labelled) or _RECENT.search(labelled)
    return (
        ("" if short else labelled)
        or _scripted_day(page.text)
        or (short[0] if short else header.get("written_text", ""))
        or _signed_day(inside)
        or _day_of_letter(inside)
        or _vague_day_above(before)
    )


def _scripted_day(text: str) -> str:
    match = _IN_SCRIPT.search(text)
    if match is None or not match[1].isdecimal():
        return match[1] if match else ""
    return beijing_day(int(match[1]))


def beijing_day(seconds: int) -> str:
    """Day and time in Beijing of a number of seconds since 1970."""
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S")


def _day_right_above(before: Sequence[Line]) -> str:
    """The day on the nearest of the last lines above the text, where nothing says that it is another's."""
    near = [None, *before[-_RIGHT_ABOVE:]]
    for above, line in reversed(list(pairwise(near))):
        if line is None or line.in_link or len(line.text) >= _LONGEST_STAMP:
            continue
        if match := DAY.search(line.text):
            told = above.text + line.text if above is not None and above.text.endswith(("：", ":")) else line.text
            other = _OF_SOMETHING.search(told) or _SPAN.search(told) or not _OF_PAGE.search(told)
            return "" if other else match[0]
    return ""


def _is_same_day(one: str, other: str) -> bool:
    return [int(part) for part in _NUMBERS.findall(one)[:3]] == [int(part) for part in _NUMBERS.findall(other)[:3]]


def day_above(before: Sequence[Line]) -> str:
    """The day on the line nearest above the text that is about the page; failing that, on any; or in pieces."""
    near = [line for line in before[-25:] if not line.in_link and len(line.text) < 160]
    return _day_told(near[::-1]) or _pieced_day(near) or _other_day(near)


def _day_told(near: Sequence[Line]) -> str:
    """The day on the first of the lines that is about the page; failing that, on any."""
    dated = [(line.text, match[0]) for line in near if not line.in_link and (match := DAY.search(line.text))]
    dated = [(text, day) for text, day in dated if not any(each.search(text) for each in (_OTHER_DAY, _SPAN, _TODAY))]
    about = [day for text, day in dated if _is_about_page(text)]
    return next(iter(about), "") or next((day for _, day in dated), "")


def _is_about_page(text: str) -> bool:
    """Whether a line tells of the page: no sentence, or a longer line with labels that is no summary."""
    if len(text) <= _BRIEF:
        return not SENTENCE.search(text)
    labelled = ":" in text or "：" in text or not SENTENCE.search(text)
    return labelled and bool(_ABOUT_PAGE.search(text)) and "摘要" not in text[:4]


def _pieced_day(near: Sequence[Line]) -> str:
    """A day of which year and day stand apart: 2019 09/07, or 07 2019-09; in one line or in several."""
    texts: list[str] = []
    for line in [*near, None]:
        told = squeeze(line.marked.replace(EDGE, " ")) if line is not None else ""
        if line is not None and _PIECE_OF_DAY.fullmatch(told):
            texts.append(told)
            continue
        texts.append(told)
        whole = " ".join(texts)
        if match := _SPLIT_DAY.search(whole):
            return f"{match[1]}-{match[2]}-{match[3]}"
        if match := _DAY_FIRST.search(whole):
            return f"{match[2]}-{match[3]}-{match[1]}"
        texts = []
    return ""


def _short_year_day(near: Sequence[Line]) -> str:
    """A day whose year has two digits, on a line with nothing but buttons beside it: 10-11-15 【打印】."""
    for line in reversed(near):
        match = _SHORT_YEAR.search(line.text)
        if match and furniture.is_furniture(_SHORT_YEAR.sub("", line.text)):
            return f"20{match[1]}-{match[2]}-{match[3]}"
    return ""


def _other_day(near: Sequence[Line]) -> str:
    """A day whose year has two digits, or whose month has an English name."""
    return _short_year_day(near) or _english_day(near) or _year_last_day(near)


def _english_day(near: Sequence[Line]) -> str:
    """16 May 2024, as sites made of templates write it."""
    for line in reversed(near):
        match = _ENGLISH_DAY.search(line.text) if len(line.text) < _LONGEST_STAMP else None
        if match:
            month = _MONTHS.index((match[2] or match[3]).lower()) + 1
            return f"{match[5]}-{month:02d}-{int(match[1] or match[4]):02d}"
    return ""


def _year_last_day(near: Sequence[Line]) -> str:
    """07/19/2024, as templates from abroad write it; the month stands first unless it can be none."""
    found = (_YEAR_LAST.fullmatch(line.text) for line in reversed(near))
    for match in filter(None, found):
        first, second = int(match[1]), int(match[2])
        month, day = (first, second) if first <= _MONTHS_A_YEAR else (second, first)
        return f"{match[3]}-{month:02d}-{day:02d}"
    return ""


def is_day_line(text: str) -> bool:
    """Whether a line is a day of publication and what stands beside it."""
    short = _SHORT_YEAR.search(text)
    return bool(stamp(text) or (short and furniture.is_furniture(_SHORT_YEAR.sub("", text))))


def _vague_day_above(before: Sequence[Line]) -> str:
    """A day without its year, or 昨天, where nothing tells more."""
    for line in reversed(before[-12:]):
        whole = DAY.search(line.text) or _TODAY.search(line.text)  # of something else, or it had been taken
        brief = len(line.text) < 40 and not whole
        match = _RECENT.search(line.text) or SHORT_DAY.search(line.text) if brief else None
        if match and (_ABOUT_PAGE.search(line.text) or len(line.text) - len(match[0]) <= _LONGEST_NAME):
            return match[0]
    return ""


def _day_below(after: Sequence[Line]) -> str:
    """A day below the text that is called that of publication."""
    near = [line.text for line in after[:12] if len(line.text) < _LONGEST_STAMP]
    apart = [f"{label}:{day}" for label, day in pairwise(near) if _RELEASE.fullmatch(label)]
    found = (_RELEASED.search(text) or _STAMPED.fullmatch(text) for text in (*near, *apart))
    return next((match[1] for match in found if match), "") or _day_of_caption(after)


def _day_of_caption(after: Sequence[Line]) -> str:
    """The day on a line right below a text that counts its readers, or says nothing else than that and a name."""
    for line in after[:3]:
        match = DAY.match(line.text)
        if furniture.counts_readers(line.text) and (day := DAY.search(line.text)):
            return day[0]
        if match and ":" in match[0] and len(line.text) - match.end() <= _LONGEST_NAME:
            return match[0]
    return ""


def _signed_day(inside: Sequence[Line]) -> str:
    for line in reversed(inside[-8:]):
        match = SIGNED_DAY.search(line.text) if len(line.text) < 40 else None
        if match and not (_CLAUSE.search(line.text[: match.start()]) or _GOES_ON.match(line.text, match.end())):
            return match[0]
    return ""


def _day_of_letter(inside: Sequence[Line]) -> str:
    """The only day on a line of its own in a text: that of a letter, above what it encloses."""
    alone = [line.text for line in inside if line.block.tag not in _CELLS and SIGNED_DAY.fullmatch(line.text)]
    return alone[0] if len(alone) == 1 else ""


def stamp(text: str) -> re.Match[str] | None:
    """The day on a line that tells when the page was published."""
    return DAY.search(text) or (_RECENT.search(text) or SHORT_DAY.search(text) if len(text) < 40 else None)
