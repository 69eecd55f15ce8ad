"""Vacancies for measuring: any number of them, with the words and the lengths of the sample network's.

    python benchmarks/corpus.py 10000 100000 1000000

makes the stores that the other scripts measure on; they make the one they need themselves, too.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Engine

from rencai import clock
from rencai.records.canonical import content_hash, payload
from rencai.records.job_posting import JobPosting
from rencai.records.normalise import normalise
from rencai.store.engine import open_engine, writing
from rencai.store.migrate import migrate
from rencai.store.put import Draft, put
from rencai_sample.vacancies import vacancies

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
BATCH = 1000


def raw_vacancies(first: int, count: int, seed: int = 7) -> Iterator[dict[str, object]]:
    """Raw fields of so many vacancies from a number on, the same at every call."""
    some = random.Random(f"{seed}:{first}")
    known = vacancies()
    for number in range(first, first + count):
        one, other, third = some.choice(known), some.choice(known), some.choice(known)
        yield {
            "source": "bench",
            "source_id": str(number),
            "title": f"{one.title}（{other.district}）",
            "employer": f"{third.employer.name}第{number % 5000}分公司",
            "description": "\n".join((*one.tasks, *some.sample(other.tasks, min(2, len(other.tasks))))),
            "requirements": "\n".join((*one.demands, *third.demands)),
            "salary_text": some.choice((one, other, third)).salary,
            "location_text": other.address,
            "occupation_text": one.trade,
            "skill_level_text": one.level,
            "education_text": third.education,
            "experience_text": other.experience,
            "employment_type_text": one.employment,
            "headcount_text": third.headcount,
            "benefits_text": "、".join(one.benefits),
            "published_text": (SEEN.date() - timedelta(days=some.randrange(60))).isoformat(),
            "seen": SEEN,
        }


def filled_store(path: Path, count: int) -> Engine:
    """A SQLite store with so many live vacancies, made once and kept; one that was left half made is completed."""
    engine = open_engine(f"sqlite:///{path}")
    done = path.with_name(f"{path.name}.done")
    if path.exists() and done.exists():
        return engine
    migrate(engine)
    began = time.monotonic()
    starts = range(0, count, BATCH)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        parts = [pool.submit(_fill, str(path), first, min(BATCH, count - first)) for first in starts]
        for made, part in enumerate(as_completed(parts), start=1):
            part.result()
            if made % 20 == 0:
                _say(
                    f"{path.name}: {made * BATCH} of {count} records, {made * BATCH / (time.monotonic() - began):.0f}/s"
                )
    done.touch()
    return engine


def _fill(path: str, first: int, count: int) -> None:
    """Put one stretch of vacancies into the store: processes normalise at once and write in turn."""
    drafts = []
    for raw in raw_vacancies(first, count):
        record = normalise(JobPosting, raw).record
        assert record is not None
        stored = payload(record)
        drafts.append(Draft(record, stored, content_hash(JobPosting, stored)))
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as turn:
        put(turn, drafts, "import", None, clock.now())
    engine.dispose()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    for asked in map(int, sys.argv[1:]):
        filled_store(Path(f"build/benchmarks/store-{asked}.sqlite"), asked).dispose()
