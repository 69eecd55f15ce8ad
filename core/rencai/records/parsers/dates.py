"""Calendar days in Beijing, as sites write them: of publishing, of a deadline, of a course's start."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from rencai.clock import day_of
from rencai.records.parsers.days import (
    OPEN_ENDED,
    add_months,
    calendar_day,
    exact_day,
    first_after,
    full_days,
    is_instant,
    last_instant,
    latest_before,
    month_days,
    nearest,
    plain_date,
    refuse,
    relative_day,
    without_full_days,
)
from rencai.records.parsers.deadline_clauses import headed, of_applying, tells_of_an_end, without_reckoning
from rencai.records.parsers.named_dates import with_days_named
from rencai.records.values import Unreadable

_AHEAD = timedelta(days=4)
_FARTHEST = timedelta(days=270)
_RECENT = timedelta(days=60)
_UNDECIDED = re.compile("待定|待通知|另行通知|咨询")
_CLOSED = re.compile("已?(?:过期|下线|关闭|截止|结束)$|停止招聘|停招")
# 已报名截止: without a day of its own, whatever else is dated beside it.
_ALREADY = re.compile(
    "(?:^|[,;。! ])[^,;。!0-9 ]*(?:已经?(?:报名)?(?:截止|结束)|(?:报名|招聘|申请|投递)已经?(?:截止|结束))(?=$|[,;。! ])"
)
_NOT_PUBLISHED = re.compile("活跃|在线|回复|沟通")


# 截止2024-06-20 发布2024-05-20: the deadline beside it is not the day of publishing.
_DEADLINE_BESIDE = re.compile(
    "(?:报名|招聘)?(?:截止|有效期|到期)(?:日期|时间)?(?:至|到)?[: ]*[0-9][0-9年月日./-]*(?= .*(?:发布|公布|刊登|更新))"
)


def read_day(text: str, seen: datetime) -> date | None:
    """The first day named, relative ones counted back from `seen`; without a year, the latest that is not to come."""
    plain = _DEADLINE_BESIDE.sub("", with_days_named(plain_date(text), day_of(seen)))
    if not plain:
        return None
    if _NOT_PUBLISHED.search(plain):
        raise Unreadable("not_published")
    return (
        exact_day(plain)
        or relative_day(plain, day_of(seen), seen)
        or _without_year(plain, day_of(seen))
        or refuse(plain)
    )


def _without_year(plain: str, today: date) -> date | None:
    days = month_days(plain)
    return latest_before(days[0], today + _AHEAD) if days else None


def read_expiry(expires_text: str, published_text: str, seen: datetime) -> date | None:
    """The last day named; spans and years left out are counted from the day of publishing."""
    whole = _NEXT_YEAR.sub("", plain_date(expires_text))
    if not whole:
        return None
    whole = without_reckoning(whole)
    if not tells_of_an_end(whole) and not OPEN_ENDED.search(whole):
        raise Unreadable("no_deadline")
    issued = _published(published_text, seen)
    whole = with_days_named(whole, issued or day_of(seen))
    plain = of_applying(whole)
    if _ONLY_START.fullmatch(plain) or (not plain.strip(",;。|! ") and not OPEN_ENDED.search(whole)):
        raise Unreadable("only_start")
    if _ALREADY.search(whole):
        raise Unreadable("closed")
    if _NOT_SET.search(whole):
        raise Unreadable("open_ended")
    published = issued or _first_full_day(whole)
    day = _deadline(plain, published, day_of(seen))
    if day is None and _CLOSED.search(plain):
        raise Unreadable("closed")
    return day or refuse(whole)


def _published(text: str, seen: datetime) -> date | None:
    try:
        return read_day(text, seen)
    except Unreadable:
        return None


def _first_full_day(plain: str) -> date | None:
    """The day from which years left out are counted where that of publishing is unknown."""
    try:
        return next(full_days(plain), None)
    except Unreadable:
        return None


# 6月5日9:00开始报名, 2024-06-05起
_DAY_AND_TIME = (
    r"(?:(?:[0-9]{4} ?年 ?)?[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]|[0-9]{4}(?P<mark>[-./])[0-9]{1,2}(?P=mark)[0-9]{1,2})"
    r"(?:\(?(?:周|星期).\)?)?"
    r"(?: ?(?:上午|下午|早上|中午|晚上)?[0-9]{1,2}(?:(?::[0-9]{2}){1,2}|[时点](?:半|[0-9]{1,2}分)?))?"
)
_ONLY_START = re.compile(
    rf"[^0-9]*{_DAY_AND_TIME} ?(?:正式)?(?:报名|接受)?(?:起|开始)[^0-9]*(?:为期 ?[0-9]{{1,3}} ?[天日周月年][^0-9]*)?"
    rf"|[^0-9]*(?:开始|起始|启动)(?:时间|日期|日)?[ :为于]*{_DAY_AND_TIME.replace('mark', 'sign')}[。 ]*"
)


_TAIL_DAY = re.compile(
    r"(?:-|至|到) ?([0-9]{1,2}) ?[日号](?![内后]|[之以]内)|[、,和及] ?([0-9]{1,2}) ?[日号](?![内之以前后])"
)
# 2024/3/1-15
_BARE_TAIL = re.compile(r"(?<![0-9])[0-9]{4}([./])[0-9]{1,2}\1[0-9]{1,2} ?- ?([0-9]{1,2})(?![0-9./:-])")
_NEXT_YEAR = re.compile("[次翌]年(?= ?[0-9])")
_TERM = re.compile(r"(?<![0-9年])(?<!年 )([0-9]{1,3}) ?(?:个)?(工作日|自然日|天|日|周|星期|月|年)")
_TERM_CONTEXT = re.compile("有效|公示期|期限?为|过期|到期|之日起|发布|公布|公告|刊登|之内|以内|内|期限|起")
# 自停售之日起60日, 自购买日起90天: not from the day of publishing.
_FROM_ELSEWHERE = re.compile(
    "(?<!发布)(?<!公布)(?<!公告)(?<!印发)(?<!下发)(?<!刊登)(?<!刊出)(?<!登报)(?<!通知)(?<!上线)(?<!见报)(?:之日|(?<![之即今当0-9])日)起"
)
_SOON = re.compile("今天|今日|今晚|明天|明日|明晚|大后天|后天")
_SOON_DAYS = {"明天": 1, "明日": 1, "明晚": 1, "后天": 2, "大后天": 3}
_LEFT = re.compile(r"(?:还?剩余?|还有|仅剩|余|距离?(?:截止|结束)(?:还有)?) ?([0-9]{1,3}) ?(?:天|日)|([0-9]{1,3}) ?天后")
_MONTH_END = re.compile(r"(?:((?:19|20)[0-9]{2}) ?年 ?)?([0-9]{1,2}) ?月(?:底|末)")
# 3月1日起至4月底
_TO_A_MONTH_END = re.compile("(?:至|到|-) ?(?:[0-9]{4} ?年 ?)?[0-9]{0,2} ?[本当]?月(?:底|末)")
_THIS_MONTH_END = re.compile(r"(?<![0-9])(?:本|当)?月(?:底|末)")
_NOT_SET = re.compile("(?:(?<!尚)未|无|没有|不设)[^,;。0-9]{0,6}截止")
_RECURRING = re.compile("每[年月]|第[0-9]{1,2}年")
_THIS_YEAR_END = re.compile(r"[至到止本当今]年(?:底|末)|(?<![0-9去明每])(?<![0-9] )年(?:底|末)(?:之?前|截?止)")
_UNTIL_FILLED = re.compile(
    "(?:-|至|到|起) ?(?:招满|额满|满员|人满|招聘满|报满)|[日号] ?(?:开始|起)[^日号]*(?<!日)(?<!号)为止"
)
_YEAR_END = re.compile(r"((?:19|20)[0-9]{2}) ?年 ?年?(?:底|末)")


def _deadline(plain: str, published: date | None, today: date) -> date | None:
    if is_instant(plain):
        return last_instant(plain)
    filled = _UNTIL_FILLED.search(plain)
    # 报满为止,最迟7月10日 has a last day all the same.
    if (filled and not month_days(plain[filled.end() :])) or (_RECURRING.search(plain) and not _first_full_day(plain)):
        raise Unreadable("open_ended")
    pieces = headed(plain, _first_full_day)
    days = [day for piece in pieces if (day := _last_day(piece, published, today))]
    if days and _TO_A_MONTH_END.search(plain) and (end := _month_end(plain, published or today)):
        days.append(end)
    return max(days, default=None) or _month_end(plain, published or today) or _term(plain, published, today)


def _last_day(plain: str, published: date | None, today: date) -> date | None:
    full = list(full_days(plain))
    rest = without_full_days(plain)
    day = max(full, default=None)
    for month_day in month_days(rest):
        day = first_after(month_day, day) if day is not None else _next_deadline(month_day, published, today)
    if day is not None and (tails := _TAIL_DAY.findall(rest.rpartition("月")[2])):
        return calendar_day(day.year, day.month, int("".join(tails[-1])))
    if day is not None and (bare := _BARE_TAIL.search(plain)) and int(bare[2]) > day.day:
        return calendar_day(day.year, day.month, int(bare[2]))
    if day is None and (match := _SOON.search(plain)):
        return today + timedelta(days=_SOON_DAYS.get(match[0], 0))
    return day


def _next_deadline(month_day: tuple[int, int], published: date | None, today: date) -> date:
    """The first on or after publishing, unless that is so far away that the day was over when it was published."""
    if published is not None:
        day = first_after(month_day, published)
        if day - published <= _FARTHEST:
            return day
    return nearest(month_day, published or today)


def _month_end(plain: str, start: date) -> date | None:
    if match := _MONTH_END.search(plain):
        month = int(match[2])
        if not 1 <= month <= 12:
            raise Unreadable("impossible_date")
        year = int(match[1]) if match[1] else start.year + (month < start.month)
        return date(year, month, monthrange(year, month)[1])
    if _THIS_MONTH_END.search(plain):
        return date(start.year, start.month, monthrange(start.year, start.month)[1])
    if match := _YEAR_END.search(plain):
        return date(int(match[1]), 12, 31)
    return date(start.year, 12, 31) if _THIS_YEAR_END.search(plain) else None


def _term(plain: str, published: date | None, today: date) -> date | None:
    if match := _LEFT.search(plain):
        return today + timedelta(days=int(match[1] or match[2]))
    match = _TERM.search(plain.replace("半年", "6个月"))
    # 8月 alone is a month and no length.
    alone = match is not None and match[0] == match.string and (match[2] != "月" or "个" in match[0])
    if match is None or not (alone or _TERM_CONTEXT.search(plain)):
        return None
    if published is None or _FROM_ELSEWHERE.search(plain):
        raise Unreadable("no_start")
    return after(published, int(match[1]), match[2])


def after(start: date, number: int, unit: str) -> date:
    """The day some days, 工作日, weeks, months or years after another."""
    if unit == "工作日":
        return _working_days_after(start, number)
    if unit in ("月", "年"):
        return add_months(start, number * (12 if unit == "年" else 1))
    return start + timedelta(days=number * (7 if unit in ("周", "星期") else 1))


def _working_days_after(start: date, number: int) -> date:
    day = start
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def read_start(start_text: str, seen: datetime) -> date | None:
    """The first day named; without a year, the next one or one just past."""
    plain = plain_date(start_text)
    if not plain:
        return None
    if day := exact_day(plain):
        return day
    days = month_days(plain)
    if days:
        return first_after(days[0], day_of(seen) - _RECENT)
    if _UNDECIDED.search(plain):
        raise Unreadable("undecided")
    return refuse(plain)
