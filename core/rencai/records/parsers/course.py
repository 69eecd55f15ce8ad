"""How a course is held, how long, for what price and to which certificate."""

import re

from rencai.records.parsers.certificates import read_certificates
from rencai.records.parsers.occupation import matched, read_occupation
from rencai.records.parsers.text import arabic, compact, plain_dashes
from rencai.records.values import Amount, Coded, CourseMode, Timetable, Unreadable

_BLENDED = re.compile(
    "线上线下|线下线上|线上[+与和及、/,]线下|线下[+与和及、/,]线上|混合|双线|omo|blended|hybrid"
    "|面授[+与和及、/](?:网络|直播|录播|网课)"
)
_ONLINE = re.compile("线上|在线|网络|网课|网授|直播|录播|远程|慕课|云课堂|online|mooc|视频")
_ON_SITE = re.compile(
    "线下|面授|现场|实操|实训|到校|到店|在校|课堂|集中授课|集中培训|上门|送教|onsite|on-site|offline|小班|大班|一对一"
)

_TIMETABLES: tuple[tuple[Timetable, re.Pattern[str]], ...] = (
    (
        Timetable.FULL_TIME,
        re.compile(
            "(?<![半不])脱产|(?<!非)全日制|(?<![日六末天])全天|工作日(?:白天|全天|班)|周一(?:至|到|-)周?[五六日]"
            "(?![晚(]?(?:1[7-9]|晚))|白班|日班|平日班(?!晚)|全职学习"
        ),
    ),
    (Timetable.WEEKEND, re.compile("周末|双休日?|周[六日天]|星期[六日天]|礼拜[六天]|weekend")),
    (
        Timetable.EVENING,
        re.compile("晚间|晚上|夜校|晚班|夜班|平日晚|晚课|每晚|周[一二三四五][、,及和至到周一二三四五-]{0,9}晚|evening"),
    ),
    (Timetable.SPARE_TIME, re.compile("业余|半脱产|不脱产|闲时|弹性|随到随学|自由安排|自主安排|灵活|碎片")),
)
_OPEN_TIME = re.compile("待定|另行通知|面议|协商|咨询")

_NUMBER = r"(?<![0-9.])([0-9]{1,5}(?:\.[0-9]{1,2})?)"
_HOURS = re.compile(rf"{_NUMBER}(?:-{_NUMBER})?(?:个|标准)?(?:学时|课时|小时|h(?:ours?)?(?![a-z]))")
_HOURS_RANGE = re.compile(r"[0-9]\s*-\s*[0-9]{1,4}(?:个|标准)?(?:学时|课时)")
_LESSONS = re.compile(rf"{_NUMBER}(?:个|标准)?(?:学时|课时)")
_TOTAL_HOURS = re.compile(
    rf"(?:总|共|合计|累计)(?:计|学时|课时)?(?:数)?(?:为|:|约|不少于)?{_NUMBER}(?:个)?(?:学时|课时|小时)|总?(?:学时"
    rf"|课时)(?:数)?[:为]{_NUMBER}"
)
_ISO_HOURS = re.compile(r"^pt([0-9]{1,5})h$")
_A_DAY = re.compile(
    rf"{_NUMBER}(?:天|日)(?:[x×*]|[,(]?(?:每天|每日|/天)){_NUMBER}(?:个)?(?:学时|课时|小时)(?:/天|/日)?"
)
_PER = re.compile("(?:每|/)(?:天|日|周|星期|次|节|课)|(?:天|日|周|次)$")
_PARTS = re.compile("理论|实操|实训|实践|线上|线下")

_PRICE = re.compile(r"(?:¥|rmb|人民币)?(?<![0-9.])([0-9]{1,7}(?:\.[0-9]{1,4})?)(万|千|k|w)?(元|块|¥|圆|rmb)?")
_PER_LESSON = re.compile(
    r"[0-9](?:元|块)?/(?:个)?(?:课时|学时|节|小时|次)|每个?(?:课时|学时|节课?|小时|次课?)[^0-9,;]{0,3}[0-9.]+(?:元|块)"
)
_PRICE_RANGE = re.compile(r"[0-9](?:元|万|千|k)?(?:-|至|到)¥?[0-9]")
_NOW = re.compile("现价|优惠价|优惠后|活动价|到手价|团购价|特价|折后|限时|券后|仅需")
_BEFORE = re.compile("原价|市场价|门市价|定价")
_FREE = re.compile("免费|公益|免学费|免收|零元|全额补贴|全免|不收费|无费用|free")
_NOT_FREE = re.compile("免费(?:试听|咨询|体验|提供|推荐|重修|复训|住宿|停车|教材|补考)")
_NO_PRICE = re.compile("面议|咨询|来电|电话|待定|详谈|另行")
_SCALES: dict[str, float] = {"万": 10_000, "w": 10_000, "千": 1000, "k": 1000}

