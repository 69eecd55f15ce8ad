"""A circuit breaker per host: after repeated failure one request asks whether it is back, the others wait."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from rencai import clock
from rencai.errors import FetchForbidden
from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.reasons import Fail

FAILURES = 5
OPENINGS = 3
LONGEST_WAIT = 300.0


@dataclass
class Circuit:
    """One host. Closed: requests pass. Open: they wait until one of them may try. Dead: they are refused."""

    cooldown: float = 20.0
    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    openings: int = 0
    closed_until: float = 0.0
    probing: bool = field(default=False)

    @property
    def dead(self) -> bool:
        return self.openings > OPENINGS

    @property
    def open(self) -> bool:
        return self.failures >= FAILURES

    def wait(self) -> float:
        """Seconds until the next request may ask; 0 lets this one pass (and, half open, makes it the probe)."""
        if not self.open:
            return 0.0
        left = self.closed_until - self.clock()
        if left > 0 or self.probing:
            return max(left, 0.05)
        self.probing = True
        return 0.0

    def succeeded(self) -> None:
        self.failures, self.openings, self.probing = 0, 0, False

    def failed(self, retry_after: float = 0.0) -> None:
        """Count a failure; a host that says when to come back is believed at once."""
        self.failures = max(self.failures + 1, FAILURES if retry_after else 0)
        if retry_after > LONGEST_WAIT:
            # Longer than a run waits: to come back sooner would be to come uninvited.
            self.openings = OPENINGS
        if self.open and (self.probing or self.clock() >= self.closed_until):
            self.openings += 1
            pause = max(self.cooldown * 2 ** (self.openings - 1), retry_after)
            self.closed_until = self.clock() + min(pause, LONGEST_WAIT)
        self.probing = False


class BreakerMiddleware:
    """Holds requests to a host that keeps failing, and gives it up for this run when it does not come back."""

    def __init__(self, cooldown: float) -> None:
        self._cooldown = cooldown
        self._circuits: dict[str, Circuit] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BreakerMiddleware":
        return cls(crawler.settings.getfloat("RENCAI_COOLDOWN", 20.0))

    def circuit(self, url: str) -> Circuit:
        return self._circuits.setdefault(urlsplit(url).netloc.lower(), Circuit(self._cooldown))

    async def process_request(self, request: Request) -> None:
        circuit = self.circuit(request.url)
        while not circuit.dead and (pause := circuit.wait()):  # noqa: ASYNC110  # it waits for the clock
            await asyncio.sleep(min(pause, 1.0))
        if circuit.dead:
            raise Refused(Fail.HOST_DOWN, f"{urlsplit(request.url).netloc} kept failing and is left alone in this run")

    def process_response(self, request: Request, response: Response) -> Response:
        circuit = self.circuit(request.url)
        if response.status >= 500 or response.status == 429:
            circuit.failed(retry_after(response))
        else:
            circuit.succeeded()
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        circuit = self.circuit(request.url)
        if isinstance(exception, IgnoreRequest | DownloadCancelledError | FetchForbidden):
            circuit.probing = False
        else:
            circuit.failed()


def retry_after(response: Response) -> float:
    """Seconds that a host asks to be left alone, 0 where it does not say."""
    text = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - clock.now()).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return 0.0
