"""The list of changes made shorter: whoever follows it, from wherever, misses nothing."""

import random
import threading

import pytest
from sqlalchemy import func, select

from rencai.intake import Intake
from rencai.records.canonical import record_id
from rencai.store.changes import changes_after, compact, latest_seq, note
from rencai.store.engine import reading, writing
from rencai.store.read import get_many, scan
from rencai.store.tables import changes
from support_records import AT

NAMES = [record_id("board", str(number)) for number in range(40)]


def write(engine, seed, times):
    chance = random.Random(seed)
    for _ in range(times):
        with writing(engine) as turn:
            note(turn, chance.choices(NAMES, k=7), AT)


def followed(engine, seq):
    """The records that a follower comes upon after a number, and how far it comes."""
    found = set()
    with reading(engine) as conn:
        while step := changes_after(conn, seq, 9):
            found |= {name for _, name in step}
            seq = step[-1][0]
    return found, seq


@pytest.mark.parametrize("at_once", [3, 1000])
def test_a_follower_at_any_number_comes_upon_the_same_records(engine, monkeypatch, at_once):
    monkeypatch.setattr("rencai.store.changes._AT_ONCE", at_once)
    write(engine, 1, 30)
    with reading(engine) as conn:
        last = latest_seq(conn)
    before = {seq: followed(engine, seq) for seq in range(0, last + 1, 17)}
    assert compact(engine) == 210 - len({name for name in NAMES if name in before[0][0]})
    assert {seq: followed(engine, seq) for seq in range(0, last + 1, 17)} == before
    assert compact(engine) == 0
    with reading(engine) as conn:
        assert latest_seq(conn) == last


def test_numbers_go_on_after_it(engine):
    write(engine, 2, 3)
    with reading(engine) as conn:
        last = latest_seq(conn)
    compact(engine)
    write(engine, 3, 1)
    with reading(engine) as conn:
        assert [seq for seq, _ in changes_after(conn, last)] == list(range(last + 1, last + 8))


def test_one_who_follows_while_others_write_and_it_runs_misses_nothing(engine):
    intake, seen, seq, over = Intake(engine, "board", "import", rest=0), {}, 0, threading.Event()

    def change():
        for version in range(12):
            some = random.Random(version).sample(range(20), 12)
            intake.take("job_posting", [{"source_id": str(name), "title": f"电工{version}"} for name in some])
        over.set()

    def shorten():
        while not over.is_set():
            compact(engine)

    threads = [threading.Thread(target=work) for work in (change, shorten)]
    for thread in threads:
        thread.start()
    last_look = False
    while not last_look:
        last_look = over.is_set()
        with reading(engine) as conn:
            step = changes_after(conn, seq, 5) if not last_look else changes_after(conn, seq, 10_000)
            seen |= {name: record.hash for name, record in get_many(conn, {name for _, name in step}).items()}
        seq = step[-1][0] if step else seq
    for thread in threads:
        thread.join()
    assert seen == {one.id: one.hash for page in scan(engine) for one in page}
    compact(engine)
    with reading(engine) as conn:
        assert conn.execute(select(func.count()).select_from(changes)).scalar_one() == len(seen)
