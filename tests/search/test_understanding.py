"""What a query is read as, without any engine."""

from dataclasses import replace

import pytest

from rencai import clock
from rencai.errors import BadQuery
from rencai.search.analysis import Analyzer
from rencai.search.clauses import NOTHING, Any, Between, Everything, Not, Nothing, OneOf, Phrase, Term
from rencai.search.engine import Fixed, Row, Scored
from rencai.search.lexicon import bundled
from rencai.search.parts import Part
from rencai.search.plan import plan, text_clause
from rencai.search.query import Query
from rencai.search.questions import is_question
from rencai.search.rank import bare_name, look, reordered, shortens
from rencai.search.rescue import Attempt, NearTrades, attempts
from rencai.search.scoring import MEANING_SCORES
from rencai.search.syntax import Form, document_number, meant_numbers, pieces
from rencai.search.topics import titled
from rencai.search.understanding import key, understand

LEXICON = bundled()
WORDS = Analyzer(LEXICON.words)


def parts(text: str, *taken_back: str) -> tuple[Part, ...]:
    return understand(text, LEXICON, WORDS, taken_back).parts


def meanings(text: str) -> dict[str, str]:
    return {meaning.field: meaning.values[0] for part in parts(text) for meaning in part.meanings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海淀", {"district": "110108"}),
        ("亦庄", {"district": "BDA"}),
        ("望京", {"district": "110105"}),
        ("電工", {"occupation": "6-31-01-03"}),
        ("高级技师", {"skill_level": "高级技师"}),
        ("大专", {"education": "大专"}),
        ("包住", {"benefits": "包住"}),
        ("兼职", {"employment_type": "兼职"}),
        ("课程", {"kind": "training_course"}),
    ],
)
def test_words_mean_values_of_fields(text: str, expected: dict[str, str]) -> None:
    assert meanings(text).items() >= expected.items()


@pytest.mark.parametrize(
    ("text", "also"),
    [("第36条", "第三十六条"), ("第三十六条", "第36条"), ("第一百零五条", "第105条"), ("第10章", "第十章")],
)
def test_articles_are_numbered_in_figures_and_in_words(text: str, also: str) -> None:
    law, article = parts(f"民法典{text}")
    assert (law.text, article.text, article.also) == ("民法典", text, (also,))


@pytest.mark.parametrize(
    "text", ["京人社发〔2024〕12月", "面向(2024)12年级", "京人社发2024 12", '"2024" 12', "焊工[2024]"]
)
def test_not_every_year_in_brackets_begins_a_number(text: str) -> None:
    assert not [piece for piece in pieces(text) if piece.form is Form.NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "京人社发〔2024〕12号",
        "京人社发[2024]12号",
        "京人社发【2024】12号",
        "京人社发(2024)12号",
        "京人社发﹝2024﹞第12号",
        "京人社发（２０２４）１２号",
        "京人社发 〔2024〕 12 号",
        "根据京人社发〔2024〕012号",
        "京人社发「2024」12号",
        "京人社发『２０２４』12号",
        "京人社发“2024”12号",
        "京人社发〔2024〕12",
        "京人社发〈2024〉12号",
        "京人社发〔2024年〕12号",
    ],
)
def test_a_document_number_in_any_brackets(text: str) -> None:
    found = [piece for piece in pieces(text) if piece.form is Form.NUMBER]
    assert [piece.text for piece in found] == ["京人社发〔2024〕12号"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("国办发47号", "国办发47号"),
        ("国发第028号", "国发28号"),
        ("根据京人社能发12号文", "京人社能发12号"),
        ("人社部发 90 号", "人社部发90号"),
        ("国务院令700号", "国务院令第700号"),
        ("中华人民共和国国务院令第700号", "国务院令第700号"),
        ("文号:京办发14号", "京办发14号"),
    ],
)
def test_a_document_number_without_its_year(text: str, number: str) -> None:
    found = [piece for piece in pieces(text) if piece.form in (Form.NUMBER, Form.SCOPED)]
    assert [piece.text for piece in found] == [number]


