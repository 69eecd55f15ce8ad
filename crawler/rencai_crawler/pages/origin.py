"""What speaks for who published a page around its text: labels, the line of the day, the signature, the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rencai_crawler.pages import furniture
from rencai_crawler.pages.days import DAY, SENTENCE, SIGNED_DAY, stamp
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.origin_names import called_source, comes_from, organ_or_paper, short_name, somebody
from rencai_crawler.pages.page import meta
from rencai_crawler.pages.page_names import DOCUMENT, ORGAN, is_column, is_organ

KINDS = (
    "told", "called", "organ", "behind", "before", "near", "far", "below", "by", "published", "under", "headed",
    "above", "taken", "signed", "signed_alone", "speaks",
)  # fmt: skip
_META_SOURCE = ("contentsource", "source", "article:source", "mediaid")
_META_AUTHOR = ("og:article:author", "article:author")
_PERSON = re.compile("[\u4e00-\u9fff]{2,3}(?<![社网报台局厅部委院校所处会司站馆])")
"""Who wrote a text, where a tag may name either a person or a paper."""
_NEAR, _RIGHT_BELOW = 12, 3
_CELLS = frozenset({"td", "th"})
_CONTACTS, _LEAST_SIGNED, _LONGEST_DATED = 4, 6, 120
_CONTACT = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[:：]\s*\S.{0,40}")
"""电话：…, 总经理：…"""
_SAYS = re.compile("[的了请由]|归(?![国侨])|(?<!华)为|欢迎|感谢|期待|加入|参加|[抄报]送")
"""In a sentence, and in no name."""
_STEP = re.compile(r"\s*(?:[>»›→]+|\s/\s)\s*|^.*?(?:位置|首页)\s*[:：]\s*")
_TAKEN_FROM = re.compile(
    r"(?:来源|信息提供|供稿单位|转自|摘自|转载自|(?:发布|发文|制定)(?:单位|机构|机关|部门))\s*[:：|｜丨]\s*([^\s|\x1f]{2,40})"
)
_TO_OTHERS = re.compile("转载(?!自)")
"""转载请注明来源：… asks others."""
_SPLIT = re.compile(r"[\x1f|｜丨/·]|\s{2,}|[\u3000 ]")
_TOLD = re.compile(r"(?:文章|信息|稿件|新闻)?(?:来源于?|来自|出处|转自)\s*[:：]?\s*(\S{2,30})")
_QUOTED = re.compile(
    r"[（(【\[]?(?:本文|文章|稿件)?(?:转自|转载自|来源于?|摘自|转载于)\s*[:：]?\s*([^\s，。；:：]{3,30}?)[】\]）)。]?"
)
"""（转自：某某报） on a line of its own, with which a text ends."""
_SPEAKS = re.compile(
    rf"(?:20\d\d年度?)?(?:中华人民共和国)?({ORGAN.pattern}|[\u4e00-\u9fff]{{2,8}}网(?=关于))"
    r"(?:关于|令|(?:20\d\d[年届]?[学度]?年?度?)?(?:第[一二三四五六]批|[春秋]季)?(?:面向社会|社会|公开|校园)?"
    r"(?:招[聘生考录收募]|选聘|选调|发布|公布))"
)
_REPORTS = re.compile(rf"({ORGAN.pattern})20\d\d[年届]")
_LONGEST_ABOVE = 40


@dataclass(frozen=True)
class Around:
    """The lines of a page around its text, as far as they may name who published it."""

    title: str
    day: str
    """That of publication, where it was found; another is that of something else, and so is who stands beside it."""
    header: dict[str, str]
    """Labelled values above the text, by field."""
    before: Sequence[Line]
    above: Sequence[Line]
    """Those of them from a little above the title on."""
    head: Sequence[Line]
    """Those between the title and the text."""
    inside: Sequence[Line]
    after: Sequence[Line]

    @cached_property
    def every(self) -> list[Line]:
        """All lines of the page."""
        return [*self.before, *self.inside, *self.after]

    @cached_property
    def columns(self) -> set[str]:
        """The names of columns of the site: links above the text, and the steps of the way to the page."""
        steps = {step for line in self.before if furniture.is_breadcrumb(line.text) for step in _STEP.split(line.text)}
        return steps | {line.text for line in self.before if line.in_link}


def stated_origin(found: dict[str, str], header: dict[str, str]) -> str:
    """Who issued or published a page as its labels and tags say, which nothing else can contradict."""
    author = meta(found, _META_AUTHOR)
    tagged = meta(found, _META_SOURCE) or ("" if _PERSON.fullmatch(author) else author)
    sources = (name for text in (header.get("source", ""), tagged) if (name := somebody(text)))
    return somebody(header.get("issuer_text", "")) or next((name for name in sources if not is_column(name)), "")


def origins(around: Around) -> Iterator[tuple[str, str]]:
    """Each name that a place around the text tells, with the kind of place."""
    header, head = around.header, around.head
    yield "by", organ_or_paper(header.get("by", ""))
    yield "published", organ_or_paper(header.get("published_text", ""))  # 发布：示例村委会
    if around.day:
        called = around.columns
        yield from _beside_days(head[:_NEAR], called)
        above = [line for line in around.above[-_NEAR:] if not _is_entry(line)]
        yield from (("far", name) for _, name in _beside_days(above, called))
        told_above = any(len(line.text) < _LONGEST_DATED and stamp(line.text) for line in head[:_NEAR])
        below = [line for line in around.after[:_RIGHT_BELOW] if not (told_above or line.linked)]
        yield from (("under", name) for _, name in _beside_days(below, called))
    yield "headed", called_source(head[:_RIGHT_BELOW])
    yield "above", _above_title(around)
    yield "below", _named_below(around.after)
    yield "taken", _quoted(around.inside)
    yield "signed", signature(around.inside)
    yield "signed_alone", _signed_alone(around.inside)
    yield "speaks", _speaking(around.title)


def _speaking(title: str) -> str:
    """The organisation that a title begins with: 示例市示例局关于…, 示例学校2024年招生简章."""
    match = _SPEAKS.match(title) or (_REPORTS.match(title) if DOCUMENT.search(title) else None)
    return match[1] if match else ""


def _above_title(around: Around) -> str:
    """The organisation on the line right above the title."""
    place = len(around.before) - len(around.head) - 2
    if not around.head or place < 0:
        return ""
    line = around.before[place]
    told = not line.in_link and len(line.text) <= _LONGEST_ABOVE and is_organ(line.text)
    return line.text if told else ""


def _quoted(inside: Sequence[Line]) -> str:
    """From whom a text was taken, as its own last line says."""
    match = _QUOTED.fullmatch(inside[-1].text) if len(inside) > 1 else None
    return somebody(match[1]) if match else ""


def _is_entry(line: Line) -> bool:
    """Whether a line is one of a list of other documents: a link with a day beside it."""
    return len(line.text) / 2 < line.linked and not line.in_link


def _named_below(after: Sequence[Line]) -> str:
    """来源：… below the text, or 来自…"""
    for line in after[:12]:
        if len(line.text) >= 80 or _TO_OTHERS.search(line.text):
            continue
        taken = _TAKEN_FROM.search(squeeze(line.marked))
        if name := somebody(taken[1]) if taken else comes_from(line):
            return name
    return ""


def _beside_days(near: Sequence[Line], called: set[str]) -> Iterator[tuple[str, str]]:
    """The names on the lines of a day and in those around them, which no column of the site is called."""
    for place, line in enumerate(near):
        if len(line.text) >= _LONGEST_DATED or not stamp(line.text):
            continue
        above = near[place - 1] if place else None
        beside = [*near[max(0, place - 2) : place], *near[place + 1 : place + 3]]
        yield from _on_line(line)
        yield "called", called_source([line, *beside])
        for kind, name in (("behind", _behind_day(line)), ("before", _before_day(line, above))):
            yield kind, "" if name in called else name
        for each in beside:
            match = _TOLD.fullmatch(each.text)
            yield ("told", somebody(match[1])) if match else ("near", "" if each.in_link else organ_or_paper(each.text))


def _on_line(line: Line) -> Iterator[tuple[str, str]]:
    """The parts of the line of the day that are called 来源 or are an organisation's name."""
    for part in _SPLIT.split(DAY.sub("|", line.text)):
        if match := _TOLD.fullmatch(part):
            yield "told", somebody(match[1])
    for part in _SPLIT.split(DAY.sub("|", line.marked)):
        yield "organ", organ_or_paper(squeeze(part))


