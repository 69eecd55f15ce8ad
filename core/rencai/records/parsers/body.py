"""The body of a notice: sanitised HTML with an anchor at each numbered clause, and its plain text.

Anchors are stable names made from the numbers themselves: `chapter-2` 第二章, `section-1` 第一节, `article-12`
第十二条, `part-3` 三、, `clause-14` （十四）, `item-2` 2. An article's clauses and every item carry what they belong to
(`article-12-clause-1`, `clause-14-item-2`); a clause number that comes again is told apart by its part
(`part-2-clause-1`).
"""

import re
from functools import lru_cache
from html import escape

import nh3

from rencai.records.parsers.anchors import with_anchors
from rencai.records.parsers.plain import plain_text

__all__ = ["plain_text", "read_body", "sanitised", "text_of"]

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "div",
    "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "li", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "type"},
}
_DROPPED_WITH_CONTENT = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "form", "select", "textarea",
    "title",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)
_HEADING = re.compile(r"^#{1,6}\s+")
_EMPTY = re.compile(r"<(p|div|span|strong|b|em|i|section)>(?:\s|&nbsp;|<br>)*</\1>")


def read_body(body_html: str = "", body_text: str = "") -> str:
    """Sanitised HTML of a body; from plain text, a paragraph a line (`#` marks a heading, as in Markdown)."""
    if body_html.strip():
        return with_anchors(sanitised(body_html))
    return with_anchors("\n".join(_paragraph(line) for line in body_text.splitlines() if line.strip()))


def sanitised(markup: str) -> str:
    """Markup without scripts, styles, forms, event handlers and links that run code."""
    return _EMPTY.sub("", _CLEANER.clean(markup)).strip()


@lru_cache(maxsize=16)
def text_of(body_html: str, body_text: str) -> str:
    """The plain text of a body: what the source gives as text, else the text of its markup."""
    return body_text if body_text.strip() else plain_text(body_html)


def _paragraph(line: str) -> str:
    text = line.strip().replace("**", "")
    heading = _HEADING.match(text)
    tag = "h2" if heading else "p"
    return f"<{tag}>{escape(text[heading.end() if heading else 0 :].strip(), quote=False)}</{tag}>"
