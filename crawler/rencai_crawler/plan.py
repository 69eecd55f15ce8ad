"""Which listed pages a run fetches: the new, the changed, and a share of the rest. Pure."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rencai.store.pages import PageState
from rencai_crawler.pages import Link

_RELATIVE = re.compile(r"刚刚|今天|今日|昨天|前天|\d+\s*(?:秒|分钟|小时|天|日|周|个月)(?:之?前|内)")
FEWEST_RECHECKS = 20
SAID_GONE = (404, 410)
TRIES = 3
"""Runs in a row that ask for a page of which something could not be had."""
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A detail page to fetch, and what is known of it."""

    key: str
    link: Link
    mark: str
    state: PageState | None
    listed: bool = True
    """A list of this run names it."""

    @property
    def name(self) -> str:
        """What lists call it, now or when it was last listed; empty where they give none."""
        return self.link.text or name_in(self.mark)

    @property
    def is_renamed(self) -> bool:
        """Whether its list calls it otherwise than before, or gives another day: it changed, whatever it says."""
        return self.state is not None and self.state.mark.split("|")[:2] != self.mark.split("|")[:2]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about one list page's entries."""

    fetch: tuple[Wanted, ...]
    known: tuple[str, ...]
    """Keys of pages that stay as they are known."""
    present: tuple[str, ...]
    """Keys of pages whose records are still there because the list names them, fetched or not. A page that said it
    is gone is not among them: its own word counts until it takes it back."""

    @property
    def all_known(self) -> bool:
        return not self.fetch


def mark_of(link: Link) -> str:
    """What a list says of a page, less what changes with the calendar only."""
    parts = (link.text[:300], link.date, link.lastmod)
    return "|".join(" ".join(_RELATIVE.sub("", part.replace("|", " ")).split()) for part in parts)


def name_in(mark: str) -> str:
    """What a list called a page, from its mark."""
    return mark.partition("|")[0]


def date_in(mark: str) -> str:
    """The day that a list gave, from its mark."""
    parts = mark.split("|")
    return parts[1] if len(parts) >= _PARTS else ""


def doubtful(mark: str) -> str:
    """The mark of a page that the next list which names it has fetched again; what it was called stays."""
    parts = mark.split("|")[:_PARTS]
    return "|".join((*parts, "0")) if len(parts) == _PARTS else ""


def once_more(state: PageState, before: PageState | None) -> PageState:
    """A page of which something could not be had, so that the next run asks for it again; only some times in a row.

    How often stands behind its mark, which is therefore not what the list says.
    """
    tried, _, times = before.mark.rpartition("|") if before else ("", "", "")
    count = int(times) + 1 if tried == state.mark and times.isdecimal() else 1
    if count >= TRIES:
        return state
    return replace(state, etag="", last_modified="", mark=f"{state.mark}|{count}")


def plan(
    links: Mapping[str, Link],
    known: Mapping[str, PageState],
    recheck: AbstractSet[str] = frozenset(),
    *,
    full: bool = False,
) -> Plan:
    """Divide a list's entries (by key) into those to fetch and those to leave."""
    fetch: list[Wanted] = []
    left: list[str] = []
    for key, link in links.items():
        state, mark = known.get(key), mark_of(link)
        settled = state is not None and state.status == 200 and state.mark == mark
        if settled and not full and key not in recheck:
            left.append(key)
        else:
            fetch.append(Wanted(key, link, mark, state))
    present = tuple(key for key in links if key in known and known[key].status not in SAID_GONE)
    return Plan(tuple(fetch), tuple(left), present)


def rechecks(count: int, share: float) -> int:
    """How many of so many known pages are asked again in a run."""
    return min(count, max(FEWEST_RECHECKS, round(count * share))) if share else 0


def fresh(links: Iterable[tuple[str, Link]], seen: AbstractSet[bytes]) -> dict[str, Link]:
    """The entries that this run did not meet yet, by key; of twins the first."""
    found: dict[str, Link] = {}
    for key, link in links:
        if bytes.fromhex(key) not in seen:
            found.setdefault(key, link)
    return found
