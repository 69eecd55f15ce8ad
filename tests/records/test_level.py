"""The skill level an advert asks or a course leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.level import read_course_level, read_skill_level
from rencai.records.values import SkillLevel, Unreadable
from support_tables import full_width, rows

PIECES = st.sampled_from(
    [
        "高级",
        "中级",
        "初级",
        "技师",
        "工",
        "技工",
        "工程师",
        "三级",
        "二级",
        "职业资格",
        "及以上",
        "优先",
        "/",
        "(",
        ")",
        "证",
        "电工",
        "学徒",
        "、",
    ]
)


def outcome(text: str, requirements: str = "", title: str = "") -> str:
    try:
        return read_skill_level(text, requirements, title) or ""
    except Unreadable as unreadable:
        return unreadable.reason


def course(text: str, title: str = "") -> str:
    try:
        return read_course_level(text, title) or ""
    except Unreadable as unreadable:
        return unreadable.reason


@pytest.mark.parametrize("row", rows("level"), ids=lambda row: row["text"])
def test_reads_every_level_of_the_table(row: dict[str, str]) -> None:
    assert outcome(row["text"]) == row["level"]


@pytest.mark.parametrize(
    ("requirements", "level"),
    [
        ("持有电工高级工及以上证书，英语四级", "高级工"),
        ("有高级工证书", "高级工"),
        ("学徒→技工→中级技工→班组长的晋级办法", ""),
        ("具有三级（高级工）及以上职业技能等级证书", "高级工"),
        ("取得技师资格", "技师"),
        ("高级工、技师、高级技师均可", "高级工"),
        ("与技师配合完成检修", ""),
        ("英语四级", ""),
        ("熟练技师优先", ""),
        ("有技师证者优先", ""),
        ("大专以上学历，中级职称", ""),
        ("持有消防设施操作员（四级）证书", "中级工"),
        ("具备保育员初级及以上证书", "初级工"),
        ("职业技能等级达到三级以上", "高级工"),
        ("评上高级工每月补贴300元", ""),
        ("公司有首席技师工作室", ""),
        ("提高技术工人待遇", ""),
        ("二级建造师", ""),
        ("三级甲等医院工作经验", ""),
        ("具备四级及以上焊工职业资格", "中级工"),
        ("须有保育师（五级）及以上或育婴员证书", "初级工"),
        ("持有消防设施操作员证（中级监控）", "中级工"),
        ("持初级以上消防设施操作员证", "初级工"),
        ("茶艺师三级以上证书，普通话标准", "高级工"),
        ("取得国家三级健康管理师证书", "高级工"),
        ("持养老护理员证（初级以上）", "初级工"),
        ("职业资格等级：中级", "中级工"),
        ("技工院校高级工班毕业生", ""),
        ("入职后可考取中级电工证", ""),
        ("具有高级技师职业资格者，学历可放宽至中专", ""),
        ("高级工及以上，45岁以下；技师年龄可放宽", "高级工"),
        ("持二级建造师执业资格证书", ""),
        ("具有会计师中级职称", ""),
        ("有中级导游证", ""),
        ("须取得船舶驾驶技术等级中级以上证书", "中级工"),
        ("持有国家初级以上厨师资格证", "初级工"),
        ("有美发师资格证（中级及以上）", "中级工"),
        ("有公共营养师证（四级）", "中级工"),
        ("信息安全管理员四级及以上", "中级工"),
        ("10年以上技师工作经验", ""),
        ("公务员四级以上职级", ""),
        ("运动员二级以上", ""),
        ("水处理工四级以上", "中级工"),
        ("企业员工三级以上", ""),
        ("持四级消防证上岗", "中级工"),
        ("中控证五级", "初级工"),
        ("有高级母婴护理师证", "高级工"),
        ("设有高级技师工作站", ""),
        ("一级员工、技师、关键岗位工资：4500元/月以上", ""),
        ("技师/高级技师职业资格证书持有者", "技师"),
        ("技能等级不低于三级", "高级工"),
        ("维修电工三级，会看图纸", "高级工"),
        ("技能人才（高级技师、技师）", "技师"),
        ("国家注册二级心理咨询师，国家注册婚姻家庭咨询师", "技师"),
        ("高级养老护理职业技能等级证书", "高级工"),
        ("持有仪表高级工及中级消防设施操作员证", "中级工"),
        ("职业技能岗位【初级、中级、高级、技师、高级技师】", "初级工"),
        ("具有初级以上技术等级证，有经验", "初级工"),
        ("有四级铣工技能，会看图纸", "中级工"),
        ("中级以上水电工证书", ""),
        ("具有维修电工高级以上等级证书", "高级工"),
        ("具有高级技师职业资格，且年龄在45周岁以下", "高级技师"),
        ("一级施工资质企业工作经验", ""),
        ("有输血技师资格证", ""),
        ("发展路线：普工-初级工-中级工-高级工-技师", ""),
        ("初级工-高级工均可", "初级工"),
        ("持证者5人，其中高级工2人", "高级工"),
        ("公司拥有多名高级技工，质量可靠", ""),
        ("现有职工30余人，其中高级技工6人", ""),
        ("本单位有高级技师5名，设备齐全", ""),
        ("公司协助报考中级工，免费住宿", ""),
        ("有高级工培训机会", ""),
        ("具有药师初级以上专业技术职称", ""),
        ("须有证书，其中高级茶艺师证1人", "高级工"),
    ],
)
def test_requirements_are_read_where_the_field_is_empty(requirements: str, level: str) -> None:
    assert outcome("", requirements) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("电芯工程师/高工", ""),
        ("高工价招装配工", ""),
        ("汽修中工", ""),
        ("数控车高级技工", "高级工"),
        ("高级技师（钳工）", "高级技师"),
        ("钳工技师", "技师"),
        ("电工（三级）", "高级工"),
        ("车工（中级工）", "中级工"),
        ("铣工（中级）", "中级工"),
        ("测试工程师（中级）", ""),
        ("首席技师", "首席技师"),
        ("焊工学徒", "学徒工"),
        ("汽车维修技师", ""),
        ("冲压加工技师", ""),
        ("4S店高级技师", ""),
        ("美发技师", ""),
        ("影像技师", ""),
        ("高级工程师", ""),
        ("带徒师傅", ""),
    ],
)
def test_a_title_names_a_level_only_in_so_many_words(title: str, level: str) -> None:
    assert outcome("", "", title) == level


def test_the_field_counts_before_requirements_and_title() -> None:
    assert outcome("中级工", "高级工及以上", "高级技师（钳工）") == "中级工"


@pytest.mark.parametrize(
    ("text", "title", "level"),
    [
        ("", "育婴员（中级）培训班", "中级工"),
        ("", "中高级调酒师培训", "中级工"),
        ("", "初级、中级、高级技工培训", "初级工"),
        ("", "高级二手车鉴定评估师考证班", "高级工"),
        ("", "婚姻家庭咨询师二三级", "高级工"),
        ("", "公共营养师一级二级三级", "高级工"),
        ("", "电工高级技师资格证培训", "高级技师"),
        ("", "科技师范大学成人教育", ""),
        ("", "茶艺师初级班", "初级工"),
        ("", "电工四级/中级工考证班", "中级工"),
        ("", "养老护理员三级", "高级工"),
        ("", "技师研修班", "技师"),
        ("", "消防设施操作员（四级/中级技能）", "中级工"),
        ("高级", "", "高级工"),
        ("初级班", "", "初级工"),
        ("不限", "保育师高级工培训", "高级工"),
        ("", "健康照护师（长期照护）五级", "初级工"),
        ("", "无人机装调检修工（初、中级）", "初级工"),
        ("", "高级育婴员", "高级工"),
        ("", "高级英语", ""),
        ("", "中级财务会计", ""),
        ("", "高级语言程序设计", ""),
        ("", "高级经济师辅导", ""),
        ("", "中级会计师", ""),
        ("", "叉车司机培训", ""),
    ],
)
def test_courses_name_the_level_they_lead_to(text: str, title: str, level: str) -> None:
    assert course(text, title) == level


@given(st.text(max_size=60) | st.lists(PIECES, max_size=10).map("".join), st.text(max_size=60), st.text(max_size=30))
def test_any_text_is_a_level_or_unreadable(text: str, requirements: str, title: str) -> None:
    for found in (outcome(text, requirements, title), course(text, title)):
        assert not found or found in list(SkillLevel) or found.isascii()


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(full_width(text)) == outcome(text)


@given(
    st.sampled_from(["电工", "焊工", "茶艺师", "养老护理员", "育婴员", "汽车维修工", "中式烹调师", "锅炉操作工"]),
    st.sampled_from(list(zip("五四三二一", ("初级工", "中级工", "高级工", "技师", "高级技师"), strict=True))),
    st.sampled_from(["", "以上", "及以上"]),
)
def test_a_grade_says_the_same_before_and_after_its_trade(trade: str, grade: tuple[str, str], floor: str) -> None:
    mark, level = grade
    assert outcome("", f"1、年龄不限；2、持有{trade}{mark}级{floor}证书") == level
    assert outcome("", f"1、年龄不限；2、具备{mark}级{floor}{trade}职业资格证书") == level
