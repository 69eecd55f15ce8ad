"""Whose number it is: of the people wanted, as words before it or its place in a list show, or of anyone else."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from rencai.records.parsers.headcount_posts import (
    ASIDE,
    COUNTERS,
    LABELS,
    NUMERAL,
    begins_a_value,
    ends_with_who,
    is_item,
    is_sentence,
    is_share,
    names_a_post,
)

_CLAUSES = re.compile("(?<=[,;。|!?])")
_MENTION = re.compile(rf"({NUMERAL}[余多来]?(?:(?:-|至|到|或){NUMERAL})?(?:{COUNTERS})(?:及?以[上下内]|左右)?)")
# What calling for people is part of a name: 招聘考试, 招聘单位.
_NAMED = (
    "考[试务]|工作(?!人)|会|单位|企业|公司|网|平台|信息|公告|简章|启事|条件|范围|对象|程序|方案|过程|活动|市场|现场"
    "|渠道|原则|办法|者|方|了|团队|比例|次数|面试"
)
_CALLING = re.compile(
    rf"招(?:聘|收|募|录|用|工|考|人)(?!{_NAMED})|(?<![已特中])招(?!生(?![活产物])|[了标商呼牌股手待式致到数办聘收募录用工考人])"
    rf"|(?<![特受应返被新])(?<!考虑)(?<!可以)聘(?:用|请)?(?!{_NAMED}|任|书|为)|(?<!记)录用|拟录取?|引进(?!了)|遴选|选调|(?:寻|想|诚)[找觅聘]|扩招|诚邀|(?:岗位|职位)(?:为:?|:)|收(?:学?徒|工人)|计划数?(?=[0-9]|$)"
)
_ASKING = re.compile(
    "(?:(?<![只不])[需缺]|还差|急|^求|[,;。急]求|(?<![主重只不必需])要(?=[^,;。|/0-9]{0,1}$)|用[工人](?!单位))[^,;。|/0-9]{0,14}$"
)
_COUNTED = re.compile(
    r"(?:(?:^|[,;。|(、]|招[聘收录募]?|聘用?|录[用取]?|需求?|需要|计划|用工|岗位?|职位|拟|[本此]次|所需)人数|(?:^|[,;。|(])[共总]人数"
    rf"|{LABELS}|岗位?|职位|不限)"
    r"(?:\((?:个?人|名|位)数?\))?[:为是约共计有(至少不于低最多]*$"
)
_LONGEST_GAP = 48
_SHORTEST = 20
_FEWEST_BETWEEN = 2
_BEHIND = 24
# Between the word of wanting and the number: somebody else does something.
_EVENT = re.compile(
    "奖|参[加与会]|通过|进入|放弃|获奖|入围|报[名考]|体检|签约|吸引|收到|面试|(?<!具)有[约近超过逾达]*$|[达逾]到?$|每$"
)
# 已招3人, 在岗12人: these words of wanting tell of those who are there.
_THERE = (
    "现有|现已有|[缺空]编|核定|[共已只仅]有|拥有|新增|在[职岗册编]|已(?:经|被)?(?:有|报|招|录|投|签|入职|到岗|聘)"
    "|(?:^|负责|能够?|可以?)(?:管理(?!岗|类|人员|部)|带领?)|带领|下[属辖设]|手下"
)
_OF_OTHERS = re.compile(
    rf"(?:{_THERE})[^,;。]{{0,12}}$"
    "|(?:团队|规模|报名|投递|浏览|关注|活跃|在线|参会|参加|参与|出席|面试|入围|获奖|[等头特大]奖|党员|会员|股东|粉丝"
    "|用户|候补|递补|从业|注册|人次|嫌疑人)"
    "(?:人[数员]|总数|成员|学员|志愿者|[者约近超达逾仅共为有是各量:奖]|已|累计|不足|少于|超过)*[0-9-]{0,7}$"
    "|(?:公司|集团|学校|企业|工厂|全厂)(?:员工|教?职工|教师)$"
    "|[员职]工(?:总?人?数量?)?(?:已?超过|达到?|约|近|逾|有|为|共|:)$"
    # 部门人数:12人, 考试人数:1人
    "|(?:^|[,;。|])[^,;。|0-9:]{1,6}(?<![共合总计次])人数[:为是约]*$"
)
_RANK = re.compile("[第前]$|(?<!以)[上下]$|第.[、和]$")
_THERE_ALONE = re.compile(_THERE)
_A_GROUP = re.compile(
    "[员职]工的|的[一-鿿]{0,8}(?:公司|企业|[学校园院厂店]|机构)|的?(?:销售|管理|技术|研发|项目)?(?:团队|规模|小?组(?!长|员)|班(?!长|组))"
)
_PART = re.compile("^[^一-鿿]*其中|[仅只]$")
# 公开招聘教师,共计45名
_IN_ALL = re.compile("[共合总一]+计?")
_WHO_APPLY = re.compile(
    "(?:正在|已经?|同时)?(?:报[名考]|投递|申请|浏览|关注|参会|参加|参与|面试|入围|获奖|看过|感兴趣|沟通)"
)
_PAY_OR_AGE = re.compile(r"(?<![0-9.])[0-9.]+(?:k|万|千|元)?(?:-[0-9.]+)?(?:元|周?岁|k|万|千)")
# What boards write of a company beside other things: 移动互联网,150-500人.
_A_SIZE = re.compile("(?:少于)?(?:[0-9]{1,5}-(?:[0-9]*9|[0-9]+0)|[0-9]+0)人(?:以[上下])?[,;。|!?]?")
_A_COMPANY = re.compile("融资(?!主管|经理|专员|总监|顾问)|[a-g天]使?轮|上市公司|(?:民|私)营")
_ABOUT = re.compile("[余多来]")


class _Whose(Enum):
    WANTED = "wanted"
    OTHERS = "others"
    OPEN = "open"


class _Mention(NamedTuple):
    """A number of people, with what is written before it in its clause, from the number before, and behind it."""

    before: str
    number: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a text tells of the people wanted, and whether anything of it told of others or of nobody known."""

    text: str
    others: bool


