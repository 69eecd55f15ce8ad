"""The title of a notice: of all lines that it may be, and all parts of `<title>`, the one for which most speaks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.edges import is_badged
from rencai_crawler.pages.head import find_title, is_subtitle, stands_in_pieces, title_parts, without_byline
from rencai_crawler.pages.line_traits import Around, Candidate, is_sentence, traits_of_text
from rencai_crawler.pages.lines import Line, hrefs
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.page_names import NUMBER, is_column, is_institution, is_site
from rencai_crawler.pages.styling import kind_of
from rencai_crawler.pages.tree import Element

WEIGHTS = "title"
_SURELY = 1.0
"""How much more must speak for another title than for that which rules tell."""
_READ = 300
_SHORTEST, _LONGEST = 2, 160
_NEAR = (1, 2, 3, 6, 15)
"""So many lines above the first sentence of a text."""
_TOP, _RARE = 3, 3
_BELOW = 6
"""So many lines from the first sentence on may still be the title."""
_SHORT = 8
_BEGINS, _PART = 4, 6
"""Characters that a text must have, to be what `<title>` begins with, or to be a part of it."""
_NO_TITLE = frozenset({"day", "footer", "furniture", "no_words", "way"})
_NO_PIECE = _NO_TITLE | {"byline", "colon", "credit", "dated", "label", "sentence_inside"}
_PIECES, _LONGEST_PIECE = 4, 40
"""A title is broken into fewer lines, none longer than so many characters."""
_REMARK = re.compile(r"\s*[（(][^（()）]*[)）]$")
_BARE = re.compile(r"[\W_]+")


def notice_title(page: Page, layout: Layout) -> str:
    """The title that rules tell, or another for which surely more speaks; ArticleTitle is the page's own word."""
    return _whole(_chosen(page, layout), page, layout)


def _chosen(page: Page, layout: Layout) -> str:
    told = find_title(layout, page.metas)
    if page.metas.get("articletitle") or _is_sure(told, page, layout):
        return told
    worth = weighed_titles(page, layout)
    likely = max(worth, key=lambda text: worth[text], default="")
    if not likely or _is_same(told, likely) or stands_in_pieces(told, layout.lines):
        return told
    others = [value for text, value in worth.items() if text != likely]
    beaten = worth.get(told, max(others, default=0.0))
    return likely if not told or worth[likely] - beaten >= _SURELY else told


def _whole(title: str, page: Page, layout: Layout) -> str:
    """A title with the other pieces of it, where it was broken and `<title>` tells none of it."""
    every = layout.lines
    place = next((at for at, line in enumerate(every) if line.text == title), None)
    if place is None or title in title_parts(page):
        return title
    pieces = [line for line in every[max(0, place - _PIECES) : place + _PIECES] if _holds(line) is _holds(every[place])]
    if not 1 < len(pieces) < _PIECES or not all(map(_may_be_piece, pieces)):
        return title
    return "".join(line.text for line in pieces)


def _holds(line: Line) -> Element | None:
    """The element that a line's text begins in."""
    element, tail = line.slots[0]
    return element.getparent() if tail else element


def _may_be_piece(line: Line) -> bool:
    traits = traits_of_text(line.text)
    return not line.in_link and len(line.text) <= _LONGEST_PIECE and _NO_PIECE.isdisjoint(traits)


def _is_sure(title: str, page: Page, layout: Layout) -> bool:
    """Whether `<title>` begins with a long text that is a line of the page, and names no site."""
    if len(title) < _SHORT or is_site(title) or is_institution(title) or title_parts(page)[:1] != [title]:
        return False
    return any(line.text == title and not line.in_link for line in layout.lines)


def _is_same(title: str, other: str) -> bool:
    """Whether two texts are one title, with or without a badge before it or a remark in brackets behind it."""
    return is_badged(other, title) or _bare(title) in (_bare(other), _bare(_REMARK.sub("", other)))


def weighed_titles(page: Page, layout: Layout) -> dict[str, float]:
    """Each text that may be the title, with how much speaks for it."""
    worth: dict[str, float] = {}
    for text, candidate in candidates(page, layout):
        worth[text] = max(worth.get(text, float("-inf")), candidate.worth(WEIGHTS))
    return worth


def candidates(page: Page, layout: Layout) -> Iterator[tuple[str, Candidate]]:
    """Each text that may be the title, with what it is like."""
    every = layout.lines
    first = _first_sentence(every, layout)
    read = every[: min(_READ, first + _BELOW)]
    others, document = _Others(every, read), _Document(page)
    around = Around(lambda at: layout.traits(read[at]), len(read))
    for place, line in enumerate(read):
        text = without_byline(line.text)
        if _may_be_title(line, text, document):
            own = {_distance(first - place), *others.told_of(place, text), *document.shares(text)}
            yield text, Candidate(frozenset(own), around, place)
    unshown = (part for part in document.parts if not others.has(part))
    yield from ((part, _part(part, document, every)) for part in unshown)


