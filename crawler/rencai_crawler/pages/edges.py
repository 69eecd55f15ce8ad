"""Where a text begins and ends inside its container: lines at both ends that belong to the page are left out."""

import re
from collections.abc import Iterator, Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.labels import Pair
from rencai_crawler.pages.lines import Line, hrefs, text_in, within
from rencai_crawler.pages.styling import names_file, styled
from rencai_crawler.pages.tree import Element, holder_of
from rencai_crawler.pages.wordlists import word_groups

_ISO_DAY = re.compile(
    r"\W{0,3}(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})"
    r"?)?\W{0,3}"
)
_STAMP = re.compile(r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)[^。，；]*$")
"""A line that begins with a day, right below the title."""
_LONGEST_STAMP = 40
_STAMPED = re.compile(r"^[^。，；]{0,40}(?:日期|时间)\s*[:：]\s*(?:19|20)\d{2}\s?[-/.年]")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_SURELY_TEXT = 400
_SENTENCES = re.compile("，[^，。]*。")
_HEADING = re.compile("(?:标准|正常|默认|推荐|评论|反馈|广告|关注|图集|语音|全文|正文|电话)[:：]")
"""标准： in a text heads what follows."""
_SEVERAL = re.compile(r"[\[【(（:：|｜]|\S\s+\S")
_LEAST_ABOVE = 0.2
_ENOUGH_ABOVE = 60
_SURELY_ABOVE = 200
"""Characters above comments that are a text, however long the comments are."""
_LONGEST_VALUE, _ROW = 80, 12
_BOX_HEADING = re.compile(r"[^\d。：:]{2,12}")
_LEAST_BADGED, _LONGEST_BADGE = 8, 6
_MANY_LINKS = 3
"""So many lines of links to pages below a text are other documents."""
_MARKS = re.compile(r"[\W_]")
_TO_FILE = re.compile("down|attach|upload|fujian", re.IGNORECASE)
"""In an address behind which a file may be, whatever it is called."""
HEAD_LINES = 60
"""Lines of a known container in which its head can be."""
PAGE_LINES = 400
"""The same where the container may be the whole page."""


def trimmed(inside: list[Line], title: str, labelled: set[int], *, known: bool, shown: bool) -> list[Line]:
    """The lines of the text. `labelled` are the places of a header; `known`: the container holds little else.

    `shown`: the title stands above the container.
    """
    weights = [_substance(line) for line in inside]
    end = _neighbours(inside, weights, next(iter(places_of(title, inside)), 0))
    kept = inside[_head_ends(inside[:end], weights, title, labelled, known=known, shown=shown) : end]
    kept = kept[: _tail_begins(kept, known=known, cut=end < len(inside))]
    if len(kept) > 1 and places_of(title, kept[-1:]):
        kept.pop()  # for those to whom the page is sent on
    kept = styled([line for line in kept if not _is_switch(line)])
    while len(kept) > 1 and _is_menu(kept[-1]):
        kept.pop()  # above what is marked up as no text
    return kept


def _neighbours(inside: list[Line], weights: list[int], first: int) -> int:
    """Place of the first line from the title on that names other documents or is a footer, with the text above it."""
    told = _before_comments(inside, weights)
    above, whole = sum(weights[:first]), sum(weights[: len(told)])
    for place, line in enumerate(told[first:], first):
        if above > _ENOUGH_ABOVE and furniture.closes_text(line.text):
            return place
        if furniture.heads_reply(line.text) and any(map(_SENTENCES.search, (each.text for each in told[first:place]))):
            return _post_begins(inside, first, place)
        if above > (whole - above) * _LEAST_ABOVE and _leaves_text(line, inside[place + 1 : place + 3]):
            return place
        if above > (whole - above) * 2 and _may_close(line.text) and _closes(line, told[place + 1 :]):
            return place
        above += weights[place]
    return len(told)


def _post_begins(inside: list[Line], first: int, place: int) -> int:
    """Where the largest element that holds a line and not the first of the text begins: with who wrote the post."""
    around = {inside[first].block, *inside[first].block.iterancestors()}
    post = inside[place].block
    while (parent := post.getparent()) is not None and parent not in around:
        post = parent
    members = set(post.iter("*"))
    return next((at for at in range(first + 1, place) if inside[at].block in members), place)


