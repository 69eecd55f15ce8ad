"""When a page was published and by whom: metadata, labels, the line beside the title, the signature."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from rencai_crawler.pages.lines import Line, squeeze
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.tree import content

DAY = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s?(?:[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)|年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"(?:\s*(?:[（(]?星期.[)）]?)?\s*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_SPLIT_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s+(\d{1,2})\s?[/-]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s+((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})(?!\d)")
_PIECE_OF_DAY = re.compile(r"[\d\s:：/.年月日-]{1,12}")
SHORT_DAY = re.compile(
    r"(?<![\d.-])(?:0?[1-9]|1[0-2])(?:-|月)(?:0?[1-9]|[12]\d|3[01])日?(?:\s*\d{1,2}[:：]\d{2})?"
    r"(?![\d.-]|\s*[万千元人名位岁年个天kKwW薪/～~至])"
)
_RECENT = re.compile(r"(?:今天|昨天|前天|刚刚|\d+\s?(?:分钟|小时|天)前)(?:\s*\d{1,2}[:：]\d{2})?")
_ABOUT_PAGE = re.compile(r"发布|发表|发稿|更新|时间|日期|来源|作者|编辑|阅读|浏览|点击")
_SENTENCE = re.compile("[，。；]")
_RELEASED = re.compile(
    rf"(?:(?:发布|发稿|更新|上传|录入|公布)(?:时间|日期)?\s*[:：]|posted\s*@)\s*({DAY.pattern})", re.IGNORECASE
)
_IN_SCRIPT = re.compile(
    r"""\b(?:ct|oriCreateTime|createTime|publish_?[tT]ime|pubDate|pubTime)["']?\s*[:=]\s*["']?"""
    r"""(\d{10}(?!\d)|(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)"""
)
"""A day that only a script knows, as on pages of WeChat."""
_OTHER_DAY = re.compile(
    r"(?:成\s*文|生\s*效|废\s*止|实\s*施|施\s*行|失\s*效|发\s*文|印\s*发|签\s*发|生\s*成|"
    r"截\s*止|到\s*期|有\s*效|报\s*名)\s*(?:日?\s*期|时\s*间)"
)
_IN_URL = re.compile(
    r"(?:[/_-]t?|/)((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[_.\-?]|/[^/]*$|$)"
)
_META_DAY = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "og:release_date",
    "datepublished", "publish-date", "dc.date", "dc.date.issued", "releasedate", "createdate", "date",
    "firstpublishedtime", "_pubtime", "pubtime", "og:time", "apub:time", "bytedance:published_time",
)  # fmt: skip
_META_SOURCE = ("contentsource", "source", "article:source", "mediaid", "og:article:author", "article:author")
_NOBODY = frozenset({
    "本站", "本网", "本站原创", "原创", "网络", "互联网", "转载", "未知", "其他", "admin", "网站管理员",
    "管理员", "无", "-", "本站编辑", "本站讯", "本网讯", "超级管理员",
})  # fmt: skip
_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()·、]{2,40}(?:局|厅|部|委员会|委|政府|办公室|办公厅|中心|院|总队|支队|学校|学院|大学|公司|"
    r"集团|协会|联合会|总工会|工会|处|署|厂|所|馆|社|会|组|科|站|团|医院|法院|检察院|幼儿园|中学|小学|指挥部|管委会|"
    r"办)"
)
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:日报|晚报|时报|周报|早报|新闻|新闻网|网|频道|电视台|通讯社|社|杂志|发布|在线)"
)
_SIGNED_DAY = re.compile(
    r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|"
    r"[二一][〇零○OО0九][〇零○OО0一二三四五六七八九]{2}年[一二三四五六七八九十元]{1,2}月[一二三四五六七八九十]{1,3}日|"
    r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
)


def meta(found: dict[str, str], names: Sequence[str]) -> str:
    """The first of the named meta tags that has a content."""
    return next((found[name] for name in names if found.get(name)), "")


def find_day(
    page: Page,
    found: dict[str, str],
    header: dict[str, str],
    before: Sequence[Line],
    inside: Sequence[Line],
    after: Sequence[Line] = (),
) -> str:
    """The day of publication as the page writes it: metadata, its label, a line near the title, its address."""
    told = meta(found, _META_DAY)
    if told and DAY.search(told):
        return told
    labelled = header.get("published_text", "")
    if match := DAY.search(labelled):
        return match[0]
    if shown := _day_above(before) or _day_below(after):
        return shown
    timed = page.tree.xpath("string((//time/@datetime)[1])") or page.tree.xpath("string((//time)[1])")
    if match := DAY.search(timed):
        return timed if len(timed) < 40 else match[0]
    if match := _IN_URL.search(page.url):
        return "-".join(match.groups())
    short = SHORT_DAY.search(labelled) or _RECENT.search(labelled)
    return (
        ("" if short else labelled)
        or _scripted_day(page.text)
        or (short[0] if short else header.get("written_text", ""))
        or _signed_day(inside)
        or _vague_day_above(before)
    )


