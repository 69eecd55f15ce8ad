"""What it costs to find a new vacancy's cluster, by the size of the store.

`python benchmarks/store_clustering.py [--sizes 10000,100000,1000000] [--json]` fills a store (SQLite in a temporary
folder, or DATABASE_URL's) with vacancies and their keys, then plans the clusters of 2,000 newcomers, half of which are
re-posts of stored ones with a word changed. A row says how long one took and how many of the re-posts were found.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, insert

from rencai import clock
from rencai.intake.cluster import Clusterer, Newcomer, numbers
from rencai.records.canonical import canonical
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


def vacancy(number: int, seed: random.Random) -> Draft:
    """A vacancy of its own, as it would be stored."""
    low = seed.randrange(40, 120) * 100
    payload: dict[str, Any] = {
        "title": seed.choice(TITLES),
        "employer": f"北京第{seed.randrange(200_000)}机电设备有限公司",
        "description": "，".join(seed.choices(WORDS, k=60)),
        "district": {"code": seed.choice(DISTRICTS), "name": ""},
        "salary": {"min": low, "max": low + 3000, "unit": "month", "monthly_min": low, "monthly_max": low + 3000},
        "url": f"https://jobs.example.org/{number}",
    }
    return draft(str(number), payload)


def draft(source_id: str, payload: dict[str, Any]) -> Draft:
    record = JobPosting.model_construct(source="board", source_id=source_id, seen=clock.now())
    return Draft(record, payload, f"{hash(canonical(payload)):x}")


def fill(engine: Engine, begin: int, end: int) -> None:
    """Put vacancies and their keys straight into the tables."""
    at = clock.now()
    for start in range(begin, end, 2000):
        drafts = [vacancy(number, random.Random(number)) for number in range(start, min(start + 2000, end))]
        rows = [
            {
                "id": one.id,
                "kind": "job_posting",
                "source": "board",
                "source_id": one.record.source_id,
                "status": "live",
                "payload": one.encoded,
                "hash": one.hash,
                "version": 1,
                "cause": "crawl",
                "cluster_id": one.id,
                "filled": 6,
                "first_seen": at,
                "last_seen": at,
                "updated_at": at,
                "flags": [],
            }
            for one in drafts
        ]
        with writing(engine) as turn:
            turn.conn.execute(insert(records), rows)
            hold(turn, [(key, one.id) for one in drafts for key in numbers(one)])


def newcomers(size: int) -> Iterator[tuple[Newcomer, str | None]]:
    """Vacancies to place, each with the stored one that it is a re-post of, if it is."""
    seed = random.Random(size)
    for number in range(NEWCOMERS):
        again = seed.randrange(size) if number % 2 else None
        one = vacancy(
            size + number if again is None else again, random.Random(size + number if again is None else again)
        )
        payload = one.payload | {"url": f"https://other.example.org/{number}"}
        payload["description"] = payload["description"].replace("，", "。", 1)
        placed = draft(f"new{number}", payload)
        yield Newcomer(placed, numbers(placed)), None if again is None else one.id


def measure(engine: Engine, size: int) -> dict[str, float]:
    """One row of the table."""
    given = list(newcomers(size))
    times, found, wrong = [], 0, 0
    for start in range(0, len(given), 100):
        batch = given[start : start + 100]
        began = time.perf_counter()
        with reading(engine) as conn:
            plan = Clusterer().plan(conn, [one for one, _ in batch])
        times.append((time.perf_counter() - began) / len(batch) * 1000)
        for one, original in batch:
            placed = plan.cluster_of[one.draft.id]
            found += placed == original
            wrong += placed not in (original, one.draft.id)
    times.sort()
    return {
        "stored": size,
        "median_ms": round(times[len(times) // 2], 3),
        "p95_ms": round(times[int(len(times) * 0.95)], 3),
        "reposts_found": round(found / (NEWCOMERS / 2), 3),
        "wrong": wrong,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/store.sqlite")
        migrate(engine)
        rows, filled = [], 0
        for size in sorted(map(int, given.sizes.split(","))):
            fill(engine, filled, size)
            filled = size
            rows.append(measure(engine, size))
        engine.dispose()
    if given.json:
        print(json.dumps({"cores": os.cpu_count(), "rows": rows}))
        return
    print("| " + " | ".join(rows[0]) + " |\n|" + " --- |" * len(rows[0]))
    for row in rows:
        print("| " + " | ".join(str(value) for value in row.values()) + " |")


if __name__ == "__main__":
    main()
