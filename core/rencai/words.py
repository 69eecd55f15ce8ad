"""The language data in effect: what comes with the project and what admins have added since, read from the store.

Search does not know the store, so what joins the two stands beside them.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Engine

from rencai import clock
from rencai.errors import StoreError
from rencai.search.folding import fold
from rencai.search.lexicon import Lexicon, as_typed, bundled
from rencai.store.engine import reading
from rencai.store.terms import Term, TermList, list_terms, terms_version

LOOK_EVERY = 5.0
"""Seconds after which an edit may go unnoticed by a process."""


def lexicon_of(engine: Engine) -> Callable[[], Lexicon]:
    """A source of the current language data, safe for threads; while the store does not answer, what was read last."""
    return _Current(engine).get


def merged(base: Lexicon, terms: list[Term], today: date) -> Lexicon:
    """The language data with the entries that are in force today."""
    of: dict[TermList, list[Term]] = {name: [] for name in TermList}
    for term in terms:
        of[term.list].append(term)
    lines = [f"{t.term} = {' = '.join(_texts(t.value))}" for t in of[TermList.SYNONYM] if _texts(t.value)]
    return replace(
        base.with_synonyms(lines),
        words=base.words | _folded(of[TermList.WORD]),
        stop=base.stop | _folded(of[TermList.STOP]),
        boosts={**base.boosts, **{t.term: factor for t in of[TermList.BOOST] if (factor := _factor(t.value))}},
        best_bets={
            **base.best_bets,
            **{as_typed(t.term): ids for t in of[TermList.BEST_BET] if (ids := _ids(t.value, today))},
        },
        blocked=base.blocked | _folded(of[TermList.BLOCKED]),
    )


class _Current:
    """Looks for edits now and then; only one thread looks, the others go on with what there is."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._looked = float("-inf")
        self._state: tuple[int, date] | None = None
        self._held = bundled()

    def get(self) -> Lexicon:
        if time.monotonic() - self._looked >= LOOK_EVERY and self._turn.acquire(blocking=False):
            try:
                self._look()
            except StoreError:
                pass
            finally:
                self._looked = time.monotonic()
                self._turn.release()
        return self._held

    def _look(self) -> None:
        with reading(self._engine) as conn:
            state = terms_version(conn), clock.today()
            if state == self._state:
                return
            self._held = merged(bundled(), list_terms(conn), state[1])
        self._state = state


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str) and text.strip()] if isinstance(value, list) else []


def _folded(terms: list[Term]) -> frozenset[str]:
    return frozenset(fold(term.term) for term in terms)


def _factor(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 else None


def _ids(value: Any, today: date) -> tuple[str, ...]:
    """Ids of a best bet: a list, or `{"ids": […], "until": "2026-12-31"}`, which lapses after that day."""
    if isinstance(value, Mapping):
        until = value.get("until")
        if until and not _in_force(str(until), today):
            return ()
        value = value.get("ids")
    return tuple(_texts(value))


def _in_force(until: str, today: date) -> bool:
    try:
        return date.fromisoformat(until) >= today
    except ValueError:
        # One entry that cannot be read must not take every search down.
        return False
