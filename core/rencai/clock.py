"""The time in Beijing: calendar days are days there, instants are kept in UTC."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The current instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The current calendar day in Beijing, eight hours ahead of UTC."""
    return datetime.now(BEIJING).date()


def day_of(instant: datetime) -> date:
    """The calendar day in Beijing on which an instant falls."""
    return instant.astimezone(BEIJING).date()