def _behind_day(line: Line) -> str:
    """A short name right behind the day, as news sites write it: 2019-11-25 10:37 中国网."""
    told = squeeze(line.marked.replace(EDGE, " "))
    day = DAY.search(told)
    rest = told[day.end() :] if day and not SENTENCE.search(told) else ""
    if rest.lstrip().startswith("/"):
        return organ_or_paper(rest.lstrip(" /"))  # 2024-05-06 / 公司新闻, as templates of blogs write the column
    return short_name(re.sub(r"[\[［].*$", "", next(iter(re.split(r"[\s|｜丨/]+", rest.strip(" |｜·•\t-/"))), "")))


def _before_day(line: Line, above: Line | None) -> str:
    """A short name right before the day, or alone above a line that is nothing but the day."""
    day = DAY.search(line.text)
    if not day or day.end() < len(line.text) - 1 or len(line.text) > 45:
        return ""
    told = re.split(r"[\s|｜丨/／]+", line.text[: day.start()].strip(" |｜·•\t-(（"))[-1]
    if told or above is None or above.in_link or above.block.tag in ("h1", "h2", "h3"):
        return short_name(told)
    return (short_name(above.text) or organ_or_paper(above.text)) if len(above.text) <= 12 else ""


def signature(inside: Sequence[Line]) -> str:
    """The organs named right above the day that closes a text."""
    tail = list(inside[-14:])
    for place in range(len(tail) - 1, -1, -1):
        text = tail[place].text
        if len(text) <= 60 and (match := SIGNED_DAY.search(text)) and not text.endswith("印发"):
            own = squeeze(text[: match.start()])
            if ORGAN.fullmatch(own.replace(" ", "")):
                return " ".join([*_organs_above(tail[:place], tail[place]), own])
            return " ".join(_organs_above(tail[:place], tail[place])) if not own else ""
    return ""


def _signed_alone(inside: Sequence[Line]) -> str:
    """The organ on a line of its own that closes a text without a day, with nothing but contacts below."""
    told = list(inside[-_CONTACTS - 2 :])
    while len(told) > 1 and _CONTACT.fullmatch(told[-1].text):
        told.pop()
    if len(told) < 2 or told[-1].in_link or told[-1].block.tag in ("td", "th", "li"):
        return ""
    text, above = told[-1].text, told[-2].text
    listed = ORGAN.fullmatch(above)  # who takes part, or has won
    formal = len(text) >= _LEAST_SIGNED and ORGAN.fullmatch(text) and not _SAYS.search(text)
    return text if formal and not listed else ""


def _organs_above(above: Sequence[Line], dated: Line) -> list[str]:
    names: list[str] = []
    for line in reversed(above):
        of_table = line.block.tag in _CELLS and dated.block.tag not in _CELLS
        if of_table or not ORGAN.fullmatch(line.text.replace(" ", "")):
            break
        names.insert(0, line.text)
    return names
