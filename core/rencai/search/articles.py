"""Articles of law as records: which law one is of, and how much that law counts where somebody asks a question."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import log1p

from rencai.search.engine import Row
from rencai.search.folding import fold

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千\d]+条")
_LOCAL = re.compile(r"^.{2,7}?(?:省|市(?!场)|自治区|自治州|自治县|经济特区)|^(?:北京|上海|天津|重庆)")
# A code and a law settle what regulations, and after them rules and directions, only carry out; local ones say what
# is different in one place. Shares of the best row's score, tried on the sets that docs/relevance.md describes.
_RANKS = (
    (re.compile(r"法典$"), 0.2),
    (re.compile(r"(?<!办)法(?:[(（].*)?$"), 0.1),
    (re.compile(r"(?:条例|解释)(?:[(（].*)?$|最高人民法院|最高人民检察院"), 0.05),
)
_RULES, _LOCAL_RULES = -0.03, -0.08
SUPPORT = 0.03
"""Weight of the other articles of one law that are found."""
NAMED = 0.05
"""Of a law whose name the question says, by the share of the name that it says."""
TOLD = 0.2
"""Of a notice or guide that is no statute, by the share of its title that the question says: 创业担保贷款常见问题 tells
what it answers, where 劳动法 only tells what it is about."""
SUPPORTERS = 60
"""Rows whose laws count as found."""

_STATUTE = re.compile(r"(?:法|条例|规定|办法|细则|解释|规则|决定)(?:[(（].*)?$")


@lru_cache(maxsize=16_384)
def law_of(title: str) -> str:
    """The name of the law of an article, as 劳动法 of «中华人民共和国劳动法第三条»; empty where it is no article."""
    article = _ARTICLE.search(title)
    return fold(title[: article.start()]).strip(" 《》〈〉").removeprefix("中华人民共和国") if article else ""


@lru_cache(maxsize=4096)
def rank_of(law: str) -> float:
    """What the rank of a law adds to its articles."""
    if _LOCAL.search(law):
        return _LOCAL_RULES
    return next((share for pattern, share in _RANKS if pattern.search(law)), _RULES)


def share_named(law: str, words: Sequence[str]) -> float:
    """The share of a law's name that words of a question make up; the longest come first."""
    left = law
    for word in words:
        left = left.replace(word, "")
    return 1 - len(left) / len(law)


def with_laws(rows: Sequence[Row], words: Sequence[str] = (), told: Sequence[str] = ()) -> list[float]:
    """What rows gain, as shares of the best score: by its law's rank, name and how much of it is found, or its title.

    A question meets one article by chance; where it meets several of a law, it is about what that law is about. `told`
    are the words that the title of its answer may say.
    """
    best = max((row.score for row in rows), default=0.0) or 1.0
    titles = [str(row.card.get("title", "")) for row in rows]
    laws = [law_of(title) for title in titles]
    found: defaultdict[str, float] = defaultdict(float)
    strongest = sorted(range(len(rows)), key=lambda place: -rows[place].score)[:SUPPORTERS]
    for place in strongest:
        found[laws[place]] += max(rows[place].score / best, 0.0) ** 2
    return [
        rank_of(law) + SUPPORT * log1p(found[law]) + NAMED * share_named(law, words) if law else _told(title, told)
        for law, title in zip(laws, titles, strict=True)
    ]


def _told(title: str, words: Sequence[str]) -> float:
    return 0.0 if not title or _STATUTE.search(title) else TOLD * share_named(fold(title), words)