@pytest.mark.parametrize("text", ["学院路3号", "海淀发5号", "开发12号楼", "招聘收发2号", "口令3号", "冬令5号"])
def test_not_every_number_behind_a_word_is_of_a_document(text: str) -> None:
    assert not [piece for piece in pieces(text) if piece.form is Form.NUMBER]


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("工伤保险条例国务院令586号", "国务院令第586号", ["工伤保险条例"]),
        ("根据国务院令第700号", "国务院令第700号", ["根据"]),
        ("住房和城乡建设部令第5号", "住房和城乡建设部令第5号", []),
        ("查找北京市人民政府令第9号 停车", "北京市人民政府令第9号", ["查找", "停车"]),
        ("主席令28号", "主席令第28号", []),
    ],
)
def test_what_stands_before_an_order_are_words(text: str, number: str, words: list[str]) -> None:
    found = pieces(text)
    assert [piece.text for piece in found if piece.form is Form.NUMBER] == [number]
    assert [piece.text for piece in found if piece.form is Form.PLAIN] == words


def test_a_number_without_its_year_means_those_of_all_years() -> None:
    meant = meant_numbers("国办发47号")
    assert {"国办发〔2018〕47号", f"国办发〔{clock.today().year}〕47号"} <= set(meant)
    assert meant_numbers("国办发〔2018〕47号") == ("国办发〔2018〕47号",)


def test_document_number_of_other_text_is_empty() -> None:
    assert document_number("高技能人才") == ""


def test_syntax() -> None:
    assert pieces('"高技能 人才" -派遣 职位:车工 -单位:中介')[0].form is Form.PHRASE
    found = pieces("“人才” −派遣 职位:车工 -单位:中介 电工")
    forms = {(piece.form, piece.text, piece.scope, piece.minus) for piece in found}
    assert forms == {
        (Form.PHRASE, "人才", "", False),
        (Form.PLAIN, "派遣", "", True),
        (Form.SCOPED, "车工", "title", False),
        (Form.SCOPED, "中介", "head", True),
        (Form.PLAIN, "电工", "", False),
    }


@pytest.mark.parametrize(
    "text",
    [
        *("〔2024〕12号", "[2024]第012号", "（2024）12", "〔2024〕12号〔2024〕12号", "2024年12号", "2024 12号文"),
        *("根据〔2024〕12号", "按照2024年第12号文件", "北京市〔2024〕12号"),
    ],
)
def test_a_document_number_without_letters_is_its_figures_side_by_side(text: str) -> None:
    part, *_ = parts(text)
    assert (part.form, part.tokens) == (Form.NUMBER, ("2024", "12", "号"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("职位：焊工，单位：国机", [("焊工", "title", False), ("国机", "head", False)]),
        ("单位:甲厂、乙厂", [("甲厂", "head", False), ("乙厂", "head", False)]),
        ("焊工，-派遣，外包", [("派遣", "", True), ("外包", "", True), ("焊工", "", False)]),
        ("-单位:派遣、外包", [("派遣", "head", True), ("外包", "head", True)]),
        ('备注:"焊工"', [("焊工", "", False), ("备注", "", False)]),
        ('数控职位:"铣工"', [("铣工", "title", False), ("数控", "", False)]),
    ],
)
def test_what_is_listed_and_what_stands_before_a_scope(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(part.text, part.scope, part.minus) for part in parts(text)] == expected


@pytest.mark.parametrize("text", ["😀", '""', "*", "？", "- -"])
def test_what_has_nothing_to_search_finds_nothing(text: str) -> None:
    assert plan(Query(text=text), parts(text), LEXICON, WORDS).match == Nothing()
    assert parts("　") == ()


