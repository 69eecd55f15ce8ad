"""Where the text of a page stands: containers that content systems are known to use, else where the sentences are."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rencai_crawler.pages import furniture
from rencai_crawler.pages.lines import Line, squeeze
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.tree import Element, content, drop, parse_part
from rencai_crawler.pages.wordlists import word_groups

_BEGINS = re.compile(
    r"<!--\s*(?:ZJEG_RSS\.content\.begin|enpcontent|enpproperty-->|content\s*begin|正文开始|文章(?:正文|内容)开始|正文\s*begin|"
    r"article[_ ]content[_ ]start)\s*-->",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"<!--\s*(?:ZJEG_RSS\.content\.end|/enpcontent|content\s*end|正文结束|文章(?:正文|内容)结束|正文\s*end|"
    r"article[_ ]content[_ ]end)\s*-->",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|header|topbar|top|bread\w*|crumbs?|location|position|dqwz|wz|"
    r"share\w*|bshare\w*|bdshare\w*|related?\w*|recommend\w*|hot\w*|side\w*|aside|comments?|copyright|friend\w*|"
    r"links?|yqlj|pager|paging|pagination|print|qrcode|ewm|erweima|"
    r"tool\w*|search\w*|login|sitemap|banner|ad|ads|advert\w*|rank\w*|tags?|xgxw|xgwz|xglj|relevant\w*|prev|"
    r"next|prenext|pre-next|sxp|shangxia)(?:$|[\s_-])|(?<![\w-])pages?(?![\w-])",
    re.IGNORECASE,
)
_SENTENCES = re.compile(
    "([，。；、：？！,;])(?:[^，。；、：？！,;]*([，。；、：？！,;])(?:[^，。；、：？！,;]*([，。；、：？！,;]))?)?"
)
"""Up to three marks of sentences, a group each."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_OF_VACANCY = re.compile(
    r"(?:岗位|职位|工作|任职|招聘|应聘)(?:职责|描述|要求|内容|资格|条件)[\s】\]:：]*+[^<>]{30}|"
    r"负责|学历|(?:专业|经验|证书?).{0,8}优先|熟[悉练]|[大中]专|本科|吃苦|服从"
)
"""In what unfolds below the title of a vacancy, and in no menu."""
_DOMINANT = 0.72
_MOSTLY = 0.6
_LEAD = 90
"""Weight of a paragraph that is surely one."""
_OWN_LEAD = 60
"""The same where it stands in an element itself, beside children that may be paragraphs not closed."""
_SUMMARY = re.compile(r"\W{0,2}(?:摘\s*要|导\s*读|核心提示|内容(?:提要|概述|摘要)|简介|温馨提示|提示|声明|公告)")
_UNDIVIDED = frozenset({
    "p", "span", "font", "strong", "b", "em", "a", "li", "tr", "h1", "h2", "h3", "h4", "dd", "pre", "u", "i",
    "o:p", "label",
})  # fmt: skip
_TELLING = frozenset({"class", "id", "itemprop", "style"})
_NEVER_ASIDE = frozenset({"body", "html", "form", "td", "tr", "table"})
_ENOUGH = 20
_STRONG, _WEAK = (frozenset(word_groups("containers")[name]) for name in ("strong", "weak"))
_BEGINNINGS = ("vsb_content", "ZJEG")


Paths = dict[Element, tuple[Element, ...]]
"""Elements, each with all that it stands in."""


@dataclass(slots=True)
class Survey:
    """What one pass over a tree finds."""

    strong: list[Element] = field(default_factory=list)
    """Elements that content systems put a text into."""
    weak: list[Element] = field(default_factory=list)
    """Elements that are called content and may hold anything."""
    aside: set[Element] = field(default_factory=set)
    """Menus, footers, neighbours, by their names."""
    hidden: list[Element] = field(default_factory=list)


def survey(tree: Element) -> Survey:
    """Names of all elements in one pass: hundreds of selectors would cost as many."""
    found = Survey()
    for element in tree.iter("*"):
        tag = element.tag
        if tag in ("nav", "footer", "aside"):
            found.aside.add(element)
        elif tag in ("article", "main"):
            found.weak.append(element)
        elif tag == "ucapcontent":
            found.strong.append(element)
        if _TELLING.isdisjoint(element.keys()):
            continue
        style = element.get("style")
        if style and "none" in style and _HIDDEN.search(style):
            found.hidden.append(element)
        classes, own = element.get("class"), element.get("id")
        if classes or own or element.get("itemprop") == "articleBody":
            _sort(element, classes or "", own or "", found)
    return found


