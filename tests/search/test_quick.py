"""Quicker forms of conditions and scores of the embedded engine: never another answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rencai.search.clauses import EVERYTHING, All, Any, Clause, Not, Nothing, OneOf, Phrase, Term, all_of
from rencai.search.engine import Close, Request, Scored
from rencai.search.tantivy import TantivyEngine, TantivyWriter, asked, quick
from rencai.search.tantivy.quick import Known
from support_search import course, fill, job, notice

COUNTS = {"电": 90_000, "工": 900_000, "焊": 1_000, "海淀": 70_000, "job_posting": 950_000, "policy_notice": 50_000}
PHRASE = Phrase("body_c", ("电", "工"))
RARE = Term("all_w", "焊")


def known(counts: dict[str, int]) -> Known:
    return Known(lambda _, token: counts.get(token, 0), 1_000_000)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([Any((PHRASE, Term("all_w", "工"))), RARE], [Any((All((RARE, PHRASE)), Term("all_w", "工"))), RARE]),
        ([All((RARE, Any((Any((PHRASE,)),))))], [RARE, Any((Any((All((RARE, PHRASE)),)),))]),
        ([Any((PHRASE,)), Term("all_w", "海淀")], [Any((PHRASE,)), Term("all_w", "海淀")]),
        ([Any((PHRASE,))], [Any((PHRASE,))]),
        ([PHRASE, RARE], [PHRASE, RARE]),
        ([RARE, Term("all_w", "没有")], [Nothing()]),
        ([RARE, Phrase("body_c", ("电", "没"))], [Nothing()]),
    ],
)
def test_phrases_among_alternatives_are_looked_for_where_the_rest_may_be(
    conditions: list[Clause], expected: list[Clause]
) -> None:
    assert list(quick.quick(conditions, known(COUNTS))) == expected


def test_a_kind_of_which_most_records_are_is_what_is_left_of_the_others() -> None:
    kind = Term("kind", "job_posting")
    others = ("training_course", "policy_notice", "service_guide")
    assert quick.quick([kind], known(COUNTS)) == (Not(OneOf("kind", others)),)
    assert quick.quick([kind], known({"job_posting": 9})) == ()
    assert quick.quick([kind], known({"job_posting": 9, "policy_notice": 8})) == (kind,)


def test_what_no_record_has_is_not_left_out_record_by_record() -> None:
    left_out = Not(Term("numbers", "1"))
    assert quick.quick([left_out], known({"1": 1})) == (left_out,)
    assert quick.quick([left_out], known({})) == ()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    folder: Path = tmp_path_factory.mktemp("index")
    texts = ["电工焊接", "工电与焊", "焊工电工", "电焊工人", "管工"]
    jobs = [job(f"j{n}", f"工作{n}", description=texts[n % 5]) for n in range(40)]
    fill(TantivyWriter(folder), [*jobs, course("c", "电工", description="焊"), notice("n", "电工", body_text="焊工")])
    found = TantivyEngine(folder)
    yield found
    found.close()


MATCHES = [
    all_of([Any((PHRASE, Phrase("title_c", ("电", "工")))), Term("all_c", "焊")]),
    all_of([Any((PHRASE, Term("all_c", "管"))), Any((Phrase("body_c", ("焊", "工")), Term("all_c", "管")))]),
    all_of([Any((PHRASE,)), Term("all_c", "没")]),
    Not(Any((PHRASE,))),
]


@pytest.mark.parametrize("match", MATCHES)
@pytest.mark.parametrize("kind", ["job_posting", "policy_notice"])
def test_the_answer_is_the_same(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch, match: Clause, kind: str
) -> None:
    scored = (Scored("电", (("title_c", 3.0), ("body_c", 1.0))), Close(("焊", "工"), "body_c", 1.0))
    request = Request(
        match=match, filters={"kind": Term("kind", kind)}, scored=scored, size=50, facets=("kind", "district")
    )
    answers = []
    for worth, looked_up in ((0, 0), (10**9, 1e-9)):
        monkeypatch.setattr(quick, "WORTH", worth)
        monkeypatch.setattr(asked, "MANY", 10**9 - worth)
        monkeypatch.setattr(asked, "LOOKED_UP", looked_up)
        answers.append(engine.run(request))
        assert engine.finds(request, []) == bool(answers[-1].total)
    one, other = answers
    assert (one.total, one.facets) == (other.total, other.facets)
    assert [(row.id, pytest.approx(row.score)) for row in one.rows] == [(row.id, row.score) for row in other.rows]


def test_near_hits_are_looked_for_by_what_tells_them_apart(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = (("body_c", 1.0),)
    request = Request(loose=True, scored=(Scored("工", fields), Scored("管", fields)), size=50)
    monkeypatch.setattr(asked, "TELLING", 0.2)
    everywhere = {row.id for row in engine.run(request).rows}
    monkeypatch.setattr(asked, "COMMON", 20)
    telling = {row.id for row in engine.run(request).rows}
    assert (len(everywhere), len(telling)) == (41, 8)
    assert telling < everywhere


@pytest.mark.parametrize("wanted", [EVERYTHING, Term("kind", "job_posting"), Term("all_c", "电")])
@pytest.mark.parametrize("unwanted", [Term("all_c", "电"), Term("all_c", "没"), Any((PHRASE, Term("all_c", "管")))])
def test_near_hits_keep_to_conditions(engine: TantivyEngine, wanted: Clause, unwanted: Clause) -> None:
    scored = (Scored("工", (("body_c", 1.0),)),)
    near = Request(always=all_of([wanted, Not(unwanted)]), loose=True, scored=scored, size=50)
    same = Request(match=all_of([Term("body_c", "工"), wanted, Not(unwanted)]), scored=scored, size=50)
    assert {row.id for row in engine.run(near).rows} == {row.id for row in engine.run(same).rows}


def test_rows_that_are_not_wanted_count_and_leave_room_for_others(engine: TantivyEngine) -> None:
    request = Request(match=Term("all_c", "焊"), scored=(Scored("焊", (("body_c", 1.0),)),), size=5)
    first = engine.run(request)
    rest = engine.run(Request(match=request.match, scored=request.scored, size=5, skip=(first.rows[0].id,)))
    assert rest.total == first.total
    assert rest.rows[:4] == first.rows[1:]
    assert len(rest.rows) == 5
