"""The first and the last line of a text: of all lines of its element, those for which most speaks."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rencai_crawler.pages.edges import places_of
from rencai_crawler.pages.line_traits import Around, Candidate, Traits, is_sentence, traits_of, traits_of_text
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.styling import kind_of, names_file
from rencai_crawler.pages.tree import Element

FIRST, LAST = "first_line", "last_line"
_AROUND = 3
_FIRST_LINES, _LAST_LINES = 90, 90
"""Lines at both ends of an element that are looked at."""
_CELLS = frozenset({"td", "th"})
_OF_PAGE = frozenset({"about_page", "byline", "credit", "dated", "furniture", "way"})
_OPENS = frozenset({"colon", "numbered", "sentence"})
_OF_TEXT = frozenset({"organ", "day", "numbered"})
_BELOW_TITLE = (1, 2, 3, 7)
_PASSED = (0, 60, 200)
_SHARES = (0.05, 0.2)
_LEFT = (0, 1, 3, 7)
_MOST_SENTENCES = 3


@dataclass(frozen=True)
class Edges:
    """Places of the first and last line, and by how much more speaks for each than for given ones."""

    first: int
    last: int
    for_first: float
    for_last: float


@dataclass(frozen=True)
class Surroundings:
    """The lines of a text's element, with those around them."""

    before: list[Line]
    inside: list[Line]
    after: list[Line]
    title: str
    known: bool
    """Whether the element is called one that holds a text."""
    traits: Callable[[Line], Traits]
    """What each line is like."""


def likely_edges(around: Surroundings, first: int, last: int) -> Edges:
    """The likeliest first and last line; `first` and `last` are those that rules tell."""
    firsts = {place: line.worth(FIRST) for place, line in first_lines(around)}
    lasts = {place: line.worth(LAST) for place, line in last_lines(around)}
    begins = max(firsts, key=lambda place: firsts[place], default=first)
    below = {place: worth for place, worth in lasts.items() if place >= begins}
    ends = max(below, key=lambda place: below[place], default=last)
    for_first = firsts[begins] - firsts.get(first, firsts[begins]) if firsts else 0.0
    for_last = below[ends] - below.get(last, below[ends]) if below else 0.0
    return Edges(begins, ends, for_first, for_last)


def is_of_page(line: Line) -> bool:
    """Whether a line is what stands above texts and not in them: a day, a source, a switch, the way to the page."""
    return not traits_of(line).isdisjoint(_OF_PAGE)


def opens_text(line: Line) -> bool:
    """Whether a line is what texts begin with, however little speaks for it: a greeting, a sentence, an item."""
    return not traits_of_text(line.text).isdisjoint(_OPENS)


def is_of_text(line: Line) -> bool:
    """Whether a line is what texts end with, however little speaks for it: a cell, a signature, a file, an item."""
    block = line.block
    cell = block.tag in _CELLS or (block.getparent() is not None and block.getparent().tag in _CELLS)
    return cell or names_file(line) or not traits_of_text(line.text).isdisjoint(_OF_TEXT)


def first_lines(around: Surroundings) -> Iterator[tuple[int, Candidate]]:
    """Lines that may be the first, with what each is like."""
    read = [*around.before[-_AROUND:], *around.inside[: _FIRST_LINES + _AROUND]]
    if len(read) < _FIRST_LINES + _AROUND:
        read += around.after[:_AROUND]
    shift = min(len(around.before), _AROUND)
    told = _with_title(read, around)
    page = _Element(around)
    titles = page.titles_above()
    for place in range(min(len(around.inside), _FIRST_LINES)):
        above = [title for title in titles if title < place]
        own = {page.position(place), _below_title(place - above[-1] if above else 0, titles), *page.markup(place)}
        own |= {_passed(page.sentences_between(max(above[-1], 0) if above else 0, place))}
        yield place, Candidate(frozenset(own), told, place + shift)


