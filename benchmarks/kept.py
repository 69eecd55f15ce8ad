"""Stores and indexes of made-up vacancies that are made once and kept in `build/benchmarks`, for several benchmarks.

A kept index is never written: the embedded one is handed out as a copy by hard links, whose files are only replaced;
what a benchmark adds to one on Elasticsearch it takes away again.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from corpus import filled_store

from elasticsearch_node import Cluster
from rencai.errors import SearchError
from rencai.search.open import open_reader, open_writer
from rencai.settings import settings

KEEP = Path("build/benchmarks")
ENGINES = ("tantivy", "elasticsearch")


def options_of(description: str | None, asked: str, times: int) -> argparse.Namespace:
    """The command line of a benchmark on kept indexes; `asked` is what it does so many `times`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument(f"--{asked}", type=int, default=times)
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    parser.add_argument("--keep", type=Path, default=KEEP, help="folder for stores and indexes, made once")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


@contextmanager
def indexed(records: int, engine: str, keep: Path = KEEP) -> Iterator[Path]:
    """The environment of a process that searches so many records on an engine; gives the store's file."""
    keep.mkdir(parents=True, exist_ok=True)
    store = keep.resolve() / f"store-{records}.sqlite"
    say(f"store of {records} records")
    filled_store(store, records).dispose()
    os.environ |= {"DATABASE_URL": f"sqlite:///{store}", "RENCAI_INDEX": f"bench-{records}"}
    with _embedded(records, keep) if engine == "tantivy" else _node(records, keep):
        yield store


@contextmanager
def _embedded(records: int, keep: Path) -> Iterator[None]:
    kept = keep.resolve() / f"data-{records}"
    _settle(RENCAI_DATA=str(kept), ELASTICSEARCH_URL="")
    _index(records)
    with tempfile.TemporaryDirectory(dir=keep) as folder:
        shutil.copytree(kept / "index", Path(folder) / "index", copy_function=os.link)
        _settle(RENCAI_DATA=folder)
        yield


@contextmanager
def _node(records: int, keep: Path) -> Iterator[None]:
    say("starting Elasticsearch")
    with tempfile.TemporaryDirectory(dir=keep) as folder, Cluster(keep / "elasticsearch", heap="1g") as cluster:
        _settle(RENCAI_DATA=folder, ELASTICSEARCH_URL=cluster.url)
        _index(records)
        yield
    _settle(ELASTICSEARCH_URL="")


def _settle(**values: str) -> None:
    os.environ |= values
    if not os.environ.get("ELASTICSEARCH_URL"):
        os.environ.pop("ELASTICSEARCH_URL", None)
    settings.cache_clear()


def _index(records: int) -> None:
    """Make the index unless there is one of this version with so many records."""
    if _is_kept(records):
        return
    say(f"no such index yet: indexing {records} records")
    subprocess.run([sys.executable, "-m", "rencai", "index", "rebuild", "--force"], check=True, stdout=sys.stderr)


def _is_kept(records: int) -> bool:
    with closing(open_writer(settings())) as writer, closing(open_reader(settings())) as reader:
        try:
            current = writer.current()
            if current is not None:
                current.close()
            return current is not None and reader.count() == records
        except SearchError:
            return False


def say(text: str) -> None:
    """A line of progress."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
