"""Whose a site is by the last lines of its pages: who holds the rights, and which companies are named there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rencai_crawler.pages.lines import EDGE, Line, squeeze

FOOT_LINES = 12
_LONGEST = 400
_OWNED = re.compile(
    r"(?:版权所有|主办(?:单位)?)\s*[:：/©(（Cc)）\d\s–—-]*(?:主办单位\s*[:：])?\s*([\u4e00-\u9fff（）()·]{4,40})"
    r"|([\u4e00-\u9fff（）()·]{4,40})\s*©?\s*(?:版权所有|保留所有权利|主办(?=[\s,，;；。|｜]|$))"
)
_BEHIND = re.compile("(?:版权所有|技术支持|未经|地址|主办|承办).*$")
_RIGHTS_OF = re.compile(
    r"(?:©|Copyright)[^\u4e00-\u9fff]{0,30}([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z（）()]{1,19}?)"
    r"[.。]?\s*(?:版权所有|[\u4e00-\u9fff]ICP|All Rights|$)",
    re.IGNORECASE,
)
_HOSTED = re.compile(r"主办(?:单位)?\s*[:：]\s*([\u4e00-\u9fff]{3,19}网)(?:站)?")
_TELLS_RIGHTS = re.compile("©|Copyright|版权|备\\d|备案|ICP", re.IGNORECASE)
_SURELY_RIGHTS = re.compile(r"(?!.*[，。；])(?:.*?(?:©|Copyright|版权所有|ICP备|公网安备))", re.IGNORECASE)
"""Wherever it stands; a text may be about rights."""
_FULL_NAME = re.compile(
    r"[\u4e00-\u9fff（）()]{4,30}?(?:有限(?:责任)?公司|股份公司|集团)(?:[\u4e00-\u9fff]{2,6}分公司)?"
)
_NO_HOLDER = re.compile("本[站网]|网站|版权|备案|技术|支持|所有|保留|地址|电话|联系")
_CONTACT = re.compile(r"(?:联系)?(?:电\s*话|地\s*址|邮\s*箱|传\s*真|热线|手机|Tel|Add)", re.IGNORECASE)
_BEGINS = re.compile(
    r"([\u4e00-\u9fff（）()]{4,40}?)(?:$|[\s|｜,，]+(?:地\s*址|电\s*话|总机|急救|邮|传\s*真|版权|联系|热线|©|Copyright|[\u4e00-\u9fff]ICP))"
)
_PARTS = re.compile(r"[|｜ ©]+")
_NO_PART = re.compile("备|政策|协议|隐私|条款|许可|意见|说明|支持|法律|帮助")
_LONGEST_PART = 12


def foot_of(every: Sequence[Line]) -> list[Line]:
    """The last lines or, where the menu of small screens stands below the foot, those to the last that tells rights."""
    ends = len(every)
    if not any(_is_short(line) and _TELLS_RIGHTS.search(line.text) for line in every[-FOOT_LINES:]):
        told = (at for at in range(len(every) - 1, -1, -1) if _is_short(every[at]))
        ends = next((at + 1 for at in told if _SURELY_RIGHTS.match(every[at].text)), ends)
    return list(filter(_is_short, every[max(0, ends - FOOT_LINES) : ends]))


def owners_in_foot(foot: Sequence[Line]) -> Iterator[str]:
    """What is said to own or to run the site: 版权所有：示例大学, 示例中心 主办."""
    for line in foot:
        for match in _OWNED.finditer(squeeze(line.marked.replace(EDGE, " "))):
            yield squeeze(_BEHIND.sub("", match[1] or match[2]))


def rights_holders(foot: Sequence[Line], least: int = 3) -> Iterator[str]:
    """The short names, of so many characters or more, to which the rights are said to belong: © 2020 示例网络."""
    return (name for name in _said(foot, _RIGHTS_OF) if len(name) >= least)


def hosts(foot: Sequence[Line]) -> Iterator[str]:
    """The sites that are said to run this one: 主办：示例网."""
    return _said(foot, _HOSTED)


def companies_in_foot(foot: Sequence[Line]) -> Iterator[str]:
    """The companies that lines of rights or of registration name in full, or whose telephone or address is told."""
    told = (_BEHIND.sub("", line.text) for line in foot if _TELLS_RIGHTS.search(line.text))
    yield from (match[0] for text in told for match in _FULL_NAME.finditer(text))
    for line, below in pairwise(foot):
        if _FULL_NAME.fullmatch(line.text) and _CONTACT.match(below.text):
            yield line.text


def beginnings_of_foot(foot: Sequence[Line]) -> Iterator[str]:
    """What lines of the foot begin with, or are, before a telephone, an address or the rights."""
    found = (_BEGINS.match(line.text) for line in foot if not line.in_link)
    return (match[1] for match in found if match)


def parts_of_rights(foot: Sequence[Line]) -> Iterator[str]:
    """Short parts of lines of rights or of registration: 服务条款 | 示例天下 | 京ICP备…."""
    told = (line.text for line in foot if _TELLS_RIGHTS.search(line.text))
    parts = (part for text in told for part in _PARTS.split(text))
    return (part for part in parts if len(part) <= _LONGEST_PART and not _NO_PART.search(part))


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST


def _said(foot: Sequence[Line], said: re.Pattern[str]) -> Iterator[str]:
    found = (said.search(line.text) for line in foot)
    return (name for match in found if match and not _NO_HOLDER.search(name := match[1]))
