"""By whom a page was published: metadata, labels, the line beside the title, the signature."""

import re
from collections.abc import Iterator, Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.days import DAY, SENTENCE, SIGNED_DAY, stamp
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.page import meta
from rencai_crawler.pages.page_names import ORGAN, is_column
from rencai_crawler.pages.tree import Element, content

_META_SOURCE = ("contentsource", "source", "article:source", "mediaid")
_META_AUTHOR = ("og:article:author", "article:author")
_PERSON = re.compile("[\u4e00-\u9fff]{2,3}(?<![社网报台局厅部委院校所处会司站馆])")
"""Who wrote a text, where a tag may name either a person or a paper."""
_NOBODY = frozenset({
    "原创", "网络", "互联网", "转载", "未知", "其他", "admin", "网站管理员", "管理员", "无", "-", "超级管理员", "佚名",
})  # fmt: skip
_OURSELVES = re.compile("本[站网报刊社台](?:原创|编辑|讯|记者)?")
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:日报|晚报|时报|周报|早报|新闻|新闻网|网|频道|电视台|通讯社|社|杂志|发布|在线)"
)


def find_source(
    found: dict[str, str],
    header: dict[str, str],
    before: Sequence[Line],
    inside: Sequence[Line],
    after: Sequence[Line] = (),
    head: Sequence[Line] = (),
    *,
    dated: bool = True,
) -> str:
    """Who issued or published it: the header's issuer, the named source, who stands beside the day, the signature.

    `head` are the lines between the title and the text. `dated`: a day of publication was found; another day is that
    of something else, and so is who stands beside it.
    """
    author = meta(found, _META_AUTHOR)
    tagged = meta(found, _META_SOURCE) or ("" if _PERSON.fullmatch(author) else author)
    for told in (header.get("issuer_text", ""), header.get("source", ""), tagged):
        name = _somebody(told)
        if name:
            return name
    above = [line for line in before[-_NEAR:] if not _is_entry(line)]
    near, columns = [head[:_NEAR], above] if dated else [], _columns(before)
    below = after if dated else ()
    beside = (name for part in near if (name := _beside_day(part, sure=False)))
    return (
        next((name for part in near if (name := _beside_day(part, sure=True))), "")
        or _named_below(after)
        or _name_of(header.get("by", ""))
        or _name_of(header.get("published_text", ""))  # 发布：示例村委会
        or next((name for name in beside if name not in columns), "")
        or _beside_day(below[:3], sure=True)
        or _beside_day(below[:1], sure=False)
        or _called_source(head[:_RIGHT_BELOW])
        or signature(inside)
        or _signed_alone(inside)
    )


def _is_entry(line: Line) -> bool:
    """Whether a line is one of a list of other documents: a link with a day beside it."""
    return len(line.text) / 2 < line.linked and not line.in_link


def _columns(before: Sequence[Line]) -> set[str]:
    """The names of columns of the site: links, and the steps of the way to the page."""
    steps = {step for line in before if furniture.is_breadcrumb(line.text) for step in _STEP.split(line.text)}
    return steps | {line.text for line in before if line.in_link}


def _named_below(after: Sequence[Line]) -> str:
    """来源：… below the text, or 来自…"""
    for line in after[:12]:
        if len(line.text) >= 80 or "转载" in line.text:
            continue
        taken = _TAKEN_FROM.search(line.text)
        if name := _somebody(taken[1]) if taken else _comes_from(line):
            return name
    return ""


def _comes_from(line: Line) -> str:
    """A paper or an organisation, or what is called source; readers come from towns and telephones."""
    match = _COMES_FROM.fullmatch(line.text)
    if not match:
        return ""
    return _somebody(match[1]) if _SOURCE_CLASS.search(_names(line)) else _name_of(match[1])


def _beside_day(before: Sequence[Line], *, sure: bool) -> str:
    """A name without label on the line of the day, or in an element next to it that is called source.

    `sure`: an organisation, or called source; else whatever may be a name.
    """
    tail = list(before)
    for place, line in enumerate(tail):
        if len(line.text) < 120 and stamp(line.text):
            beside = tail[max(0, place - 2) : place] + tail[place + 1 : place + 3]
            name = (
                _organ_beside(line) or _called_source([line, *beside])
                if sure
                else _behind_day(line) or _before_day(line, tail[place - 1] if place else None)
            )
            if name:
                return name
    return ""


