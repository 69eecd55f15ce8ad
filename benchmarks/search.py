"""Searches at a size on both engines, against the same engine asked directly with the very same body.

    python benchmarks/search.py [--records 10000] [--queries 150] [--engine tantivy|elasticsearch] [--json]

A search has a trade with or without a place, a word or a filter, six counted fields, twenty hits and their marks. `raw`
sends the requests that the search came to (rows, total and facets, near hits), prepared beforehand, with nothing around
them. Both are asked in turn, then by 1, 2 and 4 threads at once. Further: questions of laymen, which hardly anything
matches whole, beside one flat query for their words in four fields with six counted fields; completions, all and within
a kind and a district, each prefix typed for the first time and again; how late an event loop is while two threads
search, and how much of that is not for want of a core; seconds from a write in the store until it is found while 200
records a second are written and `index follow` runs; anonymous memory of this process and of the follower.
"""

import asyncio
import gc
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from shutil import copy
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from bare_site import elasticsearch_pages, tantivy_pages
from corpus import SEEN
from kept import ENGINES, indexed, options_of, say
from questions import ASKED

from rencai.intake import Intake
from rencai.search.engine import Request, Response, SearchEngine
from rencai.search.highlight import marker
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_writer
from rencai.search.port import ANY_VERSION
from rencai.search.query import Query
from rencai.search.reader import Reader
from rencai.settings import settings
from rencai.store.engine import open_engine as open_store
from rencai.store.read import scan
from rencai_indexer.dictionary import Dictionary
from rencai_site.app import SWITCH

FACETS = ("district", "occupation", "skill_level", "education", "employment_type", "salary_band")
TRADES = ("电工", "焊工", "数控车工", "叉车司机", "养老护理员", "中式烹调师", "汽车维修工", "保育师", "快递员", "钳工")
MORE = ("", "", " 朝阳", " 昌平", " 包住", " 8000以上", " 高级工", " 设备", " 证书", " 检修 安全")
TYPED = (
    *("shuk", "dian", "hang", "焊", "数kong", "skcg", "叉", "yang", "示例", "qc", "beij", "维修", "q", "电", "zhong"),
    *(
        "ch",
        "qiche",
        "jx",
        "jixie",
        "钳",
        "zhuanx",
        "dg",
        "baoyu",
        "家",
        "peng",
        "zhil",
        "kuaid",
        "lengd",
        "xf",
    ),
)
COUNTED_AHEAD = 5.0
"""Seconds in which what trades lead to has been counted."""
CLIENTS = (1, 2, 4)
QUESTION_ROUNDS = 3
WRITES_A_SECOND, FRESHNESS_SECONDS, FRESH = 200, 8.0, "fresh"

Work = Callable[[], object]


