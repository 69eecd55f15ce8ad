"""What a query says by its form: who teaches, who does a thing for a living, in which district."""

import pytest

from rencai.search.analysis import Analyzer
from rencai.search.doing import doers, drivers, is_done, is_verb
from rencai.search.lexicon import bundled
from rencai.search.meanings import table
from rencai.search.parts import Part
from rencai.search.query import Query
from rencai.search.rank import look
from rencai.search.understanding import understand
from support_search import Opened, course, fill, found, job, notice

WORDS = Analyzer(bundled().words)


def parts(text: str) -> tuple[Part, ...]:
    return understand(text, bundled(), WORDS).parts


def occupations(text: str) -> list[str]:
    return [one.values[0] for part in parts(text) for one in part.meanings if one.field == "occupation"]


def kinds(text: str) -> set[str]:
    """What a query says by its form, and not what its words only speak of."""
    meant = (one for part in parts(text) for one in part.meanings if one.field == "kind" and not one.likely)
    return {value for one in meant for value in one.values}


@pytest.mark.parametrize("text", ["会计入门", "摄影班", "刑法课", "急救培训", "营养学", "编译原理导论", "海洋学"])
def test_who_names_a_lesson_or_a_subject_wants_a_course(text: str) -> None:
    assert kinds(text) == {"training_course"}


@pytest.mark.parametrize(
    "text",
    [
        "学做蛋糕",
        "想学挖掘机",
        "哪里学电焊",
        "电工证",
        "叉车证",
        "育婴师资格证",
        "焊工考证",
        "制冷证",
        "高空作业证",
        "救援证",
        "桥梁检测证",
        "安全员B证",
        "安全员怎么考",
        "钳工怎么升高级工",
        "修鞋的手艺去哪学",
        "养猪技术",
        "吊车操作证",
    ],
)
def test_who_wants_to_learn_or_to_be_certified_wants_a_course(text: str) -> None:
    assert kinds(text) == {"training_course"}


@pytest.mark.parametrize(
    "text",
    [
        "学历",
        "健康证",
        "居住证",
        "经营许可证",
        "大学",
        "证明",
        "残疾人证",
        "学员证",
        "房产证",
        "毕业证",
        "退役军人优待证",
    ],
)
def test_not_every_certificate_is_one_of_a_trade(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "修电器",
        "卖珠宝",
        "拍照片",
        "凉菜师傅",
        "教画画",
        "做木工活",
        "卖鞋",
        "修伞",
        "押车",
        "带孩子",
        "工地管钥匙",
        "数钱的",
    ],
)
def test_who_says_what_is_done_wants_a_vacancy(text: str) -> None:
    assert kinds(text) == {"job_posting"}


@pytest.mark.parametrize(
    "text",
    [
        "大学",
        "入学",
        "收养",
        "开发",
        "印刷",
        "养老",
        "修路要不要赔偿农户的青苗费",
        "装饰",
        "教师资格",
        "装卸工",
        "烤肉店",
        "送外卖要交税吗",
        "下岗职工免费培训",
    ],
)
def test_other_words_say_no_kind(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [("绣十字绣", "6-09-03-11"), ("抬钢管", "4-02-05-01"), ("会抬钢管能去哪干活", "4-02-05-01"), ("贴对联", "")],
)
def test_what_is_done_means_the_trade_whose_names_share_most_with_it(text: str, code: str) -> None:
    assert occupations(text)[:1] == ([code] if code else [])


@pytest.mark.parametrize("wish", ["包住", "五险一金", "高级工", "初中", "日结", "小时工", "实习", "学历不限", "通州"])
@pytest.mark.parametrize(("text", "code"), [("编竹筐", []), ("绣十字绣", ["6-09-03-11"])])
def test_what_else_is_wished_tells_no_trade(text: str, code: list[str], wish: str) -> None:
    assert occupations(f"{text} {wish}") == code


@pytest.mark.parametrize(
    ("text", "stem"), [("修车工", "修车"), ("贴膜工", "贴膜"), ("配菜工", "配菜"), ("做饭阿姨", "做饭")]
)
def test_who_is_named_after_what_he_does_is_found_by_it(text: str, stem: str) -> None:
    (part,) = parts(text)
    assert stem in part.also
    assert {one.field for one in part.meanings if not one.counts} <= {"occupation", "kind"}