def last_lines(around: Surroundings) -> Iterator[tuple[int, Candidate]]:
    """Lines that may be the last, with what each is like."""
    begins = max(0, len(around.inside) - _LAST_LINES)
    shift = min(begins, _AROUND)
    read = [*around.inside[begins - shift :], *around.after[:_AROUND]]
    told = _with_title(read, around)
    page = _Element(around)
    for place in range(begins, len(around.inside)):
        own = {page.position(place), *page.left(place), *page.markup(place), *page.beside(place)}
        yield place, Candidate(frozenset(own), told, place - begins + shift)


def _with_title(read: Sequence[Line], around: Surroundings) -> Around:
    """The lines, of which it is known where the title stands."""
    titles = set(places_of(around.title, read))
    traits = [each | {"title"} if place in titles else each for place, each in enumerate(map(around.traits, read))]
    return Around(traits.__getitem__, len(traits))


def _below_title(lines: int, titles: Sequence[int]) -> str:
    if not titles:
        return "no_title"
    if not lines:
        return "above_title"
    return next((f"below_title_{most}" for most in _BELOW_TITLE if lines <= most), "far_below_title")


def _passed(characters: int) -> str:
    return next((f"passes_{most}" for most in _PASSED if characters <= most), "passes_much")


class _Element:
    """What the lines of an element are together."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._inside = around.inside
        weights = [len(line.text) if is_sentence(line) else 0 for line in around.inside]
        self._weights = weights
        self._sums = [0, *accumulate(weights)]
        self._counts = [0, *accumulate(int(weight > 0) for weight in weights)]
        styles: Counter[tuple[str, str]] = Counter()
        parents: Counter[Element] = Counter()
        for line, weight in zip(around.inside, weights, strict=True):
            styles[kind_of(line)] += weight
            parents[line.block.getparent()] += weight
        self._style = max(styles, key=lambda style: styles[style], default=None)
        self._parent = max(parents, key=lambda parent: parents[parent], default=None)

    def titles_above(self) -> list[int]:
        """Places of the title, counted from the element's first line."""
        above = [place - len(self._around.before) for place in places_of(self._around.title, self._around.before)]
        return above + places_of(self._around.title, self._inside)

    def sentences_between(self, first: int, place: int) -> int:
        """Characters of sentences between two places."""
        return self._sums[place] - self._sums[min(first, place)]

    def position(self, place: int) -> str:
        """Where in the element a line stands."""
        known = "_known" if self._around.known else ""
        if place == 0:
            return f"first{known}"
        if place == len(self._inside) - 1:
            return f"last{known}"
        return f"near_first{known}" if place <= _AROUND else f"within{known}"

    def markup(self, place: int) -> Iterator[str]:
        """How far a line is marked up as the sentences of the element are."""
        line = self._inside[place]
        if kind_of(line) == self._style:
            yield "style"
        if line.block.getparent() is self._parent:
            yield "parent"
        if self._weights[place]:
            yield "sentence_like"
        if place and kind_of(self._inside[place - 1]) == self._style:
            yield "style_above"

    def beside(self, place: int) -> Iterator[str]:
        """The same of the line below."""
        if place + 1 < len(self._inside):
            below = self._inside[place + 1]
            if kind_of(below) == self._style:
                yield "style_below"
            if below.block.getparent() is self._parent:
                yield "parent_below"
            if kind_of(below) == kind_of(self._inside[place]):
                yield "same_style_below"

    def left(self, place: int) -> Iterator[str]:
        """How much of the element stands below a line."""
        whole, rest = self._sums[-1] or 1, self._sums[-1] - self._sums[place + 1]
        share = next((f"leaves_{most}" for most in _SHARES if rest <= most * whole), "leaves_much")
        yield share if rest else "leaves_nothing"
        sentences = self._counts[-1] - self._counts[place + 1]
        yield f"sentences_{min(sentences, _MOST_SENTENCES)}"
        lines = len(self._inside) - 1 - place
        yield next((f"lines_{most}" for most in _LEFT if lines <= most), "lines_many")
