"""发文字号: the number of a government document, as 京人社发〔2024〕12号, and the numbers it cites.

Three shapes are read: `代字〔year〕n号`, `…令第n号` and `…公告year年第n号`. A 代字 in running text swallows the words
before it (根据京办发…), because Chinese has no spaces; `document_code` cuts it back.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rencai.records.parsers.body import text_of
from rencai.records.parsers.document_code import code
from rencai.records.parsers.text import chinese_number, nfkc, traditional
from rencai.records.values import Unreadable

_OPEN, _CLOSE = r"[〔\[(【{<〈《〖『「⟨〘]", r"[〕\])】}>〉》〗』」⟩〙]"
_YEAR = r"(?:1[89]\d{2}|20\d{2}|[一二][九〇零○0OО][〇零○0OО一二三四五六七八九]{2}|[4-9]\d)"
_COUNT = r"(?:\d{1,5}|[一二三四五六七八九十百千〇零○]{1,7})"
_YEAR_NUMBER = (
    rf"{_OPEN}\s?(?P<year>{_YEAR})\s?年?\s?{_CLOSE}\s?(?:字\s?)?(?:第\s?)?(?P<number>{_COUNT})(?P<sub>-\d{{1,2}})?"
)
_HAN = "[\u4e00-\u9fff]"
_BEFORE = re.compile(rf"{_HAN}(?:[ \t]?{_HAN}){{0,40}}(?:\({_HAN}{{1,4}}\)(?:{_HAN}{{1,3}})?)?\s{{0,3}}$")
_REACH = 64
_CODED = re.compile(rf"{_YEAR_NUMBER}\s?号")
_SHARED = re.compile(rf"{_YEAR_NUMBER}(?P<more>(?:\s?[、,]\s?\d{{1,5}})+)\s?号")
_ALSO = re.compile(
    rf"\s?[、,及和与]\s?(?:{_OPEN}\s?(?P<year>{_YEAR})\s?{_CLOSE}\s?)?(?:第\s?)?(?P<number>\d{{1,5}})\s?号"
)
_ORDER = re.compile(rf"(?P<sort>令)\s?\(?\s?(?:{_OPEN}(?:19|20)\d{{2}}{_CLOSE}年?)?\s?第?\s?(?P<number>{_COUNT})\s?号")
# Ministries number their announcements through the years: 农业农村部公告第124号.
_ANNOUNCED_EVER = re.compile(rf"(?<=[部委局署院会])(?P<sort>公告|通告)\s?第\s?(?P<number>{_COUNT})\s?号")
_ANNOUNCED = re.compile(
    rf"(?P<sort>公告|通告|令)\s?\(?\s?(?P<year>(?:19|20)\d{{2}})\s?年\s?第?\s?(?P<number>{_COUNT})\s?号"
)
_ANNOUNCED_LATE = re.compile(rf"(?P<year>(?:19|20)\d{{2}})\s?年\s?第\s?(?P<number>{_COUNT})\s?号(?P<sort>公告|通告|令)")
_SORTS = ("令", "公告", "通告")
"""Without one of these a text names no order and no announcement: most are looked through for them alone."""
_LOOSE = re.compile(
    rf"(?P<prefix>{_HAN}{{2,40}}){_OPEN}?\s?(?P<year>(?:19|20)\d{{2}})\s?年?\s?{_CLOSE}?\s?-?(?:第\s?)"
    rf"?(?P<number>\d{{1,5}})(?P<sub>-\d{{1,2}})?\s?号?$"
)
_PERIODICAL = re.compile("(?:公报|年鉴|简报|期刊|报)$")
_NOTHING = re.compile(r"[\W_]*(?:(?:无|暂无|没有|空|无文号|null|none|n/?a|不详|其他)[\W_]*)?", re.IGNORECASE)
_LABEL = (
    "(?:"
    + "|".join(
        r"[ \t]?".join(word)
        for word in (
            "发文字号",
            "发文文号",
            "文件编号",
            "文件字号",
            "公文字号",
            "公文文号",
            "文件号",
            "发文号",
            "文号",
            "字号",
        )
    )
    + ")"
)
_LABELLED = re.compile(rf"[\[【]?\s?{_LABEL}\s?[\]】]?\s?[:]?\s{{0,3}}(?P<value>[^\n]{{2,60}})")
_LABEL_ALONE = re.compile(rf"[\[【]?\s?{_LABEL}\s?[\]】]?\s?:?\s?")
_BESIDE_OWN = re.compile(r"\s*(?:签\s?发\s?人.*|(?:19|20)\d{2}\s?[年/.-].{0,12})?")
_ORDER_TITLE = re.compile(rf"(?:{_HAN}[ \t]*){{2,30}}令")
_ORDER_NUMBER = re.compile(rf"\(?\s?第?\s?(?P<number>{_COUNT})\s?号\s?\)?")
_ANNOUNCEMENT_TITLE = re.compile(rf"(?:{_HAN}[ \t]*){{4,30}}(?:公告|通告)")
_ISSUE_OF_YEAR = re.compile(rf"\(?\s?(?:19|20)\d{{2}}\s?年\s?第?\s?{_COUNT}\s?号\s?\)?")
_ABOUT_ANOTHER = re.compile("解读|问答|图解|废止|失效|一图|答记者问")
_IN_TITLE_END = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?号)\)\s*$")
_HEAD_LINES = 15
_TEXT_BEGINS = 50
_TRADITIONAL = re.compile("[號國發辦實廢]")


class Found(NamedTuple):
    """One number in a text."""

    start: int
    end: int
    number: str


def read_document_number(
    document_number_text: str = "", title: str = "", body_text: str = "", body_html: str = ""
) -> str | None:
    """The document's own number: its field, the end of its title, or a line above its text that holds nothing else."""
    field = halfwidth(document_number_text).strip()
    if not _NOTHING.fullmatch(field):
        return _of_field(field)
    return _of_title(title) or _of_head(halfwidth(text_of(body_html, body_text)[:4000]))