def _sort(element: Element, classes: str, own: str, found: Survey) -> None:
    strong, weak, aside = _called(classes, own)
    if strong or element.get("itemprop") == "articleBody":
        found.strong.append(element)
    if weak:
        found.weak.append(element)
    if aside and element.tag not in _NEVER_ASIDE:
        found.aside.add(element)


@lru_cache(maxsize=8192)
def _called(classes: str, own: str) -> tuple[bool, bool, bool]:
    """Whether names are those of a known container, of something called content, of something beside the text."""
    names = {f".{name}" for name in classes.split()} | ({f"#{own}"} if own else set())
    strong = bool(names & _STRONG) or own.startswith(_BEGINNINGS)
    return strong, bool(names & _WEAK), bool(_ASIDE.search(classes) or _ASIDE.search(own))


def drop_hidden(tree: Element, found: Survey) -> None:
    """Take out what a style hides, unless the text itself is in it, or a vacancy in each of several that unfold."""
    whole = len(content(tree)) if found.hidden else 0
    brief = [(element, text) for element in found.hidden if len(text := content(element)) < whole * 0.2]
    unfolding = [element for element, text in brief if _OF_VACANCY.search(squeeze(text))]
    kept = set(unfolding) if len(unfolding) > 1 or any(_is_one_of_shown(each, found) for each in unfolding) else set()
    for element, _ in brief:
        if element not in kept and element.getparent() is not None:
            drop(element)


def _is_one_of_shown(element: Element, found: Survey) -> bool:
    """Whether an element of the same name as a hidden one is shown, as the first of several that unfold is."""
    name = (element.get("class") or "").split()[:1]
    alike = (each for each in element.getroottree().iter(element.tag) if (each.get("class") or "").split()[:1] == name)
    return bool(name) and any(each not in found.hidden for each in alike)


@dataclass(slots=True)
class Weights:
    """Of each element: its text that is no link and no furniture, sentences counted more; and the lines of it."""

    of: dict[Element, float] = field(default_factory=lambda: defaultdict(float))
    lines: dict[Element, int] = field(default_factory=lambda: defaultdict(int))
    own: dict[Element, float] = field(default_factory=dict)
    """Of elements with children: the line of their own that stands above what is in those."""


def weigh(every: list[Line], aside: set[Element]) -> Weights:
    """Add up the lines; those beside the text, or below a heading such as 相关阅读, count a tenth."""
    weights = Weights()
    paths: Paths = {}
    aside = _really_aside(every, aside, paths)
    for line in every:
        weight = _weight(line)
        if (
            furniture.begins_neighbours(line.text)
            and line.block.getparent() is not None
            and line.block.getparent().tag not in ("body", "html")
        ):
            aside.add(line.block.getparent())
        if not weight:
            continue
        path = _path(line.block, paths)
        if not aside.isdisjoint(path):
            weight *= 0.1
        if line.block not in weights.of and line.block.tag == "div" and len(line.block):
            weights.own[line.block] = weight
        for element in path:
            weights.of[element] += weight
            weights.lines[element] += 1
    return weights


def _path(element: Element, known: Paths) -> tuple[Element, ...]:
    """An element and all that it stands in."""
    path = known.get(element)
    if path is None:
        parent = element.getparent()
        known[element] = path = (element,) if parent is None else (element, *_path(parent, known))
    return path


def _really_aside(every: list[Line], aside: set[Element], paths: Paths) -> set[Element]:
    """Without elements that hold most of the page: a wrapper may be called page, top or main-header."""
    whole = 0
    within: dict[Element, int] = defaultdict(int)
    for line in every:
        if not line.in_link:
            whole += len(line.text)
            for element in aside.intersection(_path(line.block, paths)):
                within[element] += len(line.text)
    return {element for element in aside if within[element] <= whole * _MOSTLY}