def test_the_currency_behind_an_amount_is_only_wished_for() -> None:
    assert [part.text for part in parts("补贴3000元") if part.required] == ["补贴", "3000"]
    assert [part.text for part in parts("元") if part.required] == ["元"]


def test_function_words_are_wishes_unless_alone() -> None:
    assert [part.text for part in parts("怎么申领失业金") if part.required] == ["申领", "失业金"]
    assert all(part.required for part in parts("怎么"))


def test_a_meaning_taken_back_is_a_word() -> None:
    (part,) = parts("海淀")
    (plain,) = parts("海淀", key(part.meanings[0]))
    assert plain.meanings == ()
    assert plain.tokens == part.tokens


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("技师及以上", "skill_level", ("技师", "高级技师", "特级技师", "首席技师")),
        ("高级技师以上 电工", "skill_level", ("高级技师", "特级技师", "首席技师")),
        ("三级或以上", "skill_level", ("高级工", "技师", "高级技师", "特级技师", "首席技师")),
        ("硕士以上学历", "education", ("硕士", "博士")),
        ("本科及以上", "education", ("本科", "硕士", "博士")),
    ],
)
def test_a_rung_and_above_means_all_of_these(text: str, field: str, values: tuple[str, ...]) -> None:
    first = parts(text)[0]
    assert [(meaning.field, meaning.values) for meaning in first.meanings] == [(field, values)]
    assert first.meanings[0].label.endswith("及以上")
    assert first.also, "a text that names the rung alone matches as it does for the rung"
    assert all(part.text != "以上" for part in parts(text))


def test_what_lies_above_no_rung_is_a_word() -> None:
    assert not [one for part in parts("规模以上企业") for one in part.meanings if not one.likely]
    assert meanings("学历不限以上") == {"education": "不限"}


def test_a_question_about_insurance_is_no_search_for_brokers() -> None:
    assert "occupation" not in meanings("伪造虚假事由骗取保险赔偿构成诈骗吗")


def test_a_plan_matches_words_and_fields_and_scores_more() -> None:
    query = Query(text="海淀 电工 -派遣", kind="job_posting", ranges={"salary": (8000, None)})
    made = plan(query, parts(query.text), LEXICON, WORDS)
    assert made.filters == {"kind": Term("kind", "job_posting")}
    text = repr(made.match)
    assert repr(OneOf("district", ("110108",))) in text
    assert repr(Term("all_w", "电工")) in text
    assert repr(Between("salary_monthly_max", 8000, None)) in repr(made.always)
    assert repr(Not(Term("all_w", "派遣"))) in repr(made.always)
    assert Fixed("district", "110108", MEANING_SCORES["district"]) in made.scored
    assert "工" in {item.token for item in made.scored if isinstance(item, Scored)}


def test_verbatim_means_the_words_alone() -> None:
    query = Query(text="海淀", verbatim=True)
    made = plan(query, parts(query.text), LEXICON, WORDS)
    assert made.match == Term("all_w", "海淀")


def test_an_empty_query_matches_everything() -> None:
    assert plan(Query(), (), LEXICON, WORDS).match == Everything()


def test_a_plan_names_what_does_not_exist() -> None:
    with pytest.raises(BadQuery, match="colour"):
        plan(Query(filters={"colour": ("red",)}), (), LEXICON, WORDS)


@pytest.mark.parametrize("word", ["3d打印", "4s店", "bim工程师"])
def test_a_word_of_letters_and_characters_is_looked_for_as_it_stands_in_texts(word: str) -> None:
    analyzer = Analyzer(frozenset({word}))
    clause = text_clause(word, analyzer.characters(word), analyzer)
    assert isinstance(clause, Any)
    assert all(isinstance(part, Phrase) for part in clause.parts)


