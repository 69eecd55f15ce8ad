"""Markup to plain text: one line a paragraph, cells of a table's row apart by tabs."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape

_DROPPED = re.compile(r"<(?:(script|style|noscript|template|head|title|textarea|select)\b|!--)", re.IGNORECASE)
_PRE = re.compile(r"<(pre)\b", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>(?=\s*<t[dh]\b)", re.IGNORECASE)
BREAK = re.compile(
    r"<(?:br|/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|tbody|thead|section|article|blockquote|pre|hr|center|"
    r"caption|figure"
    r"|figcaption|header|footer|address|form|fieldset|option))\b[^>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"<[/!?a-zA-Z][^>]*>")
_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")
_OTHER_BLANK = re.compile(r"[\xa0\u2002-\u200a\r\f]")
_BLANKS = re.compile(r"[ \xa0\u2002-\u200a\r\f]+")
_EDGES = " \t\u3000\xa0"
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def plain_text(markup: str) -> str:
    """The whole text that a reader sees, entities resolved, without indents and empty lines."""
    text = _whole(_DROPPED, lambda _: " ", markup)
    text = _on_one_line(_whole(_PRE, lambda element: element.replace("\n", "<br>"), text))
    text = _in_cells_one_line(text)
    text = INVISIBLE.sub("", unescape(_each(TAG, "", _each(BREAK, "\n", _CELL.sub("\t", text)))))
    text = _BLANKS.sub(" ", text) if "  " in text or _OTHER_BLANK.search(text) else text
    lines = (line.strip(_EDGES) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _whole(beginning: re.Pattern[str], change: Callable[[str], str], markup: str) -> str:
    """Markup with each element that begins so changed. What has no end stays, and is looked for once and not again
    from each beginning, which would take hours.
    """
    done, place, endless = 0, 0, set[str]()
    pieces: list[str] = []
    while found := beginning.search(markup, place):
        name = (found[1] or "").lower()
        place = found.end()
        if name in endless:
            continue
        end = _end_of(name).search(markup, place)
        if end is None:
            endless.add(name)
            continue
        pieces += [markup[done : found.start()], change(markup[found.start() : end.end()])]
        done = place = end.end()
    return "".join([*pieces, markup[done:]]) if done else markup


@lru_cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE)


def _each(tag: re.Pattern[str], instead: str, markup: str) -> str:
    """Tags replaced. Behind the last > there is none, and looking for its end from each < would take hours, too."""
    end = markup.rfind(">") + 1
    return tag.sub(instead, markup[:end]) + markup[end:]


def _on_one_line(markup: str) -> str:
    """Blanks of the source are one blank each. Bytes are divided in a fifth of the time of a pattern."""
    if "\x0b" in markup:
        return _SOURCE_BLANKS.sub(" ", markup)
    return b" ".join(markup.encode("utf-8", "surrogatepass").split()).decode("utf-8", "surrogatepass")


_SIMPLE_CELL = re.compile(r"(<t[dh]\b[^<>]*>)((?:(?!</?t(?:able|d|h|r)\b).)*?)(</t[dh]\s*>)", re.IGNORECASE | re.DOTALL)
_SHORT_CELL = 400


def _in_cells_one_line(markup: str) -> str:
    """Paragraphs inside a small cell of data stay on the row's line; a cell that holds a page keeps its paragraphs."""
    if "<t" not in markup and "<T" not in markup:
        return markup
    return _SIMPLE_CELL.sub(_joined, markup)


def _joined(match: re.Match[str]) -> str:
    content = match[2]
    if len(_each(TAG, "", content)) > _SHORT_CELL:
        return match[0]
    return match[1] + _each(BREAK, " ", content).strip() + match[3]
