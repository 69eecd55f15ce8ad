"""Names of companies and institutions in full, and the line near a vacancy that is one."""

import re
from collections.abc import Sequence

from rencai_crawler.pages.lines import EDGE, Line, squeeze

EMPLOYER = re.compile(
    r"(?![的了和与及])[\u4e00-\u9fffA-Za-z0-9（）()·&.\-—]{3,40}(?:有限(?:责任)?公司|股份公司|公司|集团|工厂|厂|酒店|医院|学校|学院|"
    r"中心|事务所|工作室|经营部|商行|门店|幼儿园|银行|研究院|研究所|大学|饭店|餐厅|[\u4e00-\u9fff]店|"
    r"合作社|门诊部|诊所|[农林]场|养殖场|[配送务]站|管理[处局]|协会|基金会|报社|出版社|超市|商场|俱乐部|会所|敬老院|福利院)(?:[（(][\u4e00-\u9fff]{2,10}[)）]|[\u4e00-\u9fff]{2,10}(?:公司|店|厂区?|分行|支行|分院|校区|部|中心))?"
)
NO_EMPLOYER = re.compile(
    r"首页|搜索|您|登录|注册|版权|招聘网|人才网|招工网|更多|查看|所有职位|公司介绍|公司简介|公司信息|公司规模|公司主页"
)
_COUNTED = re.compile(r"\d+\s*[家个万多]*(?:公司|企业|集团|学校|医院)")
"""419919公司, of a footer."""
_BRANCH = re.compile("[\u4e00-\u9fff]{2,5}分(?:公司|行|院|校|店|部)")
"""浙江分公司, of a company that is not named."""
_SORT_OF_SCHOOL = re.compile("(?:(?:国际化?|民办|公办|双语|培训|职业|技工|特殊|旗下|合作)+)?学校")
_ENDS = frozenset("司团厂店院校学心所室部行园社厅区场站处局会市)）")
"""Last characters of all names; most lines end otherwise, which is found at once."""
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[:：]")
"""Before a value that says something else, for the labels of an employer are known: 用人部门：信息学院."""
_OFFICE = re.compile(
    r"[\s（(·-]*(?:组织|党委|综合)?(?:人力资源|人事|劳资|招聘)(?:管理|行政|教育)?(?:部门?|处|科|办公室|组)[)）]?$"
)
_LEAST_NAME = 3
_PARTS = re.compile(rf"[{EDGE}|｜丨]")


def is_employer(text: str) -> bool:
    """Whether a text is the name of a company or an institution, and nothing else."""
    if text[-1:] not in _ENDS or not EMPLOYER.fullmatch(text) or NO_EMPLOYER.search(text) or text.endswith("招聘"):
        return False
    if text.count("有限公司") > 1:
        return False  # two of them, or news about them
    return not (_COUNTED.match(text) or _SORT_OF_SCHOOL.fullmatch(text) or _BRANCH.fullmatch(text))


def employing(name: str) -> str:
    """Whoever employs, of a name that may be that of an office for staff: 示例大学 of 示例大学人力资源部."""
    whole = _OFFICE.sub("", name)
    return whole if len(whole) >= _LEAST_NAME else "" if whole != name else name


def employer_line(head: Sequence[Line]) -> str:
    """The first line, or part of one, that is a company's name; a row of links is no line."""
    for line in head:
        parts = [text for part in _PARTS.split(line.marked) if (text := squeeze(part))]
        if line.in_link and sum(map(is_employer, parts)) > 1:
            continue
        whole = [] if line.in_link and len(parts) > 1 else [line.text]
        parts = [text for text, above in zip(parts, ["", *parts], strict=False) if not _OTHER_LABEL.fullmatch(above)]
        found = next((text for text in (*whole, *parts) if is_employer(text)), "")
        if found:
            return found
    return ""
