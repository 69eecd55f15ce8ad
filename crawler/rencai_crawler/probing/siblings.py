"""Details of one list that lie in folders beside one another (`/news/city/7.html`, `/news/work/8.html`). Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rencai_crawler.pages import Link
from rencai_crawler.probing.shapes import ENOUGH, KEY, NUMBER, WORD, Group, is_paging, pattern_of, shape_of

_LEAST_TEXT = 6
"""Characters of a title; shorter texts are those of menus."""


@dataclass(frozen=True)
class Beside:
    """Links that differ from a group's in the name of a folder only."""

    parent: str
    """Path of the folder that holds the group's folder and theirs."""
    folders: dict[str, tuple[Link, ...]]

    def within(self, group: Group) -> Group:
        """The group with all of them, and whatever else lies in a folder there."""
        details = f"{re.escape(self.parent)}/[^/?#&]+{pattern_of(group.shape[1:])}"
        return self._joined(group, details, self.folders)

    def chosen(self, group: Group, folders: Iterable[str]) -> Group:
        """The group with those of some folders."""
        names = sorted({group.shape[0], *folders})
        details = f"/(?:{'|'.join(map(re.escape, names))}){pattern_of(group.shape[1:])}"
        return self._joined(group, details, folders)

    def _joined(self, group: Group, details: str, folders: Iterable[str]) -> Group:
        links = (*group.links, *(link for name in folders for link in self.folders[name]))
        # Every folder may number its pages from one.
        return Group(details, "", links, group.score, group.shape)


def beside(group: Group, links: Iterable[Link], host: str) -> Beside | None:
    """The links beside a group's; None where its pages are not told apart by a folder's name, or nothing is beside."""
    parents = {_parent(link.url, len(group.shape)) for link in group.links}
    if len(group.shape) < 2 or group.shape[1] == "?" or _changes(group.shape[0]) or len(parents) != 1:
        return None
    parent = parents.pop()
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        shape = shape_of(link.url)
        alike = len(shape) == len(group.shape) and shape[1:] == group.shape[1:] and not _changes(shape[0])
        if alike and shape[0] != group.shape[0] and urlsplit(link.url).netloc == host:
            told = len(link.text) >= _LEAST_TEXT and not is_paging(link.text)
            if told and _parent(link.url, len(shape)) == parent:
                found[shape[0]][link.url] = link
    return Beside(parent, {name: tuple(each.values()) for name, each in found.items()}) if found else None


def enough(found: Beside) -> list[str]:
    """Folders with as many links as a list has, the fullest first."""
    full = [name for name, links in found.folders.items() if len(links) >= ENOUGH]
    return sorted(full, key=lambda name: -len(found.folders[name]))


def _changes(part: str) -> bool:
    return any(mark in part for mark in (NUMBER, WORD, KEY))


def _parent(url: str, depth: int) -> str:
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    return "".join(f"/{segment}" for segment in segments[:-depth])
