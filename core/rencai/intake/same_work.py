"""Titles that offer one and the same work: 叉车工 and 叉车司机, CNC车床 and 数控车工."""

import re
from functools import lru_cache
from importlib.resources import files

from rencai.records.parsers.occupation_names import official_names

# Of these 射频研发工程师 is said as often as 射频工程师; 产品开发 and 产品工程师 are two.
_DISCIPLINES = "嵌入式|射频|算法|硬件|结构|电气|机械|电子|设计|视觉|图像|电控|电源|光学"

_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("(?:cnc)?数控|cnc", "数控"),
        ("(?<![0-9])数车", "数控车"),
        ("速递", "快递"),
        ("帐", "账"),
        ("(?<=小学|初中|高中)[部段]", ""),
        ("服务生", "服务员"),
        ("(?<=[中西快])餐厅(?=服务)", "餐"),
        ("(?<=无损)探伤", "检测"),
        ("牙科", "口腔"),
        ("网店", "电子商务"),
        ("(?<=[一-鿿]{2})[和及与](?=[一-鿿]{2})", ""),
        ("^it(?=[一-鿿]{4})(?![一-鿿]{2,4}(?:经理|主管|总监)$)", ""),
        ("研发", "开发"),
        ("(?:android)?安卓(?:android)?", "android"),
        ("(?<=程序)(?:开发|设计)(?:工程师|员)?$", "员"),
        ("web(?=前端)", ""),
        ("助理级", "助理"),
        ("(?<=数控)机床", ""),
        ("(?<=[一-鿿]{2})普工$", "工"),
        ("(?<=[a-z+#])开发(?=助理$)", "工程师"),
        ("(?<=客服)文员", ""),
        ("(?<=[a-z+#])软件(?=工程师|开发)|(?<=嵌入式)软件(?=工程师|开发)", ""),
        (f"({_DISCIPLINES})开发(?:工程师)?$", r"\1工程师"),
        ("(?<=[a-z+#])((?:[初中高]级|资深)?)开发(?:工程师)?$", r"\1工程师"),
        ("(?<=[a-z+#])开发(?=(?:[初中高]级|资深)工程师$)", ""),
        ("计算机视觉|机器视觉|(?<![a-z])cv(?![a-z])", "视觉"),
        ("自然语言处理", "nlp"),
        ("golang", "go"),
        ("^qa(?=测试)|(?<=测试)qa$", ""),
        ("(?<![a-z])ic(?=验证|设计|测试|版图|封装)", "芯片"),
        ("家用电器", "家电"),
        ("人力资源|(?<![a-z])hr(?=[一-鿿])", "人事"),
        ("培训讲师", "培训师"),
        ("塔式起重机", "塔吊"),
        ("工业机器人", "机器人"),
        ("安全检查", "安检"),
        ("(?<=[车铣磨钻镗刨])床(?=[工员技操]|$)", ""),
        ("驾驶员|(?<!自动)(?<!智能)驾驶(?=$)", "司机"),
        ("(?<=专员|客服|顾问|主任|讲师|助教|助理)(?:老师|教师)$", ""),
        ("老师", "教师"),
        ("安装维[护修]", "装维"),
        ("库房|仓储|仓管(?=[主经文])", "仓库"),
        ("(?:400|800)(?:热线|电话)?(?=客服)", "电话"),
        ("医生", "医师"),
        ("药剂师", "药师"),
        ("医学(?=影像|检验|科)", ""),
        ("电商", "电子商务"),
        ("汽修", "汽车维修"),
        ("网安", "网络安全"),
        ("客户服务", "客服"),
        ("运行维护", "运维"),
        ("质量检[验查测]", "质检"),
        ("公共交通", "公交"),
        ("公共卫生", "公卫"),
        ("绩效考核", "绩效"),
        ("地面推广", "地推"),
        ("幼儿园?教师", "幼师"),
        ("(?:服务[端器]|后台)(?=[开研]发|工程师)", "后端"),
        ("数据库管理员", "dba"),
        ("维护保养|维修保养|保养维修", "维保"),
        ("公交车|公共汽车", "公交"),
        ("(?<=..)(?:机?操作|操机)(?=[工员手]?$)", ""),
        ("(?<=..)(?<!消防)(?:值班|值守|(?<!安检)值机|坐席)(?=员$)", ""),
        ("店(?=店[员长]$)", ""),
        ("(?<=..)机手$", "手"),
        ("(?<=..)专员$|(?<=运营)官$", ""),
        ("(?<=设计)工程师$", "师"),
        ("(?<=维修|维保|保养|机电)技[师术]员?$", "工"),
        ("(?<=客服|销售)(?:代表|顾问)$", ""),
        ("(?<=开发|测试|运维|支持|实施|算法|治理|爬虫|部署|交付|集成|调试)工程师$", ""),
        ("(?<=..)工人$|技工(?:技师)?$", "工"),
        # 加工技师 is who does it, 钳工技师 a rank above the 钳工.
        ("(?:(?<=[修装理造作艺容剪])|(?<=[加施化手]工))技师$", "工"),
        ("(?<=[a-z+#])(?:开发)?程序(?:员|开发)?$", "工程师"),
        ("招商银行", "招行"),
        ("交通银行", "交行"),
        ("(工)商银行|(建)设银行|(农)业银行", r"\1\2\3行"),
    )
)
"""Parts of titles that are written in several ways, and that say nothing where they stand at the end."""
# Python alone is who writes it.
_LANGUAGE = re.compile("^[a-z+#.]{2,}$")
_RANK = re.compile("(?:[初中高]级|资深)(?=..)")
# 操作工 and 操作员 are one work.
_UNTELLING = str.maketrans("", "", "工员")
_LEAST = 5
"""Characters of an end that are no part of another word, as 咖啡店员 are of 瑞幸咖啡 and 店员."""


