"""Page readers: pure functions from a fetched page to raw fields. They fetch nothing and store nothing."""

from rencai_crawler.pages.page import Link, Page, PageReading, RawItem
from rencai_crawler.pages.reading import read_list, read_page

__all__ = ["Link", "Page", "PageReading", "RawItem", "read_list", "read_page"]
