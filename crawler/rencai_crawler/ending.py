"""The end of a run: its verdict, and what it has the authority to end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from rencai import clock
from rencai.records.canonical import record_id
from rencai.store.engine import reading, writing
from rencai.store.life import end, missed, unseen
from rencai.store.pages import PageState, asked, shown
from rencai.store.runs import finish_run, recent_runs
from rencai_crawler.answers import REPEATS
from rencai_crawler.health import FEW, Health, Verdict, judge
from rencai_crawler.job import STOPPED_EARLY, Job
from rencai_crawler.plan import doubtful
from rencai_crawler.reasons import Skip

LOOK_BACK = 30
BELIEVED = (Health.HEALTHY, Health.PARTIAL, Health.DROPPED, Health.EMPTY)
"""After runs like these, pages are believed that say they are gone; behind a wall or an outage nothing is."""
MOVING = 2
"""Runs that must miss a record where the lists never stood still while they were read, or said nothing of their end."""
MASS = 0.5
"""When more than this share of the pages asked say that they are gone, it is the site that is gone, or moved."""


def past_counts(engine: Engine, source: str, limit: int = LOOK_BACK) -> list[dict[str, Any]]:
    """Counts of the source's finished crawls, the latest first."""
    with reading(engine) as conn:
        runs = recent_runs(conn, job=job_name(source), limit=limit)
    return [run.counts for run in runs if run.ended_at and "health" in run.counts]


def job_name(source: str) -> str:
    """The name under which crawls of a source are kept among the runs."""
    return f"crawl:{source}"


def finish(job: Job) -> dict[str, Any]:
    """Judge a run, end what it may end, and write it down; blocks. Gives its counts.

    May be done again where the store went away meanwhile.
    """
    engine, tally = job.keeper.engine, job.tally
    job.look_at_clock()
    verdict = _verdict(job, judge(tally.counts(), job.baseline))
    if job.may_end_unlisted():
        _end_unlisted(job)
    for part in _parts(job.asked_in_vain()):
        with writing(engine) as turn:
            asked(turn, job.source.id, part, clock.now())
    if verdict.health in BELIEVED:
        _doubt(job)
        _end_vanished(job)
    _end_opted_out(job)
    counts = tally.counts() | {"health": str(verdict.health), "why": verdict.why}
    state = "failed" if job.broken or verdict.health is Health.FAILED else "stopped" if job.stopped else "done"
    finish_run(engine, job.keeper.run_id, state, counts, str(job.broken or verdict.why), job.log.tail())
    return counts


def _verdict(job: Job, verdict: Verdict) -> Verdict:
    if job.broken is not None:
        return Verdict(Health.FAILED, str(job.broken))
    if job.stopped and verdict.health is Health.FAILED and not job.tally.lists and not _asked(job):
        return Verdict(Health.PARTIAL, STOPPED_EARLY)  # nothing failed, for nothing was answered
    return verdict


def _end_unlisted(job: Job) -> None:
    """End what complete, healthy lists have not shown often enough."""
    engine, needed = job.keeper.engine, job.source.listing.gone_after
    if not job.looks.steady or job.end_is_guessed:
        # What moved from a page that was still to be read to one that was read already was there and not met.
        needed = max(needed, MOVING)
    for ids in unseen(engine, job.source.id, job.started, after=job.counted_to):
        with writing(engine) as turn:
            gone = missed(turn, ids, job.started, clock.now(), needed=needed)
        job.tally.outcomes["gone"] += len(gone)
        job.counted_to = ids[-1]


def _doubt(job: Job) -> None:
    """Count the pages that nothing lists and that seem to be gone: what seems so again and again is.

    Many at a time are a site under repair, one that wants people to log in, or words of its template.
    """
    if len(job.doubted) > _many(job):
        return
    now = clock.now()
    # The next list that names one has it read again, and its count begins anew.
    states = {
        key: replace(one, failures=one.failures + 1, asked_at=now, mark=doubtful(one.mark))
        for key, (one, _) in job.doubted.items()
    }
    job.keeper.remember(list(states.values()))
    job.vanished |= {key: (one, job.doubted[key][1]) for key, one in states.items() if one.failures >= REPEATS}


def _asked(job: Job) -> int:
    """Pages that were asked for."""
    return job.tally.pages + job.tally.not_modified + job.tally.failed.total()


def _many(job: Job) -> float:
    """More pages than so many do not go all at once."""
    return max(MASS * _asked(job), FEW)


def _end_vanished(job: Job) -> None:
    """End the records whose own pages said that they are gone; where nearly all did, only when they repeat it."""
    now = clock.now()
    states = {
        key: replace(state, status=404, failures=state.failures + 1, asked_at=now)
        for key, (state, _) in job.vanished.items()
    }
    if len(states) > _many(job):
        doubted = {key: state for key, state in states.items() if state.failures < REPEATS}
        job.keeper.remember([replace(state, status=200, mark=doubtful(state.mark)) for state in doubted.values()])
        job.log.note(f"{len(doubted)} of {_asked(job)} pages said that they are gone, which is not believed yet")
        states = {key: state for key, state in states.items() if key not in doubted}
    _end_pages(job, {key: (state, job.vanished[key][1]) for key, state in states.items()})
    job.keeper.remember(list(states.values()))


def _end_opted_out(job: Job) -> None:
    """Hide the records that their own page, or its host, asks not to use, ended ones too.

    Whatever else the run saw, and however many: that is said to us, and no fault says it. The archived page is let go,
    and before a record is hidden its page is one that said so: after a kill in between, no list brings it back.
    """
    pages = job.opted_out | _reserved(job)
    now = clock.now()
    job.keeper.remember(
        [replace(state, status=404, digest="", etag="", last_modified="", asked_at=now) for state, _ in pages.values()]
    )
    if ended := _end_pages(job, pages):
        job.log.note(f"{ended} records are hidden because their pages, or their host, ask not to be used")


def _reserved(job: Job) -> dict[str, tuple[PageState, str]]:
    """Pages of records that are shown and that their hosts reserve, asked for in this run or not."""
    if not any(found.rules for found in job.reservations.values()):
        return {}
    with reading(job.keeper.engine) as conn:
        states = (one for one in shown(conn, job.source.id) if job.reserves(one.url))
        return {one.url_key: (one, str(Skip.TDM_RESERVED)) for one in states}


def _end_pages(job: Job, pages: Mapping[str, tuple[PageState, str]]) -> int:
    """End the records of pages, each for its reason; give how many that were."""
    before = job.tally.outcomes["gone"]
    by_reason: dict[str, list[str]] = {}
    for state, reason in pages.values():
        by_reason.setdefault(reason, []).extend(record_id(job.source.id, own) for own in state.source_ids)
    for reason, ids in by_reason.items():
        for part in _parts(ids):
            with writing(job.keeper.engine) as turn:
                gone = end(turn, part, "gone", reason, clock.now())
            job.tally.outcomes["gone"] += len(gone)
    return job.tally.outcomes["gone"] - before


def _parts(ids: list[str], size: int = 200) -> Iterable[list[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
