"""Looks for duplicates anew among all that is stored: an update may tell adverts apart by other rules than before."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select

from rencai import clock
from rencai.errors import UnderWay
from rencai.intake.cluster import CLUSTERED, Clusterer, Newcomer, Plan
from rencai.records.parsers.gazetteer import districts, outside_names, place_names, town_names
from rencai.records.parsers.occupation_names import ambiguous, fields, names_of_work, official_names
from rencai.records.parsers.text import traditional
from rencai.store.clusters import forget_some, hold, move, settle
from rencai.store.engine import Writing, reading, writing
from rencai.store.owner import is_gone
from rencai.store.put import ERASED
from rencai.store.read import StoredRecord, counts, scan
from rencai.store.runs import RUNNING, finish_run, heartbeat, recent_runs, start_alone
from rencai.store.tables import records

JOB = "duplicates"
AT_ONCE = 100
REST = 0.02
"""Seconds between two batches, in which other writers have their turns."""
SILENCE = timedelta(minutes=2)
Standing = Literal["never", "running", "stopped", "other", "current"]
RULES = (
    *(
        ("rencai.intake", name)
        for name in (
            "addresses.py",
            "cluster.py",
            "decoration.py",
            "employers.py",
            "english.py",
            "pay_units.py",
            "offers.py",
            "places.py",
            "plain.py",
            "post_numbers.py",
            "retitled.py",
            "same_work.py",
            "shingles.py",
            "similarity.py",
            "specialties.py",
            "title_places.py",
            "titles.py",
            "worksites.py",
            "data/offers.txt",
            "data/same_work.txt",
        )
    ),
    ("rencai.records", "parsers/gazetteer.py"),
    ("rencai.records", "data/common_words.txt"),
    ("rencai.records", "parsers/text.py"),
    ("rencai.search", "folding.py"),
)
"""What two adverts are compared by: a store that was grouped before any of it changed is to be grouped anew."""
TABLES: tuple[Callable[[], Iterable[object]], ...] = (
    districts,
    place_names,
    town_names,
    outside_names,
    official_names,
    names_of_work,
    fields,
    ambiguous,
    traditional,
)
"""What is read of the records' tables for it: as it is read, for most that those files hold has no part in it."""


class Regrouping:
    """One pass over the store: the keys are dropped, then every record gets those of today's rules and its cluster.

    Ended records too: by them a vacancy that is posted again is known. A pass that was killed is gone on with where it
    stopped, unless the rules have changed since. Until it has ended, an advert that comes in may stand beside its
    twin; the pass brings both together. Raises UnderWay where another process is at it.
    """

    def __init__(self, engine: Engine, *, at_once: int = AT_ONCE, rest: float = REST) -> None:
        self.engine, self._at_once, self._rest = engine, at_once, rest
        with reading(engine) as conn:
            last = recent_runs(conn, job=JOB, limit=1)
            stored = counts(conn)
        self.total = sum(sum(stored.get(kind, {}).values()) for kind in CLUSTERED)
        self._run = start_alone(engine, JOB, cause="manual", silence=SILENCE)
        unfinished = bool(last) and last[0].state != "done" and last[0].counts.get("rules") == rules()
        self._state: dict[str, Any] = {"rules": rules(), "kind": "", "after": "", "records": 0, "moved": 0}
        if unfinished:
            self._state |= last[0].counts
        self.resumed: int = self._state["records"]
        """Records that an earlier pass, which did not end, has done already."""

    @property
    def counts(self) -> dict[str, int]:
        """Records that were gone through, and those that came into another cluster."""
        return {"records": self._state["records"], "moved": self._state["moved"]}

    def run(self) -> Generator[int]:
        """Do it, giving how many records each step did; 0 for steps that only drop old keys."""
        ended = "failed"
        try:
            if not self._state["kind"]:
                yield from self._forget()
            for kind in sorted(CLUSTERED):
                if kind >= self._state["kind"]:
                    yield from self._place(kind)
            ended = "done"
        finally:
            finish_run(self.engine, self._run, ended, self._state)

    def _forget(self) -> Iterator[int]:
        while self._writes(forget_some):
            self._note()
            yield 0

    def _place(self, kind: str) -> Iterator[int]:
        after = self._state["after"] if kind == self._state["kind"] else ""
        for page in scan(self.engine, kind=kind, batch=self._at_once, after=after):
            self._state["moved"] += self._regroup([one for one in page if one.hash != ERASED])
            self._state |= {"kind": kind, "after": page[-1].id, "records": self._state["records"] + len(page)}
            self._note()
            yield len(page)

    def _regroup(self, page: Sequence[StoredRecord]) -> int:
        """Key a page of records and put each where it belongs; say how many moved."""
        clusterer = Clusterer()
        with reading(self.engine) as conn:
            # What is compared here need not be compared while others wait.
            clusterer.plan(conn, [Newcomer(one, clusterer.keys(one), one.cluster_id) for one in page])

        def write(turn: Writing) -> int:
            newcomers = _unchanged(turn, clusterer, page)
            return _apply(turn, newcomers, clusterer.plan(turn.conn, newcomers), clock.now())

        return self._writes(write)

    def _writes(self, work: Callable[[Writing], int]) -> int:
        with writing(self.engine, bulk=True) as turn:
            done = work(turn)
        time.sleep(self._rest)
        return done

    def _note(self) -> None:
        if not heartbeat(self.engine, self._run, self._state):
            raise UnderWay(f"another process took run {self._run} of {JOB} for dead and goes on with it")


