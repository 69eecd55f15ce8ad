"""Runs of the timetable: real processes, a real store."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.errors import StoreUnavailable
from rencai.settings import settings
from rencai.store.engine import reading
from rencai.store.migrate import prepare
from rencai.store.runs import Run, finish_run, recent_runs, start_run
from rencai_schedules import work
from rencai_schedules.timetable import Entry
from rencai_schedules.work import run_entry

DUE = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def engine() -> Engine:
    return prepare(settings())


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for `rencai` whose single argument is Python to run."""
    script = tmp_path / "program.py"
    script.write_text("import sys; exec(sys.argv[1])")
    monkeypatch.setattr(work, "PROGRAM", (sys.executable, str(script)))
    return script


def entry(code: str, **fields: object) -> Entry:
    return Entry.model_validate(
        {"id": "job", "label": "任务", "command": [textwrap.dedent(code)], "every": "1h", **fields}
    )


def last(engine: Engine) -> Run:
    with reading(engine) as conn:
        return recent_runs(conn, job="job", limit=1)[0]


@pytest.mark.usefixtures("program")
def test_a_run_keeps_its_counts_and_the_end_of_its_log(engine: Engine) -> None:
    code = "import sys; print('{\"added\": 3}'); print('三条', file=sys.stderr)"
    assert run_entry(engine, entry(code), DUE, threading.Event()) == "done"
    run = last(engine)
    assert (run.state, run.counts, run.log_tail.strip(), run.due_at) == ("done", {"added": 3}, "三条", DUE)
    assert run.ended_at is not None
    assert run.ended_at >= run.started_at


@pytest.mark.usefixtures("program")
def test_a_failure_says_its_last_line(engine: Engine) -> None:
    code = "import sys; print('rencai: the source is away', file=sys.stderr); sys.exit(1)"
    assert run_entry(engine, entry(code), DUE, threading.Event()) == "failed"
    assert last(engine).message == "rencai: the source is away"


@pytest.mark.usefixtures("program")
def test_a_command_knows_the_run_that_started_it(engine: Engine) -> None:
    code = "import os; print('{\"parent\": ' + os.environ['RENCAI_RUN'] + '}')"
    assert run_entry(engine, entry(code), DUE, threading.Event()) == "done"
    assert last(engine).counts == {"parent": last(engine).id}


@pytest.mark.usefixtures("program")
def test_a_due_time_runs_once(engine: Engine) -> None:
    one = entry("pass")
    assert run_entry(engine, one, DUE, threading.Event()) == "done"
    assert run_entry(engine, one, DUE, threading.Event()) is None
    assert run_entry(engine, one, DUE + timedelta(hours=1), threading.Event()) == "done"


@pytest.mark.usefixtures("program")
def test_a_job_that_is_still_running_is_skipped_and_said_so(engine: Engine) -> None:
    start_run(engine, "job", due_at=DUE)
    assert run_entry(engine, entry("pass"), DUE + timedelta(hours=1), threading.Event()) == "skipped"
    assert "still going on" in last(engine).message


