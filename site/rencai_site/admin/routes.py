"""Addresses of the office. All but the login are for staff."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rencai_site.admin import login, office, records, sources, timetable, words
from rencai_site.admin.guard import staff
from rencai_site.site import pooled


def routes() -> list[Route]:
    """Every route below /admin."""
    return [
        Route("/login", pooled(login.login_page, aside=True), methods=["GET"]),
        Route("/login", pooled(login.login, aside=True), methods=["POST"]),
        Route("/logout", staff(login.logout), methods=["POST"]),
        Route("/", staff(office.overview)),
        Route("/runs", staff(office.runs)),
        Route("/runs/{id:int}", staff(office.run)),
        Route("/sources", staff(sources.sources)),
        Route("/timetable", staff(timetable.timetable)),
        Route("/why", staff(office.why)),
        Route("/words", staff(words.words), methods=["GET"]),
        Route("/words", staff(words.add), methods=["POST"]),
        Route("/words/{id:int}/remove", staff(words.remove), methods=["POST"]),
        Route("/words/{id:int}/restore", staff(words.restore), methods=["POST"]),
        Route("/records", staff(records.find)),
        Route("/records/new/{kind}", staff(records.new), methods=["GET"]),
        Route("/records/new/{kind}", staff(records.create), methods=["POST"]),
        Route("/records/{id}", staff(records.edit), methods=["GET"]),
        Route("/records/{id}", staff(records.change), methods=["POST"]),
        Route("/records/{id}/versions", staff(records.history)),
        Route("/records/{id}/withdraw", staff(records.withdraw_page), methods=["GET"]),
        Route("/records/{id}/withdraw", staff(records.withdraw_record), methods=["POST"]),
        Route("/records/{id}/restore", staff(records.restore_record), methods=["POST"]),
        Route("/records/{id}/erase", staff(records.erase_page), methods=["GET"]),
        Route("/records/{id}/erase", staff(records.erase_record), methods=["POST"]),
    ]


async def to_office(_request: Request) -> Response:
    """The address without its last stroke."""
    return RedirectResponse("/admin/", 308)
