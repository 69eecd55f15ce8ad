"""The occupation that an advert's title names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.occupation_index import best_hit
from rencai.records.parsers.occupation_names import entries
from support_occupations import outcome
from support_tables import UNREADABLE, full_width, rows

PIECES = st.sampled_from(
    [
        "焊工",
        "司机",
        "销售",
        "经理",
        "招聘",
        "java",
        "工程师",
        "(",
        ")",
        "/",
        " ",
        "+",
        "急聘",
        "五险一金",
        "8000-10000",
        "学徒",
        "学校",
        "【",
        "】",
    ]
)


@pytest.mark.parametrize("row", rows("occupation"), ids=lambda row: row["title"])
def test_reads_every_title_of_the_table(row: dict[str, str]) -> None:
    assert outcome(row["title"]) == row["code"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6-18-02-04", "6-18-02-04"),
        ("6-18-02-04 焊工", "6-18-02-04"),
        ("焊工（6-18-02-04）", "6-18-02-04"),
        ("6180204", "6-18-02-04"),
        ("焊工", "6-18-02-04"),
        ("车工", "6-18-01-01"),
    ],
)
def test_the_occupation_s_own_text_counts_before_the_title(text: str, code: str) -> None:
    assert outcome("电工", text) == code


def test_a_code_that_is_none_is_not_taken() -> None:
    assert outcome("电工", "9-99-99-99") == "6-31-01-03"
    assert outcome("", "6-99-99-99") == UNREADABLE


def test_the_title_is_read_where_the_own_text_says_nothing() -> None:
    assert outcome("电工", "不限") == "6-31-01-03"
    assert outcome("", "") is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("链家直招：销售顾问", "4-06-02-01"),
        ("某酒店集团招聘销售顾问", "4-01-02-01"),
        ("中央空调销售", "4-01-02-01"),
        ("新楼盘急招销售顾问", "4-06-02-01"),
        ("网络销售精英", "4-01-06-02"),
        ("高级销售代表", "2-06-07-02"),
        ("某银行招聘保安", "4-07-05-01"),
        ("汽车售后服务顾问", "4-07-02-03"),
        ("汽车销售经理", "2-06-07-02"),
    ],
)
def test_an_employer_makes_its_sellers_agents_only_where_it_sells_houses(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("氢能电堆高级研究员", "2-02-12-01"),
        ("高级技术员", UNREADABLE),
        ("某某专员", UNREADABLE),
    ],
)
def test_an_engineer_no_name_fits_is_read_by_what_he_works_on(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("白车身设计工程师", "2-02-07-11"),
        ("设计工程师（汽车座椅）", "2-02-07-11"),
        ("焊接研发工程师", "2-02-07-09"),
        ("通信测试工程师", "2-02-10-01"),
        ("数据测试工程师", "4-04-05-02"),
        ("测试工程师（自动化+性能）", "4-04-05-02"),
        ("初级渗透工程师", "2-02-10-07"),
        ("维护工程师", UNREADABLE),
        ("大数据研发工程师", "2-02-38-03"),
        ("AI应用工程师", "2-02-38-01"),
        ("retail研发工程师", UNREADABLE),
        ("服务器安全工程师", "2-02-10-07"),
        ("算法副总监", "2-02-38-01"),
    ],
)
def test_an_engineer_whose_name_leaves_the_field_open_is_read_by_the_field(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("聘猎头顾问 招聘专员", "4-07-03-07"),
        ("求招聘专员4100底薪", "4-07-03-08"),
        ("招聘", "4-07-03-08"),
        ("保安招聘", "4-07-05-01"),
        ("高薪招聘", UNREADABLE),
        ("招商经理", "2-06-07-03"),
        ("某某医美连锁集团+包吃+客服专员", "4-04-05-03"),
        ("某某电机有限公司", UNREADABLE),
        ("软件开发工程师-某某通信技术有限公司", "2-02-10-03"),
        ("（佳）（能）（诚）（聘）", UNREADABLE),
        ("幼儿园 保洁", "4-09-08-01"),
        ("加油站 收银员", "4-01-02-04"),
    ],
)
def test_neither_the_call_nor_the_employer_nor_the_place_is_the_job(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("前台兼物流助理", "4-03-01-01"),
        ("保洁员和绿化工", "4-09-08-01"),
        ("操作工、焊工、质检员", "6-18-02-04"),
        ("销售代表/医药代表", "4-01-02-01"),
        ("市场/销售经理", "2-06-07-02"),
        ("质检、巡检员", "6-31-03-05"),
        ("机电/设备/安装工程师", "2-02-11-01"),
        ("销售代表/区域经理", "4-01-02-01"),
    ],
)
def test_of_several_jobs_the_first_that_says_a_trade_counts(title: str, code: str) -> None:
    assert outcome(title) == code


def test_a_known_name_as_the_whole_title_counts_before_the_weights() -> None:
    read = {title: outcome(title) for title in ("C#", "3D设计", "餐厅领班", "语文老师", "网络安全工程师")}
    assert read == {
        "C#": "2-02-10-03",
        "3D设计": "2-09-06-07",
        "餐厅领班": "4-03-02-05",
        "语文老师": "2-08-02-00",
        "网络安全工程师": "2-02-10-07",
    }


def test_a_name_that_counts_only_at_the_beginning_counts_nowhere_else() -> None:
    assert best_hit("信息员") is not None
    hit = best_hit("房产信息员")
    assert hit is None or hit.alias != "信息员"


@pytest.mark.parametrize(
    ("title", "code"),
    [("经编机值车工", "6-04-04-02"), ("玻璃钢化炉操作", "6-15-03-03"), ("污水泵站值班员", "6-28-03-04")],
)
def test_what_is_part_of_another_word_is_no_name(title: str, code: str) -> None:
    assert outcome(title) == code


def test_where_no_name_is_the_wording_speaks_with_less_certainty() -> None:
    assert outcome("船体放样") == "6-23-02-01"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("发泡", "6-14-02-00"),
        ("发泡普工", "6-14-02-00"),
        ("玩具厂实习生", "6-09-05-00"),
        ("熟手磨光", "6-18-03-03"),
        ("发泡设备销售", "4-01-02-01"),
        ("钢化炉销售经理", "2-06-07-02"),
        ("绿油设计", UNREADABLE),
    ],
)
def test_a_name_that_counts_only_alone_is_a_trade_at_the_end_and_a_thing_before_it(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("自行车厂普工", "6-23-04-02"),
        ("锁具厂学徒", "6-19-01-03"),
        ("锅炉厂工人", "6-20-02-01"),
        ("电风扇普工", "6-24-05-04"),
        ("真空泵制造", "6-20-05-01"),
        ("糖果操作员", "6-02-02-01"),
        # 厂 alone is a place, and a hand of no named thing makes none.
        ("灯具厂业务员", "4-01-02-01"),
        ("玩具厂厂长", "1-06-01-02"),
        ("食品厂普工", UNREADABLE),
        # Nor is made what is only in the name of the ware.
        ("手机壳厂普工", UNREADABLE),
        ("灯笼厂工人", UNREADABLE),
    ],
)
def test_who_works_with_his_hands_in_a_factory_makes_what_it_makes(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    "title", ["发泡主管", "发泡带班", "发泡技师", "发泡线长", "发泡熟练工", "发泡老师傅", "发泡操作人员"]
)
def test_who_leads_a_trade_or_is_good_at_it_is_of_it(title: str) -> None:
    assert outcome(title) == outcome("发泡普工") != UNREADABLE


@pytest.mark.parametrize(
    "title", ["电工" + "人员" * 40 + "乙", "电工" + "学徒工" * 40 + "乙", "操作" + "值班员" * 40 + "乙"]
)
def test_words_of_capacity_said_again_and_again_cost_what_they_are_long(title: str) -> None:
    outcome("电工")
    start = time.perf_counter()
    outcome(title)
    assert time.perf_counter() - start < 5


def test_a_name_too_general_is_read_with_what_stands_beside_it() -> None:
    assert outcome("司机") == UNREADABLE
    assert outcome("司机（货运）") == "4-02-02-02"
    assert outcome("货运", "司机") == "4-02-02-02"
    assert outcome("储备干部（门店销售）") == "4-01-02-03"
    assert outcome("经理（互联网）") == UNREADABLE


@pytest.mark.parametrize(
    ("title", "duties", "code"),
    [
        ("司机", "驾驶厢货为门店送货", "4-02-02-02"),
        ("急聘驾驶员（五险一金）", "接送领导，持C1驾照", "4-02-02-01"),
        ("司机", "接送领导，有时送货", UNREADABLE),
        ("司机", "按时上下班", UNREADABLE),
        ("钳工", "设备维修和保养", "6-31-01-02"),
        ("普工", "设备维修和保养", UNREADABLE),
        ("电工", "驾驶厢货为门店送货", "6-31-01-03"),
    ],
)
def test_duties_settle_a_name_of_many_where_they_speak_for_one(title: str, duties: str, code: str) -> None:
    assert outcome(title, duties=duties) == code


@pytest.mark.parametrize("title", ["设计师", "设计总监", "技术负责人", "研发经理", "教研员", "研发人员/实习生"])
def test_who_may_be_any_of_a_whole_field_has_no_occupation_told(title: str) -> None:
    assert outcome(title) == UNREADABLE
    assert outcome("电工", occupation_text=title) == "6-31-01-03"


def test_who_may_be_any_of_a_whole_field_is_read_by_what_stands_beside_him() -> None:
    assert outcome("设计师（室内）") == outcome("室内设计总监") == "4-08-08-07"
    assert outcome("技术总监/软件工程师") == "2-02-10-03"
    assert outcome("", "4-08-08-00") == "4-08-08-00"
    assert outcome("护士") == "2-05-08-00"


@given(st.text(max_size=60) | st.lists(PIECES, max_size=10).map("".join), st.text(max_size=30))
def test_any_title_is_an_occupation_or_unreadable(title: str, text: str) -> None:
    found = outcome(title, text)
    assert found is None or found == UNREADABLE or found in entries()


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_titles_read_the_same(title: str) -> None:
    assert outcome(full_width(title)) == outcome(title)


def test_five_thousand_titles_take_less_than_a_second() -> None:
    outcome("焊工")
    titles = [row["title"] for row in rows("occupation")]
    start = time.process_time()
    for title in titles * 5:
        outcome(title)
    assert (time.process_time() - start) / (5 * len(titles)) < 2 / 5_000
