"""What only the embedded engine can suffer from: kills, locks, strange files."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rencai.errors import BadQuery, SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.clauses import Phrase, Term
from rencai.search.engine import Request
from rencai.search.lexicon import bundled
from rencai.search.tantivy import TantivyEngine, TantivyWriter
from rencai.search.tantivy.folder import FACTS, POSITION, IndexFolder, read_number
from rencai_indexer.documents import document
from support_search import fill, job

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from rencai.search.analysis import Analyzer
from rencai.search.tantivy import TantivyWriter
from rencai_indexer.documents import document
from support_search import job
generation = TantivyWriter(Path(sys.argv[1])).current()
words = Analyzer()
step = generation.position()
while True:
    generation.upsert([document(job(f"r{number}", f"title {step}"), words) for number in range(40)])
    generation.commit()
    generation.set_position(step := step + 1)
"""


def test_a_second_writer_is_told_at_once(tmp_path: Path) -> None:
    writer = TantivyWriter(tmp_path)
    fill(writer, [job("1", "电工")])
    generation = writer.current()
    assert generation is not None
    with pytest.raises(SearchUnavailable, match="another process"):
        writer.current()
    generation.close()
    again = writer.current()
    assert again is not None
    again.close()


def test_an_index_of_another_version_is_not_read(tmp_path: Path) -> None:
    writer = TantivyWriter(tmp_path)
    fill(writer, [job("1", "电工")])
    facts = next(tmp_path.glob(f"*/{FACTS}"))
    facts.write_text('{"fields": "other"}', encoding="utf-8")
    with pytest.raises(SearchUnavailable, match="rebuild"):
        TantivyEngine(tmp_path).run(Request())
    assert writer.current() is None


def test_a_broken_index_is_unavailable_and_no_crash(tmp_path: Path) -> None:
    writer = TantivyWriter(tmp_path)
    fill(writer, [job("1", "电工")])
    next(tmp_path.glob("*/meta.json")).write_text("{}", encoding="utf-8")
    engine = TantivyEngine(tmp_path)
    with pytest.raises(SearchUnavailable):
        engine.run(Request())
    assert not engine.ready()


def test_a_field_that_is_not_there_is_a_bad_query(tmp_path: Path) -> None:
    fill(TantivyWriter(tmp_path), [job("1", "电工")])
    with pytest.raises(BadQuery):
        TantivyEngine(tmp_path).run(Request(match=Term("colour", "red")))
    with pytest.raises(BadQuery):
        TantivyEngine(tmp_path).run(Request(match=Phrase("all_w", ("电工", "电工"))))


def test_an_unfinished_generation_is_found_again_and_dropped_in_the_end(tmp_path: Path) -> None:
    writer = TantivyWriter(tmp_path)
    fill(writer, [job("1", "电工")])
    begun = writer.new_generation()
    begun.upsert([document(job("2", "焊工"), Analyzer(bundled().words))])
    begun.commit()
    begun.set_position(7)
    begun.close()
    found = writer.unfinished()
    assert found is not None
    assert (found.name, found.position(), found.count()) == (begun.name, 7, 1)
    found.close()
    assert writer.drop() == [begun.name]
    assert writer.unfinished() is None


def wait_for_commits(position: Path, count: int) -> None:
    """Until so many more commits are noted than now."""
    wanted = read_number(position) + count
    until = time.monotonic() + 60
    while read_number(position) < wanted:
        assert time.monotonic() < until, "the writer does not write"
        time.sleep(0.02)


@pytest.mark.slow
def test_killed_writers_leave_whole_commits_and_a_writable_index(tmp_path: Path) -> None:
    """Some 8 s: SIGKILL in the middle of commits, where a leftover file once made every later commit fail."""
    writer = TantivyWriter(tmp_path)
    fill(writer, [job("first", "电工")])
    position = next(tmp_path.glob(f"*/{FACTS}")).with_name(POSITION)
    support = str(Path(__file__).parents[1] / "support")
    for round_ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([support, os.environ.get("PYTHONPATH", "")])},
        )
        wait_for_commits(position, 3)
        time.sleep(0.02 * round_)
        process.send_signal(signal.SIGKILL)
        process.wait()
    generation = writer.current()
    assert generation is not None
    assert generation.position() > 0
    generation.upsert([document(job("last", "焊工"), Analyzer())])
    generation.commit()
    assert generation.count() == 42
    titles = {row.card["title"] for row in TantivyEngine(tmp_path).run(Request(size=50)).rows}
    assert len(titles) == 3, "a commit is whole: all forty records have the title of one step"
    generation.close()


def test_a_reader_that_opens_while_a_rebuild_switches_reads_the_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = TantivyWriter(tmp_path)
    for _ in range(2):
        fill(writer, [job("1", "电工")])
    assert writer.drop() == ["g000001"]
    looks = iter(["g000001"])
    current = IndexFolder.current
    monkeypatch.setattr(IndexFolder, "current", lambda self: next(looks, "") or current(self))
    assert TantivyEngine(tmp_path).run(Request(size=0)).total == 1


def test_what_a_kill_left_of_a_generation_does_not_stand_in_the_way_of_the_next(tmp_path: Path) -> None:
    writer = TantivyWriter(tmp_path)
    fill(writer, [job("1", "电工")])
    (tmp_path / "g000002").mkdir()  # killed before its facts were written
    made = writer.new_generation()
    made.close()
    assert set(writer.drop()) == {made.name}
    assert [folder.name for folder in tmp_path.glob("g*")] == ["g000001"]


def test_an_index_of_another_version_still_counts_against_a_much_smaller_one(tmp_path: Path) -> None:
    writer = TantivyWriter(tmp_path)
    fill(writer, [job(str(number), "电工") for number in range(5)])
    next(tmp_path.glob(f"*/{FACTS}")).write_text('{"fields": "other"}', encoding="utf-8")
    assert writer.current_count() == 5
