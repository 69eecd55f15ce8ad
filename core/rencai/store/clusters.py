"""Which records are the same thing: keys that find candidates, clusters, and the canonical member of each.

Looking up is by indexed keys only, and no key finds more than `CAP` records, so that its cost does not grow with the
store.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, select, update

from rencai.store.changes import note
from rencai.store.engine import Writing
from rencai.store.tables import STANDS, cluster_keys, records
from rencai.store.upsert import upsert

CAP = 16
"""Records that one key may find; what shares a key with more (boilerplate) is found by its other keys."""
FEW = 64
"""Members of a cluster that are all read where one joins; of more, who stands for them and when the last was seen."""


@dataclass(frozen=True, slots=True)
class Key:
    """A number that records of the same thing share; with the characters of the employer's name as bits, 0 if any."""

    number: int
    employer: int = 0
    most: int = CAP
    """Records that it may find."""


def holders(conn: Connection, keys: Iterable[int]) -> dict[int, dict[str, int]]:
    """The records that hold each key, at most `CAP` for one, and their employers' bits."""
    query = (
        select(cluster_keys.c.key, cluster_keys.c.record_id, cluster_keys.c.employer)
        .where(cluster_keys.c.key.in_(bindparam("keys", expanding=True, literal_execute=True)))
        .order_by(cluster_keys.c.key, cluster_keys.c.record_id)
    )
    wanted = sorted(set(keys))
    found: dict[int, dict[str, int]] = {}
    for key, record_id, employer in conn.execute(query, {"keys": wanted}) if wanted else ():
        found.setdefault(key, {})[record_id] = employer
    return found


def hold(writing: Writing, keys: Sequence[tuple[Key, str]]) -> None:
    """Let keys find records."""
    pairs = [{"key": key.number, "record_id": record_id, "employer": key.employer} for key, record_id in keys]
    upsert(writing, cluster_keys, pairs)


def forget(writing: Writing, record_id: str) -> None:
    """Let no key find a record any more. Reads the whole table: for erasures, which are rare."""
    writing.conn.execute(delete(cluster_keys).where(cluster_keys.c.record_id == record_id))


def forget_some(writing: Writing, limit: int = 5000) -> int:
    """Drop some keys of whatever records; give how many. For grouping anew, after which each record has its own."""
    key = cluster_keys.c.key
    last = writing.conn.execute(select(key).order_by(key).offset(limit).limit(1)).scalar()
    dropped = delete(cluster_keys) if last is None else delete(cluster_keys).where(key <= last)
    return writing.conn.execute(dropped).rowcount


def move(writing: Writing, ids: Sequence[str], cluster_id: str, at: datetime) -> None:
    """Put records into a cluster, and note each as changed."""
    if ids:
        writing.conn.execute(update(records).where(records.c.id.in_(ids)).values(cluster_id=cluster_id))
        note(writing, ids, at)


def settle(
    writing: Writing,
    cluster_ids: Iterable[str],
    at: datetime,
    *,
    changed: Collection[str] = (),
    joined: Collection[str] = (),
    left: bool = False,
) -> None:
    """Choose the canonical member of each cluster anew, and note all whom a change of the cluster changes.

    That is who began or ceased to be canonical, who began or ceased to be the first of its source (`told_by`), and all
    that are live where it may have changed since when they are known: where one `joined` that was seen before the
    others, or some `left`. Call it with every cluster that a member joined or changed its status in, and with those
    who `changed`.
    """
    noted: dict[str, None] = {}
    moved = {*changed, *joined}
    for members in _affected(writing.conn, set(cluster_ids), moved, set() if left else set(joined)):
        foremost = max(members, key=rank)
        flipped = [member.id for member in members if member.canonical != (member.id == foremost.id)]
        _mark(writing, foremost.id, flipped)
        noted |= dict.fromkeys(flipped)
        if left or _is_older(members, joined):
            noted |= dict.fromkeys(member.id for member in members if member.status == "live")
        else:
            noted |= dict.fromkeys(_firsts(members, moved, foremost.source))
    note(writing, noted, at)


def _affected(conn: Connection, cluster_ids: set[str], moved: set[str], joined: set[str]) -> Iterator[list[Any]]:
    """The members of each cluster that a change of it may change, all of them but of large ones that only grew."""
    grown = _grown(conn, cluster_ids, moved, joined) if joined else {}
    yield from _members(conn, cluster_ids - grown.keys())
    yield from grown.values()


_BY_SOURCE = attrgetter("source", "first_seen", "id")


