"""What people do for a living, said with a verb: who says 修电器 looks for what is called 电器维修."""

import re
from collections.abc import Callable

_DOERS: dict[str, tuple[str, ...]] = {
    "修": ("维修", "修理"),
    "装": ("安装",),
    "卖": ("销售", "导购", "营业员", "店员"),
    "教": ("老师", "教师", "教练", "讲师"),
    "拍": ("摄影", "摄像", "拍摄"),
    "写": ("撰稿", "文案", "编辑"),
    "画": ("绘图", "绘画", "设计师"),
    "送": ("配送", "派送"),
    "洗": ("清洗",),
    "擦": ("保洁", "清洁"),
    "扫": ("保洁", "清洁"),
    "搬": ("搬运", "装卸"),
    "剪": ("剪辑",),
    "测": ("测试", "检测"),
    "烫": ("整烫", "熨烫", "平烫"),
    "熨": ("整烫", "熨烫"),
    "绣": ("绣花", "刺绣"),
    "织": ("针织", "织布"),
    "裁": ("裁剪", "裁床"),
    "磨": ("打磨", "磨床"),
    "雕": ("雕刻",),
    "铸": ("铸造",),
    "锻": ("锻造",),
    "砌": ("砌筑", "瓦工"),
    "铺": ("铺贴", "铺设"),
    "刮": ("腻子", "涂料"),
    "扛": ("搬运", "装卸"),
    "抬": ("搬运", "装卸"),
    "拧": ("组装", "装配"),
    "摘": ("采摘",),
    "喂": ("饲养", "养殖"),
    "宰": ("屠宰",),
    "烤": ("烧烤", "烘焙"),
    "卤": ("卤味", "熟食"),
    "切": ("切配", "切割"),
    "纹": ("纹绣",),
    "染": ("染发", "印染"),
    "拣": ("分拣", "拣货"),
    "捡": ("分拣", "拣货"),
    "摆": ("理货", "陈列"),
    "抄": ("抄表",),
    "巡": ("巡检", "巡逻"),
    "挖": ("挖掘",),
    "锯": ("木工",),
}
"""A verb → what is done is called, or who does it."""
_DRIVERS = ("司机", "驾驶员")
_DRIVEN = re.compile("[车机船]$|^(?:滴滴|吊|叉|铲|挖)")
_TELLING = "剪拍写画擦扫"
"""Verbs whose doers do nothing else: who says 剪片子 finds every 剪辑."""
_OTHER_VERBS = "开管跑看做干搞炒煮刷贴扎绑搭焊喷缝踩端烧养种带弹编通支拉钉铣刨铲割蒸炸擀捏糊捆砍"
_VERB = re.compile(f"[{''.join(_DOERS)}{_OTHER_VERBS}]|照顾|打扫|伺候")
_PHRASE = re.compile(rf"(?P<verb>{_VERB.pattern})(?P<thing>.{{2,}})")
_WITH_A_THING = re.compile(
    "(?:[开修卖送搬扫剪画写烧拉跑端切踩缝贴通支绑搭拍做看带搞烫熨拧扛喂宰拣摆抄押]|照顾|伺候|打扫|装(?!饰))."
)
_BUSINESS = re.compile("[店厂铺馆]$")
"""What is named after what it does, as 烤肉店."""
WORKING_PERSONS = frozenset(
    (
        *("师傅", "老师傅", "大师傅", "阿姨", "大姐", "大哥", "大叔", "大爷", "大妈", "大嫂"),
        *("妹", "小妹", "小弟", "小哥", "小伙", "小伙子", "小姐", "小姐姐", "妹子", "姑娘"),
    )
)
"""How people call somebody at work: behind what he does they say no more."""
TEACHER = "老师"
"""Who teaches anything: somebody at work, and yet no single trade."""
_PERSON = re.compile(
    r"(?:[工员师手匠人]|司机|助理|经理|顾问|主管|教练|保姆|月嫂|医生|护士|秘书|文秘|会计|出纳|保安|保洁|前台|客服|监理|网管|[仓库]管"
    r"|厨子|模特|记者|导游|主播)$"
)


def names_a_person(word: str) -> bool:
    """Whether a word is what somebody is, as 焊工 and 司机 are and 保险 is not."""
    return bool(_PERSON.search(word))


def is_verb(word: str) -> bool:
    """Whether a word is a verb of work and nothing else."""
    return bool(_VERB.fullmatch(word))


def is_done(word: str) -> bool:
    """Whether a word is a verb of work with its thing, as 修车 is: what it also finds are trades."""
    return bool(_WITH_A_THING.match(word))


def is_verb_with_thing(word: str) -> bool:
    """Whether a word is a verb of work and a thing of one character, as 养猪 and 种菜."""
    return len(word) == len("养猪") and is_verb(word[0])


def is_working_person(word: str) -> bool:
    """Whether a word is how people call somebody at work."""
    return word in WORKING_PERSONS or word == "小工"


def doers(word: str, is_word: Callable[[str], bool]) -> tuple[str, ...]:
    """What is looked for beside a verb, or a phrase of a verb and its thing; empty for any other word."""
    phrase = _PHRASE.fullmatch(word)
    said = phrase and is_word(phrase["thing"]) and not (_is_compound(word, is_word) or _BUSINESS.search(word))
    if len(word) == len("卖鞋") and not is_word(word):
        # No word of the dictionary: a verb and a thing of one character.
        return _DOERS.get(word[0], ())
    verb = word if is_verb(word) else phrase["verb"] if phrase and said else ""
    return _DOERS.get(verb, ())


def _is_compound(word: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a word is made of two others: 教师资格 is no 教 of something."""
    return any(is_word(word[:size]) and is_word(word[size:]) for size in range(2, len(word) - 1))


def is_telling(verb: str) -> bool:
    """Whether those who do what a verb says are what is looked for, whatever the thing is called."""
    return verb in _TELLING


def is_driven(thing: str) -> bool:
    """Whether a thing is a machine that somebody drives."""
    return bool(_DRIVEN.search(thing))


def drivers(verb: str, thing: str) -> tuple[str, ...]:
    """Who drives what is driven; empty where 开 means anything else, as in 开网店."""
    return _DRIVERS if verb == "开" and is_driven(thing) else ()
