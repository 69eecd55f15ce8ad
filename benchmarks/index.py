"""Documents a second from rows in the store to searchable, against the bare peer fed with the same finished documents.

    python benchmarks/index.py [--records 10000] [--rounds 3] [--engine tantivy|elasticsearch] [--json]

`rebuild` is the project's own way: read rows, make documents (analysis, in several processes where that pays), write,
commit. Its peers get finished documents: the Elasticsearch client's plain `parallel_bulk` into an index of the same
mapping, and tantivy's writer. A peer's number is therefore what the engine alone can take. The documents wait in a
file, so that any number fits; what reading it takes is not counted. CPU is that of the processes that write, not of
Elasticsearch.
"""

import argparse
import json
import os
import pickle
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parent))

import tantivy
from corpus import filled_store
from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk
from sqlalchemy import Engine

from elasticsearch_node import Cluster
from rencai.console import Console
from rencai.search.analysis import Analyzer
from rencai.search.elasticsearch.mapping import mappings
from rencai.search.fields import FieldType, search_fields
from rencai.search.lexicon import bundled
from rencai.search.open import open_writer
from rencai.search.tantivy.schema import Packer, schema
from rencai.settings import settings
from rencai.store.live import scan_live
from rencai_indexer.documents import documents
from rencai_indexer.rebuild import rebuild

QUIET = Console(quiet=True)


Document = dict[str, Any]


@dataclass(frozen=True)
class Finished:
    """The documents of a store, in a file."""

    path: Path

    @classmethod
    def of(cls, engine: Engine, path: Path, finish: Callable[[Document], Document]) -> "Finished":
        analyzer = Analyzer(bundled().words)
        with path.open("wb") as file:
            for page in scan_live(engine):
                pickle.dump([finish(one) for one in documents(page, analyzer)], file)
        return cls(path)

    def __iter__(self) -> Iterator[Document]:
        with self.path.open("rb") as file:
            while file.peek(1):
                yield from pickle.load(file)  # noqa: S301  # our own


@dataclass(frozen=True)
class Taken:
    """What some work took."""

    seconds: float
    cpu: float

    def less(self, other: "Taken") -> "Taken":
        return Taken(self.seconds - other.seconds, self.cpu - other.cpu)

    def per(self, count: int) -> "Taken":
        return Taken(self.seconds / count, self.cpu / count)


def timed(work: Callable[[], object]) -> Taken:
    """Seconds and CPU seconds of this process and of those it waited for."""
    began, before = time.perf_counter(), sum(os.times()[:4])
    work()
    return Taken(time.perf_counter() - began, sum(os.times()[:4]) - before)


def own(engine: Engine) -> Callable[[], object]:
    """The project's rebuild into the engine that the settings name."""
    return lambda: rebuild(engine, open_writer(settings()), bundled(), QUIET, force=True)


def plain_elasticsearch(made: Finished) -> Callable[[], object]:
    """The client's `parallel_bulk` and a refresh."""
    client = Elasticsearch(settings().elasticsearch_url.get_secret_value(), request_timeout=120)

    def run() -> None:
        client.options(ignore_status=404).indices.delete(index="plain")
        client.indices.create(
            index="plain",
            mappings=mappings(search_fields(), "plain"),
            settings={"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"},
        )
        actions = ({"_index": "plain", "_id": one["id"], "_source": one} for one in made)
        for done, answer in parallel_bulk(client, actions, thread_count=2, chunk_size=500):
            assert done, answer
        client.indices.refresh(index="plain")

    return run


def plain_tantivy(made: Finished) -> Callable[[], object]:
    """tantivy's writer and one commit."""
    stored = [field.name for field in search_fields() if field.type is FieldType.STORED]

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            index = tantivy.Index(schema(search_fields()), path=folder)
            writer = index.writer(heap_size=96_000_000, num_threads=1)
            for one in made:
                row = {**one, **{name: one[name].encode() for name in stored}}
                del row["title"]
                writer.add_document(tantivy.Document.from_dict(row, index.schema))
            writer.commit()
            writer.wait_merging_threads()

    return run


def measure(engine: Engine, made: Finished, rounds: int, plain: Callable[[], object]) -> dict[str, float]:
    """Both in turn, the better half of chance shared: medians and their ratio."""
    reading = timed(lambda: sum(1 for _ in made))
    records = sum(1 for _ in made)
    ours, theirs = [], []
    for number in range(rounds):
        theirs.append(timed(plain).less(reading).per(records))
        ours.append(timed(own(engine)).per(records))
        _say(f"round {number + 1} of {rounds}: {1 / ours[-1].seconds:.0f} a second, plain {1 / theirs[-1].seconds:.0f}")
    mine, peer = (1 / statistics.median(one.seconds for one in taken) for taken in (ours, theirs))
    return {
        "records": records,
        "rencai_per_s": round(mine),
        "plain_per_s": round(peer),
        "ratio": round(mine / peer, 2),
        "rencai_cpu_ms": round(1000 * statistics.median(one.cpu for one in ours), 3),
        "plain_cpu_ms": round(1000 * statistics.median(one.cpu for one in theirs), 3),
    }


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def main() -> None:
    """Run both engines and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=("tantivy", "elasticsearch"), help="only this one")
    parser.add_argument("--keep", type=Path, default=Path("build/benchmarks"), help="folder for stores, made once")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    engine = filled_store(options.keep / f"store-{options.records}.sqlite", options.records)
    rows = {}
    with tempfile.TemporaryDirectory(dir=options.keep) as folder:
        os.environ["RENCAI_DATA"] = folder
        settings.cache_clear()
        _say(f"making {options.records} documents for the peers")
        path = Path(folder) / "documents"
        if options.engine != "elasticsearch":
            made = Finished.of(engine, path, Packer.of(search_fields()).united)
            rows["tantivy"] = measure(engine, made, options.rounds, plain_tantivy(made))
        if options.engine != "tantivy":
            made = Finished.of(engine, path, dict)
            with Cluster(Path(folder) / "elasticsearch", heap="1g") as cluster:
                os.environ["ELASTICSEARCH_URL"] = cluster.url
                settings.cache_clear()
                rows["elasticsearch"] = measure(engine, made, options.rounds, plain_elasticsearch(made))
    if options.json:
        print(json.dumps(rows))
        return
    print("| engine | records | rencai, records a second | plain, a second | ratio | CPU ms a record | plain |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, row in rows.items():
        print(f"| {name} | {' | '.join(str(value) for value in row.values())} |")


if __name__ == "__main__":
    main()
