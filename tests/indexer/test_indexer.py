"""The index follows the store: pending changes, endings, rebuilds, and what is mended."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.errors import RebuildRefused
from rencai.search.analysis import Analyzer
from rencai.search.port import SearchReader, SearchWriter
from rencai.search.query import Query
from rencai.store.engine import writing
from rencai.store.life import end, restore
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from rencai_indexer.verify import Differences, compare, repair
from support_indexer import QUIET, take


def follow(store: Engine, writer: SearchWriter, analyzer: Analyzer) -> dict[str, int]:
    return Follower(store, writer, lambda: analyzer, QUIET).once()


def differences(store: Engine, reader: SearchReader, analyzer: Analyzer) -> Differences:
    return compare(store, reader, analyzer, QUIET)


def total(reader: SearchReader, text: str = "") -> int:
    reader.refresh()
    return reader.search(Query(text=text)).total


def test_what_is_written_is_found_and_what_ended_is_not(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    ids = take(store, range(30))
    follow(store, writer, analyzer)
    assert total(reader, "车工") == 30
    with writing(store) as turn:
        end(turn, ids[:10], "gone", "absent", clock.now())
    assert follow(store, writer, analyzer)["removed"] == 10
    assert total(reader) == 20
    with writing(store) as turn:
        restore(turn, ids[:5], clock.now())
    take(store, range(20, 30), title="电焊工")
    follow(store, writer, analyzer)
    assert (total(reader), total(reader, "电焊工")) == (25, 10)
    assert differences(store, reader, analyzer).total == 0


def test_nothing_new_is_nothing_to_do(store: Engine, writer: SearchWriter, analyzer: Analyzer) -> None:
    take(store, range(3))
    follow(store, writer, analyzer)
    assert follow(store, writer, analyzer) == {"changes": 0, "indexed": 0, "removed": 0}
    take(store, range(3))
    assert follow(store, writer, analyzer)["changes"] == 0, "an unchanged record is no change"


def test_a_rebuild_replaces_the_index_and_forgets_the_old_one(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    take(store, range(40))
    rebuild(store, writer, analyzer, QUIET)
    take(store, range(40, 50))
    done = rebuild(store, writer, analyzer, QUIET)
    assert (done["indexed"], done["total"], done["dropped"]) == (50, 50, 1)
    assert total(reader) == 50
    assert differences(store, reader, analyzer).total == 0


def test_a_much_smaller_index_is_refused_unless_forced(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    ids = take(store, range(20))
    rebuild(store, writer, analyzer, QUIET)
    with writing(store) as turn:
        end(turn, ids[:10], "gone", "absent", clock.now())
    with pytest.raises(RebuildRefused, match="--force"):
        rebuild(store, writer, analyzer, QUIET)
    assert total(reader) == 20
    rebuild(store, writer, analyzer, QUIET, force=True)
    assert total(reader) == 10


def test_verify_names_what_differs_and_repair_mends_it(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    ids = take(store, range(20))
    follow(store, writer, analyzer)
    generation = writer.current()
    assert generation is not None
    generation.delete({ids[0]: 1})
    generation.commit()
    generation.close()
    found = differences(store, reader, analyzer)
    assert (found.compared, found.missing, found.different, found.surplus) == (20, [ids[0]], [], [])
    assert repair(store, writer, analyzer, found.ids) == 1
    assert differences(store, reader, analyzer).total == 0


def test_a_follower_goes_on_in_the_new_index_after_a_rebuild_beside_it(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    take(store, range(10))
    follower = Follower(store, writer, lambda: analyzer, QUIET)
    follower.once()
    rebuild(store, writer, analyzer, QUIET)
    take(store, range(10, 15))
    assert follower.once()["indexed"] == 5
    assert total(reader) == 15


@pytest.mark.slow
def test_a_follower_killed_in_its_work_leaves_an_index_that_the_next_one_makes_equal(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    """Some 15 s: SIGKILL at five moments of real following; nothing may be lost or doubled."""
    command = [sys.executable, "-m", "rencai", "--quiet", "index", "follow"]
    for round_ in range(5):
        take(store, range(round_ * 300, round_ * 300 + 600), title=f"第{round_}批焊工")
        process = subprocess.Popen(command, env=dict(os.environ))
        time.sleep(1.2 + 0.35 * round_)
        process.send_signal(signal.SIGKILL)
        process.wait()
    follow(store, writer, analyzer)
    assert total(reader) == 4 * 300 + 600
    assert differences(store, reader, analyzer).total == 0


@pytest.mark.slow
def test_a_rebuild_killed_in_its_work_goes_on_or_starts_over_and_ends_equal(
    store: Engine, writer: SearchWriter, reader: SearchReader, analyzer: Analyzer
) -> None:
    """Some 10 s: SIGKILL of a real rebuild; searches go on in the old index meanwhile."""
    take(store, range(1500))
    rebuild(store, writer, analyzer, QUIET)
    command = [sys.executable, "-m", "rencai", "--quiet", "index", "rebuild"]
    for pause in (0.8, 1.4):
        process = subprocess.Popen(command, env=dict(os.environ))
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert total(reader) == 1500
    assert rebuild(store, writer, analyzer, QUIET)["total"] == 1500
    assert differences(store, reader, analyzer).total == 0
