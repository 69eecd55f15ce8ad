"""Whose number it is: that of the people wanted, or of those who work, apply or take part already."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rencai.records.parsers.text import CHINESE_NUMERAL

_CLAUSES = re.compile("(?<=[,;。|])")
_MENTION = re.compile(
    rf"(?:[0-9]{{1,6}}|{CHINESE_NUMERAL}{{1,8}})[余多]?(?:-[0-9]{{1,6}})?(?:个?人(?![班次])|名|位|对)"
    "(?:以上|以下|以内|左右)?"
)
_WANTED = re.compile(
    "招(?!聘?(?:单位|企业|公司|方)|标|商)|聘(?!用?单位)|(?<!记)录|需|名额|计划|岗|职位|用[工人](?!单位)|拟|缺|差|不限"
)
# 已招3人, 在岗12人: these words of wanting tell of those who are there.
_THERE = (
    "现有|现已有|[共已只仅]有|拥有|新增|在[职岗册]|已(?:经|被)?(?:有|报|招|录|投|签|入职|到岗|聘)"
    "|(?:^|负责|能够?|可以?)(?:管理|带领?)|带领|下[属辖设]|手下"
)
_OF_OTHERS = re.compile(
    rf"(?:{_THERE})[^,;。]{{0,12}}$"
    "|(?:团队|规模|报名|投递|浏览|关注|参会|参加|参与|出席|面试|入围|获奖|等?奖|党员|会员|股东|粉丝|用户|从业|注册|人次)"
    "(?:人[数员]|总数|成员|学员|志愿者|[者约近超达逾仅共为有是各量:]|已|累计|不足|少于|超过)*[0-9-]{0,7}$"
    "|(?:公司|集团|学校|企业|工厂|全厂)(?:员工|教?职工|教师)$"
    "|[员职]工(?:总?人?数量?)?(?:已?超过|达到?|约|近|逾|有|为|共|:)$"
    # 部门人数:12人, 考试人数:1人
    "|(?:^|[,;。|])[^,;。|0-9:]{1,6}(?<![共合总计次])人数[:为是约]*$"
)
_RANK = re.compile("[第前]$")
_THERE_ALONE = re.compile(_THERE)
_A_GROUP = re.compile("[员职]工的|的?(?:销售|管理|技术|研发|项目)?(?:团队|规模|小?组(?!长|员)|班(?!长|组))")
_WHO_APPLY = re.compile(
    "(?:正在|已经?|同时)?(?:报名|投递|申请|浏览|关注|参会|参加|参与|面试|入围|获奖|看过|感兴趣|沟通)"
)

# Where nothing speaks of wanting, a number in a sentence of something else tells of others: 某班有50名学生.
_SENTENCE = re.compile(
    "(?<!没)(?<![具需])有(?![色限机])|[是这那我该某将被]|(?<!服)从(?!事)|已|目前|分为|设(?![计备施])|占|球队|队伍|长[度于]|字符|位数|密码|[a-z]为$"
)
_SAID_OF = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a text tells of the people wanted, and whether anything of it told of others."""

    text: str
    others: bool


def of_the_wanted(text: str) -> Kept:
    """The text without the numbers of others and without the clauses that have nothing else.

    A number with no word of its own belongs to whom the one before it belonged: 现有职工40人,其中技师8人.
    """
    kept, of_others, dropped = [], False, False
    for clause in _CLAUSES.split(text):
        place, piece, wanted, left = 0, "", False, False
        for before, mention, after in _mentions(clause):
            of_others = _is_of_others(before, after, of_others)
            piece += "" if of_others else before + mention
            wanted, left = wanted or not of_others, left or of_others
            place += len(before) + len(mention)
        dropped = dropped or left
        if wanted or not left:
            kept.append(piece + clause[place:])
    return Kept("".join(kept), dropped)


def may_be_wanted(text: str) -> bool:
    """Whether a text speaks of wanting, or else its first number of people stands beside a name and in no sentence."""
    mention = _MENTION.search(text)
    if mention is None or _WANTED.search(text):
        return True
    before = text[max(0, mention.start() - _SAID_OF) : mention.start()]
    after = _CLAUSES.split(text[mention.end() : mention.end() + _SAID_OF], maxsplit=1)[0]
    return not _SENTENCE.search(before) and not _SENTENCE.search(after)


def _mentions(clause: str) -> Iterator[tuple[str, str, str]]:
    """Each number of people with what is written before it, from the number before, and behind it."""
    end = 0
    for mention in _MENTION.finditer(clause):
        yield clause[end : mention.start()], mention[0], clause[mention.end() : mention.end() + 8]
        end = mention.end()


def _is_of_others(before: str, after: str, earlier: bool) -> bool:
    if _A_GROUP.match(after) or _RANK.search(before):
        return True
    wanted = _WANTED.search(_THERE_ALONE.sub("", before)) is not None
    if _OF_OTHERS.search(before) and not (wanted and not _THERE_ALONE.search(before)):
        return True
    if wanted:
        return False
    return earlier or _WHO_APPLY.match(after) is not None