class Recorder:
    """An engine that remembers what it was asked."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self.asked: list[Request] = []

    def run(self, request: Request) -> Response:
        self.asked.append(request)
        return self._engine.run(request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def queries(count: int) -> Iterator[Query]:
    """None to two filters, in turn."""
    some = random.Random(2)
    for number in range(count):
        filters = {"district": ("朝阳区", "海淀区"), "education": ("大专", "高中")}
        chosen = dict(list(filters.items())[: number % 3])
        yield Query(text=some.choice(TRADES) + some.choice(MORE), kind="job_posting", filters=chosen, facets=FACETS)


def whole(reader: Reader, query: Query) -> object:
    """A search and its marks."""
    page = reader.search(query)
    marks = marker(query)
    return [marks.segments(hit.title) for hit in page.hits]


def raw_elasticsearch(requests: Sequence[Request]) -> Work:
    """The bare client with the finished bodies."""
    from elasticsearch import Elasticsearch

    from rencai.search.elasticsearch.queries import search_body

    url = settings().elasticsearch_url
    client = Elasticsearch(url.get_secret_value() if url else "", request_timeout=60)
    bodies = [search_body(request) for request in requests]
    return lambda: [client.search(index=settings().index, body=body) for body in bodies]


def raw_tantivy(requests: Sequence[Request], index: Any) -> Work:
    """The bare index with finished queries."""
    from rencai.search.fields import search_fields
    from rencai.search.tantivy.asked import Asked
    from rencai.search.tantivy.queries import Translator

    searcher = index.searcher()
    asked = Asked(Translator(index.schema, search_fields()), searcher)
    made = [(asked.rows(one), asked.counted(one), one) for one in requests]

    def run() -> None:
        for rows, counted, one in made:
            found = searcher.search(rows, limit=max(one.size, 1), count=one.count)
            if one.facets:
                searcher.aggregate(counted, {name: {"terms": {"field": name, "size": 100}} for name in one.facets})
            for _, address in found.hits:
                searcher.doc(address)

    return run


def raw_works(engine: SearchEngine, asked: Sequence[Query]) -> list[Work]:
    """What each search comes to, asked directly."""
    recorder = Recorder(engine)
    reader, found = Reader(recorder, bundled), []
    index = None
    if not settings().elasticsearch_url:
        import tantivy

        folder = settings().data / "index"
        index = tantivy.Index.open(str(folder / (folder / "current").read_text().strip()))
    for query in asked:
        recorder.asked = []
        reader.search(query)
        found.append(raw_tantivy(recorder.asked, index) if index else raw_elasticsearch(recorder.asked))
    return found


def milliseconds(work: Work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def ends(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": round(statistics.median(ordered), 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}


def throughput(works: Sequence[Work], clients: int) -> float:
    """How many a second, by so many threads."""
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda work: work(), works))
    return round(len(works) / (time.perf_counter() - began), 1)


def questions(reader: Reader) -> dict[str, Any]:
    """Milliseconds of questions, over all kinds and over vacancies in turn, and of the flat query for their words."""
    flat, _ = elasticsearch_pages() if settings().elasticsearch_url else tantivy_pages()
    kinds = (None, "job_posting")
    asked = [Query(text=text, kind=kinds[number % 2], facets=FACETS) for number, text in enumerate(ASKED)]
    works = [(partial(whole, reader, query), partial(flat, query.text)) for query in asked]
    for ours, theirs in works:
        ours(), theirs()
    times = [(milliseconds(ours), milliseconds(theirs)) for ours, theirs in works * QUESTION_ROUNDS]
    mine, peer = ends([one for one, _ in times]), ends([other for _, other in times])
    return {"rencai": mine, "flat": peer, "ratio": {end: round(mine[end] / peer[end], 2) for end in mine}}


async def lag(works: Sequence[Work]) -> dict[str, float]:
    """p99 of how many milliseconds an event loop's timer is late while two threads search.

    `held` leaves out what its thread waited for a core: that is the machine's, and the rest this process's own.
    """
    loop, late, held = asyncio.get_running_loop(), list[float](), list[float]()
    with ThreadPoolExecutor(2) as pool:
        done = asyncio.gather(*(loop.run_in_executor(pool, work) for work in works))
        while not done.done():
            queued, began = queueing(), time.perf_counter()
            await asyncio.sleep(0.005)
            late.append((time.perf_counter() - began - 0.005) * 1000)
            held.append(max(0.0, late[-1] - (queueing() - queued)))
        await done
    return {name: round(sorted(times)[int(len(times) * 0.99)], 1) for name, times in (("late", late), ("held", held))}


def queueing() -> float:
    """Milliseconds that this thread has waited for a core so far; 0 where the system does not say."""
    file = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return int(file.read_text(encoding="ascii").split()[1]) / 1e6 if file.exists() else 0.0


def anonymous(pid: int) -> int:
    """Anonymous resident memory of a process, in megabytes."""
    found = re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


@contextmanager
def follower() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "rencai", "--quiet", "index", "follow"])
    try:
        yield process
    finally:
        process.terminate()
        process.wait(120)


def freshness(reader: Reader, store: str) -> dict[str, float]:
    """Seconds until each tenth batch of 20 records is found, at 200 records a second."""
    intake = Intake(open_store(store), FRESH, "import", rest=0)
    waits, pending, made, run = list[float](), list[tuple[float, str]](), 0, int(time.time())
    # A change beyond those that the index remembers: a follower takes a store that is behind it for one from a backup.
    intake.take("job_posting", [{"source_id": f"{run}-first", "title": "电工", "seen": SEEN}])
    with follower() as process:
        time.sleep(4)
        began = time.monotonic()
        while pending or time.monotonic() - began < FRESHNESS_SECONDS:
            if time.monotonic() - began < FRESHNESS_SECONDS:
                names = range(made, made + 20)
                # Other ids at every run: an index remembers for a while what was deleted, and at which version.
                raws = [{"source_id": f"{run}-{number}", "title": f"电工{number}", "seen": SEEN} for number in names]
                taken = intake.take("job_posting", raws)
                pending.append((time.monotonic(), str(taken[-1].id)))
                made += 20
                time.sleep(max(0.0, began + made / WRITES_A_SECOND - time.monotonic()))
            else:
                time.sleep(0.05)
            reader.refresh()
            known = reader.document_hashes([one for _, one in pending])
            waits += [time.monotonic() - at for at, one in pending if one in known]
            pending = [(at, one) for at, one in pending if one not in known]
            if time.monotonic() - began > 10 * FRESHNESS_SECONDS:
                raise SystemExit("records that were written are not found")
        memory = anonymous(process.pid)
    return {
        "median_s": round(statistics.median(waits), 2),
        "max_s": round(max(waits), 2),
        "written_per_s": round(made / FRESHNESS_SECONDS),
        "follow_anonymous_mb": memory,
    }


@contextmanager
def borrowed(store: Path) -> Iterator[str]:
    """A copy of the store to write to; what a follower has then brought into the index is taken out again."""
    writer = open_writer(settings())
    held = writer.current()
    assert held is not None
    position = held.position()
    # The kept index may be cut by an earlier dictionary, which a follower would first make anew: no matter here.
    held.set_note(Dictionary.of(bundled()).note())
    held.close()
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        file = copy(store, folder)
        number_on(file, position)
        url = f"sqlite:///{file}"
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            os.environ["DATABASE_URL"] = f"sqlite:///{store}"
            held = writer.current()
            assert held is not None
            held.delete(dict.fromkeys(fresh_ids(url), ANY_VERSION))
            held.commit()
            held.close()
            writer.close()


def number_on(store: Path, position: int) -> None:
    """Let the copy's changes go on after those of earlier runs, which Elasticsearch's index remembers to have."""
    with closing(sqlite3.connect(store)) as conn, conn:
        conn.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'changes'", [position])


def fresh_ids(url: str) -> list[str]:
    """Ids of the records that `freshness` has written."""
    return [one.id for page in scan(open_store(url), source=FRESH) for one in page]


def completions(reader: Reader) -> dict[str, dict[str, float]]:
    """Milliseconds of completions: within nothing, a kind, a kind and a district; typed first, and again."""
    reader.suggest("", Query())
    time.sleep(COUNTED_AHEAD)
    within = {
        "all": Query(),
        "kind": Query(kind="job_posting"),
        "district": Query(kind="job_posting", filters={"district": ("朝阳区",)}),
    }
    return {
        f"{name} {turn}": ends([milliseconds(partial(reader.suggest, text, query)) for text in TYPED])
        for name, query in within.items()
        for turn in ("first", "again")
    }


def measure(records: int, count: int, store: Path) -> dict[str, object]:
    """Everything for the engine that the settings name."""
    sys.setswitchinterval(SWITCH)
    engine = open_engine(settings())
    reader, asked = Reader(engine, bundled), list(queries(count))
    ours = [partial(whole, reader, query) for query in asked]
    theirs = raw_works(engine, asked)
    gc.collect()
    gc.freeze()
    for work in (*ours, *theirs):
        work()
    say("one client")
    times = [(milliseconds(one), milliseconds(other)) for one, other in zip(ours, theirs, strict=True)]
    mine, peer = ends([one for one, _ in times]), ends([other for _, other in times])
    say("several clients")
    rates = {clients: (throughput(ours, clients), throughput(theirs, clients)) for clients in CLIENTS}
    late = {"rencai": asyncio.run(lag(ours)), "raw": asyncio.run(lag(theirs))}
    say("questions")
    asking = questions(reader)
    say("completions")
    typed = completions(reader)
    memory = anonymous(os.getpid())
    say("freshness")
    with borrowed(store) as url:
        fresh = freshness(reader, url)
    return {
        "records": records,
        "rencai_ms": mine,
        "raw_ms": peer,
        "by_filters_ms": [ends([one for one, _ in times[start::3]]) for start in range(3)],
        "ratio": {end: round(mine[end] / peer[end], 2) for end in mine},
        "per_s": {
            clients: {"rencai": one, "raw": other, "ratio": round(one / other, 2)}
            for clients, (one, other) in rates.items()
        },
        "questions_ms": asking,
        "two_clients_ms": two_clients(ours),
        "completions_ms": typed,
        "loop_lag_p99_ms": late,
        "anonymous_mb": memory,
        "freshness": fresh,
    }


def two_clients(works: Sequence[Work]) -> dict[str, float]:
    """Milliseconds of each search while two go on at once."""
    with ThreadPoolExecutor(2) as pool:
        return ends(list(pool.map(milliseconds, works)))


def main() -> None:
    options = options_of(__doc__, "queries", 150)
    rows: dict[str, dict[str, Any]] = {}
    for engine in (options.engine,) if options.engine else ENGINES:
        with indexed(options.records, engine, options.keep) as store:
            rows[engine] = measure(options.records, options.queries, store)
    print(json.dumps(rows) if options.json else table(rows))


def table(rows: dict[str, dict[str, Any]]) -> str:
    names = dict.fromkeys(name for row in rows.values() for name in row)
    lines = [f"| | {' | '.join(rows)} |", "| --- |" + " --- |" * len(rows)]
    lines += [f"| {name} | {' | '.join(str(row[name]) for row in rows.values())} |" for name in names]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
