"""The shapes that personal data have in adverts and notices.

Every repetition is bounded, so that a search is linear in its text.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

D = "[0-9０-９]"
_NUMERALS = "〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_GAP = "[ \u00a0\u3000\\-－—.．·]?"
_NO_DIGIT_AHEAD = "(?![0-9０-９])"
_APART = "(?<![0-9０-９A-Za-z])"
_LAST = "[0-9０-９XxＸｘ]"

IDENTITY = re.compile(
    f"(?<![0-9０-９A-SU-Za-su-z])[TtＴ]?"
    f"(?P<number>{D}{{6}}{_GAP}{D}{{4}}{_GAP}{D}{{2}}{_GAP}{D}{{2}}{_GAP}{D}{{3}}{_GAP}{_LAST})(?![0-9０-９A-Za-z])"
)
LABELLED_IDENTITY = re.compile(
    f"(?:身份证|证件)(?:证?号码?|编号)?[^0-9０-９A-Za-z\\n]{{0,6}}(?P<number>{D}{{17}}{_LAST}|{D}{{15}})(?![0-9０-９A-Za-z])"
    f"|护照(?:证?号码?)?[^0-9０-９A-Za-z\\n]{{0,4}}(?P<passport>[A-Za-z]{{1,2}}{D}{{7,8}})(?![0-9０-９A-Za-z])"
)
_COUNTRY = f"(?:(?:[+＋]|00|[（(][+＋]?)?[8８][6６][）)]?{_GAP})?"
MOBILE = re.compile(
    f"{_APART}{_COUNTRY}[（(]?(?P<number>[1１][3-9３-９]{D}"
    f"(?:[）)]?{_GAP}{D}{{4}}{_GAP}{D}{{4}}|{D}{_GAP}{D}{{3}}{_GAP}{D}{{4}}))" + _NO_DIGIT_AHEAD
)
SPACED_MOBILE = re.compile(
    f"{_APART}(?P<number>[1１](?P<gap>[ \\-.·])[3-9３-９](?:(?P=gap){D}){{9}})(?![ \\-.·]?[0-9０-９])"
)
WRITTEN_MOBILE = re.compile(
    f"(?<![0-9０-９{_NUMERALS}])(?P<number>[1１一壹幺][3-9３-９三四五六七八九叁肆伍陆柒捌玖]"
    f"[0-9０-９{_NUMERALS}]{{9}})(?![0-9０-９{_NUMERALS}])"
)
_AREA = f"[0０](?:[1１][0０]|[2２]{D}|[3-9３-９]{D}{{2}})"
OFFICE_PHONE = re.compile(
    f"{_APART}(?P<number>[（(]?{_AREA}[）)]?[ \\-－—－]?{D}{{4}}[ \\-－—]?{D}{{3,4}}(?:[ \\-－—转]{{1,2}}{D}{{1,5}})?"
    f"|[48][0０][0０][ \\-－]?{D}{{3,4}}[ \\-－]?{D}{{3,4}}){_NO_DIGIT_AHEAD}"
)
LABELLED_PHONE = re.compile(
    f"(?:电\\s?话|联系方式|热线|座机|固\\s?话|致电|拨打|传\\s?真|TEL|Tel|tel)[^0-9０-９\\n]{{0,8}}(?!20[0-3][0-9][01][0-9][0-3][0-9])"
    f"(?P<number>[2-8２-８]{D}{{3}}[ \\-－]?{D}{{3,4}})(?![0-9０-９年月元])"
)
ONE_MORE_PHONE = re.compile(f"(?P<number>[2-8２-８]{D}{{3}}[ \\-－]?{D}{{4}}){_NO_DIGIT_AHEAD}")
NEXT_PHONES = re.compile(
    f"(?<=\\*\\*\\*)(?P<number>(?:[、/,，或 ]{{1,3}}[2-8２-８]{D}{{3}}[ \\-－]?{D}{{4}}{_NO_DIGIT_AHEAD}){{1,9}})"
)

_TOP = "(?:com|cn|net|org|edu|vip|top|cc|info)(?![A-Za-z0-9])"
_DOT = f"(?:[.．]| ?[.．] ?(?={_TOP})|。(?={_TOP}))"
_LABEL_OF_HOST = "[A-Za-z0-9０-９\\-]{1,63}"
_LOCAL = "[A-Za-z0-9０-９._%+\\-]{1,64}"
EMAIL = re.compile(
    f"(?P<number>{_LOCAL} ?(?:[@＠]|[(（\\[【{{<] ?(?:[aA][tT]|艾特|@) ?[)）\\]】}}>]) ?"
    f"(?P<host>{_LABEL_OF_HOST}(?:{_DOT}{_LABEL_OF_HOST}){{1,4}}|[A-Za-z0-9一-鿿\\-]{{1,40}}\\.(?:中国|公司|网络|com|cn)))"
)
HIDDEN_EMAIL = re.compile(
    # The hash sign for the other one, and all of it in words.
    f"(?P<number>[A-Za-z0-9._%+\\-]{{2,64}}(?:[#＃](?P<host>(?:{_LABEL_OF_HOST}\\.){{1,3}}{_TOP})"
    f"| at (?P<spoken>[A-Za-z0-9\\-]{{2,63}} (?:dot|点) {_TOP})))"
)
MESSENGER = re.compile(
    r"(?<![A-Za-z0-9_\-=&/])(?:[微薇]\s?信|[Ww]e[Cc]hat|[Ww]ei[Xx]in|[VvＶ]信|扣扣|企鹅号?|[QqＱｑ]\s?[QqＱｑ]"
    r"|加\s?(?:[微薇]信?|[WwVv][Xx]|[VvＶ])|(?:[WwVv][Xx]|[威维]信|[Vv](?=\s?[:：]))(?=[\s:：号为是]))"
    r"(?:号码?|群号?|同号|同步| ?[Ii][Dd]|[账帐]号)?"
    r"(?P<mark>[\s:：为是/、]{0,4}(?:QQ|qq|手机号?|微信)?[\s:：]{0,3})"
    r"(?P<number>[A-Za-z0-9０-９_\-](?:[A-Za-z0-9０-９_\-.]{3,22}[A-Za-z0-9０-９_\-]))(?![A-Za-z0-9０-９_\-@]|\.[A-Za-z0-9])"
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
SEVEN_DIGITS = re.compile(f"{D}(?:[ \u00a0\u3000\\-－—.．·()（）转]{{0,2}}{D}){{6}}")
NUMERALS = re.compile(f"[0-9０-９{_NUMERALS}]{{11}}")
# Each begins with a set of characters, which is what makes looking for it quick.
AT = re.compile(
    "[@＠#＃(（\\[【{< ](?:(?<=[@＠])|(?<=[A-Za-z0-9][#＃])[A-Za-z0-9]|(?<![ #＃]) ?(?:[aA][tT]|艾特)|(?<= )at )"
)
MESSENGER_NAME = re.compile(r"[微薇威维VvＶ加QqＱｑWwCcEe扣企](?:\s?[信微薇QqＱｑVvＶ:：]|[Xx]|hat|i[Xx]in|扣|鹅)")
COLON = re.compile("[:：]")
REQUEST = re.compile("联系|致电|咨询|找|询问")
CONTACT = re.compile("[系办络CcHh](?:\\s?人|ontact|[Rr])")


class NamePatterns(NamedTuple):
    before_phone: re.Pattern[str]
    after_label: re.Pattern[str]
    after_request: re.Pattern[str]
    beside_label: re.Pattern[str]
    next_names: re.Pattern[str]
    one_name: re.Pattern[str]


LATIN_NAME = re.compile(
    r"(?:联\s?系\s?人|经办人|联络人|[Cc]ontact(?: [Pp]erson)?|HR|hr)\s{0,2}[:：]\s{0,2}"
    r"(?P<number>(?!(?:[Ee]-?mail|[Tt]el|[Pp]hone|[Mm]obile|[Ww]e[Cc]hat|[Hh]otline|[Dd]epartment|[Oo]ffice)\b)"
    r"(?:M(?:r|s|rs|iss)\.? ?)?[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})?)(?![A-Za-z@])"
)


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
    one = f"(?:{addressed}|{plain})(?![一-鿿])"
    return NamePatterns(
        re.compile(f"(?<![一-鿿])(?P<number>{addressed}|{plain}){_PHONE_FOLLOWS}"),
        re.compile(f"{_LABEL}(?P<number>{one})"),
        re.compile(f"(?:联系|致电|咨询|找|询问)[ :：]?(?P<number>{none}{surname}(?:{_HONORIFIC}))(?![一-鿿])"),
        re.compile(rf"(?:联\s?系\s?人|经办人|联络人)(?P<number>{addressed}(?![一-鿿])|[ \u00a0\u3000\t]{{1,3}}{one})"),
        re.compile(rf"(?<=[一-鿿]\*\*)(?P<number>(?:[、/,，和及 ]{{1,2}}{one}){{1,5}})"),
        re.compile(one),
    )
