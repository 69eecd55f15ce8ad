"""What a line of a page is like, in names that weights can be learnt for: its length, its marks, its markup, its role.

None of it is a rule. What each trait of a line, and of the lines around it, is worth for a title or for an end of a
text is learnt from pages that a person read (`tools/pages`).
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum

from rencai_crawler.pages import furniture
from rencai_crawler.pages.days import DAY, SIGNED_DAY, is_day_line
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.page_names import DOCUMENT, ORGAN, is_column, is_institution, is_site
from rencai_crawler.pages.styling import LARGE, names_file
from rencai_crawler.pages.tree import Element
from rencai_crawler.pages.weighing import learned_weights

Traits = frozenset[str]
Told = Sequence[tuple[str, Traits]]
"""Traits, each group with what is put before their names: `own:`, `below1:`."""
Worths = tuple[float, ...]

_LENGTHS = (3, 4, 7, 15, 30, 40, 60, 110, 160)
_LONGEST_DAY, _LONGEST_MENU_WORD = 80, 40
_LONGEST_KEPT = 160
"""Menus and footers come again on each page of a site; paragraphs do not, and would fill the memory."""
_SENTENCE = re.compile("[，。；]")
_LEAST_SENTENCE = 30
_PATTERNS = {
    "sentence_inside": re.compile("。."),
    "sentence": re.compile("[。！？”）…!?]$"),
    "clauses": re.compile("[，；]"),
    "asks": re.compile("[？！?!]"),
    "colon": re.compile("[:：]$"),
    "label": re.compile("[^:：]{1,8}[:：]"),
    "numbered": re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d)"),
    "byline": re.compile(
        r"[\[【(（]?(?:来源|作者|发布|时间|日期|浏览|点击|编辑|责任编辑|字体|字号|分享|关键[词字]|标签)"
    ),
    "document": DOCUMENT,
    "contact": re.compile("电话|热线|地址|传真|邮编|邮箱|版权|备案|ICP|Copyright|©", re.IGNORECASE),
    "welcome": re.compile("欢迎"),
    "summary": re.compile("摘要|导[读语]|核心提示|内容提要"),
}
_AT_BEGIN = frozenset({"label", "numbered", "byline", "welcome", "summary"})
_MENU_WORD = re.compile("上一|下一|相关|推荐|热门|更多|联系我们|返回|评论|分享")
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_CALLED_TITLE = re.compile(
    r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subject)|(?:title|tit|head(?:line)?)(?:$|[\s\d])", re.IGNORECASE
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ucaptitle"})
_EMPHASIS = frozenset({"b", "strong", "font", "big"})
_PLACES = {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "p": "paragraph"}
_NEAR = {"own:": 0, "above1:": -1, "below1:": 1, "above2:": -2, "below2:": 2, "above3:": -3, "below3:": 3}
"""Lines around one, by what is put before the names of their traits."""
_NO_LINE: Traits = frozenset({"none"})


def traits_of_text(text: str) -> Traits:
    """What the words of a line are like, wherever they stand."""
    return _kept_traits(text) if len(text) <= _LONGEST_KEPT else _traits_of_text(text)


@lru_cache(maxsize=8192)
def _kept_traits(text: str) -> Traits:
    return _traits_of_text(text)


def _traits_of_text(text: str) -> Traits:
    longest = next((most for most in _LENGTHS if len(text) <= most), 0)
    found = {f"to_{longest}" if longest else "long"}
    found |= {
        name for name, pattern in _PATTERNS.items() if (pattern.match if name in _AT_BEGIN else pattern.search)(text)
    }
    return frozenset(found | {name for name, holds in _roles(text).items() if holds})


def _roles(text: str) -> dict[str, bool]:
    short = len(text) < _LONGEST_DAY
    return {
        "furniture": furniture.is_furniture(text),
        "credit": furniture.is_credit(text),
        "way": furniture.is_breadcrumb(text),
        "neighbours": furniture.begins_neighbours(text),
        "footer": furniture.is_footer(text),
        "beside_footer": furniture.is_beside_footer(text),
        "no_words": furniture.has_no_words(text),
        "menu_word": len(text) < _LONGEST_MENU_WORD and bool(_MENU_WORD.search(text)),
        "dated": short and is_day_line(text),
        "day": bool(DAY.fullmatch(text) or SIGNED_DAY.fullmatch(text)),
        "column": is_column(text),
        "site": is_site(text),
        "institution": is_institution(text),
        "organ": bool(ORGAN.fullmatch(text.replace(" ", ""))),
        "latin": not _WIDE.search(text),
    }


def is_sentence(line: Line) -> bool:
    """Whether a line is surely one of a text."""
    return not line.in_link and len(line.text) > _LEAST_SENTENCE and bool(_SENTENCE.search(line.text))


def traits_of(line: Line, aside: Collection[Element] = ()) -> Traits:
    """What a line is like; `aside` are the elements that are called menus, footers and the like."""
    own = set(_of_markup(line))
    if line.in_link:
        own.add("link")
    elif line.linked:
        own.add("part_link")
    if furniture.is_about_page(line.marked):
        own.add("about_page")
    if names_file(line):
        own.add("file")
    if aside and (line.block in aside or any(each in aside for each in line.block.iterancestors())):
        own.add("aside")
    return traits_of_text(line.text) | own


@lru_cache(maxsize=4096)
def _is_called_title(name: str) -> bool:
    return bool(_CALLED_TITLE.search(name))


def _of_markup(line: Line) -> list[str]:
    block = line.block
    parent = block.getparent()
    near = [block] if parent is None else [block, parent]
    found = [name for name in (_PLACES.get(block.tag),) if name]
    found += [each.tag for each in near if each.tag in _HEADINGS][:1]
    found += ["centred" for each in near if each.tag == "center"]
    for each in near:
        if not each.keys():
            continue
        get = each.get
        if _is_called_title(get("class") or "") or _is_called_title(get("id") or ""):
            found.append("called_title")
        if get("align") in ("center", "middle") or _CENTRED.search(get("style") or ""):
            found.append("centred")
    if LARGE.search(block.get("style") or ""):
        found.append("large")
    if any(element.tag in _EMPHASIS for element, _ in line.slots[:1]):
        found.append("emphasised")
    return found


@dataclass(slots=True)
class Around:
    """So many lines, of which `traits` tells what the one at a place is like."""

    traits: Callable[[int], Traits]
    lines: int
    _kept: dict[str, dict[int, Worths]] = field(default_factory=dict)

    def told(self, place: int) -> Told:
        """The traits of the line at a place and of the three above and below it."""
        return tuple((before, self._at(place + away)) for before, away in _NEAR.items())

    def worth(self, place: int, name: str) -> float:
        """What all of them come to, by the weights of that name."""
        kept = self._kept.setdefault(name, {})
        near = [kept.get(at) or self._worths(at, name) for at in range(place - 3, place + 4)]
        return sum([near[3 + away][group] for group, away in enumerate(_NEAR.values())])

    def _worths(self, place: int, name: str) -> Worths:
        """What the traits of a line are worth for it, and for each around it."""
        traits = self._at(place)
        worths = self._kept[name][place] = tuple([_worth(name, before, traits) for before in _NEAR])
        return worths

    def _at(self, place: int) -> Traits:
        return self.traits(place) if 0 <= place < self.lines else _NO_LINE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line or a text that may be chosen, with what it is like."""

    own: Traits
    around: Around | None = None
    place: int = 0

    def told(self) -> Told:
        """All that is told of it."""
        return (*(self.around.told(self.place) if self.around else ()), ("", self.own))

    def worth(self, name: str) -> float:
        """What that comes to, by the weights of that name."""
        return (self.around.worth(self.place, name) if self.around else 0.0) + _worth(name, "", self.own)


@lru_cache(maxsize=16384)
def _worth(name: str, before: str, traits: Traits) -> float:
    weights = learned_weights(name)
    return fsum(weights.get(before + trait, 0.0) for trait in traits)
