"""Stops requests that a source may not make, redirects included."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from rencai.errors import FetchForbidden
from rencai_crawler.guard import Guard
from rencai_crawler.reasons import Fail, Skip
from rencai_crawler.source_values import site_name


class Refused(IgnoreRequest):
    """A request that was not made; `reason` is counted."""

    def __init__(self, reason: Fail | Skip, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class GuardMiddleware:
    """Lets through what lies on the source's own hosts, within the run's number of requests."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._guard = Guard.of(crawler.settings.getlist("RENCAI_ALLOW_HOSTS"))
        self._made = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = self._crawler.spider
        netlocs: frozenset[str] = getattr(spider, "netlocs", frozenset())
        # A host may keep its robots.txt elsewhere (RFC 9309 2.3.1.2), where nothing else is read.
        of_the_host = request.meta.get("dont_obey_robotstxt")
        if netlocs and not of_the_host and site_name(urlsplit(request.url).netloc) not in netlocs:
            raise Refused(
                Skip.OFFSITE, f"{request.url} is on none of its hosts; if it is the same site, name it in `hosts`"
            )
        try:
            self._guard.check_url(request.url)
        except FetchForbidden as error:
            raise Refused(Skip.PRIVATE_ADDRESS, str(error)) from error
        if (job := getattr(spider, "job", None)) and job.is_walled_off:
            raise Refused(Fail.FORBIDDEN, "the site refused so many pages in a row that it is left alone in this run")
        self._made += 1
        if self._made > getattr(spider, "most_requests", self._made):
            raise Refused(Skip.REQUEST_LIMIT, "the run has made all the requests it may")
        if tally := getattr(spider, "tally", None):
            tally.requests = self._made
