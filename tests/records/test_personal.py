"""Masking of personal data on the way to what is shown."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records import personal
from rencai.records.personal import ALL_OFFICE_PHONES, mask

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SAFE = st.text(alphabet="招聘岗位要求工作地点薪资面议，。；\n", max_size=20)


def identity_number(area: str, born: str, serial: str) -> str:
    body = area + born + serial
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


@pytest.mark.parametrize(
    ("text", "shown", "kind"),
    [
        ("电话13812345678", "电话138****5678", "mobile"),
        ("手机：138 1234 5678", "手机：138 **** 5678", "mobile"),
        ("手机：138-1234-5678", "手机：138-****-5678", "mobile"),
        ("手机：1381 234 5678", "手机：138* *** 5678", "mobile"),
        ("１３８１２３４５６７８", "１３８****５６７８", "mobile"),
        ("+86 13812345678", "+86 138****5678", "mobile"),
        ("(+86)13812345678", "(+86)138****5678", "mobile"),
        ("身份证11010519491231002X", "身份证110105********002X", "identity"),
        ("操作证T11010519491231002X", "操作证T110105********002X", "identity"),
        ("邮箱zhang.san@example.com。", "邮箱***@example.com。", "email"),
        ("微信号：abc_123", "微信号：***", "messenger"),
        ("QQ：12345678", "QQ：***", "messenger"),
        ("微信同号 zhang123", "微信同号 ***", "messenger"),
        ("电话010-65551234", "电话010-********", "phone"),
        ("电话（010）65551234", "电话（010）********", "phone"),
        ("咨询电话：65551234", "咨询电话：655*****", "phone"),
        ("热线400-810-8888", "热线400-***-****", "phone"),
        ("联系人：张先生", "联系人：张**", "name"),
        ("联系人：李四", "联系人：李**", "name"),
        ("负责人：于经理，", "负责人：于**，", "name"),
        ("联系人：欧阳女士", "联系人：欧**", "name"),
        ("请联系王经理。", "请联系王**。", "name"),
        # As they are written to be found by people and not by programs.
        ("手机138.1234.5678", "手机138.****.5678", "mobile"),
        ("手机(138)12345678", "手机(138)****5678", "mobile"),
        ("手机1 3 8 1 2 3 4 5 6 7 8", "手机1 3 8 * * * * 5 6 7 8", "mobile"),
        ("手机一三八一二三四五六七八", "手机一三八****五六七八", "mobile"),
        ("手机：138一二三四5678", "手机：138****5678", "mobile"),
        ("手机138–1234‑5678", "手机138–****‑5678", "mobile"),
        ("手机138\u200b1234\u200b5678", "手机138****5678", "mobile"),
        ("手机138\u00ad12345678", "手机138****5678", "mobile"),
        ("1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e312345678", "138****5678", "mobile"),
        ("联系人：\u200b王\u200b建国", "联系人：王**", "name"),
        ("zhang\u2060san@example.com", "***@example.com", "email"),
        ("电话010–6555–1234", "电话010–****–****", "phone"),
        ("身份证110105 1949 1231 002X", "身份证110105********002X", "identity"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１０５********００２Ｘ", "identity"),
        ("身份证号：110105194912310021", "身份证号：110105********0021", "identity"),
        ("身份证号码 110105491231002", "身份证号码 110105*****1002", "identity"),
        ("护照号：E12345678", "护照号：E12****78", "identity"),
        ("简历发至hr(at)example.com", "简历发至***@example.com", "email"),
        ("简历发至hr [AT] example.com", "简历发至***@example.com", "email"),
        ("简历发至hr＠１６３．com", "简历发至***@１６３．com", "email"),
        ("简历发至hr#example.com", "简历发至***@example.com", "email"),
        ("简历发至hr@公司.中国", "简历发至***@公司.中国", "email"),
        ("VX：abc12345", "VX：***", "messenger"),
        ("vx: abc12345", "vx: ***", "messenger"),
        ("加vx123456", "加vx***", "messenger"),
        ("加微 hr_123", "加微 ***", "messenger"),
        ("V：hr12345", "V：***", "messenger"),
        ("薇信：hr12345", "薇信：***", "messenger"),
        ("WeChat: li.hr2024", "WeChat: ***", "messenger"),
        ("微信：abc12345.", "微信：***.", "messenger"),
        ("扣扣：12345678", "扣扣：***", "messenger"),
        ("QQ：１２３４５６７８", "QQ：***", "messenger"),
        ("固话：65551234", "固话：655*****", "phone"),
        ("联系人 王小明 电话见附件", "联系人 王** 电话见附件", "name"),
        ("联系人王女士", "联系人王**", "name"),
        ("联系人：Zhang San", "联系人：Z**", "name"),
        # Cut where nobody would look for it.
        ("手机：1381-234-567-8", "手机：138*-***-567-8", "mobile"),
        ("报名电话：138123 45678", "报名电话：138*** *5678", "mobile"),
        ("TEL：13 812 345 678", "TEL：13 8** **5 678", "mobile"),
        ("手机：138_1234/5678", "手机：138_****/5678", "mobile"),
        ("电话：0138 1234 5678", "电话：0138 **** 5678", "mobile"),
        ("一三八 一二三四 五六七八", "一三八 **** 五六七八", "mobile"),
        ("手机①③⑧①②③④⑤⑥⑦⑧", "手机①③⑧****⑤⑥⑦⑧", "mobile"),
        ("身份证 110105 19491231 0021", "身份证 110105********0021", "identity"),
        ("港澳通行证号 C12345678", "港澳通行证号 C12****78", "identity"),
        ("军官证：南字第12345678号", "军官证：南字第12****78号", "identity"),
        ("工资卡（工行）6222 0210 0109 8765 434", "工资卡（工行）6222 **** **** ***5 434", "card"),
        ("开户行：某某银行，账号 6228480010123456784", "开户行：某某银行，账号 6228***********6784", "card"),
        ("卡号：4532015112830366", "卡号：4532********0366", "card"),
        ("邮箱：zhang.san@example,com", "邮箱：***@example,com", "email"),
        ("简历投zhang艾特example点com", "简历投***@example点com", "email"),
        ("简历投zhang[at]example[dot]com", "简历投***@example[dot]com", "email"),
        ("简历投zhang.san@example.edu.cn", "简历投***@example.edu.cn", "email"),
        ("微 信 号：abc_123", "微 信 号：***", "messenger"),
        ("薇❤：abc12345", "薇❤：***", "messenger"),
        ("微信（abc12345）", "微信（***）", "messenger"),
        ("微信搜索：abc12345", "微信搜索：***", "messenger"),
        ("vx同号 abc12345", "vx同号 ***", "messenger"),
        ("HR微信abc12345", "HR微信***", "messenger"),
        ("加我v abc12345", "加我v ***", "messenger"),
        ("12345678（微信）", "***（微信）", "messenger"),
        ("QQ：123 456 789", "QQ：***", "messenger"),
        ("招聘群号：123456789", "招聘群号：***", "messenger"),
        ("Q群：123456789", "Q群：***", "messenger"),
        ("wxid_a1b2c3d4", "***", "messenger"),
        ("抖音号：abc12345", "抖音号：***", "messenger"),
        ("联系人：张 三", "联系人：张**", "name"),
        ("联系人：李　四　电话见附件", "联系人：李**　电话见附件", "name"),
        ("联系人：林 晓 燕", "联系人：林**", "name"),
        ("联系人（人事）：周瑜", "联系人（人事）：周**", "name"),
        ("联系人｜朱丹", "联系人｜朱**", "name"),
        ("面试官：胡先生", "面试官：胡**", "name"),
        ("请与刘经理联系", "请与刘**联系", "name"),
        ("请找人事部吴女士", "请找人事部吴**", "name"),
        ("寄至人事部谢丽收", "寄至人事部谢**收", "name"),
        ("电话：86-10-65551234", "电话：86-1*-********", "phone"),
        ("电话 010.6555.1234", "电话 010.****.****", "phone"),
        # Blanks of any width, also around a dash; and what nobody sees behind any separator.
        ("电话：010 - 65551234", "电话：010 - ********", "phone"),
        ("电话010\u00a065551234", "电话010\u00a0********", "phone"),
        ("电话：010\u30006555\u30001234", "电话：010\u3000****\u3000****", "phone"),
        ("手机：138 - 1234 - 5678", "手机：138 - **** - 5678", "mobile"),
        ("手机138\u20021234\u20095678", "手机138\u2002****\u20095678", "mobile"),
        ("电话（010）\u200b65551234", "电话（010）********", "phone"),
        ("手机138－\u200b1234－\u200b5678", "手机138－****－5678", "mobile"),
    ],
)
def test_covers_personal_data_and_counts_it(text: str, shown: str, kind: str) -> None:
    masked = mask(text)
    assert masked.text == shown
    assert masked.counts == {kind: 1}


def test_a_name_behind_a_number_is_covered_with_it() -> None:
    masked = mask("13812345678 张店长，010-65551234（孔老师）")
    assert masked.text == "138****5678 张**，010-********（孔**）"
    assert masked.counts == {"name": 2, "mobile": 1, "phone": 1}
    assert mask("请联系王小明 13812345678").text == "请联系王** 138****5678"


def test_a_name_before_a_number_is_covered_with_it() -> None:
    masked = mask("李老师电话：010-80794960，张三 13812345678")
    assert masked.text == "李**电话：010-********，张** 138****5678"
    assert masked.counts == {"name": 2, "phone": 1, "mobile": 1}


@pytest.mark.parametrize("verb", ["详询", "可找", "请问", "联系", "致电"])
def test_a_name_behind_a_verb_of_asking_is_covered(verb: str) -> None:
    assert mask(f"薪资{verb}王经理13812345678").text == f"薪资{verb}王**138****5678"


@pytest.mark.parametrize("trade", ["车工", "管道工", "水电师傅", "高压电工", "安装师傅", "计调", "石工"])
def test_a_trade_before_a_number_is_no_name(trade: str) -> None:
    assert mask(f"{trade} 电话13812345678").text == f"{trade} 电话138****5678"


def test_every_phone_and_name_behind_a_label_is_covered() -> None:
    assert mask("电话：65551234、65555678、65559999").text == "电话：655*****、655*****、655*****"
    assert mask("电话：0533-6555123/6555124").text == "电话：053*-*******/655****"
    assert mask("联系人：张三、李四、王五").text == "联系人：张**、李**、王**"
    assert mask("联系人：张 三，李 四，王小五").text == "联系人：张**，李**，王**"
    assert mask("面试官：张伟、李娜").text == "面试官：张**、李**"
    assert mask("人事：张三、李四、王五").text == "人事：张**、李**、王**"


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91110105MA01ABCD5F",
        "统一社会信用代码911100008021004331",
        "京人社能发〔2024〕15号",
        "索引号000014349/2017-00110",
        "2024-05-13至2024年6月1日",
        "报名电话见附件 20240513",
        "月薪15000-20000元，13000-18000元·14薪",
        "证书编号S000011000123243000045",
        "邮编100020，门牌1388号",
        "编号110105194912310021",
        "联系人：项目经理",
        "负责人：高级工程师",
        "成员151人至500人",
        "微信公众号：北京人社",
        "支持微信支付WeChat Pay",
        "syrc@rsj.beijing.gov.cn",
        "订单2024138123456789",
        "联系人 方式",
        "负责人：车间主任",
        "联系人员名单",
        "VX1000控制器",
        "树立威信：以身作则",
        "固件 v: 1.2.3.4567",
        "熟悉C#或Java，会C#.NET",
        "证件照1寸3张，身份证复印件1份",
        "二〇二四年一月一日",
        "注册资本13500000000元",
        "组织机构代码：400686123",
        "账号：02000010090144567890，户名：某某学院",
        "缴费账号 3301040160001234567",
        "卡号位数为16至19位，银行卡复印件一份",
        "排名：1 2 3 4 5 6 7 8 9 10 11 12",
        "编号13812345678001",
        "报名邮箱：rsc@example.edu.cn，zhaopin2026@example.ac.cn",
        "加V带轮，Q235钢板，微信html5页面",
        "卫星：北斗三号",
        "负责人 1名",
        "指挥部由主要负责人任主任。",
        "联系人：王 电话见附件",
        "请向老师咨询相关政策",
        "岗位代码 0301 - 20 - 30名，共 1200 / 1500 / 1800元",
    ],
)
def test_numbers_and_words_of_other_kinds_stay(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert masked.counts == {}


def test_a_look_alike_of_a_government_address_is_covered() -> None:
    assert mask("a@evilgov.cn").text == "***@evilgov.cn"


def test_a_source_may_show_its_office_phones() -> None:
    text = "电话：010-65551234、65555678，手机13812345678"
    assert mask(text, keep_phones={"01065551234"}).text.startswith("电话：010-65551234")
    kept = mask(text, keep_phones={ALL_OFFICE_PHONES})
    assert kept.text == "电话：010-65551234、65555678，手机138****5678"
    assert kept.counts == {"mobile": 1}


@given(SAFE, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), SAFE)
def test_no_mobile_number_is_left(before: str, number: str, after: str) -> None:
    masked = mask(before + number + after)
    assert number not in masked.text
    assert masked.counts.get("mobile") == 1


@given(
    SAFE,
    st.sampled_from(["110105", "440301", "650102"]),
    st.dates().filter(lambda day: day.year >= 1900 and day.year < 2100).map(lambda day: f"{day:%Y%m%d}"),
    st.from_regex(r"[0-9]{3}", fullmatch=True),
    SAFE,
)
def test_no_identity_number_is_left(before: str, area: str, born: str, serial: str, after: str) -> None:
    number = identity_number(area, born, serial)
    masked = mask(before + number + after)
    assert number not in masked.text
    assert born not in masked.text
    assert masked.counts.get("identity") == 1


@given(st.text())
def test_any_text_can_be_masked_and_masking_again_changes_nothing_but_names(text: str) -> None:
    masked = mask(text)
    assert set(mask(masked.text).counts) <= {"name", "messenger", "phone"}
    if not masked.counts:
        assert masked.text == text


@given(SAFE)
def test_plain_text_stays(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize("piece", ["1" * 50, "138 ", "a@", "微信 ", "联系人：", "张", "010-", "x.", "QQ号 "])
def test_time_is_linear_in_the_text(piece: str) -> None:
    mask(piece)
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    mask(text)
    assert time.perf_counter() - start < 5


PIECES = st.sampled_from(
    re.split(
        " ",
        "联系人： 请联系 找 张先生 李四 王经理 138 1234 5678 - 010 65551234 400-810-8888 转 微信 号： abc_123 QQ : "
        "HR： qq12345 11010519491231002X @ ＠ 163.com 电话 、 TEL wx １３８ ５６７８ 2026年 人事 "
        "VX 加 vx V： 扣扣 (at) # 一三八 一二三四 五六七八 身份证 Lily 群号 同号 薇❤ 绿泡泡 艾特 圈a 卡号 "
        "6222021001098765434 （微信） 与刘经理联系 面试官 谢丽收 至严女士 邮箱 wxid_abc12345 ①⑦ / _ ，com 点com [dot] "
        "负责人 张　三 军官证 抖音号",
    )
)


@given(st.lists(PIECES, max_size=9).map("".join))
def test_what_is_not_looked_for_is_not_there(text: str) -> None:
    for needed, ways in personal._covers(frozenset()):
        for kind, pattern, cover in ways:
            assert needed.search(text) or personal._covered(text, kind, pattern, cover, Counter()) == text


@given(st.sampled_from(("招聘岗位，", "工作地点\n", "2024年5月1日。")), st.integers(0, 60), st.integers(0, 60))
def test_what_stands_around_changes_nothing(piece: str, before: int, after: int) -> None:
    text = "，联系人：张三丰，电话010-65551234、65551235，邮箱zhang.san@example.com，身份证11010519491231002X，"
    alone = mask(text)
    long = mask(piece * before + text + piece * after + text)
    assert long.text == piece * before + alone.text + piece * after + alone.text
    assert long.counts == {kind: 2 * count for kind, count in alone.counts.items()}
