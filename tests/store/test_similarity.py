"""Duplicates of vacancies, measured on labelled pairs of our own composition.

Another title is another vacancy. Of the pairs labelled as one, the titles of nine in ten are the same but for what
decorates them; the others name the same work more fully, or in other words for it (库管员, 仓库管理员).
"""

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from rencai.intake import Intake
from rencai.intake.employers import core_name, is_brand_of, letters, may_be_one
from rencai.intake.similarity import keys, same
from rencai.records.canonical import record_id
from rencai.store.engine import reading
from rencai.store.read import get
from support_pairs import finds, stored, together

PRECISION, RECALL = 0.98, 0.90
TEXTS = st.text("数控车工电()（）[]-·急招五险一金8000k元/月应届夜班望京站 Aa01:\n", max_size=30)
PAYLOADS = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS | st.text(max_size=20),
        "employer": TEXTS,
        "url": st.text(max_size=20) | st.just("https://a.example/1"),
        "description": TEXTS.map(lambda text: text * 4),
        "location_text": TEXTS,
        "district": st.just({"code": "110105", "name": "朝阳区"}),
        "salary": st.just({"min": 8000, "max": 12000, "unit": "month"}),
    },
)


def pairs() -> list[dict[str, Any]]:
    lines = (Path(__file__).parent / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_precision_and_recall_on_the_labelled_pairs() -> None:
    found = [(together(pair), pair["same"], pair["why"]) for pair in pairs()]
    right = sum(joined and labelled for joined, labelled, _ in found)
    wrong = [why for joined, labelled, why in found if joined and not labelled]
    missed = [why for joined, labelled, why in found if labelled and not joined]
    assert right / (right + len(wrong)) >= PRECISION, wrong
    assert right / (right + len(missed)) >= RECALL, missed


def test_a_whole_text_where_a_name_belongs_takes_no_time_of_its_square() -> None:
    def seconds(length: int) -> float:
        begun = process_time()
        core_name("a" * length)
        return process_time() - begun

    assert seconds(80_000) < 20 * seconds(8_000)


SPECIALTIES = [
    ("货车司机", "危险品货车司机", "危险品"),
    ("仓库管理员", "危化品仓库管理员", "危化品"),
    ("康复治疗师", "儿童康复治疗师", "儿童"),
    ("心理咨询师", "心理咨询师（青少年）", "青少年"),
    ("物流客服", "国际物流客服", "国际"),
    ("活动策划", "线上活动策划", "线上"),
    ("客户经理", "客户经理（对公业务）", "对公业务"),
    ("汽车维修工", "新能源汽车维修工", "新能源"),
    ("挖掘机司机", "轮式挖掘机司机", "轮式"),
    ("会计", "会计（成本核算）", "成本核算"),
    ("焊工", "焊工（压力容器）", "压力容器"),
    ("生产组长", "注塑生产组长", "注塑"),
    ("售后客服", "售后技术客服", "技术"),
    ("护理员", "养老护理员", "养老"),
    ("网约车司机", "网约车司机（配新能源车）", "驾驶新能源车辆"),
]


@pytest.mark.parametrize(("one", "other", "specialty"), SPECIALTIES)
def test_a_specialty_that_one_advert_alone_tells_is_other_work(one: str, other: str, specialty: str) -> None:
    advert = {
        "employer": "北京禾木商务有限公司",
        "location_text": "大兴区旧宫",
        "salary_text": "7000-9000元/月",
        "description": "按流程完成交办的工作并做好记录，发现问题及时上报；听从安排，遵守纪律，沟通顺畅，能适应轮班。",
    }
    assert not together({"one": {**advert, "title": one}, "other": {**advert, "title": other}})
    told = {**advert, "description": f"{advert['description']}工作内容以{specialty}为主。"}
    assert together({"one": {**told, "title": one}, "other": {**told, "title": other}})


ADVERT = {
    "employer": "北京禾木服务有限公司",
    "location_text": "大兴区旧宫",
    "salary_text": "7000-9000元/月",
    "description": "按流程完成交办的工作并做好记录，发现问题及时上报；听从安排，遵守纪律，沟通顺畅，能适应轮班。",
}


def are_together(one: str, other: str, told: str = "", /, **others: str) -> bool:
    text = f"{ADVERT['description']}{told}"
    advert = {**ADVERT, "title": one, "description": text}
    return together({"one": advert, "other": {**advert, "title": other, **others}})


def test_a_field_or_further_duty_that_both_adverts_tell_is_no_other_work() -> None:
    assert are_together("产品经理", "产品经理（医疗方向）", "负责医疗产品的规划。")
    assert not are_together("产品经理", "产品经理（医疗方向）")
    assert are_together("小学数学教师", "小学数学教师（兼年级组长）", "可兼年级组长。")
    assert are_together("电工（敷设电缆）", "电工（检修灯具）", "主要是敷设电缆和检修灯具。")
    assert not are_together("电工（敷设电缆）", "电工（检修灯具）", "主要是敷设电缆。")
    assert not are_together("客服专员", "客服专员（英语）", "英语口语流利。")


def test_talk_is_no_other_work_and_what_else_is_said_on_both_sides_is() -> None:
    assert are_together("收银员（单休）", "加薪快的收银员 | 岗位多 | 3")
    assert not are_together("收银员（禾兮）", "收银员（芃芃）")
    assert not are_together("收银员（001）", "收银员（002）")
    assert not are_together("001 收银员", "002 收银员")
    assert not are_together("收银员", "收银员（揭阳）")
    assert not are_together("心理咨询师", "青少年心理咨询师")


def test_two_fields_are_two_vacancies_though_both_adverts_tell_of_both() -> None:
    assert not are_together("后端工程师（订单方向）", "后端工程师（计费方向）", "负责订单和计费系统。")


def test_what_two_titles_say_beside_the_work_is_explained_piece_by_piece() -> None:
    assert are_together("收银员-营运支持中心", "收银员(J30417)")
    assert are_together("护理员", "养老院护理员（女）", "限女性，在养老院工作。")
    assert are_together("禾木服务 收银员 旧宫", "禾木服务诚聘收银员数名")
    assert are_together("收银员-社招", "收银员")
    assert not are_together("收银员-社招", "收银员-校招")
    assert not are_together("收银员-销售一部", "收银员-销售二部")


def test_a_title_short_of_every_second_character_is_the_same() -> None:
    assert are_together("储干生", "储备干部生")
    assert not are_together("储干生", "储备计划生")
    assert not are_together("焊工", "焊接工艺")
    assert are_together("电气设计师", "电气设计工程师")
    assert are_together("客房服务员", "客房部服务员")


def test_other_candidates_and_roles_are_other_vacancies() -> None:
    assert not are_together("安检员", "安检员（仅招女性）")
    assert are_together("安检员", "安检员（男女不限）")
    assert are_together("安检员", "安检员 男 四十岁以下", "须为男性。")
    assert not are_together("安检员", "安检员 男 四十岁以下", "须为女性，或男性退役军人。")
    assert not are_together("客车司机", "客车司机（学员）")
    assert not are_together("软件实施", "软件实施PMO")


def test_two_sorts_of_workplaces_are_two_posts_unless_both_adverts_tell_of_both() -> None:
    assert not are_together("医院保洁员", "机场保洁员")
    assert are_together("医院保洁员", "保洁员")
    assert are_together("写字楼保洁员", "楼宇保洁员")
    assert are_together("超市收银员", "商场收银员", "在商场内的超市收银。")


def test_who_lives_where_he_works_is_no_other_whose_title_says_day_shift() -> None:
    assert not are_together("育儿嫂", "白班育儿嫂", "须住家，有单间。")
    assert not are_together("育儿嫂", "育儿嫂（不住家）", "须住家，有单间。")
    assert are_together("育儿嫂", "育儿嫂（不住家）")


def test_employers_by_their_usual_short_names() -> None:
    for full, short in (
        ("中国建筑第六工程局有限公司", "中建六局"),
        ("中国水利水电第九工程局有限公司", "水电九局"),
        ("北京禾木集团有限公司第三分公司", "北京禾木集团三分公司"),
        ("北京禾木电子服务有限公司", "禾木家（北京禾木电子服务有限公司）"),
        ("北京外禾人力资源服务有限公司", "HEMU Group外禾人力"),
    ):
        assert is_same_employer(full, short), short
    assert not is_same_employer("中国建筑第六工程局有限公司", "中建三局")


def is_same_employer(one: str, other: str) -> bool:
    advert = {**ADVERT, "title": "电工"}
    return together({"one": {**advert, "employer": one}, "other": {**advert, "employer": other}})


def at_one_place(one: str, other: str) -> bool:
    advert = {**ADVERT, "title": "电工"}
    return together({"one": {**advert, "location_text": one}, "other": {**advert, "location_text": other}})


def test_texts_too_short_to_be_compared_tell_nothing() -> None:
    assert are_short("水电工", "物业水电工", "会修水管，有证。", "男女不限，管住。")
    assert not are_short("水电工", "物业水电工", ADVERT["description"], "男女不限，管住。" * 8)


def are_short(one: str, other: str, told: str, said: str) -> bool:
    advert = {**ADVERT, "title": one, "description": told}
    return together({"one": advert, "other": {**advert, "title": other, "description": said}})


def test_a_district_by_a_name_that_other_towns_have_too() -> None:
    assert at_one_place("朝阳", "朝阳区建工大厦")
    assert not at_one_place("朝阳", "大兴区建工大厦")


def test_a_project_in_a_title_is_no_other_place_where_the_other_advert_tells_of_it() -> None:
    assert are_together("录入员", "录入员（禾丰项目）", "录入禾丰快件的面单。")
    assert not are_together("录入员", "录入员（禾丰项目）")
    assert not are_together("录入员", "录入员（禾丰店）", "录入禾丰快件的面单。")


def test_ranks_in_another_order_are_the_same() -> None:
    assert are_together("中级/高级测试工程师", "高级/中级测试工程师（物联网）")
    assert not are_together("高级测试工程师", "中级测试工程师（物联网）")


def test_of_several_names_one_title_may_leave_out_any() -> None:
    assert are_together("前台文员 行政文员 人事助理", "前台文员 人事助理")


def test_titles_with_a_long_number_of_an_opening_may_say_more_of_the_same_work() -> None:
    assert are_together("标定助理工程师/技术员(Q70213)", "底盘电控标定助理工程师/技术员(Q70213)")
    assert not are_together("标定助理工程师/技术员", "底盘电控标定助理工程师/技术员")
    assert not are_together("标定工程师(Q70213)", "高级标定工程师(Q70213)")
    assert not are_together("标定助理工程师/技术员(Q07)", "底盘电控标定助理工程师/技术员(Q07)")


def test_a_place_by_the_short_name_of_its_gate() -> None:
    assert at_one_place("大兴区旧宫迎宾门外", "大兴区旧宫迎外")
    assert at_one_place("大兴区迎宾门外大街6号", "大兴区迎外大街6号")
    assert not at_one_place("大兴区旧宫迎宾门外", "大兴区瀛海门内")
    assert not at_one_place("大兴区迎宾门外", "大兴区迎春门外")


@pytest.mark.parametrize(("one", "other"), [("旧宫路", "旧宫北路"), ("瀛海西里", "瀛海镇西三里"), ("东门", "东华门")])
def test_a_place_that_has_a_word_more_is_another(one: str, other: str) -> None:
    assert not at_one_place(f"大兴区{one}", f"大兴区{other}")


BRANDS = [
    ("北京满福楼餐饮管理有限公司", "满福楼火锅"),
    ("北京满福楼餐饮管理有限公司", "满福楼酸菜鱼火锅"),
    ("北京禾下信息技术有限公司（小橡树）", "小橡树"),
    ("北京知味轩商业连锁股份有限公司", "知味轩便利店"),
    ("北京驰安达汽车销售服务有限公司", "驰安达奔驰4S店"),
    ("北京市大兴区小橡树双语艺术幼儿园", "小橡树幼儿园"),
]


@pytest.mark.parametrize(("firm", "brand"), BRANDS)
def test_a_brand_and_its_trade_stand_for_the_firm_where_the_texts_are_alike(firm: str, brand: str) -> None:
    advert = {
        "title": "收银员",
        "location_text": "大兴区旧宫",
        "salary_text": "5000-6000元/月",
        "description": "负责收款、找零和对账，妥善保管票据；为顾客解答疑问，整理收款台；打烊后清点备用金并填缴款单。",
    }
    pair = {"one": {**advert, "employer": firm}, "other": {**advert, "employer": brand}}
    assert together(pair)
    reworded = (
        "招收款的同事两名，会用电脑，算账仔细，早晚两班倒，管一顿饭，住得近的优先，年龄四十五岁以内，有意电话联系。"
    )
    assert not together({"one": pair["one"], "other": {**pair["other"], "description": reworded}})
    assert not together({"one": pair["one"], "other": {**pair["other"], "employer": f"东来顺{brand[3:]}"}})


def test_two_firms_by_their_full_names_are_no_brand_and_its_firm() -> None:
    names = ("北京小橡树酒店有限公司", "北京小橡树精选酒店有限公司")
    assert not is_brand_of(*names)
    assert is_brand_of("小橡树幼儿园", "小橡树双语艺术幼儿园")


def test_who_lives_where_he_works_is_sought_by_another_advert() -> None:
    advert = {
        "employer": "北京松鹤老年公寓",
        "location_text": "大兴区旧宫",
        "salary_text": "5000-6000元/月",
        "description": "照料老人的起居，协助用餐、洗漱和活动，做好房间卫生，按时填写照料记录，发现异常及时报告护士。",
    }
    titles = ("养老护理员", "养老护理员（住家）")
    one, other = ({**advert, "title": title} for title in titles)
    assert not together({"one": one, "other": other})
    assert together({"one": {**one, "description": f"{advert['description']}需住家照料。"}, "other": other})
    nanny = {**advert, "employer": "北京松鹤家政服务有限公司"}
    assert together({"one": {**nanny, "title": "月嫂"}, "other": {**nanny, "title": "月嫂（住家）"}})


def test_a_lorry_of_another_size_is_another_vacancy() -> None:
    advert = {
        "employer": "北京禾木物流有限公司",
        "location_text": "大兴区旧宫",
        "salary_text": "9000-12000元/月",
        "description": "驾驶4.2米厢式货车往返各网点送货，核对单据，协助装卸；做好车辆检查，服从调度安排。",
    }
    one, other = ({**advert, "title": title} for title in ("货车司机", "4.2米货车司机"))
    assert together({"one": one, "other": other})
    assert not together({"one": one, "other": {**other, "title": "9.6米货车司机"}})


def test_another_driving_licence_than_the_other_text_asks_for_is_another_vacancy() -> None:
    told = "持C1以上驾照，A级优先。"
    assert are_together("通勤司机", "通勤司机（C1）", told)
    assert not are_together("通勤司机", "通勤司机（A1）", told)


def test_a_text_tells_in_full_what_a_title_abbreviates() -> None:
    advert = {
        "employer": "北京禾木机械有限公司",
        "location_text": "大兴区旧宫",
        "salary_text": "7000-9000元/月",
        "description": "按图纸焊接支架，采用二氧化碳气体保护焊，打磨焊缝，自检外观并做好记录；爱护设备，保持工位整洁。",
    }
    one, other = ({**advert, "title": title} for title in ("焊工", "气保焊工"))
    assert together({"one": one, "other": other})
    assert not together({"one": one, "other": {**other, "title": "氩弧焊工"}})


def test_both_labels_are_well_represented() -> None:
    labels = [pair["same"] for pair in pairs()]
    assert min(labels.count(True), labels.count(False)) >= 100


@pytest.mark.parametrize("pair", pairs()[::7], ids=lambda pair: pair["why"])
def test_the_order_of_two_does_not_matter(pair: dict[str, Any]) -> None:
    one, other = stored(pair["one"], "a"), stored(pair["other"], "b")
    assert same(one, other) is same(other, one)


def test_every_vacancy_is_the_same_as_itself_when_read_again() -> None:
    for pair in pairs():
        vacancy = stored({**pair["one"], "notice_id": ""}, "a")
        if vacancy.get("employer"):
            assert same(vacancy, {**vacancy, "source": "b"})


@given(PAYLOADS, PAYLOADS)
def test_any_two_payloads_are_compared_alike_from_both_sides(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert same(one, other) is same(other, one)
    assert len(keys(one)) <= 17
    if same(one, other) and one.get("employer") and one.get("employer") == other.get("employer"):
        assert finds(one, other)


@pytest.mark.parametrize("employer", ["", " ", "—", "…", "（）"])
def test_who_has_no_name_is_not_the_same_employer_as_another_without_one(employer: str) -> None:
    vacancy = {
        "title": "电工",
        "employer": employer,
        "salary": {"min": 8000, "max": 12000, "unit": "month"},
        "district": {"code": "110105", "name": "朝阳区"},
    }
    assert not same(vacancy, dict(vacancy))


def test_employers_of_one_vacancy_are_not_told_apart_by_their_letters() -> None:
    for pair in pairs():
        names = [str(pair[side].get("employer") or "") for side in ("one", "other")]
        if pair["same"] and "employer_code" not in pair["one"]:
            assert may_be_one(*map(letters, names)), names
    assert not may_be_one(letters("北京华润商贸有限公司"), letters("北京华润万家商贸有限公司"))


def test_what_contradicts_is_not_brought_together_by_a_third(engine: Engine) -> None:
    guard = {"employer": "北京卫民保安服务有限公司", "salary_text": "5000元/月", "location_text": "海淀区上地"}
    titles = {"day": "保安员（白班）", "either": "保安员", "night": "保安员（夜班）"}
    raws = [{**guard, "source_id": name, "title": title} for name, title in titles.items()]
    Intake(engine, "board", "import", rest=0).take("job_posting", raws)
    with reading(engine) as conn:
        stored_ones = {name: get(conn, record_id("board", name)) for name in titles}
    clusters = {name: one.cluster_id for name, one in stored_ones.items() if one}
    assert clusters["day"] == clusters["either"] != clusters["night"]


def test_the_pairs_keep_apart_in_one_store_too(engine: Engine) -> None:
    labelled = pairs()[::2]
    for side, source in (("one", "a"), ("other", "b")):
        raws = [{**pair[side], "source_id": str(number)} for number, pair in enumerate(labelled)]
        Intake(engine, source, "import", rest=0).take("job_posting", raws)
    with reading(engine) as conn:
        joined = [clusters_of(conn, number, "a") == clusters_of(conn, number, "b") for number in range(len(labelled))]
    right = sum(together and pair["same"] for together, pair in zip(joined, labelled, strict=True))
    assert right / sum(joined) >= PRECISION
    assert right / sum(pair["same"] for pair in labelled) >= RECALL


def clusters_of(conn: Connection, number: int, source: str) -> str | None:
    one = get(conn, record_id(source, str(number)))
    assert one is not None
    return one.cluster_id
