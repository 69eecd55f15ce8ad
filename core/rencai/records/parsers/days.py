"""Days in a text, with their year, without it, or told from when the text was read."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from rencai.clock import BEIJING, day_of
from rencai.records.parsers.text import arabic, chinese_number, fold, plain_dashes
from rencai.records.values import Unreadable

_EARLIEST, _LATEST = 1949, 2100
_FAR_BACK = 1_000
_PLACEHOLDERS = frozenset({date(1970, 1, 1), date(1900, 1, 1)})
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}

_ZERO = str.maketrans(dict.fromkeys("零○◯ОоOo⭕", "〇"))
_CHINESE_YEAR = re.compile("([一二三四五六七八九〇零○◯ОоOo⭕0-9]{4})(?= ?年)")
_FIRST_MONTH = re.compile("[元正](?= ?月)")

# 民国114年 is 2025.
_REPUBLIC_YEAR = re.compile("(?:(?:中[华華])?民[国國] ?)?(?<![0-9])(1[0-2][0-9])(?= ?年 ?[0-9]{1,2} ?月 ?[0-9])")
_BEFORE_THE_REPUBLIC = 1911

_EPOCH = re.compile(r"^[0-9]{10}(?:[0-9]{3})?(?:\.[0-9]+)?$")
_INSTANT = re.compile(
    r"(?<![0-9])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?P<t>t)| )([0-9]{1,2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:\.[0-9]{1,9})?)? ?(z(?![a-z])|(?(t)[+-]|\+)[0-9]{2}:?[0-9]{2}|utc|gmt)"
)
_MAIL = re.compile(
    r"(?:[a-z]{3}, )?[0-9]{1,2} [a-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})? ?(?:[+-][0-9]{4}|[a-z]{1,4})"
)
_FULL = re.compile(r"(?<![0-9])((?:19|20|00|99)[0-9]{2}) ?([-./年]) ?([0-9]{1,2}) ?[-./月] ?([0-9]{1,2})(?![0-9])")
_LOOSE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([ ,\\])([0-9]{1,2})\2([0-9]{1,2})(?![0-9:])")
_SOLID = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:[0-9]{6})?(?![0-9])")
_SHORT_YEAR = re.compile(
    r"(?<![0-9])(?<![0-9][.:/-])([0-9]{2}) ?([-./年]) ?([0-9]{1,2}) ?[-./月] ?([0-9]{1,2})(?![0-9.:])"
)
_AMERICAN = re.compile(r"(?<![0-9])([0-9]{1,2})([/.-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![0-9])")
_ENGLISH = re.compile(
    r"(?<![a-z])([a-z]{3})[a-z]*\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: [0-9]{2}:[0-9]{2}:[0-9]{2} cst)? ((?:19"
    r"|20)[0-9]{2})|(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -]((?:19|20)[0-9]{2})"
)
_MONTH_DAY = re.compile(r"(?<![0-9年])([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?(?![0-9])")
# 7.5小时, 8-10万, 2-3个, C10-12室
_NO_DAY = (
    " ?(?:个|小时|分钟|秒|周(?![一二三四五六日天末1-6])|人(?![气才社事民力])|名(?![单额])|元|千|万|k|次|倍|级|折|室"
    "|号楼|栋|层)"
)
_NUMERIC_MONTH_DAY = re.compile(
    rf"(?<![0-9a-z])(?<![0-9][.:/-])([0-9]{{1,2}})[-./]([0-9]{{1,2}})(?![0-9.:/-]|[天年月%]|{_NO_DAY})"
)
_NUMERIC_SPAN = re.compile(
    r"(?<![0-9.:/-])([0-9]{1,2})([./])([0-9]{1,2}) ?(?:-|至|到) ?([0-9]{1,2})\2([0-9]{1,2})(?![0-9.:/-])"
)
_MONTH_NAME = f"({'|'.join(_MONTHS)})[a-z]*"
_ENGLISH_MONTH_DAY = re.compile(
    rf"(?<![a-z]){_MONTH_NAME}\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9])"
    rf"|(?<![0-9])([0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH_NAME}"
)
_MONTH_ONLY = re.compile(r"(?:19|20)[0-9]{2} ?[-./年] ?[0-9]{1,2}(?: ?月)?|(?<![0-9个])[0-9]{1,2} ?月")
_YEAR_ONLY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")

_NOW_WORDS = re.compile(
    "刚刚|刚才|方才|今天|[今本]日|今早|当天|just (?:now|posted)|today|(?:几|数)(?:秒|分钟|小时)前|片刻前"
)
_DAY_WORDS = (("大前天", 3), ("前天", 2), ("昨天", 1), ("昨日", 1), ("yesterday", 1))
_AGO = re.compile(
    r"([0-9]{1,4})(\+)? ?(?:个)?(秒钟?|分钟?|seconds?|minutes?|mins?|小时|天|日|周|星期|礼拜|月|年|hours?|days?"
    r"|weeks?|months?|years?)(以上|多)?(?:以|之)?(?:前| ago)"
)
_ONE_AGO = re.compile("(?<![a-z])an? (?=(?:minute|hour|day|week|month|year) ago)")
_HALF_HOUR = re.compile("半个?(?:小时|钟头)(?:以|之)?前")
_CLOCK = re.compile(
    r"(?:发布|更新)?(?:于|时间:?)? ?([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?"
    r" ?(?:(?:发布|更新)(?:[于在] ?[^0-9]{1,10})?)?"
)
_HALF_MONTH = re.compile("半个?月(?:以|之)?前")
_HALF_YEAR = re.compile("半年(?:以|之)?前")
OPEN_ENDED = re.compile(
    "长期|招满|招聘?满|额满|满员|报满|人满|为止|不限|永久|随时|滚动|常年|循环|每月|每周|每天|每年|全年|至今"
    "|until filled|open"
)
_WITHIN = re.compile("[几数]天前|天以上|近[一0-9]|[内里]$|以来|[0-9](?:天|周|个月)内")


def plain_date(text: str) -> str:
    """Folded, lower case, Chinese numerals of dates in digits."""
    plain = plain_dashes(fold(text))
    plain = _CHINESE_YEAR.sub(lambda match: _year_digits(match[1]), plain)
    plain = _FIRST_MONTH.sub("1", plain)
    plain = _REPUBLIC_YEAR.sub(lambda match: str(int(match[1]) + _BEFORE_THE_REPUBLIC), arabic(plain))
    return _ONE_AGO.sub("1 ", plain.lower())


def _year_digits(text: str) -> str:
    return "".join(
        str(chinese_number(character)) if not character.isdigit() else character for character in text.translate(_ZERO)
    )


def refuse(plain: str) -> date:
    if OPEN_ENDED.search(plain) or "9999" in plain:
        raise Unreadable("open_ended")
    if _WITHIN.search(plain):
        raise Unreadable("open_ended")
    if _MONTH_ONLY.search(plain):
        raise Unreadable("month_only")
    raise Unreadable("year_only" if _YEAR_ONLY.search(plain) else "no_date")


def exact_day(plain: str) -> date | None:
    """A day whose year is written, or an instant."""
    if _EPOCH.match(plain):
        seconds = float(plain) / (1000 if len(plain.split(".", maxsplit=1)[0]) == 13 else 1)
        return _known(datetime.fromtimestamp(seconds, UTC).astimezone(BEIJING).date())
    if match := _INSTANT.search(plain):
        return _instant(match)
    if match := _MAIL.search(plain):
        return _mail(match[0])
    return next(full_days(plain), None)


def full_days(plain: str) -> Iterator[date]:
    """Every day with its year, in the order of the text."""
    found = [(match.start(), (match[1], match[3], match[4])) for match in _FULL.finditer(plain)]
    if not found:
        found = [(match.start(), (match[1], match[2], match[3])) for match in _SOLID.finditer(plain)]
    if not found:
        found = [(match.start(), (match[1], match[3], match[4])) for match in _LOOSE.finditer(plain)]
    if not found:
        found = [(match.start(), _american(match)) for match in _AMERICAN.finditer(plain)]
    if not found:
        found = [
            (match.start(), _english(match)) for match in _ENGLISH.finditer(plain) if (match[1] or match[5]) in _MONTHS
        ]
    if not found:
        found = [(match.start(), ("20" + match[1], match[3], match[4])) for match in _SHORT_YEAR.finditer(plain)]
    for _, (year, month, day) in sorted(found):
        yield _known(calendar_day(int(year), int(month), int(day)))


def _american(match: re.Match[str]) -> tuple[str, str, str]:
    first, second, year = match[1], match[3], match[4]
    if int(first) > 12:
        return year, second, first
    if int(second) > 12 or first == second:
        return year, first, second
    raise Unreadable("ambiguous_order")


def _english(match: re.Match[str]) -> tuple[str, str, str]:
    if match[1]:
        return match[3], str(_MONTHS[match[1]]), match[2]
    return match[6], str(_MONTHS[match[5]]), match[4]


def _instant(match: re.Match[str]) -> date:
    stamp = f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}T{match[5]:0>2}:{match[6]}:{match[7] or '00'}"
    zone = match[8].upper()
    offset = "+00:00" if zone in ("Z", "UTC", "GMT") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    try:
        return _known(datetime.fromisoformat(stamp + offset).astimezone(BEIJING).date())
    except (ValueError, OverflowError):
        raise Unreadable("impossible_date") from None


def _mail(text: str) -> date:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        raise Unreadable("impossible_date") from None
    return _known((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(BEIJING).date())


def calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("open_ended" if year == 9999 else "impossible_date") from None


def _known(day: date) -> date:
    if day.year >= 2099:
        raise Unreadable("open_ended")
    if day in _PLACEHOLDERS or not _EARLIEST <= day.year < _LATEST:
        raise Unreadable("impossible_date")
    return day


def relative_day(plain: str, today: date, seen: datetime) -> date | None:
    if _NOW_WORDS.search(plain):
        return today
    for word, days in _DAY_WORDS:
        if word in plain:
            return today - timedelta(days=days)
    if match := _AGO.search(plain):
        return _ago(match, today, seen)
    if _HALF_HOUR.search(plain):
        return day_of(seen - timedelta(minutes=30))
    if (match := _CLOCK.fullmatch(plain)) and _is_past(match, seen):
        return today
    if _HALF_MONTH.search(plain):
        return today - timedelta(days=15)
    return _months_back(today, 6) if _HALF_YEAR.search(plain) else None


def _is_past(match: re.Match[str], seen: datetime) -> bool:
    """Whether a bare time of day was over when it was read; one that was not is no time of that day."""
    now = seen.astimezone(BEIJING)
    return (int(match[1]), int(match[2])) <= (now.hour, now.minute)


def _ago(match: re.Match[str], today: date, seen: datetime) -> date:
    if match[2] or match[4]:
        raise Unreadable("open_ended")
    number, unit = int(match[1]), match[3]
    if number > _FAR_BACK:
        raise Unreadable("implausible")
    if unit.startswith(("小时", "hour")):
        return day_of(seen - timedelta(hours=number))
    if unit.startswith(("分", "min")):
        return day_of(seen - timedelta(minutes=number))
    if unit.startswith(("秒", "sec")):
        return day_of(seen - timedelta(seconds=number))
    if unit in ("天", "日") or unit.startswith("day"):
        return today - timedelta(days=number)
    if unit in ("周", "星期", "礼拜") or unit.startswith("week"):
        return today - timedelta(weeks=number)
    return _months_back(today, number * (12 if unit == "年" or unit.startswith("year") else 1))


def _months_back(day: date, months: int) -> date:
    return add_months(day, -months)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not _EARLIEST <= year < _LATEST:
        raise Unreadable("impossible_date")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_days(plain: str) -> list[tuple[int, int]]:
    """Month and day of every date written without a year."""
    if span := _NUMERIC_SPAN.search(plain):
        return [(int(span[1]), int(span[3])), (int(span[4]), int(span[5]))]
    found = [(int(match[1]), int(match[2])) for match in _MONTH_DAY.finditer(plain)]
    found = found or [(int(match[1]), int(match[2])) for match in _NUMERIC_MONTH_DAY.finditer(plain)]
    return found or [
        (_MONTHS[match[1] or match[4]], int(match[2] or match[3])) for match in _ENGLISH_MONTH_DAY.finditer(plain)
    ]


def latest_before(month_day: tuple[int, int], limit: date) -> date:
    """The last year's occurrence of a day that is not after `limit`."""
    return next(day for day in _occurrences(month_day, range(limit.year, limit.year - 9, -1)) if day <= limit)


def first_after(month_day: tuple[int, int], limit: date) -> date:
    """The first occurrence of a day that is not before `limit`."""
    return next(day for day in _occurrences(month_day, range(limit.year, limit.year + 9)) if day >= limit)


def _occurrences(month_day: tuple[int, int], years: range) -> Iterator[date]:
    month, day = month_day
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise Unreadable("impossible_date")
    for year in years:
        if day <= monthrange(year, month)[1]:
            yield date(year, month, day)


def nearest(month_day: tuple[int, int], today: date) -> date:
    """The occurrence of a day that is closest to another."""
    return min(_occurrences(month_day, range(today.year - 4, today.year + 5)), key=lambda day: abs(day - today))


def without_full_days(plain: str) -> str:
    for pattern in (_FULL, _SOLID, _AMERICAN, _ENGLISH):
        if pattern.search(plain):
            return pattern.sub(" ", plain)
    return plain


def is_instant(plain: str) -> bool:
    """Whether the text is a point in time rather than a day."""
    return any(pattern.search(plain) for pattern in (_EPOCH, _INSTANT, _MAIL))


def last_instant(plain: str) -> date | None:
    instants = [_instant(match) for match in _INSTANT.finditer(plain)]
    return instants[-1] if instants else exact_day(plain)
