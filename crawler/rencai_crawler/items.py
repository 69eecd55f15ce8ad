"""From what a reader gave to what intake takes: identity, address, time of reading. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from urllib.parse import urljoin

from rencai_crawler.addresses import id_in, plain
from rencai_crawler.pages import Link, Page, RawItem
from rencai_crawler.source import Source

Raw = tuple[str, Mapping[str, object]]
"""Kind and raw fields."""

_MARK = re.compile(
    r"^\s*(?:(?:[\[【(（]\s*(?:图|图文|组图|置顶|推荐|荐|热|顶|最新|new|hot|)\s*[\]】)）]|置顶\s*[:：|]|[·•●■◆▪►])\s*)+",
    re.IGNORECASE,
)
"""What lists put before titles: that there are pictures, that it stays on top."""


def raws_of(items: tuple[RawItem, ...], page: Page, source: Source, link: Link | None = None) -> tuple[Raw, ...]:
    """The raw fields of every item of a page, each with the source's id of it.

    `link` is how a list led to the page: what it said of the day counts where the page itself is silent, and what it
    called the page where the source says so.
    """
    own = id_in(page.url, source) if link else ""
    raws = [(item.kind, _fields(item, page, source, own, link)) for item in items]
    return _told_apart(raws) if link else tuple(raws)


def _told_apart(raws: list[Raw]) -> tuple[Raw, ...]:
    """Records of one page of which several have the same id: after the first, each gets its title to it.

    What a page gives twice under one title, as some do with their structured data, is one: what tells more.
    """
    met: dict[str, Raw] = {}
    for kind, fields in raws:
        for own in _names(fields):
            raw = (kind, {**fields, "source_id": own})
            before = met.setdefault(own, raw)
            if before is raw:
                break
            if (before[0], before[1].get("title")) == (kind, fields.get("title")):
                met[own] = max(before, raw, key=lambda one: len(str(one[1])))
                break
    return tuple(met.values())


def _names(fields: Mapping[str, object]) -> Iterator[str]:
    own = str(fields["source_id"])
    yield own
    yield (titled := f"{own}#{str(fields.get('title'))[:80]}")
    yield from (f"{titled}-{number}" for number in count(2))


def _fields(item: RawItem, page: Page, source: Source, own: str, link: Link | None) -> Mapping[str, object]:
    fields: dict[str, object] = {"url": plain(page.url)} | {name: value for name, value in item.fields.items() if value}
    if link and link.text and source.listing.titles and not str(item.fields.get("source_id") or "").startswith("#"):
        fields["title"] = link.text
    if isinstance(fields.get("title"), str):
        fields["title"] = _MARK.sub("", str(fields["title"])) or fields["title"]
    if str(fields["url"]).startswith(("/", "./", "../", "?")):
        fields["url"] = urljoin(page.url, str(fields["url"]))  # rows of APIs tell addresses on their own site so
    fields |= {"source": source.id, "source_id": source_id_of(item, page, source, own), "seen": page.seen}
    if own and item.kind == "job_posting" and str(item.fields.get("source_id") or "").startswith("#"):
        fields.setdefault("notice_id", own)
    if link and link.date:
        fields.setdefault("published_text", link.date)
    if source.issuer and item.kind == "policy_notice":
        fields.setdefault("issuer_text", source.issuer)
    return fields


def source_id_of(item: RawItem, page: Page, source: Source, own: str) -> str:
    """The source's id of an item: its own; or, as one of several on a page, the page's with `#` and its part.

    An entry of a list has that of the address it leads to.
    """
    given = str(item.fields.get("source_id") or "").strip()
    if given and not given.startswith("#"):
        return given
    return (own or id_in(str(item.fields.get("url") or page.url), source)) + given
