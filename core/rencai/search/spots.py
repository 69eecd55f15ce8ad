"""Everyday names of places, 望京 or 亦庄, with how many records name them."""

from collections.abc import Iterator

from rencai.records.parsers import place
from rencai.search.analysis import Analyzer
from rencai.search.clauses import phrase_in
from rencai.search.engine import Request, SearchEngine
from rencai.search.folding import fold
from rencai.search.labels import stored_value


def spots(engine: SearchEngine, words: Analyzer) -> Iterator[tuple[str, int]]:
    """Places within districts that occur in the index."""
    names = {fold(spot): spot for _, _, spot in place.names() if not stored_value("district", spot)}
    latin = [name for name in names if words.characters(name) == (name,)]
    known = [name for name in names if name not in latin and words.is_one(name)]
    for field, some in (("all_c", latin), ("all_w", known)):
        yield from ((names[name], count) for name, count in zip(some, engine.frequencies(field, some), strict=True))
    # What the dictionary leaves out, as 上地, is looked for where places stand.
    others = [name for name in names.keys() - {*latin, *known} if len(name) > 1]
    matches = [phrase_in("place_c", words.characters(name)) for name in others]
    for name, pairs in zip(others, engine.totals(Request(size=0), matches) if matches else (), strict=True):
        yield names[name], sum(pairs.values())
