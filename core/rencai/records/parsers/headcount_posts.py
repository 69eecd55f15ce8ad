"""Whether a number of people stands with the name of a post and not in a sentence: 钳工3名, 铣工(2人), 2名电工."""

import re

from rencai.records.parsers.text import CHINESE_NUMERAL

_PEOPLE = (
    "(?<![学队会党团成委球社选船])员|(?<!员)(?<!职)(?<!义)(?<!民)工人?|师|师傅|(?<![选对歌助])手|匠|医|护|厨|长|助理|秘书"
    "|经理|主管|总监|领班|主任|干事|副总|助手|顾问|教练|教授|讲师|老师|博士后?|硕士|本科|大专|中专|(?:负责|主持|经纪|合伙|带头)人"
    "|(?:实习|培训|管培|毕业|研究|本科|大学|大专|硕士|博士|储备|见习|练习|医)生|学徒|会计|出纳|司机|保安|保洁|保姆|月嫂|阿姨"
    "|客服|(?:销售|业务|商务|客户)代表|前台|行政|人事|财务|法务|采购|销售|业务|导购|收银|运营|策划|设计|美工|剪辑|摄影|摄像|编辑|记者|翻译|主播|模特"
    "|研发|开发|测试|运维|实施|前端|后端|算法|架构|仓管|库管|品[检管控]|质[检管]|工艺|跟单|报关|内勤|后勤|文秘|文案|焊|普工"
    "|切配|打荷|面点|传菜|洗碗|服务|配送|骑手|美容|美发|干部|人才"
)
POST = f"{_PEOPLE}|岗|岗位|职位|部门?|店|科|车间|前厅|后厨"
"""What names of posts and of places of work end with, as alternatives of a pattern."""

NUMERAL = rf"(?:[0-9]{{1,6}}|{CHINESE_NUMERAL}{{1,8}})"
# 位 counts people where only people can follow: 6位验证码, 64位系统 and 五位一体 count none.
_PLACES = rf"位(?=$|[,;。()、|/+:]|以[上下内]|左右|及以上|[一-鿿a-z]{{0,12}}?(?:{POST}))"

LABELS = "招[聘录收]总数|名额|员额|岗位数|职位数|职数|数量|计划数?|编制数?|指标|缺口|空缺|headcount|(?<![a-z0-9])hc"
"""What a number of the wanted is labelled with, as alternatives of a pattern."""
_PIECES = rf"个(?={LABELS}|以[上内]|左右|$|[,;。)、/(]|[一-鿿]{{0,8}}?(?:{_PEOPLE})(?:$|[,;。]))"
COUNTERS = rf"个?人(?![班次数])|名(?![单称])|{_PLACES}|{_PIECES}|对(?=夫妻|$|[,;。()])"
"""What people are counted with, as alternatives of a pattern."""

_LONGEST_NAME = 24
_ITEM_NUMBER = re.compile(r"^[^0-9a-z一-鿿]*(?:[0-9]{1,2}[.、)])?")
# 调查组不少于3人 says what a rule demands.
_RULED = re.compile("(?:至[多少]|不得?[少低多超过于]{1,3}|少于|低于|超过)$")
_BOUND = re.compile("(?:最[多少]|至[多少]|不[少低多超过于]{1,3}|超过|少于|低于|约|近|[共合总]计?|各|为|有|[<>≤≥=:])+$")
ASIDE = re.compile(r"\([^()]*\)")
"""What stands in brackets."""
# How many work somewhere, as boards write it: 500-999人.
_SIZE = re.compile("[0-9]+0-[0-9]*99人|[0-9]{4,}人")
_OF_A_YEAR = re.compile("[0-9]{1,4}[年级届期号岁]")
_ENDS_WITH_POST = re.compile(rf"(?:{POST})[:(×]*$")
# Longer names in a text of several clauses are those of posts or of places, else they may say anything.
_SHORT = 6
_ENDS_WITH_PLACE = re.compile("[学校园院所局站队厂区县镇乡村心团][:(×]*$")
_ONLY_POST = re.compile(rf"[^,;。|0-9]{{0,10}}?(?:{POST}|员工)(?=$|[,;。、|(和及与])")
_GOES_ON = re.compile(
    rf"\)?人?(?:\([^()]*\))?(?:起|左右|若干|以?内|封顶|为限|夫妻|(?:{LABELS}){{1,2}})?(?:$|[0-9-]{{2,5}}周?岁|[-,;。|!+、)/:(]|岗位|职位|任职|工作(?!人)|要求|条件|职责|月?薪|待遇|年龄|性别|学历|[男女](?![子孩友儿])|和|及|与|或)"
)
_SENTENCE = re.compile(
    "(?<!没)(?<![具需])有(?![色限机])|[是这那我你他她它该某将被的了由为]|(?<!服)从(?!事)|已|人口|目前|分为|设(?![计备施])|占|球队|队伍"
    "|长[度于]|字符|位数|密码|请输?|最|今[日天]|昨[日天]|招生|不得|只能|禁止|给|预计|平均|其他|则|奖励|资助|救助|范围|适用"
)
_A_SHARE = re.compile(r"(?:学位|职称)[0-9]|\([0-9.]+%\)|占[^,;。]{0,12}%|占[^,;。]{0,12}(?:总数|总人数)")


def names_a_post(before: str, after: str) -> bool:
    """Whether what stands before a number of people in its clause is the name of a post, and no sentence."""
    name = _name(before)
    return _is_name(name) and _ENDS_WITH_POST.search(name) is not None and _GOES_ON.match(after) is not None


def is_item(before: str, mention: str, after: str, *, several: bool) -> bool:
    """Whether a number of people has nothing but a name before it, and an end, an aside or a post behind."""
    name = _OF_A_YEAR.sub("", _name(before))
    if not _is_name(name) or re.search("[0-9]", name):
        return False
    if name and _SIZE.fullmatch(mention) and _ENDS_WITH_POST.search(name) is None:
        return False
    if name and (mention.endswith("位") or _RULED.search(before)):
        return _ENDS_WITH_POST.search(name) is not None
    if several and len(name) > _SHORT and not _ENDS_WITH_PLACE.search(name) and not _ENDS_WITH_POST.search(name):
        return False
    # 2-10位,由字母组成 is a length.
    if mention.endswith("位") and (several or before.startswith(("#", "/"))):
        return _ONLY_POST.match(after) is not None
    alone = not name or before.endswith((":", "、", "("))
    return _GOES_ON.match(after) is not None or (alone and _ONLY_POST.match(after) is not None)


def ends_with_who(after: str) -> bool:
    """Whether behind a number of people there is no more than who they are: 缺3名电工."""
    return _GOES_ON.match(after) is not None or _ONLY_POST.match(after) is not None


def begins_a_value(before: str, mention: str, after: str) -> bool:
    """Whether a number of people is the first thing said and stands for itself or with a post: 3名,40岁以下."""
    ends = after.startswith(tuple(",;。|(")) and not mention.endswith("位")
    return not before and (ends or _ONLY_POST.match(after) is not None)


def is_share(text: str) -> bool:
    """Whether numbers are shown as parts of a whole, as a statistic of those who are there does."""
    return _A_SHARE.search(text) is not None


def _name(before: str) -> str:
    """What is written before a number, without the number of an item and a word like 约 and 共."""
    if len(before) > 2 * _LONGEST_NAME:
        return before
    return _BOUND.sub("", ASIDE.sub("", _ITEM_NUMBER.sub("", before)))


def is_sentence(text: str) -> bool:
    """Whether words of a text show that it says something, and does not only name it."""
    return _SENTENCE.search(text) is not None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not is_sentence(text)