def _before_comments(inside: list[Line], weights: list[int]) -> list[Line]:
    """The lines above what readers say, which may be longer than the text."""
    above = 0
    for place, (line, weight) in enumerate(zip(inside, weights, strict=True)):
        if above > _SURELY_ABOVE and furniture.begins_comments(line.text):
            return inside[:place]
        above += weight
    return inside


def _may_close(text: str) -> bool:
    return _credits(text) or (("关闭" in text or "打印" in text) and furniture.is_furniture(text))


def _credits(text: str) -> bool:
    return furniture.names_editor(text) or furniture.names_keywords(text)


def _closes(line: Line, following: list[Line]) -> bool:
    """Whether a row of buttons, the editor's name or keywords end a text; files may be named below the buttons."""
    if _credits(line.text):
        return not any(
            ("。" in each.text and not furniture.is_credit(each.text)) or names_file(each) for each in following
        )
    return not any(names_file(each) for each in following[:4])


def _leaves_text(line: Line, following: list[Line]) -> bool:
    """Whether a line is a footer or names other documents; 相关资料 does so only above links."""
    if furniture.begins_related(line.text):
        empty = not following or furniture.says_nothing_is_there(following[0].text)
        return line.in_link or empty or any(each.linked for each in following)
    return furniture.begins_neighbours(line.text) or furniture.is_footer(line.text) or furniture.begins_files(line.text)


def _in_cell(line: Line) -> bool:
    """Whether a line is a cell of a table, where 推荐 or 12 is a value."""
    cell = line.block if line.block.tag in ("td", "th") else line.block.getparent()
    if cell is None or cell.tag not in ("td", "th"):
        return False
    return len([each for each in cell.getparent() if each.tag in ("td", "th")]) > 1


def _is_row_of_credits(line: Line) -> bool:
    """Whether all cells beside one tell who made the page; 审核： alone is what a form asks for."""
    cell = line.block if line.block.tag in ("td", "th") else line.block.getparent()
    beside = (text_in(each) for each in cell.itersiblings("td", "th", preceding=True))
    return all(furniture.is_credit(text) for text in beside if text)


def _is_switch(line: Line) -> bool:
    """Furniture that can stand in the middle: a font switch, share buttons, 【打印】; a bare word may be the text's."""
    if _HEADING.fullmatch(line.text):
        return False
    return bool(_SEVERAL.search(line.text)) and furniture.is_furniture(line.text) and not _is_plain(line)


def _is_plain(line: Line) -> bool:
    return furniture.has_no_words(line.text) or _in_cell(line)


def is_shown(title: str, before: list[Line]) -> bool:
    """Whether the title stands in the last lines above a text."""
    return bool(places_of(title, before[-HEAD_LINES:]))


def below_title(title: str, before: list[Line]) -> list[Line]:
    """The lines between the title, where it stands above a text, and the text."""
    places = places_of(title, before)
    return before[places[-1] + 1 :] if places else []


def places_of(title: str, told: Sequence[Line]) -> list[int]:
    """Where the title stands as a line of its own; of one that is broken the last piece."""
    bare = _MARKS.sub("", title)
    fits = range(len(bare), 2 * len(title) + 1)  # most lines are shorter or longer, which costs nothing to see
    whole = [
        place
        for place, line in enumerate(told)
        if bare and len(line.text) in fits and (_MARKS.sub("", line.text) == bare or is_badged(line.text, title))
    ]
    return whole or [*pieces_of(title, told)]


def is_badged(text: str, title: str) -> bool:
    """Whether a line is a title behind a word or two that are none of it: 原创, [电工]."""
    return len(title) >= _LEAST_BADGED and text.endswith(title) and 0 < len(text) - len(title) <= _LONGEST_BADGE


