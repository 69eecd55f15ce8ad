"""The downloader: Scrapy's for asyncio, connecting only where the guard lets it."""

import socket
from functools import lru_cache
from ssl import SSLContext
from typing import ClassVar

import aiohttp
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.crawler import Crawler
from scrapy.http import Headers
from scrapy.settings import Settings as ScrapySettings
from scrapy.utils.ssl import _make_ssl_context

from rencai_crawler.guard import Guard, GuardedResolver
from rencai_crawler.settings import shared


@lru_cache(maxsize=1)
def _trusted() -> SSLContext:
    """What certificates are checked by, once for all sources: reading authorities takes longer than a small crawl."""
    return _make_ssl_context(ScrapySettings(shared()))


class GuardedDownloadHandler(AiohttpDownloadHandler):
    """Names become addresses in the guard, and only the addresses that it gave are connected to."""

    # Scrapy's default without a reactor; its tests and ours run on it, and the warning would greet every crawl.
    experimental: ClassVar[bool] = False

    def __init__(self, crawler: Crawler) -> None:
        # Past Scrapy's own, which reads the authorities anew and opens a session that asks no guard.
        super(AiohttpDownloadHandler, self).__init__(crawler)
        guard = Guard.of(crawler.settings.getlist("RENCAI_ALLOW_HOSTS"))
        self._ssl_context = _trusted()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=GuardedResolver(guard),
                family=socket.AF_UNSPEC,
                limit=self._pool_size_total,
                limit_per_host=self._pool_size_per_host,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            trust_env=False,
        )

    @staticmethod
    def _extract_headers(response: _ClientResponse) -> Headers:
        """The headers as they came: names of attachments often stand in them in GBK, and are no UTF-8."""
        named = response.headers.items()
        return Headers([(name, value.encode("utf-8", "surrogateescape")) for name, value in named])
