"""What every engine must do, asked through the one reader: the same questions, the same answers."""

import base64
from dataclasses import replace

import pytest

from rencai.errors import BadQuery, SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.clauses import Term
from rencai.search.engine import Request
from rencai.search.lexicon import bundled
from rencai.search.query import DEEPEST_BY_RELEVANCE, Around, Page, Query
from rencai.search.reader import Reader
from rencai.search.related import card
from rencai_indexer.documents import document
from support_search import Opened, fill, job, notice

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


def found(page: Page) -> list[str]:
    """Source ids of the hits that match everything."""
    return [hit.source_id for hit in page.hits if not hit.near]


def counts(page: Page, facet: str) -> dict[str, int]:
    return {item.label: item.count for item in page.facets[facet]}


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


def test_the_single_characters_of_a_question_count_for_nothing(opened: Opened) -> None:
    fill(opened.writer, [notice("a", "契税法", body_text="买房的人缴纳契税"), notice("b", "房产税", body_text="交税")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="买房要交多少契税"))
    assert (page.total, found(page)) == (1, ["a"])


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


def test_every_text_is_a_query(filled: Opened) -> None:
    for text in NO_SYNTAX:
        assert filled.reader.search(Query(text=text)).total >= 0


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


def test_ranges_match_where_they_overlap(filled: Opened) -> None:
    assert set(found(filled.reader.search(Query(ranges={"salary": (10000, None)})))) == {"j1", "j7"}
    assert set(found(filled.reader.search(Query(ranges={"salary": (None, 7000)})))) == {"j2", "j3", "j5"}
    assert set(found(filled.reader.search(Query(ranges={"salary": (6400, 6600)})))) == {"j2", "j5"}


def test_orders(filled: Opened) -> None:
    newest = found(filled.reader.search(Query(sort="newest", size=50)))
    assert newest == [f"n{n}" for n in (4, 3, 2, 1)] + ["c3", "c2", "c1"] + [f"j{n}" for n in range(7, 0, -1)]
    assert found(filled.reader.search(Query(kind="job_posting", sort="salary")))[:3] == ["j7", "j1", "j3"]
    assert found(filled.reader.search(Query(kind="job_posting", sort="deadline")))[:2] == ["j2", "j1"]


def test_what_bears_a_number_stands_before_what_cites_it(filled: Opened) -> None:
    for text in ("京办发〔2007〕14号", "〔2007〕14号", "(2007)14"):
        assert found(filled.reader.search(Query(text=text))) == ["n1", "n2"], text


def test_pay_with_one_end_has_its_place_in_the_order(opened: Opened) -> None:
    pays = {"open": "2万以上", "range": "7千-9千", "unknown": "面议", "most": "6000以内"}
    fill(opened.writer, [job(name, "电工", salary_text=pay) for name, pay in pays.items()])
    opened.reader.refresh()
    page = opened.reader.search(Query(kind="job_posting", sort="salary"))
    assert found(page) == ["open", "range", "most", "unknown"]


def test_a_chosen_value_is_counted_however_rare(opened: Opened) -> None:
    many = [job(f"w{number}", "电工", employer=f"厂{number // 2}") for number in range(220)]
    fill(opened.writer, [*many, job("rare", "电工", employer="罕见厂")])
    opened.reader.refresh()
    for text in ("", "电工"):
        for chosen in (("罕见厂",), ("罕见厂", "没有的厂", "厂1")):
            page = opened.reader.search(Query(text=text, facets=("unit", "kind"), filters={"unit": chosen}))
            assert {item.label: item.count for item in page.facets["unit"] if item.chosen}["罕见厂"] == 1
            assert page.total == 1 + 2 * ("厂1" in chosen)


def test_every_rung_of_a_chosen_ladder_is_marked(filled: Opened) -> None:
    page = filled.reader.search(Query(kind="training_course", filters={"skill_level": ("中级工+",)}))
    assert [item.value for item in page.facets["skill_level"] if item.chosen] == ["高级工"]


def test_what_was_taken_back_is_named(filled: Opened) -> None:
    page = filled.reader.search(Query(text="海淀 电工", taken_back=("district:110108", "district:110105")))
    assert [(part.key, part.label) for part in page.taken_back] == [("district:110108", "区: 海淀区")]
    assert "district" not in {part.field for part in page.understood}


