"""Whether words without a known meaning speak of work: 爬高擦玻璃 does, 砍树审批 and 数学建模 do not.

What the pairs of characters in `data/leaning.tsv` say was learned by tools/leaning/learn.py.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

# Tried on the sets that docs/relevance.md describes.
_THAN_RULES, _THAN_COURSES = 10.0, 10.0
"""How much more a text must speak of work than of rules and of courses, in tenths by the root of its pairs."""
_FIRST, _LAST = "\u4e00", "\u9fff"


def speaks_of_work(text: str) -> bool:
    """Whether a text of a few words speaks of work rather than of rules or courses."""
    said = [_leaning()[pair] for pair in pairs(text) if pair in _leaning()]
    if not said:
        return False
    room = math.sqrt(len(said))
    than_rules, than_courses = sum(rules for rules, _ in said), sum(courses for _, courses in said)
    return than_rules > _THAN_RULES * room and than_courses > _THAN_COURSES * room


def pairs(text: str) -> list[str]:
    """Neighbouring characters of a text, without what is no character between them."""
    return ["".join(pair) for pair in pairwise(one for one in text if _FIRST <= one <= _LAST)]


@lru_cache(maxsize=1)
def _leaning() -> Mapping[str, tuple[int, int]]:
    """Pair → how much more it speaks of work than of rules, and than of courses."""
    lines = files("rencai.search").joinpath("data/leaning.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {pair: (int(rules), int(courses)) for pair, rules, courses in rows}
