"""How good what was found is, and what it is about. Pure."""

import json
import re
from collections.abc import Iterable, Sequence
from statistics import median
from urllib.parse import urlsplit

from rencai_crawler.pages import Link, Page
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.shapes import Group

FEW = 2
"""Details that are read to compare lists."""
_UNDATED = 0.2
"""What is left of a list's worth where none of its notices has a day: menus lead to such pages."""
_PAGED = 0.5
"""The same on a page that goes on to another: menus do not."""
_MENU = 0.04
"""The same where each of the pages leads to all the others as well."""
_MOSTLY = 0.8
_OF_MENU = re.compile(
    r"(?:关于|联系|加入|了解)(?:我们|方式|本站|本网)?|.{0,4}(?:简介|概况|声明|地图|帮助|留言)|版权.{0,2}|"
    r"(?:about|contact|join)(?:\s?us)?|help|site\s?map",
    re.IGNORECASE,
)
_ENOUGH = 3
_USUAL = 25
"""Characters of a notice's title, mostly."""
_MOST_ENTRIES = 3
_NAME, _TITLE = 8, 12
"""Characters of a column's name at most, and of titles on the whole at least."""


def worth(group: Group, trial: Trial, *, paged: bool, menu: bool) -> float:
    """How good a list with readable details is: a group without readable pages is worth nothing."""
    notices = set(trial.kinds) == {"policy_notice"}
    dated = any(link.date for link in group.links)
    undated = notices and not trial.coverage.get("published_text")
    doubt = (_MENU if menu and not dated else _PAGED if paged else _UNDATED) if undated else 1
    # How long titles are tells unread links apart; what reads as a vacancy or course is one however short its name.
    score = group.score if notices else max(group.score, _USUAL * len(group.links))
    return doubt * score * trial.pages / FEW * min(sum(trial.coverage.values()) / 4, 1.5)


def is_menu(group: Group, details: Sequence[Page]) -> bool:
    """Whether the pages of a group lead to one another, as those of a menu do."""
    members = {link.url for link in group.links}
    return all(len(members & links_away(page)) >= _MOSTLY * len(members) for page in details)


def menu_entries(group: Group, details: Sequence[Page], links: Iterable[Link]) -> list[str]:
    """Patterns of a list's links to pages of a menu that look like details (关于我们): each page leads to them.

    They are few and called so, or by short names without a day where the others have titles.
    """
    if len(details) < _ENOUGH:
        return []
    leads = [links_away(page) for page in details]
    taken = [link for link in links if re.search(group.details, link.url)]
    everywhere = [link for link in taken if all(link.url in urls for urls in leads)]
    named = [link for link in everywhere if _OF_MENU.fullmatch(link.text)]
    found = {link.url for link in [*(named if len(named) <= _MOST_ENTRIES else []), *_short(everywhere, group)]}
    return [re.escape(urlsplit(url).path) + "$" for url in sorted(found)]


def _short(everywhere: Sequence[Link], group: Group) -> list[Link]:
    """Of what each page leads to, the short names without a day, where the others are called by whole titles."""
    beside = {link.url for link in everywhere}
    others = [len(link.text) for link in group.links if link.url not in beside]
    if len(others) < _ENOUGH or median(others) < _TITLE:
        return []
    return [link for link in everywhere if not link.date and len(link.text) <= _NAME]


def links_away(page: Page) -> set[str]:
    """Where the links of a page lead."""
    return {page.absolute(anchor.get("href") or "") for anchor in page.tree.iter("a")}


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
