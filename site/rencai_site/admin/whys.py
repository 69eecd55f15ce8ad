"""Why a source is as it is: what the crawler says in English, in Chinese. What is not here is shown as it is."""

import re
from collections.abc import Callable
from functools import lru_cache

from rencai.records.columns import columns
from rencai.records.kinds import KINDS
from rencai_site.admin.labels import REASONS
from rencai_site.show import shown

_TELLS = {
    "# of # pages were a block or a refusal": "{1} 页中有 {0} 页被拦截或拒绝",
    "# pages were one page under many addresses: an error or a block": "{0} 个网址给出同一页：出错页或拦截页",
    "the site asks not to be collected (robots.txt or an opt-out)": "来源声明不允许采集",
    "the site asks not to be collected (robots.txt or an opt-out): &": "来源声明不允许采集：{0}",
    "# of # pages ask all at once not to be used": "{1} 页中有 {0} 页同时声明不允许使用",
    "no list could be read: &": "列表一页也没有读到：{0}",
    "the lists showed no entry at all": "列表里一条也没有",
    "# of # pages could not be had: &": "{1} 页中有 {0} 页取不到：{2}",
    "# entries instead of about #": "只有 {0} 条，平常约 {1} 条",
    "none of # pages could be read: &": "{0} 页都读不出内容：{1}",
    "# of # pages have the source_id of another one": "{1} 页中有 {0} 页的来源编号与别页相同",
    "none of # entries gave a record that could be taken: &": "{0} 条都没有可收的记录：{1}",
    "none of # entries has its page any more: &": "{0} 条的页面都不在了：{1}",
    "none of # entries could be had: &": "{0} 条都取不到：{1}",
    "none of # entries gave a record: &": "{0} 条都没有读出记录：{1}",
    "@ nearly always there before, now rarely": "{0}：以前几乎都有，现在少有",
    "none of # runs came to its end: the process ended before": "{0} 次运行都没有做完，进程先结束了",
    "was never collected to an end": "从未采集完",
    "the last healthy run ended # days and # hours ago": "上次正常运行在 {0} 天 {1} 小时前",
    "its file cannot be used: *": "来源文件不能用：{0}",
    "no source file is called so any more, and nobody asks whether its # live records still are: *": (
        "来源文件已不在，其 {0} 条在册记录无人核对：请放回文件，或撤下这些记录"
    ),
    "it is switched off (enabled: false), and nobody asks whether its live records still are: *": (
        "已停用，其在册记录无人核对：请启用，或撤下这些记录"
    ),
    "stopped where everything was known": "读到已知的条目为止",
    "stopped before it was through": "没有做完就被停下",
    "the limit was reached": "达到上限",
    "ended early (&)": "提前结束（{0}）",
    "the clock was set back while it ran": "运行中时钟被调回",
    "the last page that a pager names is not there: *": "分页所说的最后一页不在：{0}",
    "a list could not be had": "有列表取不到",
    "a list could not be had: ~": "有列表取不到：{0}",
    "a list could not be read": "有列表读不出",
    "a list page asks that its links be not followed": "列表页声明不要跟随其链接",
    "a list page was not whole (&)": "列表页不完整（{0}）",
    "a list goes on, and nothing tells where: declare its pages, or complete: false": (
        "列表还有后页，但不知在哪里：请写明分页，或写 complete: false"
    ),
    "a list that is asked by POST led to what is asked by GET": "以 POST 取的列表转到了以 GET 取的页",
    "a list page led elsewhere": "列表页转到了别处",
    "a list page was the one before it once more": "列表的后页与前页相同",
    "a list says that it has # entries, and shows no more of them": "列表称有 {0} 条，却没有全部显示",
    "a list was left where it leads to what `details` does not match: *": "列表转到 details 不认的网址，没有跟去：{0}",
    "lists of lists deeper than a run may follow": "列表套得太深",
    "a page failed inside the crawler": "处理一页时本程序出错",
    "more list pages than a run may read": "列表页数超过一次运行的上限",
    "robots.txt of * cannot be had (status #)": "{0} 的 robots.txt 取不到（状态码 {1}）",
    "robots.txt of * cannot be had (%)": "{0} 的 robots.txt 取不到（{1}）",
    "robots.txt forbids *": "robots.txt 不允许 {0}",
    "* is on none of its hosts": "{0} 不在它的主机上",
    "if it is the same site, name it in `hosts`": "若是同一网站，请写入 hosts",
    "the site refused so many pages in a row that it is left alone in this run": "来源连续拒绝，本次不再访问",
    "the run has made all the requests it may": "请求次数已到上限",
    "* kept failing and is left alone in this run": "{0} 一再出错，本次不再访问",
    "* reserves text and data mining of *": "{0} 声明保留文本与数据挖掘：{1}",
    "* is at *, which is not public": "{0} 的地址 {1} 不是公网地址",
    "to fetch it, name it in RENCAI_ALLOW_HOSTS": "要采集请写入 RENCAI_ALLOW_HOSTS",
    "* leads to *, on no host of this source": "{0} 转到 {1}，不是本来源的主机",
}
"""What is said → Chinese; # is a number, & reasons with their numbers, @ a kind and fields of it, % a reason and what
was said with it, ~ another of these texts, * anything."""


def in_chinese(why: str) -> str:
    """The reasons of a state, in Chinese."""
    return "；".join(map(_told, why.split("; "))) if why else ""


def _told(part: str) -> str:
    for said, pattern, text in _patterns():
        if match := pattern.fullmatch(part):
            holes = (each for each in said if each in _HOLES)
            return text.format(*(_HOLES[hole][1](value) for hole, value in zip(holes, match.groups(), strict=True)))
    return part


def _reasons(said: str) -> str:
    return "、".join(map(_reason, said.split(", ")))


def _reason(said: str) -> str:
    """One reason and how often it was met (`timeout 3`)."""
    if said == "nothing answered":
        return "没有应答"
    name, _, count = said.rpartition(" ")
    return f"{REASONS.get(name, name)} {shown(count)}" if name else REASONS.get(said, said)


def _failure(said: str) -> str:
    """One reason and what the network said (`timeout: took longer than 30 seconds`)."""
    name, colon, detail = said.partition(": ")
    return f"{REASONS[name]}：{detail}" if colon and name in REASONS else said


def _fields(said: str) -> str:
    """A kind and fields of it (`job_posting: title, employer`)."""
    name, _, fields = said.partition(": ")
    model = next((one for one in KINDS if one.kind.name == name), None)
    if model is None:
        return said
    labels = {one.name: one.label for one in columns(model)}
    return f"{model.kind.label}的{'、'.join(labels.get(field) or field for field in fields.split(', '))}"


_HOLES: dict[str, tuple[str, Callable[[str], str]]] = {
    "#": (r"(\d[\d.]*)", str),
    "&": ("(.*)", _reasons),
    "@": ("(.*)", _fields),
    "%": ("(.*)", _failure),
    "~": ("(.*)", _told),
    "*": ("(.*)", str),
}


@lru_cache
def _patterns() -> list[tuple[str, re.Pattern[str], str]]:
    """The texts as patterns, those with fewest holes first: what is said in one way only counts before."""
    found = [
        (said, re.compile("".join(_HOLES[each][0] if each in _HOLES else re.escape(each) for each in said)), text)
        for said, text in _TELLS.items()
    ]
    return sorted(found, key=lambda one: sum(each in _HOLES for each in one[0]))
