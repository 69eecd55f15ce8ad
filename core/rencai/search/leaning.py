"""What words without a known meaning speak of: 爬高擦玻璃 of work, 砍树审批 of rules, 数学建模 of neither.

What the pairs of characters in `data/leaning.tsv` say was learned by tools/leaning/learn.py.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

# Tried on the sets that docs/relevance.md describes.
_OF_WORK, _OF_RULES, _THAN_COURSES = 10.0, 30.0, 10.0
"""How much more than of the others a text must speak of work or of rules, in tenths by the root of its pairs."""
_FIRST, _LAST = "\u4e00", "\u9fff"


def leaning(text: str) -> str:
    """The kind of record that a text of a few words speaks of; empty where it says too little."""
    said = [_leaning()[pair] for pair in pairs(text) if pair in _leaning()]
    if not said:
        return ""
    than_rules, than_courses = (sum(one) / len(said) ** 0.5 for one in zip(*said, strict=True))
    if than_rules > _OF_WORK and than_courses > _THAN_COURSES:
        return "job_posting"
    rather_rules = -than_rules > _OF_RULES and than_courses - than_rules > _THAN_COURSES
    return "policy_notice" if rather_rules else ""


def pairs(text: str) -> list[str]:
    """Neighbouring characters of a text, without what is no character between them."""
    return ["".join(pair) for pair in pairwise(one for one in text if _FIRST <= one <= _LAST)]


@lru_cache(maxsize=1)
def _leaning() -> Mapping[str, tuple[int, int]]:
    """Pair → how much more it speaks of work than of rules, and than of courses."""
    lines = files("rencai.search").joinpath("data/leaning.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {pair: (int(rules), int(courses)) for pair, rules, courses in rows}
