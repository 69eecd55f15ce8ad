"""The form that a pager submits by POST for the page behind its own: ASP.NET's, and those of a site's own script. Pure.

Only what 下一页 or the next number submits is ever sent, and no form that asks for a password.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from rencai_crawler.pages.forms import field_set, form_with
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.pagination import DISABLED, NEXT, number_before
from rencai_crawler.pages.scripted import Scripts, call_of
from rencai_crawler.pages.tree import Element

_POSTBACKS = ("__doPostBack", "WebForm_PostBackOptions")
"""ASP.NET's functions, which every page of it has; they often stand in a file of their own."""
_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"
_BUTTONS = ("submit", "image", "button", "reset", "file")


def next_form(page: Page) -> tuple[str, str]:
    """The address of the form that leads to the next page, and the fields that it sends; empty where none does."""
    scripts = Scripts(page.text)
    for element in _pager(page):
        form, changed = _pressed(page, scripts, element)
        if form is None or (form.get("method") or "").strip().lower() != "post" or _asks_for_password(form):
            continue
        given = dict(_given(form))
        # On the last page many a pager leads to itself.
        if any(given.get(name) != value for name, value in changed.items()):
            return page.absolute(form.get("action") or page.url), urlencode({**given, **changed})
    return "", ""


def _pager(page: Page) -> Iterator[Element]:
    """What may lead to the next page: what says so first, then the number behind the own one."""
    numbers = []
    for element in page.tree.iter("a", "input", "button", "span", "li"):
        if DISABLED.search(element.get("class") or "") or element.get("disabled") is not None:
            continue
        text = _said(element)
        if NEXT.fullmatch(text):
            yield element
        number = text.strip("[]【】 ")
        if number.isdecimal() and len(number) <= 4 and number_before(element) == int(number) - 1:
            numbers.append(element)
    yield from numbers


def _said(element: Element) -> str:
    if element.tag == "input":
        return element.get("value") or "" if (element.get("type") or "").lower() in _BUTTONS else ""
    return text_in(element) or (element.get("title") or "")


def _pressed(page: Page, scripts: Scripts, element: Element) -> tuple[Element | None, Mapping[str, str]]:
    """The form that an element submits, and what it puts into it."""
    name, arguments = call_of(element) or ("", [])
    if name in _POSTBACKS and arguments:
        form = next(
            (
                each
                for each in page.tree.iter("form")
                if _TARGET in dict(_given(each)) or "__VIEWSTATE" in dict(_given(each))
            ),
            None,
        )
        return form, {_TARGET: arguments[0], _ARGUMENT: arguments[1] if len(arguments) > 1 else ""}
    field, value = field_set(scripts, element)
    if field:
        form, own = form_with(page, field)
        return form, {own: value}
    if element.tag in ("input", "button") and element.get("name") and element.get("type", "submit") == "submit":
        form = next(element.iterancestors("form"), None)
        return form, {element.get("name"): element.get("value") or ""}
    return None, {}


def _given(form: Element) -> Iterator[tuple[str, str]]:
    """What a form sends as it stands there."""
    for each in form.iter("input", "textarea", "select"):
        kind = (each.get("type") or "text").lower()
        if not each.get("name") or kind in _BUTTONS or each.get("disabled") is not None:
            continue
        if kind in ("checkbox", "radio") and each.get("checked") is None:
            continue
        yield each.get("name"), _value(each)


def _value(element: Element) -> str:
    if element.tag == "textarea":
        return element.text or ""
    if element.tag != "select":
        return element.get("value") or ""
    options = list(element.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), next(iter(options), None))
    return "" if chosen is None else chosen.get("value", text_in(chosen))


def _asks_for_password(form: Element) -> bool:
    return any((each.get("type") or "").lower() == "password" for each in form.iter("input"))
