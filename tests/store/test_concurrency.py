"""Several processes write at once, some commit late, and a follower by number misses nothing."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from sqlalchemy import func, select

from rencai.intake import Intake, cluster
from rencai.store.changes import changes_after
from rencai.store.engine import reading, writing
from rencai.store.put import put
from rencai.store.tables import changes, records
from support_records import AT, draft
from support_store import address

WRITER = Path(__file__).with_name("writer.py")
SUPPORT = Path(__file__).parent.parent / "support"


def start(engine, name, transactions=30, size=5, pause=0.05):
    arguments = [str(value) for value in (address(engine), name, transactions, size, pause)]
    environment = os.environ | {"PYTHONPATH": str(SUPPORT)}
    return subprocess.Popen([sys.executable, WRITER, *arguments], env=environment)


def test_a_follower_misses_nothing_beside_four_writers(engine):
    writers = [start(engine, f"w{number}") for number in range(4)]
    followed, position = [], 0
    while any(writer.poll() is None for writer in writers):
        with reading(engine) as conn:
            found = changes_after(conn, position, 50)
        followed += [record_id for _, record_id in found]
        position = found[-1][0] if found else position
        time.sleep(0.002)  # asking without a pause would leave the writers no processor
    with reading(engine) as conn:
        followed += [record_id for _, record_id in changes_after(conn, position, 10_000)]
        written = set(conn.execute(select(records.c.id)).scalars())
        noted = conn.execute(select(func.count()).select_from(changes)).scalar_one()
    assert [writer.returncode for writer in writers] == [0] * 4
    assert len(written) == 4 * 30 * 5
    assert set(followed) == written
    assert len(followed) == noted


def test_a_late_commit_keeps_later_numbers_waiting(engine):
    """The first writer draws its number and commits late; the second one's must not be seen before."""
    drawn, seen = threading.Event(), []

    def late():
        with writing(engine) as turn:
            put(turn, [draft("late")], "crawl", None, AT)
            drawn.set()
            time.sleep(0.4)

    def second():
        drawn.wait(10)
        with writing(engine) as turn:
            put(turn, [draft("second")], "crawl", None, AT)

    threads = [threading.Thread(target=late), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    position = 0
    while len(seen) < 2:
        with reading(engine) as conn:
            found = changes_after(conn, position)
        seen += [record_id for _, record_id in found]
        position = found[-1][0] if found else position
        time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert seen == [draft("late").id, draft("second").id]


def test_a_reader_is_not_kept_waiting_by_a_writer(engine):
    with writing(engine) as turn:
        put(turn, [draft("1")], "crawl", None, AT)
        began = time.monotonic()
        with reading(engine) as conn:
            assert conn.execute(select(func.count()).select_from(records)).scalar_one() == 0
        assert time.monotonic() - began < 1


def test_a_killed_writer_leaves_whole_transactions(engine):
    process = start(engine, "killed", transactions=10_000, size=20, pause=0)
    count = 0
    while count < 100:
        with reading(engine) as conn:
            count = conn.execute(select(func.count()).select_from(records)).scalar_one()
        time.sleep(0.01)
    process.kill()
    process.wait()
    with reading(engine) as conn:
        count = conn.execute(select(func.count()).select_from(records)).scalar_one()
        noted = conn.execute(select(func.count()).select_from(changes)).scalar_one()
    assert count == noted
    assert count % 20 == 0
    with writing(engine) as turn:
        assert put(turn, [draft("after")], "crawl", None, AT)[0].what == "added"


def test_one_vacancy_that_two_sources_bring_at_once_is_one_cluster(engine):
    """Neither sees the other's record while it plans without the turn; the plan with it does."""
    advert = {"employer": "北京某厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
    advert["seen"] = AT.isoformat()
    trades = ("保育师", "美发师", "茶艺师", "验光师")
    raws = [advert | {"source_id": str(number), "title": title} for number, title in enumerate(trades)]

    def bring(source):
        for raw in raws:
            Intake(engine, source, "crawl", rest=0).take("job_posting", [raw])

    threads = [threading.Thread(target=bring, args=(f"board{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as conn:
        found = conn.execute(select(records.c.source_id, records.c.cluster_id)).all()
        canonical = conn.execute(select(func.count()).where(records.c.canonical)).scalar_one()
    assert len(found) == 16
    assert len({tuple(row) for row in found}) == len({row.cluster_id for row in found}) == canonical == 4


def test_a_record_that_changes_while_another_is_compared_with_it(engine, monkeypatch):
    """What is compared outside the turn may be another text a moment later; that must not end a crawl."""
    text = "负责配电室值班，巡视高低压设备，排除故障，做好运行记录。" * 5
    raw = {"source_id": "1", "title": "电工", "employer": "第一机械厂", "description": text}
    Intake(engine, "甲", "crawl", rest=0).take("job_posting", [raw])
    fetch = cluster._Planning._fetch

    def fetch_late(planning, ids):
        monkeypatch.undo()
        Intake(engine, "甲", "crawl", rest=0).take("job_posting", [{**raw, "description": f"{text}夜班有补贴。"}])
        fetch(planning, ids)

    monkeypatch.setattr(cluster._Planning, "_fetch", fetch_late)
    (taken,) = Intake(engine, "乙", "crawl", rest=0).take("job_posting", [{**raw, "headcount_text": "2人"}])
    assert taken.outcome == "added"
