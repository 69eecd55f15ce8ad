"""One form of what is compared: width, case, blanks and traditional characters."""

from functools import lru_cache

from rencai.records.parsers.text import fold, plain_dashes
from rencai.search import folding


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Half-width, lower case and simplified, with single blanks and one sort of dash."""
    return folding.fold(plain_dashes(fold(text)))


def in_order(short: str, long: str) -> bool:
    """Whether a text has all characters of another in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


@lru_cache(maxsize=256)
def tight(text: str) -> str:
    """The same without blanks."""
    return plain(text).replace(" ", "")