@pytest.mark.usefixtures("program")
def test_a_run_whose_process_was_lost_is_ended_before_the_next(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = start_run(engine, "job", due_at=DUE)
    monkeypatch.setattr(work, "SILENT", timedelta(seconds=-1))
    assert run_entry(engine, entry("pass"), DUE + timedelta(hours=1), threading.Event()) == "done"
    with reading(engine) as conn:
        states = {run.id: run.state for run in recent_runs(conn, job="job")}
    assert states[lost or 0] == "lost"


class Away:
    """A store that does not answer the first so many times that something is asked of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
        self.asked = 0
        self._work, self._times = getattr(work, name), times
        monkeypatch.setattr(work, "AWAY", 0.05)
        monkeypatch.setattr(work, name, self)

    def __call__(self, *args: object, **kwargs: object) -> object:
        self.asked += 1
        if self.asked <= self._times:
            raise StoreUnavailable("away")
        return self._work(*args, **kwargs)


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("name", ["abandon", "start_run", "finish_run"])
def test_a_store_that_is_away_for_a_while_keeps_no_run_from_its_due_time_and_end(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    Away(monkeypatch, name, 3)
    assert run_entry(engine, entry("print('{\"added\": 3}')"), clock.now(), threading.Event()) == "done"
    assert (last(engine).state, last(engine).counts) == ("done", {"added": 3})


@pytest.mark.usefixtures("program")
def test_a_command_is_watched_while_the_store_is_away(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pid_file = tmp_path / "pid"
    store = Away(monkeypatch, "heartbeat", 1000)
    monkeypatch.setattr(work, "HEARTBEAT", timedelta(0))
    one = entry(SLEEPER.format(path=str(pid_file)), limit="3s")
    assert run_entry(engine, one, DUE, threading.Event()) == "timeout"
    assert store.asked
    assert ended(started(pid_file))


@pytest.mark.usefixtures("program")
def test_a_due_time_waits_no_longer_for_the_store_than_it_may_be_late(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Away(monkeypatch, "start_run", 1000)
    with pytest.raises(StoreUnavailable):
        run_entry(engine, entry("pass"), clock.now() - timedelta(hours=1), threading.Event())
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(StoreUnavailable):
        run_entry(engine, entry("pass", catch_up="12h"), clock.now(), stopping)


SLEEPER = """
import subprocess
child = subprocess.Popen(["sleep", "300"])
open({path!r}, "w").write(str(child.pid))
child.wait()
"""


def started(path: Path) -> int:
    for _ in range(100):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.1)
    raise AssertionError("the command did not start")


def ended(pid: int) -> bool:
    """Whether a process is gone, or goes within the seconds that a signal on its way may take on a busy machine."""
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "zombie" not in status.read_text()


@pytest.mark.usefixtures("program")
def test_a_run_beyond_its_limit_ends_with_all_it_started(engine: Engine, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    one = entry(SLEEPER.format(path=str(pid_file)), limit="5s")
    assert run_entry(engine, one, DUE, threading.Event()) == "timeout"
    assert ended(started(pid_file))


@pytest.mark.usefixtures("program")
def test_a_scheduler_that_stops_ends_its_commands_and_says_why(engine: Engine, tmp_path: Path) -> None:
    pid_file, stopping = tmp_path / "pid", threading.Event()
    one = entry(SLEEPER.format(path=str(pid_file)))
    thread = threading.Thread(target=run_entry, args=(engine, one, DUE, stopping))
    thread.start()
    child = started(pid_file)
    stopping.set()
    thread.join(30)
    assert last(engine).state == "stopped"
    assert ended(child)


TIMETABLE = """\
zone: Asia/Shanghai
entries:
  - {id: tick, label: 秒, command: [kinds, --json], every: 2s}
  - {id: nightly, label: 夜, command: [kinds, --json], cron: "%s", catch_up: 12h}
"""


def test_two_schedulers_run_each_due_time_once_and_catch_up(engine: Engine, tmp_path: Path) -> None:
    """Some 10 s: two real scheduler processes on one store, as two machines would run them."""
    now = clock.now().astimezone(clock.BEIJING)
    missed = (now - timedelta(hours=1)).replace(second=0, microsecond=0)
    before = start_run(engine, "nightly", due_at=missed - timedelta(days=1))
    finish_run(engine, before or 0, "done")
    path = tmp_path / "timetable.yaml"
    path.write_text(TIMETABLE % f"{missed.minute} {missed.hour} * * *", encoding="utf-8")
    environment = {**os.environ, "RENCAI_TIMETABLE": str(path)}
    schedulers = [
        subprocess.Popen([sys.executable, "-m", "rencai", "--quiet", "schedule", "run"], env=environment)
        for _ in range(2)
    ]
    for _ in range(240):
        with reading(engine) as conn:
            done = [run for run in recent_runs(conn, job="tick") if run.state == "done"]
            caught_up = [run for run in recent_runs(conn, job="nightly") if run.due_at == missed and run.ended_at]
        if len(done) >= 3 and caught_up:
            break
        time.sleep(0.25)
    for scheduler in schedulers:
        scheduler.send_signal(signal.SIGTERM)
    assert [scheduler.wait(30) for scheduler in schedulers] == [0, 0]
    with reading(engine) as conn:
        ticks = recent_runs(conn, job="tick")
        nightly = recent_runs(conn, job="nightly")
    dues = [run.due_at for run in ticks]
    assert len(dues) == len(set(dues))
    assert sum(run.state == "done" for run in ticks) >= 3
    assert nightly[0].due_at == missed
    assert not {run.state for run in (*ticks, *nightly)} & {"running", "failed"}
