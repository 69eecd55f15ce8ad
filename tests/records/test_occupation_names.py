"""The tables of occupations' names: each name is of one occupation."""

import re
from collections import Counter

import pytest

from rencai.records.parsers import occupation
from rencai.records.parsers.occupation_names import ambiguous, entries, own_names, table
from support_occupations import outcome
from support_tables import UNREADABLE


def test_names_of_things_are_of_occupations_that_no_other_name_of_ours_gives_them() -> None:
    known = own_names()
    marked = {name: name[1:] for name in known if name.startswith(("=", "^"))}
    assert [name for name, plain in marked.items() if known.get(plain, known[name]) != known[name]] == []


@pytest.mark.parametrize("tables", [("occupation_aliases.tsv", "occupation_titles.tsv"), ("occupation_fields.tsv",)])
def test_names_of_our_own_are_of_occupations_each_of_one(tables: tuple[str, ...]) -> None:
    lines = [line for name in tables for line in table(name)]
    assert {code for code, _ in lines} <= set(entries())
    names = [name for _, listed in lines for name in listed.split(" ")]
    assert all(name and name == name.lower() for name in names)
    assert [name for name, times in Counter(name.lstrip("^=") for name in names).items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("拌料工", "拌料员"),
        ("木模工", "木模师傅"),
        ("开料工", "开料师傅"),
        ("水电工", "水电师傅"),
        ("机修工", "机修技师"),
        ("烘焙师", "烘焙操作工"),
        ("副总裁", "副总经理"),
        ("仓储总经理", "总经理"),
        ("pqc组长", "iqc组长"),
        ("检测员", "质量检测员"),
        ("陶瓷外销业务员", "陶瓷外贸业务员"),
        ("国际销售代表", "海外销售代表"),
    ],
)
def test_one_trade_is_one_occupation_whatever_its_worker_is_called(name: str, other: str) -> None:
    assert outcome(name) == outcome(other) != UNREADABLE


def test_things_worked_on_are_of_occupations_each_of_one_for_a_kind_of_work() -> None:
    lines = table("occupation_work.tsv")
    assert {code for _, code, _ in lines} <= set(entries())
    things = [(work, thing) for work, _, listed in lines for thing in listed.split(" ")]
    assert [thing for thing, times in Counter(things).items() if times > 1] == []


def test_every_occupation_is_read_by_its_official_name() -> None:
    for code, entry in entries().items():
        if not code.endswith("-00"):
            found = outcome("", entry.name)
            assert found == code or (found in entries() and entries()[found].name == entry.name), entry


def test_names_lists_every_occupation_with_clean_aliases() -> None:
    listed = list(occupation.names())
    assert len(listed) == len({code for code, _, _ in listed}) > 2000
    for code, name, aliases in listed:
        assert re.fullmatch(r"[1-8]-\d\d-\d\d-\d\d", code)
        assert name
        assert all(alias and "^" not in alias for alias in aliases)


@pytest.mark.parametrize("name", sorted(ambiguous()))
def test_an_ambiguous_name_alone_is_never_forced_into_one_occupation(name: str) -> None:
    assert outcome(name) == UNREADABLE
    assert outcome(f"急聘{name}（五险一金）") == UNREADABLE
