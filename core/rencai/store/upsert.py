"""INSERT that meets rows already there, in the words of either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from rencai.store.engine import Writing


def insert_new(writing: Writing, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that are not there yet."""
    if rows:
        writing.conn.execute(_insert(writing, table).on_conflict_do_nothing(), list(rows))


def upsert(writing: Writing, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or replace every given column of those whose key is there."""
    if not rows:
        return
    statement = _insert(writing, table)
    keys = [column.name for column in table.primary_key]
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    writing.conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=replaced), list(rows))


def _insert(writing: Writing, table: Table) -> sqlite.Insert | postgresql.Insert:
    if writing.conn.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
