"""What an API key of Elasticsearch may do: which action a request is, and which privileges grant that.

The node of these tests has no security; a door in front of it decides as a secured one does. Actions, and what each
privilege grants, are those of Elasticsearch 9.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import unquote

from door import Door

ACTIONS: tuple[tuple[str, str, str], ...] = (
    ("GET|HEAD", "", "cluster:monitor/main"),
    ("GET", "_cluster/health(/.*)?", "cluster:monitor/health"),
    ("GET|HEAD", "(.+/)?_alias/.+", "indices:admin/aliases/get"),
    ("PUT|POST", "(.+/)?_alias(es)?(/.+)?", "indices:admin/aliases"),
    ("GET", ".+/_mapping", "indices:admin/mappings/get"),
    ("GET", ".+/_settings(/.+)?", "indices:monitor/settings/get"),
    ("PUT", ".+/_settings", "indices:admin/settings/update"),
    ("GET", ".+/_stats(/.+)?", "indices:monitor/stats"),
    ("POST", ".+/_flush", "indices:admin/flush"),
    ("POST", ".+/_refresh", "indices:admin/refresh"),
    ("GET|POST", ".+/_(search|count)", "indices:data/read/search"),
    ("GET|POST", ".+/_explain/.+", "indices:data/read/explain"),
    ("GET", ".+/_doc/.+", "indices:data/read/get"),
    ("PUT|POST", ".+/_doc/.+", "indices:data/write/index"),
    ("DELETE", ".+/_doc/.+", "indices:data/write/delete"),
    ("PUT|POST", ".+/_bulk", "indices:data/write/bulk"),
    ("GET|HEAD", "[^_/][^/]*", "indices:admin/get"),
    ("PUT", "[^_/][^/]*", "indices:admin/create"),
    ("DELETE", "[^_/][^/]*", "indices:admin/delete"),
)
GRANTED: Mapping[str, tuple[str, ...]] = {
    "read": ("indices:data/read/*",),
    "write": ("indices:data/write/*",),
    "monitor": ("indices:monitor/*",),
    "manage": ("indices:monitor/*", "indices:admin/*"),
    "maintenance": ("indices:admin/refresh*", "indices:admin/flush*"),
    "view_index_metadata": (
        "indices:admin/aliases/get",
        "indices:admin/get",
        "indices:admin/mappings/get",
        "indices:monitor/settings/get",
    ),
}


@dataclass(frozen=True)
class Role:
    """The one role descriptor of a key."""

    cluster: Sequence[str]
    indices: Sequence[Mapping[str, Any]]

    def grants(self, action: str, names: Sequence[str]) -> bool:
        """Whether an action on some indexes is granted."""
        if action.startswith("cluster:"):
            return "monitor" in self.cluster
        return all(any(self._covers(one, action, name) for one in self.indices) for name in names)

    @staticmethod
    def _covers(one: Mapping[str, Any], action: str, name: str) -> bool:
        patterns = (pattern for privilege in one["privileges"] for pattern in GRANTED[privilege])
        named = any(fnmatchcase(name, wanted) for wanted in one["names"])
        return named and any(fnmatchcase(action, pattern) for pattern in patterns)


class Gate(Door):
    """Lets pass what a role grants, and notes the actions that were asked for."""

    role: Role
    asked: set[str]

    def refusal(self) -> tuple[int, str] | None:
        path = unquote(self.path.partition("?")[0]).strip("/")
        action = next(
            (
                action
                for methods, pattern, action in ACTIONS
                if self.command in methods.split("|") and re.fullmatch(pattern, path)
            ),
            "",
        )
        assert action, f"{self.command} /{path} is no action that this table knows"
        names = _names(path)
        self.asked.add(action)
        if self.role.grants(action, names):
            return None
        level = "cluster" if action.startswith("cluster:") else "index"
        granting = [
            name for name, patterns in GRANTED.items() if any(fnmatchcase(action, pattern) for pattern in patterns)
        ]
        on = f" on indices [{','.join(names)}]" if names else ""
        return 403, (
            f"action [{action}] is unauthorized for API key id [VuaCfGcBCdbkQm-e5aOx] of user [elastic]{on}, "
            f"this action is granted by the {level} privileges [{','.join([*granting, 'all'])}]"
        )


def _names(path: str) -> list[str]:
    """The indexes and aliases that an address names."""
    first, _, rest = path.partition("/")
    if first in ("_alias", "_aliases"):
        return rest.split(",") if rest else []
    return [] if first.startswith("_") else first.split(",")
