"""Search knowledge that admins keep: synonyms, dictionary words, stop words, boosts, best bets, blocked words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from rencai import clock
from rencai.store.engine import Writing
from rencai.store.tables import terms


class TermList(StrEnum):
    """What a term is for, and so what its value holds."""

    SYNONYM = "synonym"
    """Words that mean the same as the term: a list."""
    WORD = "word"
    """A dictionary word that is never split; no value."""
    STOP = "stop"
    """A word that searches leave out; no value."""
    BOOST = "boost"
    """A factor for what has the term."""
    BEST_BET = "best_bet"
    """Ids of the records that come first for the term."""
    BLOCKED = "blocked"
    """A word that is neither suggested nor shown; no value."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry; `removed_at` is set on those that are history."""

    id: int
    list: TermList
    term: str
    value: Any
    note: str
    added_at: datetime
    added_by: str
    removed_at: datetime | None
    removed_by: str | None


_COLUMNS = tuple(terms.c[name] for name in Term.__slots__)


def list_terms(conn: Connection, of: Iterable[TermList] = tuple(TermList), *, removed: bool = False) -> list[Term]:
    """The entries in force, by list and term; with `removed` the history as well."""
    query = select(*_COLUMNS).where(terms.c.list.in_([str(name) for name in of]))
    if not removed:
        query = query.where(terms.c.removed_at.is_(None))
    rows = conn.execute(query.order_by(terms.c.list, terms.c.term, terms.c.id))
    return [_term(row) for row in rows]


def add_term(writing: Writing, to: TermList, term: str, value: Any = None, *, by: str, note: str = "") -> int:
    """Put an entry in force and give its number. One of the same list and term is removed, and stays as history."""
    now = clock.now()
    same = (terms.c.list == str(to)) & (terms.c.term == term) & terms.c.removed_at.is_(None)
    writing.conn.execute(update(terms).where(same).values(removed_at=now, removed_by=by))
    values = {
        "list": str(to),
        "term": term,
        "value": {} if value is None else value,
        "note": note,
        "added_at": now,
        "added_by": by,
    }
    return int(writing.conn.execute(insert(terms).returning(terms.c.id), values).scalar_one())


def remove_term(writing: Writing, term_id: int, *, by: str) -> bool:
    """Put an entry out of force; False where it is not in force."""
    mine = (terms.c.id == term_id) & terms.c.removed_at.is_(None)
    return bool(writing.conn.execute(update(terms).where(mine).values(removed_at=clock.now(), removed_by=by)).rowcount)


def restore_term(writing: Writing, term_id: int, *, by: str) -> bool:
    """Put an entry of the history in force again, as a new one; False where it is none."""
    mine = (terms.c.id == term_id) & terms.c.removed_at.is_not(None)
    row = writing.conn.execute(select(*_COLUMNS).where(mine)).one_or_none()
    if row is None:
        return False
    term = _term(row)
    add_term(writing, term.list, term.term, term.value, by=by, note=term.note)
    return True


def terms_version(conn: Connection) -> int:
    """A number that grows with every edit: whoever has built something from the terms sees that it is out of date."""
    return int(conn.execute(select(func.count(terms.c.id) + func.count(terms.c.removed_at))).scalar_one())


def _term(row: Any) -> Term:
    values = row._asdict()
    return Term(**values | {"list": TermList(values["list"])})