def pieces_of(title: str, told: Sequence[Line]) -> Iterator[int]:
    """Where the last piece of a title stands that is broken into two or three lines: 关于印发 / 示例办法的通知."""
    bare = _MARKS.sub("", title)
    for place, line in enumerate(told):
        if line.text[0] != title[:1] or len(line.text) >= len(title):
            continue
        for last in (place + 1, place + 2):
            if _MARKS.sub("", "".join(each.text for each in told[place : last + 1])) == bare and last < len(told):
                yield last


def _head_ends(
    inside: list[Line], weights: list[int], title: str, labelled: set[int], *, known: bool, shown: bool
) -> int:
    """Place of the first line of the text: below the last line near the top that belongs to the page.

    A title that stood above already is the text's own where text stands between. A line ends the head only where more
    text stands below it than above: 打印 under a short notice ends nothing.
    """
    first = 0 if known or shown else _title_below_menus(inside, title)
    below_title = {place + 1 for place in places_of(title, inside)} | ({first} if shown else set())
    start, passed, limit = first, 0, 60 if known else 130
    below = sum(weights[first : len(inside)])
    for place, line in enumerate(inside[first : first + (HEAD_LINES if known else PAGE_LINES)], first):
        substance = weights[place]
        below -= substance
        told = "" if shown and passed else title
        stamped = place in below_title and bool(_STAMP.match(line.text)) and len(line.text) <= _LONGEST_STAMP
        if stamped or place in labelled or _is_head(line, told, known=known, first=not passed):
            if below >= passed:
                start, passed = place + 1, 0 if known else passed
        else:
            passed += substance * (2 if substance > 80 and _SENTENCES.search(line.text) else 1)
        if passed > limit:
            break
    return start


def _title_below_menus(inside: list[Line], title: str) -> int:
    """Place of the title where it stands once, with a day below it or far down, and with no sentence above it."""
    places = places_of(title, inside)
    if len(places) != 1:
        return 0
    dated = any(_STAMPED.search(line.text) for line in inside[places[0] + 1 : places[0] + 3])
    if not dated and places[0] < HEAD_LINES:
        return 0
    return 0 if any(_SENTENCES.search(line.text) and len(line.text) > 30 for line in inside[: places[0]]) else places[0]


def _substance(line: Line) -> int:
    """Characters of a line that may be text."""
    text = line.text
    if len(text) > _SURELY_TEXT and not line.linked:
        return len(text)
    if (
        line.in_link
        or furniture.is_furniture(text)
        or furniture.is_footer(text)
        or furniture.is_credit(text)
        or furniture.begins_neighbours(text)
    ):
        return 0
    return len(text)


def header_lines(given: list[Pair], head: list[Line], shift: int) -> set[int]:
    """Lines of a header: a label of the catalogue, what stands beside it, and other labels in its table."""
    found: set[int] = set()
    for pair in filter(_is_of_header, given):
        place = pair.line - shift
        if place < len(head) and "。" in head[place].text.partition(pair.label)[0]:
            continue  # (责任编辑：…) behind a sentence
        found.update(_places_of_pair(pair, head, place))
    tables = {_table(head[place]) for place in found if 0 <= place < len(head)} - {None}
    for pair in given if tables else ():
        place = pair.line - shift
        if 0 <= place < len(head) and _table(head[place]) in tables:
            found.update(_places_of_pair(pair, head, place))
    return found


def _places_of_pair(pair: Pair, head: list[Line], place: int) -> list[int]:
    short = pair.value and len(pair.value) < _LONGEST_VALUE
    return [place, *(_places_of_value(pair.value, head, place) if short else ())]


def _table(line: Line) -> Element | None:
    """The table that a line is a cell of."""
    return next(line.block.iterancestors("table"), None) if _in_cell(line) else None


def _places_of_value(value: str, head: list[Line], place: int) -> list[int]:
    """Where a label's value stands: on the next line or, in a table whose first row is all labels, in the row below."""
    reach = _ROW if 0 <= place < len(head) and _in_cell(head[place]) else 1
    places = range(place + 1, min(len(head), place + 1 + reach))
    return [each for each in places if head[each].text == value][:1]


def _is_of_header(pair: Pair) -> bool:
    if pair.label in _OF_TEXTS:
        return pair.label in ("时间", "日期", "更新时间") and bool(_ISO_DAY.fullmatch(pair.value))
    return bool(pair.field) or pair.label in word_groups("other_labels")["page"]


