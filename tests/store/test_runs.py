from datetime import timedelta

from rencai import clock
from rencai.store.engine import reading, writing
from rencai.store.runs import (
    LOG_TAIL,
    Reject,
    abandon,
    finish_run,
    get_run,
    heartbeat,
    prune_rejects,
    recent_runs,
    reject,
    reject_counts,
    rejected,
    start_run,
)
from support_records import AT


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
