"""How long one search may take in all, of however many requests to an engine elsewhere it is made."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PATIENCE = 5.0
"""Seconds that a search may take before the site says that search is unavailable."""
ASIDE = 2.0
"""Seconds that a page waits for what it can do without."""

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Requests within the block must end in so many seconds, or sooner where it stands in another such block."""
    outer, mine = _until.get(), time.monotonic() + seconds
    token = _until.set(mine if outer is None else min(outer, mine))
    try:
        yield
    finally:
        _until.reset(token)


def left() -> float | None:
    """Seconds that are left; None outside of such a block."""
    until = _until.get()
    return None if until is None else until - time.monotonic()