def _organ_beside(line: Line) -> str:
    """The part of the line of the day that is called 来源 or is an organisation's name."""
    parts = [squeeze(part) for part in _SPLIT.split(DAY.sub("|", line.marked))]
    undated = _SPLIT.split(DAY.sub("|", line.text))
    told = (_somebody(match[1]) for part in undated if (match := _TOLD.fullmatch(part)))
    return next((name for name in (*told, *map(_name_of, parts)) if name), "")


def _called_source(near: Sequence[Line]) -> str:
    """What stands in an element whose name says that it is the source."""
    for line in near:
        if not _SOURCE_CLASS.search(_names(line)):
            continue
        for text in [line.text, *_texts_called_source(line)]:
            if _BY_PERSON.match(text) and not ORGAN.search(text):
                continue
            if 2 <= len(text) <= 30 and not stamp(text) and (name := _somebody(text)):
                return name
    return ""


def _texts_called_source(line: Line) -> Iterator[str]:
    """What stands in elements that are called source; of a line that was cut out of the tree, what it said there."""
    for element in line.block.iterdescendants():
        if _is_called_source(element):
            yield squeeze(content(element))
    pieces = [piece for piece in line.marked.split(EDGE) if piece.strip()]
    if len(pieces) == len(line.slots):
        told = zip(line.slots, pieces, strict=True)
        yield from (squeeze(piece) for (element, tail), piece in told if not tail and _is_called_source(element))


def _is_called_source(element: Element) -> bool:
    return bool(_SOURCE_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _behind_day(line: Line) -> str:
    """A short name right behind the day, as news sites write it: 2019-11-25 10:37 中国网."""
    day = DAY.search(line.text)
    rest = line.text[day.end() :] if day and not SENTENCE.search(line.text) else ""
    if rest.lstrip().startswith("/"):
        return _name_of(rest.lstrip(" /"))  # 2024-05-06 / 公司新闻, as templates of blogs write the column
    return _short_name(re.sub(r"[\[［].*$", "", next(iter(re.split(r"[\s|｜丨/]+", rest.strip(" |｜·•\t-/"))), "")))


def _before_day(line: Line, above: Line | None) -> str:
    """A short name right before the day, or alone above a line that is nothing but the day."""
    day = DAY.search(line.text)
    if not day or day.end() < len(line.text) - 1 or len(line.text) > 45:
        return ""
    told = re.split(r"[\s|｜丨/／]+", line.text[: day.start()].strip(" |｜·•\t-(（"))[-1]
    if told or above is None or above.in_link or above.block.tag in ("h1", "h2", "h3"):
        return _short_name(told)
    return (_short_name(above.text) or _name_of(above.text)) if len(above.text) <= 12 else ""


def _short_name(text: str) -> str:
    text = _PUBLISHED.sub("", text)
    return "" if _NO_NAME.search(text) or not _SHORT_NAME.fullmatch(text) else _somebody(text)


_NEAR, _RIGHT_BELOW = 12, 3
_CONTACTS, _LEAST_SIGNED = 4, 6
_CONTACT = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[:：]\s*\S.{0,40}")
"""电话：…, 总经理：…"""
_SAYS = re.compile("[的了请由]|归(?![国侨])|(?<!华)为|欢迎|感谢|期待|加入|参加|[抄报]送")
"""In a sentence, and in no name."""
_STEP = re.compile(r"\s*(?:[>»›→]+|\s/\s)\s*|^.*?(?:位置|首页)\s*[:：]\s*")
_BEFORE_NAME = re.compile(r"^(?:(?:信息|文章|稿件)?来源于?|发布(?:者|人|单位|部门|机构)?|供稿(?:单位)?)\s*[:：]\s*")
_BEHIND_NAME = re.compile(
    r"\s+[\u4e00-\u9fff]{2,4}\s*[:：].*$|令?第?\d+号(?:公布|发布).*$|\s*(?:作者|类别|分类|栏目|编辑|责任编辑|责编|选稿|审核|校对|记者|通讯员|浏览|点击|阅读|字号|字体|发布时间|时间)\s*[:：]?.*$"
    r"|\s*\d+\s*[条次人个]\s*(?:评论|跟帖|回复|浏览|阅读|点击|参与).*$"
    r"|(?:咨询|联系|服务)?(?:电话|热线)\s*[:：].*$|(?:参与互动|参与评论|我要评论|分享到|返回(?:上一?[页级]|列表|首页)).*$"
)
_PLACES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    "甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PLACE_BEHIND = re.compile(rf"(?<=\S)\s+(?:{_PLACES})$")
"""Where a writer was: 163.com shows it behind the name."""
_NO_SOURCE = re.compile(
    rf"(?:来自)?(?:{_PLACES})(?:省|市|自治区|壮族自治区|维吾尔自治区|回族自治区)?|\d+\s*字|.{{0,12}}(?:首发|独家)"
)
_COLUMN = re.compile("(?:通知|公告|公示|动态|资讯|要闻|信息|政策|文件|法规|快讯){1,3}")
_TAKEN_FROM = re.compile(r"(?:来源|信息提供|供稿单位)\s*[:：]\s*([^\s|]{2,40})")
_COMES_FROM = re.compile(r"来自\s*[:：]?\s*(?!手机|iPhone|Android)([^\s，。；]{2,16})")
_SPLIT = re.compile(r"[\x1f|｜丨/·]|\s{2,}|[\u3000 ]")
_BRACKETS = frozenset({"[]", "［］", "【】", "()", "（）"})
_TOLD = re.compile(r"(?:文章|信息|稿件|新闻)?(?:来源于?|来自|出处|转自)\s*[:：]?\s*(\S{2,30})")
_BY_PERSON = re.compile(r"(?:发布者|发布人|作者|编辑|责任编辑|录入|记者)\s*[:：]|文\s*[|｜丨/／]")
_PUBLISHED = re.compile("(?<=[员人])(?:发布|发表)$")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·—-]{4,16}|[\u4e00-\u9fff]{2}[社网报台]")
_NO_NAME = re.compile(
    r"星期|首页|上午|下午|浏览|阅读|点击|评论|参与|次|作者|编辑|记者|文[/／]|字号|字体|打印|分享|收藏|来源|发布|正文|"
    r"^(?:最后|最近)?(?:更新|回复|编辑|修改)|(?:要闻|新闻|动态|资讯|公告|公示|通知|专栏|头条|评论|政策|文件|招聘|信息|快讯|报道|时政|财经)$|^\d+$|^[A-Za-z\d]+$"
)
_SOURCE_CLASS = re.compile(
    r"source|author|nickname|publisher|media|laiyuan|(?:^|[\s_-])(?:ly|from|js_name)(?:$|[\s_-])", re.IGNORECASE
)


