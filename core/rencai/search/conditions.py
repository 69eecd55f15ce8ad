"""Conditions of work as people say them: who types 有宿舍的厂 or 干一天结一天 means what adverts call 包住 and 日结."""

import re

_GIVEN = "(?:[包管供]|提供|免费)"
_CONDITIONS: tuple[tuple[str, str], ...] = (
    ("包吃包住", rf"{_GIVEN}(?:吃住|吃宿|食宿|膳宿)|[包管供有]吃[包管供有]?住|(?:食宿|吃住)(?:全包|全免|免费)"),
    (
        "包住",
        "(?:提供|免费|有|带)(?:员工)?(?:住宿|宿舍|住处)|住宿(?:全免|免费)|有(?:地方|地儿)住|有住的(?:地方|地儿)?|[包管]宿(?!舍)",
    ),
    ("包吃", "(?:提供|免费|有)(?:员工)?(?:工作餐|三餐|午餐|食堂)|[包管](?:饭|三餐|午餐)"),
    ("双休", "[做上干]五休二|周末不上班|(?:周[六末]日?休息?|休周[六末]日?)(?!日)|一周休息?[两二2]天"),
    (
        "日结",
        "当[天日]结(?:算|账|清|工资|钱)?|按[天日](?:结|算)(?:算|工资|钱)?|今天干今天结|现结|[干做]一天(?:结|给|算)一天(?:的?钱)?|一天一结|日结(?:算|工资)",
    ),
    ("夜班", "(?:晚上|夜里|夜间)(?:上班|上的班|干活|干的活|值班)"),
    ("白班", "[长常]白班|白天(?:上班|上的班|干活)|(?:不用?上|不要|没有?|无|不值)夜班|不用?(?:倒班|熬夜)"),
    ("不坐班", "(?:不用|不需要?|无需)坐班"),
    ("居家办公", "在家里?就?(?:能|可以)?(?:做|干|上班|办公)(?![饭菜])"),
    ("学历不限", "(?:无|没有?|不要|不看|不限|不需要?)(?:学历|文凭|文化)(?:要求)?(?!证|认|提|教|和|与|课)"),
)
"""The word of adverts, and how else it is said."""
_OF_A_PAPER = "(?!证明|制度|规[定章范]|管理|办法|标准|条例|通知|合同|协议)"
"""Behind a condition these make it a matter of rules: 提供住宿证明."""
_SAID = "|".join(f"(?P<said{number}>{said})" for number, (_, said) in enumerate(_CONDITIONS))
_PATTERN = re.compile(f"(?:{_SAID}){_OF_A_PAPER}")


def conditions(text: str) -> list[tuple[int, int, str]]:
    """Where a text says a condition of work in other words than adverts do, each with the word of adverts."""
    return [
        (one.start(), one.end(), _CONDITIONS[int((one.lastgroup or "").removeprefix("said"))][0])
        for one in _PATTERN.finditer(text)
    ]
