"""How good what was found is, and what it is about. Pure."""

import json
import re
from collections.abc import Sequence

from rencai_crawler.pages import Page
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.shapes import Group

FEW = 2
"""Details that are read to compare lists."""
_UNDATED = 0.2
"""What is left of a list's worth where none of its notices has a day: menus lead to such pages."""
_PAGED = 0.5
"""The same on a page that goes on to another: menus do not."""


def worth(group: Group, trial: Trial, *, paged: bool) -> float:
    """How good a list with readable details is: a group without readable pages is worth nothing."""
    undated = set(trial.kinds) == {"policy_notice"} and not trial.coverage.get("published_text")
    doubt = (_PAGED if paged else _UNDATED) if undated else 1
    return doubt * group.score * trial.pages / FEW * min(sum(trial.coverage.values()) / 4, 1.5)


def says_more(declared: Trial, others: Sequence[Trial]) -> bool:
    """Whether declared selectors are worth a file of their own: no family knows what the pages are."""
    return not others or (set(others[0].kinds) == {"policy_notice"} and set(declared.kinds) != {"policy_notice"})


def once(kinds: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(kinds))


def kind_said(page: Page) -> str:
    """The kind of record that a feed is about, from its words."""
    # As JSON the words may be numbers of characters.
    text = page.text if page.json is None else json.dumps(page.json, ensure_ascii=False)
    words = {
        "job_posting": r"招聘|招工|诚聘|岗位|职位|用工|薪资|工资|元/月|hiring|job",
        "training_course": r"课程|培训|开班|学员|course|training",
        "policy_notice": r"通知|公告|公示|意见|办法|规定|政策|发布",
    }
    counts = {kind: len(re.findall(pattern, text[:50_000], re.IGNORECASE)) for kind, pattern in words.items()}
    return max(counts, key=lambda kind: counts[kind]) if any(counts.values()) else "policy_notice"
