"""Facets, filters and ranges: counted as if not chosen, and chosen by value, rung or span."""

from rencai.search.query import Query
from support_search import Opened, counts, fill, found, job


def test_facets_are_counted_as_if_not_chosen(filled: Opened) -> None:
    everything = filled.reader.search(Query(kind="job_posting"))
    chosen = filled.reader.search(Query(kind="job_posting", filters={"district": ("朝阳区", "110108")}))
    assert set(found(chosen)) == {"j2", "j3", "j6", "j7"}
    assert counts(chosen, "district") == counts(everything, "district")
    assert {item.label for item in chosen.facets["district"] if item.chosen} == {"朝阳区", "海淀区"}
    assert counts(chosen, "employment_type")["劳务派遣"] == 1
    assert sum(counts(chosen, "employment_type").values()) == chosen.total


def test_filters_are_or_within_and_and_across(filled: Opened) -> None:
    page = filled.reader.search(
        Query(filters={"district": ("朝阳区", "海淀区"), "kind": ("training_course",)}, sort="newest")
    )
    assert found(page) == ["c3", "c1"]


def test_a_facet_is_counted_as_if_nothing_of_it_were_unwanted(filled: Opened) -> None:
    for more in ({}, {"filters": {"district": ("朝阳区", "海淀区")}}, {"text": "电工"}):
        everything = filled.reader.search(Query(kind="job_posting", **more))
        unwanted = {"employment_type": ("劳务派遣",), "district": ("海淀区",)}
        without = filled.reader.search(Query(kind="job_posting", exclude=unwanted, **more))
        only = filled.reader.search(Query(kind="job_posting", exclude={"employment_type": ("劳务派遣",)}, **more))
        assert counts(only, "employment_type") == counts(everything, "employment_type")
        assert counts(without, "district") == counts(only, "district")
        assert without.total == only.total - counts(only, "district").get("海淀区", 0)


def test_missing_is_a_value_and_values_can_be_excluded(filled: Opened) -> None:
    page = filled.reader.search(Query(kind="job_posting", filters={"skill_level": ("未注明",)}, size=50))
    assert "j1" not in found(page)
    assert page.total == counts(page, "skill_level")["未注明"]
    without = filled.reader.search(Query(kind="job_posting", exclude={"employment_type": ("劳务派遣",)}, size=50))
    assert set(found(without)) == {"j1", "j2", "j3", "j4", "j5", "j7"}


def test_a_ladder_is_chosen_from_a_rung_upwards(filled: Opened) -> None:
    page = filled.reader.search(Query(kind="job_posting", filters={"skill_level": ("中级工+",)}))
    assert found(page) == ["j1"]


def test_every_rung_of_a_chosen_ladder_is_marked(filled: Opened) -> None:
    page = filled.reader.search(Query(kind="training_course", filters={"skill_level": ("中级工+",)}))
    assert [item.value for item in page.facets["skill_level"] if item.chosen] == ["高级工"]


def test_ranges_match_where_they_overlap(filled: Opened) -> None:
    assert set(found(filled.reader.search(Query(ranges={"salary": (10000, None)})))) == {"j1", "j7"}
    assert set(found(filled.reader.search(Query(ranges={"salary": (None, 7000)})))) == {"j2", "j3", "j5"}
    assert set(found(filled.reader.search(Query(ranges={"salary": (6400, 6600)})))) == {"j2", "j5"}


def test_a_chosen_value_is_counted_however_rare(opened: Opened) -> None:
    many = [job(f"w{number}", "电工", employer=f"厂{number // 2}") for number in range(220)]
    fill(opened.writer, [*many, job("rare", "电工", employer="罕见厂")])
    opened.reader.refresh()
    for text in ("", "电工"):
        for chosen in (("罕见厂",), ("罕见厂", "没有的厂", "厂1")):
            page = opened.reader.search(Query(text=text, facets=("unit", "kind"), filters={"unit": chosen}))
            assert {item.label: item.count for item in page.facets["unit"] if item.chosen}["罕见厂"] == 1
            assert page.total == 1 + 2 * ("厂1" in chosen)
