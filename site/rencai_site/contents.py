"""Table of contents of a notice, read from the anchors of its sanitised body, and anchors of clauses named in text."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from rencai.records.parsers.text import chinese_number

_LEVELS = {"chapter": 0, "part": 0, "section": 1, "article": 1, "clause": 1}
_ANCHOR = re.compile(r"^(chapter|section|article|part|clause)-\d+(?:-\d+)?$")
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "div",
    "section",
    "blockquote",
    "td",
    "dd",
    "dt",
    "center",
    "br",
}
_SENTENCE = re.compile(r"[。；：]|\s{2,}")
LONGEST = 34
MOST = 160
_CLAUSE = re.compile(r"^(?:第\s*([^条]+?)\s*条|[（(]\s*([^）)]+?)\s*[）)]|([一二三四五六七八九十百]+)、)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered unit: its anchor, its first words and how deep it lies."""

    anchor: str
    text: str
    depth: int


def contents(body: str) -> list[Entry]:
    """The numbered units of a sanitised body down to its clauses; empty where there are less than three."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    deepest = {entry.depth for entry in reader.entries}
    flat = deepest == {1}
    entries = [Entry(e.anchor, e.text, 0 if flat else e.depth) for e in reader.entries if e.text]
    if len(entries) > MOST:
        entries = [entry for entry in entries if entry.depth == 0]
    return entries if len(entries) >= 3 else []


def clause_anchor(clause: str) -> str:
    """The anchor of a clause named as in «（十四）», «第三十五条» or «三、»; nothing for any other text."""
    found = _CLAUSE.match(clause.strip())
    if not found:
        return ""
    for level, digits in zip(("article", "clause", "part"), found.groups(), strict=True):
        if digits:
            count = int(digits) if digits.isdecimal() else chinese_number(digits)
            return f"{level}-{count}" if count else ""
    return ""


class _Reader(HTMLParser):
    """Collects the text that follows each anchor up to the end of its block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.entries: list[Entry] = []
        self._anchor = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id") or ""
        if tag in _BLOCKS or anchor:
            self._finish()
        if _ANCHOR.match(anchor):
            self._anchor = anchor

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._finish()

    def handle_data(self, data: str) -> None:
        if self._anchor:
            self._text += data

    def close(self) -> None:
        super().close()
        self._finish()

    def _finish(self) -> None:
        text = " ".join(self._text.split())
        if self._anchor and text:
            first = _SENTENCE.split(text)[0]
            short = first if len(first) <= LONGEST else first[:LONGEST] + "…"
            self.entries.append(Entry(self._anchor, short, _LEVELS[self._anchor.split("-")[0]]))
            self._anchor = ""
        self._text = ""
