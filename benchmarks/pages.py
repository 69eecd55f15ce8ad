"""Latency of the list page against a bare page fed by one raw query of the same engine, one client.

    python benchmarks/pages.py [--records 10000] [--requests 300] [--engine tantivy|elasticsearch] [--json]

Both servers run side by side and are asked in turn, so that what else the machine does falls on both. The project's
page has facets with labels, chips, highlights and snippets from the store, near hits, masking and the security headers.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parent))

from corpus import filled_store

from elasticsearch_node import Cluster, free_ports

QUERIES = (
    "电工",
    "焊工 昌平",
    "数控车工",
    "叉车司机",
    "养老护理员 朝阳",
    "中式烹调师 包住",
    "汽车维修工 8000以上",
    "电梯维保",
    "消防设施操作员",
    "高级技师",
    "机械装配 大兴",
    "质检员",
    "保育师",
    "快递员 通州",
    "制冷空调 技师",
)


def ask(port: int, query: str) -> float:
    """Milliseconds until the whole page is there."""
    began = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/jobs?q={urllib.parse.quote(query)}", timeout=30) as response:
        response.read()
    return (time.perf_counter() - began) * 1000


def wait_for(port: int) -> None:
    """Until the server answers."""
    for _ in range(300):
        try:
            ask(port, "电工")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


def measure(requests: int, ports: dict[str, int]) -> dict[str, dict[str, float]]:
    """p50 and p99 of each server, asked in turn."""
    some, times = random.Random(1), {name: list[float]() for name in ports}
    for port in ports.values():
        for query in QUERIES:
            ask(port, query)
    for _ in range(requests):
        query = some.choice(QUERIES)
        for name, port in ports.items():
            times[name].append(ask(port, query))
    return {
        name: {"p50_ms": round(statistics.median(found), 1), "p99_ms": round(sorted(found)[int(len(found) * 0.99)], 1)}
        for name, found in times.items()
    }


def main() -> None:
    """Index, serve twice, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--engine", choices=("tantivy", "elasticsearch"), default="tantivy")
    parser.add_argument("--keep", type=Path, default=Path("build/benchmarks"), help="folder for stores, made once")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    store = options.keep / f"store-{options.records}.sqlite"
    filled_store(store, options.records).dispose()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "RENCAI_DATA": folder,
            "DATABASE_URL": f"sqlite:///{store.resolve()}",
        }
        if options.engine == "elasticsearch":
            with Cluster(Path(folder) / "elasticsearch", heap="1g") as cluster:
                row = run(options, {**environment, "ELASTICSEARCH_URL": cluster.url})
        else:
            row = run(options, environment)
    if options.json:
        print(json.dumps(row))
        return
    print("| engine | records | page | p50 ms | p99 ms |\n| --- | ---: | --- | ---: | ---: |")
    for name in ("rencai", "bare"):
        print(f"| {options.engine} | {options.records} | {name} | {row[name]['p50_ms']} | {row[name]['p99_ms']} |")
    print(f"\nratios: p50 {row['ratio']['p50']}, p99 {row['ratio']['p99']}")


def run(options: argparse.Namespace, environment: dict[str, str]) -> dict[str, dict[str, float]]:
    """One engine."""
    rencai = [sys.executable, "-m", "rencai", "--quiet"]
    subprocess.run([*rencai, "index", "rebuild"], env=environment, check=True, stdout=subprocess.DEVNULL)
    own, bare = free_ports(2)
    servers = [
        subprocess.Popen([*rencai, "serve", "--port", str(own)], env=environment),
        subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("bare_site.py")), str(bare), options.engine], env=environment
        ),
    ]
    try:
        for port in (own, bare):
            wait_for(port)
        row = measure(options.requests, {"rencai": own, "bare": bare})
    finally:
        for server in servers:
            server.terminate()
            server.wait(20)
    row["ratio"] = {end: round(row["rencai"][f"{end}_ms"] / row["bare"][f"{end}_ms"], 2) for end in ("p50", "p99")}
    return row


if __name__ == "__main__":
    main()
