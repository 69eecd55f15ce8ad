"""The trades that somebody may mean who says what is done, by the names and everyday words that share most with it.

抬钢管 is no name of a trade and no synonym of one; but 抬 finds the 装卸工, and so it may mean those who carry loads.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rencai.records.parsers import occupation
from rencai.search.analysis import Analyzer, analyzer
from rencai.search.labels import label
from rencai.search.lexicon import bundled
from rencai.search.meanings import Meaning, table
from rencai.search.parts import Part

# Tried on the sets that docs/relevance.md describes.
NAME, ALIAS, EVERYDAY = 3.0, 2.0, 3.0
"""Weights of the words of a name, of another name of the same trade, and of everyday words that find one of these."""
CHARACTER, SYNONYM = 0.5, 0.5
"""Factors of a single character, and of what a word of the query also finds."""
SATURATION, LENGTH = 1.2, 0.6
"""Of BM25: how soon a repeated word says no more, and how much a trade of many names loses."""
MOST, SHARE = 3, 0.8
"""Trades that are meant at most, and the least share of the best one's score."""
_SAYS_NOTHING = frozenset("工员师人者匠的了个在有是做干和与及等类其")
"""Characters that any name may have."""

_Postings = Mapping[str, Sequence[tuple[str, float]]]


def likely_trades(parts: Sequence[Part]) -> tuple[Meaning, ...]:
    """The occupations whose names share most, and two characters at least, with what a query says; the best first."""
    scores: defaultdict[str, float] = defaultdict(float)
    wanted = _wanted(parts)
    shared: Counter[str] = Counter()
    for token, weight in wanted.items():
        for code, score in _postings().get(token, ()):
            scores[code] += weight * score
            shared[code] += len(token)
    best = sorted((code for code, size in shared.items() if size > 1), key=lambda code: (-scores[code], code))[:MOST]
    return tuple(_meaning(code) for code in best if scores[code] >= SHARE * scores[best[0]])


def _meaning(code: str) -> Meaning:
    return Meaning("occupation", (code,), f"可能的职业: {label('occupation', code)}", counts=False, likely=True)


def _wanted(parts: Sequence[Part]) -> dict[str, float]:
    words = _analyzer()
    found: dict[str, float] = {}
    for part in parts:
        for text, factor in ((part.text, 1.0), *((word, SYNONYM) for word in part.also)):
            for token in _tokens(text, words):
                weight = factor * (CHARACTER if len(token) == 1 else 1.0)
                found[token] = max(found.get(token, 0.0), weight)
    return found


def _tokens(text: str, words: Analyzer) -> Iterator[str]:
    yield from (one for one in words.characters(text) if one not in _SAYS_NOTHING)
    yield from (one for one in words.tokens(text).words if len(one) > 1)


def _analyzer() -> Analyzer:
    return analyzer(bundled().words)


@lru_cache(maxsize=1)
def _postings() -> _Postings:
    """Token → the trades that it speaks for, each with how much it says."""
    weights = _weights()
    mean = sum(map(sum, (one.values() for one in weights.values()))) / len(weights)
    having = Counter(token for one in weights.values() for token in one)
    rare = {token: math.log(1 + (len(weights) - count + 0.5) / (count + 0.5)) for token, count in having.items()}
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for code, tokens in weights.items():
        room = SATURATION * (1 - LENGTH + LENGTH * sum(tokens.values()) / mean)
        for token, weight in tokens.items():
            found[token].append((code, rare[token] * weight * (1 + SATURATION) / (weight + room)))
    return found


def _weights() -> dict[str, defaultdict[str, float]]:
    """Trade → its tokens with their weights: officials, soldiers and groups are no trades."""
    words = _analyzer()
    trades = (code for code, _, _ in occupation.names() if code[0] in "23456" and not code.endswith("-00"))
    weights: dict[str, defaultdict[str, float]] = {code: defaultdict(float) for code in trades}
    for code, text, weight in texts():
        if code in weights:
            for token in dict.fromkeys(_tokens(text, words)):
                weights[code][token] += weight
    return weights


def texts() -> Iterator[tuple[str, str, float]]:
    """Trades with their names and everyday words, each with its weight."""
    for code, name, aliases in occupation.names():
        yield code, name, NAME
        yield from ((code, alias, ALIAS) for alias in aliases)
    for word, others in bundled().synonyms.items():
        meant = _occupations(others)
        yield from ((code, word, EVERYDAY * len(meant) ** -0.5) for code in meant)


def _occupations(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(one.values[0] for word in words for one in table().get(word, ()) if one.field == "occupation")
    )
