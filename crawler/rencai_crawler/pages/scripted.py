"""Addresses that only scripts know: of rows and pagers that call one (`openDetail(7)`) or carry its parts (`data-id`).

What a script does is read as an address with places to fill in: `/job/{1}.html` for the first argument of the call,
`/job?id={data-id}` for an attribute of the element. Nothing is run.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from rencai_crawler.pages.script_values import scripts_in
from rencai_crawler.pages.tree import Element

Function = tuple[tuple[str, ...], str]
"""The parameters of a function, and what it does."""

_ADDRESSES = ("data-url", "data-href", "data-link")
_HOLDERS = re.compile(r"\bonclick\s*=|\bdata-(?:url|href|link|id)\s*=", re.IGNORECASE)
_HOLDS = "//*[(@onclick or @data-url or @data-href or @data-link or @data-id) and not(self::a)]"
_QUOTED = re.compile(r"""["']([^"'\s]+\.(?:\w?html?|jspx?|aspx?|php|do|action)\b[^"'\s]*)["']""")
_WHOLE = re.compile(r"(?:https?://[^/\s]+|\.{0,2})/[^\s*].*")
"""An address without the ending of a file: only where a call is given nothing else, or it may be a part of one."""
_GOES = re.compile(
    r"location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|\bopen\s*\(|\.href\s*=(?!=)|"
    r"""["']href["']\s*,|\bpush\s*\(|\burl\s*:"""
)
_CALL = re.compile(r"([A-Za-z_$][\w$]*)\s*\(([^()]*)\)")
_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,\s]+))\s*(?:,|$)""")
_TERM = re.compile(
    r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`|(\d+)|"""
    r"""\$?\(?[\w$.]+\)?\.(?:data|attr|getAttribute)\(\s*["']([\w-]+)["']\s*\)|[\w$]+\.dataset\.(\w+)|"""
    r"""([A-Za-z_$][\w$]*)(?![\w$.(\[]))\s*"""
)
_WRAPPED = re.compile(r"\b(?:encodeURI(?:Component)?|String|escape)\(([^()]*)\)")
_INSET = re.compile(r"\$\{\s*([A-Za-z_$][\w$]*)\s*\}")
_PLACE = re.compile(r"\{([\w-]+)\}")
_LONGEST_BODY = 2_000
_LONGEST_CALL = 1_000
_MOST_SCRIPT = 500_000
_MOST_SEARCHES = 100
"""Times that a page's scripts are searched for a name: enough for a page, a bound for one made to be slow."""
_DEEPEST = 3


