"""Sample short-term work: paid by the day or the hour, published as a feed."""

from dataclasses import replace
from functools import cache
from typing import Any

from rencai_sample.content_files import number, pick, table
from rencai_sample.vacancies import Vacancy, compose, written_pay

_TRADES = (
    *("装饰装修工", "管工", "架子工", "起重装卸机械操作工", "家政服务员", "会展服务师", "中式烹调师", "快递员", "电工"),
    *("焊工", "保育师", "养老护理员", "仓储管理员", "信息通信网络线务员", "人工智能训练师"),
)
_PAY = ("{da}-{db}元/天", "日薪{da}元，日结", "{ha}-{hb}元/小时", "时薪{ha}元")
_TURN = 90
"""Beyond every turn that the job sites use, so that no gig repeats one of their vacancies."""


@cache
def gigs() -> tuple[Vacancy, ...]:
    """All of them, one a trade."""
    trades = {trade["name"]: trade for trade in table("trades")}
    return tuple(_gig(trades[name], place) for place, name in enumerate(_TRADES, start=71_001))


def _gig(trade: dict[str, Any], place: int) -> Vacancy:
    whole = compose(trade, _TURN)
    key = ("gig", trade["name"])
    form, term = pick(_PAY, "pay", *key), pick(("临时工", "小时工", "兼职"), "term", *key)
    low, high = trade["pay"]
    return replace(
        whole,
        id=str(place),
        title=f"{pick(trade['titles'], 'title', *key)}（{term}）",
        employment=term,
        salary=written_pay(low, high, form),
        low=low,
        high=high,
        expires="招满为止",
        headcount=f"{2 + number('head', *key) % 9}人",
    )
