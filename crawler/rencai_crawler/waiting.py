"""Going on when the store comes back: a database server that is started anew must not cost a night's crawls."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from tenacity import AsyncRetrying, Retrying, retry_if_exception_type, stop_after_delay, wait_random_exponential

from rencai.errors import StoreAway

T = TypeVar("T")
WAITED_OUT = 60.0
"""Seconds for which a store may be away: well below the silence after which a run is taken for lost."""
_AGAIN: dict[str, Any] = {
    "retry": retry_if_exception_type(StoreAway),
    "wait": wait_random_exponential(multiplier=0.25, max=5),
    "reraise": True,
}


async def waited_out(work: Callable[..., Awaitable[T]], *args: object, stopped: Callable[[], object]) -> T:
    """Do what may be done twice, again and again while the store is away. Raises StoreAway where it stays so.

    Once somebody has `stopped` it, nothing is waited for any more.
    """
    enough = stop_after_delay(WAITED_OUT)
    again = AsyncRetrying(stop=lambda state: enough(state) or bool(stopped()), **_AGAIN)

    async def once() -> T:
        return await work(*args)

    return await again(once)


def patiently(work: Callable[..., T], *args: object) -> T:
    """The same for what blocks, where Ctrl-C ends the wait by itself."""
    return Retrying(stop=stop_after_delay(WAITED_OUT), **_AGAIN)(work, *args)