@lru_cache(maxsize=2048)
def core_of(name: str) -> str:
    """A title's characters in order of themselves (电工高压 is 高压电工), those of another title for the same work.

    Behind a rank too: 高级西厨 is 高级西餐厨师.
    """
    written = _LANGUAGE.sub(r"\g<0>工程师", rewritten(name)).replace("方向", "").replace("类目", "")
    rank = _RANK.match(written)
    usually = _first_titles().get(_sorted(written[rank.end() :])) if rank else None
    core = _sorted(f"{rank[0]}{usually}" if rank and usually else written)
    return _known().get(core, core)


def usual(name: str) -> str | None:
    """The title that a name is read as, if it is one of a line; 西点师傅, short of its 师傅, is who is a 西点师."""
    written = rewritten(name)
    return _first_titles().get(_sorted(written)) or _first_titles().get(_sorted(f"{written}师"))


def usual_end(name: str) -> str | None:
    """The title of a line that a rewritten one ends in: 绿化工 for 园林绿化养护工."""
    first = max(len(name) - _longest(), 0)
    ends = (_first_titles().get(_sorted(name[start:])) for start in range(first, max(len(name) - _LEAST, 0) + 1))
    return next(filter(None, ends), None)


@lru_cache(maxsize=4096)
def in_a_title(word: str) -> bool:
    """Whether a word stands in any title of a line, or in what the classification calls an occupation."""
    return word in _all_titles()


@lru_cache(maxsize=2048)
def rewritten(name: str) -> str:
    """A title in the words that its parts are usually written in."""
    for pattern, written in _REWRITTEN:
        name = pattern.sub(written, name)
    return name


def _sorted(name: str) -> str:
    telling = name.translate(_UNTELLING)
    return "".join(sorted(telling if len(telling) > 1 else name))


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {core: _sorted(first) for core, first in _first_titles().items()}


@lru_cache(maxsize=1)
def _longest() -> int:
    """More characters than any title of a line has, with those that tell nothing."""
    return 2 * max(map(len, _first_titles()))


@lru_cache(maxsize=1)
def _first_titles() -> dict[str, str]:
    """By the core of every title: the first of its line."""
    return {_sorted(rewritten(title)): rewritten(line[0]) for line in _lines() for title in line}


@lru_cache(maxsize=1)
def _all_titles() -> str:
    """One a line."""
    return "\n".join([*(title for line in _lines() for title in line), *(name for _, name in official_names())])


def titles() -> frozenset[str]:
    """Every title of a line."""
    return frozenset(title for line in _lines() for title in line)


@lru_cache(maxsize=1)
def _lines() -> list[list[str]]:
    text = files("rencai.intake").joinpath("data/same_work.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]