def _scripted_day(text: str) -> str:
    match = _IN_SCRIPT.search(text)
    if match is None or not match[1].isdecimal():
        return match[1] if match else ""
    return beijing_day(int(match[1]))


def beijing_day(seconds: int) -> str:
    """Day and time in Beijing of a number of seconds since 1970."""
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S")


def _day_above(before: Sequence[Line]) -> str:
    """The day on the line nearest above the text that is about the page; failing that, on any; or in pieces."""
    near = [line for line in before[-25:] if not line.in_link and len(line.text) < 160]
    dated = [(line, match[0]) for line in reversed(near) if (match := DAY.search(line.text))]
    dated = [(line, day) for line, day in dated if not _OTHER_DAY.search(line.text)]
    about = [day for line, day in dated if _is_about_page(line.text)]
    return next(iter(about), "") or next((day for _, day in dated), "") or _pieced_day(near)


def _is_about_page(text: str) -> bool:
    return bool(_ABOUT_PAGE.search(text)) and "摘要" not in text[:4] if len(text) > 30 else not _SENTENCE.search(text)


def _pieced_day(near: Sequence[Line]) -> str:
    """A day of which year and day stand apart: 2019 09/07, or 07 2019-09; in one line or in several."""
    texts: list[str] = []
    for line in [*near, None]:
        if line is not None and _PIECE_OF_DAY.fullmatch(line.text):
            texts.append(line.text)
            continue
        texts += [line.text] if line is not None else []
        whole = " ".join(texts)
        if match := _SPLIT_DAY.search(whole):
            return f"{match[1]}-{match[2]}-{match[3]}"
        if match := _DAY_FIRST.search(whole):
            return f"{match[2]}-{match[3]}-{match[1]}"
        texts = []
    return ""


def _vague_day_above(before: Sequence[Line]) -> str:
    """A day without its year, or 昨天, where nothing tells more."""
    for line in reversed(before[-12:]):
        if len(line.text) < 40 and (match := _RECENT.search(line.text) or SHORT_DAY.search(line.text)):
            return match[0]
    return ""


def _day_below(after: Sequence[Line]) -> str:
    """A day below the text that is called that of publication."""
    found = (_RELEASED.search(line.text) for line in after[:12] if len(line.text) < 120)
    return next((match[1] for match in found if match), "")


def _signed_day(inside: Sequence[Line]) -> str:
    for line in reversed(inside[-8:]):
        if len(line.text) < 40 and (match := _SIGNED_DAY.search(line.text)):
            return match[0]
    return ""


def find_source(
    found: dict[str, str],
    header: dict[str, str],
    before: Sequence[Line],
    inside: Sequence[Line],
    after: Sequence[Line] = (),
) -> str:
    """Who issued or published it: the header's issuer, the named source, who stands beside the day, the signature."""
    for told in (header.get("issuer_text", ""), header.get("source", ""), meta(found, _META_SOURCE)):
        name = _somebody(told)
        if name:
            return name
    return (
        _beside_day(before, sure=True)
        or _named_below(after)
        or _name_of(header.get("by", ""))
        or _beside_day(before, sure=False)
        or signature(inside)
    )


def _named_below(after: Sequence[Line]) -> str:
    """来源：… below the text."""
    for line in after[:12]:
        match = _TAKEN_FROM.search(line.text) if len(line.text) < 80 and "转载" not in line.text else None
        if match and (name := _somebody(match[1])):
            return name
    return ""


def _beside_day(before: Sequence[Line], *, sure: bool) -> str:
    """A name without label on the line of the day, or in an element next to it that is called source.

    `sure`: an organisation, or called source; else whatever may be a name.
    """
    tail = list(before[-12:])
    for place, line in enumerate(tail):
        if len(line.text) < 120 and _stamp(line.text):
            beside = tail[max(0, place - 2) : place] + tail[place + 1 : place + 3]
            name = (
                _organ_beside(line) or _called_source([line, *beside])
                if sure
                else _behind_day(line) or _before_day(line, tail[place - 1] if place else None)
            )
            if name:
                return name
    return ""


def _stamp(text: str) -> re.Match[str] | None:
    """The day on a line that tells when the page was published."""
    return DAY.search(text) or (_RECENT.search(text) or SHORT_DAY.search(text) if len(text) < 40 else None)


def _organ_beside(line: Line) -> str:
    """The part of the line of the day that is called 来源 or is an organisation's name."""
    parts = [squeeze(part) for part in _SPLIT.split(DAY.sub("|", line.marked))]
    told = (_somebody(match[1]) for part in _SPLIT.split(line.text) if (match := _TOLD.fullmatch(part)))
    return next((name for name in (*told, *map(_name_of, parts)) if name), "")


