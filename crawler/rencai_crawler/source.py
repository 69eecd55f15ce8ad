"""A source: where its pages are, how they are read, and on what terms they may be fetched.

One YAML file holds one source (`docs/sources.md`). The file says everything that differs from the next site;
no source has code of its own.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from rencai_crawler import posted
from rencai_crawler import source_values as values

Family = Literal["government", "json_ld", "selectors", "feed", "sitemap", "table", "positions", "generic"]
"""How a page is read. `sitemap` and `feed` are read as lists; the others read details as well."""

KindName = Literal["job_posting", "training_course", "policy_notice", "service_guide"]


Pattern = Annotated[str, AfterValidator(values.pattern)]
Address = Annotated[str, AfterValidator(values.web_address)]
Span = Annotated[timedelta, BeforeValidator(values.span)]
Css = Annotated[str, AfterValidator(values.selector)]


_PAGES = dict.fromkeys(
    ("government", "json_ld", "positions", "generic", "selectors"), "the pattern of its detail pages"
)
_NEEDED: dict[str, dict[str, str]] = {
    "fields": {"selectors": "where each field stands"},
    "columns": {"table": "which column is which field"},
    "details": _PAGES,
}
"""Keys that some families cannot do without, by family, and what they say."""


ID = "[a-z0-9][a-z0-9-]{1,62}"
"""Ids of sources."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Rule(Part):
    """Where one raw field stands on a page. In YAML a plain string is its `css`."""

    css: Css = ""
    """CSS selector; `::attr(name)` and `::text` are understood."""
    xpath: Annotated[str, AfterValidator(values.xpath)] = ""
    """XPath instead of CSS, for what only stands beside a label."""
    label: str = ""
    """Text of a label (`工资`) whose value stands in the next cell, `dd`, or behind the colon."""
    pattern: Pattern = ""
    """Regular expression on the found text; its first group is the value."""
    html: bool = False
    """Keep the markup of the found element (for `body_html`)."""
    join: str = "\n"
    """What stands between several matches."""
    value: str = ""
    """A constant, for what the site never writes because it is always so."""

    @model_validator(mode="after")
    def _one_place(self) -> "Rule":
        if sum(map(bool, (self.css, self.xpath, self.label, self.value))) != 1:
            raise ValueError("give exactly one of css, xpath, label, value")
        return self


def _rule(value: object) -> object:
    return {"css": value} if isinstance(value, str) else value


ShortRule = Annotated[Rule, BeforeValidator(_rule)]


class Listing(Part):
    """How the pages that list details are read."""

    format: Literal["auto", "html", "feed", "sitemap", "json", "jpage"] = "auto"
    """`auto` recognises feeds and sitemaps by their root, anything else is read as HTML."""
    items: Css = ""
    """CSS of one row; without it every link that `details` matches is a row."""
    link: Css = "a"
    """CSS of the link inside a row."""
    date: Css = ""
    """CSS of the date inside a row."""
    next: Css = ""
    """CSS of the link to the next page; without it the usual forms of pagination are recognised."""
    method: Literal["GET", "POST"] = "GET"
    """`POST` asks for its pages by it: with `body`, or with the form that the page's own pager submits."""
    body: Annotated[dict[str, Any] | None, AfterValidator(values.sendable)] = None
    """`POST`: what is sent, page number included (`{pageNum: 1, pageSize: 20}`), which is raised from page to page."""
    sends: posted.Form = "json"
    """`POST`: how `body` is written, as `json` or as the fields of a `form`."""
    page: str = ""
    """Name of the page's number, or of its first row's, in the address or `body`, where it is called unusually."""
    records: str = ""
    """Dotted path to the rows of a JSON answer (`data.list`)."""
    url: Annotated[str, AfterValidator(values.template)] = ""
    """Template of details' addresses (`https://a.org/{id}`): JSON path, an element's `{data-id}`, `{1}` of its call."""
    titles: bool = False
    """Records are called as the list calls them, for pages that only say what their site is called."""
    pages: int = Field(200, ge=1, le=10_000)
    """List pages read in one run at most; a run that needs more is not complete."""
    complete: bool = True
    """The list shows everything that is live, so absence from it means gone. False for feeds of recent entries."""
    until_known: bool = False
    """Stop after a page on which all is known and unchanged, for lists with the newest first; nothing ends by it."""
    complete_every: Span = Field(timedelta(days=1), ge=timedelta())
    """With `until_known`, read the whole list nevertheless when the last complete run is older than this (`7 days`)."""
    gone_after: int = Field(1, ge=1, le=10)
    """Complete, healthy runs that must miss a record before it is gone."""


class Politeness(Part):
    """What a run may ask of the source's hosts."""

    delay: float = Field(2.0, ge=0, le=120)
    """Seconds between requests to one host; robots.txt's crawl-delay counts when it is longer."""
    concurrency: int = Field(1, ge=1, le=16)
    """Requests under way at one host."""
    timeout: float = Field(30, gt=0, le=300)
    """Seconds for one response."""
    requests: int = Field(20_000, ge=1)
    """Requests in one run at most."""
    minutes: int = Field(120, ge=1)
    """Minutes of one run at most."""
    depth: int = Field(4, ge=1, le=20)
    """Lists of lists (sitemap indexes) that lie behind one another at most; a run that needs more is not complete."""
    size: int = Field(20_000_000, ge=1_000)
    """Bytes of one response at most, before and after decompression."""


