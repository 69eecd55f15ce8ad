"""What hundreds of traits are worth, learnt from pages on which a person chose one of many lines.

The same logistic choice as in `learning.py`, on arrays: there are a hundred candidates on each page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from learning import DATA, Choice
from numpy.typing import NDArray

SHRINK, STEPS, RATE = 0.01, 250, 0.08
PARTS = 10
LEAST_HOSTS = 3
"""A trait that fewer hosts have says nothing of others."""
LEAST_WEIGHT = 0.02

Weights = dict[str, float]
Floats = NDArray[np.float64]


def learn(choices: Sequence[Choice]) -> Weights:
    """Weights that make right candidates likely beside the others of their pages."""
    useful = [each for each in choices if each.right]
    names = _names(useful)
    rows, pages, right = _arrays(useful, {name: place for place, name in enumerate(names)})
    weights, mean, spread = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = _missing(rows @ weights, pages, right, len(useful)) @ rows / len(useful) - SHRINK * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return dict(zip(names, map(float, weights), strict=True))


def report(choices: Sequence[Choice]) -> tuple[Weights, str]:
    """Weights, and how many choices are right by them, and by those learnt without the host of the page."""
    weights = learn(choices)
    hosts = sorted({choice.host for choice in choices})
    left_out = 0
    for part in range(PARTS):
        asked = set(hosts[part::PARTS])
        others = learn([choice for choice in choices if choice.host not in asked])
        left_out += _count((choice for choice in choices if choice.host in asked), others)
    return weights, f"{_count(choices, weights)} of {len(choices)} right; of hosts left out {left_out}\n"


def write(name: str, head: str, weights: Weights) -> None:
    """Keep the weights that are worth anything where the readers look for them."""
    kept = sorted(kind for kind, weight in weights.items() if abs(weight) >= LEAST_WEIGHT)
    lines = [f"{kind}:\n  {weights[kind]:.2f}\n" for kind in kept]
    (DATA / f"{name}_weights.txt").write_text(head + "".join(lines), "utf-8")


def _names(choices: Sequence[Choice]) -> list[str]:
    hosts: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    for choice in choices:
        told |= {(choice.host, name) for speaks in choice.candidates.values() for name in speaks}
    hosts.update(name for _, name in told)
    return sorted(name for name, times in hosts.items() if times >= LEAST_HOSTS)


def _arrays(
    choices: Sequence[Choice], places: Mapping[str, int]
) -> tuple[Floats, NDArray[np.int64], NDArray[np.bool_]]:
    """A row for each candidate, the page of each, and which are right."""
    candidates = [
        (page, candidate in choice.right, speaks)
        for page, choice in enumerate(choices)
        for candidate, speaks in choice.candidates.items()
    ]
    rows = np.zeros((len(candidates), len(places)))
    for row, (_, _, speaks) in enumerate(candidates):
        for name, much in speaks.items():
            if name in places:
                rows[row, places[name]] = much
    return rows, np.array([page for page, _, _ in candidates]), np.array([good for _, good, _ in candidates])


def _missing(worth: Floats, pages: NDArray[np.int64], right: NDArray[np.bool_], count: int) -> Floats:
    """How much more likely each candidate should be than it is."""
    most = np.zeros(count)
    np.maximum.at(most, pages, worth)
    likely = np.exp(worth - most[pages])
    whole, good = np.exp(-most), np.zeros(count)
    np.add.at(whole, pages, likely)
    np.add.at(good, pages, likely * right)
    return likely * right / good[pages] - likely / whole[pages]


def _count(choices: Iterable[Choice], weights: Weights) -> int:
    return sum(_chosen(choice, weights) in choice.right for choice in choices)


def _chosen(choice: Choice, weights: Weights) -> Any:
    worth = {
        each: sum(weights.get(name, 0.0) * much for name, much in speaks.items())
        for each, speaks in choice.candidates.items()
    }
    return max(worth, key=lambda each: worth[each], default=None)
