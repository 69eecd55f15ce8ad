"""The data that a page brings along for its own scripts: states of frameworks, JSON in scripts and hidden fields."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from rencai_crawler.pages.literals import NotALiteral, literal, read_string, resolved

_MARKS = (
    "__NEXT_DATA__", "__NUXT", "_STATE__", "__INITIAL", "__next_f", "RENDER_DATA", "_SSR_", "__PRELOADED", "__APP",
    "application/json", "init-data", "-state", "INITIAL_DATA", "initialState", "pageData", "initData",
)  # fmt: skip
_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE)
_SCRIPT_ENDS = re.compile(r"</script", re.IGNORECASE)
_HIDDEN = re.compile(r"""<(?:input|div|textarea)\b[^<>]*?\s(?:value|data-[\w-]+)=(?:"(\{[^"]*)"|'(\{[^']*)')""")
_ASSIGNED = re.compile(
    r"""[\w$\])"']\s*=\s*(?=[{\[]|\(?function|["']%7B|JSON\.parse|decodeURIComponent|\(?\([\w$,\s]{0,4000}\)\s*=>)"""
)
_CALLED = re.compile(r"\(?(?:function\s*[\w$]*)?\s*\(([\w$,\s]{0,4000})\)\s*(?:=>)?\s*\{?")
_PUSHED = re.compile(r"__next_f\.push\(\s*(?=\[)")
_ROW = re.compile(r"([0-9a-f]{1,6}):(?:T([0-9a-f]{1,8}),)?")
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
_LEAST = 120
_MOST = 4_000_000
_TRIES = 30
_DEEPEST = 60


def has_script_values(text: str) -> bool:
    """Whether a page has the marks of a framework that brings its data along."""
    return any(mark in text for mark in _MARKS)


def script_values(text: str) -> Iterator[Any]:
    """Every value of some size in a page's scripts and hidden fields."""
    pushed: list[str] = []
    for names, script in scripts_in(text[:_MOST]):
        if len(script) < _LEAST or "ld+json" in names:
            continue
        if script.startswith(("{", "[", "%7B", "%5B", "&q;", "{&q;")):
            yield from _of_data(names, script)
        elif "__next_f" in script:
            pushed += _pushed(script)
        else:
            yield from _assigned(script)
    if pushed:
        yield from _rows("".join(pushed))
    for match in _HIDDEN.finditer(text[:_MOST]):
        told = unescape(match[1] or match[2])
        if len(told) >= _LEAST:
            yield read_string(told)


def scripts_in(text: str) -> Iterator[tuple[str, str]]:
    """Attributes and content of every script that is closed: looking for each end once, however many are not."""
    place = 0
    while (opened := _SCRIPT.search(text, place)) and (closed := _SCRIPT_ENDS.search(text, opened.end())):
        place = closed.end()
        yield opened[1], text[opened.end() : closed.start()].strip()


def _of_data(names: str, script: str) -> Iterator[Any]:
    """A script that is data and nothing else."""
    if "&q;" in script:
        for mark, character in _ANGULAR:
            script = script.replace(mark, character)
    value = read_string(script)
    if isinstance(value, list) and "NUXT" in names:
        yield _revived(value, 0, {})
    elif not isinstance(value, str):
        yield value


def _assigned(script: str) -> Iterator[Any]:
    """What a script assigns: an object, a list, JSON in a string, or what a function returns."""
    place = tries = 0
    while tries < _TRIES and (match := _ASSIGNED.search(script, place)):
        place, tries = match.end(), tries + 1
        try:
            value, end = (
                _returned(script, place) if script.startswith(("(", "function"), place) else literal(script, place)
            )
        except (NotALiteral, RecursionError, ValueError):
            continue
        if end - place >= _LEAST:
            place = end
            yield read_string(resolved(value, {}))


def _returned(script: str, place: int) -> tuple[Any, int]:
    """What a function that is called at once returns: (function(a,b){return {title:a}}("电工",1))."""
    head = _CALLED.match(script, place)
    begins = script.find("return", head.end()) if head else -1
    if head is None or begins < 0:
        raise NotALiteral(place)
    value, end = literal(script, begins + len("return"))
    opened = script.find("(", end)
    if opened < 0:
        return resolved(value, {}), end
    given, end = _given(script, opened)
    names = [name.strip() for name in head[1].split(",")]
    return resolved(value, dict(zip(names, given, strict=False))), end


def _given(script: str, opened: int) -> tuple[list[Any], int]:
    """The values a function is called with."""
    found: list[Any] = []
    place = opened + 1
    while not script.startswith(")", place):
        value, place = literal(script, place)
        found.append(value)
        while script[place : place + 1].isspace() or script.startswith(",", place):
            place += 1
        if place >= len(script):
            break
    return found, place


def _pushed(script: str) -> Iterator[str]:
    """The pieces of a page that arrive one by one."""
    for match in _PUSHED.finditer(script):
        try:
            piece = literal(script, match.end())[0]
        except (NotALiteral, RecursionError):
            continue
        if isinstance(piece, list) and len(piece) > 1 and isinstance(piece[1], str):
            yield piece[1]


def _rows(text: str) -> Iterator[Any]:
    """The rows of such a page; a long text is a row of its own, which others name as $1f."""
    data = text.encode("utf-8", "replace")
    values: list[Any] = []
    texts: dict[str, Any] = {}
    place = 0
    while place < len(data):
        match = _ROW.match(data[place : place + 24].decode("ascii", "replace"))
        begins = place + match.end() if match else place
        newline = data.find(b"\n", begins)
        end = begins + int(match[2], 16) if match and match[2] else (newline if newline >= 0 else len(data))
        row = data[begins:end].decode("utf-8", "replace")
        if match and match[2]:
            texts[f"${match[1]}"] = row
        elif row[:1] in "{[" and len(row) >= _LEAST:
            values.append(read_string(row))
        place = end if match and match[2] else end + 1
    for value in values:
        yield _named(value, texts, _DEEPEST)


def _named(value: Any, texts: dict[str, Any], deeper: int) -> Any:
    if isinstance(value, str):
        return texts.get(value, value)
    if deeper <= 0:
        return None
    if isinstance(value, list):
        return [_named(each, texts, deeper - 1) for each in value]
    if isinstance(value, dict):
        return {key: _named(each, texts, deeper - 1) for key, each in value.items()}
    return value


def _revived(flat: list[Any], place: Any, known: dict[int, Any]) -> Any:
    """The value at a place of a flat list, in which every member of a value is the place of another."""
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(flat):
        return None
    if place in known:
        return known[place]
    known[place] = None  # what holds itself does so once
    value = flat[place]
    if isinstance(value, dict):
        value = {key: _revived(flat, each, known) for key, each in value.items()}
    elif isinstance(value, list):
        tagged = bool(value) and isinstance(value[0], str)
        value = (
            (_revived(flat, value[1], known) if len(value) > 1 else None)
            if tagged
            else [_revived(flat, each, known) for each in value]
        )
    known[place] = value
    return value