def _names(line: Line) -> str:
    return " ".join(
        element.get(name) or "" for element in [line.block, *line.block.iterdescendants()] for name in ("class", "id")
    )


def _name_of(text: str) -> str:
    """The text where it is the name of an organisation or a paper."""
    text = _PUBLISHED.sub("", text)
    named = 3 <= len(text) <= 30 and (ORGAN.fullmatch(text) or (_PAPER.fullmatch(text) and not is_column(text)))
    return text if named else ""


def _somebody(text: str) -> str:
    name = squeeze(_BEFORE_NAME.sub("", text))
    name = _BEHIND_NAME.sub("", name)
    name = re.sub(r"\s+原创稿?$|[（(]\S{2,4}[)）]$", "", DAY.split(name)[0]).strip(" |｜")
    name = name[1:-1].strip() if name[:1] + name[-1:] in _BRACKETS else name.lstrip("[［【 ")
    first = name.partition(" ")[0]
    name = first if _PAPER.fullmatch(re.sub("(?:科技|财经|娱乐|体育|海外版|客户端)$", "", first)) else name
    name = _PLACE_BEHIND.sub("", name)
    if _NO_SOURCE.fullmatch(name) or _COLUMN.fullmatch(name):
        return ""
    nobody = name.lower() in _NOBODY or _OURSELVES.fullmatch(name) or furniture.is_furniture(name)
    return "" if nobody or name.isdecimal() or DAY.fullmatch(name) or name.startswith("http") else name


def signature(inside: Sequence[Line]) -> str:
    """The organs named right above the day that closes a text."""
    tail = list(inside[-14:])
    for place in range(len(tail) - 1, -1, -1):
        text = tail[place].text
        if len(text) <= 60 and (match := SIGNED_DAY.search(text)) and not text.endswith("印发"):
            own = squeeze(text[: match.start()])
            if ORGAN.fullmatch(own.replace(" ", "")):
                return " ".join([*_organs_above(tail[:place]), own])
            return " ".join(_organs_above(tail[:place])) if not own else ""
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


def _organs_above(above: Sequence[Line]) -> list[str]:
    names: list[str] = []
    for line in reversed(above):
        if not ORGAN.fullmatch(line.text.replace(" ", "")):
            break
        names.insert(0, line.text)
    return names
