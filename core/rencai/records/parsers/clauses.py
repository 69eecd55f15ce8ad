"""Clauses of requirements that demand nothing: what would only be welcome, what an employer gives."""

import re

_WELCOME = re.compile("优先|加分|更佳|者佳")
# What an employer gives or has is not asked: 评上高级工每月补贴300元. Nor is what excuses from another demand.
_OFFERED = re.compile(
    "补贴|津贴|奖励|工作室|工作站|评上|晋升|培养|若干|入职后|可考|放宽|拥有(?:多名|数名|一批|大批|[0-9]+余?名)"
    "|(?:协助|帮助|支持|组织|免费|资助)[一-鿿]{0,4}(?:考取|考证|报考|培训|取得)|培训机会"
)
_ENDS = re.compile("[,，。;；\n]")
_BEGINS = ",，。;；\n"


def without_wishes(text: str) -> str:
    """The text without what would only be welcome."""
    return _without(text, _WELCOME, f"{_BEGINS}、")


def without_offers(text: str) -> str:
    """The text without what is given, and without (…者，学历可放宽) whom an exception is made for."""
    return _without(text, _OFFERED, _BEGINS)


def _without(text: str, words: re.Pattern[str], begins: str) -> str:
    kept, end = [], 0
    for match in words.finditer(text):
        if match.start() >= end:
            start = _clause_start(text, end, match.start(), begins)
            if match[0] == "放宽" and text[max(0, start - 2) : start - 1] == "者":
                start = _clause_start(text, end, start - 1, begins)
            kept.append(text[end:start])
            stop = _ENDS.search(text, match.end())
            end = stop.start() if stop else len(text)
    return "".join([*kept, text[end:]])


def _clause_start(text: str, least: int, place: int, begins: str) -> int:
    return max(least, *(text.rfind(mark, least, place) + 1 for mark in begins))
