"""Pages that exist only in a browser: opened in Chromium, under the guards and limits of every other fetch.

Needs the extra `browser`; takes the system's Chromium, else the one that Playwright has installed.
"""

import asyncio
import os
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError, NotConfigured
from scrapy.http import Headers, HtmlResponse, Response

from rencai_crawler.downloader import GuardedDownloadHandler
from rencai_crawler.guard import Guard
from rencai_crawler.guarded_proxy import GuardedProxy
from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.reasons import Skip
from rencai_crawler.source_values import site_name

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Route

_SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_UNSEEN = frozenset({"image", "media", "font"})
"""What no record is read from."""
SETTLED = 5.0
"""Seconds that a page's own requests may take before it is read as it stands."""
_DROPPED = ("content-encoding", "content-length", "transfer-encoding")


class BrowserDownloadHandler(GuardedDownloadHandler):
    """Opens in a browser what the spider marks with `render`; everything else is fetched as usual."""

    def __init__(self, crawler: Crawler) -> None:
        try:
            import playwright.async_api  # noqa: F401
        except ImportError as error:
            raise NotConfigured("`render: browser` needs the extra `browser` (pip install rencai[browser])") from error
        super().__init__(crawler)
        guard = Guard.of(crawler.settings.getlist("RENCAI_ALLOW_HOSTS"))
        self._netlocs: frozenset[str] = getattr(crawler.spider, "netlocs", frozenset())
        self._user_agent: str = crawler.settings["USER_AGENT"]
        self._proxy = GuardedProxy(guard, crawler.settings.getint("DOWNLOAD_MAXSIZE"))
        self._address = ""
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def download_request(self, request: Request) -> Response:
        if "render" not in request.meta:
            return await super().download_request(request)
        seconds = float(request.meta.get("download_timeout", 30))
        try:
            return await asyncio.wait_for(self._rendered(request, seconds), seconds + SETTLED)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url} was not there after {seconds:g} seconds") from error

    async def _rendered(self, request: Request, seconds: float) -> Response:
        from playwright.async_api import Error

        browser = await self._started()
        try:
            context = await browser.new_context(
                user_agent=self._user_agent, accept_downloads=False, service_workers="block", locale="zh-CN"
            )
            try:
                page = await context.new_page()
                page.set_default_timeout(seconds * 1000)
                await context.route("**/*", self._let_through)
                return await self._read(page, request)
            finally:
                await context.close()
        except Error as error:
            failure = DownloadTimeoutError if "Timeout" in error.message else DownloadFailedError
            raise failure(f"{request.url}: {error.message.splitlines()[0]}") from error

    async def _read(self, page: "Page", request: Request) -> Response:
        answer = await page.goto(request.url, wait_until="domcontentloaded")
        if answer is None:
            raise DownloadFailedError(f"{request.url} gave no answer")
        await self._settled(page, str(request.meta["render"]))
        if not self._is_ours(page.url):
            # What its server leads to, nobody lets through but the browser itself.
            raise Refused(Skip.OFFSITE, f"{request.url} leads to {page.url}, on no host of this source")
        body = (await page.content()).encode()
        most = int(request.meta.get("download_maxsize", self._default_maxsize))
        if most and len(body) > most:
            raise DownloadCancelledError(f"{request.url} is larger than {most} bytes")
        headers = {name: value for name, value in (await answer.all_headers()).items() if name not in _DROPPED}
        headers["content-type"] = "text/html; charset=utf-8"
        return HtmlResponse(page.url, answer.status, Headers(headers), body, request=request, encoding="utf-8")

    @staticmethod
    async def _settled(page: "Page", selector: str) -> None:
        from playwright.async_api import TimeoutError as NotThere

        try:
            if selector:
                await page.wait_for_selector(selector, state="attached", timeout=SETTLED * 1000)
            else:
                await page.wait_for_load_state("networkidle", timeout=SETTLED * 1000)
        except NotThere:
            # What the page has by now is read; a page without content is rejected like any other.
            return

    async def _let_through(self, route: "Route") -> None:
        """Leave out what nobody reads, and let no page lead the browser to another host."""
        leads_away = route.request.is_navigation_request() and not self._is_ours(route.request.url)
        if leads_away or route.request.resource_type in _UNSEEN:
            await route.abort()
        else:
            await route.continue_()

    def _is_ours(self, url: str) -> bool:
        return site_name(urlsplit(url).netloc) in self._netlocs

    async def _started(self) -> "Browser":
        from playwright.async_api import async_playwright

        async with self._starting:
            # It may have died, of a page or by a hand: the next page gets another one.
            if self._browser is None or not self._browser.is_connected():
                self._address = self._address or await self._proxy.start()
                self._playwright = self._playwright or await async_playwright().start()
                options: dict[str, Any] = {
                    "executable_path": next((found for name in _SYSTEM if (found := shutil.which(name))), None),
                    # Chromium goes past a proxy for this machine's own addresses unless it is told not to.
                    "proxy": {"server": self._address, "bypass": "<-loopback>"},
                    # Chromium's own sandbox does not start as root.
                    "chromium_sandbox": os.geteuid() != 0,
                    "args": ["--disable-quic", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"],
                }
                self._browser = await self._playwright.chromium.launch(**options)
            return self._browser

    async def close(self) -> None:
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()
        await self._proxy.stop()
        await super().close()
