"""One more member of a large cluster changes what it changes in a small one, though few of the members are read."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.intake import Intake
from rencai.records.canonical import record_id
from rencai.store import clusters
from rencai.store.engine import reading, writing
from rencai.store.life import end
from rencai.store.read import changes_after, cluster_members, get, latest_seq
from support_records import AT

EVERY_MEMBER, HARDLY_ANY = 1000, 1
State = tuple[dict[str, bool], set[str]]


@pytest.mark.parametrize("seed", range(8))
def test_a_large_cluster_is_settled_as_a_small_one(engine: Engine, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    settled = []
    for number, few in enumerate((EVERY_MEMBER, HARDLY_ANY)):
        monkeypatch.setattr(clusters, "FEW", few)
        settled.append(list(life_of_a_cluster(engine, number, random.Random(seed))))
    assert settled[0] == settled[1]


def life_of_a_cluster(engine: Engine, number: int, chance: random.Random) -> Iterator[State]:
    """After each step: who stands for the cluster, and who was noted as changed by the step."""
    names: dict[str, str] = {}
    for step in range(14):
        with reading(engine) as conn:
            before = latest_seq(conn)
        if len(names) > 3 and chance.random() < 0.3:
            with writing(engine) as turn:
                end(turn, [chance.choice(list(names))], "gone", "not_listed", clock.now())
        else:
            hours = step * 10 - chance.choice((0, 0, 0, 45))
            told = [f"{step}{letter}" for letter in "xy"[: chance.randrange(1, 3)]]
            told += [chance.choice(list(names.values()))[1:]] if names and chance.random() < 0.2 else []
            source = chance.choice("abc")
            raws = [advert(f"{number} {name}", number, chance, hours + 2 * one) for one, name in enumerate(told)]
            Intake(engine, source, "import", rest=0).take("job_posting", raws)
            names |= {record_id(source, f"{number} {name}"): f"{source}{name}" for name in told}
        with reading(engine) as conn:
            one = get(conn, next(iter(names)))
            assert one is not None
            members = cluster_members(conn, one.cluster_id)
            noted = {names[one] for _, one in changes_after(conn, before)}
        assert [member.canonical for member in members].count(True) == 1
        assert {member.id for member in members} == names.keys()
        yield {names[member.id]: member.canonical for member in members}, noted


def advert(source_id: str, number: int, chance: random.Random, hours: int) -> dict[str, Any]:
    """One more copy of a vacancy, that tells more or less."""
    told = {"education_text": "高中", "experience_text": "一年", "headcount_text": "5人"}
    more = {name: text for name, text in told.items() if chance.random() < 0.3}
    seen = {"seen": (AT + timedelta(hours=hours)).isoformat()}
    common = {"title": "分拣员", "location_text": "通州区马驹桥", "salary_text": "6000-8000元/月"}
    return {"source_id": source_id, "employer": f"北京第{number}分拣有限公司", **seen, **common, **more}
