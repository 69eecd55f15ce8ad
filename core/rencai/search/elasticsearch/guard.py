"""What stands between a search and a cluster in trouble: a retry with jitter, a time limit, and a breaker."""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TypeVar

from elastic_transport import ConnectionError as Unreachable
from elastic_transport import ConnectionTimeout, TlsError
from elasticsearch import ApiError
from pybreaker import STATE_CLOSED, CircuitBreaker, CircuitBreakerError
from tenacity import RetryCallState, Retrying, retry_if_exception, wait_random

from rencai.errors import SearchUnavailable
from rencai.search.elasticsearch.client import translated
from rencai.search.patience import left

T = TypeVar("T")
FAILURES = 3
"""Searches in a row that must fail before the cluster is left alone."""
REST = 5.0
"""Seconds that it is left alone; then one search tries."""
ATTEMPTS = 3
PAUSE = (0.02, 0.2)
"""Seconds before a read is repeated, from and to."""


class Guard:
    """Runs reads. While the breaker is open they fail at once, so that no page waits for a cluster that is away.

    The breaker runs one call after another, so it is only told how reads ended. Once it is open one read at a time
    goes through it, to try.
    """

    def __init__(self) -> None:
        self._breaker = CircuitBreaker(
            fail_max=FAILURES, reset_timeout=REST, exclude=[_is_our_fault], throw_new_error_on_trip=False
        )
        self._trial = Lock()

    def __call__(self, work: Callable[[], T]) -> T:
        seconds = left()
        if seconds is not None and seconds <= 0:
            raise SearchUnavailable("Elasticsearch answers too slowly for a search of several requests")
        try:
            with translated():
                return self._read(work) if self._breaker.current_state == STATE_CLOSED else self._try(work)
        except CircuitBreakerError as error:
            raise SearchUnavailable(
                f"Elasticsearch did not answer {FAILURES} searches in a row; it is asked again within {REST:.0f} s"
            ) from error

    def _read(self, work: Callable[[], T]) -> T:
        try:
            found = _patient(work)
        except Exception as error:
            self._breaker.call(_fail, error)
            raise
        if self._breaker.fail_counter:
            # Where other reads have opened it meanwhile, this one still has its answer.
            with suppress(CircuitBreakerError):
                self._breaker.call(_succeed)
        return found

    def _try(self, work: Callable[[], T]) -> T:
        if not self._trial.acquire(blocking=False):
            raise CircuitBreakerError("another read tries")
        try:
            found: T = self._breaker.call(_patient, work)
        finally:
            self._trial.release()
        return found


def _fail(error: Exception) -> None:
    raise error


def _succeed() -> None:
    """What a read that ended well is to the breaker."""


def _patient(work: Callable[[], T]) -> T:
    # What a node did not answer another may; a slow answer is not asked for twice. Only here is anything repeated: the
    # client would not ask what time is left.
    again = Retrying(stop=_enough, wait=wait_random(*PAUSE), retry=retry_if_exception(_is_refusal), reraise=True)
    return again(work)


def _enough(state: RetryCallState) -> bool:
    seconds = left()
    return state.attempt_number >= ATTEMPTS or (seconds is not None and seconds <= PAUSE[1])


def _is_refusal(error: BaseException) -> bool:
    if isinstance(error, ApiError):
        return error.status_code in (502, 503, 504)
    return isinstance(error, Unreachable) and not isinstance(error, ConnectionTimeout | TlsError)


def _is_our_fault(error: BaseException) -> bool:
    """A query that cannot run, a key that is refused, an index that is not there yet: the cluster is well."""
    return isinstance(error, ApiError) and error.status_code < 429
