"""Real commands killed in their work: nothing is lost or doubled."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import Engine

from rencai.search.lexicon import bundled
from rencai.search.port import SearchReader, SearchWriter
from rencai_indexer.rebuild import rebuild
from support_indexer import QUIET, differences, follow, gone, take, total


@pytest.mark.slow
def test_a_follower_killed_in_its_work_leaves_an_index_that_the_next_one_makes_equal(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    """Some 8 s: SIGKILL at three moments of real following; nothing may be lost or doubled."""
    command = [sys.executable, "-m", "rencai", "--quiet", "index", "follow"]
    for round_ in range(3):
        take(store, range(round_ * 300, round_ * 300 + 600), title=f"第{round_}批焊工")
        process = subprocess.Popen(command, env=dict(os.environ))
        time.sleep(1.2 + 0.7 * round_)
        process.send_signal(signal.SIGKILL)
        process.wait()
    follow(store, writer)
    assert total(reader) == 2 * 300 + 600
    assert differences(store, reader).total == 0


@pytest.mark.slow
def test_a_rebuild_killed_in_its_work_goes_on_or_starts_over_and_ends_equal(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    """Some 10 s: SIGKILL of a real rebuild; searches go on in the old index meanwhile."""
    take(store, range(1500))
    rebuild(store, writer, bundled(), QUIET)
    command = [sys.executable, "-m", "rencai", "--quiet", "index", "rebuild"]
    for pause in (0.8, 1.4):
        process = subprocess.Popen(command, env=dict(os.environ), start_new_session=True)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert total(reader) == 1500
        assert gone(process.pid), "the processes that made documents end with the one that asked for them"
    assert rebuild(store, writer, bundled(), QUIET)["total"] == 1500
    assert differences(store, reader).total == 0
