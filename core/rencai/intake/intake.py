"""Taking raw fields in: in batches that leave other writers their turns, and of which one bad item spoils no other."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from rencai import clock
from rencai.errors import UsageError
from rencai.intake import gates
from rencai.intake.cluster import Clusterer, Newcomer, Plan
from rencai.intake.reasons import RejectReason, reason_of
from rencai.records.canonical import canonical_parts, content_hash, payload, put_together, record_id
from rencai.records.kinds import kind_named
from rencai.records.normalise import Problem, normalise
from rencai.records.record import Record
from rencai.store.clusters import hold, move, settle
from rencai.store.engine import Writing, reading, writing
from rencai.store.erase import erased_records
from rencai.store.life import end_due
from rencai.store.put import Cause, Draft, Outcome, is_rewritten, put
from rencai.store.runs import Reject, reject
from rencai.store.tables import records
from rencai.store.types import Encoded

BATCH = 200
REST = 0.02
"""Seconds between two batches: with it the site's single write waits some 25 ms beside a bulk writer, else seconds."""
HELD = 0.03
"""Seconds for which a batch should hold the writer's turn; on a slow machine batches become smaller."""
SMALLEST = 25
OTHER_KIND = "the source has a record of another kind by this source_id; import these under another --source"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one item. `reason` is set on a rejected one; `problems` may be there on any."""

    source_id: str
    id: str | None
    outcome: Literal["added", "changed", "unchanged", "rejected"]
    reason: RejectReason | None = None
    detail: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """Raw fields that were read: with a draft, or with why there is none."""

    raw: Mapping[str, object]
    draft: Draft | None
    problems: tuple[Problem, ...] = ()
    reason: RejectReason | None = None
    detail: str = ""

    def taken(self, outcome: Outcome | None = None) -> Taken:
        """The result for the caller."""
        source_id = str(self.raw.get("source_id") or "")
        if self.draft is None or outcome is None:
            return Taken(source_id, None, "rejected", self.reason, self.detail, self.problems)
        if outcome.what == "erased":
            return Taken(source_id, None, "rejected", RejectReason.ERASED, "its content was erased", self.problems)
        if outcome.what == "other_kind":
            return Taken(source_id, None, "rejected", RejectReason.WRONG_KIND, OTHER_KIND, self.problems)
        return Taken(source_id, outcome.id, outcome.what, problems=self.problems)


class Intake:
    """The road into the store for one source. Not to be shared between threads.

    `flags` are those that every record of the source gets, such as `sample`. With a `run_id`, rejected items are kept.
    """

    writes = True

    def __init__(
        self,
        engine: Engine,
        source: str,
        cause: Cause,
        run_id: int | None = None,
        *,
        flags: Sequence[str] = (),
        rest: float = REST,
    ) -> None:
        if not 0 < len(source.strip()) <= 64 or not source.isprintable():
            raise UsageError(f"{source!r} cannot be a source's name: it needs 1 to 64 printable characters")
        self.engine, self.source, self.cause, self.run_id = engine, source.strip(), cause, run_id
        self.flags, self.rest = tuple(flags), rest
        self._committed = 0.0
        self._size = BATCH // 2

    def take(self, kind: str, raws: Sequence[Mapping[str, object]]) -> list[Taken]:
        """Take items of a kind, and say of each what became of it, in their order.

        Where several are the same record they are taken one after the other, so the last wins. Raises StoreError where
        the store cannot be written; what was taken before stays.
        """
        model = kind_named(kind)
        taken: list[Taken] = []
        while len(taken) < len(raws):
            batch = raws[len(taken) : len(taken) + self._size]
            taken += self._store([self._read(model, raw) for raw in batch])
        return taken

    def _read(self, model: type[Record], raw: Mapping[str, object]) -> Item:
        wanted = model.kind.name
        if raw.get("kind", wanted) not in (wanted, None, ""):
            return Item(raw, None, reason=RejectReason.WRONG_KIND, detail=f"kind: {raw['kind']} instead of {wanted}")
        given = {name: value for name, value in raw.items() if value is not None}
        read = normalise(model, {**given, "source": self.source})
        if read.record is None:
            reason, detail = reason_of(read.problems)
            return Item(raw, None, read.problems, reason, detail)
        stored = payload(read.record)
        marked = tuple(sorted({*gates.flags(read.record, read.problems), *self.flags}))
        try:
            parts = canonical_parts(stored)
            encoded = Encoded(put_together(parts))
            draft = Draft(read.record, stored, content_hash(model, stored, parts), marked, encoded=encoded)
        except ValueError as error:
            return Item(raw, None, read.problems, RejectReason.NOT_STORABLE, str(error))
        return Item(raw, draft, read.problems)

    def _store(self, items: list[Item]) -> list[Taken]:
        """Write a batch; where the database refuses it, halve it until the refused item is alone."""
        try:
            return self._transaction(items)
        except (SQLAlchemyError, ValueError) as error:
            if len(items) == 1:
                refused = replace(items[0], draft=None, reason=RejectReason.NOT_STORABLE, detail=type(error).__name__)
                return self._transaction([refused])
            half = len(items) // 2
            return self._store(items[:half]) + self._store(items[half:])

    def _transaction(self, items: list[Item]) -> list[Taken]:
        rounds = [(Clusterer(), group) for group in _rounds(items)]
        with reading(self.engine) as conn:
            # What is compared here need not be compared while others wait.
            for clusterer, group in rounds:
                clusterer.plan(conn, self._newcomers(conn, clusterer, group))
        self._take_rest()
        at, outcomes = clock.now(), dict[int, Outcome]()
        with writing(self.engine, bulk=len(items) > 1) as turn:
            began = time.monotonic()
            for clusterer, group in rounds:
                outcomes |= self._put(turn, clusterer, group, at)
            taken = [item.taken(outcomes.get(place)) for place, item in enumerate(items)]
            self._keep_rejects(turn, items, taken, at)
        self._committed = time.monotonic()
        self._fit(len(items), self._committed - began)
        return taken

    def _put(self, turn: Writing, clusterer: Clusterer, group: dict[int, Item], at: datetime) -> dict[int, Outcome]:
        newcomers = self._newcomers(turn.conn, clusterer, group)
        plan = clusterer.plan(turn.conn, newcomers)
        drafts = [_clustered(item, plan) for item in group.values()]
        for ids, cluster_id in plan.moves:
            move(turn, ids, cluster_id, at)
        outcomes = put(turn, drafts, self.cause, self.run_id, at)
        # What comes with a deadline that has passed was dead before it came: it is not shown until the night.
        end_due(turn, [outcome.id for outcome in outcomes], clock.day_of(at), at)
        hold(turn, plan.held)
        settle(turn, _left(newcomers, plan), at, left=True)
        return dict(zip(group, outcomes, strict=True))

    def _newcomers(self, conn: Connection, clusterer: Clusterer, group: dict[int, Item]) -> list[Newcomer]:
        """Those of a group that are new or changed."""
        drafts = [item.draft for item in group.values() if item.draft]
        query = select(records.c.id, records.c.kind, records.c.hash, records.c.cluster_id)
        known = {row.id: row for row in conn.execute(query.where(records.c.id.in_([draft.id for draft in drafts])))}
        pairs = [(draft, known.get(draft.id)) for draft in drafts]
        return [
            Newcomer(draft, clusterer.keys(draft), row.cluster_id if row else None)
            for draft, row in pairs
            if row is None or is_rewritten(draft, row, self.cause)
        ]

    def _keep_rejects(self, turn: Writing, items: list[Item], taken: list[Taken], at: datetime) -> None:
        if self.run_id is None:
            return
        ids = {place: record_id(self.source, one.source_id) for place, one in enumerate(taken) if one.reason}
        gone = erased_records(turn.conn, ids.values())
        reject(
            turn,
            [
                Reject(self.run_id, self.source, one.source_id, str(one.reason), one.detail, _text(item.raw), at)
                for place, (item, one) in enumerate(zip(items, taken, strict=True))
                # Whose content was erased, of them nothing is kept again.
                if one.reason and ids[place] not in gone
            ],
        )

    def _fit(self, count: int, held: float) -> None:
        """Fit the size of batches to how long this one held the writer's turn."""
        if held > 2 * HELD:
            self._size = max(SMALLEST, count // 2)
        elif held < HELD and count == self._size:
            self._size = min(BATCH, count * 2)

    def _take_rest(self) -> None:
        """Leave the other writers the time in which this one does not ask for its turn; reading counts as rest."""
        time.sleep(max(0.0, self._committed + self.rest - time.monotonic()))


def _rounds(items: Sequence[Item]) -> Iterator[dict[int, Item]]:
    """The items that have a draft, by place, in groups in which no record comes twice."""
    left = {place: item for place, item in enumerate(items) if item.draft}
    while left:
        group: dict[int, Item] = {}
        ids: set[str] = set()
        for place, item in left.items():
            if item.draft and item.draft.id not in ids:
                ids.add(item.draft.id)
                group[place] = item
        left = {place: item for place, item in left.items() if place not in group}
        yield group


def _left(newcomers: Sequence[Newcomer], plan: Plan) -> set[str]:
    """Clusters that some left, though others joined them, or that others' whole clusters joined."""
    before = {newcomer.advert.id: newcomer.cluster_id for newcomer in newcomers}
    gone = {was for one, now in plan.cluster_of.items() if (was := before.get(one)) and was != now}
    met = {cluster_id for _, cluster_id in plan.moves}
    return plan.touched - set(plan.cluster_of.values()) | gone | met


def _clustered(item: Item, plan: Plan) -> Draft:
    assert item.draft  # noqa: S101  # rounds hold only items with one
    return replace(item.draft, cluster_id=plan.cluster_of.get(item.draft.id))


def _text(raw: Mapping[str, object]) -> str:
    return json.dumps(raw, ensure_ascii=False, default=str).replace("\x00", "")
