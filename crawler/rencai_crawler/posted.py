"""Lists that are asked for by POST: what is sent, and the address that tells each of their pages from the others. Pure.

The numbers of a body stand in a page's address as they would by GET (`/api/jobs?pageNum=2`), so that a list goes on,
ends and is known again in the same ways as any other. When the page is asked for they move back into the body.
"""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

Form = Literal["json", "form"]
_TYPES = {"json": "application/json", "form": "application/x-www-form-urlencoded; charset=UTF-8"}
_PLACE = "posted"
"""Parameter that numbers the pages behind a form: what such a form sends is no part of an address.

Behind its number stands a mark of the list's first page where several lists may share the form's address.
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent to a site for one page of a list."""

    url: str
    body: bytes
    content_type: str


def first(url: str, body: Mapping[str, Any]) -> str:
    """The address of a list's first page: what its body numbers stands in it as well."""
    given = {name for name, _ in _query(url)}
    numbers = [(name, value) for name, value in leaves(body) if _is_number(value) and name not in given]
    return _with_query(url, [*_query(url), *numbers]) if numbers else url


def following(action: str, url: str) -> str:
    """The address of the page behind one that has a form, from where the form is sent to."""
    bare = _with_query(action, _without_place(action))
    own = "" if bare == url else f"-{sha256(url.encode()).hexdigest()[:8]}"
    place = next((value for name, value in _query(url) if name == _PLACE), f"1{own}")
    number, dash, mark = place.partition("-")
    following = int(number) + 1 if number.isdecimal() else 2
    return _with_query(bare, [*_query(bare), (_PLACE, f"{following}{dash}{mark}")])


def is_behind_form(url: str) -> bool:
    """Whether an address is that of a page which only a form asks for."""
    return any(name == _PLACE for name, _ in _query(url))


def _sent_for(url: str, body: Mapping[str, Any], form: Form) -> Sent:
    """What is sent for the page at an address: the body, with what the address says of it."""
    whole, names = deepcopy(dict(body)), {name for name, _ in leaves(body)}
    left = []
    for name, value in _query(url):
        if name in names:
            _put(whole, name, value)
        else:
            left.append((name, value))
    text = json.dumps(whole, ensure_ascii=False) if form == "json" else urlencode(list(_form_fields(whole)))
    return Sent(_with_query(url, left), text.encode(), _TYPES[form])


def _sent_by_form(url: str, fields: str) -> Sent:
    """What a page's own form sends for the page at an address."""
    return Sent(_with_query(url, _without_place(url)), fields.encode(), _TYPES["form"])


def _form_fields(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A body as the fields of a form: a list as one field several times, yes and no as scripts write them."""
    for name, value in leaves(body):
        for each in value if isinstance(value, list) else [value]:
            text = "" if each is None else json.dumps(each, ensure_ascii=False)
            yield name, each if isinstance(each, str) else text


def leaves(body: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a body with their dotted names."""
    for name, value in body.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def sent_by(url: str, body: Mapping[str, Any] | None, form: Form, fields: str = "") -> Sent | None:
    """What a list that is asked for by POST sends for a page; None for the first one of a list with a form."""
    if body is not None:
        return _sent_for(url, body, form)
    return _sent_by_form(url, fields) if fields else None


def _put(body: dict[str, Any], name: str, text: str) -> None:
    """Put what an address says in the place of a value, as the sort of value that stands there."""
    inner, dot, rest = name.partition(".")
    if name not in body and dot:
        _put(body[inner], rest, text)
    else:
        body[name] = int(text) if isinstance(body[name], int) and text.isdecimal() else text


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and str(value).isdecimal()


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _without_place(url: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in _query(url) if name != _PLACE]


def _with_query(url: str, pairs: list[tuple[str, Any]]) -> str:
    """An address with these parameters; untouched where they are those that it has."""
    return url if pairs == _query(url) else urlsplit(url)._replace(query=urlencode(pairs)).geturl()
