"""The shapes that personal data have in adverts and notices.

Every repetition is bounded, so that a search is linear in its text.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

D = "[0-9０-９]"
_GAP = "[ \u00a0\u3000\\-－—]?"
_NO_DIGIT_AHEAD = "(?![0-9０-９])"
_APART = "(?<![0-9０-９A-Za-z])"

IDENTITY = re.compile(
    f"(?<![0-9０-９A-SU-Za-su-z])[TtＴ]?(?P<number>{D}{{6}}{_GAP}{D}{{8}}{_GAP}{D}{{3}}[0-9０-９Xxｘ])(?![0-9０-９A-Za-z])"
)
_COUNTRY = f"(?:(?:[+＋]|00|[（(][+＋]?)?[8８][6６][）)]?{_GAP})?"
MOBILE = re.compile(
    f"{_APART}{_COUNTRY}(?P<number>[1１][3-9３-９]{D}"
    f"(?:{_GAP}{D}{{4}}{_GAP}{D}{{4}}|{D}{_GAP}{D}{{3}}{_GAP}{D}{{4}}))" + _NO_DIGIT_AHEAD
)
_AREA = f"[0０](?:[1１][0０]|[2２]{D}|[3-9３-９]{D}{{2}})"
OFFICE_PHONE = re.compile(
    f"{_APART}(?P<number>[（(]?{_AREA}[）)]?[ \\-－—－]?{D}{{4}}[ \\-－—]?{D}{{3,4}}(?:[ \\-－—转]{{1,2}}{D}{{1,5}})?"
    f"|[48][0０][0０][ \\-－]?{D}{{3,4}}[ \\-－]?{D}{{3,4}}){_NO_DIGIT_AHEAD}"
)
LABELLED_PHONE = re.compile(
    f"(?:电\\s?话|联系方式|热线|座机|传\\s?真|TEL|Tel|tel)[^0-9０-９\\n]{{0,8}}(?!20[0-3][0-9][01][0-9][0-3][0-9])"
    f"(?P<number>[2-8２-８]{D}{{3}}[ \\-－]?{D}{{3,4}})(?![0-9０-９年月元])"
)
NEXT_PHONE = re.compile(
    f"(?<=\\*\\*\\*)[、/,，或 ]{{1,3}}(?P<number>[2-8２-８]{D}{{3}}[ \\-－]?{D}{{4}}){_NO_DIGIT_AHEAD}"
)
EMAIL = re.compile(
    r"(?P<number>[A-Za-z0-9._%+\-]{1,64} ?[@＠] ?(?P<host>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}))"
)
MESSENGER = re.compile(
    r"(?<![A-Za-z0-9_\-=&/])(?:微\s?信|[Ww]e[Cc]hat|WX|wx|[Vv]信|QQ|qq|Ｑ\s?Ｑ)(?:号码?|群号?|同号|同步)?"
    r"(?P<mark>[\s:：为是/、]{0,4}(?:QQ|qq|手机号?|微信)?[\s:：]{0,3})(?P<number>[A-Za-z0-9_\-]{5,24})(?![A-Za-z0-9_\-.@])"
)

_HONORIFIC = (
    "先生|女士|小姐|老师|经理|主任|主管|科长|处长|部长|院长|校长|店长|总监|总|工|同志|阿姨|姐|哥|师傅|人事|HR|hr"
)
_LABEL = (
    r"(?:联\s?系\s?人|负\s?责\s?人|经办人|联络人|接待人|招聘人|咨询人|收件人|人事|HR|hr|联系)(?:姓名)?"
    r"\s{0,2}[:：]\s{0,2}"
)
_PHONE_FOLLOWS = (
    r"(?=\s{0,2}[:：,，(（/]?\s{0,2}(?:联系)?(?:电话|手机号?|微信|联系方式)?(?:同号)?\s{0,2}[:：]?\s{0,2}"
    f"(?:[1１][3-9３-９]{D}{_GAP}{D}{{4}}{_GAP}{D}{{4}}|[（(]?{_AREA}[）)]?[-－]?{D}{{7}}))"
)

# Without these a text has none of the above: most texts are looked through for them alone, in a tenth of the time.
SEVEN_DIGITS = re.compile(f"(?:{D}[^0-9０-９]{{0,2}}){{6}}{D}")
AT = re.compile("[@＠]")
MESSENGER_NAME = re.compile("信|[QqＱXx]|[Cc]hat")
COLON = re.compile("[:：]")
REQUEST = re.compile("联系|致电|咨询|找|询问")


class NamePatterns(NamedTuple):
    before_phone: re.Pattern[str]
    after_label: re.Pattern[str]
    after_request: re.Pattern[str]


def _text(name: str) -> str:
    return (files("rencai.records") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def names() -> NamePatterns:
    """Persons' names: before a number, after 联系人：, after 请联系."""
    surnames = _text("surnames.txt").strip()
    # Words that begin with a surname and are none.
    none = "(?!" + "|".join(_text("no_names.txt").split()) + ")"
    surname = f"(?:欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|[{surnames}])"
    addressed = f"{none}{surname}[一-鿿]{{0,2}}?(?:{_HONORIFIC})"
    plain = f"{none}{surname}[一-鿿]{{1,2}}"
    return NamePatterns(
        re.compile(f"(?<![一-鿿])(?P<number>{addressed}|{plain}){_PHONE_FOLLOWS}"),
        re.compile(f"{_LABEL}(?P<number>(?:{addressed}|{plain})(?![一-鿿]))"),
        re.compile(f"(?:联系|致电|咨询|找|询问)[ :：]?(?P<number>{none}{surname}(?:{_HONORIFIC}))(?![一-鿿])"),
    )