def _weight(line: Line) -> float:
    text = line.text
    if line.in_link or furniture.is_furniture(text) or furniture.is_footer(text) or furniture.is_breadcrumb(text):
        return 0
    own = len(text) - line.linked
    marks = (found.lastindex or 0) if (found := _SENTENCES.search(text)) else 0
    return own * (0.5 + marks / 3) if own > 0 else 0


def container(page: Page, tree: Element, weights: Weights, found: Survey) -> tuple[Element | None, bool]:
    """The element that holds the text, and whether its name says so; None on a page without any text."""
    whole = weights.of.get(tree, 0.0)
    strong = _best_of(found.strong, weights)
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
    weak = _best_of(found.weak, weights)
    if weak is not None and weights.of[weak] >= weights.of[dense] * 0.8 and weak in set(dense.iterdescendants()):
        return weak, False
    return dense, False


def _best_of(elements: list[Element], weights: Weights) -> Element | None:
    """The one with the most text; where they are nested, the innermost that has nearly all of it."""
    found = [each for each in elements if weights.of.get(each, 0) > 0 or next(each.iter("a", "img"), None) is not None]
    if not found:
        return None
    best = max(found, key=lambda each: weights.of.get(each, 0))
    inner = set(best.iterdescendants())
    within = [each for each in found if each in inner and weights.of.get(each, 0) >= weights.of.get(best, 0) * 0.9]
    return within[-1] if within else best


def _narrowed(container: Element, weights: Weights) -> Element:
    """Down to the one child that holds the text, where a container has other blocks beside it."""
    while True:
        children = [child for child in container if isinstance(child.tag, str)]
        best = max(children, key=lambda child: weights.of.get(child, 0), default=None)
        others = any(
            child is not best and child.tag in ("div", "section", "table", "ul", "aside") for child in children
        )
        if best is None or best.tag not in ("div", "section", "article", "td", "table", "tbody", "tr") or not others:
            return container
        if weights.own.get(container, 0) >= _OWN_LEAD:
            return container
        if weights.of.get(best, 0) < weights.of.get(container, 0) * 0.9 or not _holds_text(best, container, weights):
            return container
        container = best


def _holds_text(element: Element, around: Element, weights: Weights) -> bool:
    """Whether an element has paragraphs, rather than being the longest of several."""
    return weights.lines[element] >= 2 or weights.lines[element] == weights.lines[around]


def _between_marks(page: Page) -> Element | None:
    begins = _BEGINS.search(page.text) if "<!--" in page.text else None
    ends = _ENDS.search(page.text, begins.end()) if begins else None
    marked = page.text[begins.end() : ends.start()] if begins and ends else ""
    return parse_part(marked) if len(re.sub(r"<[^<>]*>|\s", "", marked)) >= _ENOUGH else None


def _densest(tree: Element, weights: Weights) -> Element | None:
    """Down from the body, as long as one child holds nearly all sentences."""
    node = tree.find("body") if tree.tag == "html" else tree
    if node is None or weights.of.get(node, 0) <= 0:
        return None
    while True:
        children = [child for child in node if isinstance(child.tag, str)]
        best = max(children, key=lambda child: weights.of.get(child, 0), default=None)
        if (
            best is None
            or best.tag in _UNDIVIDED
            or weights.of.get(best, 0) < weights.of[node] * _DOMINANT
            or not _holds_text(best, node, weights)
            or _has_lead(children, best, weights)
            or (weights.own.get(node, 0) >= _OWN_LEAD and not _SUMMARY.match((node.text or "").strip()))
        ):
            return _not_closed(node, weights)
        node = best


def _not_closed(node: Element, weights: Weights) -> Element:
    """The element or, where paragraphs are `div`s that nobody closed, the outermost that begins with one."""
    outermost = node
    while node.tag == "div" and _TELLING.isdisjoint(node.keys()):
        node = node.getparent()
        if node is None or node.tag != "div":
            break
        if node in weights.own:
            outermost = node
    return outermost


def _has_lead(children: list[Element], best: Element, weights: Weights) -> bool:
    """Whether a first paragraph stands above the element that holds the others."""
    for child in children[: children.index(best)]:
        if child.tag in ("p", "div", "section") and weights.lines[child] == 1 and weights.of[child] >= _LEAD:
            return not _SUMMARY.match(content(child).strip())
    return False
