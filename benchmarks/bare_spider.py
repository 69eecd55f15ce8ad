"""The peer of the crawl benchmark: a Scrapy spider with ten fields, `python bare_spider.py PORT LIST_PAGES COUNT`."""

import sys
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse

PORT, PAGES, COUNT = (int(text) for text in sys.argv[1:4])
META = {
    "title": "ArticleTitle",
    "published": "PubDate",
    "issuer": "ContentSource",
    "column": "ColumnName",
    "site": "SiteName",
    "keywords": "Keywords",
}


class Bare(scrapy.Spider):
    """Follows the lists and yields ten fields of each page; keeps nothing."""

    name = "bare"
    count = 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for page in range(PAGES):
            yield scrapy.Request(f"http://127.0.0.1:{PORT}/list/index{f'_{page}' if page else ''}.html")

    def parse(self, response: HtmlResponse) -> Iterator[scrapy.Request]:
        for href in response.css("li a::attr(href)").getall():
            yield response.follow(href, self.detail)

    def detail(self, response: HtmlResponse) -> Iterator[dict[str, str | None]]:
        Bare.count += 1
        fields = {name: response.css(f'meta[name="{tag}"]::attr(content)').get() for name, tag in META.items()}
        rows = response.css("table.head td:nth-child(2)::text").getall()
        body = "".join(response.css("#zoom ::text").getall())
        yield fields | {"index": rows[0], "number": rows[1], "heading": response.css("h1::text").get(), "body": body}


if __name__ == "__main__":
    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "TELNETCONSOLE_ENABLED": False}
    )
    process.crawl(Bare)
    process.start()
    sys.exit(0 if Bare.count == COUNT else f"{Bare.count} pages instead of {COUNT}")
