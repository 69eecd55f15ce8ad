"""One record on its own page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai.errors import SearchError, SearchUnavailable
from rencai.exchange.sources import shown_phones
from rencai.records.record import Record
from rencai.search.patience import ASIDE, at_most
from rencai.search.query import Query, Related
from rencai.search.related import card
from rencai.store.engine import reading
from rencai.store.read import StoredRecord, cluster_members, cluster_size, get, having
from rencai_site.contents import contents
from rencai_site.endings import check_shown, reason
from rencai_site.items import SAMPLE, STATUS, Item, item, items, path_of
from rencai_site.jsonld import json_ld
from rencai_site.naming import source_label
from rencai_site.onward import onward, reference_path
from rencai_site.render import page
from rencai_site.show import NOT_GIVEN, FieldRow, field_rows, monthly_estimate, public_record
from rencai_site.site import Site, site_of
from rencai_site.state import address

TEMPLATES = {
    "job_posting": "records/job_posting.html",
    "policy_notice": "records/policy_notice.html",
    "service_guide": "records/service_guide.html",
}
LEAD = {
    "job_posting": ("salary", "district", "skill_level", "education", "experience", "headcount"),
    "training_course": ("price", "skill_level", "certificate", "hours", "start", "district"),
}
RELATED = 6
ALSO = 20
"""Other pages with the same vacancy that are linked to; what is posted every day has hundreds."""


@dataclass(frozen=True, slots=True)
class RelatedItems:
    """A group of records that lead on."""

    label: str
    items: tuple[Item, ...]


def record_view(kind: str) -> Callable[[Request], Response]:
    """The page of a record of one kind."""

    def view(request: Request) -> Response:
        site, record_id = site_of(request), request.path_params["id"]
        # All that the search adds to a page, together.
        with at_most(ASIDE):
            with reading(site.engine) as conn:
                stored = get(conn, record_id)
                if stored is None:
                    raise HTTPException(404)
                if stored.kind != kind:
                    return RedirectResponse(path_of(stored.kind, stored.id), 301)
                check_shown(stored)
                # Of a page that shows nothing any more nobody needs the address.
                members = cluster_members(conn, stored.cluster_id, ALSO + 1, shown=True)
                more = max(0, cluster_size(conn, stored.cluster_id) - 1 - ALSO)
                related = _related(site, conn, stored)
            return _page(request, stored, members, more, related)

    return view


def by_number(request: Request) -> Response:
    """Goes to the notice with a 发文字号 (or the title of a law), else to the search for it."""
    number, site = request.path_params["number"].strip()[:200], site_of(request)
    try:
        found = _searched(site, number)
    except SearchUnavailable:
        found = _stored(site, number)
        if found is None:
            raise
    return RedirectResponse(
        path_of("policy_notice", found) if found else address(Query(text=number, kind="policy_notice")), 302
    )


def _searched(site: Site, number: str) -> str | None:
    """The id of the notice with a number or a title, as the search has it; of a long title its end is enough."""
    query = Query(text=number, kind="policy_notice", size=5, facets=(), near=False)
    for hit in site.reader.search(query).hits:
        if number == hit.card.get("document_number") or hit.title.endswith(number):
            return hit.id
    return None


def _stored(site: Site, number: str) -> str | None:
    """The same from the store, which knows whole numbers and titles only."""
    with reading(site.engine) as conn:
        found = (having(conn, "policy_notice", field, number) for field in ("document_number", "title"))
        return next(filter(None, found), None)


def _page(
    request: Request, stored: StoredRecord, members: list[StoredRecord], more: int, related: list[RelatedItems]
) -> Response:
    site = site_of(request)
    record = public_record(stored.kind, stored.payload, shown_phones(stored.source, site.sources))
    rows = field_rows(record)
    ended = STATUS.get(stored.status, stored.status)
    public, foremost = (_public(site, one) for one in (stored, next(iter(members), stored)))
    also = [member for member in members if member.id != stored.id][:ALSO]
    return page(
        request,
        TEMPLATES.get(stored.kind, "records/generic.html"),
        {
            "record": record,
            "stored": stored,
            "kind": record.kind,
            "rows": rows,
            "lead": _lead(stored.kind, rows),
            "named": {row.name: row for row in rows},
            "estimate": monthly_estimate(getattr(record, "salary", None)),
            "sample": SAMPLE in stored.flags,
            "ended": ended,
            "attribution": site.sources.get(stored.source, {}).get("attribution", ""),
            "end_reason": reason(stored),
            "source_label": source_label(stored, site.sources),
            "also": [item(member, names=site.sources) for member in also],
            "more": more,
            "related": related,
            "public": public,
            "foremost": foremost,
            "onward": onward(site, record) if stored.kind == "job_posting" else None,
            "json_ld": None if ended else json_ld(record, public),
            "not_given": NOT_GIVEN,
            **_document(record),
        },
    )


def _public(site: Site, stored: StoredRecord) -> str:
    return site.settings.public_url.rstrip("/") + path_of(stored.kind, stored.id)


def _document(record: Record) -> dict[str, Any]:
    """What only the template of a notice or a guide asks for."""
    body = str(getattr(record, "body", ""))
    return {
        # The one field that may be shown as markup: it was sanitised when it was read.
        "body": Markup(body),  # noqa: S704
        "contents": contents(body),
        "reference_path": reference_path,
    }


def _lead(kind: str, rows: list[FieldRow]) -> list[FieldRow]:
    found = {row.name: row for row in rows}
    return [found[name] for name in LEAD.get(kind, ()) if name in found]


def _related(site: Site, conn: Connection, stored: StoredRecord) -> list[RelatedItems]:
    # Who opens what has ended, and is in no index, looks for what is like it.
    was = card(stored.kind, stored.cluster_id, stored.payload)
    try:
        groups: list[Related] = site.reader.related(stored.id, RELATED, was)
    except SearchError:
        return []
    found = [RelatedItems(group.label, tuple(items(conn, group.hits, site.sources))) for group in groups]
    return [group for group in found if group.items]
