"""What an HTTP status or a failed request means for the record behind it. Pure."""

import asyncio
import re
from enum import Enum

from aiohttp import ClientPayloadError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from rencai.errors import FetchForbidden
from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.reasons import Fail, Skip

_OBJECT = re.compile(r"\s*\w*:?<[\w.]+ object at 0x[0-9a-f]+>")
REPEATS = 3
"""Runs in which a page must have refused itself (4xx) before its records are gone."""


_PACKERS = ("zlib", "brotli", "_brotli", "zstandard", "zstd", "backports.zstd", "compression")
"""Modules whose errors say that a compressed body came broken."""


class Answer(Enum):
    """Classes of status, by what they have authority over."""

    CONTENT = "content"
    NOT_MODIFIED = "not modified"
    GONE = "gone"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    BUSY = "busy"
    BROKEN = "broken"
    MOVED = "moved"

    @property
    def failure(self) -> Fail:
        """The reason under which a run counts it."""
        return _FAILURES[self]


_FAILURES = {
    Answer.GONE: Fail.NOT_FOUND,
    Answer.REFUSED: Fail.CLIENT_ERROR,
    Answer.FORBIDDEN: Fail.FORBIDDEN,
    Answer.BUSY: Fail.RATE_LIMITED,
    Answer.BROKEN: Fail.SERVER_ERROR,
    Answer.MOVED: Fail.REDIRECTED,
    # Said of a page that nobody has.
    Answer.NOT_MODIFIED: Fail.SERVER_ERROR,
}
# A part of a page was not asked for.
_SINGLE = {206: Answer.BROKEN, 304: Answer.NOT_MODIFIED, 404: Answer.GONE, 410: Answer.GONE}
_SINGLE |= dict.fromkeys((408, 425, 429), Answer.BUSY)
# 403 and these are what walls in front of a site answer; they say nothing about one page.
_WALLS = (401, 403, 407, 412, 418, 451)
_NO_GET = (405, 501)
_ADVICE = {
    Answer.GONE: "there is no such page",
    Answer.FORBIDDEN: "the site lets no robots in; ask its owner whether it may be collected",
    Answer.BUSY: "it asks for fewer requests; try again later",
    Answer.BROKEN: "the site fails; try again later",
    Answer.REFUSED: "the request is not what it wants; look at the address in a browser",
}


def advice(status: int) -> str:
    """What a status from 400 on means for who asked for one page."""
    if status in _NO_GET:
        return (
            "it is not to be had by GET; an API that wants POST is declared with `listing.method` and `listing.body`, "
            "or give the page that asks it"
        )
    return _ADVICE[answer_of(status)]


def answer_of(status: int) -> Answer:
    """The class of a status."""
    if status in _SINGLE:
        return _SINGLE[status]
    if status in _WALLS:
        return Answer.FORBIDDEN
    if 200 <= status < 300:
        return Answer.CONTENT
    if 300 <= status < 400:
        return Answer.MOVED
    return Answer.REFUSED if 400 <= status < 500 else Answer.BROKEN


def failure_of(error: BaseException) -> Fail | Skip:
    """The reason under which a run counts a request that got no answer."""
    if isinstance(error, Refused):
        return error.reason
    if isinstance(error, FetchForbidden):
        return Skip.PRIVATE_ADDRESS
    if isinstance(error, DownloadTimeoutError | TimeoutError | asyncio.TimeoutError):
        return Fail.TIMEOUT
    if isinstance(error, CannotResolveHostError):
        return Fail.DNS
    if isinstance(error, ResponseDataLossError | ClientPayloadError) or _is_of(error, _PACKERS):
        return Fail.TRUNCATED
    if isinstance(error, DownloadCancelledError):
        return Fail.TOO_LARGE
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    if isinstance(error, ValueError) and "request url" in str(error):
        # Scrapy's word for a page that leads to `javascript:`, `about:blank` or the like.
        return Fail.REDIRECTED
    return Fail.CONNECTION if _is_of_the_network(error) else Fail.INTERNAL


def what_failed(error: BaseException) -> str:
    """The reason and what there is to say of it, for people."""
    said = _OBJECT.sub("", str(error)).strip() or type(error).__name__
    return f"{failure_of(error)}: {said}"


def _ignored(message: str) -> Fail:
    # Scrapy raises one exception for both of its limits.
    return Fail.TOO_LARGE if "DOWNLOAD_MAXSIZE" in message else Fail.REDIRECT_LOOP


def _is_of_the_network(error: BaseException) -> bool:
    return isinstance(error, OSError) or _is_of(error, ("scrapy.exceptions", "aiohttp", "twisted"))


def _is_of(error: BaseException, modules: tuple[str, ...]) -> bool:
    kind = type(error)
    # zlib's error calls itself `zlib.error`, and lives in no module at all in some versions.
    return f"{kind.__module__}.{kind.__name__}".removeprefix("builtins.").startswith(modules)
