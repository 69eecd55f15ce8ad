"""A rebuild killed at any of its stages, or begun by several at once: the next one ends with everything there is."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.errors import UnderWay
from rencai.search.lexicon import bundled
from rencai.search.port import SearchReader, SearchWriter
from rencai.store.engine import reading, writing
from rencai.store.life import end
from rencai.store.runs import abandon, recent_runs
from rencai.store.terms import TermList, add_term
from rencai.words import lexicon_of
from rencai_indexer import lease
from rencai_indexer.lease import leased
from rencai_indexer.rebuild import rebuild
from rencai_indexer.verify import compare
from support_indexer import QUIET, take

RECORDS = 180
KILLED = """
import os, signal, sys
from rencai_indexer import rebuild
from rencai.search.open import open_writer
from rencai.settings import settings
rebuild.BATCH, rebuild.COMMIT_EVERY = 40, 0.0
name, time = sys.argv.pop(1), int(sys.argv.pop(1))
owner = next(one for one in (rebuild, rebuild._Filling, type(open_writer(settings()))) if hasattr(one, name))
real, calls = getattr(owner, name), []

def killed(*given, **named):
    calls.append(name)
    if len(calls) == time:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)

setattr(owner, name, killed)
from rencai.cli import main
main()
"""
STAGES = {
    "before it makes anything": ("new_generation", 1),
    "made": ("note", 1),
    "written": ("commit", 1),
    "committed": ("note", 2),
    "noted": ("commit", 2),
    "filled": ("_catch_up", 1),
    "caught up": ("switch", 1),
    "switched": ("drop", 2),
}


def killed(stage: str) -> None:
    """A real rebuild that kills itself before it goes on to its next stage."""
    name, times = STAGES[stage]
    command = [sys.executable, "-c", KILLED, name, str(times), "--quiet", "index", "rebuild"]
    done = subprocess.run(command, env=dict(os.environ), check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_the_next_rebuild_ends_equal(stage: str, store: Engine, writer: SearchWriter, reader: SearchReader) -> None:
    """Some 3 s each: what ended and came since the kill is right too."""
    ids = take(store, range(RECORDS))
    killed(stage)
    with writing(store) as turn:
        end(turn, sorted(ids)[:10], "gone", "absent", clock.now())
    take(store, range(RECORDS - 10, RECORDS + 10), title="后来的焊工")
    done = rebuild(store, writer, bundled(), QUIET)
    assert (done["indexed"] < RECORDS) == (stage in ("noted", "filled", "caught up")), "what is there is gone on with"
    assert compare(store, reader, QUIET).total == 0
    assert reader.count() >= RECORDS
    assert writer.unfinished() is None


@pytest.mark.slow
def test_what_was_noted_of_another_generation_is_not_taken_for_this_one(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    """Some 5 s. The first is given up since the dictionary changed; the second, of the same name, has just begun."""
    take(store, range(RECORDS))
    killed("noted")
    with writing(store) as turn:
        add_term(turn, TermList.WORD, "焱燊窑", by="test")
    killed("written")
    assert rebuild(store, writer, lexicon_of(store)(), QUIET)["total"] == RECORDS
    assert compare(store, reader, QUIET).total == 0


def test_only_one_process_builds_an_index(store: Engine, writer: SearchWriter) -> None:
    take(store, range(5))
    with leased(store), pytest.raises(UnderWay, match="rebuild is under way"):
        rebuild(store, writer, bundled(), QUIET)
    assert rebuild(store, writer, bundled(), QUIET)["total"] == 5
    with reading(store) as conn:
        assert [run.state for run in recent_runs(conn, job=lease.JOB)] == ["done", "done"]


def test_the_timetable_finds_a_rebuild_under_way_and_leaves_the_rest_to_it(store: Engine) -> None:
    """Slow: a command of its own."""
    take(store, range(3))
    command = [sys.executable, "-m", "rencai", "index", "follow", "--once", "--json"]
    with leased(store):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, '{"changes": 0, "indexed": 0, "removed": 0}')
    assert "follows by itself" in done.stderr


def test_a_process_that_slept_too_long_does_not_go_on(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "BEAT", 0.05)
    with leased(store) as mine:
        mine.keep()
        mine.check()
        abandon(store, clock.now() + lease.SILENCE)
        time.sleep(0.5)
        with pytest.raises(UnderWay, match="dead"):
            mine.check()
