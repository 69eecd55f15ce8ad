"""A host's reservation of text and data mining: /.well-known/tdmrep.json of the TDM Reservation Protocol. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

WELL_KNOWN = "/.well-known/tdmrep.json"
_ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LONGEST = 1000
"""Rules that are heeded; a file with more is no declaration."""


@dataclass(frozen=True, slots=True)
class Reservations:
    """A host's rules in the order of its file; the first that matches a path decides."""

    rules: tuple[tuple[re.Pattern[str], bool], ...] = ()

    @classmethod
    def read(cls, body: bytes) -> "Reservations":
        """The rules of a file; none where it is not what the protocol describes, which counts as no declaration."""
        try:
            given = json.loads(body.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return NOTHING_RESERVED
        return cls(tuple(_rules(given))) if isinstance(given, list) and len(given) <= _LONGEST else NOTHING_RESERVED

    def reserve(self, url: str) -> bool:
        """Whether the page at an address may not be mined."""
        if not self.rules:
            return False
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        return next((reserved for pattern, reserved in self.rules if pattern.match(path)), False)


NOTHING_RESERVED = Reservations()


def _rules(given: list[object]) -> Iterator[tuple[re.Pattern[str], bool]]:
    for rule in given:
        if isinstance(rule, dict) and isinstance(rule.get("location"), str):
            reserved = str(rule.get("tdm-reservation")).strip()
            if reserved in ("0", "1"):
                yield _pattern(rule["location"]), reserved == "1"


@lru_cache(maxsize=256)
def _pattern(location: str) -> re.Pattern[str]:
    """A location as robots.txt writes paths: a prefix, with `*` for anything and `$` for the end."""
    path = _normal(location.strip())
    whole = path.endswith("$")
    first, *parts = map(re.escape, re.split(r"\*+", path.removesuffix("$") if whole else path))
    last = f"[^\n]*{parts.pop()}$" if whole and parts else "$" if whole else ""
    # What stands behind a star counts where it first does: to try all places would cost dearly with a hostile file.
    amid = "".join(f"(?>[^\n]*?{part})" for part in parts)
    return re.compile(("" if path.startswith(("/", "*")) else "/") + first + amid + last)


def _normal(path: str) -> str:
    """A path with what may stand as it is unescaped, and everything else escaped."""
    return quote(_ESCAPED.sub(_unescaped, path), safe="%/*$:@!&'()+,;=?~[]#")


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _PLAIN else match[0].upper()
