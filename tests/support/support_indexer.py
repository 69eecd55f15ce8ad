"""Vacancies for the indexer's tests, and what becomes of them in the index."""

import os
import time

from sqlalchemy import Engine

from rencai.console import Console
from rencai.intake.intake import Intake
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.open import open_engine
from rencai.search.port import SearchReader, SearchWriter
from rencai.search.query import Query
from rencai.settings import settings
from rencai_indexer.follow import Follower
from rencai_indexer.verify import Differences, compare

QUIET = Console(quiet=True)


def take(store: Engine, numbers: range, title: str = "数控车工", **fields: object) -> list[str]:
    """Vacancies with these numbers, through the one road in; their ids."""
    taken = Intake(store, "board", "import", rest=0).take(
        "job_posting",
        [
            {"source_id": str(number), "title": f"{title}{number}", "employer": f"第{number}机械厂", **fields}
            for number in numbers
        ],
    )
    return [str(one.id) for one in taken]


def follow(store: Engine, writer: SearchWriter, lexicon: Lexicon | None = None) -> dict[str, int]:
    """Apply what is pending, once."""
    current = lexicon or bundled()
    return Follower(store, writer, open_engine(settings()), lambda: current, QUIET).once()


def differences(store: Engine, reader: SearchReader) -> Differences:
    return compare(store, reader, QUIET)


def total(reader: SearchReader, text: str = "") -> int:
    """How many records a text finds now."""
    reader.refresh()
    return reader.search(Query(text=text)).total


def gone(group: int) -> bool:
    """Whether no process of a group is left, soon."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
