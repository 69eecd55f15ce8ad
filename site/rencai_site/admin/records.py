"""Entering, editing, comparing and erasing records: the same road into the store as a crawled page takes."""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai import clock
from rencai.errors import UnknownKind
from rencai.intake.intake import Intake
from rencai.records.kinds import kind_named
from rencai.records.normalise import Normalised, normalise
from rencai.records.record import Record
from rencai.store.engine import reading, writing
from rencai.store.erase import erase_everywhere
from rencai.store.life import LONGEST_REASON, OPTED_OUT, put_back, withdraw
from rencai.store.put import ERASED
from rencai.store.read import StoredRecord, cluster_members, compare, get, versions, withdrawn
from rencai.store.runs import kept_runs
from rencai_site.admin import forms
from rencai_site.admin.office import office
from rencai_site.endings import reason as reason_of
from rencai_site.items import SAMPLE, item, path_of
from rencai_site.site import asked, form_of, site_of

STAFF_SOURCE = "staff"
"""Source of what staff enter; its records are named by a number made when they are entered."""
MOST_DOWN = 20
"""Withdrawn records that are named where records are looked up."""
MOST_SAME = 20
"""Records of the same vacancy that are named where one is taken down."""


def find(request: Request) -> Response:
    """Look up a record by its id or by source and source's id, or begin a new one."""
    text = asked(request, "id").rsplit("/", 1)[-1]
    if text:
        with reading(site_of(request).engine) as conn:
            stored = get(conn, text)
        if stored:
            return RedirectResponse(f"/admin/records/{stored.id}", 303)
    with reading(site_of(request).engine) as conn:
        down = withdrawn(conn, MOST_DOWN)
    return office(request, "admin/find.html", {"text": text, "withdrawn": down})


def new(request: Request) -> Response:
    """The empty form of a kind."""
    model = _model(request.path_params["kind"])
    return _form(request, model, {}, None, None)


def create(request: Request) -> Response:
    """Take a new record in, or show the form again with what is wrong."""
    model = _model(request.path_params["kind"])
    raw = forms.raw_fields(model, form_of(request))
    return _take(request, model, None, raw)


def edit(request: Request) -> Response:
    """The form of a record that there is."""
    stored = _stored(request)
    model = kind_named(stored.kind)
    return _form(request, model, stored.payload, stored, normalise(model, stored.payload | _identity(stored)))


def change(request: Request) -> Response:
    """Take the edited record in."""
    stored = _stored(request)
    model = kind_named(stored.kind)
    return _take(request, model, stored, forms.raw_fields(model, form_of(request)))


def history(request: Request) -> Response:
    """Every version with what brought it about, and the difference between two of them."""
    stored = _stored(request)
    with reading(site_of(request).engine) as conn:
        known = versions(conn, stored.id)
        before, after = _pair(request, [version.version for version in known])
        differences = compare(conn, stored.id, before, after) if before != after else []
        runs = kept_runs(conn, [version.run_id for version in known if version.run_id])
    labels = {column: field.title for column, field in kind_named(stored.kind).model_fields.items()}
    return office(
        request,
        "admin/versions.html",
        {
            "stored": stored,
            "versions": known,
            "runs": runs,
            "before": before,
            "after": after,
            "differences": differences,
            "labels": labels,
        },
    )


def withdraw_page(request: Request) -> Response:
    """Ask why a record is to be taken down."""
    return _withdrawal(request, _stored(request))


def withdraw_record(request: Request) -> Response:
    """Take a record down; it can be put back."""
    stored, reason = _stored(request), form_of(request).get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        return _withdrawal(request, stored, "请写明原因。", 400)
    if reason in OPTED_OUT:
        return _withdrawal(request, stored, "这是来源声明不允许收录时由采集记下的原因，请另写。", 400)
    with writing(site_of(request).engine) as turn:
        done = withdraw(turn, stored.id, reason, clock.now())
    return _back_to(stored, "withdrawn" if done else "down")


def restore_record(request: Request) -> Response:
    """Show a withdrawn record again."""
    stored = _stored(request)
    with writing(site_of(request).engine) as turn:
        done = put_back(turn, stored.id, clock.now())
    return _back_to(stored, "restored" if done else "up")


