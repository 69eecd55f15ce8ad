"""The same name in another place, or of other work, is another occupation."""

import pytest

from support_occupations import outcome
from support_tables import UNREADABLE


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("青禾咖啡 店员（早班）", "4-03-02-08"),
        ("茶饮全职店员", "4-03-02-10"),
        ("炸鸡店 兼职店员", "4-03-02-05"),
        ("文具店店员", "4-01-02-03"),
        ("b照司机送货", "4-02-02-02"),
        ("婚庆主持人", "4-13-01-02"),
        ("殡仪司仪", "4-10-06-01"),
        ("游戏主播", "4-13-01-05"),
        ("带货主播", "4-01-06-02"),
        ("房地产活动策划", "4-06-02-02"),
        ("投资咨询师", "2-06-11-03"),
        ("牙齿矫正咨询师", "4-14-02-02"),
        ("升学咨询师", "4-13-04-00"),
        ("财富管理顾问", "2-06-11-04"),
        ("工程部经理（物业）", "2-02-07-04"),
        ("物业水电工", "6-31-01-10"),
        ("水电工", "6-31-01-03"),
        ("幕墙打胶工", "6-29-04-02"),
        ("果汁灌装工", "6-02-06-09"),
        ("券商客户经理", "4-05-02-01"),
        ("包裹分拣员", "4-02-07-09"),
        ("生鲜分拣员", "4-02-06-02"),
        ("明悦口腔招聘护士", "2-05-08-07"),
        ("平安驾校招教练", "4-02-02-07"),
        ("小星星幼儿园 生活老师", "4-10-01-03"),
        ("宠物美容学徒", "4-10-07-03"),
        ("线上英语班主任", "4-13-04-01"),
        ("货运跟车员", "4-02-05-01"),
        ("经纪人（证券营业部）", "4-05-02-01"),
        ("餐饮公司招聘店员", "4-03-02-05"),
        ("手游剧情策划", "2-09-06-07"),
        ("隧道检测员", "4-08-05-08"),
        ("天然气安检员", "4-11-02-00"),
        ("线路板钻孔工", "6-25-01-13"),
        ("蒙氏教师", "2-08-03-00"),
        ("带货直播运营总监", "4-01-06-02"),
        ("租房公寓管家", "4-06-01-01"),
        ("展会搭建设计", "4-08-08-21"),
    ],
)
def test_a_place_or_a_ware_makes_another_occupation_of_a_name(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("焊装工艺员", "2-02-07-09"),
        ("聚氨酯工艺师", "2-02-06-01"),
        ("家具工艺员", "2-02-20-07"),
        ("工艺员", "2-02-30-01"),
        ("食品产品开发工程师", "2-02-24-00"),
        ("产品开发工程师", "2-02-34-01"),
        ("大模型应用开发工程师", "2-02-38-01"),
        ("应用开发工程师", "2-02-10-03"),
        ("电机制造工程师", "2-02-11-01"),
        ("锂电工艺工程师", "2-02-11-01"),
        ("生产制造工程师", "2-02-30-01"),
        ("镀膜工程师", "2-02-07-08"),
    ],
)
def test_who_sets_up_or_develops_something_is_read_by_its_field(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [("职业院校电工教师", "2-08-02-02"), ("职业技术学院会计教师", "2-08-01-02"), ("机器人教师", "2-08-99-00")],
)
def test_who_teaches_a_trade_teaches_at_the_school_that_is_named(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("线切割师傅", "6-18-01-08"),
        ("激光切割师傅", "6-18-02-05"),
        ("行政助理/前台", "3-01-01-01"),
        ("跟车工", "4-02-05-01"),
    ],
)
def test_no_name_is_made_of_halves_of_others(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("清泉足道招聘技师", "4-10-04-02"),
        ("温泉洗浴 领班", "4-10-03-04"),
        ("主管（仓储）", "4-02-06-01"),
        ("总监（销售）", "2-06-07-02"),
        ("司机（接送老板）", "4-02-02-01"),
        ("通达汽修招学徒", "4-12-01-01"),
        ("技师（包吃住）", UNREADABLE),
        ("机械厂招聘学徒", UNREADABLE),
    ],
)
def test_who_is_only_called_by_rank_does_the_one_trade_of_the_place(title: str, code: str) -> None:
    assert outcome(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("电芯性能测试", "2-02-11-01"),
        ("激光器研发", "2-02-09-04"),
        ("VR内容开发", "2-02-38-07"),
        ("锅炉本体检修", "6-31-01-05"),
        ("自来水厂化验员", "6-31-03-01"),
        ("自来水厂操作工", "6-28-03-01"),
        ("化妆品专柜柜长", "4-01-02-03"),
        ("通信施工技术员", "2-02-10-01"),
        ("意外险销售", "4-05-03-01"),
        ("租车业务员", "4-07-01-01"),
        ("业务系统工程师", "2-02-10-05"),
        ("快递主管", "4-02-07-11"),
        ("沙发/茶几设计", "4-08-08-12"),
        ("接口测试", "4-04-05-02"),
        ("挖掘机、装载机维修", "6-31-01-09"),
        ("法语销售", "2-06-07-01"),
        ("高中心理老师", "2-08-02-01"),
    ],
)
def test_what_is_tested_repaired_sold_or_taught_says_who_does_it(title: str, code: str) -> None:
    assert outcome(title) == code


def test_social_insurance_is_work_where_someone_is_its_specialist() -> None:
    assert outcome("社保专员") == "4-07-03-04"
    assert outcome("行政文员 缴纳社保") == outcome("行政文员")
