"""A linear model over the characters of a title: what adverts that are written like it were looking for.

The weights are learned by tools/occupations/train.py, which uses `features` and `matcher_features` too: a change
of either asks for new weights.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from math import sqrt
from typing import NamedTuple

from rencai.records.parsers.occupation_title import Title, parts, without_rank

_LONGEST = 3
_IN_BRACKETS = 0.5
_CODE_WEIGHT, _GROUP_WEIGHT = 0.7, 0.3
NOTHING = "-"
"""What the wording of a title speaks for that says no occupation, where a code stands for others."""
SCALE = 1000
"""Weights and rarities are kept as whole thousandths."""


class Feature(NamedTuple):
    rarity: float
    weights: tuple[tuple[int, float], ...]
    """(number of the code, weight)"""


class Model(NamedTuple):
    codes: list[str]
    lines: Mapping[str, str]


def features(title: Title) -> dict[str, float]:
    """Runs of one to three characters, the ends of the pieces marked; what stands in brackets counts half."""
    found: dict[str, float] = {}
    pieces = parts(title.core)
    if pieces:
        for piece in parts(title.context):
            found.update(dict.fromkeys(_runs(piece), _IN_BRACKETS))
    for piece in pieces or parts(title.context):
        found.update(dict.fromkeys(_runs(piece), 1.0))
    return found


def matcher_features(code: str | None) -> dict[str, float]:
    """The occupation that the names in the title gave, its group and its class."""
    if code is None:
        return {"?": _CODE_WEIGHT}
    return {f"={code}": _CODE_WEIGHT, f"={code[:7]}": _GROUP_WEIGHT, f"={code[:4]}": _GROUP_WEIGHT}


def likeliest(title: Title, matched: str | None) -> tuple[str, float] | None:
    """The occupation the wording speaks for, and how much: about 1 for certain, about 0 for not meant."""
    total = _scores(title, matched)
    if not total:
        return None
    best = max(total, key=total.__getitem__)
    return model().codes[best], total[best]


def _scores(title: Title, matched: str | None) -> dict[int, float]:
    """How much the wording, and the occupation that a name in it gave, speak for each code by its number."""
    lines = model().lines
    known = [(weight, _read(lines[name])) for name, weight in features(title).items() if name in lines]
    length = sqrt(sum((weight * feature.rarity) ** 2 for weight, feature in known)) or 1.0
    shares = [(weight * feature.rarity / length, feature.weights) for weight, feature in known]
    given = matcher_features(matched).items()
    shares += [(weight, _read(lines[name]).weights) for name, weight in given if name in lines]
    total: dict[int, float] = {}
    for share, weights in shares:
        for number, weight in weights:
            total[number] = total.get(number, 0.0) + share * weight
    return total


def _runs(piece: str) -> list[str]:
    marked = f"^{without_rank(piece) or piece}$"
    runs = [marked[at : at + size] for size in range(2, _LONGEST + 1) for at in range(len(marked) - size + 1)]
    return [*marked[1:-1], *runs]


def parsed(text: str) -> Model:
    """The model a file's text holds: features stay text until they are asked for, few ever are."""
    head, *lines = text.splitlines()
    return Model(head.split(" "), dict(line.split("\t", 1) for line in lines))


@lru_cache(maxsize=1)
def model() -> Model:
    """The weights that are shipped."""
    return parsed((files("rencai.records") / "data" / "occupation_model.tsv").read_text(encoding="utf-8"))


@lru_cache(maxsize=20_000)
def _read(line: str) -> Feature:
    rarity, _, pairs = line.partition("\t")
    numbers = [pair.split(":") for pair in pairs.split(" ") if pair]
    return Feature(int(rarity) / SCALE, tuple((int(number), int(weight) / SCALE) for number, weight in numbers))
