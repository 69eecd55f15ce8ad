"""The downloader: Scrapy's for asyncio, connecting only where the guard lets it."""

import socket
from typing import ClassVar

import aiohttp
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.crawler import Crawler
from scrapy.http import Headers

from rencai_crawler.guard import Guard, GuardedResolver


class GuardedDownloadHandler(AiohttpDownloadHandler):
    """Names become addresses in the guard, and only the addresses that it gave are connected to."""

    # Scrapy's default without a reactor; its tests and ours run on it, and the warning would greet every crawl.
    experimental: ClassVar[bool] = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        guard = Guard.of(crawler.settings.getlist("RENCAI_ALLOW_HOSTS"))
        self._unguarded = self._session
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

    async def close(self) -> None:
        await super().close()
        await self._unguarded.close()
