"""The form of a query: "phrases", −minus, scopes (职位: 单位: 文号: 地点:), 发文字号 in any brackets, record ids.

Every text has a form: what is no syntax is plain text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rencai import clock
from rencai.records.parsers.document_code import code, is_code
from rencai.search.folding import fold, mainland

LONGEST_QUERY = 500
"""Characters of a query that are read; the rest is left out."""


class Form(StrEnum):
    PLAIN = "plain"
    PHRASE = "phrase"
    SCOPED = "scoped"
    NUMBER = "number"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the query, folded."""

    form: Form
    text: str
    scope: str = ""
    minus: bool = False


SCOPES: dict[str, str] = {
    "职位": "title",
    "岗位": "title",
    "标题": "title",
    "名称": "title",
    "课程": "title",
    "工种": "title",
    "单位": "head",
    "公司": "head",
    "企业": "head",
    "机构": "head",
    "发文机构": "head",
    "培训机构": "head",
    "文号": "number",
    "发文字号": "number",
    "索引号": "number",
    "地点": "place",
    "地址": "place",
    "区": "place",
}
"""Names of scopes → the group of fields that they mean."""

_ID = re.compile(r"(?<![a-z0-9])[a-z2-7]{26}(?![a-z0-9])")
_BRACKET = r"[\[\]()<>{}\u3008-\u3011\u3014-\u301b⟨⟩❲❳]"
_YEAR = rf"{_BRACKET}\s*(?P<year>(?:19|20)\d\d)\s*年?\s*{_BRACKET}"
# Behind a year in brackets the 号 is often left out.
_ENDED = r"(?:\s*号|(?![\d年月.]))"
NUMBER = re.compile(
    rf"(?P<code>[\u4e00-\u9fff]{{1,14}}(?:\([\u4e00-\u9fff]{{1,4}}\))?)\s*(?:{_YEAR}|(?P<bare>(?:19|20)\d\d)年?)"
    rf"\s*第?\s*(?P<serial>\d{{1,5}})(?(year){_ENDED}|\s*号)"
)
_BARE_NUMBER = re.compile(
    rf"(?:{_YEAR}|(?<!\d)(?P<bare>(?:19|20)\d\d)(?:\s*年\s*|\s+))第?\s*(?P<serial>\d{{1,5}})"
    rf"(?(year){_ENDED}|\s*号(?![线楼院门店]))"
)
"""A number without the letters of who gave it, as 〔2007〕14号: its figures stand side by side in the whole one."""
_WITHOUT_YEAR = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,14}[发字函规])\s*第?\s*(?P<serial>\d{1,5})\s*号(?![线楼院门店])"
)
_FIRST_YEAR = 1978
_ORDER = re.compile(
    r"(?P<words>(?:[\u4e00-\u9fff]{0,30}(?:[根依]据|[按依遵参]照|关于|条例|办法|规定|细则|决定|查[询找看]|搜索?|找|看|下载|的|是))?)"
    r"(?P<authority>[\u4e00-\u9fff]{0,18}[院府部委会局署办厅行长席关国]令)\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
"""Orders are numbered through the years: 国务院令第700号. What stands before the authority are words."""
_PAPER = re.compile(r"(?<=\d号)文(?![\u4e00-\u9fff])")
"""14号文 is the paper of that number."""
_YEAR_IN_QUOTES = re.compile(r"[「『“\"]\s*(\d{4})\s*[」』”\"](?=\s*第?\s*\d{1,5}\s*号)")
"""Some write the brackets of a number like quotes, which are read before."""
_NAMES = "|".join(sorted(SCOPES, key=len, reverse=True))
_QUOTED = re.compile(rf'(?P<minus>(?<!\S)-)?(?:(?P<name>{_NAMES}):\s*)?"(?P<text>[^"]+)"')
_BEGIN = r"(?<![^\s,;、])"
_SCOPED = re.compile(
    rf"{_BEGIN}(?P<minus>-)?(?P<name>{_NAMES}):\s*"
    rf"(?P<text>[^\s\",;、]+(?:[,;、](?!-?(?:{_NAMES}):)[^\s\",;、]+)*)"
)
_MINUS = re.compile(rf"{_BEGIN}-(?P<text>[^\s\-\"][^\s\"]*)")
_SPOKEN = re.compile(
    r"(?<![\d.])(?P<whole>\d{1,2})(?P<unit>万(?=[1-9]千?)|千(?=[1-9]百?))(?P<part>[1-9])[千百]?(?![\d.万千百十])"
)
"""1万2 and 1万2千 are 1.2万."""
_LISTED = re.compile(r"[,;、]+")
_QUOTES = str.maketrans("“”„「」『』−–﹣", '"' * 7 + "-" * 3)


def pieces(text: str) -> list[Piece]:
    """The pieces of a query, those with a form of their own first, what is left in its order after them."""
    rest = fold(_YEAR_IN_QUOTES.sub(r"〔\1〕", mainland(text[:LONGEST_QUERY])).translate(_QUOTES))
    found: list[Piece] = []
    rest = _take(_QUOTED, rest, found, _quoted)
    rest = _take(_SCOPED, _PAPER.sub("", rest), found, _scoped)
    rest = NUMBER.sub(lambda match: _note_number(match, found), rest)
    rest = _take(_BARE_NUMBER, rest, found, _figures)
    rest = _WITHOUT_YEAR.sub(lambda match: _note_number(match, found), rest)
    rest = _ORDER.sub(lambda match: _note_order(match, found), rest)
    rest = _take(_ID, rest, found, lambda match: [Piece(Form.ID, match[0])])
    rest = _take(_MINUS, rest, found, _unwanted)
    found.extend(Piece(Form.PLAIN, part) for part in _SPOKEN.sub(r"\g<whole>.\g<part>\g<unit>", rest).split())
    return found


def document_number(text: str) -> str:
    """The one form of a number in folded text: 京人社发〔2024〕12号, 国务院令第700号; empty where there is none."""
    if match := NUMBER.search(text) or _WITHOUT_YEAR.search(text):
        return _normal(match)
    order = _ORDER.search(text)
    return _of_order(order) if order else ""


def meant_numbers(number: str) -> tuple[str, ...]:
    """The numbers that documents bear and one as it was typed may mean: of 京办发14号 those of all years."""
    match = _WITHOUT_YEAR.fullmatch(number)
    if match is None or "〔" in number:
        return (number,)
    years = range(clock.today().year, _FIRST_YEAR - 1, -1)
    return tuple(f"{match['code']}〔{year}〕{match['serial']}号" for year in years)


def _normal(match: re.Match[str]) -> str:
    agency = code(match["code"]) or match["code"]
    return f"{agency}{_year(match)}{int(match['serial'])}号"


def _year(match: re.Match[str]) -> str:
    named = match.groupdict()
    return f"〔{named['year'] or named['bare']}〕" if "year" in named else ""


def _of_order(match: re.Match[str]) -> str:
    return f"{match['authority'].removeprefix('中华人民共和国')}第{int(match['serial'])}号"


def _note_number(match: re.Match[str], found: list[Piece]) -> str:
    """Take the number out of the text, and leave the words that stood before its letters."""
    agency = code(match["code"])
    if agency is None or not (_year(match) or is_code(agency)):
        # No letters of an authority: what stands there are words, and the figures may do without.
        return match[0]
    found.append(Piece(Form.NUMBER, _normal(match)))
    return match["code"].removesuffix(agency) + " "


def _take(pattern: re.Pattern[str], text: str, found: list[Piece], read: Callable[[re.Match[str]], list[Piece]]) -> str:
    def note(match: re.Match[str]) -> str:
        found.extend(read(match))
        return " "

    return pattern.sub(note, text)


def _figures(match: re.Match[str]) -> list[Piece]:
    return [Piece(Form.NUMBER, f"〔{match['year'] or match['bare']}〕{int(match['serial'])}号")]


def _note_order(match: re.Match[str], found: list[Piece]) -> str:
    found.append(Piece(Form.NUMBER, _of_order(match)))
    return match["words"] + " "


def _quoted(match: re.Match[str]) -> list[Piece]:
    scope = SCOPES.get(match["name"] or "", "")
    return [Piece(Form.SCOPED if scope else Form.PHRASE, match["text"].strip(), scope, bool(match["minus"]))]


def _scoped(match: re.Match[str]) -> list[Piece]:
    """One for each that is listed: 单位:甲、乙 asks for both."""
    scope = SCOPES[match["name"]]
    texts = [part for part in _LISTED.split(match["text"]) if part]
    if scope == "number":
        texts = [document_number(text) or text for text in texts]
    return [Piece(Form.SCOPED, text, scope, bool(match["minus"])) for text in texts]


def _unwanted(match: re.Match[str]) -> list[Piece]:
    return [Piece(Form.PLAIN, part, minus=True) for part in _LISTED.split(match["text"]) if part]
