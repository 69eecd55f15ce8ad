"""What evidence is worth, learnt from pages on which a person chose among candidates, or none of them."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rencai_crawler.pages.weighing import best, worth_of

DATA = Path(__file__).parents[2] / "crawler/rencai_crawler/pages/data"
SHRINK = 0.02
STEPS, RATE = 800, 0.3
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


def learn(
    choices: Sequence[Choice], kinds: Sequence[str], traits: Sequence[str], start: Mapping[str, float] | None = None
) -> Weights:
    """Weights that make right candidates likely beside the others and none, each page counted once.

    Of a kind, evidence speaks for a candidate or says nothing, so that its weight is never below zero. `start` are
    weights that few pages should move only where they contradict them.
    """
    began = dict.fromkeys((*kinds, *traits), 0.0) | dict(start or {})
    weights = dict(began)
    useful = [each for each in choices if each.right or not each.answered]
    for _ in range(STEPS):
        slope = dict.fromkeys(weights, 0.0)
        for choice in useful:
            for candidate, share in _missing(choice, weights).items():
                for feature, much in choice.candidates[candidate].items():
                    slope[feature] += share * much
        for feature, weight in weights.items():
            weights[feature] = weight + RATE * (slope[feature] / len(useful) - SHRINK * (weight - began[feature]))
        weights.update({kind: max(0.0, weights[kind]) for kind in kinds})
    return weights


def report(
    choices: Sequence[Choice], kinds: Sequence[str], traits: Sequence[str], start: Mapping[str, float] | None = None
) -> tuple[Weights, str]:
    """Weights, and how many choices are right by them, and by those learnt without the host of the page."""
    weights = learn(choices, kinds, traits, start)
    hosts = sorted({choice.host for choice in choices})
    left_out = 0
    for part in range(PARTS):
        asked = set(hosts[part::PARTS])
        others = learn([choice for choice in choices if choice.host not in asked], kinds, traits, start)
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
