"""Going on when the store comes back: a database server that is started anew must not cost a night's crawls."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_random_exponential

from rencai.errors import StoreAway

T = TypeVar("T")
WAITED_OUT = 60.0
"""Seconds for which a store may be away: well below the silence after which a run is taken for lost."""


async def waited_out(work: Callable[..., Awaitable[T]], *args: object) -> T:
    """Do what may be done twice, again and again while the store is away. Raises StoreAway where it stays so."""
    again = AsyncRetrying(
        retry=retry_if_exception_type(StoreAway),
        wait=wait_random_exponential(multiplier=0.25, max=5),
        stop=stop_after_delay(WAITED_OUT),
        reraise=True,
    )

    async def once() -> T:
        return await work(*args)

    return await again(once)
