"""What a page's scripts send by POST: objects in them that have a page's number, as far as they tell. Pure.

Nothing is run: what stands there as a text or a number is taken, and what is worked out elsewhere is left empty.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rencai_crawler.pages.answer_pages import is_number_of_page, is_offset
from rencai_crawler.pages.literals import NotALiteral, literal

Body = dict[str, Any]
_KEY = re.compile(r"""(?<![\w$.?])["']?([A-Za-z_]\w{0,30})["']?\s*[:,}]""")
_SIZE = re.compile(
    r"(?:page)?_?size|limit|rows|per_?page|take|length|page_?(?:count|rows)|max_?results?(?:_?count)?", re.IGNORECASE
)
_NAMED = re.compile(r"(?:[\w$]+\.)*([A-Za-z_$][\w$]*)")
_SET = re.compile(r"""(?<![\w$.])([A-Za-z_$][\w$]*)\s*[=:]\s*(\d{1,4}|"[^"\n]{0,80}"|'[^'\n]{0,80}')""")
_MEMBER = re.compile(r"""\s*["']?([A-Za-z_$][\w$.]*)["']?\s*(?::(.*))?\s*""", re.DOTALL)
_STRINGIFIED = re.compile(r"(?<![\w$])(?!(?:body|data)\b)\w+[\"']?\s*:\s*JSON\.stringify\(\s*$")
"""Before an object that is sent as a text in another one; what is called body or data is sent itself."""
_AS_TEXT = re.compile(r"JSON\.stringify\(\s*\{")
_LONGEST = 800
_MOST_KEYS = 400
_USUAL_SIZE = 10


def bodies(script: str, place: int = 0, *, within: int = 0) -> list[Body]:
    """Objects of a script that may be sent for a list's first page, those nearest behind a place first.

    With `within` only those that begin no farther away.
    """
    if within:
        start = max(0, place - within)
        script, place = script[start : place + within + _LONGEST], place - start
    known = _known(script)
    found: dict[int, Body] = {}
    for count, match in enumerate(_KEY.finditer(script)):
        if count > _MOST_KEYS * 20 or len(found) > _MOST_KEYS:
            break
        if is_number_of_page(match[1]) or is_offset(match[1]):
            start = _opening(script, match.start())
            if _STRINGIFIED.search(script[max(0, start - 30) : max(0, start)]):
                start = _opening(script, start)
            if start >= 0 and start not in found:
                found[start] = _object(script[start : start + _LONGEST], known, deeper=3)
    near = sorted(found, key=lambda start: (start < place, abs(start - place)))
    near = [start for start in near if not within or abs(start - place) <= within]
    return [body for start in near if _is_paged(body := found[start])]


def _is_paged(body: Mapping[str, Any]) -> bool:
    """Whether an object has a page's number and what else a question for a list has."""
    names = [*body, *(inner for value in body.values() if isinstance(value, Mapping) for inner in value)]
    if any(isinstance(value, str) and value.startswith("{") for value in body.values()):
        return True
    return any(is_number_of_page(name) or is_offset(name) for name in names) and (
        any(map(_SIZE.fullmatch, names)) or len(names) == 1
    )


def _known(script: str) -> dict[str, Any]:
    """Names that a script sets to a number or a text, as it does first."""
    known: dict[str, Any] = {}
    for match in _SET.finditer(script):
        known.setdefault(match[1], int(match[2]) if match[2].isdecimal() else match[2][1:-1])
    return known


def _opening(script: str, place: int) -> int:
    """Where the object begins in which a place lies; -1 where that is far off."""
    depth = 0
    for at in range(place - 1, max(-1, place - _LONGEST), -1):
        depth += {"}": 1, "{": -1}.get(script[at], 0)
        if depth < 0:
            return at
    return -1


def _object(text: str, known: Mapping[str, Any], deeper: int) -> Body:
    body: Body = {}
    for member in _members(text):
        match = _MEMBER.fullmatch(member)
        if match:
            body[match[1]] = _value(match[1], (match[2] or match[1]).strip(), known, deeper)
    return body


def _members(text: str) -> Iterator[str]:
    """The parts between an object's commas."""
    depth, quoted, begin = 0, "", 1
    for at, character in enumerate(text):
        if quoted:
            quoted = "" if character == quoted and text[at - 1] != "\\" else quoted
        elif character in "\"'`":
            quoted = character
        elif character in "{[(":
            depth += 1
        elif character in "}])":
            depth -= 1
            if depth == 0:
                yield text[begin:at]
                return
        elif character == "," and depth == 1:
            yield text[begin:at]
            begin = at + 1


def _value(name: str, text: str, known: Mapping[str, Any], deeper: int) -> Any:
    if match := _AS_TEXT.match(text):
        inner = _object(text[match.end() - 1 :], known, deeper - 1) if deeper else {}
        return json.dumps(inner, ensure_ascii=False) if _is_paged(inner) else ""
    if text.startswith("{") and deeper:
        return _object(text, known, deeper - 1)
    try:
        value, end = literal(text)
    except NotALiteral:
        value, end = None, -1
    if end == len(text) and isinstance(value, str | int | float | list | None) and not _NAMED.fullmatch(text):
        return value
    if text in ("true", "false", "null", "!0", "!1"):
        return {"true": True, "!0": True, "false": False, "!1": False}.get(text)
    if is_number_of_page(name):
        return 1
    if is_offset(name):
        return 0
    named = _NAMED.fullmatch(text)
    told = known.get(named[1]) if named else None
    if _SIZE.fullmatch(name):
        return told if isinstance(told, int) and told else _USUAL_SIZE
    return told if told is not None else ""
