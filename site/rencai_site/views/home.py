"""The first page: one search box, live counts and the ways into the sections."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from rencai.errors import SearchError
from rencai.records.kinds import KINDS
from rencai.records.values import SkillLevel
from rencai.search.fields import MISSING
from rencai.search.patience import ASIDE, at_most
from rencai.search.query import FacetCount, Query
from rencai.store.engine import reading
from rencai.store.read import counts
from rencai_site.items import Item, items
from rencai_site.render import page
from rencai_site.site import Site, site_of
from rencai_site.state import address
from rencai_site.tries import examples

FRESH = 15.0
COUNTED = ("kind", "skill_level", "district")


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder with the vacancies that ask it."""

    level: SkillLevel
    count: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What search contributes to the first page; empty while it does not answer."""

    facets: dict[str, tuple[FacetCount, ...]]
    newest: tuple[Item, ...]
    notices: tuple[Item, ...]
    answered: bool = True


def home(request: Request) -> Response:
    site = site_of(request)
    with at_most(ASIDE):
        seen = site.cached("overview", FRESH, lambda: _overview(site))
        tries = examples(site) if seen.answered else []
    live = _listed(seen) if seen.answered else site.cached("counts", FRESH, lambda: live_counts(site))
    return page(
        request,
        "home.html",
        {
            "counts": [(model.kind, live.get(model.kind.name, 0)) for model in KINDS],
            "tries": tries,
            "rungs": _rungs(seen),
            "districts": _districts(seen),
            "overview": seen,
        },
    )


def _listed(seen: Overview) -> dict[str, int]:
    """What the lists have of each kind: what several sources tell of is one there."""
    return {count.value: count.count for count in seen.facets.get("kind", ())}


def live_counts(site: Site) -> dict[str, int]:
    """Live records by kind, from the store."""
    with reading(site.engine) as conn:
        return {kind: by_status.get("live", 0) for kind, by_status in counts(conn).items()}


def _overview(site: Site) -> Overview:
    try:
        jobs = site.reader.search(Query(kind="job_posting", sort="newest", size=6, facets=COUNTED))
        notices = site.reader.search(Query(kind="policy_notice", sort="newest", size=5, facets=()))
    except SearchError:
        return Overview({}, (), (), answered=False)
    with reading(site.engine) as conn:
        newest = tuple(items(conn, jobs.hits, site.sources))
        return Overview(dict(jobs.facets), newest, tuple(items(conn, notices.hits, site.sources)))


def _rungs(seen: Overview) -> list[Rung]:
    found = {count.value: count.count for count in seen.facets.get("skill_level", ())}
    return [
        Rung(
            level,
            found.get(level.value, 0) if seen.answered else None,
            address(Query(kind="job_posting", filters={"skill_level": (level.value,)})),
        )
        for level in SkillLevel
    ]


def _districts(seen: Overview) -> list[tuple[str, int, str]]:
    return [
        (count.label, count.count, address(Query(kind="job_posting", filters={"district": (count.value,)})))
        for count in seen.facets.get("district", ())
        if count.value != MISSING and count.count
    ]
