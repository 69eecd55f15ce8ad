"""Pages of a small notice site, and the source that reads it."""

from collections.abc import Callable, Sequence
from typing import Any

from fault_site import FaultSite
from rencai_crawler.source import Source

Run = Callable[..., dict[str, Any]]
"""Crawls a source once and gives the counts of the run."""
BODY = "为进一步做好本市高技能人才培养工作，现将有关事项通知如下。各区人力社保局要加强组织领导，认真落实各项措施。"


def notice(number: int, text: str = BODY, extra: str = "") -> str:
    """A notice as a government site publishes it."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于第{number}号事项的通知</title>
<meta name="SiteName" content="示例网站"><meta name="ColumnName" content="通知公告">
<meta name="ArticleTitle" content="关于第{number}号事项的通知">
<meta name="PubDate" content="2024-05-{number % 28 + 1:02d} 09:26">
<meta name="ContentSource" content="示例局">{extra}</head>
<body><div id="zoom" class="TRS_Editor"><p>第{number}号：{text}</p><p>{text}特此通知。</p></div></body></html>"""


def listing(numbers: Sequence[int], further: str = "", dates: str = "2024-05-{:02d}") -> str:
    """A list page of notices."""
    rows = "".join(
        f'<li><a href="/n/t20240501_{n}.html">关于第{n}号事项的通知</a><span>{dates.format(n % 28 + 1)}</span></li>'
        for n in numbers
    )
    after = f'<a href="{further}">下一页</a>' if further else ""
    head = "<head><meta charset='utf-8'><title>通知公告</title></head>"
    return f"<html>{head}<body><ul class='list'>{rows}</ul>{after}</body></html>"


def path(number: int) -> str:
    return f"/n/t20240501_{number}.html"


def fill(site: FaultSite, numbers: Sequence[int]) -> None:
    """A one-page list and its notices."""
    site.page("/list", listing(numbers))
    for number in numbers:
        site.page(path(number), notice(number))


def source_of(site: FaultSite, **changes: Any) -> Source:
    """A government source that reads a fault site at full speed."""
    values: dict[str, Any] = {
        "id": "fault",
        "name": "示例",
        "owner": "示例",
        "kinds": ["policy_notice"],
        "family": "government",
        "start": [site.url("/list")],
        "details": r"/n/t\d+_\d+\.html",
        "source_id": r"_(\d+)\.html",
        "politeness": {"delay": 0, "concurrency": 4, "timeout": 2},
        "legal_basis": "示例",
        "attribution": "示例",
    }
    return Source.model_validate(values | changes)
