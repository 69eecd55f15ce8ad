"""Search knowledge that staff keep: synonyms, dictionary words, stop words, boosts, best bets, blocked words."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai.store.engine import reading, writing
from rencai.store.terms import TermList, add_term, list_terms, remove_term
from rencai_site.admin.office import office
from rencai_site.site import form_of, site_of

LISTS = {
    TermList.SYNONYM: ("同义词", "也要找到的词，用顿号或逗号分开"),
    TermList.WORD: ("词典", "不拆开的词；相关记录会自动重新索引"),
    TermList.STOP: ("停用词", "搜索时略过的词"),
    TermList.BOOST: ("加权", "字段名或 字段:值，如 kind:policy_notice；倍数 0.1 到 10"),
    TermList.BEST_BET: ("置顶", "搜这个词时排在最前的记录编号；可在末尾写 至 2026-12-31"),
    TermList.BLOCKED: ("屏蔽词", "不提示、不检索的词"),
}
WITH_VALUE = (TermList.SYNONYM, TermList.BOOST, TermList.BEST_BET)
SEPARATORS = str.maketrans("、，；;\n", ",,,,,")


def words(request: Request) -> Response:
    """Every entry in force, and those that were."""
    return _page(request)


def add(request: Request) -> Response:
    """Put an entry in force; searches in every process follow within seconds."""
    form = form_of(request)
    term = form.get("term", "").strip()[:255]
    try:
        to = TermList(form.get("list", ""))
        value = _value(to, form.get("value", ""))
    except ValueError as error:
        return _page(request, str(error), 400)
    if not term:
        return _page(request, "词不能为空。", 400)
    with writing(site_of(request).engine) as turn:
        add_term(turn, to, term, value, by=request.state.person.name, note=form.get("note", "").strip()[:500])
    return RedirectResponse("/admin/words", 303)


def remove(request: Request) -> Response:
    """Put an entry out of force."""
    with writing(site_of(request).engine) as turn:
        remove_term(turn, request.path_params["id"], by=request.state.person.name)
    return RedirectResponse("/admin/words", 303)


def _page(request: Request, message: str = "", status: int = 200) -> Response:
    with reading(site_of(request).engine) as conn:
        terms = list_terms(conn, removed=True)
    return office(
        request,
        "admin/words.html",
        {
            "lists": LISTS,
            "message": message,
            "shown_value": _shown,
            "terms": [term for term in terms if not term.removed_at],
            "removed": [term for term in terms if term.removed_at][-50:],
        },
        status,
    )


def _value(to: TermList, text: str) -> Any:
    if to not in WITH_VALUE:
        return None
    if to is TermList.BOOST:
        factor = float(text.strip() or "nan")
        if not 0.1 <= factor <= 10:
            raise ValueError("倍数应在 0.1 到 10 之间。")
        return factor
    body, _, until = text.partition("至") if to is TermList.BEST_BET else (text, "", "")
    given = [part.strip() for part in body.translate(SEPARATORS).split(",") if part.strip()]
    if not given:
        raise ValueError("请写明内容。")
    return {"ids": given, "until": date.fromisoformat(until.strip()).isoformat()} if until.strip() else given


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(value.get("ids", ())) + (f" 至 {value['until']}" if "until" in value else "")
    return "、".join(str(part) for part in value) if isinstance(value, list) else str(value)
