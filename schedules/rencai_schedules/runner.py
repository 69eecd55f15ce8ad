"""The process that starts what the timetable says, each due time once however many schedulers there are.

APScheduler finds the due times; the store's unique (job, due time) lets one scheduler have each.
"""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from apscheduler.events import EVENT_JOB_MISSED, EVENT_JOB_SUBMITTED, JobExecutionEvent, JobSubmissionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine

from rencai import clock
from rencai.console import Console
from rencai.errors import StoreError
from rencai.store.engine import reading
from rencai.store.runs import finish_run, recent_runs, start_run
from rencai_schedules.timetable import Entry, Timetable
from rencai_schedules.work import run_entry

AT_ONCE = 4
"""Commands that one scheduler runs side by side."""


class Runner:
    """One scheduler. `run` returns after `stop`, when every command it started has ended."""

    def __init__(self, engine: Engine, timetable: Timetable, console: Console) -> None:
        self._engine = engine
        self._timetable = timetable
        self._console = console
        self._entries = {entry.id: entry for entry in timetable.entries}
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="run")
        self._scheduler = BackgroundScheduler(timezone=timetable.zone)

    def run(self) -> None:
        """Start what is due until `stop` is called."""
        for entry in self._timetable.entries:
            self._scheduler.add_job(
                _nothing,
                entry.trigger(self._timetable.zone),
                id=entry.id,
                coalesce=True,
                max_instances=1000,
                misfire_grace_time=int(entry.lateness.total_seconds()),
            )
        self._scheduler.add_listener(self._due, EVENT_JOB_SUBMITTED)
        self._scheduler.add_listener(self._missed, EVENT_JOB_MISSED)
        self._catch_up(clock.now())
        self._scheduler.start()
        self._console.info(f"schedule: {len(self._entries)} entries; Ctrl-C ends it")
        self._stopping.wait()
        self._scheduler.shutdown(wait=False)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def stop(self, *_: object) -> None:
        """End soon: commands under way are told to end, and go on at the next start."""
        self._stopping.set()

    def stop_on_signals(self) -> None:
        """Let SIGINT and SIGTERM call `stop`."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)

    def _catch_up(self, now: datetime) -> None:
        for entry in self._timetable.entries:
            due = entry.last_due(self._timetable.zone, now)
            if due is not None and self._ran_before(entry, due):
                self._submit(entry, due)

    def _ran_before(self, entry: Entry, due: datetime) -> bool:
        """Whether the entry's last run is of an earlier due time; without any run there is nothing to catch up."""
        with reading(self._engine) as conn:
            last = next(iter(recent_runs(conn, job=entry.id, limit=1)), None)
        return last is not None and (last.due_at or last.started_at) < due

    def _due(self, event: JobSubmissionEvent) -> None:
        self._submit(self._entries[event.job_id], event.scheduled_run_times[-1])

    def _missed(self, event: JobExecutionEvent) -> None:
        try:
            run_id = start_run(self._engine, event.job_id, due_at=event.scheduled_run_time, cause="schedule")
            if run_id is not None:
                finish_run(self._engine, run_id, "missed", message="the scheduler noticed this due time too late")
        except StoreError as error:
            self._console.error(f"{event.job_id}: missed its due time, and {error}")

    def _submit(self, entry: Entry, due: datetime) -> None:
        if not self._stopping.is_set():
            self._pool.submit(self._work, entry, due)

    def _work(self, entry: Entry, due: datetime) -> None:
        try:
            state = run_entry(self._engine, entry, due, self._stopping)
        except Exception as error:  # noqa: BLE001  # one entry's trouble must not end the others
            self._console.error(f"{entry.id}: {error}")
            return
        if state is not None:
            self._console.info(f"{clock.now():%Y-%m-%d %H:%M:%S}Z {entry.id}: {state}")


def _nothing() -> None:
    """What APScheduler itself runs: the work begins in the listener, which is told the due time."""
