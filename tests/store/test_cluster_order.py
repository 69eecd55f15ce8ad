"""Whoever comes first and whatever happens on the way: in the end the same adverts are together, and the same stands
for them.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, permutations
from typing import Any

import pytest
from sqlalchemy import Engine, select

from rencai import clock
from rencai.intake import Intake
from rencai.records.canonical import record_id
from rencai.store.clusters import rank
from rencai.store.engine import reading, writing
from rencai.store.life import end, restore
from rencai.store.tables import records

VACANCIES = (
    {"title": "电工", "location_text": "大兴区旧宫", "salary_text": "7000-9000元/月"},
    {"title": "电工", "location_text": "昌平区沙河", "salary_text": "7000-9000元/月"},
    {"title": "电工班长", "location_text": "大兴区旧宫", "salary_text": "9000-11000元/月"},
)
WAYS = (
    lambda told: told,
    lambda told: {**told, "title": f"【急招】{told['title']}（五险一金）"},
    lambda told: {**told, "location_text": f"北京市{told['location_text']}", "headcount_text": "5人"},
    lambda told: {**told, "employer": told["employer"].removeprefix("北京").removesuffix("有限公司")},
)
ADVERTS = [(source, number) for source in "abc" for number in range(3)]
EMPLOYERS = count()
Told = tuple[tuple[str, int], int, int]


def take(engine: Engine, source: str, *raws: Mapping[str, str]) -> None:
    Intake(engine, source, "import", rest=0).take("job_posting", raws)


class Store:
    """The adverts of one employer, and what each tells of in the end."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.employer = engine, f"北京第{next(EMPLOYERS)}禾木机电有限公司"
        self.tells: dict[str, int] = {}

    def tell(self, batch: Sequence[Told]) -> None:
        by_source: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        for (source, number), vacancy, way in batch:
            told = WAYS[way]({**VACANCIES[vacancy], "employer": self.employer})
            by_source[source].append({**told, "source_id": f"{self.employer} {number}"})
            self.tells[self.id(source, number)] = vacancy
        for source, raws in by_source.items():
            take(self.engine, source, *raws)

    def any(self, chance: random.Random) -> Told:
        """Any advert, telling of any vacancy in any way."""
        return chance.choice(ADVERTS), chance.randrange(len(VACANCIES)), chance.randrange(len(WAYS))

    def change(self, advert: tuple[str, int], action: str) -> None:
        with writing(self.engine) as turn:
            if action == "end":
                end(turn, [self.id(*advert)], "gone", "not_listed", clock.now())
            else:
                restore(turn, [self.id(*advert)], clock.now())

    def check(self) -> None:
        """Each is with those that tell of the same, by the name of one of them, and the greatest stands for all."""
        clusters: defaultdict[str, list[Any]] = defaultdict(list)
        for row in self.rows():
            clusters[row.cluster_id].append(row)
        wanted = {frozenset(one for one, told in self.tells.items() if told == each) for each in self.tells.values()}
        assert {frozenset(row.id for row in rows) for rows in clusters.values()} == wanted
        for cluster_id, rows in clusters.items():
            assert cluster_id in {row.id for row in rows}
            assert [row.id for row in rows if row.canonical] == [max(rows, key=rank).id]

    def id(self, source: str, number: int) -> str:
        return record_id(source, f"{self.employer} {number}")

    def rows(self) -> Iterator[Any]:
        with reading(self.engine) as conn:
            yield from conn.execute(select(records).where(records.c.id.in_(self.tells)))


@pytest.mark.parametrize("seed", range(8))
def test_who_is_together_and_stands_for_it_follows_from_what_is_told_at_last(engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        store = Store(engine)
        for _ in range(chance.randint(2, 8)):
            if chance.random() < 0.2:
                store.change(chance.choice(ADVERTS), chance.choice(("end", "restore")))
            else:
                store.tell([store.any(chance) for _ in range(chance.randint(1, 4))])
        store.check()


def test_one_comes_in_the_batch_in_which_the_founder_leaves(engine: Engine) -> None:
    store = Store(engine)
    store.tell([(("a", 0), 0, 0), (("b", 0), 0, 2), (("a", 1), 1, 0)])
    store.tell([(("a", 1), 0, 1), (("a", 0), 2, 0)])
    store.check()


def test_one_is_like_the_other_of_two_equal_ones_of_which_one_leaves_in_the_same_batch(engine: Engine) -> None:
    store = Store(engine)
    store.tell([(("a", 0), 0, 1), (("b", 0), 0, 1)])
    store.tell([(("b", 1), 0, 2), (("b", 0), 1, 2)])
    store.check()


def test_one_that_comes_to_a_batch_late_is_in_the_cluster_that_another_left_to_it(engine: Engine) -> None:
    store = Store(engine)
    store.tell([(("a", 0), 0, 0), (("a", 1), 0, 0), (("b", 0), 0, 3), (("b", 1), 1, 0)])
    store.tell([(("a", 0), 1, 0), (("a", 1), 2, 0)])
    store.check()


def test_a_founder_leaves_in_the_batch_in_which_its_cluster_comes_to_an_older_one(engine: Engine) -> None:
    advert = {"title": "电工", "employer": "北京禾木机电有限公司", "location_text": "大兴区旧宫"}
    low, high = {"salary_text": "7000-9000元/月"}, {"salary_text": "12000-15000元/月"}
    take(engine, "board", {**advert, **high, "source_id": "older"})
    take(engine, "board", {**advert, **low, "source_id": "founder"}, {**advert, **low, "source_id": "fellow"})
    before = _clusters(engine)
    assert before["older"] != before["founder"] == before["fellow"]
    both = {**advert, "source_id": "like both"}
    take(engine, "board", both, {**advert, **low, "source_id": "founder", "title": "电工班长"})
    after = _clusters(engine)
    assert after["older"] == after["fellow"] == after["like both"] != after["founder"]


@pytest.mark.parametrize("order", list(permutations(("day", "either", "night"))))
def test_two_that_contradict_are_apart_in_any_order_and_when_who_is_like_both_has_left(
    engine: Engine, order: tuple[str, ...]
) -> None:
    titles = {"day": "安检员（白班）", "either": "安检员", "night": "安检员（夜班）"}
    advert = {"employer": "北京禾木安检服务有限公司", "location_text": "大兴区旧宫", "salary_text": "6000元/月"}
    told = {"description": "查验证件和包裹，操作安检设备，引导乘客有序通过；分白班和夜班，服从安排，做好交接记录。"}
    for name in order:
        take(engine, "board", {**advert, **told, "source_id": name, "title": titles[name]})
    together = _clusters(engine)
    assert together["day"] != together["night"]
    assert together["either"] in (together["day"], together["night"])
    take(engine, "board", {**advert, **told, "source_id": "either", "title": "安检班长"})
    assert len(set(_clusters(engine).values())) == len(titles)


def _clusters(engine: Engine) -> dict[str, str]:
    with reading(engine) as conn:
        return {row.source_id: row.cluster_id for row in conn.execute(select(records))}
