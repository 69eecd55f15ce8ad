"""The title of a page, from its metadata, its headings and the lines above its text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.edges import is_badged, pieces_of
from rencai_crawler.pages.lines import Line, lines, squeeze
from rencai_crawler.pages.page import Page, meta
from rencai_crawler.pages.page_names import DOCUMENT, NO_TITLE, NUMBER, is_column, is_institution, is_site
from rencai_crawler.pages.styling import LARGE
from rencai_crawler.pages.tree import Element

_META_TITLE = ("articletitle", "og:title", "twitter:title", "title", "dc.title")
_APART = re.compile(r"\s*(?:[|｜_»«›]|[-–—](?=\s|[^\d\s-]))+\s*|\s+-\s+|--+|—{2,}|\s*::\s*")
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subject|arti_title|articletitle|newstitle|xl_title|info_title|"
    r"detail_title|h1|main_title|article_title|con_title|conttitle|ucaptitle|rich_media_title)(?:$|[\s_\d-])|"
    r"(?:title|tit)$",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef“”‘’]")
_SURELY_TITLE = 6
_DATED = re.compile(
    rf"(?:发布|发表|发稿|时间|日期|来源|浏览|作者).*{DAY.pattern}|{DAY.pattern}.*(?:来源|作者|浏览|阅读)"
)
_LONGEST_BYLINE, _LONGEST_DAY = 400, 60
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d)")
_LABELLED = re.compile(r"[\[【][^\]】]{2,8}[\]】]\s*(?:[:：]|$)|(?:[\u4e00-\u9fff]\s*){2,6}[:：]")
_OF_HEADER = re.compile(r"[\[【]|(?:[\u4e00-\u9fff]\s*){2,6}[:：]")
_WELCOME_LINES = 30
_ROW, _MENU_LINES = 3, 12
"""So many links in a row are a menu, where they stand at the head of a page."""
_BETTER, _MUCH_BETTER = 4.0, 5.5
"""What a line must come to, to count before a name above the menus, or a column; before another short text."""
_LONG_ENOUGH, _READ = 8, 120
"""A shorter text that a document's title begins with may be a name; lines of a page that are looked at."""
_CLEARLY = 1.0
_SUBTITLE, _SUBTITLE_CLASS = re.compile("——|--|──"), re.compile("sub[_-]?(?:title|tit|headline)", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3"})
"""A heading may be a sentence with its full stop; a line that is none may be a paragraph."""
_BYLINE = re.compile(r"(?:发布|更新|发表)?(?:时间|日期|人|者)\s*[:：]|(?:作者|来源|浏览|点击)[^：:]{0,4}[:：]")
_LEAST_HEADING, _LONGEST_HEADING, _TEXT_BELOW = 4, 60, 6
_SENTENCE = re.compile("[^，。]{4,80}，[^。]{8}")
_CLAUSES = re.compile("[，！？；]")
_SENTENCE_END = re.compile("[。；：:，]|[.;,]$")
_BRACKET_BEHIND = re.compile(r"^([^（(]*?)\s*[（(].*[)）]$")
_SURELY_LIKE = 6.5
"""What a line must come to, to count before what `<title>` begins with and the page shows nowhere."""
_BELOW_DAY = 6.0
"""What a line below that of the day must come to, to be more like a title than the line above it."""
_DAY_BESIDE = re.compile(
    r"^(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}\s*(?=[\u4e00-\u9fff])"
    r"|(?<=\S)\s*(?:(?:发布|发表|更新)?(?:日期|时间)\s*[:：]\s*)?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}$"
)
"""The day that stands in one line with a title."""
_BYLINE_BESIDE = re.compile(r"(?<=\S{4})\s+(?:(?:文章|信息)?来源|作者|(?:发布|发表|更新)(?:时间|日期|人))\s*[:：].*$")
_DAY_BEFORE = re.compile(rf"(?:{DAY.pattern})\s*[|｜/]")
"""A line of the day, a name and a counter: 2024-05-09 | 某局 | 89."""
_BULLET = re.compile(r"^[·•■◆▪►※\s]+")
_CENTURY = re.compile("[12]")  # in every year; most lines have neither that nor a colon, which is found at once
_READERS = re.compile("浏览|点击|阅读")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_ORGANISATION = re.compile(r"(?:学会|协会|大学|学院|医院|集团|公司|中心|银行|出版社|报社|日报|晚报|学校)$")
_HEADING_SCORE = {"h1": 4.0, "h2": 3.0, "h3": 2.0, "h4": 1.0, "ucaptitle": 4.0}


def find_title(layout: Layout, found: dict[str, str]) -> str:
    """The title as it is shown, chosen by what `<title>` begins with.

    ArticleTitle counts first; then a visible text that `<title>` begins with; then what looks most like a title;
    then `<title>` itself without the names of column and site.
    """
    article = _TAGS.sub("", found.get("articletitle", ""))
    if article and not _cut_off(article):
        return article
    whole = squeeze("".join(layout.tree.xpath("//title[1]//text()")))
    told = article or whole or meta(found, _META_TITLE)
    first = _first_part(told)
    if stands_in_pieces(first, layout.lines):
        return first
    shown = _candidates(layout)
    if begun := next((candidate for candidate in shown if _is_title_of(candidate, told)), ""):
        return _more_like(begun, layout.lines) or begun
    if article:
        return article
    if part := next((candidate for candidate in shown if _is_part(candidate, told, first)), ""):
        return part
    if _heads(first, layout.lines):
        return first
    if len(first) >= _SURELY_TITLE and not _is_of_site(first, layout.lines):
        return _shown_instead(first, layout.lines) or first
    told = next((found[name] for name in _META_TITLE if found.get(name) and not is_site(found[name])), "")
    return told or _most_like_title(layout.lines) or _above_byline(layout.lines) or first


def _is_title_of(candidate: str, told: str) -> bool:
    """Whether `<title>` begins with a text that names neither site nor column."""
    if not _begins(told, candidate) or is_column(candidate) or is_site(candidate):
        return False
    return not (is_institution(candidate) and _names_site_only(candidate, told))


def _is_part(candidate: str, told: str, first: str) -> bool:
    """Whether a text is most of the first part of `<title>`, or stands behind a site's name there."""
    enough = 6 <= len(candidate) >= len(first) * 0.6 or is_site(first)
    named = candidate.lower() in NO_TITLE or is_site(candidate) or _ORGANISATION.search(candidate)
    return enough and not named and _plain(candidate) in _plain(told)


def _is_of_site(first: str, every: Sequence[Line]) -> bool:
    """Whether the first part of `<title>` names the site, its owner or a column."""
    column = is_column(_BRACKET_BEHIND.sub(r"\1", first))
    return is_site(first) or column or is_institution(first) or _is_way(first, every)


def _shown_instead(first: str, every: Sequence[Line]) -> str:
    """The line that is surely a title, where it goes on as `<title>` begins, or the page shows that nowhere."""
    if any(is_badged(line.text, first) for line in every[:_READ]):
        return ""
    like = _most_like_title(every, _SURELY_LIKE if len(first) >= _LONG_ENOUGH else _MUCH_BETTER)
    seen = any(line.text.startswith(first) for line in every)
    like = like or ("" if seen else _above_byline(every))
    return like if like.startswith(first) or not seen else ""


def stands_in_pieces(title: str, every: Sequence[Line]) -> bool:
    """Whether a title stands in two or three lines, as wide ones are broken."""
    return next(pieces_of(title, every), None) is not None


def _names_site_only(name: str, told: str) -> bool:
    """Whether `<title>` is a name and, at most, the column behind it, as on all pages of a site."""
    first, *behind = [part for part in _APART.split(told) if part] or [""]
    return _plain(name) == _plain(told) or (_plain(name) == _plain(first) and all(map(is_column, behind)))


def _above_byline(every: Sequence[Line]) -> str:
    """The only line with a day of publication right below and a text below that.

    A page tells when a text was published right below its title, whatever `<title>` says and however both look.
    """
    found = [
        line
        for place, (line, below) in enumerate(pairwise(every[:_READ]), 2)
        if not (below.in_link or is_column(line.text))
        and _is_day_of_text(below.text)
        and _likeness(line, [below], None)
        and any(_SENTENCE.search(each.text) for each in every[place : place + _TEXT_BELOW])
    ]
    return without_byline(found[0].text) if len(found) == 1 else ""


def _is_day_of_text(text: str) -> bool:
    """Whether a line is a day of publication with nothing but names and counters beside it."""
    return len(text) <= _LONGEST_DAY and bool(_DATED.search(text) or DAY.match(text)) and not _CLAUSES.search(text)


def _heads(first: str, every: Sequence[Line]) -> bool:
    """Whether the first part of `<title>` is short and a heading of the page: the name of a poem, of a trade."""
    short = 1 < len(first) < _LONG_ENOUGH and not (is_column(first) or is_site(first) or is_institution(first))
    return short and any(line.text == first and line.block.tag in _HEADING_SCORE for line in every if not line.in_link)


def heading_of_text(title: str, every: Sequence[Line], inside: Sequence[Line]) -> str:
    """The first line of a text that is its heading, where the title is shown nowhere or is a link above a document.

    A long title is less surely that of the site, and only what is marked up as a heading counts before it.
    """
    first = next(iter(inside), None)
    if first is None or first.in_link:
        return ""
    menu = len(title) < _LONG_ENOUGH and any(line.text == title and line.in_link for line in every)
    shown = any(title in line.text for line in every) or stands_in_pieces(title, every)
    if shown and not (menu and DOCUMENT.search(first.text)):
        return ""
    if len(title) >= _LONG_ENOUGH and not is_column(title) and first.block.tag not in _HEADINGS:
        return ""
    text = (_SENTENCE.search(line.text) or len(line.text) > _LONGEST_HEADING for line in inside[1:_TEXT_BELOW])
    heads = any(text) and bool(_WIDE.search(first.text))
    long = len(first.text) > _LONGEST_HEADING or len(_plain(first.text)) < _LEAST_HEADING
    other = _SENTENCE_END.search(first.text) or furniture.is_breadcrumb(first.text) or is_column(first.text)
    return first.text if heads and not long and not other else ""


def _is_logo(text: str, every: Sequence[Line]) -> bool:
    """Whether a text stands above the menus of a page only: the name of the site."""
    if not any(text in line.text for line in every[:_MENU_LINES]):
        return False
    links = [line.in_link for line in every[: _MENU_LINES + _ROW]]
    menu = next((at for at in range(len(links)) if all(links[at : at + _ROW])), 0)
    return menu > 0 and not any(text in line.text for line in every[menu:])


def _more_like(short: str, every: Sequence[Line]) -> str:
    """The line that is more like a title than a short text, which may name a site or a column, is where it stands."""
    if len(short) >= _LONG_ENOUGH:
        return _most_like_title(every, _BETTER) if _is_logo(short, every) else ""
    places = [at for at, line in enumerate(every[:_READ]) if line.text == short]
    own = max((_likeness(every[at], every[at + 1 : at + 4], _above(every, at)) for at in places), default=0.0)
    column = len(places) > 1 or any(every[at].in_link for at in places)
    like = _most_like_title(every, max(_BETTER if column else _MUCH_BETTER, own + _CLEARLY))
    return like or _above_byline(every)


def _most_like_title(every: Sequence[Line], least: float = 2.5) -> str:
    """The line that headings, classes, emphasis and words make most like a title; empty where none is."""
    best, most = "", least
    for place, line in enumerate(every[:_READ]):
        if best and most < _BELOW_DAY and _DATED.search(line.text[:_LONGEST_BYLINE]):
            most = _BELOW_DAY
        score = _likeness(line, every[place + 1 : place + 4], _above(every, place))
        if score > most:
            best, most = line.text, score
    return without_byline(best)


def without_byline(text: str) -> str:
    """A line without the day, or source and day, that stand in it beside a title."""
    if ":" not in text and "：" not in text and not _CENTURY.search(text):
        return text
    return _DAY_BESIDE.sub("", _BYLINE_BESIDE.sub("", text))


def is_subtitle(line: Line) -> bool:
    """Whether a line goes on with the title above it: ——示例区见闻."""
    return bool(_SUBTITLE.match(line.text) or _SUBTITLE_CLASS.search(line.block.get("class") or ""))


def _above(every: Sequence[Line], place: int) -> Line | None:
    """The line above, that of a column's name below the way to the page left out."""
    above = place - 1
    if above > 0 and furniture.is_breadcrumb(way := every[above - 1].text):
        column = every[above].text
        above -= is_column(column) or way.endswith(column)
    return every[above] if above >= 0 else None


def _likeness(line: Line, after: Sequence[Line], above: Line | None) -> float:
    text = line.text
    if (
        not 5 <= len(text) <= 110
        or line.in_link
        or text.endswith(("：", ":", "；"))
        or is_subtitle(line)
        or NUMBER.fullmatch(text)
        or "。" in (text[:-1] if line.block.tag in _HEADINGS else text)
        or _BYLINE.match(text)
        or _NUMBERED.match(text)
        or is_site(text)
        or text.lower() in NO_TITLE
        or not _WIDE.search(text)
    ):
        return 0
    if (
        furniture.is_breadcrumb(text)
        or furniture.is_furniture(text)
        or furniture.is_footer(text)
        or furniture.is_beside_footer(text)
        or furniture.is_credit(text)
        or DAY.fullmatch(text)
        or _DAY_BEFORE.match(text)
    ):
        return 0
    score = _marked_up(line)
    if DOCUMENT.search(text):
        score += 2
    if after and len(after[0].text) < 80 and _DATED.search(after[0].text) and not _LABELLED.match(text):
        score += 3
    elif any(DAY.search(each.text) and len(each.text) < 120 for each in after) or (after and _is_byline(after[0].text)):
        score += 1.5
    if above is not None and furniture.is_breadcrumb(above.text) and not _OF_HEADER.match(text):
        score += 3
    return score


def _marked_up(line: Line) -> float:
    """How far the markup of a line is that of a title."""
    score = _HEADING_SCORE.get(line.block.tag, 0.0)
    near = [line.block, *list(line.block.iterancestors())[:1]]
    if any(_TITLE_CLASS.search(element.get(name) or "") for element in near for name in ("class", "id")):
        score += 3
    if line.block.tag == "center" or any(
        (element.get("align") or "").lower() in ("center", "middle")
        or "text-align:center" in (element.get("style") or "").replace(" ", "").lower()
        for element in near
    ):
        score += 1
    if any(child.tag in ("b", "strong", "font", "big") for child in line.block.iterdescendants()):
        score += 1
    return score + 1.5 if LARGE.search(line.block.get("style") or "") else score


def _is_byline(text: str) -> bool:
    """Whether a line says where a text is from and how often it was read."""
    return bool(_READERS.search(text)) and furniture.is_credit(text)


def _cut_off(text: str) -> bool:
    return text.endswith(("...", "…", ".."))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _begins(whole: str, candidate: str) -> bool:
    one, other = _plain(whole), _plain(candidate)
    return len(other) >= 4 and (one.startswith(other) or (_cut_off(whole) and len(one) > 8 and other.startswith(one)))


def title_parts(page: Page) -> list[str]:
    """`<title>` without what keeps document, column and site apart."""
    return [part for part in map(str.strip, _APART.split(page.title)) if part]


def _first_part(whole: str) -> str:
    """A document's title without the names of column and site behind it (or before it)."""
    parts = [part for part in _APART.split(whole) if part]
    if not parts:
        return whole
    if len(parts) > 1 and is_site(parts[0]) and not is_site(parts[-1]):
        return parts[-1]
    return parts[0]


def _is_way(text: str, every: Sequence[Line]) -> bool:
    """Whether a text is the column that leads to the page and stands nowhere else, or the site that bids welcome."""
    if any(line.text.startswith("欢迎") and text in line.text for line in every[:_WELCOME_LINES]):
        return True
    way = any(line.text.endswith(text) and furniture.is_breadcrumb(line.text) for line in every[:120])
    return way and not any(line.text == text and not line.in_link for line in every)


def _candidates(layout: Layout) -> list[str]:
    """Texts that a title may be, longest first: headings and what is called title, and every short line."""
    found = [_joined(element) for element in layout.tree.iter("h1", "h2", "h3", "ucaptitle")]
    found += [
        _joined(element)
        for element in layout.tree.iter("div", "p", "td", "span")
        if _TITLE_CLASS.search(element.get("class") or "") or _TITLE_CLASS.search(element.get("id") or "")
    ]
    found += [line.text for line in layout.lines[:200]]
    told = (_BULLET.sub("", text) for text in found if 4 <= len(text) <= 160)
    return sorted(dict.fromkeys(text for text in told if not furniture.is_furniture(text)), key=len, reverse=True)


def _joined(element: Element) -> str:
    """An element's text on one line; between Chinese characters a line break is no blank."""
    if len(element) > 12:
        return ""
    text = ""
    for line in lines(element):
        apart = text and not (_WIDE.match(text[-1]) and _WIDE.match(line.text[0]))
        text += f" {line.text}" if apart else line.text
    return text
