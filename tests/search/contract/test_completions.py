"""What is offered while somebody types."""

from dataclasses import replace

import pytest

from rencai.search.query import Query
from support_search import Opened


@pytest.mark.parametrize("typed", ["数控", "shuk", "skcg", "数kong", "shukong车", "ＳＨＵＫ"])
def test_completions_by_character_sound_and_initials(filled: Opened, typed: str) -> None:
    assert "数控车工" in [item.text for item in filled.reader.suggest(typed, Query())]


@pytest.mark.parametrize(
    ("name", "typings"),
    [
        ("北京大学", ("北", "北京", "北京大", "北京大学", "b", "beij", "beijing", "beijingda", "bj", "bjdx", "daxue")),
        ("北京市工资支付规定", ("北京市", "北京市工", "北京工资", "beijingshigongzi", "工资")),
        (
            "中华人民共和国职业教育法",
            ("中", "中华人民", "中华人民共和国职", "职业教育法", "zhiyejiaoyu", "zhonghua", "zyjyf"),
        ),
    ],
)
def test_completions_with_and_without_what_stands_in_front(filled: Opened, name: str, typings: tuple[str, ...]) -> None:
    for typed in typings:
        found = [item.text for item in filled.reader.suggest(typed, Query(), 40)]
        assert name in found, typed
        assert len(found) == len(set(found)), typed


def test_completions_have_results_in_the_filters(filled: Opened) -> None:
    everywhere = {item.text: item.count for item in filled.reader.suggest("叉车", Query())}
    assert everywhere["叉车司机"] == 1
    assert filled.reader.suggest("叉车", Query(filters={"district": ("海淀区",)})) == []
    for item in filled.reader.suggest("dian", Query(kind="training_course")):
        assert item.count == filled.reader.search(Query(text=item.text, kind="training_course")).total


@pytest.mark.parametrize(
    "query",
    [
        Query(filters={"district": ("海淀区", "大兴区")}),
        Query(kind="job_posting", filters={"district": ("朝阳区",)}),
        Query(filters={"district": ("海淀区",), "education": ("未注明",)}),
        Query(exclude={"district": ("海淀区",)}),
        Query(kind="policy_notice"),
        Query(ranges={"salary": (8000, None)}),
    ],
)
def test_completions_are_counted_as_a_search_counts(filled: Opened, query: Query) -> None:
    for typed in ("d", "s", "c", "h", "电", "数", "叉", "机", "朝"):
        for item in filled.reader.suggest(typed, query):
            if item.field in ("occupation", "district"):
                assert item.count == filled.reader.search(replace(query, text=item.text)).total
