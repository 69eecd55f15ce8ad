"""Which texts are the names of jobs, as far as words can tell."""

import re
from functools import lru_cache

from rencai.records.parsers.occupation import matched

ROLE = re.compile(
    r"(?:员|师傅?|领班|(?<![重化军])工|经理|主管|总监|助理|顾问|司机|会计|出纳|销售|客服|运营|文秘|秘书|代表|主任|[厂店组班队站园机船]长|医生|教练|翻译|学徒|文案|实习生|前台|"
    r"护士|编辑|导购|主播|保安|保洁|经纪人|合伙人|岗位?)\s*(?:[（(].{1,12}[)）])?$"
)
"""Ends of names of jobs."""


@lru_cache(maxsize=4096)
def is_trade(name: str) -> bool:
    """Whether a text ends as names of jobs do, or has the name of an occupation in it."""
    return bool(ROLE.search(name) or matched(name))
