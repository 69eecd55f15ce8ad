"""Sentences that look for work, in the words of those who look for it."""

import pytest

from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.search.parts import Part
from rencai.search.query import Query
from rencai.search.questions import is_question
from rencai.search.shown import understood
from rencai.search.understanding import understand
from rencai.search.wishes import wish_in
from support_search import Opened, counts, course, fill, found, job, notice

WORDS = Analyzer(bundled().words)


def parts(text: str, taken_back: tuple[str, ...] = ()) -> tuple[Part, ...]:
    return understand(text, bundled(), WORDS, taken_back).parts


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("会开挖掘机能去哪干活", "开挖掘机"),
        ("孩子上学了想找个钟点工的活", "钟点工"),
        ("有焊工证可以做什么工作", "焊工"),
        ("哪里要水电工", "水电工"),
        ("附近有没有招理货员的", "理货员"),
        ("油漆工一个月能挣多少", "油漆工"),
        ("想当厨师要什么条件", "厨师"),
        ("我想去通州找份保安的工作", "保安"),
        ("架子工的活儿", "架子工"),
        ("没做过能当收银员吗", "收银员"),
        ("学过钳工有工厂要吗", "钳工"),
        ("泥瓦工哪里缺人", "泥瓦工"),
        ("开铲车一个月能拿多少", "铲车"),
        ("给人装空调的有没有", "装空调"),
        ("想找个上夜班的保安工作", "保安"),
        ("想找个数学老师的工作", "数学老师"),
    ],
)
def test_a_sentence_that_looks_for_work_is_read_for_what_tells_which(text: str, what: str) -> None:
    read = parts(text)
    assert not is_question(read)
    assert what in [part.text for part in read if part.required]
    wanted = {value for part in read for one in part.meanings if one.field == "kind" for value in one.values}
    assert wanted == {"job_posting"}


@pytest.mark.parametrize(
    "text", ["跑出租要考什么证", "拉电线要什么证", "我爸想学开铲车", "电焊难学吗", "学修手机要几个月"]
)
def test_who_asks_how_to_learn_what_he_does_wants_a_course(text: str) -> None:
    read = parts(text)
    assert not is_question(read)
    assert "training_course" in {value for part in read for one in part.meanings for value in one.values}


@pytest.mark.parametrize("text", ["电工证丢了怎么补办", "医生要什么证", "自学考试"])
def test_who_has_the_certificate_or_needs_a_licence_wants_none(text: str) -> None:
    wanted = {value for part in parts(text) for one in part.meanings for value in one.values}
    assert "training_course" not in wanted


def test_what_tells_nothing_of_the_work_is_only_a_story() -> None:
    told = [part.text for part in parts("老家房子盖完了想在海淀找个木工的活") if part.required]
    assert told == ["海淀", "木工"]


@pytest.mark.parametrize(
    "text",
    [
        "辞职以后能做什么",
        "公司不安排工作怎么办",
        "找工作要交押金合法吗",
        "试用期能干多久",
        "哪里学电焊",
        "找工作",
        "工作",
        "上班路上摔伤去哪里认定",
        "电工",
        "职业介绍",
        "公务员能兼职吗",
        "法人能当监事吗",
        "有没有劳动合同都要赔吗",
        "想找个培训班学美甲",
        "想找个地方学电焊",
        "想当月嫂去哪里培训",
        "国庆节上班",
    ],
)
def test_other_sentences_look_for_none(text: str) -> None:
    assert wish_in(text) is None


def test_the_wish_is_shown_and_can_be_taken_back() -> None:
    shown = {item.key for item in understood(parts("会焊接能去哪上班"))}
    assert "kind:job_posting" in shown
    assert not any(part.wish for part in parts("会焊接能去哪上班", ("kind:job_posting",)))


def test_who_looks_for_work_gets_vacancies_first(opened: Opened) -> None:
    records = [
        notice("n", "叉车证怎么考", body_text="有叉车证可以干什么，去哪里考，怎么考，都在这里。" * 4),
        course("c", "叉车司机取证班"),
        job("j", "叉车工", employer="某某仓储公司"),
    ]
    fill(opened.writer, records)
    opened.reader.refresh()
    page = opened.reader.search(Query(text="有叉车证可以干什么工作"))
    assert page.hits[0].source_id == "j"
    assert page.total == 1 or page.hits[0].kind == "job_posting"


FORMS = [
    course("course", "电工操作证取证班", description="学修理电器"),
    job("job", "电工", requirements="持电工操作证", description="修理各种电器"),
    notice("notice", "关于电工操作证的通知", body_text="电工修理电器，须有操作证。"),
]


@pytest.mark.parametrize(("text", "first"), [("电工操作证", "course"), ("修电器", "job")])
def test_a_kind_that_is_wanted_by_form_gives_way_to_one_that_is_chosen(opened: Opened, text: str, first: str) -> None:
    fill(opened.writer, FORMS)
    opened.reader.refresh()
    page = opened.reader.search(Query(text=text))
    assert (found(page), page.total) == ([first], 1)
    assert {hit.source_id for hit in page.hits if hit.near} == {"course", "job", "notice"} - {first}
    for kind, one in (("training_course", "course"), ("job_posting", "job"), ("policy_notice", "notice")):
        for chosen in ({"kind": kind}, {"filters": {"kind": (kind,)}}):
            page = opened.reader.search(Query(text=text, facets=("kind",), **chosen))
            assert found(page) == [one]
    assert set(counts(opened.reader.search(Query(text=text)), "kind").values()) == {1}
    assert opened.reader.search(Query(text=text, exclude={"kind": ("training_course",)})).total == 2


@pytest.mark.parametrize("text", ["电工操作证", "修电器"])
def test_a_kind_that_is_wanted_by_form_can_be_taken_back(opened: Opened, text: str) -> None:
    fill(opened.writer, FORMS)
    opened.reader.refresh()
    (wanted,) = (one.key for one in opened.reader.search(Query(text=text)).understood if one.field == "kind")
    assert opened.reader.search(Query(text=text, taken_back=(wanted,))).total == 3


def test_a_near_hit_of_another_kind_is_explained(opened: Opened) -> None:
    fill(opened.writer, FORMS)
    opened.reader.refresh()
    query = Query(text="电工操作证")
    near = next(hit for hit in opened.reader.search(query).hits if hit.near)
    why = opened.reader.explain(near.id, query)
    assert why is not None
    assert why.reasons[-1].text == "不符合查询的全部条件，属于相近结果"
