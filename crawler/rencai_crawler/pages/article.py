"""The main text of a page, cut out of the page with its markup."""

import copy
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

from lxml import etree
from lxml.cssselect import CSSSelector

from rencai_crawler.pages import furniture
from rencai_crawler.pages.below_title import holder_below
from rencai_crawler.pages.containers import Survey, container, drop_hidden, survey, weigh
from rencai_crawler.pages.days import is_day_line
from rencai_crawler.pages.edges import HEAD_LINES, PAGE_LINES, below_title, header_lines, is_shown, trimmed
from rencai_crawler.pages.labels import Pair, pairs, vocabulary
from rencai_crawler.pages.line_traits import Traits, traits_of
from rencai_crawler.pages.lines import BLOCKS, UNSEEN, Line, lines
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.styling import names_file
from rencai_crawler.pages.text_edges import Surroundings, is_of_page, is_of_text, likely_edges, opens_text
from rencai_crawler.pages.tree import Element, allowed, break_lines, content, drop, holder_of

_ANNEX = re.compile(r"附\s*[件表录]\s*\d{0,2}")
"""Heads what a text brings along, in an element beside that of the text."""
_EMPTY_ANNEX = re.compile(r"附\s*件\s*[:：]")
"""Heads a list of files, which may be one that a script would have filled."""
_FILES_BELOW, _FEW = 8, 2
_SURELY = 1.3
"""How much more must speak for another first or last line than for that which rules tell."""
_SENTENCE = re.compile("^(?!核心提示|摘要|导[读语]|内容提要)[^。]{24,}。(?:[^。]+。)?[”）)]?$")
_SUMMARY = re.compile("summary|abstract|lead|desc|intro|digest|brief|zhaiyao|daodu|tip|info", re.IGNORECASE)
_LAYOUT = frozenset({"table", "tbody", "tr", "td"})
_SURELY_SUMMARY = re.compile("summary|abstract|digest|zhaiyao|daodu", re.IGNORECASE)
_CALLS_SUMMARY = re.compile(r"(?:摘要|导[读语]|核心提示|内容提要)\s*[:：]")
_KEPT_ATTRIBUTES = frozenset({"href", "src", "alt", "title", "colspan", "rowspan", "start", "type"})


@dataclass(slots=True)
class Article:
    """The main text of a page, and the lines of the page around it."""

    markup: str = ""
    before: list[Line] = field(default_factory=list)
    """Lines of the page above the text."""
    inside: list[Line] = field(default_factory=list)
    """Lines of the text."""
    after: list[Line] = field(default_factory=list)
    """Lines of the page below the text."""
    given: list[Pair] = field(default_factory=list)
    """Labelled values above the text."""


class Layout:
    """A page's tree of its own, to be cut up: without what is hidden, as elements and as lines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = copy.deepcopy(page.tree)
        self.survey: Survey = survey(self.tree)
        drop_hidden(self.tree, self.survey)
        for element in self.tree.iter("pre"):
            break_lines(element)

    @cached_property
    def lines(self) -> list[Line]:
        return lines(self.tree)

    @cached_property
    def traits(self) -> Callable[[Line], Traits]:
        """What a line of the page is like, for titles and for both ends of a text looked at once."""
        return cache(partial(traits_of, aside=self.survey.aside))

    @cached_property
    def holder(self) -> tuple[Element | None, bool]:
        """The element that holds the text, and whether its name says so."""
        return container(self.page, self.tree, weigh(self.lines, self.survey.aside), self.survey)

    @cached_property
    def begins(self) -> int:
        """Place of the first line of that element."""
        holder, _ = self.holder
        return len(_around(self, holder)[0]) if holder is not None else 0


def find_article(layout: Layout, title: str = "", css: str = "", *, weighed: bool = False) -> Article:
    """The main text; `css` names its container where the source declares one. The layout is used up.

    `weighed`: where the container's name says nothing, other ends count for which surely more speaks.
    """
    holder, around = _around_text(layout, title, css)
    if holder is None:
        return Article(before=around.before, given=pairs(around.before[:HEAD_LINES], vocabulary("notice")))
    before, inside, after, known = around.before, around.inside, around.after, around.known
    near = before[-HEAD_LINES:]
    first_lines = inside[: HEAD_LINES if known else PAGE_LINES]
    given = pairs([*near, *first_lines], vocabulary("notice"))
    labelled = header_lines([pair for pair in given if pair.line >= len(near)], first_lines, len(near))
    kept = trimmed(inside, title, labelled, known=known, shown=is_shown(title, before))
    if weighed and kept and not known:
        kept = _weighed(around, kept)
    if len(kept) > 1 and _is_summary(kept[0], kept[1]):
        kept = kept[1:]
    _cut_end(around, kept)
    head = inside.index(kept[0]) if kept else len(inside)
    tail = inside.index(kept[-1]) + 1 if kept else len(inside)
    markup = _markup(layout.page, holder, inside, kept)
    above = [pair for pair in given if pair.line < len(near) + head]
    return Article(markup, before + inside[:head], kept, inside[tail:] + after, above)


def surroundings(layout: Layout, title: str) -> Surroundings:
    """The lines of the text's element and those around it; none are inside on a page without any text."""
    return _around_text(layout, title, "")[1]


