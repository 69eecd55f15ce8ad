"""Titles of the same work."""

import time
from collections import defaultdict
from importlib.resources import files

import pytest

from rencai.intake.same_work import core_of
from rencai.intake.titles import read_title


def lines() -> list[list[str]]:
    text = files("rencai.intake").joinpath("data/same_work.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def test_no_title_stands_in_two_lines() -> None:
    found = defaultdict(set)
    for line in lines():
        for title in line:
            found[core_of(title)].add(line[0])
    assert [firsts for firsts in found.values() if len(firsts) > 1] == []


@pytest.mark.parametrize("line", lines(), ids=lambda line: line[0])
def test_titles_of_a_line_are_read_as_one(line: list[str]) -> None:
    assert len({(read_title(title).core, read_title(title).head) for title in line}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CNC车床操作工", "数控车工"),
        ("叉车驾驶员", "叉车工"),
        ("值班电工（高压）", "高压运行电工"),
        ("美发师/发型师", "美发师"),
        ("电梯维护保养工", "电梯维保技师"),
        ("400客服专员", "热线客服"),
        ("库房理货员", "仓库理货员"),
        ("网安工程师", "网络安全工程师"),
        ("行政专员/助理", "行政专员"),
        ("高级西厨", "高级西餐厨师"),
        ("资深库管", "资深仓库管理员"),
        ("石材加工技师", "石材加工工"),
        ("招商银行客服", "招行客服"),
        ("建行大堂引导员", "建设银行大堂引导员"),
        ("急招昌平电工", "电工"),
        ("php程序员", "php"),
        ("钢结构安装工人", "钢结构安装工"),
        ("c#开发助理", "助理级C#开发"),
        ("就业顾问老师", "就业顾问"),
        ("数控机床磨工", "数控磨工"),
        ("木器打磨普工", "木器打磨工"),
        ("立式镗床操作工", "立式镗工"),
        ("中式点心师", "面点师"),
        ("茶馆店店员", "茶馆店员"),
        ("旋挖钻机手", "旋挖钻机操作手"),
        ("视频运营官", "视频运营专员"),
    ],
)
def test_one_work_written_in_two_ways(one: str, other: str) -> None:
    assert read_title(one).core == read_title(other).core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("电工", "高压电工"),
        ("护理员", "养老护理员"),
        ("会计", "成本会计"),
        ("保安员", "保安队长"),
        ("汽车钣金工", "汽车喷漆工"),
        ("养老护理员", "护士"),
        ("美发师", "美发助理"),
        ("Java开发工程师", "Java架构师"),
        ("客服专员", "客服主管"),
        ("招聘助理", "助理"),
        ("网络工程师", "网络安全工程师"),
        ("门卫", "保安员"),
        ("巡逻保安", "门岗保安"),
        ("店员", "收银员"),
        ("护工", "养老护理员"),
        ("水电工", "水暖工"),
        ("会计", "总账会计"),
        ("空调维修工", "中央空调运行工"),
        ("停车收费员", "停车引导员"),
        ("面包师", "西点师"),
        ("维修电工", "维修电工技师"),
        ("农商银行柜员", "农业银行柜员"),
        ("客户高级经理", "客户经理"),
        ("大数据订单分析师", "订单分析师"),
        ("生活多媒体编辑", "媒体编辑"),
        ("安检员", "安检值机员"),
        ("木工", "装修木工"),
        ("体检中心主任", "中心主任"),
        ("洗车工", "汽车美容技师"),
        ("运维工程师", "网络运维工程师"),
    ],
)
def test_two_posts(one: str, other: str) -> None:
    assert read_title(one).core != read_title(other).core


@pytest.mark.parametrize(
    ("one", "other"), [("监控中心客服", "监控客服"), ("门店烘焙师", "烘焙师"), ("财务部主办会计", "主办会计")]
)
def test_a_trade_is_the_work_wherever_it_is_done(one: str, other: str) -> None:
    assert read_title(one).core != read_title(other).core
    assert read_title(one).trade == read_title(other).trade


def test_a_title_says_its_numbers_in_three_ways() -> None:
    assert read_title("护士（岗位编号：07）").codes == {"07"}
    assert read_title("Q70213岗 护士").codes == {"q70213"}
    assert read_title("护士（7）").posts == read_title("护士七").posts == {"7"}
    assert read_title("护士（三标段）").posts == read_title("护士 第三车间").posts == {"3"}
    assert read_title("护士（二十三标段）").posts == {"二十三"}
    assert read_title("护士（3号院）").posts == {"3"}
    assert read_title("护士（某某路13号院）").posts == read_title("护士（213号院）").posts == frozenset()
    assert read_title("9.6米货车司机 A2").posts == {"vehicle 9.6米", "licence a2"}
    assert read_title("客服（无深夜班，不值夜班，税后6K+年终奖）").shifts == frozenset()
    assert read_title("客服（两班倒，夜班津贴）").shifts == {"turns"}
    assert read_title("木工（能带学徒）").forms == frozenset()
    assert read_title("木工（学徒）").forms == {"apprentice"}


