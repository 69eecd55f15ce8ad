"""Typeahead: candidates in memory by their Chinese and their sound, each counted in the index before it is shown."""

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rencai.errors import SearchError
from rencai.records.parsers import occupation
from rencai.search.analysis import HAN
from rencai.search.engine import SearchEngine
from rencai.search.fields import MISSING
from rencai.search.folding import fold
from rencai.search.labels import label
from rencai.search.prefixes import Prefixes, sound

MOST_OF_A_FIELD = 60_000
"""Names of one field that are kept in memory, the most frequent ones."""
REBUILD_AFTER = 60.0
"""Seconds for which candidates serve although the index has changed."""
_LONGEST_NAME = 40
_UNIT = re.compile(rf"[{HAN}]|[^{HAN}\s]+")
_CITY = re.compile(r"^北京(?:市)?(?=.{2})")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion before it is counted."""

    text: str
    field: str
    value: str


class Candidates:
    """All candidates of one state of the index."""

    def __init__(self, state: str) -> None:
        self.state = state
        self._names: list[Candidate] = []
        self._by_unit, self._by_sound = Prefixes(_units), Prefixes(_sounds)

    def add(self, candidate: Candidate, bare: str) -> None:
        """A candidate that is no more frequent than the last one, with its name folded and without 北京 in front."""
        self._names.append(candidate)
        self._by_unit.add(bare)
        self._by_sound.add(bare)

    def matching(self, typed: str) -> Iterator[Candidate]:
        """Candidates that begin with what was typed, the most frequent first."""
        text = _CITY.sub("", fold(typed).replace(" ", ""))
        # The sounds of a name alone cannot tell 数 from 书; its characters can be told by their sound.
        tree = self._by_sound if text.isascii() else self._by_unit
        return (self._names[number] for number in tree.beginning(text)) if text else iter(())


def _units(bare: str) -> tuple[str, ...]:
    """Characters and Latin runs."""
    return tuple(_UNIT.findall(bare))


def _sounds(bare: str) -> tuple[str, ...]:
    return tuple(map(sound, _UNIT.findall(bare)))


class Suggester:
    """Keeps candidates as fresh as the index, making them anew beside the searches while those go on with the old."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._held: Candidates | None = None
        self._made = float("-inf")

    def candidates(self) -> Candidates:
        """The candidates of the index, at most a minute old; only the very first are waited for."""
        if self._held is None:
            with self._turn:
                self._refresh()
        elif time.monotonic() - self._made >= REBUILD_AFTER and self._turn.acquire(blocking=False):
            threading.Thread(target=self._refresh_aside, name="completions", daemon=True).start()
        return self._held or Candidates("")

    def _refresh_aside(self) -> None:
        try:
            self._refresh()
        except SearchError:
            # What was found last serves until the index answers again.
            self._made = time.monotonic()
        finally:
            self._turn.release()

    def _refresh(self) -> None:
        if time.monotonic() - self._made < REBUILD_AFTER:
            return
        state = self._engine.generation()
        if self._held is None or self._held.state != state:
            self._held = build(state, _all(self._engine.values))
        self._made = time.monotonic()


def build(state: str, found: Iterable[tuple[str, str, str, int]]) -> Candidates:
    """Candidates from (text, field, value, frequency)."""
    candidates = Candidates(state)
    known: set[tuple[str, str]] = set()
    for text, name, value, _ in sorted(found, key=lambda item: (-item[3], len(item[0]), item[0])):
        bare = _CITY.sub("", fold(text))
        if bare.strip() and (bare, name) not in known:
            known.add((bare, name))
            candidates.add(Candidate(text, name, value), bare)
    return candidates


def _all(values: Callable[[str], Iterator[tuple[str, int]]]) -> Iterator[tuple[str, str, str, int]]:
    """Names that occur in the index, with how often."""
    codes = dict(values("occupation"))
    for code, name, aliases in occupation.names():
        if codes.get(code):
            names = (text for text in (name, *aliases) if len(text) <= _LONGEST_NAME)
            yield from ((text, "occupation", code, codes[code]) for text in names)
    for code, count in values("district"):
        if code != MISSING:
            yield label("district", code), "district", code, count
    for name in ("unit", "heading"):
        common = sorted(values(name), key=lambda item: -item[1])[:MOST_OF_A_FIELD]
        kept = ((text, count) for text, count in common if text != MISSING and len(text) <= _LONGEST_NAME)
        yield from ((text, name, text, count) for text, count in kept)
