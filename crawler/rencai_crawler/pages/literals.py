"""Values that scripts write down: JSON, and what JavaScript writes where JSON would not do (bare keys, !0, void 0)."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

_SPACE = re.compile(r"(?:\s+|/\*.*?\*/|//[^\n]*)+", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|`((?:[^`\\]|\\.)*)`', re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}
_IN_SHORT = {"!0": True, "!1": False}
_DEEPEST = 120


@dataclass(frozen=True, slots=True)
class Named:
    """A name that stands for a value, such as the parameter of a function."""

    name: str


class NotALiteral(ValueError):
    """What stands there is no value."""


def literal(text: str, start: int = 0) -> tuple[Any, int]:
    """The value that begins at a place, and the place behind it. Raises NotALiteral."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, _spaces(text, start))
    except (ValueError, RecursionError):
        return _Reader(text).value(start, _DEEPEST)


def _spaces(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    def value(self, place: int, deeper: int) -> tuple[Any, int]:
        text = self._text
        place = _spaces(text, place)
        first = text[place : place + 1]
        if not first or deeper <= 0:
            raise NotALiteral(place)
        if first in "{[":
            return self._members(place + 1, "}" if first == "{" else "]", deeper - 1)
        if match := _STRING.match(text, place):
            return unescaped(match[1] or match[2] or match[3] or ""), match.end()
        if match := _NUMBER.match(text, place):
            return _number(match[0]), match.end()
        if text[place : place + 2] in _IN_SHORT:
            return _IN_SHORT[text[place : place + 2]], place + 2
        return self._named(place, deeper)

    def _members(self, place: int, closing: str, deeper: int) -> tuple[Any, int]:
        """What stands between brackets, up to and with the closing one."""
        found: list[Any] = []
        keys: list[str] = []
        while True:
            place = _spaces(self._text, place)
            if self._text.startswith(closing, place):
                return dict(zip(keys, found, strict=True)) if closing == "}" else found, place + 1
            if self._text.startswith(",", place):
                place += 1
                continue
            if closing == "}":
                key, place = self._key(place)
                keys.append(key)
            value, place = self.value(place, deeper)
            found.append(value)

    def _key(self, place: int) -> tuple[str, int]:
        match = _STRING.match(self._text, place)
        bare = None if match else _NAME.match(self._text, place) or _NUMBER.match(self._text, place)
        if match is None and bare is None:
            raise NotALiteral(place)
        end = _spaces(self._text, (match or bare).end())  # type: ignore[union-attr]  # one of them is there
        if not self._text.startswith(":", end):
            raise NotALiteral(place)
        return (unescaped(match[1] or match[2] or match[3] or "") if match else bare[0]), end + 1  # type: ignore[index]

    def _named(self, place: int, deeper: int) -> tuple[Any, int]:
        """A word, a call (whose first argument is its value), or `void 0`."""
        text = self._text
        match = _NAME.match(text, place)
        if not match:
            raise NotALiteral(place)
        word, place = match[0], match.end()
        if word in ("void", "new", "await"):
            value, place = self.value(place, deeper - 1)
            return (None if word == "void" else value), place
        dotted = re.compile(r"(?:\.[\w$]+)*").match(text, place)
        called = dotted.end() if dotted else place
        if text.startswith("(", called):
            inside, place = self._members(called + 1, ")", deeper - 1)
            return (inside[0] if inside else None), place
        return _WORDS.get(word, Named(word)), place


def unescaped(text: str) -> str:
    """A string's characters without its escapes."""
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_character, text)
    return _SURROGATES.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), plain)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    return _ESCAPED.get(match[4], match[4])


def _number(text: str) -> float | int:
    try:
        return int(text, 0)
    except ValueError:
        return float(text) if "x" not in text.lower() else 0


def resolved(value: Any, known: dict[str, Any]) -> Any:
    """A value with its names replaced; what a name does not stand for is None."""
    if isinstance(value, Named):
        return known.get(value.name)
    if isinstance(value, list):
        return [resolved(each, known) for each in value]
    if isinstance(value, dict):
        return {key: resolved(each, known) for key, each in value.items()}
    return value


def read_string(value: Any) -> Any:
    """The value in a text that holds JSON, as it is or with its characters as %7B; else the text itself."""
    if not isinstance(value, str):
        return value
    text = unquote(value) if value[:3].upper() in ("%7B", "%5B") else value
    if text[:1] not in "{[" or len(text) < 2:
        return value
    try:
        return literal(text)[0]
    except (NotALiteral, RecursionError):
        return value
