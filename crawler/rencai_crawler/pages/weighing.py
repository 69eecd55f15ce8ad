"""Choosing among candidates by what speaks for each: weights learnt from pages that a person read (`tools/pages`)."""

from collections.abc import Mapping
from functools import cache
from math import fsum
from typing import TypeVar

from rencai_crawler.pages.wordlists import word_groups

Candidate = TypeVar("Candidate")


def likeliest(candidates: Mapping[Candidate, Mapping[str, float]], name: str) -> Candidate | None:
    """The candidate whose evidence comes to most by the weights of that name; None where none comes to more than 0."""
    return best(candidates, learned_weights(name))


def best(candidates: Mapping[Candidate, Mapping[str, float]], weights: Mapping[str, float]) -> Candidate | None:
    """The first of those whose evidence comes to most; None where none comes to more than 0."""
    worth = {each: worth_of(speaks, weights) for each, speaks in candidates.items()}
    found = max(worth, key=lambda each: worth[each], default=None)
    return found if found is not None and worth[found] > 0 else None


def worth_of(speaks: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What evidence comes to, whatever order it is told in, which a set gives anew each time."""
    return fsum(weights[kind] * much for kind, much in speaks.items())


@cache
def learned_weights(name: str) -> Mapping[str, float]:
    """What each kind of evidence is worth, as `data/<name>_weights.txt` has it."""
    return {kind: float(values[0]) for kind, values in word_groups(f"{name}_weights").items()}
