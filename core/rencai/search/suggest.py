"""Typeahead: candidates in memory by their Chinese and their sound, each counted in the index before it is shown."""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as declared

from rencai.records.parsers import occupation
from rencai.search.analysis import HAN
from rencai.search.engine import SearchEngine
from rencai.search.fields import MISSING
from rencai.search.folding import fold
from rencai.search.labels import label
from rencai.search.spelling import begins, pinyin

MOST_OF_A_FIELD = 60_000
"""Names of one field that are kept in memory, the most frequent ones."""
REBUILD_AFTER = 60.0
"""Seconds for which candidates serve although the index has changed."""
_LONGEST_NAME = 40
_UNIT = re.compile(rf"[{HAN}]|[^{HAN}\s]+")
_CITY = re.compile(r"^北京(?:市)?(?=.{2})")
_TYPED = re.compile(rf"[{HAN}]+|[a-z]+|\S")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion before it is counted."""

    text: str
    field: str
    value: str
    weight: int
    units: tuple[str, ...] = declared(repr=False)
    """Its characters and Latin runs, folded, without 北京 in front."""
    sounds: tuple[str, ...] = declared(repr=False)


@dataclass(slots=True)
class Candidates:
    """All candidates of one state of the index."""

    state: str
    by_unit: dict[str, list[Candidate]]
    by_sound: dict[str, list[Candidate]]
    """By what two typed letters, or one, may begin: the first syllable, or two initials."""

    def matching(self, typed: str) -> Iterator[Candidate]:
        """Candidates that begin with what was typed, the most frequent first."""
        text = _CITY.sub("", fold(typed).replace(" ", ""))
        if not text:
            return iter(())
        if not text[0].isascii():
            bucket = self.by_unit.get(text[:2] if len(text) > 1 and not text[1].isascii() else text[0])
        else:
            bucket = self.by_sound.get(text[:2] if text[1:2].isascii() else text[0])
        return (item for item in bucket or () if _fits(item.units, item.sounds, text))


class Suggester:
    """Keeps candidates as fresh as the index, rebuilding them in one thread while others go on with the old ones."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._held: Candidates | None = None
        self._made = float("-inf")

    def candidates(self) -> Candidates:
        """The candidates of the index, at most a minute old."""
        held = self._held
        if held is not None and time.monotonic() - self._made < REBUILD_AFTER:
            return held
        with self._lock if held is None else _if_free(self._lock) as mine:
            if mine and (self._held is held):
                self._refresh()
        return self._held or Candidates("", {}, {})

    def _refresh(self) -> None:
        state = self._engine.generation()
        if self._held is None or self._held.state != state:
            self._held = build(state, _all(self._engine.values))
        self._made = time.monotonic()


class _if_free:  # noqa: N801  # reads as a phrase where it is used
    """A lock's turn if nobody has it; else nothing is done."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._mine = False

    def __enter__(self) -> bool:
        self._mine = self._lock.acquire(blocking=False)
        return self._mine

    def __exit__(self, *_: object) -> None:
        if self._mine:
            self._lock.release()


def build(state: str, found: Iterable[tuple[str, str, str, int]]) -> Candidates:
    """Candidates from (text, field, value, frequency)."""
    by_unit: defaultdict[str, list[Candidate]] = defaultdict(list)
    by_sound: defaultdict[str, list[Candidate]] = defaultdict(list)
    known: set[tuple[str, str]] = set()
    for text, name, value, weight in sorted(found, key=lambda item: (-item[3], len(item[0]), item[0])):
        bare = _CITY.sub("", fold(text))
        if not bare or (bare, name) in known:
            continue
        known.add((bare, name))
        units = tuple(_UNIT.findall(bare))
        sounds = tuple(sound for unit in units for sound in (pinyin(unit) if not unit.isascii() else (unit,)))
        candidate = Candidate(text, name, value, weight, units, sounds if len(sounds) == len(units) else units)
        for key in {bare[0], bare[:2]}:
            by_unit[key].append(candidate)
        for key in _beginnings(candidate.sounds):
            by_sound[key].append(candidate)
    return Candidates(state, dict(by_unit), dict(by_sound))


def _beginnings(sounds: tuple[str, ...]) -> set[str]:
    first, second = sounds[0], sounds[1][:1] if len(sounds) > 1 else ""
    return {first[0], first[:2], first[0] + second}


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


def _fits(units: tuple[str, ...], sounds: tuple[str, ...], typed: str) -> bool:
    """Whether a name begins with typed text, each Chinese character as itself, letters as sound."""
    place = 0
    for match in _TYPED.finditer(typed):
        piece = match[0]
        if not piece.isascii():
            if "".join(units[place : place + len(piece)]) != piece:
                return False
            place += len(piece)
        elif match.end() == len(typed):
            return place < len(sounds) and begins(sounds[place:], piece)
        else:
            size = _consumed(sounds[place:], piece)
            if not size:
                return False
            place += size
    return True


def _consumed(sounds: tuple[str, ...], typed: str) -> int:
    """How many syllables letters between characters stand for; 0 where they stand for none."""
    return next(
        (
            size
            for size in range(1, len(sounds) + 1)
            if begins(sounds[:size], typed) and not begins(sounds[: size - 1], typed)
        ),
        0,
    )