class Scripts:
    """The scripts of a page, asked for the addresses that its elements lead to."""

    def __init__(self, text: str) -> None:
        self._page = text
        self._known: dict[str, str] = {}
        self._functions: dict[str, list[Function]] = {}
        self._searches = _MOST_SEARCHES

    @cached_property
    def _text(self) -> str:
        return "\n".join(script for _, script in scripts_in(self._page))[:_MOST_SCRIPT]

    def holders(self, root: Element) -> Iterator[Element]:
        """Elements that are no links and may lead somewhere by a script."""
        if _HOLDERS.search(self._page):
            yield from root.xpath(_HOLDS)

    def address(self, element: Element) -> str:
        """The address, relative or not, that an element leads to by its own script; empty where that is not told."""
        template = self.template(element)
        return filled(template, element) if template else _quoted(element) or _plain(element)

    def template(self, element: Element) -> str:
        """The address with its places that an element's script goes to; empty where no script of the page tells it."""
        script = _script(element)
        if _GOES.search(script):
            return self._goes_to(script, (), script)
        call = _CALL.search(script)
        key = call[1] if call else f"{element.tag} {element.get('class') or ''}" if element.get("data-id") else ""
        if key and key not in self._known:
            self._known[key] = self._of_function(call[1]) if call else self._of_handlers()
        found = self._known.get(key, "")
        # What does not depend on what a call is given is asked for something (by POST), and is no page of its own.
        return "" if call and _arguments(call[2]) and "{" not in found else found

    def functions(self, name: str) -> list[Function]:
        """The functions of the page of a name."""
        if name not in self._functions:
            self._functions[name] = list(self._defined(name)) if self._may_search() else []
        return self._functions[name]

    def _defined(self, name: str) -> Iterator[Function]:
        # What is blank belongs to one part of the pattern only, or a long stretch of it would be divided in all ways.
        head = re.compile(
            rf"(?:function\s+{re.escape(name)}|(?<![\w$]){re.escape(name)}\s*+[=:]\s*+(?:async\s++)?(?:function)?)\s*+"
            rf"\(?([\w$,\s]*+)\)?\s*+(?:=>\s*+)?\{{"
        )
        for match in head.finditer(self._text):
            body = self._text[match.end() : match.end() + _LONGEST_BODY].partition("function ")[0]
            yield tuple(part.strip() for part in match[1].split(",")), body

    def _of_function(self, name: str) -> str:
        """Where a function of the page goes, with a place for each parameter."""
        told = (self._goes_to(body, parameters, body) for parameters, body in self.functions(name))
        return next(filter(None, told), "")

    def _of_handlers(self) -> str:
        """Where a handler goes that asks an element for its `data-id`, of whatever element: no selector is matched."""
        for match in _GOES.finditer(self._text):
            template = self._goes_to(self._text[match.start() : match.start() + 300], (), self._text)
            if "{data-id}" in template:
                return template
        return ""

    def _goes_to(self, body: str, parameters: tuple[str, ...], scope: str) -> str:
        body = _WRAPPED.sub(r"\1", body)
        for match in _GOES.finditer(body):
            template = self._sum(body, match.end(), parameters, scope, _DEEPEST)
            if template and ("{" in template or _WHOLE.fullmatch(template) or _QUOTED.search(f"'{template}'")):
                return template
        return ""

    def _sum(self, text: str, place: int, parameters: tuple[str, ...], scope: str, deeper: int) -> str:
        """The texts, parameters and attributes that are added up from a place on; empty where one is not known."""
        total = ""
        while match := _TERM.match(text, place):
            part = self._term(match, parameters, scope, deeper)
            if part is None:
                return ""
            total, place = total + part, match.end()
            if not text.startswith("+", place):
                return total
            place += 1
        return ""

    def _term(self, match: re.Match[str], parameters: tuple[str, ...], scope: str, deeper: int) -> str | None:
        double, single, inset, number, attribute, dataset, name = match.groups()
        if attribute or dataset:
            return f"{{{attribute if attribute and '-' in attribute else f'data-{attribute or dataset}'}}}"
        if name:
            return self._named(name, parameters, scope, deeper)
        if inset is not None:
            named = {each: self._named(each, parameters, scope, deeper) for each in _INSET.findall(inset)}
            return None if None in named.values() else _INSET.sub(lambda found: str(named[found[1]]), inset)
        return next((text for text in (double, single, number) if text is not None), None)

    def _may_search(self) -> bool:
        self._searches -= 1
        return self._searches >= 0

    def _named(self, name: str, parameters: tuple[str, ...], scope: str, deeper: int) -> str | None:
        """What a name stands for: a parameter's place, or what it was set to."""
        if name in parameters:
            return f"{{{parameters.index(name) + 1}}}"
        for text in (scope, self._text) if deeper and self._may_search() else ():
            if found := re.search(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)", text):
                return self._sum(text, found.end(), parameters, scope, deeper - 1) or None
        return None


def is_address(href: str) -> bool:
    """Whether an `href` leads somewhere by itself."""
    return bool(href) and not href.startswith("#") and href[:11].lower() != "javascript:"


def filled(template: str, element: Element) -> str:
    """A template with the arguments of an element's call and its attributes; empty where it lacks one."""
    call = _CALL.search(_script(element))
    given = _arguments(call[2]) if call else []
    parts = {name: _part(name, given, element) for name in _PLACE.findall(template)}
    return _PLACE.sub(lambda found: parts[found[1]], template) if all(parts.values()) else ""


def _part(name: str, given: list[str], element: Element) -> str:
    if not name.isdecimal():
        return (element.get(name) or "").strip()
    return given[int(name) - 1] if 0 < int(name) <= len(given) else ""


def call_of(element: Element) -> tuple[str, list[str]] | None:
    """The function that an element's script calls, and its arguments."""
    call = _CALL.search(_script(element))
    return (call[1], _arguments(call[2])) if call else None


def _arguments(text: str) -> list[str]:
    return [match[1] or match[2] or match[3] or "" for match in _ARGUMENT.finditer(text)]


def _script(element: Element) -> str:
    href = (element.get("href") or "").strip()
    code = href.partition(":")[2] if href[:11].lower() == "javascript:" else ""
    return f"{element.get('onclick') or ''} {code}".strip()[:_LONGEST_CALL]


def _quoted(element: Element) -> str:
    """The address that stands whole in an element's script."""
    if match := _QUOTED.search(_script(element)):
        return match[1]
    call = call_of(element)
    return call[1][0] if call and len(call[1]) == 1 and _WHOLE.fullmatch(call[1][0]) else ""


def _plain(element: Element) -> str:
    return next(filter(None, ((element.get(name) or "").strip() for name in _ADDRESSES)), "")
