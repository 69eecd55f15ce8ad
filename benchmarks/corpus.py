"""Vacancies for measuring: any number of them, with the words and the lengths of the sample network's."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
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


def raw_vacancies(count: int, seed: int = 7) -> Iterator[dict[str, object]]:
    """Raw fields of so many vacancies, the same at every call."""
    some = random.Random(seed)
    known = vacancies()
    for number in range(count):
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
    """A SQLite store with so many live vacancies, made once and kept."""
    engine = open_engine(f"sqlite:///{path}")
    if path.exists() and (path.parent / f"{path.name}.done").exists():
        return engine
    migrate(engine)
    drafts: list[Draft] = []
    for raw in raw_vacancies(count):
        record = normalise(JobPosting, raw).record
        assert record is not None
        stored = payload(record)
        drafts.append(Draft(record, stored, content_hash(JobPosting, stored)))
        if len(drafts) == BATCH:
            _put(engine, drafts)
            drafts = []
    _put(engine, drafts)
    (path.parent / f"{path.name}.done").touch()
    return engine


def _put(engine: Engine, drafts: list[Draft]) -> None:
    if drafts:
        with writing(engine) as turn:
            put(turn, drafts, "import", None, clock.now())
