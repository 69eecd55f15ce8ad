"""What a query finds: by word, synonym or field, and what is only near to it."""

import base64
from dataclasses import replace

import pytest

from rencai.errors import BadQuery
from rencai.search.clauses import Term
from rencai.search.engine import Request
from rencai.search.query import Query
from support_search import Opened, course, fill, found, job, notice

NO_SYNTAX = (
    '"',
    "-",
    "()",
    "AND OR NOT",
    "a:b",
    "职位:",
    '""',
    '-"',
    "\\",
    "*",
    "~1",
    "\x00",
    "🙂",
    "电工 AND",
    "x" * 5000,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高技能人才数据库", {"n1"}),
        ("电工", {"j3", "c3"}),
        ("電工", {"j3", "c3"}),
        ("cnc", {"j1", "j2", "c1"}),
        ("ＣＮＣ", {"j1", "j2", "c1"}),
        ("数控车工 亦庄 包住", {"j1"}),
        ("海淀 cnc", {"j2"}),
        ("焊工", {"j4"}),
        ("c++", {"j4"}),
        ("8000以上 车工", {"j1"}),
        ("京办发[2007]14号", {"n1", "n2"}),
        ("文号:京办发〔2007〕14号", {"n1"}),
        ("文号:京办发14号", {"n1"}),
        ("京办发14号", {"n1", "n2"}),
        ("根据〔2007〕14号", {"n1", "n2"}),
        ("2007年14号", {"n1", "n2"}),
        ("北京市〔2007〕14号文", {"n1", "n2"}),
        ("职位:车工", {"j1", "c1"}),
        ("单位:望京", {"j3"}),
        ("地点:海淀区", {"j2", "j7", "c3"}),
        ('"高技能人才网"', {"n1"}),
        ("车工 -考证", {"j1"}),
        ("失业金", {"n4"}),
        ("辞退", {"n4"}),
        ("python 课程", {"c2"}),
        ("shukongchegong", {"j1", "c1"}),
        ("dgzz", {"j3", "c3"}),
        ("", {"j1", "j2", "j3", "j4", "j5", "j6", "j7", "c1", "c2", "c3", "n1", "n2", "n3", "n4"}),
    ],
)
def test_a_query_matches_by_word_synonym_or_field(filled: Opened, text: str, expected: set[str]) -> None:
    page = filled.reader.search(Query(text=text, size=50))
    assert set(found(page)) == expected
    assert page.total == len(expected)


def test_characters_that_meet_by_chance_are_not_counted(opened: Opened) -> None:
    fill(opened.writer, [job("a", "面点师", description="不需要加工经验"), job("b", "早点工"), job("c", "工点")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="点工"))
    assert (page.total, found(page)) == (1, ["b"])
    assert opened.reader.search(Query(text="点 工")).total == 3
    fill(opened.writer, [job("d", "叉车司机"), job("e", "叉车维修", description="四台机器")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="叉车四机"))
    assert (page.total, found(page), page.rescue and page.rescue.text) == (1, ["d"], "叉车司机")


def test_a_place_whose_characters_meet_by_chance_is_looked_for_where_places_stand(opened: Opened) -> None:
    rule = notice("n", "公共交通条例", body_text="县级以上地方人民政府负责公共交通的运营。")
    fill(opened.writer, [rule, job("a", "运营专员", location_text="北京市海淀区上地街道")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="上地 运营"))
    assert (page.total, found(page)[0]) == (1, "a")


def test_courses_of_an_occupation_are_for_whoever_has_one_of_its_everyday_names(opened: Opened) -> None:
    fill(opened.writer, [course("a", "中式烹调师（五级/初级工）"), course("b", "除湿技术入门培训")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="厨师培训"))
    assert (page.total, found(page)[0], page.rescue) == (1, "a", None)


def test_the_single_characters_of_a_question_count_for_nothing(opened: Opened) -> None:
    fill(opened.writer, [notice("a", "契税法", body_text="买房的人缴纳契税"), notice("b", "房产税", body_text="交税")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="买房要交多少契税"))
    assert (page.total, found(page)) == (1, ["a"])


def test_a_rule_is_about_a_topic_by_its_title(opened: Opened) -> None:
    records = [
        notice("title", "示例市古树条例", body_text="禁止砍伐。"),
        notice("words", "示例市河道条例", body_text="河道旁的古树由河道管理机构负责保护。"),
        notice("other", "示例市湿地保护条例", body_text="禁止填埋。"),
        job("job", "古树修剪工"),
    ]
    fill(opened.writer, records)
    opened.reader.refresh()
    page = opened.reader.search(Query(text="古树保护"))
    assert (page.total, found(page)[:2]) == (2, ["title", "words"])
    assert {hit.source_id for hit in page.hits if hit.near} == {"other", "job"}
    for wishes in (Query(text="古树 保护"), Query(text="古树保护", verbatim=True)):
        assert opened.reader.search(wishes).total == 1