def test_a_cursor_walks_through_all_once(opened: Opened) -> None:
    fill(opened.writer, [job(f"w{number}", f"电工{number}", minutes=number // 7) for number in range(60)])
    opened.reader.refresh()
    for sort in ("newest", "relevance", "salary"):
        seen: list[str] = []
        query = Query(text="电工", sort=sort, size=7)
        while True:
            page = opened.reader.search(query)
            assert page.total == 60
            seen += found(page)
            if not page.next:
                break
            query = replace(query, cursor=page.next)
        assert len(seen) == len(set(seen)) == 60, sort


def test_a_cursor_of_another_order_is_refused(filled: Opened) -> None:
    around = Around(116.3, 39.9)
    nexts = {
        sort: filled.reader.search(Query(text="工", sort=sort, size=1, around=around)).next
        for sort in ("relevance", "newest", "salary", "distance")
    }
    for sort in nexts:
        for other, cursor in nexts.items():
            query = Query(text="工", sort=sort, size=1, around=around, cursor=cursor)
            if sort == other:
                assert filled.reader.search(query).hits
            else:
                with pytest.raises(BadQuery, match="cursor"):
                    filled.reader.search(query)


@pytest.mark.parametrize("sort", ["relevance", "newest", "distance"])
@pytest.mark.parametrize("text", ["", "电工"])
def test_the_last_page_says_so_even_where_it_is_full(opened: Opened, sort: str, text: str) -> None:
    fill(opened.writer, [job(f"w{number}", "电工", location_text="海淀区") for number in range(10)])
    opened.reader.refresh()
    query = Query(text=text, sort=sort, size=5, around=Around(116.3, 39.9))
    first = opened.reader.search(query)
    assert len(first.hits) == 5
    second = opened.reader.search(replace(query, cursor=first.next))
    assert (len(second.hits), second.next) == (5, "")


@pytest.mark.parametrize("query", [Query(sort="newest", size=10), Query(size=10), Query(text="-焊工", size=10)])
def test_a_walk_by_date_or_without_words_does_not_mind_writes(opened: Opened, query: Query) -> None:
    records = [job(f"w{number}", f"电工{number}", minutes=number) for number in range(20)]
    fill(opened.writer, records)
    opened.reader.refresh()
    first = opened.reader.search(query)
    generation = opened.writer.current()
    assert generation is not None
    late = job("late", "电工新", minutes=99)
    generation.upsert([document(one, Analyzer(bundled().words)) for one in (late, *records[8:12])])
    generation.commit()
    generation.close()
    opened.reader.refresh()
    second = opened.reader.search(replace(query, cursor=first.next))
    assert found(first) + found(second) == [f"w{number}" for number in range(19, -1, -1)]


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


def test_distance_filters_and_sorts(filled: Opened) -> None:
    haidian = Around(lon=116.310316, lat=39.956074)
    nearest = filled.reader.search(Query(around=haidian, sort="distance", size=20))
    distances = [hit.km for hit in nearest.hits]
    assert {hit.source_id for hit in nearest.hits[:3]} == {"j2", "j7", "c3"}
    assert distances == sorted(distances, key=lambda km: 1e9 if km is None else km), "unknown places come last"
    assert len(distances) == nearest.total == 14
    close = filled.reader.search(Query(around=replace(haidian, km=3), size=20))
    assert set(found(close)) == {"j2", "j7", "c3"}
    assert close.total == 3


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


def test_blocked_words_are_neither_suggested_nor_found(filled: Opened) -> None:
    kept = Reader(filled.engine, lambda: replace(bundled(), blocked=frozenset({"叉车"})))
    assert kept.suggest("叉车", Query()) == []
    page = kept.search(Query(text="叉车"))
    assert (page.total, page.hits) == (0, ())
    assert kept.search(Query(text="叉车 电工")).total == kept.search(Query(text="电工")).total


def test_related_leads_from_a_vacancy_to_courses_and_back(filled: Opened) -> None:
    vacancy = filled.reader.search(Query(text="数控车工", kind="job_posting")).hits[0]
    courses = filled.reader.related(vacancy.id)[0]
    assert [hit.source_id for hit in courses.hits] == ["c1"]
    back = filled.reader.related(courses.hits[0].id)[0]
    assert "j1" in [hit.source_id for hit in back.hits]
    law = filled.reader.search(Query(text="京办发〔2007〕14号")).hits[0]
    assert [hit.source_id for hit in filled.reader.related(law.id)[0].hits] == ["n2"]
    assert filled.reader.related("a" * 26) == []


def test_what_has_ended_leads_to_what_is_like_it(filled: Opened) -> None:
    ended = job("j99", "数控车工", location_text="北京经济技术开发区", requirements="高级工")
    groups = filled.reader.related(ended.id, was=card(ended.kind, ended.cluster_id, ended.payload))
    found = {group.label: [hit.source_id for hit in group.hits] for group in groups}
    assert found["通向高级工的课程"] == ["c1"]
    assert found["相似的内容"][0] == "j1"
    number = {"title": "实施意见", "document_number": "京办发〔2007〕14号"}
    cited = filled.reader.related("a" * 26, was=card("policy_notice", "", number))[0]
    assert (cited.label, [hit.source_id for hit in cited.hits]) == ("引用本文件的政策", ["n2"])


def test_reasons_name_words_and_fields(filled: Opened) -> None:
    hit = filled.reader.search(Query(text="电工 朝阳")).hits[0]
    account = filled.reader.explain(hit.id, Query(text="电工 朝阳"))
    assert account is not None
    told = " ".join(reason.text for reason in account.reasons)
    assert "标题含此词" in told
    assert "区: 朝阳区相符" in told
    assert account.engine
    assert filled.reader.explain("a" * 26, Query(text="电工")) is None


def test_best_bets_come_first_once(filled: Opened) -> None:
    plain = filled.reader.search(Query(text="电工", size=10))
    last = plain.hits[-1]
    pinned = Reader(filled.engine, lambda: replace(bundled(), best_bets={"电工": (last.id,)}))
    page = pinned.search(Query(text="电工", size=10))
    assert page.hits[0].id == last.id
    assert page.hits[0].pinned
    assert len({hit.id for hit in page.hits}) == len(page.hits)
    assert page.total == plain.total


def test_a_best_bet_that_does_not_match_is_shown_once_and_not_lost_to_a_rescue(filled: Opened) -> None:
    law = filled.reader.search(Query(text="职业教育法")).hits[0].id
    for text in ("海淀 叉车", "diangong"):
        pinned = Reader(filled.engine, lambda text=text: replace(bundled(), best_bets={text: (law,)}))
        page = pinned.search(Query(text=text, size=50))
        assert [hit.id for hit in page.hits].count(law) == 1
        assert page.hits[0].id == law
        account = pinned.explain(law, Query(text=text))
        assert account is not None
        assert account.reasons[0].text == "管理员把它置顶"


def test_reasons_are_shares_and_name_the_boosts(filled: Opened) -> None:
    query = Query(text="数控车工 亦庄")
    hit = filled.reader.search(query).hits[0]
    boosted = Reader(filled.engine, lambda: replace(bundled(), boosts={"kind:job_posting": 2.0}))
    for reader, told in ((filled.reader, "查询要找的是岗位"), (boosted, "管理员加权：岗位 ×2")):
        account = reader.explain(hit.id, query)
        assert account is not None
        reasons = {reason.text: reason.weight for reason in account.reasons}
        assert told in reasons
        assert sum(reasons.values()) == pytest.approx(1, abs=0.01)
        trade = next(text for text in reasons if text.startswith("「数控车工」：标题含此词"))
        assert "职业: 车工相近" in trade
        assert reasons[trade] > 0.15
        assert any(text.startswith("「亦庄」：单位或文号含此词、区: 经开区相符") for text in reasons)


def test_near_hits_have_their_account_too(filled: Opened) -> None:
    query = Query(text="数控车工 顺义")
    hit = filled.reader.search(query).hits[0]
    account = filled.reader.explain(hit.id, query)
    assert account is not None
    assert account.reasons[-1].text == "不符合查询的全部条件，属于相近结果"
    assert account.engine


def test_reasons_of_a_question_name_what_a_question_wants(filled: Opened) -> None:
    query = Query(text="失业了怎么申领失业保险金")
    account = filled.reader.explain(filled.reader.search(query).hits[0].id, query)
    assert account is not None
    assert "像是在提问：政策和办事指南优先" in [reason.text for reason in account.reasons]


@pytest.mark.parametrize(
    ("text", "action", "instead"),
    [
        ("dgzz", "spelling", "电工"),
        ("点工", "spelling", "电工"),
        ("磨工", "near_occupation", "车工"),
        ("磨工 包住", "near_occupation", "车工 包住"),
        ("电工 顺义", "wider_place", "电工"),
        ("叉车司机 顺义 双休", "drop_words", "叉车司机 顺义"),
        ("叉车司机 海淀 双休", "drop_words", "叉车司机"),
        ('叉车司机 双休 -夜班 单位:"物流 中心"', "drop_words", '单位:"物流 中心" 叉车司机 -夜班'),
    ],
)
def test_without_results_it_says_what_else_to_search(filled: Opened, text: str, action: str, instead: str) -> None:
    rescue = filled.reader.search(Query(text=text)).rescue
    assert rescue is not None
    assert rescue.action == action
    assert sorted(rescue.text.split()) == sorted(instead.split())
    assert filled.reader.search(Query(text=rescue.text)).total


def test_what_conditions_keep_out_is_not_said_to_be_nowhere(filled: Opened) -> None:
    for narrowed in ({"filters": {"district": ("大兴区",)}}, {"exclude": {"district": ("海淀区",)}}, {}):
        rescue = filled.reader.search(Query(text="hangong", **narrowed)).rescue
        assert rescue is not None
        assert rescue.message.startswith("在所选条件下，") == bool(narrowed)


def test_letters_that_together_match_nothing_show_what_is_near_to_their_words(filled: Opened) -> None:
    page = filled.reader.search(Query(text="hangong miyun"))
    assert (page.total, {hit.near for hit in page.hits}) == (0, {True})
    assert page.rescue is not None
    assert (page.rescue.action, page.rescue.text) == ("spelling", "焊工 密云")
    assert not filled.reader.search(Query(text="hangong miyun", verbatim=True)).hits


def test_a_new_synonym_works_at_once(filled: Opened) -> None:
    assert filled.reader.search(Query(text="铁疙瘩", near=False)).total == 0
    told = Reader(filled.engine, lambda: bundled().with_synonyms(["铁疙瘩 > 叉车司机"]))
    assert found(told.search(Query(text="铁疙瘩"))) == ["j5"]


def test_an_understood_part_can_be_taken_back(filled: Opened) -> None:
    page = filled.reader.search(Query(text="海淀 cnc"))
    part = next(item for item in page.understood if item.field == "district")
    assert part.label == "区: 海淀区"
    without = filled.reader.search(Query(text="海淀 cnc", taken_back=(part.key,)))
    assert part.key not in [item.key for item in without.understood]


def test_hashes_ids_and_count_are_of_what_is_indexed(filled: Opened) -> None:
    ids = filled.reader.ids()
    assert ids == sorted(ids)
    assert len(ids) == filled.reader.count() == 14
    walked: list[str] = []
    while page := filled.reader.ids(walked[-1] if walked else "", limit=4):
        walked += page
    assert walked == ids
    hashes = filled.reader.document_hashes([*ids, "a" * 26])
    assert set(hashes) == set(ids)
    assert all(hashes.values())


def test_the_last_version_wins_whatever_the_order(opened: Opened) -> None:
    words = Analyzer(bundled().words)
    newer = document(job("j", "电工", version=3), words)
    older = document(job("j", "焊工", version=2), words)
    generation = opened.writer.new_generation()
    assert generation.upsert([newer]) == 1
    generation.upsert([older])
    generation.commit()
    generation.upsert([older])
    generation.delete({newer["id"]: 2})
    generation.commit()
    opened.writer.switch(generation)
    opened.reader.refresh()
    assert found(opened.reader.search(Query(text="电工"))) == ["j"]
    generation.delete({newer["id"]: 3})
    generation.commit()
    generation.close()
    opened.reader.refresh()
    assert opened.reader.count() == 0


def test_a_generation_is_seen_when_it_is_switched_to(filled: Opened) -> None:
    generation = filled.writer.new_generation()
    generation.upsert([document(job("new", "瓦工"), Analyzer(bundled().words))])
    generation.commit()
    generation.set_position(42)
    filled.reader.refresh()
    assert filled.reader.count() == 14
    filled.writer.switch(generation)
    assert generation.position() == 42
    generation.close()
    filled.reader.refresh()
    assert filled.reader.count() == filled.writer.current_count() == 1
    assert len(filled.writer.drop()) == 1
    assert filled.reader.search(Query(text="瓦工")).total == 1


def test_without_an_index_search_is_unavailable(opened: Opened) -> None:
    assert not opened.reader.ready()
    with pytest.raises(SearchUnavailable):
        opened.reader.search(Query(text="电工"))


def test_a_list_by_relevance_ends_at_a_thousand(opened: Opened) -> None:
    fill(opened.writer, [job(f"w{number}", "电工") for number in range(DEEPEST_BY_RELEVANCE + 50)])
    opened.reader.refresh()
    query = Query(text="电工", size=500, facets=())
    pages = 0
    while True:
        page = opened.reader.search(query)
        pages += 1
        if not page.next:
            break
        query = replace(query, cursor=page.next)
    assert (pages, page.ended_early, page.total) == (2, True, DEEPEST_BY_RELEVANCE + 50)


def test_whether_anything_is_found_does_not_hang_on_where_it_is_looked_for_first(filled: Opened) -> None:
    request = Request(match=Term("all_w", "电工"), filters={"kind": Term("kind", "job_posting")})
    other = filled.reader.search(Query(text="焊工")).hits[0].id
    hit = filled.reader.search(Query(text="电工", kind="job_posting")).hits[0].id
    assert all(filled.engine.finds(request, among) for among in ([], [other], [other, hit]))
    assert not filled.engine.finds(replace(request, match=Term("all_w", "磨工")), [other, hit])


def test_a_page_has_no_hit_twice_where_near_hits_fill_it(filled: Opened) -> None:
    page = filled.reader.search(Query(text="电工 证", size=50))
    ids = [hit.id for hit in page.hits]
    assert 0 < page.total < len(ids) == len(set(ids))
    assert [hit.near for hit in page.hits] == [False] * page.total + [True] * (len(ids) - page.total)
