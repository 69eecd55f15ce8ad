"""Python's search for unreachable objects, made seldom enough for a crawl."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OFTEN = (10_000, 20, 20)
"""Objects made between two searches, and how many of them go before one among the older."""


def leave_be() -> None:
    """Search no more among what is there already: modules and their tables are never litter.

    Going through them again and again took a sixth of a crawl's time.
    """
    gc.freeze()
    gc.set_threshold(*OFTEN)


@contextmanager
def seldom() -> Iterator[None]:
    """The same for a while."""
    before = gc.get_threshold()
    leave_be()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
