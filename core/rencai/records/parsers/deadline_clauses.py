"""Which clauses of a text with days of several events tell until when one may apply."""

import re
from collections.abc import Callable

_BETWEEN = re.compile(r"([,;。!|]| (?=[0-9]?[一-鿿]{2,10}:))")
_DAY = re.compile(
    r"[0-9] ?[月日号天]|[0-9] ?个?(?:工作日|周|月)|[0-9][-./][0-9]|[0-9]{8}|[月年](?:底|末)"
    r"|[今明后]天|[今明]日|半[月年]"
)
_APPLYING = re.compile(
    "报名|报考|截止|截至|申报|申请|投递|简历|有效期|网申|受理|征稿|截稿|投稿|征集|即日起|应聘|过期|招聘时间|延[期长至]"
)
_OTHER = re.compile(
    "笔试|面试|考试|比赛|竞赛|[初复决预]赛|体检|开标|公示|成绩|准考证|缴费|检录|报到|开班|开课|培训时间|入围|评审|答辩"
    "|领取|发放|确认|录取|名单|结果|通知(?:日期|时间)|宣讲|offer|发布(?!之日|后|公告)|公告时间"
)
_LABELLED_OTHER = re.compile(
    "[ 0-9.、]{0,4}(?:笔试|面试|考试|缴费|体检|培训|宣讲|开课)(?:时间|日期)? ?:|.*前[^,;。]{0,8}(?:到岗|入职|上班|报到)"
)
# 年龄计算截止到6月20日, 1993年1月1日以后出生, 毕业区间: what an age, years of service or a degree are reckoned by.
_RECKONED = re.compile(
    "(?:年龄|工龄|年限|工作经历)[^,;。0-9]{0,6}(?:计算|截[止至])|(?:计算|认定)(?:日期|时间)?截[止至]|出生"
    "|毕业(?:时间|区间|日期|并?取得)|期间毕业|前(?:毕业|取得|参加工作)|[0-9] ?周岁"
    "|(?:(?<!招)聘期|服务期限?|任期)[^,;。]{0,30}至|合同(?:期限?)?[^,;。0-9]{0,4}至|[驾行]驶证"
    "|取得[^,;。0-9]{0,10}证|^以[^,;。]{6,16}为截止日|(?:收到|提交|受理|截止|结束)[^,;。0-9]{0,6}后 ?[0-9]"
)
_LASTS = re.compile(
    "截|止|有效|期限|过期|到期|[0-9日号点时底末] ?[之以]?前|[至到] ?[0-9]{1,4} ?[-年月日号点周.:/]"
    "|[0-9] ?(?:天|周|年|个?(?:月|工作日)|日) ?[之以]?内|[请须][于在]|务必|延长|延至"
    "|即日|日起(?!打印|领取|查询|下载)|起至|最后|剩|还有|为期|报名|报考|申请|申报|受理|征|网申|公示|关闭|结束|deadline|expir|until"
)
_WORDS = re.compile("[一-鿿]")
_TIMES = re.compile("[年月日号时点分]|上午|下午|中午|晚上|星期.|周.")
_FEW_WORDS = 12
_HELD_OR_SIGNED = re.compile("笔试|考核|[举进]行|合同|签[订约]")
_UNTIL_APPLYING = re.compile("(?:报名|投递|申请)(?:时间|日期)?(?:截|至|到)")
_MERELY_TIME = re.compile(
    r"(?:[0-9\s年月日号时分点:\-/.()至到止起前]|上午|下午|中午|晚上|星期.|周.|每天|每日|工作日|节假日除外|法定|双休日|含|及|和|、|结束|截止)*"
)
# 校招9月2日上线: the day on which it begins, no deadline.
_BEGINS = re.compile(
    "(?:上线|启动|开启|开放|开始|[发公]布|更新|来源|报道)(?!之日|后)|[0-9] ?日[之以]?后|[日号]起(?=打印|领取|查询|下载)"
)
_ENDS = re.compile("[至到止]|前|内|(?<![12][0-9]{3})(?<![12][0-9]{3}-[0-9]{2})- ?[0-9]|有效")


def tells_of_an_end(plain: str) -> bool:
    """Whether a text says until when something lasts, or is no more than days with a few words beside them."""
    return bool(plain.strip()) and (
        _LASTS.search(plain) is not None
        or (len(_WORDS.findall(_TIMES.sub("", plain))) <= _FEW_WORDS and not _HELD_OR_SIGNED.search(plain))
    )


def of_applying(plain: str) -> str:
    """The clauses with a day of applying and what goes on with their times; else those that aren't of a later event."""
    parts = _BETWEEN.split(plain)
    clauses = parts[::2]
    applying = [bool(_APPLYING.search(clause)) for clause in clauses]
    dated = [tells and bool(_DAY.search(clause)) for tells, clause in zip(applying, clauses, strict=True)]
    surely = [tells and not _OTHER.search(clause) for tells, clause in zip(dated, clauses, strict=True)]
    if any(dated):
        return _joined(parts, _going_on(clauses, surely if any(surely) else dated))
    if any(applying):
        return _joined(parts, [not _OTHER.search(clause) and not _only_begins(clause) for clause in clauses])
    return _joined(parts, [not _LABELLED_OTHER.match(clause) and not _only_begins(clause) for clause in clauses])


def without_reckoning(plain: str) -> str:
    """The text without the clauses that say by which day ages or years of service are reckoned."""
    parts = _BETWEEN.split(plain)
    return _joined(parts, [not _is_reckoned(clause) for clause in parts[::2]])


def _is_reckoned(clause: str) -> bool:
    return _RECKONED.search(clause) is not None and not _UNTIL_APPLYING.search(clause)


def _going_on(clauses: list[str], chosen: list[bool]) -> list[bool]:
    """The chosen clauses and those behind them that are nothing but times."""
    kept: list[bool] = []
    for place, (clause, tells) in enumerate(zip(clauses, chosen, strict=True)):
        goes_on = place > 0 and kept[-1] and _MERELY_TIME.fullmatch(clause) is not None
        # 3日开始报名,9日结束 but not 9日截止报名,20日结束.
        ends_twice = goes_on and "结束" in clause and "截止" in clauses[place - 1]
        kept.append(tells or (goes_on and not ends_twice))
    return kept


def _only_begins(clause: str) -> bool:
    return bool(_DAY.search(clause) and _BEGINS.search(clause)) and not _ENDS.search(clause)


def _joined(parts: list[str], kept: list[bool]) -> str:
    ends = [*parts[1::2], ""]
    return "".join(clause + end for clause, end, keep in zip(parts[::2], ends, kept, strict=True) if keep)


def headed(plain: str, heads: Callable[[str], object]) -> list[str]:
    """The text in pieces, each of which begins with a clause that heads it: one with a year, for the days behind it."""
    parts = _BETWEEN.split(plain)
    pieces: list[str] = []
    for clause, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if pieces and not heads(clause):
            pieces[-1] += clause + end
        else:
            pieces.append(clause + end)
    return pieces
