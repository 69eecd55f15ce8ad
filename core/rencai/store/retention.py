"""Dropping what is kept only to look back on, once it is old."""

from datetime import datetime

from sqlalchemy import Engine

from rencai.store.archive import Archive
from rencai.store.engine import writing
from rencai.store.pages import sweep
from rencai.store.runs import prune_rejects, prune_runs


def forget(engine: Engine, archive: Archive, before: datetime) -> dict[str, int]:
    """Drop archived responses no page refers to, rejected items and runs, all of before a moment; count each.

    Records, their versions, the page each was read from and the latest runs of each job stay.
    """
    pages = sweep(engine, archive, before)
    with writing(engine) as turn:
        rejects = prune_rejects(turn, before)
    return {"rejects": rejects, "runs": prune_runs(engine, before), "pages": pages}
