"""What stands beside a name in an advert's title: it may make another occupation of it."""

import pytest

from support_occupations import outcome
from support_tables import UNREADABLE


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("冲压 模具设计师", "2-02-07-06"),
        ("焊接 采购员", "4-01-01-00"),
        ("焊接 普工", "6-18-02-04"),
        ("焊接/采购员", "6-18-02-04"),
    ],
)
def test_a_process_before_a_blank_is_what_an_office_is_about(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("数码产品维修员", "4-12-03-02"),
        ("铁塔维护员", "4-04-02-01"),
        ("智能产品设计", "2-02-34-01"),
    ],
)
def test_what_is_repaired_is_not_what_its_repairer_designs(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"), [("法语文案/法语客服", "2-10-02-01"), ("卤味店收银员、卤味店理货员", "4-01-02-04")]
)
def test_of_several_trades_the_first_counts(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize("title", ["净水器销售24届", "净水器销售26年储备干部", "净水器销售2026届"])
def test_the_year_of_a_class_behind_a_word_is_no_part_of_the_job(title: str) -> None:
    assert outcome(title) == outcome("净水器销售") == "4-01-02-01"


def test_who_sells_and_serves_has_the_occupation_of_what_he_sells() -> None:
    assert outcome("车险销售客服专员") == "4-05-03-01"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("机械设计工程师", "2-02-07-01"),
        ("机器人研发工程师", "2-02-38-10"),
        ("C语言程序设计", "4-04-05-01"),
        ("丝印机长", "6-08-01-02"),
        ("锂电生产熟手", "6-24-04-00"),
        ("品管部经理", "2-02-29-03"),
        ("鲸豚用品业务员", "4-01-02-01"),
    ],
)
def test_a_name_counts_amid_other_words(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("老年病区医师", "2-05-01-01"),
        ("核医学中心（医师岗）", "2-05-01-16"),
        ("麻醉门诊执业医师", "2-05-01-13"),
        ("门诊医师", "2-05-01-00"),
    ],
)
def test_a_physician_is_of_the_department_that_the_title_says(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"), [("自动化设计员", "2-02-07-07"), ("机械设计部主管", "2-02-07-01"), ("设计部主管", UNREADABLE)]
)
def test_a_designer_is_of_the_field_that_the_title_says(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize("title", ["保洁员 急聘 双休", "保洁员（急招）五险一金", "急聘 保洁员 双休"])
def test_a_call_before_nothing_but_benefits_takes_no_job_away(title: str) -> None:
    assert outcome(title) == "4-09-08-01"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("管理培训生5500起薪+生日会", UNREADABLE),
        ("行政专员招聘方向", "4-07-03-08"),
        ("客流分析员", UNREADABLE),
        ("油品分析员", "6-31-03-01"),
    ],
)
def test_what_is_said_of_pay_training_and_hiring_makes_no_other_job(title: str, code: str) -> None:
    assert outcome(title) == code
