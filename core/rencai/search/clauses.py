"""A small algebra of conditions that both engines can carry out exactly alike, so that totals agree to the record."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """Every record."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record."""


EVERYTHING = Everything()
NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Term:
    """A field holds this token or exact value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field holds one of these tokens or exact values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more tokens stand one after another in a POSITIONS field, with at most `slop` places moved."""

    field: str
    tokens: tuple[str, ...]
    slop: int = 0

    def __post_init__(self) -> None:
        if len(self.tokens) < 2:
            raise ValueError("a phrase has two tokens or more: use Term for one")


@dataclass(frozen=True, slots=True)
class Between:
    """A NUMBER or ORDER field lies between two ends, both inclusive; a record without it does not match."""

    field: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; of none, everything."""

    parts: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these; of none, nothing."""

    parts: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    part: "Clause"


Clause = Everything | Nothing | Term | OneOf | Phrase | Between | All | Any | Not


def all_of(parts: Iterable[Clause]) -> Clause:
    """`All` in its shortest form."""
    kept = tuple(dict.fromkeys(part for part in parts if part != Everything()))
    if Nothing() in kept:
        return Nothing()
    return kept[0] if len(kept) == 1 else All(kept) if kept else Everything()


def any_of(parts: Iterable[Clause]) -> Clause:
    """`Any` in its shortest form."""
    kept = tuple(dict.fromkeys(part for part in parts if part != Nothing()))
    if Everything() in kept:
        return Everything()
    return kept[0] if len(kept) == 1 else Any(kept) if kept else Nothing()


def phrase_in(field: str, tokens: tuple[str, ...], slop: int = 0) -> Clause:
    """These tokens in their order: a phrase, or the term where there is only one."""
    if not tokens:
        return Nothing()
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens, slop)
