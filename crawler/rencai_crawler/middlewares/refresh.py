"""Pages that only lead on to another one."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

SCANNED = 4 * 4096
"""Bytes in which all the characters are that Scrapy looks at."""


class RefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's, but a page without the word is not decoded to look for the tag."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        start = response.body[:SCANNED]
        if b"refresh" not in start.lower() and b"\x00" not in start:
            return response
        return super().process_response(request, response)
