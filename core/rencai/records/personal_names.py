"""Names of the persons that adverts and notices tell to be asked for. Every repetition is bounded."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from rencai.records.personal_patterns import GAP, D

_HONORIFIC = (
    "先生|女士|小姐|老师|经理|主任|主管|科长|处长|部长|院长|校长|店长|总监|总|工|同志|阿姨|姐|哥|师傅|人事|HR|hr"
)
_WHO = (
    r"联\s?系\s?人|负\s?责\s?人|经办人|联络人|接待人|招聘人|咨询人|收件人|对接人|面试官|联系(?:老师|教师)|(?:人事|招聘)(?:经理|主管|专员)"
    r"|人事|HR|hr|联系"
)
_LABEL = (
    rf"(?:{_WHO})(?:姓名|及?电话|及?联系方式)?(?:[（(][^（()）\n]{{1,6}}[)）])?[ \u00a0]{{0,2}}\s{{0,2}}[:：]\s{{0,2}}"
)
_BLANK = "[ \u00a0\u3000]"
_NO_GIVEN = "(?!电话|手机|微信|邮箱|传真|座机|地址|固话|热线|方式|联系)"
_AREA = f"[0０](?:[1１][0０]|[2２]{D}|[3-9３-９]{D}{{2}})"
_PHONE_FOLLOWS = (
    r"(?=\s{0,2}[:：,，(（/]?\s{0,2}(?:联系)?(?:电话|手机号?|微信|联系方式)?(?:同号)?\s{0,2}[:：]?\s{0,2}"
    f"(?:[1１][3-9３-９]{D}{GAP}{D}{{4}}{GAP}{D}{{4}}|[（(]?{_AREA}[）)]?[-－]?{D}{{7}}))"
)

# Each begins with a set of characters, which is what makes looking for it quick.
LABEL_ENDS = re.compile("[人官师理管员事系名话式RrＲ)）](?=[ \u00a0]{0,2}\\s{0,2}[:：])")
REQUEST = re.compile("[联致咨找询](?:(?<=联)系|(?<=致)电|(?<=咨)询|(?<=找)|(?<=询)问)")
TOLD = re.compile("[生士姐师理任管长总监工志姨哥傅事](?=联系|咨询|沟通|报名|预约)")
SENT = re.compile("[收邮微](?:(?<=收)(?![一-鿿])|(?<=邮)箱|(?<=微)信号?[:：])")
COVERED_NAME = re.compile(r"[*]\*(?<=[一-鿿]\*\*)")
CONTACT = re.compile("[系办络责CcHh](?:\\s?人|ontact|[Rr])")

LATIN_NAME = re.compile(
    r"(?:联\s?系\s?人|经办人|联络人|[Cc]ontact(?: [Pp]erson)?|HR|hr)\s{0,2}[:：]\s{0,2}"
    r"(?P<number>(?!(?:[Ee]-?mail|[Tt]el|[Pp]hone|[Mm]obile|[Ww]e[Cc]hat|[Hh]otline|[Dd]epartment|[Oo]ffice)\b)"
    r"(?:M(?:r|s|rs|iss)\.? ?)?[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})?|M[RSrs]{1,2}\.? ?[一-鿿]{1,3})(?![A-Za-z@])"
)


class NamePatterns(NamedTuple):
    before_phone: re.Pattern[str]
    after_phone: re.Pattern[str]
    after_label: re.Pattern[str]
    after_request: re.Pattern[str]
    told: re.Pattern[str]
    sent: re.Pattern[str]
    beside_label: re.Pattern[str]
    next_names: re.Pattern[str]
    one_name: re.Pattern[str]


def _text(name: str) -> str:
    return (files("rencai.records") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def names() -> NamePatterns:
    """Persons' names: before a number and after it, after 联系人：, after 请联系."""
    surnames = _text("surnames.txt").strip()
    # Words that begin with a surname and are none.
    none = "(?!" + "|".join(_text("no_names.txt").split()) + ")"
    surname = f"(?:欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|[{surnames}])"
    addressed = f"{none}{surname}[一-鿿]{{0,2}}?(?:{_HONORIFIC})"
    plain = f"{none}{surname}[一-鿿]{{1,2}}"
    # 张 三 and 林 晓 燕, as they stand under names of three characters.
    spaced = f"{surname}{_BLANK}{{1,3}}{_NO_GIVEN}[一-鿿](?:{_BLANK}{{0,3}}{_NO_GIVEN}[一-鿿])?"
    one = f"(?:{addressed}|{plain}(?:·[一-鿿]{{1,8}})?)(?![一-鿿])"
    labelled = f"(?:{addressed}(?![一-鿿])|{spaced}(?![一-鿿])|{one})"
    beginning = "(?:(?<![一-鿿])|(?<=联系)|(?<=系人)|(?<=致电)|(?<=[询找问])|(?<=主管)|(?<=人事)|(?<=专员))"
    return NamePatterns(
        re.compile(f"{beginning}(?P<number>{addressed}|{plain}){_PHONE_FOLLOWS}"),
        re.compile(
            rf"(?:(?<=[0-9０-９*]{{7}})|(?<=[0-9０-９*]{{4}}[ \-][0-9０-９*]{{4}}))\s{{0,2}}[（(/]?\s{{0,2}}"
            f"(?P<number>{addressed}(?![一-鿿])|(?:HR|hr){surname}(?![一-鿿A-Za-z]))"
        ),
        re.compile(f"{_LABEL}(?P<number>{labelled})"),
        re.compile(
            "(?:联系|致电|咨询|找|询问)[ :：]?(?:[一-鿿]{1,4}部)?"
            f"(?P<number>{none}{surname}(?:{_HONORIFIC}))(?=面试|报名|应聘|(?![一-鿿]))"
        ),
        re.compile(f"[与和跟向](?P<number>{none}{surname}(?:{_HONORIFIC}))(?=联系|咨询|沟通|报名|预约)"),
        re.compile(f"[至给事部源室](?P<number>{addressed}|{plain})(?=收(?![一-鿿])|邮箱|微信号?[:：])"),
        re.compile(
            r"(?:(?:联\s?系\s?人|经办人|联络人)(?=[一-鿿 \u00a0\u3000\t】\]|｜—\-=])|负责人(?=[ \u00a0\u3000\t]))"
            rf"(?P<number>{addressed}(?![一-鿿])|[ \u00a0\u3000\t】\]|｜—\-=]{{1,3}}{labelled})"
        ),
        re.compile(
            rf"(?<=[一-鿿]\*\*)(?P<number>(?:[、/,，和及 ]{{1,2}}{one}|[、,，]{_BLANK}?{spaced}(?![一-鿿])){{1,5}})"
        ),
        re.compile(f"{spaced}(?![一-鿿])|{one}"),
    )
