"""Pages a second of a crawl against a bare Scrapy spider that takes ten fields from the same pages; recrawl; memory.

    python benchmarks/crawl.py [--pages 5000] [--rounds 3] [--alone] [--json]

A server of its own process gives notices of some 31 kB, in lists of 50. `bare` yields ten fields and keeps nothing;
`rencai` is the whole crawl: robots.txt, guards, reading, normalising, clustering, archive, store. Rounds alternate,
so that the ratio stands even where the machine is busy with other things. `--alone` leaves out the peer and the
recrawl, to see the memory of a long crawl.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import re
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

LIST = 50
PARAGRAPH = (
    "第{n}条　各区人力资源和社会保障局应当加强高技能人才培养、评价、使用和激励工作，完善职业技能等级认定制度，"
    "落实企业主体责任，引导职业院校、技工院校与企业开展订单培养，按照规定给予职业技能培训补贴、技能提升补贴和首席技师工作室资助。"
)


def detail(number: int) -> bytes:
    """A government notice of the size that real ones have, its frame included."""
    text = "".join(f"<p>{PARAGRAPH.format(n=part)}第{number}号文件。</p>" for part in range(1, 46))
    frame = "".join(f'<li><a href="/column/{item}/" title="栏目{item}">栏目名称{item}</a></li>' for item in range(110))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于做好第{number}号工作的通知</title>
<meta name="SiteName" content="示例网站"><meta name="SiteDomain" content="example.invalid">
<meta name="SiteIDCode" content="1100000000"><meta name="ColumnName" content="通知公告">
<meta name="ColumnType" content="通知公告"><meta name="ArticleTitle" content="关于做好第{number}号工作的通知">
<meta name="PubDate" content="2024-05-{number % 28 + 1:02d} 09:26"><meta name="ContentSource" content="职业能力建设处">
<meta name="Keywords" content="技能人才"><meta name="Description" content="关于做好第{number}号工作"></head>
<body><ul class="nav">{frame}</ul><table class="head"><tr><td>索引号</td><td>11000000-2024-{number:05d}</td></tr>
<tr><td>发文字号</td><td>京人社发〔2024〕{number}号</td></tr></table><h1>关于做好第{number}号工作的通知</h1>
<div id="zoom" class="TRS_Editor">{text}</div><div class="foot">主办：示例单位　网站标识码：1100000000</div>
</body></html>""".encode()