def _may_be_title(line: Line, text: str, document: "_Document") -> bool:
    """Whether a line is no number, no day, no word of a menu and no column, but what `<title>` begins with."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return False
    if is_subtitle(line) or NUMBER.fullmatch(text) or (line.in_link and len(list(islice(hrefs(line), 2))) > 1):
        return False
    beside = (line.in_link and len(text) < _SHORT) or is_column(text)
    if beside and not document.begins_with(_bare(text)):
        return False  # most lines above a text; what else they are like is not asked
    return _NO_TITLE.isdisjoint(traits_of_text(text))


def _part(part: str, document: "_Document", every: Sequence[Line]) -> Candidate:
    """A part of `<title>` that is no line of the page."""
    seen = "inside" if any(part in line.text for line in every) else "nowhere"
    own = {"unshown", f"unshown_{seen}", *(f"unshown_{share}" for share in document.shares(part))}
    return Candidate(frozenset(own | {f"unshown_own:{trait}" for trait in traits_of_text(part)}))


class _Others:
    """What other lines of a page say of one: how often its text and style come, whether the way ends with it."""

    def __init__(self, every: Sequence[Line], read: Sequence[Line]) -> None:
        self._read = read
        self._styles = Counter(map(kind_of, every))
        self._texts = Counter(line.text for line in every)
        self._ways = [line.text for line in read if furniture.is_breadcrumb(line.text)]
        self._places: dict[str, int] = {}
        for place, line in enumerate(read):
            self._places.setdefault(_bare(without_byline(line.text)), place)

    def has(self, text: str) -> bool:
        """Whether a text is one of the lines that are read."""
        return _bare(text) in self._places

    def told_of(self, place: int, text: str) -> Iterator[str]:
        """What they say of the line at a place."""
        bare = _bare(text)
        yield _frequency(self._styles[kind_of(self._read[place])])
        if place < _TOP:
            yield "top"
        if self._texts[self._read[place].text] > 1:
            yield "often"
        if self._places[bare] < place:
            yield "again"
        if len(bare) > _BEGINS and any(way.endswith(text) for way in self._ways):
            yield "ends_way"


class _Document:
    """`<title>` and what else a page's head says that it is called."""

    def __init__(self, page: Page) -> None:
        self.parts = [part for part in dict.fromkeys(title_parts(page)) if len(part) >= _SHORTEST]
        self._parts = [_bare(part) for part in self.parts]
        self._whole = "".join(map(_bare, title_parts(page)))
        self._tagged = _bare(page.metas.get("articletitle") or page.metas.get("og:title") or "")
        first = self.parts[0] if self.parts else ""
        self._of_site = is_site(first) or is_column(first) or is_institution(first)

    def begins_with(self, bare: str) -> bool:
        return self._parts[:1] == [bare]

    def shares(self, text: str) -> Iterator[str]:
        """How a text and `<title>` are alike."""
        bare = _bare(text)
        first = self._parts[0] if self._parts else ""
        if bare and bare == self._tagged:
            yield "tagged"
        if not bare or not first:
            return
        if bare == first:
            yield "first_part"
            yield "first_part_of_site" if self._of_site else "first_part_of_page"
        elif len(bare) >= _BEGINS and self._whole.startswith(bare):
            yield "begins_title"
        elif len(bare) >= _PART and bare in self._whole:
            yield "in_title"
        if bare == self._whole:
            yield "whole_title"
        if bare in self._parts[1:]:
            yield "later_part"
        if len(first) >= _PART and bare != first and bare.startswith(first):
            yield "goes_on"


def _first_sentence(every: Sequence[Line], layout: Layout) -> int:
    """Place of the first line of the text's element that is a sentence."""
    begins = layout.begins
    sentences = (at for at in range(begins, len(every)) if is_sentence(every[at]))
    return next(sentences, begins)


def _distance(lines: int) -> str:
    if lines <= 0:
        return "at_text" if not lines else "in_text" if lines > -_RARE - 1 else "far_in_text"
    return next((f"above_text_{most}" for most in _NEAR if lines <= most), "far_above_text")


def _frequency(times: int) -> str:
    return "only_style" if times == 1 else "rare_style" if times <= _RARE else "common_style"


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return _BARE.sub("", text)
