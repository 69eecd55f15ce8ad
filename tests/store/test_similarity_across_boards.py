"""What one board writes of a vacancy and the next leaves out or writes otherwise."""

import pytest

from support_pairs import together

ADVERT = {
    "title": "电工",
    "employer": "北京禾木服务有限公司",
    "location_text": "朝阳区",
    "salary_text": "7000-9000元/月",
    "description": "按流程完成交办的工作并做好记录，发现问题及时上报；听从安排，遵守纪律，沟通顺畅，能适应轮班。",
}


def are_one(one: dict[str, str], other: dict[str, str]) -> bool:
    return together({"one": {**ADVERT, **one}, "other": {**ADVERT, **other}})


def at_one_place(one: str, other: str) -> bool:
    return are_one({"location_text": one}, {"location_text": other})


def titled_alike(one: str, other: str, **others: str) -> bool:
    return are_one({"title": one, **others}, {"title": other, **others})


def test_a_building_may_lie_in_the_part_of_the_town_that_another_board_names() -> None:
    assert at_one_place("海淀区上地", "海淀区方舟大厦3层")
    assert at_one_place("朝阳区霄云路", "朝阳区国樽赢地中心2号楼A703")
    assert not at_one_place("海淀区上地", "海淀区五道口")
    assert not at_one_place("朝阳区国贸", "朝阳区望京SOHO")
    assert not at_one_place("海淀区方舟大厦3层", "海淀区海龙大厦3层")
    assert not at_one_place("海淀区上地", "朝阳区方舟大厦3层")


PLACED = [
    "电工【望京 六险一金】",
    "电工（望京，就近安排）",
    "六险一金-电工-望京CBD",
    "电工 近14号线 望京",
    "电工（望京附近、双休）",
]


@pytest.mark.parametrize("title", PLACED)
def test_a_part_of_the_town_among_other_remarks_is_no_work(title: str) -> None:
    assert titled_alike("电工", title)
    assert titled_alike("电工", title, location_text="朝阳区望京")
    assert not are_one({"location_text": "朝阳区国贸"}, {"title": title, "location_text": "朝阳区望京"})
    assert not are_one({"location_text": "海淀区"}, {"title": title, "location_text": ""})


def test_a_shop_that_one_title_names_is_not_anywhere_in_its_district() -> None:
    assert not titled_alike("营业员", "营业员（望京店）")
    assert titled_alike("营业员", "营业员（望京店）", location_text="朝阳区望京")


def test_who_is_on_the_staff_is_another_than_who_is_not_where_both_adverts_tell() -> None:
    assert not titled_alike("全科医师（编内）", "全科医师（编外）")
    assert not titled_alike("全科医师（事业编）", "全科医师（合同制）")
    assert titled_alike("全科医师", "全科医师（事业编制）")
    assert not titled_alike("预算员", "标书编制员")


def test_a_residence_that_is_offered_is_asked_of_nobody() -> None:
    assert titled_alike("物理教师", "物理教师（解决北京户口）")
    assert titled_alike("物理教师", "物理教师（提供住房、北京户口指标）")
    assert not titled_alike("物理教师", "物理教师（北京户口）")


REWORDED = "交办的工作按流程干完，做好记录，有问题及时报给班长；守纪律、好说话，能适应倒班，干满一年的先要。"


def test_a_title_that_says_more_goes_with_a_text_told_anew_where_employer_place_and_pay_are_one() -> None:
    assert are_one({"title": "维修工"}, {"title": "校园维修工", "description": REWORDED})
    assert are_one({"title": "机械设计师"}, {"title": "机械设计师（常出图纸）", "description": REWORDED})
    assert not are_one({"title": "机械设计师"}, {"title": "机械工艺师", "description": REWORDED})


@pytest.mark.parametrize(
    "title",
    [
        "电工-可接触上市项目",
        "电工（医保定点、五险）",
        "电工（工资九千到一万二）",
        "电工（七千至九千）",
        "【课题组直聘】电工",
        "集团总部电工",
        "电工-4S店",
    ],
)
def test_pay_in_words_calls_and_workplaces_are_no_other_work(title: str) -> None:
    assert titled_alike("电工", title)


def test_projects_called_after_districts_are_two() -> None:
    assert not titled_alike("电工（顺义项目）", "电工（豆各庄项目）")
    assert not titled_alike("电工（顺义项目）", "电工（通州项目）")


def test_a_field_is_none_of_the_offers_that_it_begins_as() -> None:
    assert not titled_alike("财务经理（税务方向）", "财务经理（上市方向）")


@pytest.mark.parametrize(
    ("one", "other"),
    [("380-450元/天", "11400-13500元/月"), ("20-30K·14薪", "28-42万/年"), ("25元/小时", "200元/天")],
)
def test_pay_is_the_same_in_another_unit(one: str, other: str) -> None:
    assert paid_alike(one, other)
    assert not paid_alike(one, "3000-3600元/月")


def paid_alike(one: str, other: str) -> bool:
    written = "干活利索、听从指挥，干一天结一天的账也行，年纪不要太大，会看图的先要，住处自己想办法，工具由我们来出。"
    return are_one({"salary_text": one}, {"salary_text": other, "description": written})


def test_what_an_occupation_is_called_in_short_says_nothing_beside_its_name() -> None:
    assert titled_alike("临床监查员", "CRA临床监查员")
    assert titled_alike("数据库管理员", "数据库管理员（DBA）")
    assert not titled_alike("产品研发", "产品研发QA")
    assert not titled_alike("QA工程师", "QC工程师")


def test_what_is_no_work_among_several_offers_is_one_more() -> None:
    assert titled_alike("科研助理", "科研助理（双休，十三薪，公租房）")
    assert titled_alike("客服", "客服 底薪4500+绩效+提成")
    assert titled_alike("商务专员", "商务专员+七险二金+绩效+周末休")
    assert not titled_alike("客服（双休，十三薪，理赔）", "客服（双休，十三薪，投诉）")
    assert not titled_alike("电工（双休，十三薪）", "高压电工（双休，十三薪）")
    assert not titled_alike("会计（双休，十三薪，成本）", "会计（双休，十三薪，税务）")


def test_a_version_of_a_tool_is_no_rank() -> None:
    assert titled_alike("前端开发工程师", "前端开发工程师（Vue3）")
    assert not titled_alike("测试工程师", "测试工程师P6")


def test_a_title_may_be_short_for_what_the_employer_is_called() -> None:
    forwarder = "北京捷航国际货运代理有限公司"
    assert titled_alike("报关员", "国际货代报关员", employer=forwarder)
    assert not titled_alike("报关员", "国际货代报关员")
    assert not titled_alike("报关员", "海运报关员", employer=forwarder)


def test_schools_by_their_numbers() -> None:
    assert employed_alike("北京市第一百六十八中学", "北京一六八中")
    assert employed_alike("北京市第一百零七中学", "一〇七中学")
    assert not employed_alike("北京市第八中学", "北京市第十八中学")
    assert not employed_alike("北京八中", "北京市第十八中学")
    assert employed_alike("北京理工大学附属中学", "理工大附中")


def employed_alike(one: str, other: str) -> bool:
    return are_one({"employer": one}, {"employer": other})