def test_a_place_that_texts_are_not_cut_into_is_looked_for_as_a_phrase() -> None:
    """上 and 地 are so common that 上地 is cut in two wherever it stands."""
    assert WORDS.segments("上地") == ["上", "地"]
    assert "all_w" not in repr(text_clause("上地", WORDS.characters("上地"), WORDS))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("失业金怎么领", True),
        ("工伤期间公司停发工资合法吗", True),
        ("公司注销后债务由原股东承担?", True),
        ("单位连续三个月没有给职工缴纳生育费用", True),
        ("焊工", False),
        ("哪里招电工", False),
        ("哪里学电焊", False),
        ("叉车培训多少钱", False),
        ("考电工证多少钱", False),
        ("培训期间有工资吗", True),
        ("海淀 数控车工 包住 8000以上 五险一金", False),
        ("北京市实施中华人民共和国道路交通安全法办法", False),
        ("关于审理劳动争议案件适用法律问题的解释", False),
    ],
)
def test_a_question_is_told_from_names_and_wishes(text: str, asks: bool) -> None:
    assert is_question(parts(text)) == asks


def test_a_name_of_a_rule_means_no_trade() -> None:
    assert "occupation" in meanings("快递")
    assert "occupation" not in meanings("快递条例")


def test_a_trade_is_found_without_the_word_for_who_does_it() -> None:
    (part,) = parts("做饭阿姨")
    assert "厨师" in part.also


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("道交法", "道路交通安全法", True),
        ("停车条例", "机动车停车条例", False),
        ("河道条例", "河道管理条例", True),
        ("劳动法", "劳动法", False),
        ("法交道", "道路交通安全法", False),
    ],
)
def test_short_names(short: str, name: str, fits: bool) -> None:
    assert shortens(short, name) == fits


def test_what_carries_out_a_law_is_named_after_it() -> None:
    assert bare_name("北京市实施《中华人民共和国工会法》办法") == "工会法实施办法"


@pytest.mark.parametrize(("text", "trade"), [("卖房", True), ("扫地", True), ("工资", False), ("装饰", False)])
def test_who_says_what_is_done_means_a_trade(text: str, trade: bool) -> None:
    (part,) = parts(text)
    meant = [meaning for meaning in part.meanings if meaning.field == "occupation"]
    assert bool(meant) == trade
    # It weighs; a record of that occupation need not be one that does this.
    assert not any(meaning.counts for meaning in meant)
    assert (look((part,)).kind == "job_posting") == trade


def under(text: str, **changes: frozenset[str]) -> list[str]:
    """What is searched for under other language data."""
    return [part.text for part in understand(text, replace(LEXICON, **changes), WORDS).parts if part.required]


def test_blocked_words_are_not_searched_in_whatever_form() -> None:
    for word in ("派遣", "枪支弹药"):
        blocked = frozenset({word})
        for text in (f"{word} 电工", f"电工{word}", f'电工 "{word}"', f'电工 单位:"某{word}公司"'):
            assert under(text, blocked=blocked) == ["电工"], text
        assert under(f"电工 -{word}", blocked=blocked) == [word, "电工"], "what nobody wants may be left out"
        only = understand(word, replace(LEXICON, blocked=blocked), WORDS).parts
        assert plan(Query(text=word), only, LEXICON, WORDS).match == Nothing()
    told = replace(LEXICON, synonyms={"外派": ("派遣", "外包")}, blocked=frozenset({"派遣"}))
    assert understand("外派", told, WORDS).parts[0].also == ("外包",)


def test_a_stop_word_that_no_dictionary_has_is_left_out_too() -> None:
    assert under("电工速速来", stop=LEXICON.stop | {"速速来"}) == ["电工"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("低保救助", True),
        ("公证预约", True),
        ("公证 预约", False),
        ("低保", False),
        ("海淀救助", False),
        ("低保怎么申请", False),
        ("保护和管理", False),
        ("古树保护法", False),
        ("古树法第二条", False),
        ("公证鸢妤", False),
        ("yuyue公证", False),
    ],
)
def test_words_in_one_go_that_mean_no_field_are_a_topic(text: str, topic: bool) -> None:
    assert (titled(text, parts(text), WORDS) != NOTHING) is topic


