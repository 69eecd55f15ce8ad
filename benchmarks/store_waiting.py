"""How long the site's single write waits beside bulk writers: `python benchmarks/store_waiting.py [--json]`.

Bulk writers are processes that take vacancies in as a crawl does, in batches with their rest between. The site's
writer, another process, writes one row in its own transaction again and again: alone, beside one bulk writer, beside
two, and beside two that do not rest; on SQLite, and on PostgreSQL where pgserver or TEST_DATABASE_URL gives one.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from told import tell

from rencai import clock
from rencai.intake import Intake
from rencai.store.engine import open_engine, writing
from rencai.store.migrate import migrate
from rencai.store.runs import Reject, reject

SECONDS = 6.0
WORDS = [a + b for a in "安装调试维护保养检修操作完成生产任务" for b in "设备机床线路管道质量安全记录班组现场"]


def bulk(url: str, name: str, rest: float) -> None:
    """Take vacancies in until somebody ends this process; report how many on stdout."""
    intake, taken, began = Intake(open_engine(url), name, "crawl", rest=rest), 0, time.monotonic()
    while time.monotonic() - began < SECONDS:
        raws = [
            {
                "source_id": str(taken + one),
                "title": f"电工{one}",
                "employer": f"第{(taken + one) % 997}厂",
                "description": "，".join(random.choices(WORDS, k=80)),
            }
            for one in range(200)
        ]
        taken += len(intake.take("job_posting", raws))
    sys.stdout.write(f"{taken / (time.monotonic() - began):.0f}")


def site(url: str) -> list[float]:
    """Milliseconds of each small write, some forty a second; the first one, which connects, is left out."""
    engine, waits, began = open_engine(url), list[float](), time.monotonic()
    with writing(engine):
        pass
    while time.monotonic() - began < SECONDS - 0.5:
        asked = time.monotonic()
        with writing(engine) as turn:
            reject(turn, [Reject(None, "site", "1", "probe", "", "", clock.now())])
        waits.append((time.monotonic() - asked) * 1000)
        time.sleep(0.025)
    return waits


def measure(url: str, writers: int, rest: float) -> dict[str, float]:
    """One row of the table."""
    processes = [
        subprocess.Popen([sys.executable, __file__, "--bulk", url, f"bulk{one}", str(rest)], stdout=subprocess.PIPE)
        for one in range(writers)
    ]
    time.sleep(1.5 if writers else 0)
    waits = sorted(site(url))
    rates = [int(process.communicate()[0]) for process in processes]
    return {
        "writers": writers,
        "rest_ms": round(rest * 1000),
        "writes": len(waits),
        "p50_ms": round(statistics.median(waits), 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)], 1),
        "max_ms": round(waits[-1], 1),
        "records_per_s_per_writer": round(statistics.mean(rates)) if rates else 0,
    }


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """A fresh store on each database there is."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"sqlite": f"sqlite:///{folder}/store.sqlite"}
        migrate(open_engine(found["sqlite"]))
        try:
            from support_store import postgresql_server
        except ImportError:
            yield found
            return
        with postgresql_server() as server:
            url = server.create()
            yield found | {"postgresql": url}
            server.drop(url)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--bulk", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.bulk:
        bulk(given.bulk[0], given.bulk[1], float(given.bulk[2]))
        return
    rows = []
    with databases() as found:
        for name, url in found.items():
            rows += [{"database": name} | measure(url, writers, 0.02) for writers in (0, 1, 2)]
            rows.append({"database": name} | measure(url, 2, 0.0))
    tell(rows, as_json=given.json)


if __name__ == "__main__":
    main()
