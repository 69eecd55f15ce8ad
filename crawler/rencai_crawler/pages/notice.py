"""Notices: government pages with their meta tags and header table, and news-like pages without either."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from rencai.records.parsers.body import plain_text
from rencai_crawler.pages.article import Article, Layout, find_article
from rencai_crawler.pages.attached import EXTENSIONS, attached
from rencai_crawler.pages.days import day_above, find_day
from rencai_crawler.pages.edges import below_title
from rencai_crawler.pages.head import heading_of_text
from rencai_crawler.pages.issuer_choice import likely_issuer
from rencai_crawler.pages.labels import first_values
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.notice_title import notice_title
from rencai_crawler.pages.origin import Around, stated_origin
from rencai_crawler.pages.owner import likely_owner
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.page_names import NUMBER
from rencai_crawler.pages.pagination import further_pages
from rencai_crawler.pages.pictures import is_pictured, says_nothing
from rencai_crawler.source import Source

_HEADER = (
    "document_number_text",
    "index_number_text",
    "topic_text",
    "written_text",
    "effective_text",
    "repealed_text",
    "validity_text",
)
_VALUE_LIMIT, _LONGEST_ENTRY = 200, 60
"""Characters, at most, of a value of the header, and of an entry of a list in the text, which introduces nobody."""
_FILES_BELOW, _FIRST_LINES = 8, 6
_LEAST_ABOVE = 8
"""Characters of a heading right above a text whose own title is that of a column."""
_ABOVE_TITLE = 6
"""Lines above the title that may still be about the page, and not about the whole site."""
_NAMED = re.compile(rf"\.(?:{'|'.join(EXTENSIONS)})\b", re.IGNORECASE)
_APART = re.compile(r"[\s|｜\x1f]+")
"""Between a document's number and the day beside it."""
_ORDERED = re.compile(
    r"[（(](?:[^（()）]{0,12}日)?\s?([\u4e00-\u9fff]{2,24}令\s?第?\s?[\d〇零一二三四五六七八九十百]{1,6}\s?号)"
)
"""（2005年1月5日示例市人民政府令第155号公布 …）"""
_PARTS = re.compile(r"[\W_]+")


def read_notice(page: Page, source: Source | None = None, layout: Layout | None = None) -> PageReading:
    """The notice on a page; without a title or any text there is none. A layout of the page is used up."""
    title, article = title_and_text(page, source.body if source else "", layout)
    files = attached(page)
    if says_nothing(article.inside, title):
        article = replace(article, markup="", before=[*article.before, *article.inside], inside=[])
    text = plain_text(article.markup)
    if not text and not files:
        article.markup = _named_files(article)
        text = plain_text(article.markup)
    if not title or not (text or files or is_pictured(Layout(page), title)):
        return PageReading(kind_of_page="empty", reason="no_text" if title else "no_title")
    fields = _fields(page, title, article, text, source)
    if files:
        fields["attachments"] = [{"name": link.text, "url": link.url} for link in files]
    return PageReading(
        items=(RawItem("policy_notice", fields),),
        next_pages=further_pages(page),
        attachments=files,
        kind_of_page="detail",
    )


def title_and_text(page: Page, css: str = "", layout: Layout | None = None) -> tuple[str, Article]:
    """The title of a page and its text; `css` names the text's element where the source declares one."""
    layout = layout or Layout(page)
    title = notice_title(page, layout)
    article = find_article(layout, title, css, weighed=True)
    every = [*article.before, *article.inside, *article.after]
    from_above = [line for line in article.before[-1:] if len(line.text) >= _LEAST_ABOVE] + article.inside
    if heading := heading_of_text(title, every, article.inside) or heading_of_text(title, every, from_above):
        title = heading
        article = find_article(Layout(page), title, css, weighed=True)
    labelled = first_values(article.given).get("title", "")
    return labelled if labelled and (
        _better(labelled, title) or _is_shown_too(labelled, title, every)
    ) else title, article


def _named_files(article: Article) -> str:
    """The names of files below a title without a text, where nothing can be fetched."""
    named = [line.text for line in article.after[:_FILES_BELOW] if _NAMED.search(line.text)]
    return "".join(f"<p>{escape(name)}</p>" for name in named)


def around_text(page: Page, title: str, article: Article) -> Around:
    """What stands around the text of a page, of which day and issuer are read."""
    header = first_values(article.given)
    head = below_title(title, article.before)
    above = article.before[-len(head) - 1 - _ABOVE_TITLE :] if head else article.before
    day = find_day(page, page.metas, header, above, article.inside, article.after, head) or day_above(article.before)
    return Around(title, day, header, article.before, above, head, article.inside, article.after)


def _fields(page: Page, title: str, article: Article, text: str, source: Source | None) -> dict[str, Any]:
    around = around_text(page, title, article)
    header = around.header
    fields: dict[str, Any] = {
        "title": title,
        "body_html": article.markup if text else "",
        "body_text": text,
        "published_text": around.day,
        "issuer_text": stated_origin(page.metas, header) or _likely(page, around, source),
    }
    number = {"document_number_text": _number_near([*around.above, *article.inside[:_FIRST_LINES]])}
    fields |= {name: header[name] for name in _HEADER if len(header.get(name, "")) <= _VALUE_LIMIT and header.get(name)}
    return {name: value for name, value in (number | fields).items() if value}


def _number_near(above: Sequence[Line]) -> str:
    """The 发文字号 on a line of its own near the title, where no label names it; the text's own is read with it."""
    lines = [line for line in above[-_ABOVE_TITLE * 2 :] if "号" in line.text]
    near = (part for line in lines for part in (line.text, *_APART.split(line.marked)))
    found = next((part.strip("（()）") for part in near if NUMBER.fullmatch(part)), "")
    return found or next((match[1] for line in lines if (match := _ORDERED.match(line.text))), "")


def _likely(page: Page, around: Around, source: Source | None) -> str:
    """For whom most speaks; the source's own name counts before whose site it is."""
    if source and source.issuer:
        return likely_issuer(page, around, of_site=False) or source.issuer
    introducing = [line for line in around.inside if len(line.text) > _LONGEST_ENTRY]
    every = [*around.before, *introducing, *around.after]
    return likely_issuer(page, around) or likely_owner(page, around.title, every)


def _is_shown_too(labelled: str, title: str, every: Sequence[Line]) -> bool:
    """Whether the catalogue's title stands alone on a line as well, below that of the site."""
    places = [at for at, line in enumerate(every) if line.text == labelled]
    above = next((at for at, line in enumerate(every) if line.text == title), len(every))
    return len(labelled) >= _LEAST_ABOVE and bool(places) and above < places[0]


def is_government(page: Page) -> bool:
    """Whether a page has the meta tags of an article of a government site; a site's own tags stand on all its pages."""
    found = page.metas
    return bool(found.get("articletitle") or found.get("contentsource"))


def _better(labelled: str, title: str) -> bool:
    """Whether the catalogue's title is the fuller form of the page's."""
    one, other = _PARTS.sub("", labelled), _PARTS.sub("", title)
    return len(one) > len(other) and bool(other) and one.startswith(other[: max(4, len(other) - 2)])
