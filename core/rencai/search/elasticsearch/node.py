"""A connection to a node that gives an answer up which is not whole in time.

The library's limit is for each piece of an answer: one that comes by drops would hold its thread for minutes. Here no
further piece is waited for once the time is over, be it the client's or what is left of a search (`patience.left`).
"""

import time
from dataclasses import dataclass
from typing import Any

from elastic_transport import NodeConfig, Urllib3HttpNode
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Timeout
from urllib3.exceptions import ReadTimeoutError

from rencai.search.patience import left

PIECE = 1 << 16
SHORTEST = 0.001
"""Seconds: a connection takes no less."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the library reads of an answer."""

    status: int
    headers: Any
    data: bytes


class _Punctual:
    """A pool of connections."""

    def __init__(self, pool: HTTPConnectionPool, patience: float | None) -> None:
        self._pool = pool
        self._patience = patience

    def urlopen(self, method: str, target: str, *, timeout: float | None = None, **asked: Any) -> _Answer:
        """Ask, and read the answer to its end. Raises ReadTimeoutError when that is not there in time."""
        seconds = _no_more_than_is_left(timeout or self._patience)
        began = time.monotonic()
        answer = self._pool.urlopen(method, target, preload_content=False, timeout=Timeout(total=seconds), **asked)
        until = None if seconds is None else began + seconds
        return _Answer(answer.status, answer.headers, self._read(answer, target, until))

    def _read(self, answer: BaseHTTPResponse, target: str, until: float | None) -> bytes:
        pieces: list[bytes] = []
        while piece := answer.read1(PIECE):
            pieces.append(piece)
            if until is not None and time.monotonic() > until:
                answer.close()  # the rest of it must not be taken for the next answer
                raise ReadTimeoutError(self._pool, target, "the answer is not whole in time")
        answer.release_conn()
        return b"".join(pieces)

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()


def _no_more_than_is_left(seconds: float | None) -> float | None:
    remains = left()
    if remains is None:
        return seconds
    return max(remains if seconds is None else min(seconds, remains), SHORTEST)


class PunctualNode(Urllib3HttpNode):
    """A node whose requests end in time."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self.pool: Any = _Punctual(self.pool, config.request_timeout)