@pytest.mark.parametrize(
    "decorated",
    [
        "客服（税后6K+年终奖）",
        "周末双休聘客服专员+底薪4.5K起+带薪年假",
        "聘客服专员 季度旅游+早餐+下午茶+朝九晚六",
        "客服专员+固定双休 +交金+月均5K+",
        "高薪急招 客服专员(纯文职岗）",
        "客服专员-大兴旧宫",
        "00031-客服专员",
        "紧急招聘客服专员（最后3名，现场面试）",
        "招聘启事：客服专员招5人",
        "客服专员（全职/坐班/离家近）",
        "客服专员（转正后6K，法定节假日休）",
        "客服专员（大专以上，两年以上相关经验）",
        "客服专员（德资企业，公寓式住宿，四人间）",
        "客服专员（非外包，老师傅带，股票期权）",
        "甲方直招客服专员（工作地点：昌平）",
        "大兴旧宫客服专员（base北京）",
        "纯白班/客服专员（早十晚七）",
        "客服专员（急速面试）",
        "聘请客服专员",
        "客服专员（春节不打烊）",
        "过年不停工 客服专员",
        "客服专员（底薪四千+晋升机制）",
        "客服专员 定期团建 单量足",
        "..客服专员/专员",
        "客服专员（10月急聘）",
        "客服专员 2027年3月5日入职",
        "客服专员（年后上班）",
        "【四星酒店】客服专员",
        "公开招聘专职客服专员6人",
        "客服专员-旧宫-双班-包食宿",
        "客服专员（须中级职称）",
        "客服专员 欢迎来电咨询",
        "律师事务所聘客服专员",
        "客服专员（一周四天，无任何推销任务）",
        "上市企业 客服专员（非销售性质）",
        "客服专员老师",
        "客服专员（2027.3更新）",
        "客服专员 2027-03-05 刷新",
        "客服专员入职缴五险一金",
        "客服专员/无责8k/均薪1.1w",
        "客服专员（两年以上，夜班补贴）",
        "客服专员【恒温无尘车间】",
        "家里人都放心的客服专员",
        "客服专员+氛围嘎嘎好+不用早起",
        "客服专员 每天按时回家，上21休9",
        "客服专员有人带，线上面",
    ],
)
def test_what_only_pleases_names_no_work(decorated: str) -> None:
    assert read_title(decorated).words == ("客服",)


def test_talk_is_known_by_what_it_is_put_together_from() -> None:
    for talk in ("餐餐有肉", "活儿不累", "不扣一分钱", "月底准发工资", "宿舍新空调", "老板人随和", "手把手教到会"):
        assert read_title(f"客服专员（{talk}）").words == read_title(f"{talk}客服专员").words == ("客服",), talk
    for telling in ("二组", "中级", "梅州", "女", "本科", "华东", "线上", "英语", "医疗方向", "儿童"):
        assert read_title(f"客服专员（{telling}）") != read_title("客服专员"), telling
    assert read_title("双休").words


def test_the_employer_before_a_trade_is_no_part_of_it() -> None:
    assert read_title("禾木维修电工", "禾木机电设备").words == read_title("维修电工").words
    assert read_title("电梯维修工", "电梯工程").words == read_title("电梯维修工").words
    assert read_title("国际销售经理", "国际贸易").words == read_title("国际销售经理").words
    assert read_title("英语辅导老师", "英语之星").words == read_title("英语辅导老师").words


def test_a_maker_called_after_stars_is_no_grade_of_a_hotel() -> None:
    assert "三星" in read_title("三星手机促销员").name


def test_a_department_tells_what_is_managed() -> None:
    assert read_title("战略投资部总经理").trade != read_title("总经理").trade


def test_a_place_is_one_however_it_is_led_up_to() -> None:
    for title in ("昌平店电工", "电工（工作地点：昌平）", "电工 上班地址：昌平", "昌平电工", "电工（昌平附近）"):
        assert read_title(title).places == {"昌平"}, title


@pytest.mark.parametrize("title", ["应聘顾问", "特聘教授", "旅游顾问", "招聘助理", "观影顾问", "计件工", "站班员"])
def test_what_may_please_names_work_as_well(title: str) -> None:
    assert read_title(title).words == (title,)


@pytest.mark.parametrize("unit", ["无尘", "月薪", "9", "五险一金", "高", "急", "招", "-", "（", "a", "/", "1年"])
def test_a_title_of_one_thing_again_and_again_is_read_at_once(unit: str) -> None:
    start = time.perf_counter()
    read_title(unit * 1000)
    assert time.perf_counter() - start < 2
