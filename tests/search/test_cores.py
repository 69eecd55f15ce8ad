"""Halves of a search side by side: never on a core that is taken, and never another answer."""

import threading
from pathlib import Path

import pytest

from rencai.search.clauses import EVERYTHING, Clause, Term
from rencai.search.engine import ByField, Request, Scored
from rencai.search.tantivy import TantivyEngine, TantivyWriter
from rencai.search.tantivy.cores import Cores
from support_search import fill, job


def test_the_second_half_has_a_thread_of_its_own() -> None:
    cores = Cores(2)
    with cores.one():
        found = cores.both(threading.get_ident, threading.get_ident)
    cores.close()
    assert found
    assert found[0] == threading.get_ident() != found[1]


def test_nothing_is_done_beside_where_all_cores_are_taken() -> None:
    cores = Cores(2)
    with cores.one(), cores.one(), cores.one():
        assert cores.both(pytest.fail, pytest.fail) is None
    with cores.one():
        with cores.one(), cores.one():
            pass
        assert cores.both(lambda: 1, lambda: 2) == (1, 2)
    cores.close()


def test_a_core_is_not_free_while_more_search_than_there_are() -> None:
    cores = Cores(2)
    with cores.one(), cores.one():
        with cores.one():
            pass
        assert cores.both(pytest.fail, pytest.fail) is None
    cores.close()


@pytest.mark.parametrize("failing", [0, 1])
def test_a_core_is_given_back_when_a_half_fails(failing: int) -> None:
    cores = Cores(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            cores.both(lambda: 1 // failing, lambda: 1 // (1 - failing))
    assert cores.both(lambda: 1, lambda: 2) == (1, 2)
    cores.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    places = ("北京市朝阳区", "北京市海淀区", "")
    fill(TantivyWriter(folder), [job(str(n), f"电工{n}", location_text=places[n % 3]) for n in range(30)])
    return folder


@pytest.mark.parametrize("match", [EVERYTHING, Term("all_w", "电工"), Term("all_w", "没有")])
@pytest.mark.parametrize("order", [None, ByField("newest", descending=True)])
@pytest.mark.parametrize("filters", [{}, {"district": Term("district", "110105")}])
def test_the_answer_is_the_same_side_by_side_and_in_turn(
    index: Path, match: Clause, order: ByField | None, filters: dict[str, Clause]
) -> None:
    scored = (Scored("电", (("title_c", 3.0), ("body_c", 1.0))),)
    facets = ("kind", "district", "benefits")
    request = Request(match=match, filters=filters, scored=scored, order=order, size=5, facets=facets)
    engine = TantivyEngine(index)
    beside = engine.run(request)
    engine._cores = Cores(1)
    assert engine.run(request) == beside
    engine.close()