def _around_text(layout: Layout, title: str, css: str) -> tuple[Element | None, Surroundings]:
    every = layout.lines
    holder, known = _declared(layout, css) or layout.holder
    if holder is None:
        return None, Surroundings(every, [], [], title, known, layout.traits)
    if not known and (nearer := holder_below(title, every, holder)) is not None:
        holder = nearer
    before, inside, after = _around(layout, holder)
    if _goes_beyond(holder, before, after, known=known):
        before, inside, after = _around(layout, holder := holder.getparent())
    return holder, Surroundings(before, inside, after, title, known, layout.traits)


def _weighed(around: Surroundings, kept: list[Line]) -> list[Line]:
    """The lines of the text between ends for which surely more speaks than for those of the kept lines."""
    first, last = around.inside.index(kept[0]), around.inside.index(kept[-1])
    edges = likely_edges(around, first, last)
    begins = edges.first if edges.for_first >= _SURELY else first
    passed = around.inside[first:begins]
    below = below_title(around.title, passed) if is_shown(around.title, passed) else passed  # above it is no text
    if any(map(is_of_page, around.inside[begins:first])) or any(map(opens_text, below)):
        begins = first
    ends = edges.last if edges.for_last >= _SURELY and edges.last < last else last
    if any(map(is_of_text, around.inside[ends + 1 : last + 1])):
        ends = last  # below which rules have named what is no text
    if begins > ends:
        return kept
    within = around.inside[first : last + 1]
    cut = {id(line) for line in within} - {id(line) for line in kept}
    return [line for line in around.inside[begins : ends + 1] if id(line) not in cut]


def _is_summary(first: Line, below: Line) -> bool:
    """Whether the first line of a text is called its summary, and the next is not."""
    apart = first.block.getparent() is not below.block.getparent() or first.block.tag != below.block.tag
    if apart and _CALLS_SUMMARY.match(first.text):
        return True
    own, other = (line.block.get("class") or "" for line in (first, below))
    return own != other and bool(_SURELY_SUMMARY.search(own))


def _cut_end(around: Surroundings, kept: list[Line]) -> None:
    """Take out who edited a text, behind its last words, and a heading of files below which none is named."""
    if kept and furniture.EDITOR_BEHIND.search(kept[-1].text):
        kept[-1].cut(furniture.EDITOR_BEHIND)
    if kept and (link := _link_back(kept[-1])):
        kept[-1].cut(re.compile(rf"\s*{re.escape(link)}\s*$"))
    own = None if around.known else _own_element(kept)
    while own is not None and not (is_of_text(kept[-1]) or own in kept[-1].block.iterancestors()):
        kept.pop()
    if len(kept) > 1 and _EMPTY_ANNEX.fullmatch(kept[-1].text):
        below = around.inside[around.inside.index(kept[-1]) + 1 :] + around.after
        if not any(map(names_file, below[:_FILES_BELOW])):
            kept.pop()


def _own_element(kept: list[Line]) -> Element | None:
    """The innermost element that holds all sentences of a text; None where it has hardly any."""
    told = [line.block for line in kept if "。" in line.text and not line.in_link]
    if len(told) < _FEW:
        return None
    return holder_of(told[0].getparent(), told[-1].getparent())


def _link_back(line: Line) -> str:
    """The last words of a line where they are a link to another page of the site: 返回首页."""
    element, tail = line.slots[-1]
    text = (element.text or "").strip()
    leads = not tail and element.tag == "a" and len(line.slots) > 1 and furniture.leads_back(text)
    return text if leads else ""


