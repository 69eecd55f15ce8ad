"""A page of results as plain JSON: one shape for the command and the API."""

from dataclasses import asdict
from typing import Any

from rencai.search.query import Hit, Page

_KEPT = ("id", "kind", "source", "source_id", "title", "score", "near", "pinned", "km")
"""Of a hit; its card is the index's own."""


def page_as_json(page: Page) -> dict[str, Any]:
    """What was found, how it was understood and how to go on."""
    return {
        "total": page.total,
        "hits": [hit_as_json(hit) for hit in page.hits],
        "facets": {name: [asdict(count) for count in counts] for name, counts in page.facets.items()},
        "understood": [asdict(part) for part in page.understood],
        "next": page.next,
        "rescue": asdict(page.rescue) if page.rescue else None,
        "ended_early": page.ended_early,
    }


def hit_as_json(hit: Hit) -> dict[str, Any]:
    """One record found."""
    return {name: getattr(hit, name) for name in _KEPT}
