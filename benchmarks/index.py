"""Documents a second from rows in the store to searchable, against the bare peer fed with the same finished documents.

    python benchmarks/index.py [--records 10000] [--rounds 3] [--engine tantivy|elasticsearch] [--json]

`rebuild` is the project's own way: read rows, make documents (analysis in two processes), write, commit. Its peers get
finished documents from memory: the Elasticsearch client's plain `parallel_bulk` into an index of the same mapping, and
tantivy's writer. A peer's number is therefore what the engine alone can take.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parent))

from corpus import filled_store
from elasticsearch.helpers import parallel_bulk
from sqlalchemy import Engine

from elasticsearch_node import Cluster
from rencai.console import Console
from rencai.search.analysis import Analyzer
from rencai.search.digest import fields_digest
from rencai.search.elasticsearch.client import connect
from rencai.search.elasticsearch.mapping import mappings
from rencai.search.fields import search_fields
from rencai.search.lexicon import bundled
from rencai.search.open import open_writer
from rencai.search.tantivy.schema import Rows, schema
from rencai.settings import settings
from rencai.store.read import scan
from rencai_indexer.documents import documents
from rencai_indexer.rebuild import rebuild

QUIET = Console(quiet=True)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def own(engine: Engine) -> Callable[[], object]:
    """The project's rebuild into the engine that the settings name."""
    return lambda: rebuild(engine, open_writer(settings()), bundled(), QUIET, force=True)


def plain_elasticsearch(made: list[dict[str, object]]) -> Callable[[], object]:
    """The client's `parallel_bulk` and a refresh."""
    client = connect(settings(), patience=120)

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


def plain_tantivy(made: list[dict[str, object]]) -> Callable[[], object]:
    """tantivy's writer and one commit."""
    import tantivy

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            index = tantivy.Index(schema(search_fields()), path=folder)
            rows = Rows(index.schema, search_fields())
            writer = index.writer(heap_size=96_000_000, num_threads=1)
            for one in made:
                writer.add_document(rows(one))
            writer.commit()
            writer.wait_merging_threads()

    return run


def measure(engine: Engine, records: int, rounds: int, plain: Callable[[], object]) -> dict[str, float]:
    """Both in turn, the better half of chance shared: medians and their ratio."""
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(records / timed(plain))
        ours.append(records / timed(own(engine)))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    return {"records": records, "rencai_per_s": round(mine), "plain_per_s": round(peer), "ratio": round(mine / peer, 2)}


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
    analyzer = Analyzer(bundled().words)
    made = [one for page in scan(engine, status="live") for one in documents(page, analyzer)]
    for one in made:
        one.setdefault("title", "")
    assert fields_digest(search_fields())
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RENCAI_DATA"] = folder
        settings.cache_clear()
        bare = [{name: value for name, value in one.items() if name != "title"} for one in made]
        if options.engine != "elasticsearch":
            rows["tantivy"] = measure(engine, len(made), options.rounds, plain_tantivy(bare))
        if options.engine != "tantivy":
            with Cluster(Path(folder) / "elasticsearch", heap="1g") as cluster:
                os.environ["ELASTICSEARCH_URL"] = cluster.url
                settings.cache_clear()
                rows["elasticsearch"] = measure(engine, len(made), options.rounds, plain_elasticsearch(made))
    if options.json:
        print(json.dumps(rows))
        return
    print("| engine | records | rencai, rows → searchable, a second | plain peer, a second | ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, row in rows.items():
        print(f"| {name} | {row['records']} | {row['rencai_per_s']} | {row['plain_per_s']} | {row['ratio']} |")


if __name__ == "__main__":
    main()