@pytest.mark.parametrize(("text", "trade"), [("会计", True), ("护士", True), ("注塑工", True), ("档案", False)])
def test_a_trade_that_is_a_group_of_its_own_is_meant_by_who_has_it(text: str, trade: bool) -> None:
    assert ("occupation" in {one.field for part in parts(text) for one in part.meanings}) is trade


def test_who_says_what_is_done_wants_a_vacancy_more_than_who_names_a_trade() -> None:
    done, named, asked = (look(parts(text)).kind_share for text in ("卖房", "电工", "卖房要交税吗?"))
    assert done > named > asked == 0


def test_a_question_about_somebody_at_work_is_answered_by_no_vacancy(opened: Opened) -> None:
    vacancies = [job(f"job{number}", "导游", description="带客人买东西。") for number in range(5)]
    rule = notice("rule", "旅行服务管理办法", body_text="导游不得强迫游客买东西。")
    fill(opened.writer, [*vacancies, rule])
    opened.reader.refresh()
    assert opened.reader.search(Query(text="导游强迫我买东西怎么办")).hits[0].source_id == "rule"


@pytest.mark.parametrize(("text", "trade"), [("装修工人", "装修工"), ("油漆工人", "油漆工"), ("退休工人", "退休工人")])
def test_workers_of_a_trade_are_those_who_have_it(text: str, trade: str) -> None:
    assert parts(text)[0].text == trade


def test_what_is_done_is_also_looked_for_by_who_does_it() -> None:
    verb, thing = parts("修电器")
    assert "维修" in verb.also
    assert not verb.required
    assert thing.required


def test_whoever_does_nothing_else_is_found_whatever_the_thing_is_called() -> None:
    assert "剪辑" in parts("剪片子")[-1].also
    assert "维修" not in parts("修电器")[-1].also


@pytest.mark.parametrize(("thing", "found"), [("铲车", True), ("网约车", True), ("网店", False), ("公司", False)])
def test_only_what_is_driven_has_drivers(thing: str, found: bool) -> None:
    assert bool(drivers("开", thing)) is found


def test_verbs_of_work() -> None:
    assert is_verb("修")
    assert not is_verb("修车")
    assert is_done("修车")
    assert not doers("装饰", WORDS.is_one)


def test_a_course_is_no_search_for_who_has_learned_it() -> None:
    assert "算法工程师" in parts("算法")[0].also
    assert "算法工程师" not in parts("算法入门")[0].also


def test_a_subject_is_found_by_what_it_is_about() -> None:
    assert parts("营养学")[0].also == ("营养",)


def test_a_place_that_texts_are_not_cut_into_is_found(opened: Opened) -> None:
    fill(
        opened.writer,
        [job("a", "电工", location_text="北京·上地"), job("b", "电工", location_text="北京·回龙观")],
    )
    opened.reader.refresh()
    page = opened.reader.search(Query(text="上地 电工"))
    assert (page.total, page.hits[0].source_id) == (1, "a")


def test_of_near_hits_those_in_the_district_of_the_place_come_first(opened: Opened) -> None:
    elsewhere = [job(f"e{number}", "前台", location_text="北京市延庆区") for number in range(5)]
    here = job("here", "公司行政前台与接待", location_text="北京市朝阳区三里屯街道")
    fill(opened.writer, [*elsewhere, here])
    opened.reader.refresh()
    assert opened.reader.search(Query(text="望京 前台")).hits[0].source_id == "here"
    why = opened.reader.explain(here.id, Query(text="望京 前台"))
    assert why is not None
    assert "就在查询所说的区，岗位也相符" in [reason.text for reason in why.reasons]


def test_a_lesson_comes_before_vacancies_and_rules_of_its_name(opened: Opened) -> None:
    records = [
        job("job", "急救员", description="急救培训由公司安排。"),
        notice("rule", "急救医疗服务条例", body_text="急救。" * 20),
        course("lesson", "急救与自救"),
    ]
    fill(opened.writer, records)
    opened.reader.refresh()
    assert opened.reader.search(Query(text="急救课")).hits[0].source_id == "lesson"


def test_a_certificate_is_no_word_that_its_course_must_say(opened: Opened) -> None:
    fill(opened.writer, [job("job", "导游", description="须有导游证，公司提供培训。"), course("lesson", "导游实务")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="导游证培训"))
    assert page.hits[0].source_id == "lesson"
    assert not page.hits[0].near