def _goes_beyond(holder: Element, before: list[Line], after: list[Line], *, known: bool) -> bool:
    """Whether the text has an annex beside its element, or a paragraph right before a part that was pasted in.

    Where the element's name says nothing, the paragraph counts right below the day of publication only.
    """
    parent = holder.getparent()
    if parent is None:
        return False
    if before and before[-1].block.getparent() is parent and _is_paragraph(before[-1]):
        return known or (len(before) > 1 and is_day_line(before[-2].text))
    return not known and bool(after) and bool(_ANNEX.fullmatch(after[0].text))


def _is_paragraph(line: Line) -> bool:
    """Whether a line is a paragraph of a text, and no summary of it."""
    block = line.block
    return block.tag in ("p", "div") and not _is_called_summary(line) and bool(_SENTENCE.search(line.text))


def _is_called_summary(line: Line) -> bool:
    return bool(_SUMMARY.search(line.block.get("class") or ""))


def _declared(layout: Layout, css: str) -> tuple[Element, bool] | None:
    found = CSSSelector(css, translator="html")(layout.tree) if css else []
    return (found[0], True) if found else None


def _around(layout: Layout, holder: Element) -> tuple[list[Line], list[Line], list[Line]]:
    """The page's lines above, in and below an element, which may be one parsed from between two comments."""
    every = layout.lines
    if holder.tag in BLOCKS and holder.getroottree().getroot() is layout.tree:
        members = set(holder.iter("*"))
        inside = [line for line in every if line.block in members]
        first = every.index(inside[0]) if inside else len(every)
    else:
        inside = lines(holder)
        first = _place(every, inside)
    return every[:first], inside, every[first + len(inside) :]


def _place(every: list[Line], part: list[Line]) -> int:
    """Where a part of the lines begins; two lines must agree, for a text may begin with the title once more."""
    texts = [line.text for line in part[:2]]
    for place in range(len(every)):
        if texts and [line.text for line in every[place : place + len(texts)]] == texts:
            return place
    return len(every)


def _markup(page: Page, container: Element, inside: list[Line], kept: list[Line]) -> str:
    """The container's markup with only the kept lines, links absolute, without attributes for looks."""
    keep = set(map(id, kept))
    first = next((place for place, line in enumerate(inside) if id(line) in keep), len(inside))
    last = next((place for place in range(len(inside) - 1, -1, -1) if id(inside[place]) in keep), -1)
    gone = [line for place, line in enumerate(inside) if id(line) not in keep or place < first or place > last]
    for line in gone:
        line.clear()
    _prune(container, {line.block for line in gone})
    _unwrap(container)
    for element in list(container.iter()):
        if not isinstance(element.tag, str) or (element.tag in UNSEEN and element is not container):
            drop(element)
            continue
        for name in element.keys():  # noqa: SIM118  # an element is no mapping
            if name not in _KEPT_ATTRIBUTES:
                with suppress(KeyError, ValueError):  # lxml lists names such as {a, and takes them for a namespace
                    del element.attrib[name]
            elif name in ("href", "src") and (address := element.get(name)):
                element.set(name, allowed(page.absolute(address) or address))
    container.tail = None
    return etree.tostring(container, encoding="unicode", method="html").strip()


def _unwrap(container: Element) -> None:
    """Make divisions of a cell, or a table of one cell, that holds all of the text, which rows put on one line."""
    whole: list[Element] = []
    element = container
    while element.tag in _LAYOUT:
        whole.append(element)
        told = [child for child in element if isinstance(child.tag, str) and _holds_anything(child)]
        if len(told) != 1:
            break
        element = told[0]
    while whole and whole[-1].tag != "td":
        whole.pop()
    for each in whole:
        each.tag = "div"
        for empty in [child for child in each if isinstance(child.tag, str) and not _holds_anything(child)]:
            drop(empty)


def _holds_anything(element: Element) -> bool:
    return bool(content(element).strip()) or next(element.iter("img"), None) is not None


def _prune(container: Element, blocks: set[Element]) -> None:
    """Drop elements that hold nothing any more; their pictures were the furniture's."""
    for block in blocks:
        element = block
        while element is not None and element is not container and element.getparent() is not None:
            if content(element).strip():
                break
            parent = element.getparent()
            drop(element)
            element = parent
