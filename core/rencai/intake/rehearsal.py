"""What an intake would do, without doing it."""

import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, select

from rencai.intake.intake import Intake, Item, Taken
from rencai.store.engine import reading
from rencai.store.put import ERASED, Cause, Outcome
from rencai.store.tables import records


class Rehearsal(Intake):
    """Says of each item what would become of it, those of the same rehearsal before it included."""

    writes = False

    def __init__(self, engine: Engine, source: str, cause: Cause) -> None:
        super().__init__(engine, source, cause, rest=0)
        # SQLite's own temporary database: it goes to disk by itself when a file is long.
        self._taken = sqlite3.connect("")
        self._taken.execute("CREATE TABLE taken (id TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID")

    def close(self) -> None:
        """Let go of what was remembered."""
        self._taken.close()

    def _transaction(self, items: list[Item]) -> list[Taken]:
        with reading(self.engine) as conn:
            stored = self._stored(conn, items)
        return [item.taken(self._outcome(item, stored)) for item in items]

    def _stored(self, conn: Connection, items: list[Item]) -> dict[str, Any]:
        ids = [item.draft.id for item in items if item.draft]
        query = select(records.c.id, records.c.kind, records.c.hash, records.c.status).where(records.c.id.in_(ids))
        return {row.id: row for row in conn.execute(query)}

    def _outcome(self, item: Item, stored: dict[str, Any]) -> Outcome | None:
        if item.draft is None:
            return None
        record_id, content = item.draft.id, item.draft.hash
        before = stored.get(record_id)
        if before and before.hash == ERASED:
            return Outcome(record_id, "erased")
        if before and before.kind != item.draft.kind:
            return Outcome(record_id, "other_kind")
        with closing(self._taken.execute("SELECT hash FROM taken WHERE id = ?", (record_id,))) as rows:
            earlier = rows.fetchone()
        self._taken.execute("INSERT OR REPLACE INTO taken VALUES (?, ?)", (record_id, content))
        if earlier:
            return Outcome(record_id, "unchanged" if earlier[0] == content else "changed")
        if before is None:
            return Outcome(record_id, "added")
        return Outcome(record_id, "unchanged" if before.hash == content and before.status != "gone" else "changed")