_SUBSIDISED = re.compile(
    "政府(?:全额)?补贴|享受?(?:政府|国家|培训|技能|相关|全额|职业)?(?:技能|培训|政府)?(?:提升)?补贴|补贴(?:性|类"
    "|课程|项目|目录|培训|班|后|对象|名额)"
    "|(?:可|能|予以)(?:申请|申领|领取|享受)[^,;。]{0,10}补贴|(?:培训|技能提升|鉴定|全额|差额)补贴|财政补助"
    "|政府(?:购买|买单|资助)|公益(?:性)?培训|免费培训项目"
)
_UNSUBSIDISED = re.compile(
    "(?:不|无|非|没有|暂无|不可|不能|不予)(?:可|在|属于|享受|纳入|列入|申请|申领|属)?[^,;。]{0,6}补贴|(?:全额?)?自费"
    "|个人承担全部"
)

_FAMILIES: tuple[tuple[str, str], ...] = (
    ("专项职业能力证书", "专项(?:职业)?能力"),
    ("学历证书", "学历证|毕业证"),
    ("特种设备作业人员证", "特种设备"),
    ("结业证书", "结业证|结课证|培训证|培训合格|合格证|继续教育证"),
)
_FAMILY_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FAMILIES)
# What every course is: 焊工职业技能培训 is of welders and not of 职业培训师.
_LESSONS_OF = re.compile(
    "(?:职业|岗位|专项)?(?:技能|能力|职业|上岗证?)?(?:等级|提升|提高|强化|认定|鉴定|考核|专项)*培训(?:班|课程?)?"
    "(?![讲教导]?师|员|管理|体系|开发)"
)
_NO_CERTIFICATE = re.compile("^(?:无|不发证|不颁发|没有)|无证书")


def read_taught_occupation(occupation_text: str, title: str, description: str = "") -> Coded | None:
    """The occupation that a course is for, by `read_occupation`; of titles only where they name one.

    The weights are learned from adverts: they take 大学物理 for who teaches there.
    """
    taught = _LESSONS_OF.sub("", title)
    if title.strip() and not occupation_text.strip() and matched(taught) is None:
        raise Unreadable("unknown_occupation")
    return read_occupation(occupation_text, taught, description)


def read_mode(mode_text: str, title: str = "") -> CourseMode | None:
    """On site, online or both; from the title only where the mode is not given."""
    text = compact(mode_text).lower()
    mode = _mode(text or compact(title).lower())
    if text and mode is None:
        raise Unreadable("unknown_mode")
    return mode


def _mode(text: str) -> CourseMode | None:
    if _BLENDED.search(text):
        return CourseMode.BLENDED
    online, on_site = _ONLINE.search(text), _ON_SITE.search(text)
    if online and on_site:
        return CourseMode.BLENDED
    if online:
        return CourseMode.ONLINE
    return CourseMode.ON_SITE if on_site else None


def read_timetable(timetable_text: str, title: str = "") -> tuple[Timetable, ...]:
    """Every time of day or week the course is held at; from the title where no time is given."""
    text = compact(timetable_text).lower()
    source = text or compact(title).lower()
    found = tuple(timetable for timetable, pattern in _TIMETABLES if pattern.search(plain_dashes(source)))
    if text and not found:
        raise Unreadable("undecided" if _OPEN_TIME.search(text) else "unknown_timetable")
    return found


def read_hours(hours_text: str, description: str = "") -> int | None:
    """Hours of teaching (学时) in all."""
    text = plain_dashes(arabic(compact(hours_text).lower()))
    if not text:
        return _hours_in(plain_dashes(arabic(compact(description).lower()))) if description else None
    hours = (
        int(text) if text.isascii() and text.isdigit() and len(text) < 6 else _hours_in(text) or _sum_or_single(text)
    )
    if not hours:
        raise Unreadable("no_hours")
    return hours