def _called_source(near: Sequence[Line]) -> str:
    """What stands in an element whose name says that it is the source."""
    for line in near:
        if not _SOURCE_CLASS.search(_names(line)):
            continue
        for text in [line.text, *_texts_called_source(line)]:
            if 2 <= len(text) <= 30 and not _stamp(text) and (name := _somebody(text)):
                return name
    return ""


def _texts_called_source(line: Line) -> Iterator[str]:
    for element in line.block.iterdescendants():
        if _SOURCE_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            yield squeeze(content(element))


def _behind_day(line: Line) -> str:
    """A short name right behind the day, as news sites write it: 2019-11-25 10:37 中国网."""
    day = DAY.search(line.text)
    rest = line.text[day.end() :] if day and not _SENTENCE.search(line.text) else ""
    return _short_name(re.sub(r"[\[［].*$", "", next(iter(re.split(r"[\s|｜丨/]+", rest.strip(" |｜·•\t-/"))), "")))


def _before_day(line: Line, above: Line | None) -> str:
    """A short name right before the day, or alone above a line that is nothing but the day."""
    day = DAY.search(line.text)
    if not day or day.end() < len(line.text) - 1 or len(line.text) > 45:
        return ""
    told = re.split(r"[\s|｜丨/／]+", line.text[: day.start()].strip(" |｜·•\t-(（"))[-1]
    if told or above is None or above.in_link or above.block.tag in ("h1", "h2", "h3"):
        return _short_name(told)
    return _short_name(above.text) if len(above.text) <= 12 else ""


def _short_name(text: str) -> str:
    return "" if _NO_NAME.search(text) or not _SHORT_NAME.fullmatch(text) else _somebody(text)


_BEHIND_NAME = re.compile(
    r"\s*(?:作者|类别|分类|栏目|编辑|责任编辑|责编|选稿|审核|校对|记者|通讯员|浏览|点击|阅读|字号|字体|发布时间|时间)\s*[:：]?.*$"
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
_TAKEN_FROM = re.compile(r"(?:来源|信息提供|供稿单位)\s*[:：]\s*([^\s|]{2,40})")
_SPLIT = re.compile(r"[\x1f|｜丨/·]|\s{2,}|[\u3000 ]")
_BRACKETS = frozenset({"[]", "［］", "【】", "()", "（）"})
_TOLD = re.compile(r"(?:文章|信息|稿件|新闻)?(?:来源于?|来自|出处|转自)\s*[:：]?\s*(\S{2,30})")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·—-]{4,16}|[\u4e00-\u9fff]{2}[社网报台]")
_NO_NAME = re.compile(
    r"星期|首页|上午|下午|浏览|阅读|点击|评论|参与|次|作者|编辑|记者|文[/／]|字号|字体|打印|分享|收藏|来源|发布|正文|"
    r"^最后(?:更新|回复|编辑)|(?:要闻|新闻|动态|资讯|公告|公示|通知|专栏|头条|评论|政策|文件|招聘|信息|快讯|报道|时政|财经)$|^\d+$|^[A-Za-z\d]+$"
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
    return text if 3 <= len(text) <= 30 and (_ORGAN.fullmatch(text) or _PAPER.fullmatch(text)) else ""


def _somebody(text: str) -> str:
    name = squeeze(re.sub(r"^(?:信息|文章|稿件)?来源于?\s*[:：]\s*", "", text))
    name = _BEHIND_NAME.sub("", name)
    name = re.sub(r"\s+原创稿?$|[（(]\S{2,4}[)）]$", "", DAY.split(name)[0]).strip(" |｜")
    name = name[1:-1].strip() if name[:1] + name[-1:] in _BRACKETS else name.lstrip("[［【 ")
    first = name.partition(" ")[0]
    name = first if _PAPER.fullmatch(re.sub("(?:科技|财经|娱乐|体育|海外版|客户端)$", "", first)) else name
    name = _PLACE_BEHIND.sub("", name)
    if _NO_SOURCE.fullmatch(name):
        return ""
    return "" if name.lower() in _NOBODY or DAY.fullmatch(name) or name.startswith("http") else name


def signature(inside: Sequence[Line]) -> str:
    """The organs named right above the day that closes a text."""
    tail = list(inside[-14:])
    for place in range(len(tail) - 1, -1, -1):
        text = tail[place].text
        if len(text) <= 60 and (match := _SIGNED_DAY.search(text)):
            own = squeeze(text[: match.start()])
            if _ORGAN.fullmatch(own.replace(" ", "")):
                return own
            return " ".join(_organs_above(tail[:place])) if not own else ""
    return ""


def _organs_above(above: Sequence[Line]) -> list[str]:
    names: list[str] = []
    for line in reversed(above):
        if not _ORGAN.fullmatch(line.text.replace(" ", "")):
            break
        names.insert(0, line.text)
    return names
