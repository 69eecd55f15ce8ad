"""RSS, RDF, Atom and JSON Feed: entries as links, or as records where the source reads no pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rencai.records.parsers.body import plain_text
from rencai_crawler.pages.answer_pages import named_next
from rencai_crawler.pages.fieldmap import mapped
from rencai_crawler.pages.page import Link, Page, PageReading, RawItem
from rencai_crawler.pages.tree import Element
from rencai_crawler.source import Source

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, whatever the format; `values` holds its elements by local name, for declared columns."""

    link: str
    title: str
    day: str
    guid: str
    markup: str
    author: str
    values: dict[str, Any]


def is_feed(page: Page) -> bool:
    start = page.text[:2000].lstrip()
    return bool(start.startswith("<") and _FEED.search(start)) or (
        start.startswith("{") and "jsonfeed.org/version" in start.replace("\\/", "/")
    )


def read_feed(page: Page, source: Source | None = None) -> PageReading:
    """Links of a feed's entries; records too where the source declares no detail pages."""
    is_json = page.text.lstrip().startswith("{")
    root = None if is_json else _parse_xml(page.text)
    found = list(_json_entries(page) if is_json else _xml_entries(page, root))
    links = tuple(Link(entry.link, entry.title, entry.day) for entry in found if entry.link)
    items: tuple[RawItem, ...] = ()
    if source is None or not source.details:
        kind = source.kinds[0] if source else "policy_notice"
        items = tuple(RawItem(kind, _fields(entry, kind, source)) for entry in found if entry.title)
    reason = "" if found else "no_entries"
    return PageReading(items=items, links=links, next_pages=_further(page, root), kind_of_page="feed", reason=reason)


def _further(page: Page, root: Element | None) -> tuple[str, ...]:
    """The next part of a feed in parts: `next_url` of JSON Feed, `<link rel="next">` (RFC 5005 §3)."""
    if root is None:
        return named_next(page, page.json) or ()
    named = root.xpath("(/*|/*/*[local-name()='channel'])/*[local-name()='link'][@rel='next']")
    return tuple(filter(None, (page.absolute(link.get("href") or "") for link in named[:1])))


def _xml_entries(page: Page, root: Element | None) -> Iterator[Entry]:
    """The entries in the order of the feed; what cannot be parsed ends it."""
    for element in root.iter() if root is not None else ():
        if isinstance(element.tag, str) and etree.QName(element).localname in ("item", "entry"):
            yield _entry(page, element)


def _parse_xml(text: str) -> Element | None:
    """The root of an XML text, mended where it is broken; entities stay unresolved, nothing is loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    body = _DECLARED.sub("", text.lstrip("\ufeff \t\r\n")).encode("utf-8", "replace")
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _entry(page: Page, element: Element) -> Entry:
    values: dict[str, Any] = {}
    link = ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        value = _inner(child)
        if name == "link" and (not link or child.get("rel", "alternate") == "alternate"):
            link = child.get("href") or value or link
        values.setdefault(name, value)
    guid = values.get("guid") or values.get("id") or ""
    return Entry(
        link=page.absolute(link or (guid if guid.startswith("http") else ""))
        if link or guid.startswith("http")
        else "",
        title=" ".join(plain_text(values.get("title", "")).split()),
        day=values.get("pubDate") or values.get("published") or values.get("date") or values.get("updated") or "",
        guid=guid,
        markup=values.get("encoded")
        or values.get("content")
        or values.get("description")
        or values.get("summary")
        or "",
        author=values.get("creator") or values.get("author") or "",
        values={**values, "link": link},
    )


def _inner(element: Element) -> str:
    """Text of an element; the markup of its children where it has some (Atom's xhtml)."""
    if len(element) and any(isinstance(child.tag, str) for child in element):
        name = next(
            (child for child in element if isinstance(child.tag, str) and etree.QName(child).localname == "name"), None
        )
        if name is not None:
            return (name.text or "").strip()
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return "".join(element.itertext()).strip()


def _json_entries(page: Page) -> Iterator[Entry]:
    feed = page.json
    for item in feed.get("items", ()) if isinstance(feed, dict) else ():
        if isinstance(item, dict):
            authors = item.get("authors") or [item.get("author") or {}]
            yield Entry(
                link=page.absolute(str(item.get("url") or item.get("external_url") or "")),
                title=str(item.get("title") or ""),
                day=str(item.get("date_published") or item.get("date_modified") or ""),
                guid=str(item.get("id") or ""),
                markup=str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""),
                author=str(authors[0].get("name") or "") if isinstance(authors[0], dict) else "",
                values=item,
            )


def _fields(entry: Entry, kind: str, source: Source | None) -> dict[str, Any]:
    text = plain_text(entry.markup)
    author = {"job_posting": "employer", "training_course": "provider"}.get(kind, "issuer_text")
    fields: dict[str, Any] = {
        "source_id": entry.guid or entry.link,
        "url": entry.link,
        "title": entry.title,
        "published_text": entry.day,
        author: entry.author,
    }
    if kind == "policy_notice":
        fields |= {"body_html": entry.markup if "<" in entry.markup else "", "body_text": text}
    else:
        fields["description"] = text
    if source and source.columns:
        fields |= mapped(entry.values, source.columns)
    return {name: value for name, value in fields.items() if value}