# Labels of the catalogue that the text of a notice uses itself.
_OF_TEXTS = frozenset({
    "时间", "日期", "名称", "标题", "主题", "分类", "发布", "效力", "作者", "发布单位", "发文单位", "责任部门",
    "起草单位", "单位", "部门", "文号", "更新时间", "供稿",
})  # fmt: skip


def _is_head(line: Line, title: str, *, known: bool, first: bool) -> bool:
    text = line.text
    if furniture.is_furniture(text) or furniture.is_breadcrumb(text) or furniture.is_credit(text):
        return True
    if _ISO_DAY.fullmatch(text):
        return bool(_CLOCK.search(text)) or (not known and (first or "年" not in text))
    if furniture.is_about_page(line.marked):
        return True
    if first and (re.fullmatch(r"\d{1,6}", text) or (line.in_link and len(text) <= 40 and not names_file(line))):
        return True
    if known and line.block.tag not in ("h1", "h2"):
        return False
    return bool(title) and _same(text, title, partly=first)


def _same(text: str, title: str, *, partly: bool) -> bool:
    """Whether a line is the title; `partly`: or a piece of it, or it with a few words more."""
    one, other = _MARKS.sub("", text), _MARKS.sub("", title)
    if not partly or not one:
        return bool(one) and one == other
    return (
        one == other
        or (len(one) >= 6 and one in other)
        or (len(other) >= 8 and one.startswith(other) and len(one) < len(other) + 12)
    )


def _tail_begins(kept: list[Line], *, known: bool, cut: bool) -> int:
    """Place behind the last line of the text; `cut`: other documents or a footer followed it."""
    end = len(kept)
    while end and _is_tail(kept[end - 1], known=known, cut=cut and not _goes_on(kept, end)):
        end -= 1
    links = end
    while links and kept[links - 1].in_link and len(kept[links - 1].text) > 5 and not names_file(kept[links - 1]):
        links -= 1
    end = links if end - links >= _MANY_LINKS and links > end // 3 else end
    return end - _heads_links(kept[:end], kept[end:])


def _heads_links(above: list[Line], below: list[Line]) -> bool:
    """Whether the last line is the heading of the links below it, in an element that holds nothing else of the text."""
    if len(above) < 2 or not below or not below[0].in_link or not _BOX_HEADING.fullmatch(above[-1].text):
        return False
    box = holder_of(above[-1].block, below[0].block)
    return not within(above[-2], box)


def _goes_on(kept: list[Line], end: int) -> bool:
    """Whether the last line before a place stands in one paragraph with the line above it."""
    return end > 1 and kept[end - 1].block is kept[end - 2].block and kept[end - 1].block.tag == "p"


def _is_menu(line: Line) -> bool:
    """Whether a line is several links to pages."""
    if not line.in_link or "。" in line.text or names_file(line) or any(map(_TO_FILE.search, hrefs(line))):
        return False
    around = ((() if tail else (element,), element.iterancestors()) for element, tail in line.slots)
    return len({each for own, above in around for each in (*own, *above) if each.tag == "a"}) > 1


def _is_tail(line: Line, *, known: bool, cut: bool) -> bool:
    text = line.text
    loose_link = not known and line.in_link and "。" not in text and not names_file(line)
    if _in_cell(line):
        return loose_link or furniture.is_footer(text) or (furniture.is_credit(text) and _is_row_of_credits(line))
    if (
        furniture.is_furniture(text)
        or furniture.is_credit(text)
        or furniture.is_footer(text)
        or furniture.is_breadcrumb(text)
        or furniture.begins_neighbours(text)
    ):
        return True
    if ":" in text and _ISO_DAY.match(text) and furniture.is_about_page(line.marked):
        return True
    if line.linked and (furniture.begins_tags(text) or (line.in_link and furniture.has_no_words(text))):
        return True
    if _is_menu(line):
        return True
    if known or loose_link:
        return not known
    if furniture.has_no_words(text) and not _ISO_DAY.fullmatch(text):
        return True
    return cut and furniture.is_beside_footer(text)