def _firsts(members: Sequence[Any], moved: set[str], source: str) -> Iterator[str]:
    """Who began or ceased to be the first live one of its source, but for those who `moved` themselves.

    That is at most one of each source: whoever follows those who moved in front of it, or, unless the `source` that
    stands for the cluster is the one that did before, the first that did not move.
    """
    same = {member.source for member in members if member.canonical and member.id not in moved} == {source}
    for _, group in groupby(sorted(members, key=_BY_SOURCE), attrgetter("source")):
        mine = list(group)
        place = next((at for at, one in enumerate(mine) if one.status == "live" and one.id not in moved), None)
        if place is not None and not (same and moved.isdisjoint(one.id for one in mine[:place])):
            yield mine[place].id


def _is_older(members: Sequence[Any], joined: Collection[str]) -> bool:
    """Whether one that joined was seen before those who were there."""
    new = [member.first_seen for member in members if member.id in joined]
    there = [member.first_seen for member in members if member.id not in joined]
    return bool(new and there) and min(new) < min(there)


def rank(member: Any) -> tuple[bool, bool, int, float, bool, str]:
    """The order in which members represent their cluster; the greatest does.

    A live one before an ended one; one that was entered here before crawled ones; then the one that tells most; then
    the one seen first, so that a re-posted vacancy does not look new; at last the one that the cluster is called after,
    and the id, so that the choice is stable.
    """
    entered = member.cause == "edit"
    founder = member.id == member.cluster_id
    return member.status == "live", entered, member.filled, -member.first_seen.timestamp(), founder, member.id


def large(conn: Connection, cluster_ids: Iterable[str], few: int) -> set[str]:
    """Those of some clusters that have more than a few members; no more of them are counted."""
    founder, member = records.alias(), records.alias()
    next_one = select(member.c.id).where(member.c.cluster_id == founder.c.id).limit(1).offset(few)
    many = next_one.scalar_subquery().is_not(None)
    return set(conn.execute(select(founder.c.id).where(founder.c.id.in_(sorted(cluster_ids)), many)).scalars())


def _grown(conn: Connection, cluster_ids: set[str], moved: set[str], joined: set[str]) -> dict[str, list[Any]]:
    """Of large clusters that some joined behind all others, and no more happened to: who stands for it, and they.

    Nobody else is changed by that, as long as the same source goes on to stand for the cluster.
    """
    found: dict[str, list[Any]] = {}
    many = sorted(large(conn, cluster_ids, FEW))
    mine = records.c.id.in_(sorted(moved)) & records.c.cluster_id.in_(many)
    rows = conn.execute(_narrow().where(mine)) if many else ()
    for cluster_id, group in groupby(rows, key=attrgetter("cluster_id")):
        came = list(group)
        members = [*_standing(conn, cluster_id, {one.id for one in came}), *came]
        behind = joined.issuperset(one.id for one in came) and _are_last(conn, came)
        if behind and len(members) == len(came) + 1 and max(members, key=rank).source == members[0].source:
            found[cluster_id] = members
    return found


def _standing(conn: Connection, cluster_id: str, but_for: set[str]) -> list[Any]:
    """The canonical member of a cluster, but for those who joined and are not settled yet: by an index of few rows."""
    founded = _narrow().where(records.c.id == cluster_id, records.c.cluster_id == cluster_id, records.c.canonical)
    others = conn.execute(_narrow().where(records.c.cluster_id == cluster_id, STANDS))
    return [one for one in (*conn.execute(founded), *others) if one.id not in but_for]


def _are_last(conn: Connection, members: Sequence[Any]) -> bool:
    """Whether some members were seen after all others of their cluster."""
    ids, mine = {one.id for one in members}, records.c.cluster_id == members[0].cluster_id
    latest = select(records.c.id, records.c.first_seen).where(mine).order_by(records.c.first_seen.desc())
    others = [row.first_seen for row in conn.execute(latest.limit(len(ids) + 1)) if row.id not in ids]
    return bool(others) and min(one.first_seen for one in members) > max(others)


def _members(conn: Connection, cluster_ids: set[str]) -> list[list[Any]]:
    mine = records.c.cluster_id.in_(sorted(cluster_ids))
    rows = conn.execute(_narrow().where(mine)) if cluster_ids else ()
    return [list(group) for _, group in groupby(rows, key=lambda row: row.cluster_id)]


def _narrow() -> Select[Any]:
    table = records.c
    names = ("cluster_id", "id", "source", "status", "cause", "filled", "first_seen", "canonical")
    return select(*(table[name] for name in names)).order_by(table.cluster_id)


def _mark(writing: Writing, canonical: str, flipped: list[str]) -> None:
    for member_id in flipped:
        writing.conn.execute(update(records).where(records.c.id == member_id).values(canonical=member_id == canonical))