def test_who_has_no_experience_finds_what_asks_for_none(opened: Opened) -> None:
    jobs = [job("a", "保洁员", experience_text="经验不限"), job("b", "保洁员", experience_text="1-3年")]
    fill(opened.writer, [*jobs, notice("c", "保洁管理办法", body_text="无保洁经验的人员，不要上岗。")])
    opened.reader.refresh()
    for text in ("无经验 保洁", "保洁不要经验"):
        page = opened.reader.search(Query(text=text))
        assert (page.total, found(page)) == (1, ["a"])


def test_a_sum_alone_wants_work_and_finds_a_rule_that_has_the_number_once_that_is_taken_back(opened: Opened) -> None:
    fine = notice("n1", "示例区河湖保护管理规定", body_text="违反规定的，处以8000元罚款。", published_text="2026-10-30")
    fill(opened.writer, [fine, *(job(f"j{n}", "木工", salary_text=f"{n}000-{n + 2}000元/月") for n in (7, 8, 9))])
    assert found(opened.reader.search(Query(text="8k"))) == ["j9", "j8", "j7"]
    page = opened.reader.search(Query(text="8k", taken_back=("kind:job_posting",)))
    assert found(page) == ["j9", "j8", "j7", "n1"]


def test_a_record_is_found_by_its_id(filled: Opened) -> None:
    hit = filled.reader.search(Query(text="焊工")).hits[0]
    page = filled.reader.search(Query(text=hit.id))
    assert (page.total, page.hits[0].id) == (1, hit.id)


def test_weaker_hits_follow_outside_the_total(filled: Opened) -> None:
    page = filled.reader.search(Query(text="数控车工 顺义", size=50))
    assert page.total == 0
    assert page.hits
    assert all(hit.near for hit in page.hits)
    assert not filled.reader.search(Query(text="数控车工 顺义", near=False)).hits


def test_the_exact_title_is_first_and_a_law_is_found_by_its_short_name(filled: Opened) -> None:
    for text, first in (("职业教育法", "n3"), ("Python程序设计", "c2"), ("工资支付规定", "n2")):
        assert filled.reader.search(Query(text=text)).hits[0].source_id == first


def test_what_bears_a_number_stands_before_what_cites_it(filled: Opened) -> None:
    for text in ("京办发〔2007〕14号", "〔2007〕14号", "(2007)14", "京办发14号"):
        assert found(filled.reader.search(Query(text=text))) == ["n1", "n2"], text


def test_every_text_is_a_query(filled: Opened) -> None:
    for text in NO_SYNTAX:
        assert filled.reader.search(Query(text=text)).total >= 0


def test_what_does_not_exist_is_named(filled: Opened) -> None:
    for query, name in (
        (Query(filters={"colour": ("red",)}), "colour"),
        (Query(sort="beauty"), "beauty"),
        (Query(kind="cat"), "cat"),
        (Query(ranges={"weight": (1, 2)}), "weight"),
        (Query(facets=("colour",)), "colour"),
        (Query(exclude={"colour": ("red",)}), "colour"),
        (Query(cursor="not one"), "cursor"),
        (Query(cursor=base64.urlsafe_b64encode(b"[" * 1400).decode()), "cursor"),
        (Query(size=-1), "-1"),
        (Query(sort="distance"), "distance"),
    ):
        with pytest.raises(BadQuery, match=name):
            filled.reader.search(query)


def test_what_was_taken_back_is_named(filled: Opened) -> None:
    page = filled.reader.search(Query(text="海淀 电工", taken_back=("district:110108", "district:110105")))
    assert [(part.key, part.label) for part in page.taken_back] == [("district:110108", "区: 海淀区")]
    assert "district" not in {part.field for part in page.understood}


def test_an_understood_part_can_be_taken_back(filled: Opened) -> None:
    page = filled.reader.search(Query(text="海淀 cnc"))
    part = next(item for item in page.understood if item.field == "district")
    assert part.label == "区: 海淀区"
    without = filled.reader.search(Query(text="海淀 cnc", taken_back=(part.key,)))
    assert part.key not in [item.key for item in without.understood]


def test_a_page_has_no_hit_twice_where_near_hits_fill_it(filled: Opened) -> None:
    page = filled.reader.search(Query(text="电工 证", size=50))
    ids = [hit.id for hit in page.hits]
    assert 0 < page.total < len(ids) == len(set(ids))
    assert [hit.near for hit in page.hits] == [False] * page.total + [True] * (len(ids) - page.total)


def test_whether_anything_is_found_does_not_hang_on_where_it_is_looked_for_first(filled: Opened) -> None:
    request = Request(match=Term("all_w", "电工"), filters={"kind": Term("kind", "job_posting")})
    other = filled.reader.search(Query(text="焊工")).hits[0].id
    hit = filled.reader.search(Query(text="电工", kind="job_posting")).hits[0].id
    assert all(filled.engine.finds(request, among) for among in ([], [other], [other, hit]))
    assert not filled.engine.finds(replace(request, match=Term("all_w", "磨工")), [other, hit])