def read_cites(
    document_number_text: str = "", title: str = "", body_text: str = "", body_html: str = ""
) -> tuple[str, ...]:
    """Every other number in title and text, each once, in order of appearance."""
    try:
        own = read_document_number(document_number_text, title, body_text, body_html)
    except Unreadable:
        own = None
    # Each made half-width for itself: other parsers have asked for the text's already.
    found = located(f"{halfwidth(title)}\n{halfwidth(text_of(body_html, body_text))}")
    return tuple(dict.fromkeys(each.number for each in found if each.number != own))


def read_index_number(index_number_text: str = "") -> str | None:
    """索引号 as the catalogue writes it, without blanks."""
    text = re.sub(r"\s+", "", halfwidth(index_number_text))
    text = re.sub(r"^[\[【]?索引号?[\]】]?:?", "", text)
    return None if _NOTHING.fullmatch(text) else text


def read_replaces(title: str = "", body_text: str = "", body_html: str = "") -> tuple[str, ...]:
    """Documents that this one puts out of force: their numbers, else their titles."""
    from rencai.records.parsers.replaced import replaced

    return replaced(title, text_of(body_html, body_text))


@lru_cache(maxsize=16)
def halfwidth(text: str) -> str:
    """Half-width digits and brackets, simplified characters; line breaks stay."""
    plain = nfkc(text).replace("\u200b", "").replace("\ufeff", "")
    return plain.translate(traditional()) if _TRADITIONAL.search(plain) else plain


def numbers_in(text: str) -> list[str]:
    """All numbers of a text in canonical form, in order of appearance, repeats included."""
    return [found.number for found in located(halfwidth(text))]


def located(text: str) -> list[Found]:
    """Every number of a half-width text with its place; where two readings overlap, the one that starts first."""
    if "号" not in text:
        return []
    found = [*_coded(text)]
    if any(sort in text for sort in _SORTS):
        # 沈政令〔1997〕29号 is a number with a year, and not also the 29th order.
        places = {each[:2] for each in found}
        found += [each for each in (*_orders(text), *_announced(text)) if each[:2] not in places]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Found] = []
    for each in found:
        if not kept or each.start >= kept[-1].end or each[:2] == kept[-1][:2]:
            kept.append(each)
    return kept


def _before(text: str, start: int) -> str:
    """The characters right before a place that may name an authority: no more than a line's worth is looked at."""
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    return match[0].rstrip() if match else ""


def _coded(text: str) -> Iterator[Found]:
    for match in _SHARED.finditer(text):
        if prefix := code(_before(text, match.start())):
            start = match.start() - len(prefix)
            for each in (match["number"], *re.findall(r"\d+", match["more"])):
                yield Found(start, match.end(), _written(prefix, match["year"], each))
    for match in _CODED.finditer(text):
        if prefix := code(_before(text, match.start())):
            start = match.start() - len(prefix)
            yield Found(start, match.end(), _written(prefix, match["year"], match["number"], match["sub"]))
            yield from _also(text, match.end(), prefix, match["year"])


def _also(text: str, position: int, prefix: str, year: str) -> Iterator[Found]:
    """The further numbers of 京人社能发〔2024〕15号、16号."""
    while more := _ALSO.match(text, position):
        year = more["year"] or year
        yield Found(more.start(), more.end(), _written(prefix, year, more["number"]))
        position = more.end()


def _orders(text: str) -> Iterator[Found]:
    for pattern in (_ORDER, _ANNOUNCED_EVER):
        for match in pattern.finditer(text):
            if body := _authority(_before(text, match.start()) + match["sort"]):
                start = match.start() - len(body) + len(match["sort"])
                yield Found(start, match.end(), f"{body}第{_count(match['number'])}号")


def _announced(text: str) -> Iterator[Found]:
    for pattern in (_ANNOUNCED, _ANNOUNCED_LATE):
        for match in pattern.finditer(text):
            if body := _authority(_before(text, match.start()) + match["sort"]):
                start = match.start() - len(body) + len(match["sort"])
                yield Found(start, match.end(), f"{body}{match['year']}年第{_count(match['number'])}号")


