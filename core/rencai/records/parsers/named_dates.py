"""Days told from another by the name of their year, month or week: 明年3月1日, 下月10日, 本周五."""

import re
from datetime import date, timedelta

_YEARS = {"去": -1, "今": 0, "本": 0, "明": 1}
_MONTHS = {"上": -1, "本": 0, "当": 0, "这": 0, "下": 1, "次": 1}
_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
_WEEKDAYS = "1234567"
_YEAR = re.compile("([去今本明])年 ?(?=[0-9]{1,2} ?月)")
_DAY_OF_MONTH = re.compile("([上本当这下次])个?月 ?([0-9]{1,2}) ?[日号]")
_END_OF_MONTH = re.compile("([下次])个?月(?=底|末)")
_DAY_OF_WEEK = re.compile("([上本这下])个?(?:周|星期|礼拜)([1-6日天])")


def with_days_named(plain: str, from_day: date) -> str:
    """The text with such days written in full, counted from the day on which it was said."""
    if "年" in plain:
        plain = _YEAR.sub(lambda match: f"{from_day.year + _YEARS[match[1]]}年", plain)
    if "月" in plain:
        plain = _DAY_OF_MONTH.sub(lambda match: f"{_month(_MONTHS[match[1]], from_day)}{match[2]}日", plain)
        plain = _END_OF_MONTH.sub(lambda match: _month(_MONTHS[match[1]], from_day), plain)
    if "周" in plain or "星期" in plain or "礼拜" in plain:
        plain = _DAY_OF_WEEK.sub(lambda match: _in_week(_WEEKS[match[1]], match[2], from_day), plain)
    return plain


def _month(months: int, from_day: date) -> str:
    year, month = divmod(from_day.year * 12 + from_day.month - 1 + months, 12)
    return f"{year}年{month + 1}月"


def _in_week(weeks: int, weekday: str, from_day: date) -> str:
    number = int(weekday) if weekday in _WEEKDAYS else 7
    day = from_day + timedelta(weeks=weeks, days=number - from_day.isoweekday())
    return f"{day.year}年{day.month}月{day.day}日"
