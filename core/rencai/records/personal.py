"""Masking of personal data in text that is shown or indexed."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

_DIGIT = "[0-9０-９]"
_GAP = "[ \u00a0\u3000\\-－—]?"
_NOT_CODE = r"(?<![0-9０-９A-Za-z])"
_ID_CARD = re.compile(
    rf"(?<![0-9０-９A-SU-Za-su-z])(?P<mark>[TtＴ]?)(?P<number>{_DIGIT}{{6}}{_GAP}{_DIGIT}{{8}}{_GAP}{_DIGIT}{{3}}[0-9０-９Xxｘ])(?![0-9０-９A-Za-z])"
)
_MOBILE = re.compile(
    rf"{_NOT_CODE}(?P<country>(?:[+＋]|00|[（(][+＋]?)?[8８][6６][）)]?{_GAP})?"
    rf"(?P<number>[1１][3-9３-９]{_DIGIT}{_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}})(?![0-9０-９])"
)
_MOBILE_OTHER = re.compile(
    rf"{_NOT_CODE}(?P<number>[1１][3-9３-９]{_DIGIT}{{2}}{_GAP}{_DIGIT}{{3}}{_GAP}{_DIGIT}{{4}})(?![0-9０-９])"
)
_LANDLINE = re.compile(
    rf"{_NOT_CODE}(?P<number>[（(]?[0０][1-9１-９]{_DIGIT}{{1,2}}[）)]?[ \-－—－]?{_DIGIT}{{4}}[ \-－—]?{_DIGIT}{{3,4}}(?:[ \-－—转]{{1,2}}{_DIGIT}{{1,5}})?"
    rf"|400[ \-－]?{_DIGIT}{{3,4}}[ \-－]?{_DIGIT}{{3,4}})(?![0-9０-９])"
)
_LABELLED_PHONE = re.compile(
    rf"(?P<label>(?:电\s*话|联系方式|热线|座机|传\s*真|TEL|Tel|tel|咨询)[^0-9０-９\n]{{0,8}})(?P<number>[2-8２-８]{_DIGIT}{{3}}[ \-－]?{_DIGIT}{{3,4}})(?![0-9０-９年月元])"
)
_EMAIL = re.compile(
    r"(?P<number>[A-Za-z0-9._%+\-]{1,64}\s?[@＠]\s?(?P<host>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}))"
)
_MESSENGER = re.compile(
    r"(?P<label>(?:微\s*信(?:号)?|[Ww]e[Cc]hat|WX|wx|V信|v信|QQ(?:号|群)?|qq(?:号|群)?|Ｑ\s*Ｑ)\s*(?:同号|号码|：|:|为|是|/|、|QQ|qq|手机|[ \u3000])*)"
    r"(?P<number>[A-Za-z0-9_\-]{5,24})"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛"
    "林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬"
    "申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁"
    "勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫岳覃付"
)
_TITLES = (
    "先生|女士|小姐|老师|经理|主任|主管|主席|科长|处长|部长|院长|校长|店长|总监|总|工|同志|阿姨|姐|哥|师傅|人事|HR|hr"
)
_CONTACT = re.compile(
    r"(?P<label>(?:联\s*系\s*人|负\s*责\s*人|经办人|联络人|接待人|招聘人|咨询人|收件人|人事|HR|hr|联系)(?:姓名)?\s*[:：]\s*)"
    rf"(?P<number>(?:[{_SURNAMES}](?:{_TITLES})|(?:欧阳|上官|司马|诸葛|司徒|皇甫|[{_SURNAMES}])[一-鿿]{{1,2}}(?:{_TITLES})?))"
    r"(?![一-鿿]{0,2}(?:公司|中心|部|处|科|室|局))"
)
_COURTESY = re.compile(
    rf"(?P<label>(?:联系|致电|咨询|找|询)[^一-鿿0-9]{{0,2}})(?P<number>[{_SURNAMES}](?:先生|女士|小姐|经理|老师|主任|总))(?![一-鿿])"
)
_PHONE_AHEAD = re.compile(
    rf"(?P<number>(?<![一-鿿])[{_SURNAMES}][一-鿿]?(?:先生|女士|小姐|经理|老师|主任|总|工))(?=\s*[:：,，(（/]?\s*(?:电话|手机|微信|联系方式)?\s*[:：]?\s*(?:[1１][3-9３-９]{_DIGIT}|0{_DIGIT}{{2,3}}-))"
)


@dataclass(frozen=True)
class Masked:
    """Text as it may be shown, and how many of each kind of personal data were covered."""

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)


def mask(text: str, *, keep_phones: Set[str] = frozenset()) -> Masked:
    """Cover mobile numbers, identity numbers, e-mail, messenger ids, office phones and named contact persons.

    `keep_phones` are the office phones a source may show, written with any separators. Addresses at gov.cn stay.
    """
    counts: Counter[str] = Counter()
    kept = {_bare(phone) for phone in keep_phones}

    def cover(kind: str, pattern: re.Pattern[str], how: Callable[[re.Match[str]], str | None]) -> None:
        nonlocal text

        def replace(match: re.Match[str]) -> str:
            covered = how(match)
            if covered is None:
                return match[0]
            counts[kind] += 1
            return covered

        text = pattern.sub(replace, text)

    def phone(match: re.Match[str]) -> str | None:
        return None if _bare(match["number"]) in kept else _instead(match, _starred(match["number"], 3, 4))

    def landline(match: re.Match[str]) -> str | None:
        return None if _bare(match["number"]) in kept else _instead(match, _starred(match["number"], 3, 0))

    cover("name", _PHONE_AHEAD, _surname_only)
    cover("identity", _ID_CARD, _identity)
    cover("mobile", _MOBILE, phone)
    cover("mobile", _MOBILE_OTHER, phone)
    cover("phone", _LANDLINE, landline)
    cover("phone", _LABELLED_PHONE, landline)
    cover("email", _EMAIL, _email)
    cover("messenger", _MESSENGER, _messenger)
    cover("name", _CONTACT, _surname_only)
    cover("name", _COURTESY, _surname_only)
    return Masked(text, dict(counts))


def _bare(number: str) -> str:
    return "".join(str(int(character)) for character in number if character.isdecimal())


def _instead(match: re.Match[str], covered: str) -> str:
    start, end = match.span("number")
    offset = match.start()
    return match[0][: start - offset] + covered + match[0][end - offset :]


def _starred(number: str, head: int, tail: int) -> str:
    """The number with its digits between `head` and `tail` as stars."""
    places = [index for index, character in enumerate(number) if character.isdecimal()]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if index in hidden else character for index, character in enumerate(number))


def _identity(match: re.Match[str]) -> str | None:
    number = match["number"]
    bare = "".join(character for character in number if character.isalnum())
    digits = [int(character) for character in bare[:17]]
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11]
    last = bare[17].upper()
    written = last if last in "XＸ" else str(int(last))
    plausible = 1900 <= int("".join(map(str, digits[6:10]))) <= 2099 and 1 <= digits[10] * 10 + digits[11] <= 12
    if not plausible or check != written.replace("Ｘ", "X"):
        return None
    return _instead(match, bare[:6] + "********" + bare[14:])


def _email(match: re.Match[str]) -> str | None:
    if match["host"].lower().endswith("gov.cn"):
        return None
    return "***@" + match["host"]


def _messenger(match: re.Match[str]) -> str | None:
    return (
        _instead(match, "***")
        if any(character.isdigit() for character in match["number"])
        or "_" in match["number"]
        or len(match["number"]) >= 6
        else None
    )


def _surname_only(match: re.Match[str]) -> str:
    return _instead(match, match["number"][0] + "**")
