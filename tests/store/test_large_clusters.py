"""One more member of a large cluster changes what it changes in a small one, though few of the members are read."""

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.intake import Intake
from rencai.records.canonical import record_id
from rencai.store import clusters
from rencai.store.engine import reading, writing
from rencai.store.erase import erase
from rencai.store.life import end, restore
from rencai.store.put import Cause
from rencai.store.read import StoredRecord, changes_after, get_many, latest_seq
from support_records import AT

EVERY_MEMBER, HARDLY_ANY = 1000, 1
State = tuple[dict[str, tuple[str, bool, str]], set[str]]


@pytest.mark.parametrize("seed", range(12))
def test_a_large_cluster_is_settled_as_a_small_one(engine: Engine, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    settled = []
    for number, few in enumerate((EVERY_MEMBER, HARDLY_ANY)):
        monkeypatch.setattr(clusters, "FEW", few)
        settled.append(list(Life(engine, number, random.Random(seed)).steps()))
    assert settled[0] == settled[1]


def test_all_that_may_happen_to_a_member_happens(engine: Engine) -> None:
    happened: set[str] = set()
    for seed in range(12):
        life = Life(engine, seed, random.Random(seed))
        for _ in life.steps():
            happened.add(life.last)
    assert happened == {"joined", "ended", "restored", "erased", "left", "edited", "read again"}


class Life:
    """What happens to some adverts of one vacancy, by chance: two lives by the same chance are the same."""

    def __init__(self, engine: Engine, number: int, chance: random.Random) -> None:
        self.engine, self.number, self.chance = engine, number, chance
        self.names: dict[str, str] = {}
        self.shown: dict[str, object] = {}
        self.last = ""

    def steps(self) -> Iterator[State]:
        """After each step: which cluster each is in, who stands for it, and who was noted as changed by the step."""
        for step in range(20):
            with reading(self.engine) as conn:
                before = latest_seq(conn)
            self._step(step)
            yield self._state(before)

    def _step(self, step: int) -> None:
        happens = self.chance.random()
        if len(self.names) < 4 or happens < 0.5:
            self.last = "joined"
            letters = "xy"[: self.chance.randrange(1, 3)]
            hours = step * 10 - self.chance.choice((0, 0, 0, 45))
            source, told = self.chance.choice("abc"), [f"{step}{letter}" for letter in letters]
            if self.names and self.chance.random() < 0.3:
                # One that is there already comes in the same batch, changed or not.
                source, known = self._any()
                told.append(known)
            self._take(source, told, hours)
        elif happens < 0.75:
            self._live(self.chance.choice(list(self.names)))
        else:
            self.last = self.chance.choice(("left", "edited", "read again"))
            source, name = self._any()
            self._take(source, [name], step * 10, cause="edit" if self.last == "edited" else "import")

    def _any(self) -> tuple[str, str]:
        told = self.chance.choice(list(self.names.values()))
        return told[0], told[1:]

    def _live(self, record: str) -> None:
        self.last = self.chance.choice(("ended", "ended", "restored", "erased"))
        with writing(self.engine) as turn:
            if self.last == "ended":
                end(turn, [record], "gone", "not_listed", clock.now())
            elif self.last == "restored":
                restore(turn, [record], clock.now())
            else:
                erase(turn, record, "asked", None, clock.now())

    def _take(self, source: str, told: list[str], hours: int, cause: Cause = "import") -> None:
        raws = [self._advert(name, hours + 2 * place) for place, name in enumerate(told)]
        Intake(self.engine, source, cause, rest=0).take("job_posting", raws)
        self.names |= {
            record_id(source, raw["source_id"]): f"{source}{name}" for raw, name in zip(raws, told, strict=True)
        }

    def _advert(self, name: str, hours: int) -> dict[str, Any]:
        """One more copy of the vacancy, that tells more or less; of another employer where it leaves."""
        told = {"education_text": "高中", "experience_text": "一年", "headcount_text": "5人"}
        more = {field: text for field, text in told.items() if self.chance.random() < 0.3}
        seen = {"seen": (AT + timedelta(hours=hours)).isoformat()}
        common = {"title": "分拣员", "location_text": "通州区马驹桥", "salary_text": "6000-8000元/月"}
        firm = f"北京第{self.number}{'配送' if self.last == 'left' else '分拣'}有限公司"
        return {"source_id": f"{self.number} {name}", "employer": firm, **seen, **common, **more}

    def _state(self, before: int) -> State:
        with reading(self.engine) as conn:
            rows = {self.names[one.id]: one for one in get_many(conn, self.names).values()}
            noted = {self.names[one] for _, one in changes_after(conn, before)}
        assert rows.keys() == set(self.names.values())
        standing = [row.cluster_id for row in rows.values() if row.canonical]
        assert sorted(standing) == sorted({row.cluster_id for row in rows.values()})
        self._all_are_noted(rows, noted)
        return {name: (self.names[row.cluster_id], row.canonical, row.status) for name, row in rows.items()}, noted

    def _all_are_noted(self, rows: Mapping[str, StoredRecord], noted: set[str]) -> None:
        """Whoever is shown otherwise than before was noted."""
        live = {name: row for name, row in rows.items() if row.status == "live"}
        shown: dict[str, object] = {name: (row.canonical, row.told_by, row.known_since) for name, row in live.items()}
        changed = {name for name in {*shown, *self.shown} if shown.get(name) != self.shown.get(name)}
        assert changed <= noted, self.last
        self.shown = shown
