"""The occupation of a worker whose name only says what he does, by what he does it to: 泵站值班员, 管网维修工."""

import re
from functools import lru_cache

from rencai.records.parsers.occupation_index import Hit
from rencai.records.parsers.occupation_names import last_places, table
from rencai.records.parsers.occupation_title import parts

_WORKER = "(?:车间|产线|线)?(?:人员|技工|技师|技术员|师傅|钳工|电工|普工|操作[工员]|值班|学徒|助理|组长|班长|[工员])*$"
_WORK = {
    work: re.compile(f"(?:{words}){_WORKER}")
    for work, words in (
        ("repair", "维修|检修|抢修|修理|维护|维保"),
        ("run", "操作|运行|值班|值守|巡检|看护|处理中心"),
        ("assemble", "装配|组装|总装|装接|装调"),
        ("install", "安装|敷设"),
        ("make", "成型|生产|制造|制作|加工|普工|操作|作业员"),
    )
}
# Who is called by the factory alone makes what it makes: 自行车厂普工, 锁具厂学徒.
_FACTORY = re.compile(
    "(?:加工|制造|制品)?厂(?:车间|产线)?(?:普工|操作[工员]|作业员|工人|员工|学徒工?|[小杂]工|临时工|长期工|[寒暑]假工)$"
)
# So does who is called by what is done to the ware: 洗衣机制造, 锅炉加工人员.
_MAKING = re.compile("(?:加工|制作|制造|生产)(?:人员|实习生|生)?$")
_OF_A_FACTORY = re.compile("(?:制品|加工|工?厂|车间|产线)*")
# Names of what is done to anything: fitters, fitters of machines, those who walk round them.
_OPEN = {"6-20-01-01", "6-29-03-01", "6-31-01-01", "6-31-01-02", "6-31-01-10"}
_ANYTHING = re.compile(
    "(?:设备|机械|机电|工程|现场)?(?:装配|组装|总装|安装|检修|维修|维护|维保|巡检|点检)"
    "(?:操作[工员]|普工|[工员]|技工|技师|技术员|人员|师傅)?"
)
_REPAIRS = re.compile("(?:本体|设备)?(?:维修|检修|抢修|修理|维护|维保)(?:人员|技工|技师|师傅|[工员]|$)")

_OPERATED = ("6-16", "6-28", "6-30")
# 空调配件操作工 makes parts, and works no air conditioner.
_PARTS_OF = re.compile("(?:配件|零件|(?<!零)部件|材料)$")


def leaves_open(hit: Hit) -> bool:
    """Whether the alias says what is done, and not to what."""
    return hit.code in _OPEN and _ANYTHING.fullmatch(hit.alias) is not None


def is_repaired(hit: Hit, core: str) -> bool:
    """Whether `core` goes on to who repairs the thing that was found: 电子产品维修工 designs no product."""
    return _REPAIRS.match(core, hit.end) is not None


def repairing(hit: Hit) -> str | None:
    """Who repairs a machine that only its operators have an occupation for: 空压机维修."""
    return "6-31-01-10" if hit.code.startswith(_OPERATED) else None


def working(core: str) -> str | None:
    """The occupation that the last thing before the word for the work stands for, of the first piece that has both."""
    for piece in parts(core):
        for work, pattern in _WORK.items():
            match = pattern.search(piece)
            code = _done_to(work, piece[: match.start()]) if match else None
            if code is not None:
                return code
    return None


def making(core: str) -> str | None:
    """What the hands of the factory, or the making of the ware, that a piece names make."""
    for piece in parts(core):
        match = _FACTORY.search(piece) or _MAKING.search(piece)
        code = _done_to("make", piece[: match.start()]) if match else None
        if code is not None:
            return code
    return None


def _done_to(work: str, before: str) -> str | None:
    """By the last thing said; what is made ends the text, or is said of its factory: no telephones in 手机壳."""
    if _PARTS_OF.search(before):
        return None
    end, _, code = max(last_places(before, _things()[work]), default=(0, 0, None))
    return code if work != "make" or _OF_A_FACTORY.fullmatch(before, end) else None


@lru_cache(maxsize=1)
def _things() -> dict[str, list[tuple[str, str]]]:
    things: dict[str, list[tuple[str, str]]] = {work: [] for work in _WORK}
    for work, code, words in table("occupation_work.tsv"):
        things[work] += [(thing, code) for thing in words.split(" ")]
    # Machines are made by whoever assembles them.
    known = {thing for thing, _ in things["make"]}
    things["make"] += [(thing, code) for thing, code in things["assemble"] if thing not in known]
    return things