class Source(Part):
    """One source as its file declares it."""

    id: str = Field(pattern=f"^{ID}$")
    """Name in commands and in every record's identity; the file is called after it. Never change it."""
    name: str = Field(min_length=1)
    """Name that people read."""
    owner: str = Field(min_length=1)
    """Who publishes the pages."""
    kinds: tuple[KindName, ...] = Field(min_length=1)
    """Kinds of records it gives; the first is what a detail page is unless its reader knows better."""
    family: Family
    """Reader of its detail pages (or of its table, feed or sitemap entries)."""
    start: tuple[Address, ...] = Field(min_length=1)
    """Addresses of lists (or of the file, for `table`)."""
    listing: Listing = Listing()
    """How lists are read."""
    details: Pattern = ""
    """Regular expression (search) of the addresses of detail pages. Empty: entries are records themselves."""
    exclude: Pattern = ""
    """Regular expression of addresses that look like details and are none, such as further pages of the list."""
    hosts: tuple[Annotated[str, AfterValidator(values.host)], ...] = ()
    """Further hosts (`host` or `host:port`) that may be fetched; those of `start` always may, `www.` or not."""
    source_id: Annotated[str, AfterValidator(values.pattern_of_id)] = ""
    """Regular expression on the address of a detail; its first group is the source's own id. Empty: path and query."""
    fields: dict[str, ShortRule] = {}
    """Raw field → where it stands. Needed by `selectors`; for other families it overrides what they read."""
    columns: dict[str, str] = {}
    """`table`, `feed`, JSON lists: raw field → column, dotted path (`data.title`), several (`{a}-{b}`), `=constant`."""
    sheet: str = ""
    """`table`: name of the worksheet; empty is the first."""
    encoding: Annotated[str, AfterValidator(values.encoding)] = ""
    """Character encoding that counts before what pages declare, for sources that always declare a wrong one."""
    body: Css = ""
    """CSS of the main text, where the usual ones do not find it."""
    issuer: str = ""
    """Issuer of notices that do not name one."""
    attachments: bool = True
    """Fetch the attachments of notices, for their text and for tables of positions."""
    render: Literal["http", "browser"] = "http"
    """`browser` runs the page's scripts first (needs the extra `browser`)."""
    wait_for: Css = ""
    """`browser`: CSS of what must be there before the page is read."""
    politeness: Politeness = Politeness()
    """Limits of a run."""
    schedule: Annotated[str, AfterValidator(values.cron)] = "0 4 * * *"
    """Hint for the timetable, as a cron line in Beijing time."""
    late_after: Span = Field(timedelta(days=2), gt=timedelta())
    """Without a healthy run for so long (`2 days`, `PT36H`) the source is late."""
    recheck: float = Field(0.05, ge=0, le=1)
    """Share of known, listed pages asked again (conditionally) in each run, oldest first; never fewer than 20."""
    legal_basis: str = Field(min_length=1)
    """Why it may be collected."""
    attribution: str = Field(min_length=1)
    """Text shown beside each record."""
    allow_phones: bool = False
    """Telephone numbers of this source are public offices' and may be shown."""
    enabled: bool = True
    """False keeps the file and its records but fetches nothing."""
    sample: bool = False
    """Part of the bundled sample network; collected by `--all` only where its host may be fetched."""
    composed: bool = False
    """Its records are composed, not real; they say 示例 wherever they are shown."""

    @model_validator(mode="after")
    def _parts_fit_together(self) -> "Source":
        if faults := list(self._misfits()):
            message = "; ".join(f"{'.'.join(key)}: {text}" for key, text in faults)
            # In braces the message would be a template.
            raise PydanticCustomError("misfit", "{message}", {"message": message, "faults": faults})
        return self

    def _misfits(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Keys that are wrong beside others, and why."""
        for key, families in _NEEDED.items():
            if self.family in families and not getattr(self, key):
                yield (key,), f"family {self.family} needs it: {families[self.family]}"
        if self.listing.method == "POST" and self.render == "browser":
            yield ("listing", "method"), "a browser asks for its lists itself: leave out `method`, or `render`"
        if self.listing.body is not None and self.listing.method != "POST":
            yield ("listing", "body"), "only sent with `method: POST`"
        if self.listing.page and self.listing.body is not None and not self._sends(self.listing.page):
            yield ("listing", "page"), f"neither `body` nor an address in `start` has {self.listing.page!r}"
        if self.family == "table" and self.columns and not {"source_id", "url"} & self.columns.keys():
            yield ("columns",), "give source_id (or url): without it all rows are one record"
        raw = values.raw_fields(self.kinds)
        for key in ("fields", "columns"):
            for name in getattr(self, key):
                if name not in raw:
                    near = get_close_matches(name, raw, 1)
                    hint = f"; {near[0]!r} is" if near else "; `rencai kinds` has them"
                    yield (key, name), f"no raw field of {' or '.join(self.kinds)}{hint}"

    def _sends(self, name: str) -> bool:
        """Whether each of its lists says a value of this name."""
        return all(name in dict(parse_qsl(urlsplit(url).query)) for url in self.lists)

    @cached_property
    def netlocs(self) -> frozenset[str]:
        """Every `host[:port]` this source may fetch, as `site_name` writes it."""
        return frozenset(map(values.site_name, (*(urlsplit(url).netloc for url in self.start), *self.hosts)))

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The addresses of the first pages of its lists, each with what tells it from the pages behind it."""
        return tuple(posted.first(url, self.listing.body or {}) for url in self.start)

    def is_detail(self, url: str) -> bool:
        """Whether an address is that of a detail page of this source."""
        return bool(self.details and re.search(self.details, url)) and not self.is_excluded(url)

    def is_excluded(self, url: str) -> bool:
        """Whether the file says of an address that it is no detail, though it may look like one."""
        return bool(self.exclude and re.search(self.exclude, url))
