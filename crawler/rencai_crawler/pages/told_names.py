"""Names that places of a page tell, with what each is like beside the others: what weights are learnt for."""

import math
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest

from rencai_crawler.pages.lines import Line

SHARED = ("any", "often", "holds")
_MOST_TIMES, _MOST_KINDS = 12, 3
_MOST_NAMES = 200
"""A page that tells more is a directory; each is compared with all others."""

Told = Mapping[str, set[str]]
"""Each name with the kinds of places that tell it."""
Traits = Callable[[str, Told], dict[str, float]]


def weighed(told: Told, every: Sequence[Line], traits: Traits) -> Mapping[str, Mapping[str, float]]:
    """Each name with how much of each kind of evidence and each trait it has; `traits` gives those of its own."""
    if len(told) > _MOST_NAMES:
        told = dict(nlargest(_MOST_NAMES, told.items(), key=lambda each: len(each[1])))
    text = "\n".join(line.text for line in every) if told else ""
    return {
        name: dict.fromkeys(kinds, 1.0) | _shared(name, told, text) | traits(name, told) for name, kinds in told.items()
    }


def _shared(name: str, told: Told, text: str) -> dict[str, float]:
    """What all have: `often`, how many times the page has it by itself; `holds`, what speaks for shorter ones in it."""
    others = {other: kinds for other, kinds in told.items() if other != name}
    held = {kind for other, kinds in others.items() if other in name for kind in kinds} - told[name]
    alone = text.count(name) - sum(text.count(other) for other in others if name in other)
    return {
        "any": 1.0,
        "often": math.log1p(min(max(alone, 0), _MOST_TIMES)),
        "holds": float(min(len(held), _MOST_KINDS)),
    }
