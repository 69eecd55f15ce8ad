"""Examples of searches, of what the index holds at present: whoever clicks one finds something."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from rencai.errors import SearchError
from rencai.search.fields import MISSING
from rencai.search.patience import ASIDE, at_most
from rencai.search.port import SearchReader
from rencai.search.query import FacetCount, Query
from rencai_site.site import Site
from rencai_site.state import address

STAND = 15.0
"""Seconds for which they stand."""
CHARTER = "京办发〔2007〕14号"
QUESTIONS = ("高级技师津贴", "技能提升补贴", "怎么申请技能等级认定", "最低工资")
WISHES = ("包住", "包吃", "双休", "五险一金")
"""Benefits that people ask for in these words, the one that tells most first."""
LONGEST_TRADE = 5
"""Characters: of the classification's names the short ones are what people type."""


def examples(site: Site) -> list[tuple[str, str]]:
    """Texts with their addresses; fewer, or none, while the search is slow or does not answer."""
    found = site.cached("tries", STAND, lambda: _tries(site.reader))
    return [(text, address(Query(text=text))) for text in found]


def _tries(reader: SearchReader) -> list[str]:
    """One of each form that finds something: work and its place, its level and pay, a question, a paper."""
    found: list[str] = []
    # What a slow search did not come to is kept as well: not every reader shall wait for it.
    with suppress(SearchError), at_most(ASIDE):
        trades = _trades(reader)
        for form in (_places(reader, trades[:2]), _levels(reader, trades[1:3]), QUESTIONS, _numbers(reader)):
            found += islice((text for text in form if _finds(reader, text)), 1)
    return found


def _finds(reader: SearchReader, text: str) -> bool:
    return reader.search(Query(text=text, size=0, facets=(), near=False)).total > 0


def _trades(reader: SearchReader) -> list[FacetCount]:
    """What most vacancies are for."""
    return [trade for trade in _values(reader, "occupation") if len(trade.label) <= LONGEST_TRADE]


def _places(reader: SearchReader, trades: Sequence[FacetCount]) -> Iterator[str]:
    """Work where most of it is, with something that is offered there."""
    for trade in trades:
        for place in _values(reader, "district", occupation=trade.value)[:1]:
            there = _values(reader, "benefits", occupation=trade.value, district=place.value)
            offered = {benefit.value for benefit in there}
            yield from (f"{trade.label} {place.label} {wish}" for wish in WISHES if wish in offered)
            yield f"{trade.label} {place.label}"
        yield trade.label


def _levels(reader: SearchReader, trades: Sequence[FacetCount]) -> Iterator[str]:
    """Work of a level, for at least the pay that most of it has."""
    for trade in trades:
        for level in _values(reader, "skill_level", occupation=trade.value)[:1]:
            paid = _values(reader, "salary_band", occupation=trade.value, skill_level=level.value)
            bands = (band.value.partition("-") for band in paid)
            yield from (f"{trade.label} {level.label} {low}以上" for low, to, _ in bands if to)
            yield f"{trade.label} {level.label}"
        yield trade.label


def _numbers(reader: SearchReader) -> Iterator[str]:
    yield CHARTER
    for hit in reader.search(Query(kind="policy_notice", sort="newest", size=5, facets=())).hits:
        if number := hit.card.get("document_number"):
            yield str(number)


def _values(reader: SearchReader, facet: str, **chosen: str) -> list[FacetCount]:
    """The values of a facet that vacancies with the chosen ones have, the most frequent first."""
    filters = {name: (value,) for name, value in chosen.items()}
    found = reader.search(Query(kind="job_posting", filters=filters, size=0, facets=(facet,))).facets.get(facet, ())
    return sorted((one for one in found if one.value != MISSING and one.count), key=lambda one: (-one.count, one.value))
