"""What is given beside pay, in one closed list of names."""

import re

from rencai.records.parsers.text import compact

_NAMES: tuple[tuple[str, str], ...] = (
    ("六险二金", "[六6]险[二两2]金"),
    ("六险一金", "[六6]险[一1]金"),
    ("五险二金", "[五5]险[二两2]金"),
    ("五险一金", "[五七八578]险[一1]金"),
    ("社会保险", "[五5]险(?![一二两12]金)|社保|社会保险|缴纳保险|四险"),
    ("住房公积金", "公积金"),
    ("补充医疗保险", ("补充医疗|补充保险")),
    ("商业保险", "商业险|商业(?:医疗)?保险|重大疾病(?:保)?险|重疾险|意外险|意外保险|雇主责任险"),
    ("企业年金", "企业年金|职业年金"),
    (
        "包吃",
        (
            "[包管](?:三餐|午餐|两餐|一?日?三餐|吃|食|餐)|免费(?:[^,;、]{0,4}三餐|午晚餐|食堂|员工餐厅|午餐|早餐|晚餐|早晚餐|工作餐|就餐)|工作(?:午)?餐|提供(?:三餐"
            "|午餐|工作餐|食宿|吃住)|食宿(?:全包|免费|全免)|免费食宿|员工食堂"
        ),
    ),
    (
        "包住",
        "[包管]吃?食?住|免费住宿|提供(?:食宿|住宿|宿舍|吃住)|员工宿舍|免费宿舍|住宿免费|食宿(?:全包|免费|全免)|免费食宿",
    ),
    ("餐补", "餐补|餐费补|餐饮补|午餐补|饭补|伙食补|餐贴"),
    ("住房补贴", "房补|购房(?:补贴|津贴|补助)|住房补|租房补|住宿补|住房津贴"),
    ("交通补贴", "交通补|交补|车补|车费补|车辆津贴|交通津贴"),
    ("通讯补贴", "通[讯信](?:交通)?补|话补|话费补|通讯津贴|电话补"),
    ("班车", "班车|车接送"),
    ("年终奖", "年终奖|年终分红|年底奖"),
    ("年底双薪", "年底[双多]薪|年终双薪|1[3-9]薪|十三薪"),
    ("绩效奖金", "绩效奖|月度奖|绩效工资|业绩奖|季度奖|项目奖金"),
    ("全勤奖", "全勤奖?"),
    ("工龄奖", "工龄奖|工龄工资|年功"),
    ("加班补贴", ("加班补|加班费|法定节假日[三3]薪")),
    ("夜班补贴", "夜班补|夜补"),
    ("高温补贴", "高温补|高温费|防暑降温"),
    ("股票期权", ("股票|期权|股权|员工持股")),
    ("带薪年假", ("带薪年假|年休假|带薪休?假|带薪年休|(?<![高今去明周])年假")),
    ("周末双休", "双休|[做上]五休二"),
    ("弹性工作", "弹性工作|弹性上班|弹性时间|弹性打卡|弹性考勤|弹性工时"),
    ("定期体检", "体检"),
    ("节日福利", ("节日福利|节日礼|过节费|节假日福利|过节福利|节日慰问")),
    ("生日福利", "生日福利|生日礼|生日会|生日假|生日蛋糕|生日红包"),
    ("员工旅游", ("旅游|outing")),
    ("团建", "团建|团队聚餐|聚餐|团队建设"),
    ("下午茶", "下午茶|零食|休闲餐点"),
    ("免费培训", "培训|带教|导师制"),
    ("晋升", "晋升"),
    ("健身", "健身|瑜伽"),
    ("解决户口", "(?:解决|落|办理)(?:北京)?户口?|北京户口|进京指标|落户"),
    ("子女福利", ("子女福利|子女入学|子女教育|子女保险")),
    ("生育福利", "生育补贴|生育福利|生育津贴"),
    ("高提成", "高提成|高额提成"),
)
_FREE = "免费食宿|食宿(?:全包|免费|全免)"
_ANYWHERE = {
    "包吃": re.compile(f"(?<![面红礼钱书])包(?:吃|食宿)|管吃管?住|{_FREE}"),
    "包住": re.compile(f"包吃包?住|(?<![承外打分全大])包(?:住(?![宅房院户民])|食宿)|管吃管?住|{_FREE}"),
}
"""What no duty is called like, so that it is given wherever a description says it."""
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _NAMES)
_DENIAL = re.compile("(?:不|无|没有|未|非|自理|放弃)(?:提供|包|含|缴纳?|交|购买|设|需|要)*$")
_HEADING = re.compile(
    "(?:薪资|薪酬|公司|岗位|员工|工资)?(?:福利|待遇)(?:待遇|保障)?(?:】|:|\n)|(?:我们|公司)(?:能|可"
    "|将)?(?:为您)?提供[:\n]"
)
_OTHER_HEADING = re.compile("(?:职责|要求|条件|资格|地址|地点|方式|简介|描述|时间)(?:】|:|\n)")
_SECTION = 400


def read_benefits(benefits_text: str, description: str = "") -> tuple[str, ...]:
    """Names from the list in its order; without a text of their own, from the description's 福利 section.

    Room and board are also read anywhere else in the description.
    """
    text = compact(benefits_text).lower() or _section(description)
    rest = compact(description).lower()
    besides = {name for name, pattern in _ANYWHERE.items() if _given(rest, pattern)}
    return tuple(name for name, pattern in _PATTERNS if name in besides or (text and _given(text, pattern)))


def _given(text: str, pattern: re.Pattern[str]) -> bool:
    return any(not _DENIAL.search(text, max(0, match.start() - 4), match.start()) for match in pattern.finditer(text))


def _section(description: str) -> str:
    text = "\n".join(compact(line).lower() for line in description.splitlines())
    heading = _HEADING.search(text)
    if heading is None:
        return ""
    section = text[heading.end() : heading.end() + _SECTION]
    end = _OTHER_HEADING.search(section)
    return section[: end.start()] if end else section