def _hours_in(text: str) -> int | None:
    """Hours that are certain in running text: a stated total, or the parts of theory and practice."""
    if match := _ISO_HOURS.match(text):
        return int(match[1])
    if match := _TOTAL_HOURS.search(text):
        return _whole(match[1] or match[2])
    if match := _A_DAY.search(text):
        return round(float(match[1]) * float(match[2]))
    if _HOURS_RANGE.search(text):
        return None
    found = [match for match in _LESSONS.finditer(text) if not _PER.match(text, match.end())]
    if not found or any(_PER.search(text, max(0, match.start() - 2), match.start()) for match in found):
        return None
    return _combined([match[1] for match in found], text)


def _sum_or_single(text: str) -> int | None:
    found = [match for match in _HOURS.finditer(text) if not _PER.match(text, match.end())]
    if any(match[2] for match in found):
        raise Unreadable("range")
    if any(_PER.search(text, max(0, match.start() - 2), match.start()) for match in found):
        return None
    return _combined([match[1] for match in found], text)


def _combined(numbers: list[str], text: str) -> int | None:
    if len(numbers) == 1:
        return _whole(numbers[0])
    return sum(_whole(number) for number in numbers) if len(numbers) > 1 and len(_PARTS.findall(text)) >= 2 else None


def _whole(number: str) -> int:
    return round(float(number))


def read_price(price_text: str) -> Amount | None:
    """Yuan a person pays; 0 where it is free."""
    text = plain_dashes(arabic(compact(price_text).lower()))
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
    if not text:
        return None
    if _PER_LESSON.search(text):
        raise Unreadable("per_lesson")
    found = [(match, amount) for match in _PRICE.finditer(text) if (amount := _amount(match)) is not None]
    current = [amount for match, amount in found if _NOW.search(text, max(0, match.start() - 6), match.start())]
    if len(current) == 1:
        return current[0]
    found = [
        (match, amount) for match, amount in found if not _BEFORE.search(text, max(0, match.start() - 5), match.start())
    ]
    return _one_price(text, [amount for _, amount in found])


def _amount(match: re.Match[str]) -> Amount | None:
    after = match.string[match.end() : match.end() + 1]
    if (
        after
        in ("%", "折", "分", "人", "课", "学", "天", "期", "年", "月", "级", "小", "节", "次", "个", "名", "岁", "位")
        and not match[3]
    ):
        return None
    amount = round(float(match[1]) * _SCALES.get(match[2] or "", 1), 2)
    return int(amount) if amount == int(amount) else amount


def _one_price(text: str, amounts: list[Amount]) -> Amount:
    free = _FREE.search(text) and not _NOT_FREE.search(text)
    if not amounts or set(amounts) == {0}:
        if free or amounts:
            return 0
        raise Unreadable("on_request" if _NO_PRICE.search(text) else "no_price")
    if len(set(amounts)) > 1:
        raise Unreadable("range" if _PRICE_RANGE.search(text) else "several")
    return amounts[0]


_ANSWERS = {"是": True, "有": True, "可申请": True, "否": False, "无": False, "没有": False}


def read_subsidised(subsidised_text: str, price_text: str = "", title: str = "", description: str = "") -> bool | None:
    """Whether public money pays a part; None where nothing is said."""
    if (answer := compact(subsidised_text)) in _ANSWERS:
        return _ANSWERS[answer]
    for text in (subsidised_text, price_text, title, description):
        folded = compact(text)
        if _UNSUBSIDISED.search(folded):
            return False
        if _SUBSIDISED.search(folded):
            return True
    return None


def read_course_certificate(certificate_text: str, title: str = "") -> str | None:
    """The certificate the course leads to, by the name adverts' certificates have too."""
    text = compact(certificate_text)
    found = _certificate(text or compact(title))
    if text and found is None:
        raise Unreadable("no_certificate" if _NO_CERTIFICATE.search(text) else "unknown_certificate")
    return found


def _certificate(text: str) -> str | None:
    asked = read_certificates(text, "")
    return asked[0] if asked else next((name for name, pattern in _FAMILY_PATTERNS if pattern.search(text)), None)