def test_a_lesson_comes_before_the_many_vacancies_that_are_called_what_it_teaches(opened: Opened) -> None:
    vacancies = [job(f"job{number}", "会计", description="会计基础扎实，有证者优先。") for number in range(12)]
    fill(opened.writer, [*vacancies, course("lesson", "基础会计", description="授课四十学时。")])
    opened.reader.refresh()
    assert opened.reader.search(Query(text="会计基础课")).hits[0].source_id == "lesson"


def test_vacancies_that_hold_the_other_words_are_only_near_to_a_lesson(opened: Opened) -> None:
    vacancies = [job(f"job{number}", "软件测试") for number in range(5)]
    fill(opened.writer, [*vacancies, course("lesson", "软件测试"), course("other", "测试技术与方法")])
    opened.reader.refresh()
    page = opened.reader.search(Query(text="软件测试课"))
    assert (page.total, [hit.source_id for hit in page.hits[:2]]) == (2, ["lesson", "other"])
    assert all(hit.near for hit in page.hits[2:])


def test_who_says_what_a_rule_is_means_no_case_about_it(opened: Opened) -> None:
    rule = notice("rule", "集体土地上房屋征收与补偿条例", body_text="房屋征收补偿的规定。" * 9)
    case = notice("case", "某某诉某区政府房屋征收补偿安置协议案", body_text="征收补偿。条例。")
    others = [notice(f"other{number}", f"城市绿化管理条例之{number}", body_text="绿化。" * 9) for number in range(20)]
    fill(opened.writer, [rule, case, *others])
    opened.reader.refresh()
    assert opened.reader.search(Query(text="征收补偿条例")).hits[0].source_id == "rule"
    why = opened.reader.explain(rule.id, Query(text="征收补偿条例"))
    assert why is not None
    assert "标题里也说「条例」" in [reason.text for reason in why.reasons]


@pytest.mark.parametrize(
    ("text", "form"),
    [("法律 服务 条例", "条例"), ("征收 办法", "办法"), ("印发 实施办法 通知", "实施办法"), ("征收要什么条例?", "")],
)
def test_the_form_of_a_rule_is_the_last_of_the_longest_words_for_one(text: str, form: str) -> None:
    assert look(parts(text)).form == form


@pytest.mark.parametrize("text", ["汽车保养知识", "急救常识", "导游实务"])
def test_what_is_taught_of_a_matter_wants_a_course(text: str) -> None:
    assert kinds(text) == {"training_course"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("地库监理", True), ("展厅保洁", True), ("瓷艺老师", True), ("监理", False), ("监理条例", False)],
)
def test_who_has_a_trade_somewhere_is_wanted(text: str, wanted: bool) -> None:
    assert ("job_posting" in kinds(text)) is wanted


@pytest.mark.parametrize("text", ["花房小伙", "花房老师傅", "花房妹子", "花房师傅"])
def test_how_somebody_at_work_is_called_is_no_word_to_find(text: str) -> None:
    assert [part.text for part in parts(text) if part.required] == ["花房"]


def test_what_is_done_before_another_matter_is_no_work() -> None:
    assert "job_posting" in kinds("押车")
    assert "job_posting" not in kinds("押车纠纷")


def test_a_course_that_says_what_it_is_comes_before_one_that_does_not(opened: Opened) -> None:
    fill(opened.writer, [course("other", "程序设计基础"), course("meant", "程序设计入门：从头学起")])
    opened.reader.refresh()
    assert found(opened.reader.search(Query(text="程序设计入门")))[0] == "meant"


def test_what_a_trade_also_finds_is_looked_for_word_by_word() -> None:
    """Other synonyms are phrases of characters, which make a search at a million records some four times as dear."""
    known = bundled().synonyms
    of_trades = (part for word in (*table(), *known) for part in parts(word) if means_occupation(part))
    phrases = {(part.text, other) for part in of_trades for other in part.also if is_phrase(other)}
    assert not phrases


def means_occupation(part: Part) -> bool:
    return any(one.field == "occupation" and not one.likely for one in part.meanings)


def is_phrase(word: str) -> bool:
    """A Latin word in it is rare enough to make a phrase cheap: ui设计."""
    tokens = WORDS.characters(word)
    return len(tokens) > 1 and not WORDS.is_one(word) and not any(token.isascii() for token in tokens)
