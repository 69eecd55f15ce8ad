"""Names that may complete what is typed, in memory by their Chinese and their sound."""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from rencai.errors import SearchError, SearchUnavailable
from rencai.records.parsers import occupation
from rencai.search.analysis import HAN
from rencai.search.engine import SearchEngine
from rencai.search.fields import MISSING
from rencai.search.folding import fold
from rencai.search.labels import label
from rencai.search.pairs import Pairs
from rencai.search.patience import PATIENCE, left
from rencai.search.prefixes import BEST, Prefixes, sound
from rencai.search.spelling import ambiguous, syllables

MOST_OF_A_FIELD = 60_000
"""Names of one field that are kept in memory, the most frequent ones."""
OLDEST = 60.0
"""Seconds for which candidates serve at most although the index has changed."""
SHARE = 20.0
"""They serve so many times as long as it takes to make them, and no less than YOUNGEST seconds."""
YOUNGEST = 2.0
MOST_FILTERS = 64
"""Sets of filters for which counts are kept."""
_LONGEST_NAME = 40
_UNIT = re.compile(rf"[{HAN}]|[^{HAN}\s]+")
_FRONT = re.compile(r"^(?:北京市?|中华人民共和国)(?=.{2})")
"""What many names have in front and people leave out."""
_TYPED_FRONT = re.compile(
    r"(?:(?P<city>北京市?|beijing(?:shi)?|bj)|中华人民共和国|zhonghuarenmingongheguo|zhrmghg)(?=.)"
)
_CITY, _STATE = "北京", "中华人民共和国"
_SPELLED = {_CITY: ("北京市", "beijingshi", "bjs"), _STATE: (_STATE, "zhonghuarenmingongheguo", "zhrmghg")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion before it is counted."""

    text: str
    field: str
    value: str


Counted = dict[Candidate, Pairs]
"""How many records candidates lead to, by kind and district."""


class Candidates:
    """All candidates of one state of the index, and what was counted for them."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.names: list[Candidate] = []
        """The most frequent first."""
        self._kept: OrderedDict[tuple[str, str], Counted] = OrderedDict()
        self._lock = threading.Lock()
        self._by_unit, self._by_sound = Prefixes(_units), Prefixes(_sounds)
        self._fronted: dict[str, list[Candidate]] = {front: [] for front in _SPELLED}

    def add(self, candidate: Candidate, bare: str) -> None:
        """A candidate that is no more frequent than the last one; its name folded, without what stands in front."""
        self.names.append(candidate)
        for front, held in self._fronted.items():
            if candidate.text.startswith(front) and len(held) < BEST:
                held.append(candidate)
        self._by_unit.add(bare)
        self._by_sound.add(bare)

    def matching(self, typed: str) -> Iterator[Candidate]:
        """Candidates that begin with what was typed, the most frequent first."""
        text = fold(typed).replace(" ", "")
        if not text:
            return iter(())
        # The trees have names without what stands in front; it may be all that was typed so far, or a part of that.
        fronts = (front for front, forms in _SPELLED.items() if any(form.startswith(text) for form in forms))
        fronted = chain.from_iterable(self._fronted[front] for front in fronts)
        return _once(chain(self._behind(text), self._beginning(text), fronted))

    def _beginning(self, text: str) -> Iterator[Candidate]:
        # The sounds of a name alone cannot tell 数 from 书; its characters can be told by their sound.
        tree = self._by_sound if text.isascii() else self._by_unit
        return (self.names[number] for number in tree.beginning(text))

    def _behind(self, text: str) -> list[Candidate]:
        """Those that begin with what was typed behind 北京, of which 北京理工大学 and then 海淀区 may be meant."""
        match = _TYPED_FRONT.match(text)
        if match is None:
            return []
        found, front = list(self._beginning(text[match.end() :])), _CITY if match["city"] else _STATE
        with_it = [one for one in found if one.text.startswith(front)]
        # Two letters may be the initials of anything.
        return with_it if match[0] == "bj" else [*with_it, *found]

    def counted(self, place: tuple[str, str]) -> Counted:
        """What was counted under a language and filters, to be added to."""
        with self._lock:
            kept = self._kept.setdefault(place, {})
            self._kept.move_to_end(place)
            while len(self._kept) > MOST_FILTERS:
                self._kept.popitem(last=False)
        return kept


def _once(found: Iterable[Candidate]) -> Iterator[Candidate]:
    seen: set[Candidate] = set()
    for one in found:
        if one not in seen:
            seen.add(one)
            yield one


def _units(bare: str) -> tuple[str, ...]:
    """Characters and Latin runs."""
    return tuple(_UNIT.findall(bare))


def _sounds(bare: str) -> tuple[str, ...]:
    units = _UNIT.findall(bare)
    if not ambiguous().isdisjoint(bare) and len(said := syllables(bare)) == len(units):
        return said
    return tuple(map(sound, units))


class Suggester:
    """Keeps candidates as fresh as the index, making them anew beside the searches while those go on with the old."""

    def __init__(
        self,
        engine: SearchEngine,
        places: Callable[[], Iterable[tuple[str, int]]],
        prepare: Callable[[Candidates], None],
    ) -> None:
        self._engine = engine
        self._places = places
        self._prepare = prepare
        self._turn = threading.Lock()
        self._held: Candidates | None = None
        self._due = float("-inf")

    def candidates(self) -> Candidates:
        """The candidates of the index; only the very first are waited for."""
        held = self._held or self._first()
        if time.monotonic() >= self._due and self._turn.acquire(blocking=False):
            threading.Thread(target=self._refresh, name="completions", daemon=True).start()
        return held

    def _first(self) -> Candidates:
        # Who waits here holds a thread that pages need.
        if not self._turn.acquire(timeout=max(PATIENCE if (seconds := left()) is None else seconds, 0.0)):
            raise SearchUnavailable("completions are still being read from the index")
        try:
            held = self._held = self._held or self._build()
        finally:
            self._turn.release()
        return held

    def forget(self) -> None:
        """Make them anew when they are asked for next."""
        self._held, self._due = None, float("-inf")

    def _refresh(self) -> None:
        began = time.monotonic()
        try:
            held = self._held
            if held is None or held.state != self._engine.generation():
                held = self._build()
            self._prepare(held)
            self._held = held
        except SearchError:
            # What was found last serves until the index answers again.
            pass
        finally:
            now = time.monotonic()
            self._due = now + min(OLDEST, max(YOUNGEST, SHARE * (now - began)))
            self._turn.release()

    def _build(self) -> Candidates:
        places = ((name, "place", name, count) for name, count in self._places() if count)
        return build(self._engine.generation(), chain(_all(self._engine.values), places))


def build(state: str, found: Iterable[tuple[str, str, str, int]]) -> Candidates:
    """Candidates from (text, field, value, frequency)."""
    candidates = Candidates(state)
    known: set[tuple[str, str]] = set()
    for text, name, value, _ in sorted(found, key=lambda item: (-item[3], len(item[0]), item[0])):
        bare = _FRONT.sub("", fold(text))
        if bare.strip() and (bare, name) not in known:
            known.add((bare, name))
            candidates.add(Candidate(text, name, value), bare)
    return candidates


def _all(values: Callable[[str, int], list[tuple[str, int]]]) -> Iterator[tuple[str, str, str, int]]:
    """Names that occur in the index, with how often."""
    codes = dict(values("occupation", MOST_OF_A_FIELD))
    for code, name, aliases in occupation.names():
        if codes.get(code):
            names = (text for text in (name, *aliases) if len(text) <= _LONGEST_NAME)
            yield from ((text, "occupation", code, codes[code]) for text in names)
    for code, count in values("district", MOST_OF_A_FIELD):
        if code != MISSING:
            yield label("district", code), "district", code, count
    for level, count in values("skill_level", MOST_OF_A_FIELD):
        if level != MISSING:
            yield level, "skill_level", level, count
    for name in ("unit", "heading"):
        found = values(name, MOST_OF_A_FIELD)
        kept = ((text, count) for text, count in found if text != MISSING and len(text) <= _LONGEST_NAME)
        yield from ((text, name, text, count) for text, count in kept)
