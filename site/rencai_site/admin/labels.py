"""What runs say, in Chinese: states, counts and reasons. A code that is not here is shown as it is."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from rencai.records.columns import columns
from rencai.records.kinds import KINDS
from rencai_site.show import shown

STATUSES = {"live": "在册", "expired": "过期", "gone": "来源已撤", "withdrawn": "已撤下"}
RUNS = {
    "running": "进行中",
    "done": "完成",
    "failed": "失败",
    "lost": "中断",
    "stopped": "被停下",
    "timeout": "超时",
    "skipped": "略过",
    "missed": "错过",
}
HEALTH = {
    "healthy": "正常",
    "late": "逾期未采",
    "empty": "没有内容",
    "dropped": "条目骤减",
    "field_lost": "字段丢失",
    "blocked": "被来源拦住",
    "partial": "不完整",
    "failed": "采集失败",
    "never": "从未采集",
}
CAUSES = {"manual": "人工", "schedule": "定时", "catch_up": "补做"}
OUTCOMES = {
    "added": "新增",
    "changed": "变更",
    "unchanged": "未变",
    "gone": "撤下",
    "restored": "恢复",
    "rejected": "未收",
    "failed": "失败",
    "skipped": "略过",
    "expired": "过期",
    "indexed": "索引",
    "removed": "移除",
    "total": "合计",
}
"""What runs count, in the order in which it is shown."""
DETAILS = {
    "health": "来源状况",
    "why": "说明",
    "reasons": "原因",
    "shortfalls": "不完整之处",
    "listed": "列表条目",
    "lists": "列表页",
    "pages": "详情页",
    "known": "已知而未取",
    "not_modified": "来源称未改",
    "opted_out": "新声明不允许收录",
    "blocked": "拦截页",
    "attachments_unread": "未读出的附件",
    "personal": "遮盖的个人信息",
    "requests": "请求",
    "bytes": "字节",
    "complete": "列表完整",
    "endless": "列表没有尽头",
    "coverage": "字段覆盖",
    "read": "读出",
    "seconds": "秒",
}
REASONS = {
    "client_error": "请求被拒（4xx）",
    "connection": "连接失败",
    "dns": "域名解析失败",
    "forbidden": "禁止访问",
    "host_down": "主机没有应答",
    "not_found": "页面不存在",
    "rate_limited": "请求过多被限",
    "redirected": "转到别处",
    "redirect_loop": "循环跳转",
    "robots_unreachable": "robots.txt 取不到",
    "server_error": "来源出错",
    "timeout": "超时",
    "too_large": "过大",
    "truncated": "内容不完整",
    "internal": "本程序出错",
    "duplicate": "与另一页相同",
    "nofollow": "声明不要跟随",
    "noindex": "声明不允许收录",
    "offsite": "在别的网站",
    "private_address": "内网地址",
    "request_limit": "达到请求上限",
    "robots": "robots.txt 不允许",
    "tdm_reserved": "声明保留文本与数据挖掘",
    "not_json": "不是 JSON",
    "not_an_object": "不是一条记录",
    "undecodable": "编码读不出",
    "wrong_columns": "列不相符",
    "wrong_kind": "类别不相符",
    "no_source_id": "没有来源编号",
    "shared_source_id": "编号与另一页相同",
    "no_title": "没有标题",
    "wrong_type": "值的类型不对",
    "too_long": "过长",
    "erased": "曾按要求删除",
    "not_storable": "存不进数据库",
    "empty_page": "空页",
    "block_page": "拦截页",
    "not_found_page": "页面称内容不存在",
    "unreadable": "读不出内容",
}


PERSONAL = {
    "name": "姓名",
    "identity": "证件号",
    "card": "银行卡号",
    "mobile": "手机号",
    "phone": "电话",
    "email": "邮箱",
    "messenger": "微信、QQ",
}


def told(counts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The counts of a run as labels and texts, the outcomes first; what is empty or none is left out."""
    names = OUTCOMES | DETAILS
    for name in sorted(counts, key=lambda name: list(names).index(name) if name in names else len(names)):
        if counts[name] and (text := _SPECIAL.get(name, _text)(counts[name])):
            yield names.get(name, name), text


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{_named(str(name))}{_inner(one)}" for name, one in value.items() if one)
    if isinstance(value, list | tuple):
        return "；".join(map(_text, value))
    return shown(value)


def _inner(value: Any) -> str:
    return f"（{_text(value)}）" if isinstance(value, Mapping) else f" {_text(value)}"


def _named(name: str) -> str:
    return REASONS.get(name) or OUTCOMES.get(name) or PERSONAL.get(name) or _kinds().get(name, name)


@lru_cache
def _kinds() -> dict[str, str]:
    return {model.kind.name: model.kind.label for model in KINDS}


def _coverage(value: Mapping[str, Mapping[str, float]]) -> str:
    """How many of a run's records had each field, by kind."""
    found = []
    for kind, shares in value.items():
        titles = {one.name: one.label for model in KINDS if model.kind.name == kind for one in columns(model)}
        each = "、".join(f"{titles.get(name) or name} {share:.0%}" for name, share in shares.items())
        found.append(f"{_named(kind)}：{each}")
    return "；".join(found)


_SPECIAL: dict[str, Callable[[Any], str]] = {"health": lambda value: HEALTH.get(value, value), "coverage": _coverage}
