"""The timetable: which command is due when."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from rencai.errors import SettingsInvalid

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
# Every scheduler counts intervals from the same midnight in Beijing.
ORIGIN = datetime(2007, 4, 28, 16, tzinfo=UTC)
GRACE = timedelta(seconds=60)
"""A due time that is noticed later than this is missed, unless the entry may be caught up."""


def _duration(value: object) -> object:
    """`90s`, `5m`, `6h` or `1d`; anything else is left for the type to refuse."""
    match = re.fullmatch(r"(\d+)\s*([smhd])", str(value).strip())
    return timedelta(seconds=int(match[1]) * UNITS[match[2]]) if match else value


Duration = Annotated[timedelta, BeforeValidator(_duration)]


class Entry(BaseModel):
    """One line of the timetable."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9:-]{0,100}$")
    """Name of the job; with a due time the identity of a run."""
    label: str
    """Name that people read."""
    command: tuple[str, ...] = Field(min_length=1)
    """Words after `rencai`."""
    cron: str | None = None
    """Five fields: minute, hour, day, month, weekday."""
    every: Duration | None = None
    """Interval instead of `cron`."""
    each_source: bool = False
    """One entry for each source that names a schedule, with the source's name added to the command."""
    limit: Duration = timedelta(hours=1)
    """A run that takes longer is ended."""
    catch_up: Duration = timedelta(0)
    """How late a due time that no scheduler was awake for is still run."""

    @field_validator("cron")
    @classmethod
    def _readable(cls, value: str | None) -> str | None:
        if value is not None:
            CronTrigger.from_crontab(value)
            if any(character.isdigit() for character in value.split()[4]):
                # APScheduler counts from Monday and cron from Sunday: a number would be a day off for somebody.
                raise ValueError("write weekdays as names (mon-fri), not numbers")
        return value

    @model_validator(mode="after")
    def _one_time(self) -> "Entry":
        if (self.cron is not None) + (self.every is not None) + self.each_source != 1:
            raise ValueError("give exactly one of cron, every, each_source")
        if self.every is not None and self.every < timedelta(seconds=1):
            raise ValueError("every: at least 1s")
        return self

    @property
    def lateness(self) -> timedelta:
        """How late it may begin."""
        return max(GRACE, self.catch_up)

    def trigger(self, zone: ZoneInfo) -> BaseTrigger:
        """When it is due, the same in every process."""
        if self.cron is not None:
            return CronTrigger.from_crontab(self.cron, timezone=zone)
        seconds = int((self.every or timedelta(days=1)).total_seconds())
        return IntervalTrigger(seconds=seconds, start_date=ORIGIN, timezone=zone)

    def due_times(self, zone: ZoneInfo, after: datetime, count: int) -> list[datetime]:
        """The next so many due times after an instant."""
        trigger, previous, found = self.trigger(zone), after, []
        for _ in range(count):
            due = trigger.get_next_fire_time(None, previous + timedelta(microseconds=1))
            if due is None:
                break
            found.append(due)
            previous = due
        return found

    def last_due(self, zone: ZoneInfo, now: datetime) -> datetime | None:
        """The latest due time within `catch_up` before an instant."""
        if not self.catch_up:
            return None
        trigger, latest = self.trigger(zone), None
        due = trigger.get_next_fire_time(None, now - self.catch_up)
        while due is not None and due <= now:
            latest = due
            due = trigger.get_next_fire_time(None, due + timedelta(microseconds=1))
        return latest


class Timetable(BaseModel):
    """All entries, and the zone their times are in."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    zone: ZoneInfo
    entries: tuple[Entry, ...]

    @field_validator("zone", mode="before")
    @classmethod
    def _known(cls, value: object) -> object:
        try:
            return ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone is called {value!r}") from error

    @model_validator(mode="after")
    def _unique(self) -> "Timetable":
        ids = [entry.id for entry in self.entries]
        if len(set(ids)) != len(ids):
            raise ValueError("two entries have the same id")
        return self

    def expanded(self, sources: Iterable[tuple[str, str, str]]) -> "Timetable":
        """With an entry of its own for each source, given as id, name and cron expression."""
        known = list(sources)
        entries = [
            one for entry in self.entries for one in (_of_sources(entry, known) if entry.each_source else [entry])
        ]
        return self.model_copy(update={"entries": tuple(entries)})


def _of_sources(entry: Entry, sources: list[tuple[str, str, str]]) -> list[Entry]:
    return [
        Entry(
            id=f"{entry.id}:{source}",
            label=f"{entry.label}：{name}",
            command=(*entry.command, source),
            cron=cron,
            limit=entry.limit,
            catch_up=entry.catch_up,
        )
        for source, name, cron in sources
        if cron
    ]


def load(path: Path | None = None) -> Timetable:
    """The bundled timetable, or the file that the setting RENCAI_TIMETABLE names.

    Raises SettingsInvalid with the entry and key that are wrong.
    """
    where = path or files("rencai_schedules").joinpath("timetable.yaml")
    try:
        content: Any = yaml.safe_load(where.read_text(encoding="utf-8"))
        return Timetable.model_validate(content)
    except (OSError, yaml.YAMLError) as error:
        raise SettingsInvalid(
            f"timetable {where} cannot be read: {error}; correct it or unset RENCAI_TIMETABLE"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SettingsInvalid(f"timetable {where}: {place}: {first['msg']}; correct it") from error
