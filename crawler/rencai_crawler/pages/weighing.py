"""Choosing among candidates by what speaks for each: weights learnt from pages that a person read (`tools/pages`)."""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from rencai_crawler.pages.wordlists import word_groups

Candidate = TypeVar("Candidate")


def likeliest(candidates: Mapping[Candidate, Mapping[str, float]], name: str) -> Candidate | None:
    """The candidate whose evidence comes to most by the weights of that name; None where none comes to more than 0."""
    weights = learned_weights(name)
    worth = {each: sum(weights[kind] * much for kind, much in speaks.items()) for each, speaks in candidates.items()}
    best = max(worth, key=lambda each: worth[each], default=None)
    return best if best is not None and worth[best] > 0 else None


@cache
def learned_weights(name: str) -> Mapping[str, float]:
    """What each kind of evidence is worth, as `data/<name>_weights.txt` has it."""
    return {kind: float(values[0]) for kind, values in word_groups(f"{name}_weights").items()}
