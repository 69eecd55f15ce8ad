"""The timetable as data: what it says, and how its faults are explained."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.errors import SettingsInvalid
from rencai_schedules.timetable import Entry, Timetable, load

BEIJING = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def entry(**fields: object) -> Entry:
    return Entry.model_validate({"id": "job", "label": "任务", "command": ["kinds"], **fields})


def test_the_bundled_timetable_names_real_commands() -> None:
    from typer.main import get_command

    from rencai.cli import build

    commands = get_command(build())
    for one in load().entries:
        found = commands
        for word in one.command:
            if word.startswith("-"):
                break
            found = getattr(found, "commands", {}).get(word, found)
        assert found is not commands, one.command


def test_times_are_beijing_times() -> None:
    due = entry(cron="30 2 * * *").due_times(BEIJING, NOON, 2)
    assert [time.astimezone(UTC) for time in due] == [
        datetime(2026, 3, 1, 18, 30, tzinfo=UTC),
        datetime(2026, 3, 2, 18, 30, tzinfo=UTC),
    ]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(1, 100_000))  # noqa: DTZ001
def test_two_schedulers_agree_on_the_due_times_of_an_interval(start: datetime, seconds: int) -> None:
    one = entry(every=f"{seconds}s")
    first = one.due_times(BEIJING, start.replace(tzinfo=UTC), 3)
    later = one.due_times(BEIJING, first[0].astimezone(UTC), 2)
    assert first[1:] == later
    assert first[1] - first[0] == timedelta(seconds=seconds)


def test_the_last_due_time_counts_only_within_its_catch_up() -> None:
    nightly = entry(cron="0 2 * * *", catch_up="12h")
    assert nightly.last_due(BEIJING, NOON) == datetime(2026, 3, 1, 2, tzinfo=BEIJING)
    assert nightly.last_due(BEIJING, NOON + timedelta(hours=3)) is None
    assert entry(cron="0 2 * * *").last_due(BEIJING, NOON) is None


def test_an_entry_for_each_source_takes_the_sources_own_time() -> None:
    table = Timetable.model_validate(
        {
            "zone": "Asia/Shanghai",
            "entries": [{"id": "crawl", "label": "采集", "command": ["crawl"], "each_source": True}],
        }
    )
    expanded = table.expanded([("gov", "政府网", "0 4 * * *"), ("quiet", "无时间", "")])
    assert [(one.id, one.label, one.command, one.cron) for one in expanded.entries] == [
        ("crawl:gov", "采集：政府网", ("crawl", "gov"), "0 4 * * *")
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("entries: [", "cannot be read"),
        ("zone: Mars/Olympus\nentries: []", "no time zone"),
        ("zone: Asia/Shanghai\nentries: [{id: a, label: a, command: [kinds]}]", "exactly one of"),
        ("zone: Asia/Shanghai\nentries: [{id: a, label: a, command: [kinds], cron: '61 * * * *'}]", "entries.0.cron"),
        ("zone: Asia/Shanghai\nentries: [{id: a, label: a, command: [kinds], cron: '0 4 * * 1'}]", "names"),
        ("zone: Asia/Shanghai\nentries: [{id: a, label: a, command: [kinds], every: soon}]", "entries.0.every"),
        ("zone: Asia/Shanghai\nentries: [{id: a, label: a, command: [kinds], every: 1m, colour: red}]", "colour"),
    ],
)
def test_a_fault_is_explained_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "timetable.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=said):
        load(path)