def test_of_an_everyday_name_vacancies_of_its_occupation_come_first() -> None:
    cards: list[dict[str, object]] = [{"occupation": "4-10-01-06"}, {"occupation": "6-30-05-05"}]
    rows = [Row(str(n), 9.0, 0, {"kind": "job_posting", "title": "操作手", **card}) for n, card in enumerate(cards)]
    assert [row.id for row in reordered(rows, look(parts("挖机司机")), WORDS, LEXICON)] == ["1", "0"]


def test_of_a_question_vacancies_come_last() -> None:
    rows = [Row("a", 9.0, 0, {"kind": "job_posting", "title": "客服"}), Row("b", 8.0, 0, {"kind": "policy_notice"})]
    assert [row.id for row in reordered(rows, look(parts("物业乱收费找谁")), WORDS, LEXICON)] == ["b", "a"]


def test_a_rung_and_all_above_it_have_keys_of_their_own() -> None:
    keys = [key(meaning) for text in ("高级工", "高级工及以上") for meaning in parts(text)[0].meanings]
    assert len(set(keys)) == len(keys) == 2


def test_an_unwanted_word_is_not_respelled() -> None:
    tried = attempts("焊工 -数kong", parts("焊工 -数kong"), LEXICON)
    assert all("数控" not in one.text for one in tried if isinstance(one, Attempt))


def test_a_trade_that_is_only_likely_is_not_what_a_word_says() -> None:
    said = "食堂管采购"
    assert "occupation" in meanings(said)
    tried = list(attempts(said, parts(said), LEXICON))
    assert not any(isinstance(one, NearTrades) for one in tried), "no other trade is like 食堂"
    assert "食堂" not in [one.message for one in tried if isinstance(one, Attempt) and "只找" in one.message]


def test_a_verb_goes_with_the_thing_that_is_left_out() -> None:
    texts = [one.text for one in attempts("抬钢管 包住", parts("抬钢管 包住"), LEXICON) if isinstance(one, Attempt)]
    assert "包住" in texts
    assert "抬 包住" not in texts


def test_a_word_that_says_no_goes_with_what_it_denies() -> None:
    said = "不加班 双休 5000以上"
    texts = [one.text for one in attempts(said, parts(said), LEXICON) if isinstance(one, Attempt)]
    assert "双休 5000以上" in texts
    assert not any("不" in text and "加班" not in text for text in texts)


@pytest.mark.parametrize("text", ["年假休几天", "产假几个月", "孩子几岁能上幼儿园", "社保交几年能退休"])
def test_who_says_how_many_asks(text: str) -> None:
    assert is_question(parts(text))
    assert not any(part.text.startswith("几") for part in parts(text) if part.required)


def test_initials_of_the_beginning_of_letters_are_no_name() -> None:
    tried = attempts("没有这种东西xyzxyz", parts("没有这种东西xyzxyz"), LEXICON)
    spelled = [one.text for one in tried if isinstance(one, Attempt) and one.action == "spelling"]
    assert all("xyzxyz" in text for text in spelled)


@pytest.mark.parametrize("text", ["script", "<script>alert(1)</script>", "dgabcdef"])
def test_two_of_many_letters_are_no_initials(text: str) -> None:
    tried = attempts(text, parts(text), LEXICON)
    assert not [one for one in tried if isinstance(one, Attempt) and one.action == "spelling"]


def test_what_is_opened_is_not_driven() -> None:
    assert "开" not in [part.text for part in parts("公开货车招标")]
    assert [part.text for part in parts("会开挖机")][-2:] == ["开", "挖机"]


def test_no_education_is_any_education() -> None:
    assert [meaning.values for part in parts("保安 没文化") for meaning in part.meanings][1:] == [("不限",)]
    assert "学历不限" not in [part.text for part in parts("没文化课")]
