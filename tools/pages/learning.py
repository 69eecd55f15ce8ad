"""What evidence is worth, learnt from pages on which a person chose among candidates, or none of them."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rencai_crawler.pages.weighing import best, worth_of

DATA = Path(__file__).parents[2] / "crawler/rencai_crawler/pages/data"
PARTS = 12

Weights = dict[str, float]
Speaks = Mapping[Any, Mapping[str, float]]


@dataclass(frozen=True)
class Choice:
    """The candidates of one page with what speaks for each, and which of them are right."""

    host: str
    candidates: Speaks
    right: frozenset[Any]
    answered: bool
    """Whether one of them should be chosen, though it may not be there."""
    weight: float = 1.0
    """How much it counts beside the others."""


@dataclass(frozen=True)
class Pace:
    """How far weights are held back, which few pages want more of than many, and how long they are looked for."""

    shrink: float = 0.02
    steps: int = 800
    rate: float = 0.3


def learn(
    choices: Sequence[Choice],
    kinds: Sequence[str],
    traits: Sequence[str],
    start: Mapping[str, float] | None = None,
    pace: Pace = Pace(),
) -> Weights:
    """Weights that make right candidates likely beside the others and none, each page counted once.

    Of a kind, evidence speaks for a candidate or says nothing, so that its weight is never below zero. `start` are
    weights that few pages should move only where they contradict them.
    """
    began = dict.fromkeys((*kinds, *traits), 0.0) | dict(start or {})
    weights = dict(began)
    useful = [each for each in choices if each.right or not each.answered]
    whole = sum(each.weight for each in useful)
    for _ in range(pace.steps):
        slope = dict.fromkeys(weights, 0.0)
        for choice in useful:
            for candidate, share in _missing(choice, weights).items():
                for feature, much in choice.candidates[candidate].items():
                    slope[feature] += share * much * choice.weight
        for feature, weight in weights.items():
            weights[feature] = weight + pace.rate * (slope[feature] / whole - pace.shrink * (weight - began[feature]))
        weights.update({kind: max(0.0, weights[kind]) for kind in kinds})
    return weights


def report(
    choices: Sequence[Choice],
    kinds: Sequence[str],
    traits: Sequence[str],
    start: Mapping[str, float] | None = None,
    pace: Pace = Pace(),
) -> tuple[Weights, str]:
    """Weights, and how many choices are right by them, and by those learnt without the host of the page."""
    weights = learn(choices, kinds, traits, start, pace)
    hosts = sorted({choice.host for choice in choices})
    left_out = 0
    for part in range(PARTS):
        asked = set(hosts[part::PARTS])
        others = learn([choice for choice in choices if choice.host not in asked], kinds, traits, start, pace)
        left_out += _count((choice for choice in choices if choice.host in asked), others)
    told = f"{_count(choices, weights)} of {len(choices)} right; of hosts left out {left_out}\n"
    return weights, told


def write(name: str, head: str, weights: Weights) -> None:
    """Keep weights where the readers look for them."""
    lines = [f"{kind}:\n  {weight:.2f}\n" for kind, weight in weights.items()]
    (DATA / f"{name}_weights.txt").write_text(head + "".join(lines), "utf-8")


def plain(text: str) -> str:
    """A text by which a person's answer is compared."""
    return re.sub(r"[\W_]", "", text)


def _missing(choice: Choice, weights: Weights) -> dict[Any, float]:
    """How much more likely each candidate should be than it is."""
    worth = {each: math.exp(worth_of(speaks, weights)) for each, speaks in choice.candidates.items()}
    whole = 1 + sum(worth.values())
    right = sum(worth[each] for each in choice.right) or 1.0
    return {each: (value / right if each in choice.right else 0.0) - value / whole for each, value in worth.items()}


def _count(choices: Iterable[Choice], weights: Weights) -> int:
    return sum(_is_right(choice, weights) for choice in choices)


def _is_right(choice: Choice, weights: Weights) -> bool:
    chosen = best(choice.candidates, weights)
    return chosen in choice.right if choice.answered else chosen is None
