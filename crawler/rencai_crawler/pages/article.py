"""The main text of a page: where it stands, and where it begins and ends.

First the containers that content systems are known to use, then the element where most of the page's sentences are.
From the container, lines at both ends that belong to the page (title, dates, switches, neighbours, footer) are taken out.
"""

import copy
import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.cssselect import CSSSelector

from rencai_crawler.pages import furniture
from rencai_crawler.pages.labels import Pair, pairs, vocabulary
from rencai_crawler.pages.lines import UNSEEN, Element, Line, lines
from rencai_crawler.pages.page import Page

_STRONG = (
    "#UCAP-CONTENT", "ucapcontent", "#zoom", "#Zoom", "#ZOOM", "#zoomcon", "#zoomCon", ".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view", ".trs_paper_default", ".TRS_PreAppend", ".pages_content",
    "#articleContent", "#ArticleContent", "#fontzoom", "#FontZoom", "#vsb_content", "[id^='vsb_content']", ".v_news_content", "#js_content", ".rich_media_content", "#ivs_content", "[id^='ZJEG']",
    ".wp_articlecontent", ".Article_Content", ".ewb-article-info", "#artibody", "#p-detail", ".rm_txt_con", "#rwb_zw", "#mainText", "[itemprop='articleBody']", ".easysite-news-text",
    "#easysiteText", ".zoomContent", "#newsContent", "#NewsContent", "#news_content", ".news_content_text", "#detailContent", "#textContent", ".article-content", ".article_content", ".articleContent", ".articlecontent",
    ".detail-content", ".detail_content", ".detailContent", ".news-content", ".news_content", ".newsContent", ".newscontent", ".xl_content", ".xl-content", ".entry-content", ".post-content", ".article-body",
    ".article_body", ".articleBody", ".arti_content", ".art_content", ".art_con", ".artcon", ".content_text", ".con_text", ".conTxt", ".txt_con", ".info-content", ".infoContent", ".main-aticle", "#contentText", ".text-content", ".view_content",
    ".gsj_content", ".zw_content", ".zhengwen", "#zhengwen", "#zw", ".main_content_text", "#BodyLabel", "#Content_content", ".bd_content", ".ueditor_content", "#appContent", ".ql-editor", "#content_body", "#contentBody", ".nr_content", "#divContent",
)
_WEAK = ("#content", "#Content", ".content", ".Content", ".view", "article", ".article", "#article", "#detail", ".detail", ".con", "#con", ".text", ".news", "main", "#main")
_CSS = {name: CSSSelector(name, translator="html") for name in (*_STRONG, *_WEAK)}
_MARKED = re.compile(
    r"<!--\s*(?:ZJEG_RSS\.content\.begin|enpcontent|enpproperty-->|content\s*begin|正文开始|文章(?:正文|内容)开始|正文\s*begin|article[_ ]content[_ ]start)\s*-->(.*?)"
    r"<!--\s*(?:ZJEG_RSS\.content\.end|/enpcontent|content\s*end|正文结束|文章(?:正文|内容)结束|正文\s*end|article[_ ]content[_ ]end)\s*-->",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|header|topbar|top|bread\w*|crumbs?|location|position|dqwz|wz|share\w*|bshare\w*|bdshare\w*|related?\w*|recommend\w*|hot\w*|side\w*|aside|comments?|copyright|friend\w*|links?|yqlj|pager|paging|pagination|page|print|qrcode|ewm|erweima|"
    r"tool\w*|search\w*|login|sitemap|banner|ad|ads|advert\w*|rank\w*|tags?|xgxw|xgwz|xglj|relevant\w*|prev|next|prenext|pre-next|sxp|shangxia)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[，。；、：？！,;]")
