"""Scrapy settings of every source, and those that follow from one source's file.

Loaded by name: Scrapy's own `get_project_settings` finds nothing outside the folder `crawler`.
Alphabetical; a line that departs from Scrapy's default says why.
"""

from typing import Any

from scrapy.settings import default_settings

from rencai import __version__
from rencai.settings import Settings
from rencai_crawler.source import Source

BOT_NAME = "rencai"
CONCURRENT_ITEMS = 1  # Scrapy starts as many tasks for every page, and ours give one item
COOKIES_ENABLED = False  # no session to be tracked by, and no page that differs from what others see
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}
DNSCACHE_ENABLED = True
DOWNLOADER_MIDDLEWARES = {
    "rencai_crawler.middlewares.guard.GuardMiddleware": 20,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard knows ports as well
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "rencai_crawler.middlewares.robots.RobotsMiddleware": 100,
    "rencai_crawler.middlewares.reservation.ReservationMiddleware": 110,
    "rencai_crawler.middlewares.breaker.BreakerMiddleware": 620,  # sees every answer as it came
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # a run has counts of its own
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "rencai_crawler.middlewares.refresh.RefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # a proxy would resolve names unguarded
}
DOWNLOAD_HANDLERS = {
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "http": "rencai_crawler.downloader.GuardedDownloadHandler",
    "https": "rencai_crawler.downloader.GuardedDownloadHandler",
}
DOWNLOAD_VERIFY_CERTIFICATES = True
ITEM_PIPELINES = {"rencai_crawler.pipeline.KeepPipeline": 100}
LOG_LEVEL = "WARNING"
METAREFRESH_MAXDELAY = 5  # longer ones are pages that reload themselves
REDIRECT_MAX_TIMES = 5
RETRY_EXCEPTIONS = [
    # Of a handler that is not used: to look it up loads Twisted's HTTP client and its TLS, a quarter of a second.
    each
    for each in default_settings.RETRY_EXCEPTIONS
    if each != "scrapy.core.downloader.handlers.http11.TunnelError"
]
RETRY_TIMES = 2
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "rencai"
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # the way to a list is counted where lists are read
    # What a status means is decided where it is known what was asked for.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # no request is made of another one's
}
SPIDER_MODULES = ["rencai_crawler.spiders"]
TELNETCONSOLE_ENABLED = False
TWISTED_REACTOR_ENABLED = False  # plain asyncio: one loop for all sources, and the guarded resolver


def user_agent(settings: Settings) -> str:
    """The name under which the crawler fetches, with the address of its operator."""
    return f"rencai/{__version__} (+{settings.contact})"


def shared() -> dict[str, Any]:
    """The settings above as a mapping."""
    return {name: value for name, value in globals().items() if name.isupper()}


def settings_for(source: Source, settings: Settings) -> dict[str, Any]:
    """All Scrapy settings of one source's run."""
    limits = source.politeness
    delay, many = limits.delay, limits.concurrency
    own: dict[str, Any] = {
        "USER_AGENT": user_agent(settings),
        "RENCAI_ALLOW_HOSTS": list(settings.allow_hosts),
        # Own hosts may be asked without pause; anybody else's set the pace by how fast they answer.
        "AUTOTHROTTLE_ENABLED": delay > 0,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(many),
        "CLOSESPIDER_TIMEOUT": limits.minutes * 60,
        "CONCURRENT_REQUESTS": max(many, 4),
        "CONCURRENT_REQUESTS_PER_DOMAIN": many,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_MAXSIZE": limits.size,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": limits.timeout,
    }
    return shared() | own | (browser() if source.render == "browser" else {})


def browser() -> dict[str, Any]:
    """What a source adds whose pages exist only in a browser."""
    return {
        "DOWNLOAD_HANDLERS": DOWNLOAD_HANDLERS
        | {
            "http": "rencai_crawler.browser.BrowserDownloadHandler",
            "https": "rencai_crawler.browser.BrowserDownloadHandler",
        }
    }
