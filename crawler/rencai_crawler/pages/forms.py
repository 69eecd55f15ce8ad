"""Addresses of forms that are sent by GET: a pager's function puts a number into a field and submits. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

from rencai_crawler.pages.page import Page
from rencai_crawler.pages.scripted import Scripts, call_of
from rencai_crawler.pages.tree import Element

_SUBMITS = re.compile(r"\.submit\s*\(")
_SETS = re.compile(
    r"""(?:["'\[=#.](?P<named>[A-Za-z_][\w-]*)["'\]]*\s*\)|\.(?P<member>[A-Za-z_]\w*))\s*"""
    r"""\.(?:value\s*=(?!=)|val\s*\()\s*(?P<value>[A-Za-z_$][\w$]*)"""
)
"""A field that is given the value of a name: `document.f.page.value = n`, `$("#page").val(n)`."""


def sent_to(page: Page, scripts: Scripts, element: Element) -> str:
    """Where the form leads that an element's function fills and submits; empty where it fills none, or posts."""
    field, value = field_set(scripts, element)
    form, name = form_with(page, field) if field else (None, "")
    if form is None or (form.get("method") or "get").strip().lower() != "get":
        return ""
    target = urlsplit(page.absolute(form.get("action") or page.url))
    given = [(each, value if each == name else told) for each, told in _given(form) if told or each == name]
    return target._replace(query=urlencode(given)).geturl()


def field_set(scripts: Scripts, element: Element) -> tuple[str, str]:
    """The field that an element's function fills before it submits, and with what; empty where it does not."""
    name, arguments = call_of(element) or ("", [])
    for parameters, body in scripts.functions(name) if name else ():
        given = dict(zip(parameters, arguments, strict=False))
        for match in _SETS.finditer(body) if _SUBMITS.search(body) else ():
            if match["value"] in given:
                return match["named"] or match["member"], given[match["value"]]
    return "", ""


def form_with(page: Page, field: str) -> tuple[Element | None, str]:
    """The form that has a field of this name or id, and the field's name."""
    for form in page.tree.iter("form"):
        for each in form.iter("input", "select"):
            if each.get("name") and field in (each.get("name"), each.get("id")):
                return form, each.get("name")
    return None, ""


def _given(form: Element) -> Iterator[tuple[str, str]]:
    """What a form sends as it stands there, as far as it is hidden or typed."""
    for each in form.iter("input"):
        if each.get("name") and (each.get("type") or "text").lower() in ("hidden", "text", "number", "search"):
            yield each.get("name"), each.get("value") or ""
