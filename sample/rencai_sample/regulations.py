"""The real laws and regulations, with what their own headers say of them and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rencai_sample.content_files import CONTENT, number

_INFO_END = "<!-- INFO END -->"
_NAMED_DAY = re.compile(r"\((\d{4})-(\d{2})-(\d{2})\)\.md$")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ORDER = re.compile(r"(?:中华人民共和国)?[\u4e00-\u9fa5]{2,14}(?:令|公告)(?:\d{4}年)?第\d+号")
_NUMBER = re.compile(r"[\u4e00-\u9fa5]{1,6}〔\d{4}〕\d+号")
_EFFECTIVE = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)起?\s*(?:起?施行|执行)")
_TITLE = r"《([^《》]*(?:《[^《》]*》[^《》]*)?)》"
_REPEALS = re.compile(rf"{_TITLE}(?:（[^（）]*）)?同时废止|废止{_TITLE}")
_ISSUERS = (
    (re.compile(r"北京市第[一二三四五六七八九十]+届人民代表大会常务委员会"), "北京市人民代表大会常务委员会"),
    (re.compile(r"北京市第[一二三四五六七八九十]+届人民代表大会"), "北京市人民代表大会"),
    (re.compile(r"全国人民代表大会常务委员会"), "全国人民代表大会常务委员会"),
    (re.compile(r"全国人民代表大会"), "全国人民代表大会"),
    (re.compile(r"国务院(?!有关)"), "国务院"),
    (re.compile(r"最高人民法院"), "最高人民法院"),
    (re.compile(r"人力资源和?社会保障部"), "人力资源社会保障部"),
    (re.compile(r"劳动部"), "劳动部"),
    (re.compile(r"市场监督管理总局"), "国家市场监督管理总局"),
)


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """One version of one text."""

    file: str
    category: str
    title: str
    header: tuple[str, ...]
    """Who passed and changed it and when, line by line."""
    blocks: tuple[str, ...]
    """Headings (`## 第一章 …`) and paragraphs."""
    day: date
    """Day of this version: from the file's name, else the last one in the header."""
    issuer: str
    number: str
    effective: str
    validity: str = ""
    repealed: date | None = None

    @property
    def serial(self) -> int:
        """Number in the page's address; it depends on the file's name alone."""
        return 1_000_000 + number("regulation", self.file) % 9_000_000


@cache
def regulations() -> tuple[Regulation, ...]:
    """All of them, newest first; a text that the collection itself shows to be superseded says so."""
    found = sorted((_read(category, file) for category, file in _files()), key=lambda text: (text.day, text.file))
    newest = {text.title: text for text in found}
    ended = dict(_repeals(found))
    return tuple(_with_validity(text, newest, ended) for text in reversed(found))


def _files() -> Iterator[tuple[str, str]]:
    for folder in (CONTENT / "regulations").iterdir():
        if folder.is_dir():
            yield from ((folder.name, file.name) for file in folder.iterdir() if file.name.endswith(".md"))


def _read(category: str, file: str) -> Regulation:
    text = (CONTENT / "regulations" / category / file).read_text("utf-8")
    head, _, body = text.partition(_INFO_END)
    title, *header = [line.strip() for line in head.splitlines() if line.strip()]
    title = title.lstrip("# ")
    blocks = tuple(line.strip() for line in body.splitlines() if line.strip())
    if blocks and _bare(blocks[0]) == _bare(title):
        blocks = blocks[1:]
    about = "\n".join(header)
    return Regulation(
        file=file,
        category=category,
        title=title,
        header=tuple(header),
        blocks=blocks,
        day=_day(file, about),
        issuer=_issuer(about),
        number=_last(_NUMBER, about) or _last(_ORDER, about),
        effective=_last(_EFFECTIVE, about),
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s#]+", "", text)


def _day(file: str, about: str) -> date:
    named = _NAMED_DAY.search(file)
    if named:
        return date(*map(int, named.groups()))
    days = [date(*map(int, found)) for found in _DAY.findall(about)]
    if not days:
        raise ValueError(f"{file} says no day")
    return max(days)


def _issuer(about: str) -> str:
    return next((name for pattern, name in _ISSUERS if pattern.search(about)), "")


def _last(pattern: re.Pattern[str], about: str) -> str:
    found = [match[1] if pattern.groups else match[0] for match in pattern.finditer(about)]
    return found[-1] if found else ""


def _repeals(texts: list[Regulation]) -> Iterator[tuple[str, date]]:
    """Titles that a text of the collection repeals, with the day of that text."""
    for text in texts:
        for block in (*text.blocks[:8], *text.blocks[-2:]):
            for named in _REPEALS.findall(block):
                yield named[0] or named[1], text.day


def _with_validity(text: Regulation, newest: dict[str, Regulation], ended: dict[str, date]) -> Regulation:
    if newest[text.title] is not text:
        return replace(text, validity="已修改")
    day = ended.get(text.title)
    if day is not None and day > text.day:
        return replace(text, validity="废止", repealed=day)
    return text
