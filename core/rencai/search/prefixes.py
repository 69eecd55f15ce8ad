"""A tree of names by their characters or syllables, which finds the most frequent ones that begin as was typed.

A leaf splits only when it has grown, so sixty thousand names make some thousand nodes. What is typed may spell each
syllable whole, by its initial or, last, in part: `shuk`, `skcg` and `数kong` all begin 数控车工.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rencai.search.spelling import pinyin

LEAF = 64
"""Names beyond which a leaf splits."""
DEEPEST = 8
"""Steps beyond which none does: so much is hardly ever typed."""
BEST = 40
"""Names that an inner node has at hand."""


@dataclass(slots=True)
class _Node:
    """Names that begin alike, as numbers: the smaller, the more frequent."""

    held: list[int] = field(default_factory=list)
    """All names of a leaf, the best of an inner node."""
    steps: "dict[str, _Node] | None" = None
    """By the next step, which is empty for names that end here; None in a leaf."""


class Prefixes:
    """Names in the order of their frequency, each as its steps: characters, or syllables."""

    def __init__(self, steps: Callable[[str], tuple[str, ...]]) -> None:
        self._steps = steps
        self._root = _Node()
        self._names: list[str] = []

    def add(self, name: str) -> None:
        """One more name; its number is how many there were before."""
        number, node, depth, steps = len(self._names), self._root, 0, self._steps(name)
        self._names.append(name)
        while node.steps is not None:
            if len(node.held) < BEST:
                node.held.append(number)
            node = node.steps.setdefault(_step(steps, depth), _Node())
            depth += 1
        node.held.append(number)
        if len(node.held) > LEAF and depth < DEEPEST:
            self._split(node, depth)

    def _split(self, leaf: _Node, depth: int) -> None:
        leaf.steps = {}
        for number in leaf.held:
            step = _step(self._steps(self._names[number]), depth)
            leaf.steps.setdefault(step, _Node()).held.append(number)
        del leaf.held[BEST:]

    def beginning(self, typed: str) -> list[int]:
        """Numbers of the most frequent names that begin as typed, at least BEST of them where there are as many."""
        found: set[int] = set()
        for node, depth, left in self._reached(self._root, 0, {typed}):
            found.update(number for number in node.held if not left or _begins(self._after(number, depth), left))
        return sorted(found)

    def _after(self, number: int, depth: int) -> tuple[str, ...]:
        return self._steps(self._names[number])[depth:]

    def _reached(self, node: _Node, depth: int, left: set[str]) -> Iterator[tuple[_Node, int, set[str]]]:
        """The nodes that typed text leads to, and in leaves what is left of it; nothing where all was used up."""
        if "" in left:
            yield node, depth, set()
        elif node.steps is None:
            yield node, depth, left
        else:
            for step, child in node.steps.items():
                if rest := _rests(step, left):
                    yield from self._reached(child, depth + 1, rest)


def _step(steps: tuple[str, ...], depth: int) -> str:
    return steps[depth] if depth < len(steps) else ""


def _begins(steps: Iterable[str], left: set[str]) -> bool:
    """Whether steps begin with one of these."""
    for step in steps:
        if "" in left or not left:
            break
        left = _rests(step, left)
    return "" in left


def _rests(step: str, typed: set[str]) -> set[str]:
    return {rest for text in typed for rest in rests(step, text)}


def rests(step: str, typed: str) -> Iterator[str]:
    """What is left of typed text behind a step, in every way to read it."""
    if not typed[:1].isascii():
        if typed[:1] == step:
            yield typed[1:]
        return
    spelled = sound(step)
    letters = _letters(typed)
    for size in range(min(len(spelled), letters), 0, -1):
        if (size in (letters, len(spelled)) or size <= _initial(spelled)) and spelled.startswith(typed[:size]):
            yield typed[size:]


@lru_cache(maxsize=20_000)
def sound(step: str) -> str:
    """How a character sounds; a Latin run is its own sound."""
    return step if step.isascii() else next(iter(pinyin(step)), step)


def _letters(typed: str) -> int:
    """How many characters stand before the first Chinese one."""
    return next((place for place, character in enumerate(typed) if not character.isascii()), len(typed))


def _initial(syllable: str) -> int:
    return 2 if syllable[:2] in ("zh", "ch", "sh") else 1
