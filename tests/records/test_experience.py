"""Months of experience asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.experience import read_experience
from rencai.records.values import Experience, Unreadable
from support_tables import UNREADABLE, full_width, number, rows

PIECES = st.sampled_from(
    [
        "1",
        "3",
        "10",
        "半",
        "三",
        "年",
        "个月",
        "-",
        "至",
        "以上",
        "以下",
        "经验",
        "不限",
        "应届",
        "持证",
        "优先",
        "/",
        ",",
        "工作",
    ]
)


def outcome(text: str, requirements: str = "") -> Experience | str | None:
    try:
        return read_experience(text, requirements)
    except Unreadable:
        return UNREADABLE


@pytest.mark.parametrize("row", rows("experience"), ids=lambda row: row["text"])
def test_reads_every_demand_of_the_table(row: dict[str, str]) -> None:
    found = outcome(row["text"])
    if row["min_months"] == UNREADABLE:
        assert found == UNREADABLE
        return
    assert isinstance(found, Experience)
    assert (found.min_months, found.max_months) == (number(row["min_months"]), number(row["max_months"]))


@pytest.mark.parametrize(
    ("requirements", "months"),
    [
        ("1、高中以上；\n2、三年以上数控车床操作经验；\n3、能看懂图纸", (36, None)),
        ("1.5年以上钳工经验\n2. 会看图纸", (60, None)),
        ("我们只看能力，不看学历和经验", (0, None)),
        ("应届生也可，有一年以上焊接经验尤佳", (0, None)),
        ("有两年以上装配经验最佳", None),
        ("工作一年，表现优异可享受年终分红", None),
        ("无经验试用期2个月4000-6000元", (0, None)),
        ("不限学历，经验不限；试用期1-2个月，工资约4000元", (0, None)),
        ("生手必须要在公司做满一年以上", None),
        ("具有1年以上电气维修经验（经验丰富者可适当放宽要求）", (12, None)),
        ("会认字母即可，无学历经验要求", (0, None)),
        ("工作经验和职级不限", (0, None)),
        ("从事测试工作3年以上（不符合条件者勿投）", (36, None)),
        ("至少2年测试工作经验（有平台测试经验尤佳），沟通好", (24, None)),
        ("有一定的推广经验，无相关经验勿投", None),
        ("应届毕业生或实习生亦可，相关专业优先", (0, None)),
        ("不限制学历，不限制经验", (0, None)),
        ("1年以上嵌入式开发经验（本科优先，重点院校为佳，硕士可稍微放宽）", (12, None)),
        ("具有中级职称，有3-5年会计工作经验、持有会计资格证", (36, 60)),
        ("有电子厂经验者优先（学历可适当放宽，应届毕业生可报名）", (0, None)),
        ("近两年的装配经验以整机为主，平均每家不到两年时间勿投", None),
        ("毕业于重点院校-3年及以上产品经验-熟悉图纸", (36, None)),
        ("五年以上建材，家具，电器企业销售管理实战经验", (60, None)),
        ("②5年以上管理工作经验", (60, None)),
        ("2、3-5年装配工作经验", (36, 60)),
        ("干过两年以上水电安装", (24, None)),
        ("担任过4年以上厂级领导职务", (48, None)),
        ("六年以上驾龄，两年以上冷链运输经验", (24, None)),
        ("在校期间担任班干部一年以上", None),
        ("4年以上测试工程师、测试主管，负责过上线产品", (48, None)),
        ("Minimum of four years of experience in tooling", (48, None)),
        ("Fresh graduates are welcome", (0, None)),
        ("2年以上从业经验，加分", None),
        ("有2-3年相关工作经验", (24, 36)),
        ("无工作经验要求，可培训", (0, None)),
        ("持低压电工证3年以上", None),
        ("3年以上工作经验者优先", None),
        ("公司成立10年以上，从事精密加工", None),
        ("集团现招聘会计，要求3年以上工作经验", (36, None)),
        ("本公司是外企，要求应聘者具有3年以上财务工作经验", (36, None)),
        ("我们专注安防15年，需要2年以上销售经验", (24, None)),
        ("我们是一家能满足客户要求，拥有10年以上行业经验的公司", None),
        ("连续工作满1年者享受5天带薪年假", None),
        ("公司拥有10年行业经验", None),
        ("有风控经验者优先2、3年以上工作经验3、会开车", (36, None)),
        ("具有五年以上钳工经验 有班组管理经验者优先", (60, None)),
        ("相关专业本科毕业、有后台开发3年以上工作经验", (36, None)),
        ("1.5年以上工作经验；", (18, None)),
        ("2. 5年以上钳工经验，3年以上带班经验", (60, None)),
        ("4.5年以上装配经验", (60, None)),
        ("岗位要求：1.5年以上装配经验，会看图纸", (60, None)),
        ("3　2年以上车工经验", (24, None)),
        ("1、1年以上机房、光缆、基站，相关维护经验；2、会开车", (12, None)),
        ("1- 高中以上，有电工证优先 2- 有两年以上配电柜装配经验", (24, None)),
        ("在京工作一年后可申请调回外地，无经验可学", (0, None)),
        ("免费工作餐、连续3个月高温补贴", None),
        ("工龄工资每年加100元，8年封顶", None),
        ("商业医疗保险：工作满一年，公司缴纳", None),
        ("从事相关工作满一年", (12, None)),
        ("有客服经验者优先，优先应届生亦可", (0, None)),
        ("接受大学生实习、退伍军人与应届毕业生", (0, None)),
        ("欢迎转行者和应届生投递", (0, None)),
        ("（有相关工作4年以上经验者学历可适当放宽），有2年以上相关工作经验", (24, None)),
        ("机电及相关专业.4年以上调试经验", (48, None)),
        ("1.本科；2.5年以上法务经验；3.善沟通", (60, None)),
        ("任职要求：1. 5年以上调试经验2. 会看图纸", (60, None)),
        ("岗位信息：1、3年左右及以上装配经验", (36, None)),
        ("3、5年以上焊接经验", (60, None)),
        ("公司有零基础到高级的课程，专职讲师，大专以上", None),
        ("学历经验户籍不限，身体健康", (0, None)),
        ("从业五年来，客户遍及全市", None),
        ("3年前端开发经验", (36, None)),
        ("3年后厨工作经验", (36, None)),
        ("2年来料检验工作经验", (24, None)),
        ("同行业3年工作经验", (36, None)),
        ("深耕行业20年，客户遍及全市", None),
        ("经历了长达八年的等待，新线终于开通", None),
        ("从事装配教学20年，带出一批高级工", None),
        ("近二十年的经验告诉我们，质量第一", None),
        ("有2年以上调试经验或优秀应届生皆可", (0, None)),
        ("机械专业优先，可考虑应届毕业生", (0, None)),
        ("凭数十年的焊接经验总结出一套方法", None),
        ("取得从业资格满五年", None),
        ("可以工作至少三个月", None),
        ("一年以上装配经验，优秀应届毕业生亦可", (0, None)),
        ("应届毕业生和有工作经验者均可报名", (0, None)),
        ("工作周期：2个月", None),
        ("一年以下工作经历请勿投递", None),
        ("本科学历需3年装配经验，硕士为1年，大专为5年", (12, None)),
        ("具有三年以上数控机床装调，会看图纸", (36, None)),
        ("十年以上大型集团设备管理经验", (120, None)),
        ("近三年内从事钳工工作一年以上", (12, None)),
        ("我们拥有7年行业经验", None),
        ("我们的讲师都有5年以上授课经验", None),
        ("设计师的从业经验均在8年以上", None),
        ("机电专业优先2年以上装配经验", (24, None)),
        ("干铣床6年的老李从外地回来应聘，工作还没定", None),
        ("她在这家工厂工作快3年了", None),
        ("班长工作满3年可成为股东", None),
        ("做模具设计6年以上", (72, None)),
        ("工作经验：6年", (72, None)),
        ("工作年限：4年", (48, None)),
        ("担任过装配车间主任职务四年以上", (48, None)),
        ("2到4年机床装调工作经验", (24, 48)),
    ],
)
def test_requirements_are_read_where_the_field_is_empty(
    requirements: str, months: tuple[int, int | None] | None
) -> None:
    found = outcome("", requirements)
    span = (found.min_months, found.max_months) if isinstance(found, Experience) else found
    assert span == months


@given(st.text() | st.lists(PIECES, max_size=10).map("".join), st.text(max_size=40))
def test_any_text_is_a_span_or_unreadable(text: str, requirements: str) -> None:
    found = outcome(text, requirements)
    if isinstance(found, Experience):
        assert found.min_months is not None
        assert found.max_months is None or 0 <= found.min_months <= found.max_months


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(full_width(text)) == outcome(text)


@given(
    st.integers(1, 20), st.integers(1, 10), st.sampled_from("-—～~至到"), st.sampled_from(["", "工作经验", "以上经验"])
)
def test_a_span_of_years_keeps_its_ends(low: int, span: int, dash: str, after: str) -> None:
    assert outcome(f"{low}{dash}{low + span}年{after}") == Experience(min_months=low * 12, max_months=(low + span) * 12)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_blanks_do_not_matter(text: str) -> None:
    assert outcome(text) == outcome(text.replace(" ", ""))
