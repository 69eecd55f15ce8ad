"""Markup to plain text: one line a paragraph, cells of a table's row apart by tabs."""

import re
from html import unescape

_DROPPED = re.compile(
    r"<(script|style|noscript|template|head|title|textarea|select)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
_PRE = re.compile(r"<pre\b.*?</pre\s*>", re.IGNORECASE | re.DOTALL)
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
    text = _DROPPED.sub(" ", markup) if "<" in markup else markup
    text = _on_one_line(_PRE.sub(lambda match: match[0].replace("\n", "<br>"), text))
    text = _in_cells_one_line(text)
    text = INVISIBLE.sub("", unescape(TAG.sub("", BREAK.sub("\n", _CELL.sub("\t", text)))))
    text = _BLANKS.sub(" ", text) if "  " in text or _OTHER_BLANK.search(text) else text
    lines = (line.strip(_EDGES) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _on_one_line(markup: str) -> str:
    """Blanks of the source are one blank each. Bytes are divided in a fifth of the time of a pattern."""
    if "\x0b" in markup:
        return _SOURCE_BLANKS.sub(" ", markup)
    return b" ".join(markup.encode("utf-8", "surrogatepass").split()).decode("utf-8", "surrogatepass")


_SIMPLE_CELL = re.compile(r"(<t[dh]\b[^>]*>)((?:(?!</?t(?:able|d|h|r)\b).)*?)(</t[dh]\s*>)", re.IGNORECASE | re.DOTALL)
_SHORT_CELL = 400


def _in_cells_one_line(markup: str) -> str:
    """Paragraphs inside a small cell of data stay on the row's line; a cell that holds a page keeps its paragraphs."""
    if "<t" not in markup and "<T" not in markup:
        return markup
    return _SIMPLE_CELL.sub(_joined, markup)


def _joined(match: re.Match[str]) -> str:
    content = match[2]
    if len(TAG.sub("", content)) > _SHORT_CELL:
        return match[0]
    return match[1] + BREAK.sub(" ", content).strip() + match[3]
