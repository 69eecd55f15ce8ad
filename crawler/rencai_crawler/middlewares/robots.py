"""robots.txt as RFC 9309 has it, with crawl-delay."""

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.python import to_unicode

from rencai.errors import FetchForbidden
from rencai_crawler.answers import what_failed
from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.pages.encoding import decode
from rencai_crawler.reasons import Fail, Skip

NAME = "rencai"
LONGEST_DELAY = 300.0


class Rules(RobotParser):
    """One host's rules; `closed` says why they could not be had, so that the host must be left alone."""

    def __init__(self, text: str, *, closed: str = "") -> None:
        self._rules = Protego.parse(text)
        self.closed = closed
        delay = self._rules.crawl_delay(NAME)
        self.delay = min(float(delay), LONGEST_DELAY) if delay else 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> "Rules":  # noqa: ARG003  # Scrapy's signature
        return cls(robotstxt_body.decode("utf-8-sig", "replace"))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return not self.closed and bool(self._rules.can_fetch(to_unicode(url), to_unicode(user_agent)))

    @property
    def sitemaps(self) -> list[str]:
        return list(self._rules.sitemaps)


def rules_of(response: Response) -> Rules:
    """What a host's answer for robots.txt means: rules, none (4xx or a web page), or leave it alone (5xx)."""
    if response.status >= 500 or response.status == 429:
        return Rules("", closed=f"status {response.status}")
    # What it is called does not matter: rules that are sent as a web page are rules, and a web page has none.
    if response.status != 200 or response.body[:512].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return Rules("")
    # UTF-8 by RFC 9309; what an editor saved as UTF-16 forbids no less.
    return Rules(decode(response.body[:512_000]))


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, but a host whose robots.txt cannot be had is left alone, and crawl-delay slows its slot."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._parserimpl: type[RobotParser] = Rules  # type: ignore[assignment]  # a class there, too

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.robot_parser(request)
        if isinstance(rules, Rules):
            self._slow(request, rules.delay)
            if rules.closed:
                netloc = urlparse_cached(request).netloc
                raise Refused(Fail.ROBOTS_UNREACHABLE, f"robots.txt of {netloc} cannot be had ({rules.closed})")
            if not rules.allowed(request.url, NAME):
                raise Refused(Skip.ROBOTS, f"robots.txt forbids {request.url}")

    def _slow(self, request: Request, delay: float) -> None:
        if delay > self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            # AutoThrottle would go below what the host asked for.
            request.meta["autothrottle_dont_adjust_delay"] = True
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None and delay > slot.delay:
            slot.delay, slot.concurrency = delay, 1

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:  # noqa: ARG002
        self._settle(netloc, rules_of(response))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # Refused by a guard: the request itself will meet the same refusal, with its reason.
        refused = isinstance(exc, IgnoreRequest | FetchForbidden)
        self._settle(netloc, Rules("", closed="" if refused else what_failed(exc)))

    def _settle(self, netloc: str, rules: Rules) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = rules
        waiting.callback(rules)  # type: ignore[union-attr]
