"""Which cluster a new or changed record belongs to, at a cost that does not grow with the store.

Candidates come from indexed keys (`store.clusters`), at most `COMPARED` are compared, and each comparison of two
contents is made once: the plan is made first without the writer's turn, then again, from memory, with it.
The canonical member of a cluster is chosen by `rencai.store.clusters.rank`.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, func, select

from rencai.intake import similarity
from rencai.intake.employers import may_be_one
from rencai.store import clusters
from rencai.store.clusters import Key
from rencai.store.tables import records

CLUSTERED = frozenset({"job_posting"})
"""Kinds whose records appear at several sources; a record of another kind stands alone."""
CONSIDERED = 32
COMPARED = 12
FEW = 8
"""Holders of a key that alone makes candidates of them."""
FEWEST = 4
"""Records that a broad key finds."""
PER_CLUSTER = 10

Same = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]


class Advert(Protocol):
    """What a cluster is looked for: a draft on its way into the store, or a record that is in it."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...
    @property
    def hash(self) -> str: ...
    @property
    def first_seen(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A new or changed record; `cluster_id` is where it was until now."""

    advert: Advert
    keys: tuple[Key, ...]
    cluster_id: str | None = None


@dataclass(slots=True)
class Plan:
    """Where records belong: newcomers by id, and stored records that have to move with them."""

    cluster_of: dict[str, str] = field(default_factory=dict)
    moves: list[tuple[list[str], str]] = field(default_factory=list)
    held: list[tuple[Key, str]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Member:
    id: str
    cluster_id: str
    hash: str
    first_seen: datetime


_MEMBERS = select(*(records.c[name] for name in _Member.__slots__))


def keys(advert: Advert, texts: Callable[[Mapping[str, Any]], similarity.Keys] = similarity.keys) -> tuple[Key, ...]:
    """The keys of a record as the store indexes them."""
    if advert.kind not in CLUSTERED:
        return ()
    found = (
        Key(_number(f"{advert.kind} {text}"), employer, FEWEST if text.startswith(similarity.BROAD) else clusters.CAP)
        for text, employer in texts(advert.payload).items()
    )
    return tuple(sorted(found, key=lambda key: key.number))


class Clusterer:
    """Plans the clusters of one batch. Keep it for both plans: it remembers what it read and compared."""

    def __init__(self, same: Same = similarity.same, apart: Same = similarity.contradict) -> None:
        self._same, self._apart = same, apart
        self._judged: dict[tuple[str, str], bool] = {}
        self._opposed: dict[tuple[str, str], bool] = {}
        self._payloads: dict[str, Mapping[str, Any]] = {}
        self._keys: dict[str, tuple[Key, ...]] = {}

    def keys(self, advert: Advert) -> tuple[Key, ...]:
        """The keys of an advert; reading them out of a long text takes as long as parsing all its fields."""
        if advert.hash not in self._keys:
            self._keys[advert.hash] = keys(advert)
        return self._keys[advert.hash]

    def plan(self, conn: Connection, newcomers: Sequence[Newcomer]) -> Plan:
        """Where the newcomers belong, as the store stands."""
        return _Planning(conn, newcomers, self).run()

    def is_same(self, one: str, other: str) -> bool:
        """Whether two contents, by their hashes, are the same vacancy; compared once."""
        pair = (min(one, other), max(one, other))
        if pair not in self._judged:
            self._judged[pair] = self._same(self._payloads[one], self._payloads[other])
        return self._judged[pair]

    def is_apart(self, one: str, other: str) -> bool:
        """Whether two contents, by their hashes, cannot be one vacancy; compared once."""
        pair = (min(one, other), max(one, other))
        if self._judged.get(pair):
            return False
        if pair not in self._opposed:
            self._opposed[pair] = self._apart(self._payloads[one], self._payloads[other])
        return self._opposed[pair]

    def know(self, payloads: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep contents by their hashes, for as long as this batch is planned."""
        self._payloads.update(payloads)

    def unknown(self, hashes: set[str]) -> set[str]:
        """Those of some contents that are not kept."""
        return hashes - self._payloads.keys()


class _Planning:
    def __init__(self, conn: Connection, newcomers: Sequence[Newcomer], clusterer: Clusterer) -> None:
        self.conn, self.newcomers, self.clusterer = conn, newcomers, clusterer
        self.changing = {newcomer.advert.id: newcomer.advert.hash for newcomer in newcomers}
        self.plan = Plan()
        self.holders = clusters.holders(conn, (key.number for newcomer in newcomers for key in newcomer.keys))
        clusterer.know({newcomer.advert.hash: newcomer.advert.payload for newcomer in newcomers})
        self.merged: dict[str, str] = {}
        candidates = [self._candidates(newcomer) for newcomer in newcomers]
        self.members = self._load({record_id for found in candidates for record_id in found})
        self.fellows: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for member in self.members.values():
            self.fellows[member.cluster_id][member.id] = None
        pairs = zip(newcomers, candidates, strict=True)
        self._fetch({one for newcomer, found in pairs for one in self._choose(self._compared(newcomer, found))})

    def run(self) -> Plan:
        for newcomer in self.newcomers:
            self._place(newcomer)
        self._finish()
        return self.plan

    def _load(self, wanted: set[str]) -> dict[str, _Member]:
        """Stored records that newcomers may be the same as, and the fellows of those that are in a cluster already."""
        own = {newcomer.advert.id for newcomer in self.newcomers if newcomer.cluster_id}
        table = records.c
        # What became a record of another kind is still found by the keys that it held.
        alike = table.id.in_(sorted(wanted)) & table.kind.in_(CLUSTERED)
        rows = [*self.conn.execute(_MEMBERS.where(alike | table.id.in_(sorted(own)))).all()] if wanted or own else []
        old = {newcomer.cluster_id for newcomer in self.newcomers if newcomer.cluster_id}
        large = clusters.large(self.conn, old, self._many()) if old else set()
        if small := sorted(old - large):
            rows += self.conn.execute(_MEMBERS.where(table.cluster_id.in_(small)).order_by(table.id)).all()
        for cluster_id in sorted(large):
            some = _MEMBERS.where(table.cluster_id == cluster_id).order_by(table.first_seen).limit(self._many())
            rows += self.conn.execute(some).all()
        return {row.id: _Member(*row) for row in rows}

    def _many(self) -> int:
        """Members of a cluster that are enough to compare with, however many of them are newcomers."""
        return len(self.newcomers) + PER_CLUSTER

    def _candidates(self, newcomer: Newcomer) -> list[str]:
        """Holders of the newcomer's keys, those first that share rare ones, and most of them.

        Sharing nothing but what many records share (the trade and the usual pay in a district) makes no candidate, nor
        does sharing anything but the address with another employer: at a million records that would be as many
        comparisons as are made at most for every newcomer, all in vain.
        """
        shared: Counter[str] = Counter()
        weight: defaultdict[str, float] = defaultdict(float)
        for key in newcomer.keys:
            holders = self.holders.get(key.number)
            alike = [one for one, employer in holders.items() if may_be_one(key.employer, employer)] if holders else ()
            for record_id in alike:
                shared[record_id] += 1
                weight[record_id] += 1 / len(alike)
        weight.pop(newcomer.advert.id, None)
        half = len(newcomer.keys) / 2
        found = [record_id for record_id in weight if weight[record_id] * FEW >= 1 or shared[record_id] >= half]
        return sorted(found, key=lambda one: (-weight[one], -shared[one], one))[:CONSIDERED]

    def _place(self, newcomer: Newcomer) -> None:
        advert = newcomer.advert
        fellows = self._fellows(newcomer)
        chosen = self._choose(self._compared(newcomer, self._candidates(newcomer)))
        self._fetch(set(chosen))
        found = self._agreeing(advert, chosen)
        now = self._now(newcomer)
        if now and not fellows:
            found.add(self._root(now))
        elif now == advert.id and self._root(now) not in found:
            self._leave(now)
        target = self._oldest(found) or advert.id
        for cluster_id in found - {target}:
            self.merged[cluster_id] = target
        if newcomer.cluster_id:
            self.plan.touched.add(newcomer.cluster_id)
        before = self.members.get(advert.id)
        seen = min(advert.first_seen, before.first_seen) if before else advert.first_seen
        self._know(_Member(advert.id, target, advert.hash, seen))
        self.plan.cluster_of[advert.id] = target
        self._hold(newcomer)

    def _fellows(self, newcomer: Newcomer) -> list[str]:
        """The other members of the cluster that a changed record is in."""
        now = self._now(newcomer)
        return [one for one in self.fellows[now] if one != newcomer.advert.id] if now else []

    def _now(self, newcomer: Newcomer) -> str | None:
        """The cluster that a changed record is in, which another of the batch may have left to it by another name."""
        member = self.members.get(newcomer.advert.id) if newcomer.cluster_id else None
        return member.cluster_id if member else newcomer.cluster_id

    def _know(self, member: _Member) -> None:
        before = self.members.get(member.id)
        if before:
            del self.fellows[before.cluster_id][before.id]
        self.members[member.id] = member
        self.fellows[member.cluster_id][member.id] = None

    def _compared(self, newcomer: Newcomer, candidates: list[str]) -> list[str]:
        if newcomer.advert.kind not in CLUSTERED:
            return []
        return [*candidates, *self._fellows(newcomer)[:PER_CLUSTER]]

    def _choose(self, candidates: list[str]) -> list[str]:
        """The first candidates, few contents of each cluster: one that is the same as none of them is no member."""
        taken: dict[str, set[str]] = {}
        chosen: list[str] = []
        for one in dict.fromkeys(candidates):
            member = self.members.get(one)
            contents = taken.setdefault(member.cluster_id, set()) if member else set()
            if member is None or member.hash in contents or len(contents) >= PER_CLUSTER or self._is_open(member):
                continue
            contents.add(member.hash)
            chosen.append(one)
            if len(chosen) == COMPARED:
                break
        return chosen

    def _is_open(self, member: _Member) -> bool:
        """Whether a member changes in this batch too and has no place yet: it may leave the cluster it is in."""
        return self.changing.get(member.id, member.hash) != member.hash and member.id not in self.plan.cluster_of

    def _fetch(self, ids: set[str]) -> None:
        """Get the contents that are not known yet, in one question."""
        unknown = self.clusterer.unknown({self.members[one].hash for one in ids})
        if unknown:
            missing = sorted(one for one in ids if self.members[one].hash in unknown)
            rows = self.conn.execute(select(records.c.id, records.c.payload).where(records.c.id.in_(missing)))
            # By the hash that was read first: outside the writer's turn another writer may have changed the record
            # since. The plan that counts is made again within the turn.
            self.clusterer.know({self.members[row.id].hash: row.payload for row in rows})

    def _agreeing(self, advert: Advert, chosen: list[str]) -> set[str]:
        """Clusters with a member that is the same, and none that contradicts it or a member of one found before.

        Without the latter, an advert that leaves the shift out would bring 白班 and 夜班 together.
        """
        contents: dict[str, set[str]] = {}
        for one in chosen:
            member = self.members[one]
            contents.setdefault(self._root(member.cluster_id), set()).add(member.hash)
        found: dict[str, set[str]] = {}
        for cluster_id, hashes in contents.items():
            others = {advert.hash}.union(*found.values())
            if any(self.clusterer.is_same(advert.hash, one) for one in hashes) and not any(
                self.clusterer.is_apart(one, other) for one in hashes for other in others
            ):
                found[cluster_id] = hashes
        return set(found)

    def _leave(self, founder: str) -> None:
        """A cluster is called after the record that founded it; when that leaves, after the oldest of the others.

        One that came to another in this batch goes there without its founder.
        """
        stored = [_Member(*row) for row in self.conn.execute(_MEMBERS.where(records.c.cluster_id == founder)).all()]
        others = [self.members[one] for one in self.fellows[founder] if one != founder]
        others += [member for member in stored if member.id not in self.members]
        heir = self._root(founder)
        if heir == founder:
            heir = min(others, key=lambda member: (member.first_seen, member.id)).id
        self.plan.moves.append(([member.id for member in others], heir))
        for member in others:
            self._know(_Member(member.id, heir, member.hash, member.first_seen))
            if member.id in self.plan.cluster_of:
                self.plan.cluster_of[member.id] = heir
        # Clusters that came to it in this batch come to its heir, which may have been one of them.
        self.merged |= {one: heir for one, target in self.merged.items() if target == founder}
        for one in (founder, heir):
            self.merged.pop(one, None)

    def _hold(self, newcomer: Newcomer) -> None:
        for key in newcomer.keys:
            holders, one = self.holders.setdefault(key.number, {}), newcomer.advert.id
            if holders.get(one) != key.employer and (one in holders or len(holders) < key.most):
                holders[one] = key.employer
                self.plan.held.append((key, one))

    def _root(self, cluster_id: str) -> str:
        while cluster_id in self.merged:
            cluster_id = self.merged[cluster_id]
        return cluster_id

    def _oldest(self, found: set[str]) -> str | None:
        if len(found) < 2:
            return next(iter(found), None)
        return min(found, key=self._age)

    def _age(self, cluster_id: str) -> tuple[datetime, str]:
        """When the first record of a cluster was seen."""
        known = [member.first_seen for member in self.members.values() if self._root(member.cluster_id) == cluster_id]
        stored = self.conn.execute(
            select(func.min(records.c.first_seen)).where(records.c.cluster_id == cluster_id)
        ).scalar_one()
        return min([*known, *([stored] if stored else [])]), cluster_id

    def _finish(self) -> None:
        cluster_of = self.plan.cluster_of
        for one in cluster_of:
            cluster_of[one] = self._root(cluster_of[one])
        self.plan.moves = [(ids, self._root(target)) for ids, target in self.plan.moves]
        if self.merged:
            rows = self.conn.execute(
                select(records.c.id, records.c.cluster_id).where(records.c.cluster_id.in_(sorted(self.merged)))
            )
            placed = {*cluster_of, *(one for ids, _ in self.plan.moves for one in ids)}
            moving: dict[str, list[str]] = {}
            for row in rows:
                if row.id not in placed:
                    moving.setdefault(self._root(row.cluster_id), []).append(row.id)
            self.plan.moves += [(ids, target) for target, ids in moving.items()]
        self.plan.touched |= set(cluster_of.values()) | {target for _, target in self.plan.moves}


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
