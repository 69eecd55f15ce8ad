"""What a page's scripts ask their site for by POST, and with which body, where they tell. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from rencai_crawler import posted
from rencai_crawler.pages import Page
from rencai_crawler.posted import Form
from rencai_crawler.probing.apis import MOST, QUOTED, scripts_of, text_of, usable
from rencai_crawler.probing.bodies import Body, bodies

_CALLS = (
    re.compile(r"""(?:\.|\b\$?)post\s*\(\s*""" + QUOTED),
    re.compile(r"""\.open\s*\(\s*["']POST["']\s*,\s*""" + QUOTED, re.IGNORECASE),
)
_TOLD = re.compile(r"""(?:\burl\s*:|[\w$)\]]\s*\()\s*""" + QUOTED)
"""An address whose way of asking stands beside it."""
_NAMED = re.compile(r"(?:\burl\s*:|\bpost\s*\()\s*([A-Za-z_$][\w$.]{0,60})(?=\s*[,}])")
"""An address that stands elsewhere under a name."""
_AS_QUOTED = re.compile(QUOTED)
_BY_POST = re.compile(r"""\b(?:method|type)["']?\s*:\s*["']post["']""", re.IGNORECASE)
_OPTIONS = re.compile(r"[^{}();]{0,60}\{")
_INNER = re.compile(r"\{[^{}]*\}|\([^()]*\)")
_GRID = re.compile(r"\.datagrid\s*\(")
"""EasyUI's tables ask by POST unless they are told otherwise."""
_LAYUI, _EASYUI = re.compile(r"\btable\.render\s*\("), re.compile(r"easyui|\.datagrid\s*\(")
_AS_JSON = re.compile(r"JSON\.stringify|application/json|axios|\bfetch\s*\(|Content-Type.{0,20}json", re.IGNORECASE)
_AS_FORM = re.compile(r"\$\.(?:ajax|post)|table\.render|\.datagrid|x-www-form-urlencoded|URLSearchParams|qs\.stringify")
_FAR, _BESIDE = 500, 3_000
"""Characters around an address in which stands how it is asked, and behind it where its body is looked for first."""
_MOST_ASKED, _MOST_NAMED = 40, 100
_MOST_BODIES = 2
MOST_WAYS = 8
"""Ways to ask by POST that are tried."""


@dataclass(frozen=True)
class Posted:
    """One way to ask for a list by POST."""

    url: str
    body: Body
    sends: Form

    @property
    def first(self) -> str:
        """The address of its first page."""
        return posted.first(self.url, self.body)

    @property
    def sent(self) -> posted.Sent | None:
        """What is sent for that."""
        return posted.sent_by(self.first, self.body, self.sends)

    @property
    def listing(self) -> dict[str, object]:
        """What a source says of it."""
        return {"method": "POST", "body": self.body, "sends": self.sends}


def posts(page: Page, files: Iterable[Page] = ()) -> tuple[list[Posted], list[str]]:
    """The ways to ask by POST that the scripts tell, likeliest first, and the addresses of which they tell no body."""
    texts = scripts_of(page, files)
    ways: list[Posted] = []
    untold: list[str] = []
    asked = ((text, place, url) for text in texts for told, place in _asked(text) for url in usable(page, told, texts))
    for text, place, url in islice(dict.fromkeys(islice(asked, _MOST_ASKED)), MOST):
        found = bodies(text, place, within=_BESIDE) or bodies(text, place)
        found = (found or [body for other in texts for body in bodies(other)])[:_MOST_BODIES] or _of_libraries(text)
        ways += [Posted(url, body, sends) for body in found for sends in _forms(text, place)]
        untold += [] if found else [url]
    return list({(way.url, str(way.body), way.sends): way for way in ways}.values()), list(dict.fromkeys(untold))


def _asked(script: str) -> Iterator[tuple[re.Match[str], int]]:
    for pattern in _CALLS:
        for match in pattern.finditer(script):
            yield match, match.end()
    named = (each for each in _NAMED.finditer(script) if each[0][0] == "p" or _BY_POST.search(_beside(script, each)))
    for name in islice(named, _MOST_NAMED):
        if told := _AS_QUOTED.match(f'"{text_of(name[1].rpartition(".")[2], [script])}"'):
            yield told, name.end()
    for match in _TOLD.finditer(script):
        if "/" not in match["url"]:
            continue
        beside = _beside(script, match)
        if _BY_POST.search(beside) or (
            _GRID.search(script[max(0, match.start() - _FAR) : match.start()]) and "method" not in beside
        ):
            yield match, match.end()


def _beside(script: str, match: re.Match[str]) -> str:
    """What stands in the object or call around an address."""
    before, behind = script[max(0, match.start() - _FAR) : match.start()], script[match.end() : match.end() + _FAR]
    if not match[0].startswith("url"):
        before, behind = "", behind.partition("{")[2] if _OPTIONS.match(behind) else ""
    for _ in range(3):
        before, behind = _INNER.sub("", before), _INNER.sub("", behind)
    return before.rpartition("{")[2] + behind.partition("}")[0]


def _of_libraries(script: str) -> list[Body]:
    """What tables of well-known libraries send where nothing tells them otherwise."""
    if _LAYUI.search(script):
        return [{"page": 1, "limit": 10}]
    return [{"page": 1, "rows": 10}] if _EASYUI.search(script) else []


def _forms(script: str, place: int) -> list[Form]:
    """The ways in which a body may be written, the likeliest first."""
    near = script[max(0, place - _FAR) : place + _FAR]
    as_json = bool(_AS_JSON.search(near)) or not (_AS_FORM.search(near) or _AS_FORM.search(script))
    return ["json", "form"] if as_json else ["form", "json"]