def standing(conn: Connection) -> Standing:
    """How far the store is grouped by today's rules, as its last pass tells."""
    last = recent_runs(conn, job=JOB, limit=1)
    if not last:
        return "never"
    if last[0].state != "done":
        return "running" if last[0].state == RUNNING and not is_gone(last[0].owner) else "stopped"
    return "current" if last[0].counts.get("rules") == rules() else "other"


def rules() -> str:
    """Tells the rules of one version from another's."""
    digest = hashlib.sha256()
    for package, name in RULES:
        digest.update(files(package).joinpath(name).read_bytes())
    for read in TABLES:
        table = read()
        rows = table.items() if isinstance(table, Mapping) else table
        digest.update("\n".join(map(str, sorted(rows) if isinstance(rows, frozenset) else rows)).encode())
    return digest.hexdigest()[:16]


def _unchanged(turn: Writing, clusterer: Clusterer, page: Sequence[StoredRecord]) -> list[Newcomer]:
    """The records of a page as they were read, in the clusters where they are now.

    What another writer has changed since was keyed and placed by it, and what was erased has nothing to be found by.
    """
    table = records.c
    query = select(table.id, table.hash, table.cluster_id).where(table.id.in_([one.id for one in page]))
    now = {row.id: row for row in turn.conn.execute(query)}
    return [Newcomer(one, clusterer.keys(one), now[one.id].cluster_id) for one in page if now[one.id].hash == one.hash]


def _apply(turn: Writing, newcomers: Sequence[Newcomer], plan: Plan, at: datetime) -> int:
    before = {newcomer.advert.id: newcomer.cluster_id for newcomer in newcomers}
    targets = {one: target for ids, target in plan.moves for one in ids} | plan.cluster_of
    moving: defaultdict[str, list[str]] = defaultdict(list)
    for one, target in targets.items():
        if before.get(one) != target:
            moving[target].append(one)
    for target, ids in moving.items():
        move(turn, ids, target, at)
    hold(turn, plan.held)
    if moving:
        moved = {one for ids in moving.values() for one in ids}
        left = {cluster_id for one in moved if (cluster_id := before.get(one))}
        settle(turn, left, at, left=True)
        settle(turn, {*plan.touched, *moving} - left, at, joined=moved)
    return sum(map(len, moving.values()))