def _back_to(stored: StoredRecord, outcome: str) -> Response:
    return RedirectResponse(f"/admin/records/{stored.id}?saved={outcome}", 303)


def _withdrawal(request: Request, stored: StoredRecord, message: str = "", status: int = 200) -> Response:
    with reading(site_of(request).engine) as conn:
        members = cluster_members(conn, stored.cluster_id, MOST_SAME, shown=True)
    same = [item(one, names=site_of(request).sources) for one in members if one.id != stored.id]
    context = {"stored": stored, "message": message, "same": same, "longest": LONGEST_REASON}
    return office(request, "admin/withdraw.html", context, status)


def erase_page(request: Request) -> Response:
    """Ask before a record is emptied."""
    return office(request, "admin/erase.html", {"stored": _stored(request), "message": ""})


def erase_record(request: Request) -> Response:
    """Empty a record for good. The reason and its id have to be written out."""
    stored, form, site = _stored(request), form_of(request), site_of(request)
    reason = form.get("reason", "").strip()[:LONGEST_REASON]
    if form.get("confirm", "").strip() != stored.id or not reason:
        message = "请写明原因，并完整填写记录编号以确认。"
        return office(request, "admin/erase.html", {"stored": stored, "message": message}, 400)
    erase_everywhere(site.engine, stored.id, reason, site.settings.data / "pages")
    return RedirectResponse("/admin/records?erased=1", 303)


def _take(request: Request, model: type[Record], stored: StoredRecord | None, raw: dict[str, Any]) -> Response:
    """Show what would be read from the form; and unless only that is asked, take it in."""
    identity = _identity(stored) if stored else {"source": STAFF_SOURCE, "source_id": _number()}
    read = normalise(model, raw | identity)
    if form_of(request).get("action") == "preview" or read.record is None:
        return _form(request, model, raw, stored, read, 200 if read.record else 400)
    marks = (SAMPLE,) if stored and SAMPLE in stored.flags else ()
    intake = Intake(site_of(request).engine, str(identity["source"]), "edit", flags=marks, rest=0)
    taken = intake.take(model.kind.name, [raw | identity])[0]
    if taken.id is None:
        return _form(request, model, raw, stored, read, 400, f"没有存入：{taken.reason} {taken.detail}")
    return RedirectResponse(f"/admin/records/{taken.id}?saved={taken.outcome}", 303)


def _form(
    request: Request,
    model: type[Record],
    raw: Mapping[str, Any],
    stored: StoredRecord | None,
    read: Normalised | None,
    status: int = 200,
    message: str = "",
) -> Response:
    return office(
        request,
        "admin/form.html",
        {
            "kind": model.kind,
            "stored": stored,
            "inputs": forms.inputs(model, raw, read),
            "message": message,
            "others": forms.unplaced(model, read) if read else [],
            "path_of": path_of,
            "reason": reason_of(stored) if stored else "",
            "saved": asked(request, "saved"),
        },
        status,
    )


def _identity(stored: StoredRecord) -> dict[str, Any]:
    """What an edit must not move: the identity, and the day from which «3天前» counts."""
    kept = {"source": stored.source, "source_id": stored.source_id}
    return kept | ({"seen": stored.payload["seen"]} if "seen" in stored.payload else {})


def _stored(request: Request) -> StoredRecord:
    with reading(site_of(request).engine) as conn:
        stored = get(conn, request.path_params["id"])
    if stored is None:
        raise HTTPException(404)
    if stored.hash == ERASED:
        raise HTTPException(410)
    return stored


def _model(name: str) -> type[Record]:
    try:
        return kind_named(name)
    except UnknownKind as error:
        raise HTTPException(404) from error


def _number() -> str:
    return f"{clock.today():%Y%m%d}-{secrets.token_hex(4)}"


def _pair(request: Request, known: list[int]) -> tuple[int, int]:
    """The two versions that are compared: as asked, else the last two."""

    def chosen(name: str, default: int) -> int:
        text = asked(request, name)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default
        return number if number in known else default

    last = known[-1]
    return chosen("before", known[-2] if len(known) > 1 else last), chosen("after", last)