_ISSUER = re.compile("(?:部|总局|委员会|委|署|人民银行)$")
_COUNTRY = "中华人民共和国"
_STATE = re.compile(f"^年?(?:原)?(?:{_COUNTRY})?(?=.{{2,}}[令告])|{_COUNTRY}")
_BEFORE_AUTHORITY = re.compile(
    r".*(?:根据|依据|按照|依照|遵照|参照|关于|贯彻|执行|落实|印发|发布|颁布|公布|废止|修改|以及|(?<!共)(?<!资源)(?<!住房)(?<!工业)(?<!卫生)(?<!文化)(?<!发展)(?<!劳动)(?<!教育)(?<!林业)(?<!经济)(?<!人口)(?<!粮食)(?<!体育)(?<!商务)(?<!规划)和|及|与|"
    r"或|见|的|由|以|经|日|月)"
    r"(?=.{2,})"
)


def _authority(text: str) -> str | None:
    """The name before 令 or 公告, free of the words before it."""
    word = text.rsplit(maxsplit=1)[-1] if len(text.rsplit(maxsplit=1)[-1]) > 2 else "".join(text.split())
    word = _with_joint_issuers(text, word)
    word = _STATE.sub("", word)
    lead = _BEFORE_AUTHORITY.match(word)
    name = word[lead.end() :] if lead and len(word) - lead.end() >= 3 else word
    if name in {"命令", "指令", "法令"} or len(name) > 30:
        return None
    return name


def _with_joint_issuers(text: str, word: str) -> str:
    """财政部 税务总局公告: authorities that issue together are set apart by a blank."""
    parts = text.split()
    while len(parts) > 1 and parts.pop() and _ISSUER.search(parts[-1]) and word.endswith(("公告", "通告", "令")):
        word = f"{parts[-1]} {word}"
    return word


def _written(prefix: str, year: str, count: str, sub: str | None = None) -> str:
    return f"{prefix}〔{_year(year)}〕{_count(count)}{sub or ''}号"


def _year(text: str) -> str:
    if text.isdecimal():
        return text if len(text) == 4 else f"19{text}"
    return str(chinese_number(re.sub("[0OО]", "〇", text)))


def _count(text: str) -> str:
    return str(int(text) if text.isdecimal() else chinese_number(text))


def _of_field(field: str) -> str:
    field = _LABEL_ALONE.sub("", field, count=1) if _LABEL_ALONE.match(field) else field
    found = numbers_in(field)
    if found:
        return found[0]
    loose = _LOOSE.search(re.sub(r"\s+", "", field))
    prefix = code(loose["prefix"]) if loose else None
    if not loose or not prefix or _PERIODICAL.search(loose["prefix"]):
        raise Unreadable("no_document_number")
    return _written(prefix, loose["year"], loose["number"], loose["sub"])


def _of_title(title: str) -> str | None:
    """The number in brackets that ends a title, or is all of it, unless the title is about another document."""
    text = halfwidth(title)
    match = _IN_TITLE_END.search(text)
    found = located(match[1] if match else "") or _whole_order(text)
    return found[0].number if len(found) == 1 and not _ABOUT_ANOTHER.search(text) else None


def _whole_order(title: str) -> list[Found]:
    """The order that a title is, and nothing else: 示例部令(第45号)."""
    return [
        each for each in _orders(title) if title[: each.start] in ("", _COUNTRY) and not title[each.end :].strip(" )")
    ]


def _of_head(text: str) -> str | None:
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    for place, line in enumerate(lines):
        own = _own_line(line, lines[place - 1] if place else "")
        if own:
            return own
        if _begins_text(line):
            return None
    return None


def _own_line(line: str, before: str) -> str | None:
    labelled = _LABELLED.search(line)
    if labelled:
        found = located(labelled["value"])
        return found[0].number if found and found[0].start <= 2 else None
    order = _ORDER_NUMBER.fullmatch(line) and _ORDER_TITLE.fullmatch(before)
    if order or (_ISSUE_OF_YEAR.fullmatch(line) and _ANNOUNCEMENT_TITLE.fullmatch(before)):
        found = located(before.replace(" ", "") + line)
        return found[0].number if found else None
    bare = re.sub(r"^[(\[【]\s*|\s*[)\]】]$", "", line) if line.endswith((")", "]", "】")) else line
    found = located(bare)
    between = "".join(bare[one.end : other.start] for one, other in pairwise(found))
    if not found or between.strip(" 、,;"):
        return None
    if not bare[: found[0].start].strip() and _BESIDE_OWN.fullmatch(bare[found[-1].end :]):
        return found[0].number
    return None


def _begins_text(line: str) -> bool:
    """A salutation or a first sentence: what follows belongs to the text."""
    return ("。" in line and len(line) >= _TEXT_BEGINS) or (line.endswith(":") and not _LABEL_ALONE.fullmatch(line))
