"""Occupation of the 职业分类大典 (2022) that an advert's title names."""

import re
from collections.abc import Iterator

from rencai.records.parsers.occupation_index import best_hit, code_named, entries
from rencai.records.parsers.occupation_rules import in_capacity
from rencai.records.parsers.occupation_title import Title, clean_title, parts, without_hiring, without_rank
from rencai.records.parsers.text import fold
from rencai.records.values import Coded, Unreadable

_CODE = re.compile(r"(?<![\d-])([1-8])[-‐–—]?(\d{2})[-‐–—]?(\d{2})[-‐–—]?(\d{2})(?![\d-])")

# Names of many occupations: they say one only with what stands beside them.
_AMBIGUOUS = frozenset(
    "钳工 司机 驾驶员 操作工 操作员 操作 普工 技术员 技术 技术工 学徒 学徒工 维修工 维修员 维修 维修技工 质检 工人 员工 经理 主管 "
    "专员 助理 顾问 工程师 实习生 管培生 管理培训生 储备干部 储备 研究员 合伙人 组长 班长 技工 技师 师傅 总监 负责人 干部 兼职 "
    "小时工 临时工 暑假工 一线员工 生产工人 生产员工 车间工人 车间员工 车间普工 车间操作工 生产操作工 生产普工 生产工 生产操作员 "
    "操作岗 生产 管理 领班 普通员工 小工 大工 杂工 零工 技术人员 管理人员 服务 技术工人 作业员 主任 干事 检修 安装 "
    "检测 实验 研发 工程 职员 现场 售后 调试 审核 施工 加工 机械 电子 电气 美容x".split()
)


def read_occupation(occupation_text: str, title: str) -> Coded | None:
    """The occupation `occupation_text` gives by code or name, else the one the title names."""
    given, advertised = fold(occupation_text).lower()[:200], fold(title).lower()[:200]
    if given:
        code = _given_code(given) or _code_of(given, advertised)
    elif advertised:
        code = _code_of(advertised, "")
    else:
        return None
    entry = entries()[code]
    return Coded(code=entry.code, name=entry.name)


def names() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(code, official name, aliases) of every occupation."""
    for entry in entries().values():
        yield entry


def _given_code(text: str) -> str | None:
    match = _CODE.search(text)
    code = "-".join(match.groups()) if match else None
    return code if code in entries() else None


def _code_of(text: str, more: str) -> str:
    title = clean_title(text)
    core = title.core if parts(title.core) else title.context
    pieces = [piece if code_named(piece) else without_rank(piece) for piece in parts(core)]
    pieces = [piece for piece in pieces if piece]
    if pieces and all(piece in _AMBIGUOUS for piece in pieces):
        return _from_context(pieces, title, more)
    for candidate in (core, title.context, without_hiring(text)):
        hit = best_hit(candidate) if candidate else None
        if hit is not None:
            return in_capacity(hit, candidate)
    raise Unreadable("ambiguous" if any(word in core for word in _AMBIGUOUS) else "unknown_occupation")


def _from_context(pieces: list[str], title: Title, more: str) -> str:
    """司机(货车) → 货车司机; the bracket names the kind of what is too general alone."""
    for context in (title.context, clean_title(more).core if more else ""):
        for piece in pieces:
            for part in parts(context):
                hit = best_hit(without_rank(part) + piece)
                if hit is not None and len(hit.alias) > len(piece):
                    return hit.code
    raise Unreadable("ambiguous")
