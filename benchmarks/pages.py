"""Latency of the list page against bare pages fed by one raw query of the same engine, one client.

    python benchmarks/pages.py [--records 10000] [--requests 300] [--engine tantivy|elasticsearch] [--json]

All pages are asked in turn, so that what else the machine does falls on all. The project's page has facets with labels,
chips, highlights and snippets from the store, near hits, masking and the security headers. The bare ones list twenty
titles: `flat` of one query for the words in four fields with six counted fields, `same` of what the project's search
comes to, finished beforehand, with the counted fields of the project's page.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parent))

from kept import ENGINES, indexed, options_of, say
from questions import QUERIES
from search import anonymous

from elasticsearch_node import free_ports

SETTLED = 10.0
"""Seconds after its first answer until the site has read and counted what it does once, beside the pages."""


def ask(address: str, query: str) -> float:
    """Milliseconds until the whole page is there."""
    began = time.perf_counter()
    with urllib.request.urlopen(f"{address}?q={urllib.parse.quote(query)}", timeout=30) as response:
        response.read()
    return (time.perf_counter() - began) * 1000


def wait_for(address: str) -> None:
    """Until the server answers."""
    for _ in range(300):
        try:
            ask(address, "电工")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at {address}")


def measure(requests: int, pages: dict[str, str]) -> dict[str, dict[str, float]]:
    """p50 and p99 of each page, asked in turn."""
    some, times = random.Random(1), {name: list[float]() for name in pages}
    for address in pages.values():
        for query in QUERIES:
            ask(address, query)
    for number in range(requests):
        if number % 100 == 0:
            say(f"page {number} of {requests}")
        query = some.choice(QUERIES)
        for name, address in pages.items():
            times[name].append(ask(address, query))
    return {
        name: {"p50_ms": round(statistics.median(found), 1), "p99_ms": round(sorted(found)[int(len(found) * 0.99)], 1)}
        for name, found in times.items()
    }


def processor_ms(pid: int) -> float:
    """Milliseconds of a processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def run(requests: int, engine: str) -> dict[str, dict[str, float]]:
    """One engine, which the environment names."""
    own, bare = free_ports(2)
    servers = [
        subprocess.Popen([sys.executable, "-m", "rencai", "--quiet", "serve", "--port", str(own)]),
        subprocess.Popen([sys.executable, str(Path(__file__).with_name("bare_site.py")), str(bare), engine]),
    ]
    pages = {name: f"http://127.0.0.1:{bare}/{name}" for name in ("flat", "same")}
    pages["rencai"] = f"http://127.0.0.1:{own}/jobs"
    try:
        for address in pages.values():
            wait_for(address)
        time.sleep(SETTLED)
        before = processor_ms(servers[0].pid)
        row = measure(requests, pages)
        used = (processor_ms(servers[0].pid) - before) / (requests + len(QUERIES))
        row["rencai"] |= {"cpu_ms": round(used, 1), "anonymous_mb": anonymous(servers[0].pid)}
    finally:
        for server in servers:
            server.terminate()
            server.wait(20)
    for name in ("flat", "same"):
        row[f"ratio_{name}"] = {
            end: round(row["rencai"][f"{end}_ms"] / row[name][f"{end}_ms"], 2) for end in ("p50", "p99")
        }
    return row


def main() -> None:
    """Index, serve, ask, print."""
    options = options_of(__doc__, "requests", 300)
    rows = {}
    for engine in (options.engine,) if options.engine else ENGINES:
        with indexed(options.records, engine, options.keep):
            rows[engine] = run(options.requests, engine)
    if options.json:
        print(json.dumps({"records": options.records, **rows}))
        return
    print("| engine | records | page | p50 ms | p99 ms |\n| --- | ---: | --- | ---: | ---: |")
    for engine, row in rows.items():
        for name in ("rencai", "flat", "same"):
            print(f"| {engine} | {options.records} | {name} | {row[name]['p50_ms']} | {row[name]['p99_ms']} |")
    for engine, row in rows.items():
        print(f"\n{engine}: against flat {row['ratio_flat']}, same {row['ratio_same']}; {row['rencai']}")


if __name__ == "__main__":
    main()