_DOMINANT = 0.72
_UNDIVIDED = frozenset({"p", "span", "font", "strong", "b", "em", "a", "li", "tr", "h1", "h2", "h3", "h4", "dd", "pre", "u", "i", "o:p", "label"})
_KEPT_ATTRIBUTES = frozenset({"href", "src", "alt", "title", "colspan", "rowspan", "start", "type"})
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv|txt|rtf|jpe?g|png)(?:$|[?&#)）\s])|附\s*件|附\s*表", re.IGNORECASE)
_ISO_DAY = re.compile(r"\W{0,3}(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\W{0,3}")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_ENOUGH = 20
_HEAD_LINES = 60
_PAGE_LINES = 400


@dataclass(slots=True)
class Article:
    """The main text of a page, and the lines of the page around it."""

    markup: str = ""
    before: list[Line] = field(default_factory=list)
    """Lines of the page above the text."""
    inside: list[Line] = field(default_factory=list)
    """Lines of the text."""
    known: bool = False
    """Found in a container that says it holds the text."""
    given: list[Pair] = field(default_factory=list)
    """Labelled values above the text."""


def find_article(page: Page, title: str = "", css: str = "") -> Article:
    """The main text of a page; `css` names its container where the source declares one."""
    tree = copy.deepcopy(page.tree)
    _without_hidden(tree)
    every = lines(tree)
    weights = _weights(tree, every)
    container, known = _container(page, tree, weights, css)
    if container is None:
        return Article(before=every, given=pairs(every[:_HEAD_LINES], vocabulary("notice")))
    if container.getroottree() is not tree.getroottree():
        inside = lines(container)
        before = _before_text(every, inside)
    else:
        members = set(container.iter())
        inside = [line for line in every if line.block in members]
        before = every[: every.index(inside[0])] if inside else every
    first_lines = inside[: _HEAD_LINES if known else _PAGE_LINES]
    given = pairs([*before[-_HEAD_LINES:], *first_lines], vocabulary("notice"))
    shift = len(before[-_HEAD_LINES:])
    labelled = _labelled([pair for pair in given if pair.line >= shift], first_lines, shift)
    kept = _trimmed(inside, title, labelled, known=known)
    head = inside.index(kept[0]) if kept else len(inside)
    markup = _markup(page, container, inside, kept)
    return Article(markup, before + inside[:head], kept, known, [pair for pair in given if pair.line < shift + head])


def _before_text(every: list[Line], inside: list[Line]) -> list[Line]:
    first = inside[0].text if inside else ""
    return next((every[:place] for place, line in enumerate(every) if first and line.text == first), every)


def _without_hidden(tree: Element) -> None:
    """Drop what a style hides, unless the text itself is in it."""
    whole = len(tree.text_content())
    for element in tree.xpath("//*[contains(translate(@style,' ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz'),'display:none')]"):
        if len(element.text_content()) < whole * 0.2 and element.getparent() is not None:
            element.drop_tree()


@dataclass(slots=True)
class _Weights:
    """Of each element: its text that is no link and no furniture, sentences counted more; and its lines of such text."""

    of: dict[Element, float] = field(default_factory=lambda: defaultdict(float))
    lines: dict[Element, int] = field(default_factory=lambda: defaultdict(int))


def _weights(tree: Element, every: list[Line]) -> _Weights:
    weights = _Weights()
    aside = {element for element in tree.iter() if isinstance(element.tag, str) and _is_aside(element)}
    for line in every:
        weight = _weight(line)
        if furniture.begins_neighbours(line.text) and line.block.getparent() is not None and line.block.getparent().tag not in ("body", "html"):
            aside.add(line.block.getparent())
        if not weight:
            continue
        path = [line.block, *line.block.iterancestors()]
        if any(element in aside for element in path):
            weight *= 0.1
        for element in path:
            weights.of[element] += weight
            weights.lines[element] += 1
    return weights


def _is_aside(element: Element) -> bool:
    if element.tag in ("nav", "footer", "aside"):
        return True
    if element.tag in ("body", "html", "form", "td", "tr", "table"):
        return False
    return any(_ASIDE.search(element.get(name) or "") for name in ("class", "id"))


def _weight(line: Line) -> float:
    text = line.text
    if line.in_link or furniture.is_furniture(text) or furniture.is_footer(text) or furniture.is_breadcrumb(text):
        return 0
    own = len(text) - line.linked
    marks = len(_SENTENCE.findall(text))
    return own * (0.5 + min(1.0, marks / 3)) if own > 0 else 0


def _container(page: Page, tree: Element, weights: _Weights, css: str) -> tuple[Element | None, bool]:
    if css:
        found = CSSSelector(css, translator="html")(tree)
        if found:
            return found[0], True
    whole = weights.of.get(tree, 0.0)
    strong = _best_of(_STRONG, tree, weights)
    if strong is not None and weights.of[strong] >= whole * 0.3:
        return _narrowed(strong, weights), True
    marked = _between_marks(page)
    if marked is not None:
        return marked, True
    dense = _densest(tree, weights)
    if strong is not None and (dense is None or weights.of[strong] >= weights.of[dense] * 0.5 or not whole):
        return strong, True
    if dense is None:
        return None, False
    weak = _best_of(_WEAK, tree, weights)
    if weak is not None and weights.of[weak] >= weights.of[dense] * 0.8 and weak in set(dense.iterdescendants()):
        return weak, False
    return dense, False


def _best_of(names: tuple[str, ...], tree: Element, weights: _Weights) -> Element | None:
    """The matching element with the most text; where matches are nested, the innermost that has nearly all of it."""
    found: list[Element] = []
    for name in names:
        found += [each for each in _CSS[name](tree) if weights.of.get(each, 0) > 0 or len(each.xpath(".//a[@href]|.//img"))]
    if not found:
        return None
    best = max(found, key=lambda each: weights.of.get(each, 0))
    inner = set(best.iterdescendants())
    within = [each for each in found if each in inner and weights.of.get(each, 0) >= weights.of.get(best, 0) * 0.9]
    return within[-1] if within and len(names) else best


def _narrowed(container: Element, weights: _Weights) -> Element:
    """Down to the one child that holds the text, where a container has other blocks beside it."""
    while True:
        children = [child for child in container if isinstance(child.tag, str)]
        best = max(children, key=lambda child: weights.of.get(child, 0), default=None)
        others = any(child is not best and child.tag in ("div", "section", "table", "ul", "aside") for child in children)
        if best is None or best.tag not in ("div", "section", "article", "td", "table", "tbody", "tr") or not others:
            return container
        if weights.of.get(best, 0) < weights.of.get(container, 0) * 0.9 or not _holds_text(best, container, weights):
            return container
        container = best


def _holds_text(element: Element, around: Element, weights: _Weights) -> bool:
    """Whether an element has paragraphs, rather than being the longest of several."""
    return weights.lines[element] >= 2 or weights.lines[element] == weights.lines[around]


def _between_marks(page: Page) -> Element | None:
    match = _MARKED.search(page.text)
    if not match or len(re.sub(r"<[^>]*>|\s", "", match[1])) < _ENOUGH:
        return None
    return html.fragment_fromstring(f"<div>{match[1]}</div>", create_parent="div")


def _densest(tree: Element, weights: _Weights) -> Element | None:
    """Down from the body, as long as one child holds nearly all sentences."""
    node = tree.find("body") if tree.tag == "html" else tree
    if node is None or weights.of.get(node, 0) <= 0:
        return None
    while True:
        children = [child for child in node if isinstance(child.tag, str)]
        best = max(children, key=lambda child: weights.of.get(child, 0), default=None)
        if best is None or best.tag in _UNDIVIDED or weights.of.get(best, 0) < weights.of[node] * _DOMINANT or not _holds_text(best, node, weights):
            return node
        node = best


def _trimmed(inside: list[Line], title: str, labelled: set[int], *, known: bool) -> list[Line]:
    kept = inside[_head_ends(inside, title, labelled, known=known):]
    kept = kept[: _tail_begins(kept, known=known)]
    return [line for line in kept if not _is_switch(line)]


def _is_switch(line: Line) -> bool:
    """Furniture that can stand in the middle: a font switch, share buttons."""
    return len(line.text) > 1 and furniture.is_furniture(line.text) and not furniture.has_no_words(line.text) and len(line.text) < 60


def _head_ends(inside: list[Line], title: str, labelled: set[int], *, known: bool) -> int:
    """Place of the first line of the text: below the last line near the top that belongs to the page.

    A line ends the head only where more text stands below it than above: 打印 under a short notice ends nothing.
    """
    start, passed, limit = 0, 0, 60 if known else 130
    below = sum(_substance(line) for line in inside)
    for place, line in enumerate(inside[: _HEAD_LINES if known else _PAGE_LINES]):
        substance = _substance(line)
        below -= substance
        if place in labelled or _is_head(line, title, known=known, first=not passed):
            if below >= passed:
                start, passed = place + 1, 0 if known else passed
        else:
            passed += substance
        if passed > limit:
            break
    return start


def _substance(line: Line) -> int:
    """Characters of a line that may be text."""
    text = line.text
    if line.in_link or furniture.is_furniture(text) or furniture.is_footer(text) or furniture.is_credit(text) or furniture.begins_neighbours(text):
        return 0
    return len(text)


def _labelled(given: list[Pair], head: list[Line], shift: int) -> set[int]:
    """Lines of a header: a label of the catalogue and what stands beside it."""
    found: set[int] = set()
    for pair in given:
        if pair.label in _OF_TEXTS:
            continue
        place = pair.line - shift
        found.add(place)
        if pair.value and place + 1 < len(head) and head[place + 1].text == pair.value and len(pair.value) < 80:
            found.add(place + 1)
    return found


# Labels that the text of a notice uses itself.
_OF_TEXTS = frozenset({
    "时间", "地点", "日期", "名称", "电话", "联系电话", "联系人", "邮箱", "联系方式", "手机", "年龄", "性别", "专业", "标题", "部门", "主题", "部门", "分类", "发布", "规模", "摘要", "微信", "QQ", "专业要求", "年龄要求", "监督电话",
    "性别要求", "政治面貌", "工作时间", "行业", "户籍", "户口", "效力", "单位性质", "记者", "作者", "下载", "法定代表人", "注册资本", "经营范围", "成立日期", "发布单位", "发文单位",
})


def _is_head(line: Line, title: str, *, known: bool, first: bool) -> bool:
    text = line.text
    if furniture.is_furniture(text) or furniture.is_breadcrumb(text) or furniture.is_credit(text):
        return True
    if _ISO_DAY.fullmatch(text):
        return bool(_CLOCK.search(text)) or (not known and (first or "年" not in text))
    if furniture.is_about_page(line.marked):
        return True
    if known and line.block.tag not in ("h1", "h2"):
        return False
    return bool(title) and _same(text, title, partly=first)


def _same(text: str, title: str, *, partly: bool) -> bool:
    """Whether a line is the title; `partly`: or a piece of it, or it with a few words more."""
    one, other = re.sub(r"[\W_]", "", text), re.sub(r"[\W_]", "", title)
    if not partly or not one:
        return bool(one) and one == other
    return one == other or (len(one) >= 6 and one in other) or (len(other) >= 8 and one.startswith(other) and len(one) < len(other) + 12)


def _tail_begins(kept: list[Line], *, known: bool) -> int:
    """Place behind the last line of the text."""
    end = len(kept)
    for place, line in enumerate(kept):
        if place and (furniture.begins_neighbours(line.text) or furniture.is_footer(line.text)):
            end = place
            break
    while end and _is_tail(kept[end - 1], known=known, cut=end < len(kept)):
        end -= 1
    return end


def _is_tail(line: Line, *, known: bool, cut: bool) -> bool:
    text = line.text
    if furniture.is_furniture(text) or furniture.is_credit(text) or furniture.is_footer(text) or furniture.is_breadcrumb(text):
        return True
    if furniture.begins_neighbours(text):
        return True
    if not known and ((line.in_link and not _names_file(line)) or (furniture.has_no_words(text) and not _ISO_DAY.fullmatch(text))):
        return True
    return cut and not known and furniture.is_beside_footer(text)


def _names_file(line: Line) -> bool:
    links = line.block.xpath(".//a/@href") if line.block is not None else []
    return bool(_FILE.search(line.text)) or any(_FILE.search(href) for href in links)


def _markup(page: Page, container: Element, inside: list[Line], kept: list[Line]) -> str:
    """The container's markup with only the kept lines, links absolute, without attributes for looks."""
    keep = set(map(id, kept))
    first = next((place for place, line in enumerate(inside) if id(line) in keep), len(inside))
    last = next((place for place in range(len(inside) - 1, -1, -1) if id(inside[place]) in keep), -1)
    gone = [line for place, line in enumerate(inside) if id(line) not in keep or place < first or place > last]
    for line in gone:
        line.clear()
    _prune(container, {line.block for line in gone})
    for element in list(container.iter()):
        if not isinstance(element.tag, str) or (element.tag in UNSEEN and element is not container):
            _drop(element)
            continue
        for name in list(element.attrib):
            if name not in _KEPT_ATTRIBUTES:
                del element.attrib[name]
        for name in ("href", "src"):
            if element.get(name):
                element.set(name, page.absolute(element.get(name)) or element.get(name))
    container.tail = None
    return etree.tostring(container, encoding="unicode", method="html").strip()


def _prune(container: Element, blocks: set[Element]) -> None:
    """Drop elements that hold nothing any more; their pictures were the furniture's."""
    for block in blocks:
        element = block
        while element is not None and element is not container and element.getparent() is not None:
            if element.text_content().strip():
                break
            parent = element.getparent()
            _drop(element)
            element = parent


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
