"""What a page itself permits: robots directives and the reservation of text and data mining."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_NAME = re.compile(rb"""\bname\s*=\s*["']?\s*(robots|rencai|tdm-reservation)\s*["'\s/>]""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
# A reservation stands in the head; scanning a whole body would cost more than it finds.
HEAD = 16_384


@dataclass(frozen=True, slots=True)
class Permission:
    """What may be done with a page; everything, unless it says otherwise."""

    index: bool = True
    follow: bool = True
    archive: bool = True
    mining: bool = True

    @property
    def refusal(self) -> str:
        """Reason for which the page is passed over, empty where it may be read."""
        return "" if self.index and self.mining else "noindex" if self.mining else "tdm_reserved"


FREE = Permission()


def permission_of(headers: Mapping[str, str], body: bytes) -> Permission:
    """What headers (names in lower case) and the start of a page permit."""
    said = _directives(headers.get("x-robots-tag", ""))
    mining = headers.get("tdm-reservation", "").strip() != "1"
    directives, reserved = _meta(body[:HEAD])
    if (directives or reserved) and b"<!--" in body[:HEAD]:
        # What stands in a comment is said to nobody.
        directives, reserved = _meta(_COMMENT.sub(b"", body[:HEAD]))
    directives |= said
    mining = mining and not reserved
    if mining and not directives:
        return FREE
    return Permission(
        index=not directives & {"noindex", "none"},
        follow=not directives & {"nofollow", "none"},
        archive="noarchive" not in directives,
        mining=mining,
    )


def _meta(start: bytes) -> tuple[set[str], bool]:
    """The directives for robots in a page's head, and whether it reserves text and data mining."""
    directives: set[str] = set()
    reserved = False
    for tag in _META.finditer(start):
        name, content = _NAME.search(tag[0]), _CONTENT.search(tag[0])
        if name is None or content is None:
            continue
        text = content[1].decode("latin-1")
        if name[1].lower() == b"tdm-reservation":
            reserved = reserved or text.strip() == "1"
        else:
            directives |= _directives(text)
    return directives, reserved


def _directives(text: str) -> set[str]:
    """Directives for every crawler or for this one: `rencai: noindex` counts, `otherbot: noindex` does not."""
    found: set[str] = set()
    speaks_to_us = True
    for part in text.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"):
            speaks_to_us = name.strip() == "rencai"
            part = rest  # noqa: PLW2901  # what follows the name of the robot
        if speaks_to_us:
            found.add(part.strip())
    return found & {"noindex", "nofollow", "none", "noarchive"}
