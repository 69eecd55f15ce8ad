"""Values in as many statements as databases take them: PostgreSQL takes 65,535 in one, a sitemap has up to 50,000."""

from collections.abc import Iterable, Iterator


def parts(values: Iterable[str], size: int = 5000) -> Iterator[list[str]]:
    """The values in lists of a size."""
    left = list(values)
    return (left[start : start + size] for start in range(0, len(left), size))
