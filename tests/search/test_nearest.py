"""Lists by distance on both engines against distances that are reckoned one by one."""

import json
import random
from dataclasses import replace

import pytest

from rencai.search import nearest
from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.search.near_place import kilometres
from rencai.search.query import Around, Hit, Query
from rencai_indexer.documents import document
from support_search import Opened, job

HERE = Around(116.40, 39.90)


@pytest.fixture
def scattered(opened: Opened) -> Opened:
    """Records close by, in the suburbs, far away, many at one point, and some nobody knows where."""
    chance = random.Random(7)  # the same places at every run
    places = [
        {"lon": round(HERE.lon + chance.gauss(0, spread), 6), "lat": round(HERE.lat + chance.gauss(0, spread), 6)}
        for spread in (0.002, 0.02, 0.2, 2.0)
        for _ in range(60)
    ] + [{"lon": 116.31, "lat": 39.95}] * 60
    words = Analyzer(bundled().words)
    made = []
    for number in range(320):
        one = document(job(f"p{number}", "电工"), words)
        made.append(one | _at(one, places[number]) if number < len(places) else one)
    generation = opened.writer.new_generation()
    generation.upsert(made)
    generation.commit()
    opened.writer.switch(generation)
    generation.close()
    opened.reader.refresh()
    return opened


def _at(one: dict[str, object], place: dict[str, float]) -> dict[str, object]:
    card = json.loads(str(one["card"])) | place
    return {**place, "card": json.dumps(card)}


def walk(opened: Opened, query: Query) -> list[Hit]:
    seen: list[Hit] = []
    while True:
        page = opened.reader.search(query)
        seen += page.hits
        if not page.next:
            return seen
        query = replace(query, cursor=page.next)


@pytest.mark.parametrize("chunk", [1000, 40])
def test_a_walk_by_distance_is_in_order_and_leaves_nothing_out(
    scattered: Opened, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "CHUNK", chunk)
    query = Query(text="电工", sort="distance", around=HERE, size=23, facets=())
    seen = walk(scattered, query)
    everything = scattered.engine.get(scattered.reader.ids())
    far = {one: kilometres(HERE, row.card) for one, row in everything.items()}
    expected = sorted(far, key=lambda one: (nearest.NOWHERE if far[one] is None else far[one], one))
    assert [hit.id for hit in seen] == expected
    assert [hit.km for hit in seen] == [far[one] for one in expected]
    assert len(seen) == scattered.reader.search(query).total == 320


@pytest.mark.parametrize("km", [1.0, 3.0, 20.0])
def test_a_circle_is_round_to_some_hundredths(scattered: Opened, km: float) -> None:
    page = scattered.reader.search(Query(around=replace(HERE, km=km), size=500, facets=()))
    inside = {hit.id for hit in page.hits}
    assert page.total == len(inside)
    for one, row in scattered.engine.get(scattered.reader.ids()).items():
        far = kilometres(HERE, row.card)
        if far is None or far > 1.03 * km:
            assert one not in inside, (far, km)
        elif far < 0.97 * km:
            assert one in inside, (far, km)
