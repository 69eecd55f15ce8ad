"""A text that goes on over several pages, made one again."""

from collections.abc import Sequence
from dataclasses import replace

from rencai_crawler.pages.page import Link, PageReading, RawItem

_TEXTS = ("body_html", "body_text", "description")


def joined(first: PageReading, others: Sequence[PageReading]) -> PageReading:
    """The first page's reading, with the texts and attachments of the further pages behind its own."""
    if not first.items:
        return first
    parts = [other.items[0].fields for other in others if other.items]
    own = first.items[0]
    texts = {
        name: "\n".join(str(fields[name]) for fields in (own.fields, *parts) if fields.get(name))
        for name in _TEXTS
        if own.fields.get(name)
    }
    files = _together(first, *others)
    fields = own.fields | texts
    if files and own.kind == "policy_notice":
        fields["attachments"] = [{"name": link.text, "url": link.url} for link in files]
    return replace(first, items=(RawItem(own.kind, fields), *first.items[1:]), attachments=files)


def _together(*readings: PageReading) -> tuple[Link, ...]:
    """The attachments of all pages, each address once."""
    found: dict[str, Link] = {}
    for link in (link for reading in readings for link in reading.attachments):
        found.setdefault(link.url, link)
    return tuple(found.values())