def listing(page: int, count: int) -> bytes:
    numbers = range(page * LIST, min((page + 1) * LIST, count))
    rows = "".join(
        f'<li><a href="/n/t20240501_{n}.html">关于做好第{n}号工作的通知</a><span>2024-05-{n % 28 + 1:02d}</span></li>'
        for n in numbers
    )
    pages = -(-count // LIST)
    script = f'<script>createPageHTML({pages}, {page}, "index", "html");</script>'
    return f"<html><head><meta charset='utf-8'></head><body><ul>{rows}</ul>{script}</body></html>".encode()


def serve(port: int, count: int, served: Any) -> None:
    """The site, with as little work of its own as it can have; counts the details that it gave."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
                body, status = _body(path, count)
                served.value += path.startswith("/n/")
                kind = "Content-Type: text/html; charset=utf-8"
                writer.write(f"HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        async with await asyncio.start_server(answer, "127.0.0.1", port) as server:
            await server.serve_forever()

    asyncio.run(main())


def _body(path: str, count: int) -> tuple[bytes, str]:
    if found := re.fullmatch(r"/n/t20240501_(\d+)\.html", path):
        return detail(int(found[1])), "200 OK"
    if found := re.fullmatch(r"/list/(?:index(?:_(\d+))?\.html)?", path):
        return listing(int(found[1] or 0), count), "200 OK"
    return b"", "404 Not Found"


def measured(command: list[str], environment: dict[str, str], served: Any, grown: dict[int, float]) -> dict[str, float]:
    """Wall and CPU seconds and peak memory of a command; and, in `grown`, the peak of each tenth of the pages."""
    served.value = 0
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE)
    peak = 0.0
    while process.poll() is None:
        now = memory(process.pid)
        peak = max(peak, now)
        tenth = next((tenth for tenth in grown if served.value <= tenth), 0)
        grown[tenth] = max(grown.get(tenth, 0.0), now)
        time.sleep(0.2)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"{command[:4]} failed")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": wall, "cpu": cpu, "megabytes": peak}


def memory(pid: int) -> float:
    """Megabytes of memory of a process and its children, shared parts counted once."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return (int(found[1]) / 1024 if found else 0.0) + sum(memory(int(child)) for child in children)


def source(folder: Path, port: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "bench.yaml").write_text(
        f"""id: bench
name: bench
owner: bench
kinds: [policy_notice]
family: government
start: ["http://127.0.0.1:{port}/list/index.html"]
details: '/n/t\\d+_\\d+\\.html$'
source_id: '_(\\d+)\\.html$'
listing: {{pages: 10000}}
politeness: {{delay: 0, concurrency: 16, requests: 1000000, minutes: 600}}
legal_basis: bench
attribution: bench
""",
        encoding="utf-8",
    )


def run(pages: int, rounds: int, *, alone: bool = False) -> dict[str, Any]:
    """All measurements, each as the median of the rounds."""
    served = multiprocessing.Value("q", 0, lock=False)
    grown = dict.fromkeys((pages * tenth // 10 for tenth in range(1, 11)), 0.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.Process(target=serve, args=(port, pages, served), daemon=True)
    server.start()
    time.sleep(1)
    found: dict[str, list[dict[str, float]]] = {"bare": [], "rencai": [], "again": []}
    spider = str(Path(__file__).with_name("bare_spider.py"))
    bare = [sys.executable, spider, str(port), str(-(-pages // LIST)), str(pages)]
    for _ in range(rounds):
        with TemporaryDirectory() as name:
            folder = Path(name)
            source(folder / "sources", port)
            environment = {
                "RENCAI_DATA": str(folder / "data"),
                "RENCAI_SOURCES": str(folder / "sources"),
                "RENCAI_ALLOW_HOSTS": f"127.0.0.1:{port}",
            }
            command = [sys.executable, "-m", "rencai", "-q", "crawl", "bench", "--json"]
            if not alone:
                found["bare"].append(measured(bare, {}, served, {}))
            found["rencai"].append(measured(command, environment, served, grown))
            if not alone:
                found["again"].append(measured(command, environment, served, {}))
    server.terminate()
    return figures(pages, found) | {"megabytes_by_pages": {str(done): most for done, most in grown.items()}}


def figures(pages: int, found: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """What the rounds say: medians, and the median of their ratios."""
    middle = {name: {key: median(one[key] for one in many) for key in many[0]} for name, many in found.items() if many}
    told: dict[str, Any] = {"pages": pages}
    told |= {
        f"{name}_pages_per_second": pages / middle[name]["seconds"] for name in ("bare", "rencai") if name in middle
    }
    told["cpu_ms_per_page"] = {
        name: 1000 * middle[name]["cpu"] / pages for name in ("bare", "rencai") if name in middle
    }
    told["megabytes"] = {name: one["megabytes"] for name, one in middle.items()}
    if "again" in middle:
        pairs = zip(found["bare"], found["rencai"], strict=True)
        told["ratio"] = median(bare["seconds"] / ours["seconds"] for bare, ours in pairs)
        told["recrawl_seconds"] = middle["again"]["seconds"]
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    told = run(options.pages, options.rounds, alone=options.alone)
    if options.json:
        sys.stdout.write(json.dumps(told) + "\n")
        return
    for name, value in told.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        sys.stdout.write(f"{name}: {', '.join(f'{key} {part:.2f}'.strip() for key, part in parts)}\n")


if __name__ == "__main__":
    main()
