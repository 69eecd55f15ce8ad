"""Which texts beside a day, behind a label or below a text name who published it, and what around a name is none."""

import re
from collections.abc import Iterator, Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.days import DAY, stamp
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.page_names import ORGAN, is_column, is_organ
from rencai_crawler.pages.tree import Element, content

_NOBODY = frozenset({
    "原创", "网络", "互联网", "转载", "未知", "其他", "admin", "网站管理员", "管理员", "无", "-", "超级管理员", "佚名",
})  # fmt: skip
_OURSELVES = re.compile("本[站网报刊社台](?:原创|编辑|讯|记者)?")
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:日报|晚报|时报|周报|早报|新闻|新闻网|网|频道|电视台|通讯社|社|杂志|发布|在线)"
)
_BEFORE_NAME = re.compile(r"^(?:(?:信息|文章|稿件)?来源于?|发布(?:者|人|单位|部门|机构)?|供稿(?:单位)?)\s*[:：]\s*")
_BEHIND_NAME = re.compile(
    r"\s+(?:[\u4e00-\u9fff]{2,4}|[文图摄][/／|｜]?[文图摄]?)\s*[:：].*$|令?第?\d+号(?:公布|发布).*$|\s*(?:作者|类别|分类|栏目|编辑|责任编辑|责编|选稿|审核|校对|记者|通讯员|浏览|点击|阅读|字号|字体|发布时间|时间)\s*[:：]?.*$"
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
    rf"(?:来自)?(?:{_PLACES})(?:省|市|自治区|壮族自治区|维吾尔自治区|回族自治区)?|\d+\s*字|.{{0,12}}(?:首发|独家)|.{{0,8}}主页.{{0,4}}"
    r"|(?:来自)?(?:安卓|苹果|手机|移动|电脑|网页|PC|iOS|Android|iPhone)(?:手机|网页)?(?:客户端|版|端)?"
)
_COLUMN = re.compile("(?:通知|公告|公示|动态|资讯|要闻|信息|政策|文件|法规|快讯){1,3}")
_BRACKETS = frozenset({"[]", "［］", "【】", "()", "（）"})
_ORGAN_SITE = re.compile(rf"{ORGAN.pattern}(?:官网|官方网站|网站)?")
_ACCOUNT = re.compile("(?<=[\u4e00-\u9fff]{2})官方[账帐]号$")
_UNOPENED = re.compile(r"^([^（(]{2,40})[）)]$")
_BY_PERSON = re.compile(r"(?:发布者|发布人|作者|编辑|责任编辑|录入|记者)\s*[:：]|文\s*[|｜丨/／]")
_PUBLISHED = re.compile("(?<=[员人])(?:发布|发表)$")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·—-]{4,16}|[\u4e00-\u9fff]{2}[社网报台]")
_NO_NAME = re.compile(
    r"星期|首页|上午|下午|浏览|阅读|点击|评论|参与|次|作者|编辑|记者|文[/／]|字号|字体|打印|分享|收藏|来源|发布|正文|"
    r"^(?:最后|最近)?(?:更新|回复|编辑|修改)|(?:要闻|新闻|动态|资讯|公告|公示|通知|专栏|头条|评论|政策|文件|招聘|信息|快讯|报道|时政|财经)$|^\d+$|^[A-Za-z\d]+$"
)
_COMES_FROM = re.compile(r"来自\s*[:：]?\s*(?!手机|iPhone|Android)([^\s，。；]{2,16})")
_SOURCE_CLASS = re.compile(
    r"source|author|nickname|publisher|media|laiyuan|(?:^|[\s_-])(?:ly|from|js_name)(?:$|[\s_-])", re.IGNORECASE
)


def somebody(text: str) -> str:
    """The name in a text that stands behind a label or beside a day; empty where it says 本站, 网络 or a number."""
    name = squeeze(_BEFORE_NAME.sub("", text))
    name = _BEHIND_NAME.sub("", name)
    name = re.sub(r"\s+原创稿?$|[（(]\S{2,4}[)）]$", "", DAY.split(name)[0]).strip(" |｜")
    name = name[1:-1].strip() if name[:1] + name[-1:] in _BRACKETS else name.lstrip("[［【 ")
    name = _UNOPENED.sub(r"\1", name)
    first = name.partition(" ")[0]
    name = first if _PAPER.fullmatch(re.sub("(?:科技|财经|娱乐|体育|海外版|客户端)$", "", first)) else name
    name = first if _ORGAN_SITE.fullmatch(first) and not _ORGAN_SITE.search(name[len(first) :]) else name
    name = _ACCOUNT.sub("", _PLACE_BEHIND.sub("", name))
    if _NO_SOURCE.fullmatch(name) or _COLUMN.fullmatch(name):
        return ""
    nobody = name.lower() in _NOBODY or _OURSELVES.fullmatch(name) or furniture.is_furniture(name)
    return "" if nobody or name.isdecimal() or DAY.fullmatch(name) or name.startswith("http") else name


def organ_or_paper(text: str) -> str:
    """The text where it is the name of an organisation or a paper."""
    text = _PUBLISHED.sub("", text)
    named = 3 <= len(text) <= 30 and (is_organ(text) or (_PAPER.fullmatch(text) and not is_column(text)))
    return text if named else ""


def short_name(text: str) -> str:
    """The text where it may be a name and is neither a button nor a column."""
    text = _PUBLISHED.sub("", text)
    return "" if _NO_NAME.search(text) or not _SHORT_NAME.fullmatch(text) else somebody(text)


def called_source(near: Sequence[Line]) -> str:
    """What stands in an element whose name says that it is the source."""
    for line in near:
        if not _SOURCE_CLASS.search(_names_of(line)):
            continue
        for text in [line.text, *_texts_called_source(line)]:
            if _BY_PERSON.match(text) and not ORGAN.search(text):
                continue
            if 2 <= len(text) <= 30 and not stamp(text) and (name := somebody(text)):
                return name
    return ""


def comes_from(line: Line) -> str:
    """A paper or an organisation, or what is called source; readers come from towns and telephones."""
    match = _COMES_FROM.fullmatch(line.text)
    if not match:
        return ""
    return somebody(match[1]) if _SOURCE_CLASS.search(_names_of(line)) else organ_or_paper(match[1])


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


def _names_of(line: Line) -> str:
    return " ".join(
        element.get(name) or "" for element in [line.block, *line.block.iterdescendants()] for name in ("class", "id")
    )
