"""The nearest records first, to any depth: rings are asked of the engine, and what lies in them is sorted here.

Engines find what lies in boxes, so a ring is asked for a little too wide and each row's distance reckoned. Rows at one
distance, as the many whose place is only a district, follow one another by id.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from heapq import nsmallest
from itertools import islice

from rencai.search.clauses import Between, Clause, Not, all_of
from rencai.search.engine import ByField, Request, Response, Row
from rencai.search.fields import row_number
from rencai.search.near_place import kilometres, ring
from rencai.search.query import Around

Run = Callable[[Request], Response]
Place = tuple[float, str]
"""Kilometres and id of a row, by which the list is sorted."""
BEFORE_ALL: Place = (-1.0, "")
NOWHERE = 10_000_000.0
"""Kilometres of rows whose place is not known: they come last."""
CHUNK = 1000
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 20_040.0)
"""Widths of rings that are tried."""
_LOCATED = Between("lat", -90.0, 90.0)


def nearest(run: Run, request: Request, around: Around, after: Place, wanted: int) -> list[tuple[float, Row]]:
    """The next rows of a request past a place in the list, with their distance."""
    asked = replace(request, size=CHUNK, facets=(), count=False, scored=())
    found: list[tuple[float, Row]] = []
    if after[0] < NOWHERE:
        found = _located(run, asked, around, after, wanted)
    if len(found) < wanted:
        start = after[1] if after[0] >= NOWHERE else ""
        rest = _rows(run, asked, Not(_LOCATED), start)
        found += [(NOWHERE, row) for row in islice(rest, wanted - len(found))]
    return found


def _located(run: Run, asked: Request, around: Around, after: Place, wanted: int) -> list[tuple[float, Row]]:
    if after[0] >= 0:
        # Most often many more lie just where the last page ended.
        same = _chunk(run, asked, ring(around, after[0], after[0]), after[1])
        found = [(km, row) for km, row in _measured(same, around) if km == after[0]]
        if len(found) >= wanted:
            return found[:wanted]
    found = []
    for step in STEPS:
        reach = max(after[0], 0.0) + step
        rows = _rows(run, asked, ring(around, after[0], reach))
        inside = ((km, row) for km, row in _measured(rows, around) if after < (km, row.id) and km <= reach)
        found = nsmallest(wanted, inside, key=lambda pair: (pair[0], pair[1].id))
        if len(found) == wanted:
            break
    return found


def _measured(rows: Iterable[Row], around: Around) -> Iterator[tuple[float, Row]]:
    measured = ((kilometres(around, row.card), row) for row in rows)
    return ((km, row) for km, row in measured if km is not None)


def _rows(run: Run, asked: Request, clause: Clause, after: str = "") -> Iterator[Row]:
    """All rows within a clause, by id, in chunks."""
    while chunk := _chunk(run, asked, clause, after):
        yield from chunk
        if len(chunk) < CHUNK:
            return
        after = chunk[-1].id


def _chunk(run: Run, asked: Request, clause: Clause, after: str) -> tuple[Row, ...]:
    order = ByField("row", descending=False, beyond=row_number(after) if after else None)
    skip = (after,) if after else ()
    return run(replace(asked, always=all_of([asked.always, clause]), order=order, skip=skip)).rows
