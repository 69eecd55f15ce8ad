import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from rencai import clock
from rencai.errors import UnderWay
from rencai.store.engine import reading, writing
from rencai.store.owner import is_gone, this_process
from rencai.store.runs import (
    LOG_TAIL,
    Pulse,
    Reject,
    abandon,
    finish_run,
    get_run,
    heartbeat,
    kept_runs,
    prune_rejects,
    prune_runs,
    recent_runs,
    reject,
    reject_counts,
    rejected,
    start_alone,
    start_run,
)
from support_records import AT
from support_store import address


def test_a_due_time_is_run_once_whoever_asks(engine):
    first = start_run(engine, "crawl:a", "a", due_at=AT)
    assert first is not None
    assert start_run(engine, "crawl:a", "a", due_at=AT) is None
    assert start_run(engine, "crawl:a", "a", due_at=AT + timedelta(days=1)) is not None
    assert start_run(engine, "crawl:b", "b", due_at=AT) is not None


def test_runs_that_were_not_due_are_not_kept_apart(engine):
    assert start_run(engine, "crawl:a") != start_run(engine, "crawl:a")


def test_a_run_keeps_its_counts_and_the_end_of_its_log(engine):
    run = start_run(engine, "crawl:a", "a", cause="schedule")
    heartbeat(engine, run, {"added": 1})
    finish_run(engine, run, "done", {"added": 2, "coverage": {"salary": 0.5}}, "ok", "x" * LOG_TAIL + "end")
    with reading(engine) as conn:
        found = get_run(conn, run)
    assert (found.state, found.counts, found.message) == ("done", {"added": 2, "coverage": {"salary": 0.5}}, "ok")
    assert found.log_tail.endswith("end")
    assert len(found.log_tail) == LOG_TAIL
    assert found.started_at <= found.ended_at


def test_the_latest_runs_come_first(engine):
    runs = [start_run(engine, f"crawl:{name}", name) for name in "aab"]
    with reading(engine) as conn:
        assert [run.id for run in recent_runs(conn)] == runs[::-1]
        assert [run.id for run in recent_runs(conn, source="a")] == runs[1::-1]
        assert [run.id for run in recent_runs(conn, job="crawl:b", state="running")] == runs[2:]


def test_a_run_without_a_sign_of_life_is_lost(engine):
    quiet, lively = start_run(engine, "a"), start_run(engine, "b")
    limit = clock.now()
    heartbeat(engine, lively)
    assert abandon(engine, limit) == [quiet]
    with reading(engine) as conn:
        assert (get_run(conn, quiet).state, get_run(conn, lively).state) == ("lost", "running")


def test_rejected_items_are_kept_counted_and_cleared(engine):
    run = start_run(engine, "a")
    rows = [Reject(run, "board", str(n), "no_title" if n else "wrong_type", "", "{}", AT) for n in range(3)]
    with writing(engine) as turn:
        reject(turn, rows)
    with reading(engine) as conn:
        assert rejected(conn, run) == rows
        assert reject_counts(conn, run) == {"no_title": 2, "wrong_type": 1}
    with writing(engine) as turn:
        assert prune_rejects(turn, AT + timedelta(1)) == 3


def test_old_runs_are_forgotten_but_not_the_latest_of_each_job(engine, monkeypatch):
    monkeypatch.setattr("rencai.store.runs.RUNS_KEPT", 2)
    ended = [start_run(engine, job) for job in ("a", "a", "a", "b", "a")]
    for run in ended:
        finish_run(engine, run, "done")
    under_way = start_run(engine, "a")
    assert prune_runs(engine, clock.now() - timedelta(1)) == 0
    assert prune_runs(engine, clock.now() + timedelta(1)) == 3
    with reading(engine) as conn:
        assert kept_runs(conn, ended) == {*ended[3:]}
        assert [run.id for run in recent_runs(conn)] == [under_way, ended[4], ended[3]]