def of_the_wanted(text: str) -> Kept:
    """The text without the numbers of others and without the clauses that have nothing else.

    A number with no word of its own belongs to whom the one before it belonged: 现有职工40人,其中技师8人. One that no
    word ties to anybody counts where it stands with a post alone, and in a value that is nothing but such numbers.
    """
    text = _without_part_of_none(text.replace("其中,", "其中"))
    alone = not is_share(text) and _A_COMPANY.search(text) is None
    value = alone and _is_list(text)
    kept, whose, others, called = "", _Whose.OPEN, False, False
    for clause in _CLAUSES.split(text):
        mentions, tail = _parted(clause)
        listed = value or (alone and _names_several(clause, mentions))
        pieces = ""
        for mention in mentions:
            whose = _whose(mention, whose)
            if whose is _Whose.OPEN:
                summed = called and _IN_ALL.fullmatch(mention.before) is not None
                stands = summed or listed or (alone and _stands_for_itself(mention, first=not kept))
                whose = _Whose.WANTED if stands else _Whose.OTHERS
            others = others or whose is _Whose.OTHERS
            pieces += mention.before + mention.number if whose is _Whose.WANTED else ""
        kept += pieces + tail if pieces or not mentions else ""
        called = called or "招聘" in clause or _CALLING.search(clause) is not None
    return Kept(kept, others)


def _without_part_of_none(text: str) -> str:
    """招聘医护人员,其中医师3名,护士10名 without 其中: nothing was numbered that they could be a part of."""
    before, mark, behind = text.partition("其中")
    of_none = mark and _CALLING.search(before) and not _MENTION.search(before)
    return before + behind if of_none else text


def _parted(clause: str) -> tuple[list[_Mention], str]:
    """The numbers of people in a clause, and what is behind the last."""
    parts = _MENTION.split(clause)
    places = range(1, len(parts), 2)
    behind = ("".join(parts[at + 1 : at + 1 + 2 * _BEHIND])[:_BEHIND] for at in places)
    mentions = [_Mention(parts[at - 1], parts[at], after) for at, after in zip(places, behind, strict=True)]
    return mentions, parts[-1]


def _stands_for_itself(mention: _Mention, *, first: bool) -> bool:
    if first and begins_a_value(*mention):
        return True
    told = _PART.search(mention.before) or _ABOUT.search(mention.number)
    return not told and names_a_post(mention.before, mention.after)


def _names_several(clause: str, mentions: list[_Mention]) -> bool:
    """第二中学1人、东街小学2人 is a list of posts whatever is said behind it."""
    return len(mentions) > 1 and "、" in clause and _is_listed(clause, several=True)


def _is_list(text: str) -> bool:
    """Whether a text is nothing but numbers of people, each with no more than a name and an aside."""
    aside = ASIDE.sub("", text)
    clauses = _CLAUSES.split(aside if _MENTION.search(aside) else text)
    # A number that stands alone among other clauses may be of anything: 低难度操作,3人,轻松掌厨.
    if any(_MENTION.fullmatch(clause.rstrip(",;。|!?")) for clause in clauses[1:-1]):
        return False
    return all(_is_listed(clause, several=len(clauses) > 1) for clause in clauses)


def _is_listed(clause: str, *, several: bool) -> bool:
    mentions, _ = _parted(clause)
    if not mentions:
        return not is_sentence(clause) and not re.search("[0-9]", _PAY_OR_AGE.sub("", clause))
    if several and (_A_SIZE.fullmatch(clause) or any(_ABOUT.search(mention.number) for mention in mentions)):
        return False
    if not several and _PART.search(mentions[0].before):
        return False
    *others, last = mentions
    return is_item(*last, several=several) and all(
        is_item(mention.before, mention.number, "", several=several) for mention in others
    )


def _whose(mention: _Mention, earlier: _Whose) -> _Whose:
    before, after = mention.before, mention.after
    if _A_GROUP.match(after) or _RANK.search(before):
        return _Whose.OTHERS
    wanted = _is_wanted(_THERE_ALONE.sub("", before), after)
    there = list(_THERE_ALONE.finditer(before))
    # 我局下属单位招聘2名: who is there calls for others.
    called = there and _CALLING.search(before, min(there[-1].end() + _FEWEST_BETWEEN, len(before)))
    if _OF_OTHERS.search(before) and not (wanted and (called or not there)):
        return _Whose.OTHERS
    if wanted:
        return _Whose.WANTED
    if earlier is _Whose.OTHERS or _WHO_APPLY.match(after):
        return _Whose.OTHERS
    goes_on = earlier is _Whose.WANTED and len(before) <= _SHORTEST and not _EVENT.search(before)
    return _Whose.WANTED if goes_on else _Whose.OPEN


def _is_wanted(before: str, after: str) -> bool:
    """Whether a word of wanting is what the number right behind goes with."""
    calls = [match.end() for match in _CALLING.finditer(before)]
    if calls and len(before) - calls[-1] <= _LONGEST_GAP and not _EVENT.search(before[calls[-1] :]):
        return True
    # 需两名医生签字 needs them for something else.
    asks = _COUNTED.search(before) or (_ASKING.search(before) if ends_with_who(after) else None)
    return asks is not None and not _EVENT.search(asks[0])
