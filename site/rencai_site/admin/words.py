"""Search knowledge that staff keep: synonyms, dictionary words, stop words, boosts, best bets, blocked words."""

import re
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai import clock
from rencai.search.analysis import HAN
from rencai.search.fields import facet_fields
from rencai.search.folding import fold
from rencai.search.labels import stored_value
from rencai.search.lexicon import BOOSTED
from rencai.store.engine import reading, writing
from rencai.store.read import get_many
from rencai.store.terms import Term, TermList, add_term, list_terms, remove_term, restore_term
from rencai_site.admin.office import office
from rencai_site.site import form_of, site_of

LISTS = {
    TermList.SYNONYM: ("同义词", "也要找到的词，用顿号或逗号分开"),
    TermList.WORD: ("词典", "不拆开的词；相关记录会自动重新索引"),
    TermList.STOP: ("停用词", "搜索时略过的词"),
    TermList.BOOST: ("加权", "title（标题），或 字段:值，如 kind:政策、district:海淀区；倍数 0.1 到 10"),
    TermList.BEST_BET: ("置顶", "搜这个词时排在最前的记录的编号或页面地址；可在末尾写 至 2026-12-31"),
    TermList.BLOCKED: ("屏蔽词", "不提示、不检索的词"),
}
WITH_VALUE = (TermList.SYNONYM, TermList.BOOST, TermList.BEST_BET)
BY_WORD = (TermList.SYNONYM, TermList.WORD, TermList.STOP, TermList.BLOCKED)
ONE_WORD = re.compile(rf"[{HAN}]{{2,}}")
SEARCHABLE = re.compile(rf"[{HAN}a-z0-9]")
CODED = ("kind", "district", "occupation")
"""Facets whose values are codes with names."""
SEPARATORS = str.maketrans("、，；;\n", ",,,,,")
MOST_OF_HISTORY = 50


def words(request: Request) -> Response:
    """Every entry in force, and those that were."""
    return _page(request)


def add(request: Request) -> Response:
    """Put an entry in force; searches in every process follow within seconds."""
    form = form_of(request)
    term = form.get("term", "").strip()[:255]
    try:
        to = _list(form.get("list", ""), term)
        if to is TermList.BOOST:
            term = _boosted(term)
        _check_form(to, term)
        value = _value(to, term, form.get("value", ""))
        _check_records(request, value if to is TermList.BEST_BET else {})
    except ValueError as error:
        return _page(request, str(error), 400)
    with writing(site_of(request).engine) as turn:
        add_term(turn, to, term, value, by=request.state.person.name, note=form.get("note", "").strip()[:500])
    return RedirectResponse("/admin/words", 303)


def _list(name: str, term: str) -> TermList:
    if not term:
        raise ValueError("词不能为空。")
    try:
        return TermList(name)
    except ValueError as error:
        raise ValueError("没有这个类别。") from error


def _check_form(to: TermList, term: str) -> None:
    """Queries are read word by word, and texts are cut where letters and characters meet."""
    if to in BY_WORD and len(term.split()) > 1:
        raise ValueError("这个词里不能有空格：搜索是按空格分开读的。")
    if to is not TermList.BOOST and not SEARCHABLE.search(fold(term)):
        raise ValueError("这个词里没有可以检索的字。")
    if to is TermList.WORD and not ONE_WORD.fullmatch(term):
        raise ValueError("词典里的词应为两个以上的汉字，不含字母、数字和标点。")


def _boosted(term: str) -> str:
    """What a boost is of, in the form in which rows have it. Raises ValueError for what would have no effect."""
    name, _, text = (part.strip() for part in term.replace("：", ":").partition(":"))
    if name == "title" and not text:
        return name
    field = facet_fields().get(name)
    if field is None or name not in BOOSTED or not text:
        raise ValueError(f"加权的词应为 title，或 字段:值；字段可以是 {'、'.join(BOOSTED)}。")
    value = stored_value(name, text) or text
    if (field.values and value not in field.values) or (name in CODED and not stored_value(name, text)):
        raise ValueError(f"{field.label}没有“{text}”这个值。")
    return f"{name}:{value}"


def _check_records(request: Request, value: dict[str, Any]) -> None:
    with reading(site_of(request).engine) as conn:
        known = get_many(conn, value.get("ids", ()))
    if missing := [one for one in value.get("ids", ()) if one not in known]:
        raise ValueError(f"没有编号为 {'、'.join(missing)} 的记录。")
    if ended := [one.id for one in known.values() if one.status != "live"]:
        raise ValueError(f"编号为 {'、'.join(ended)} 的记录已经结束，不会出现在搜索结果里。")


def remove(request: Request) -> Response:
    """Put an entry out of force."""
    with writing(site_of(request).engine) as turn:
        remove_term(turn, request.path_params["id"], by=request.state.person.name)
    return RedirectResponse("/admin/words", 303)


def restore(request: Request) -> Response:
    """Put an entry of the history in force again."""
    with writing(site_of(request).engine) as turn:
        restore_term(turn, request.path_params["id"], by=request.state.person.name)
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
            "removed": _history(terms),
        },
        status,
    )


def _history(terms: list[Term]) -> list[Term]:
    """What was put out of force last, the newest first."""
    removed = [(term.removed_at, term.id, term) for term in terms if term.removed_at]
    return [term for *_, term in sorted(removed, reverse=True)[:MOST_OF_HISTORY]]


def _value(to: TermList, term: str, text: str) -> Any:
    if to not in WITH_VALUE:
        return None
    if to is TermList.BOOST:
        return _factor(text)
    body, _, until = text.partition("至") if to is TermList.BEST_BET else (text, "", "")
    given = [part.strip() for part in body.translate(SEPARATORS).split(",") if part.strip()]
    if not given:
        raise ValueError("请写明内容。")
    if to is TermList.BEST_BET:
        # The address of a record's page ends in its id.
        ids = [one.partition("?")[0].rstrip("/").rsplit("/", 1)[-1] for one in given]
        return {"ids": ids, "until": _day(until.strip())} if until.strip() else {"ids": ids}
    if marks := [one for one in (term, *given) if any(mark in one for mark in "=＝>＞,，#＃")]:
        raise ValueError(f"同义词里不能有 = > , #：{'、'.join(marks)}。")
    if all(fold(one) == fold(term) for one in given):
        raise ValueError("这就是同一个词。")
    return given


def _factor(text: str) -> float:
    try:
        factor = float(text.strip())
    except ValueError:
        factor = 0.0
    if not 0.1 <= factor <= 10:
        raise ValueError("倍数应是 0.1 到 10 之间的数，如 1.5。")
    return factor


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("截止日应写成 至 2026-12-31。") from error
    if day < clock.today():
        raise ValueError(f"截止日 {day.isoformat()} 已经过去。")
    return day.isoformat()


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        lapsed = "（已到期）" if value.get("until", "9") < clock.today().isoformat() else ""
        return "、".join(value.get("ids", ())) + (f" 至 {value['until']}{lapsed}" if "until" in value else "")
    return "、".join(str(part) for part in value) if isinstance(value, list) else str(value)
