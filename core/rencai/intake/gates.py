"""What is odd about a record. Gates flag and never reject: what a source says is kept, and known to be doubtful."""

from collections.abc import Sequence
from datetime import date, timedelta

from rencai import clock
from rencai.records.normalise import Problem
from rencai.records.record import Record

OLD = timedelta(days=365)
_BODIES = ("description", "body_text", "body_html", "requirements")
_SAID_BY = ("employer", "provider", "issuer_text")


def flags(record: Record, problems: Sequence[Problem] = ()) -> tuple[str, ...]:
    """Flags of a record in alphabetical order; of a text that no parser understood, `field:reason`."""
    found = [name for name, odd in _GATES.items() if odd(record)]
    unread = [f"{problem.field}:{problem.reason}" for problem in problems if problem.reason != "unknown_field"]
    return tuple(sorted({*found, *unread}))


def _says(record: Record, *names: str) -> bool | None:
    """Whether any of these fields has a value; None where the kind has none of them."""
    values = [getattr(record, name) for name in names if hasattr(record, name)]
    return any(bool(value) for value in values) if values else None


def _day(record: Record, name: str) -> date | None:
    value = getattr(record, name, None)
    return value if isinstance(value, date) else None


def _old(record: Record) -> bool:
    published = _day(record, "published")
    return published is not None and clock.day_of(record.seen) - published > OLD


def _ahead(record: Record) -> bool:
    published = _day(record, "published")
    return published is not None and published > clock.day_of(record.seen)


def _past(record: Record) -> bool:
    expires = _day(record, "expires")
    return expires is not None and expires < clock.day_of(record.seen)


def _elsewhere(record: Record) -> bool:
    """A place is named, and it is no single district of Beijing."""
    return bool(_says(record, "location_text")) and _says(record, "district") is False


def _repeated(record: Record) -> bool:
    text = "".join(str(getattr(record, "description", "")).split())
    half = len(text) // 2
    return half >= 20 and text[:half] == text[half : 2 * half]


_GATES = {
    "no_url": lambda record: not record.url,
    "no_body": lambda record: _says(record, *_BODIES) is False,
    "no_employer": lambda record: _says(record, *_SAID_BY) is False,
    "no_district": _elsewhere,
    "old": _old,
    "published_ahead": _ahead,
    "past_deadline": _past,
    "repeated_text": _repeated,
}