SILENCE = timedelta(minutes=2)


def test_a_job_that_one_process_may_do_at_a_time_is_refused_to_others(engine):
    first = start_alone(engine, "crawl:a", "a", cause="manual", silence=SILENCE)
    with pytest.raises(UnderWay, match=f"run {first} of crawl:a is under way"):
        start_alone(engine, "crawl:a", "a", cause="manual", silence=SILENCE)
    assert start_alone(engine, "crawl:b", "b", cause="manual", silence=SILENCE) > first
    finish_run(engine, first, "done")
    assert start_alone(engine, "crawl:a", "a", cause="manual", silence=SILENCE) > first


def test_a_silent_run_is_lost_to_the_next_and_learns_of_it(engine):
    first = start_alone(engine, "crawl:a", cause="manual", silence=SILENCE)
    assert heartbeat(engine, first)
    second = start_alone(engine, "crawl:a", cause="manual", silence=timedelta(seconds=-1))
    with reading(engine) as conn:
        assert (get_run(conn, first).state, get_run(conn, second).state) == ("lost", "running")
    assert not heartbeat(engine, first, {"added": 1})
    with reading(engine) as conn:
        assert get_run(conn, first).counts == {}


@pytest.mark.parametrize("alone", [True, False])
def test_a_run_whose_process_was_killed_is_lost_at_once(engine, alone):
    code = (
        "import sys; from datetime import timedelta; from rencai.store.engine import open_engine; "
        "from rencai.store.runs import start_alone; "
        "print(start_alone(open_engine(sys.argv[1]), 'crawl:a', cause='manual', silence=timedelta(minutes=2)))"
    )
    done = subprocess.run([sys.executable, "-c", code, address(engine)], capture_output=True, text=True, check=True)
    killed = int(done.stdout)
    if alone:
        assert start_alone(engine, "crawl:a", cause="manual", silence=SILENCE) > killed
    else:
        assert start_run(engine, "crawl:a") > killed
    with reading(engine) as conn:
        assert get_run(conn, killed).state == "lost"


def test_only_one_of_many_that_ask_together_begins(engine):
    def ask(_):
        try:
            return start_alone(engine, "crawl:a", cause="manual", silence=SILENCE)
        except UnderWay:
            return None

    with ThreadPoolExecutor(4) as threads:
        assert len([run for run in threads.map(ask, range(8)) if run]) == 1


def test_a_run_that_only_started_another_is_shown_once(engine):
    outer = start_run(engine, "nightly-crawl:a", cause="schedule")
    inner = start_alone(engine, "crawl:a", "a", cause="schedule", silence=SILENCE, parent=outer)
    lone = start_run(engine, "tidy")
    with reading(engine) as conn:
        assert [run.id for run in recent_runs(conn, once=True)] == [lone, inner]
        assert [run.id for run in recent_runs(conn)] == [lone, inner, outer]


@pytest.mark.parametrize("owner", ["", "elsewhere 1 2", "a b", f"{this_process().split(' ')[0]} nobody 1"])
def test_an_owner_that_cannot_be_asked_is_not_gone(owner):
    assert not is_gone(owner)


def test_a_number_that_was_given_to_another_process_is_not_the_owner():
    host, number, started = this_process().split(" ")
    assert not is_gone(f"{host} {number} {started}")
    if started:
        assert is_gone(f"{host} {number} {started}9")


def test_a_long_work_that_says_so_now_and_then_is_not_taken_for_lost(engine, monkeypatch):
    """An import or a reparse takes longer than a crawl that begins beside it waits for a sign of life."""
    run = start_run(engine, "reparse:board")
    beat = Pulse(engine, run)
    monkeypatch.setattr("rencai.store.runs.BEAT", 0.0)
    beat()
    with reading(engine) as conn:
        assert (get_run(conn, run).heartbeat_at > get_run(conn, run).started_at) is True
    Pulse(engine, None)()
