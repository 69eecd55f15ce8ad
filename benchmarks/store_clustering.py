"""What it costs to find a new vacancy's cluster, by the size of the store.

`python benchmarks/store_clustering.py [--sizes 10000,100000,1000000] [--employers 200000] [--json]` fills a store
(SQLite in a temporary folder, or DATABASE_URL's) with vacancies and their keys, then plans the clusters of 2,000
newcomers, half of which are re-posts of stored ones with a word changed, and stores them. A row says how long finding
the cluster of one took and how long writing it (in batches of 100), and how many of the re-posts were found. Fewer
employers have more vacancies each: that tells what grows with the store from what grows with them.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, insert, text
from told import tell

from rencai import clock
from rencai.intake.cluster import Clusterer, Newcomer, Plan, keys
from rencai.records.canonical import canonical, record_id
from rencai.records.job_posting import JobPosting
from rencai.store.clusters import hold
from rencai.store.engine import open_engine, reading, writing
from rencai.store.migrate import migrate
from rencai.store.put import Draft
from rencai.store.tables import records

TITLES = (
    "电工",
    "焊工",
    "钳工",
    "数控车工",
    "汽车维修工",
    "保育师",
    "养老护理员",
    "美发师",
    "中式烹调师",
    "叉车司机",
    "架子工",
    "管道工",
)
DISTRICTS = ("110101", "110102", "110105", "110106", "110107", "110108", "110112", "110114")
WORDS = [
    a + b for a in "安装调试维护保养检修操作按照工艺要求完成生产任务" for b in "设备机床线路管道质量安全记录班组现场"
]
NEWCOMERS = 2000
EMPLOYERS = 200_000
UNSTORED = 10**9
"""Numbers from here on are of no stored vacancy."""
SORTED_KEYS = """
    INSERT INTO cluster_keys (key, record_id, employer)
    SELECT key, record_id, employer FROM (
        SELECT key, record_id, employer, most, row_number() OVER (PARTITION BY key ORDER BY record_id) AS place
        FROM loose
    ) AS numbered
    WHERE place <= most
    ORDER BY key, record_id
    ON CONFLICT DO NOTHING
"""


def vacancy(number: int, seed: random.Random, employers: int = EMPLOYERS) -> Draft:
    """A vacancy of its own, as it would be stored."""
    low = seed.randrange(40, 120) * 100
    payload: dict[str, Any] = {
        "title": seed.choice(TITLES),
        "employer": f"北京第{seed.randrange(employers)}机电设备有限公司",
        "description": "，".join(seed.choices(WORDS, k=60)),
        "district": {"code": seed.choice(DISTRICTS), "name": ""},
        "salary": {"min": low, "max": low + 3000, "unit": "month", "monthly_min": low, "monthly_max": low + 3000},
        "url": f"https://jobs.example.org/{number}",
    }
    return draft(str(number), payload)


def draft(source_id: str, payload: dict[str, Any]) -> Draft:
    record = JobPosting.model_construct(source="board", source_id=source_id, seen=clock.now())
    return Draft(record, payload, f"{hash(canonical(payload)):x}")


def fill(engine: Engine, begin: int, end: int, employers: int = EMPLOYERS) -> None:
    """Put vacancies and their keys straight into the tables, each in the order of its index: a bulk load."""
    with writing(engine) as turn:
        turn.conn.exec_driver_sql(
            "CREATE TEMPORARY TABLE loose (key BIGINT, record_id VARCHAR(26), employer BIGINT, most INTEGER)"
        )
        numbered = sorted(range(begin, end), key=lambda number: record_id("board", str(number)))
        for start in range(0, len(numbered), 5000):
            drafts = [vacancy(number, random.Random(number), employers) for number in numbered[start : start + 5000]]
            turn.conn.execute(insert(records), [row(one) for one in drafts])
            pairs = [(key.number, one.id, key.employer, key.most) for one in drafts for key in keys(one)]
            rows = [dict(zip(("key", "record_id", "employer", "most"), pair, strict=True)) for pair in pairs]
            turn.conn.execute(text("INSERT INTO loose VALUES (:key, :record_id, :employer, :most)"), rows)
        turn.conn.execute(text(SORTED_KEYS))
        turn.conn.exec_driver_sql("DROP TABLE loose")
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            conn.exec_driver_sql("VACUUM ANALYZE")


def row(one: Draft, cluster_id: str = "") -> dict[str, Any]:
    """A draft as a row of its table."""
    at = clock.now()
    return {
        "id": one.id,
        "kind": "job_posting",
        "source": "board",
        "source_id": one.record.source_id,
        "status": "live",
        "payload": one.encoded,
        "hash": one.hash,
        "version": 1,
        "cause": "crawl",
        "cluster_id": cluster_id or one.id,
        "filled": 6,
        "first_seen": at,
        "last_seen": at,
        "updated_at": at,
        "flags": [],
    }


def newcomers(size: int, employers: int) -> Iterator[tuple[Draft, str | None]]:
    """Vacancies to place, each with the stored one that it is a re-post of, if it is."""
    seed = random.Random(size)
    for number in range(NEWCOMERS):
        again = seed.randrange(size) if number % 2 else None
        source = UNSTORED + size + number if again is None else again
        one = vacancy(source, random.Random(source), employers)
        payload = one.payload | {"url": f"https://other.example.org/{size}/{number}"}
        payload["description"] = payload["description"].replace("，", "。", 1)
        placed = draft(f"new{size}-{number}", payload)
        yield placed, None if again is None else one.id


def measure(engine: Engine, size: int, employers: int = EMPLOYERS) -> dict[str, float]:
    """One row of the table."""
    given = list(newcomers(size, employers))
    planned, spent, written, found, wrong = [], [], [], 0, 0
    for start in range(0, len(given), 100):
        batch = given[start : start + 100]
        placing = [Newcomer(one, keys(one)) for one, _ in batch]
        began, cpu = time.perf_counter(), time.process_time()
        with reading(engine) as conn:
            plan = Clusterer().plan(conn, placing)
        planned.append((time.perf_counter() - began) / len(batch) * 1000)
        spent.append((time.process_time() - cpu) / len(batch) * 1000)
        written.append(write(engine, [one for one, _ in batch], plan) / len(batch) * 1000)
        for one, original in batch:
            placed = plan.cluster_of[one.id]
            found += placed == original
            wrong += placed not in (original, one.id)
    return {
        "stored": size,
        "median_ms": round(statistics.median(planned), 3),
        "cpu_ms": round(statistics.median(spent), 3),
        "p95_ms": round(sorted(planned)[int(len(planned) * 0.95)], 3),
        "write_ms": round(statistics.median(written), 3),
        "reposts_found": round(found / (NEWCOMERS / 2), 3),
        "wrong": wrong,
    }


def write(engine: Engine, batch: list[Draft], plan: Plan) -> float:
    """Seconds to store newcomers with their keys, the commit included."""
    began = time.perf_counter()
    with writing(engine) as turn:
        turn.conn.execute(insert(records), [row(one, plan.cluster_of[one.id]) for one in batch])
        hold(turn, plan.held)
    return time.perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--employers", type=int, default=EMPLOYERS)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/store.sqlite")
        migrate(engine)
        rows, filled = [], 0
        for size in sorted(map(int, given.sizes.split(","))):
            fill(engine, filled, size, given.employers)
            filled = size
            rows.append(measure(engine, size, given.employers))
        engine.dispose()
    tell(rows, as_json=given.json)


if __name__ == "__main__":
    main()
