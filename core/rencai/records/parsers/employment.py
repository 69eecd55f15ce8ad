"""The form of employment."""

import re

from rencai.records.parsers.text import compact, fold
from rencai.records.values import EmploymentType, Unreadable

_SPECIFIC: tuple[tuple[EmploymentType, str], ...] = (
    (EmploymentType.DISPATCH, "劳务派遣|派遣"),
    (EmploymentType.OUTSOURCED, "外包|outsourc"),
    (EmploymentType.RETIREE, "返聘|劳务(?:合同|关系|协议|用工|工)|^劳务$"),
    (EmploymentType.APPRENTICESHIP, "学徒|apprentice"),
    (EmploymentType.INTERNSHIP, "实习|见习|intern"),
    (EmploymentType.SEASONAL, "季节(?:工|性|用工)|seasonal"),
    (EmploymentType.HOURLY, "非全日制|小时工|钟点工|计时工"),
    (EmploymentType.PART_TIME, "兼职|part[-_]?time|周末工"),
    (EmploymentType.TEMPORARY, "临时|短期|日结|零工|[寒暑]假工|暑期工|假期工|temporary|per[-_]?diem"),
)
_FULL_TIME = re.compile(
    "(?<!非)全(?:日制|职)|full[-_]?time|正式|合同[制工]|劳动合同|聘用合同|在编|编制内|事业编|聘用制|聘任制|编制?外聘用|员额|固定期限|长期工"
    "|直聘|直签|permanent|regular"
)
_INTERN_HOURS = re.compile("实习[(-]?[全兼]职|^[全兼]职实习生?$")
_SHORT_PART_TIME = re.compile("兼职/临时工?|临时工?/兼职")
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _SPECIFIC)

# 文员（可实习）is no internship: whoever is one may come, too.
_WELCOME = "(?<!可)(?<!可以)(?<!接受)(?<!接收)(?<!欢迎)(?<!也招)(?<!可招)"
_TITLE: tuple[tuple[EmploymentType, re.Pattern[str]], ...] = (
    (EmploymentType.DISPATCH, re.compile(r"[(\[【\-/|·]\s*(?:劳务)?派遣|(?:劳务)?派遣(?:制|岗|工|人员)?[)\]】]?$")),
    (EmploymentType.OUTSOURCED, re.compile(r"[(\[【\-/|·]\s*外包|外包(?:岗|人员)?[)\]】]?$")),
    (
        EmploymentType.INTERNSHIP,
        re.compile(rf"{_WELCOME}(?:实习生|见习生|实习(?=[)\]】]|$|岗))|(?<![a-z])intern(?:ship)?(?![a-z])"),
    ),
    (EmploymentType.APPRENTICESHIP, re.compile("学徒")),
    (EmploymentType.HOURLY, re.compile("小时工|钟点工|非全日制")),
    (EmploymentType.PART_TIME, re.compile("兼职(?!管理|招聘|平台|主管|经理)|part[-_ ]?time")),
    (EmploymentType.TEMPORARY, re.compile("临时工|日结|短期工|[寒暑]假工|暑期工|假期工")),
    (EmploymentType.FULL_TIME, re.compile("全职|full[-_ ]?time")),
)


def read_employment_type(employment_type_text: str, title: str = "") -> EmploymentType | None:
    """The form named; a form of contract (派遣, 外包) is more telling than 全职 beside it."""
    text = compact(employment_type_text).lower()
    if not text:
        return _from_title(fold(title).lower())
    if _INTERN_HOURS.search(text):
        return EmploymentType.INTERNSHIP
    found = [kind for kind, pattern in _PATTERNS if pattern.search(_SHORT_PART_TIME.sub("兼职", text))]
    if len(found) > 1 or (found and _competes(found[0], text)):
        raise Unreadable("several")
    if found:
        return found[0]
    if _FULL_TIME.search(text):
        return EmploymentType.FULL_TIME
    raise Unreadable("any" if "不限" in text else "unknown_type")


def _competes(kind: EmploymentType, text: str) -> bool:
    contract = (EmploymentType.DISPATCH, EmploymentType.OUTSOURCED, EmploymentType.RETIREE)
    return kind not in contract and _FULL_TIME.search(text) is not None


def _from_title(title: str) -> EmploymentType | None:
    found = [kind for kind, pattern in _TITLE if pattern.search(title)]
    return found[0] if len(found) == 1 else None
