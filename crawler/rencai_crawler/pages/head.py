"""Title, day and source of a page from its metadata and the lines around its text."""

import re
from collections.abc import Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.lines import Line, lines, squeeze
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.tree import Element

DAY = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s?(?:[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)|年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"(?:\s*(?:[（(]?星期.[)）]?)?\s*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_SPLIT_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s+(\d{1,2})\s?/\s?(\d{1,2})(?!\d)")
_RELEASED = re.compile(rf"(?:发布|发稿|更新|上传|录入|公布)(?:时间|日期)?\s*[:：]\s*({DAY.pattern})")
_OTHER_DAY = re.compile(
    r"(?:成\s*文|生\s*效|废\s*止|实\s*施|施\s*行|失\s*效|发\s*文|印\s*发|签\s*发|生\s*成)\s*(?:日\s*期|时\s*间)"
)
_IN_URL = re.compile(
    r"(?:[/_-]t?|/)((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[_.\-?]|/[^/]*$|$)"
)
_META_DAY = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "og:release_date",
    "datepublished", "publish-date", "dc.date", "dc.date.issued", "releasedate", "createdate", "date",
    "firstpublishedtime", "_pubtime", "pubtime",
)  # fmt: skip
_META_SOURCE = ("contentsource", "source", "article:source", "mediaid", "og:article:author", "article:author")
_META_TITLE = ("articletitle", "og:title", "twitter:title", "title", "dc.title")
_APART = re.compile(r"\s*(?:[|｜_»«›]|[-–—](?=\s|[^\d\s-]))+\s*|\s+-\s+|--+|—{2,}|\s*::\s*")
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subject|arti_title|articletitle|newstitle|xl_title|info_title|"
    r"detail_title|h1|main_title|article_title|con_title|conttitle|ucaptitle|rich_media_title)(?:$|[\s_\d-])|title$|"
    r"tit$",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef“”‘’]")
_SURELY_TITLE = 6
_HEADING_SCORE = {"h1": 4.0, "h2": 3.0, "h3": 2.0, "h4": 1.0, "ucaptitle": 4.0}
_TITLE_WORDS = re.compile(
    r"^关于|的?(?:通知|公告|公示|通告|意见|办法|决定|规定|方案|细则|批复|报告|启事|简章|说明|名单|预告|条例|"
    r"章程)(?:[（(].{1,12}[)）])?$"
)
_NO_TITLE = frozenset({
    "正文", "内容", "详情", "详细信息", "信息公开", "通知公告", "首页", "新闻详情", "职位详情", "招聘信息",
    "详细内容", "文章详情", "无标题文档", "无标题", "document",
})  # fmt: skip
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


def find_title(layout: Layout, found: dict[str, str]) -> str:
    """The title as it is shown, chosen by what `<title>` begins with.

    ArticleTitle counts first; then a visible text that `<title>` begins with; then what looks most like a title;
    then `<title>` itself without the names of column and site.
    """
    article = found.get("articletitle", "")
    if article and not _cut_off(article):
        return article
    whole = squeeze("".join(layout.tree.xpath("//title[1]//text()")))
    told = article or whole or meta(found, _META_TITLE)
    shown = _candidates(layout)
    for candidate in shown:
        if candidate.lower() not in _NO_TITLE and not _is_site(candidate) and _begins(told, candidate):
            return candidate
    if article:
        return article
    first = _first_part(told)
    for candidate in shown:
        enough = 6 <= len(candidate) >= len(first) * 0.6 or _is_site(first)
        if (
            enough
            and candidate.lower() not in _NO_TITLE
            and not _is_site(candidate)
            and _plain(candidate) in _plain(told)
        ):
            return candidate
    useless = not first or _is_site(first) or first.lower() in _NO_TITLE
    if not useless and len(first) >= _SURELY_TITLE:
        return first
    told = next((found[name] for name in _META_TITLE if found.get(name) and not _is_site(found[name])), "")
    return told or _most_like_title(layout.lines) or first


def _most_like_title(every: Sequence[Line]) -> str:
    """The line that headings, classes, emphasis and words make most like a title; empty where none is."""
    best, most = "", 2.5
    for place, line in enumerate(every[:120]):
        score = _likeness(line, every[place + 1 : place + 4])
        if score > most:
            best, most = line.text, score
    return best


def _likeness(line: Line, after: Sequence[Line]) -> float:
    text = line.text
    if (
        not 5 <= len(text) <= 110
        or line.in_link
        or text.endswith(("：", ":", "。", "；"))
        or "。" in text
        or _is_site(text)
        or text.lower() in _NO_TITLE
    ):
        return 0
    if (
        furniture.is_breadcrumb(text)
        or furniture.is_furniture(text)
        or furniture.is_footer(text)
        or furniture.is_credit(text)
        or DAY.fullmatch(text)
    ):
        return 0
    score = _HEADING_SCORE.get(line.block.tag, 0.0)
    near = [line.block, *list(line.block.iterancestors())[:1]]
    if any(_TITLE_CLASS.search(element.get(name) or "") for element in near for name in ("class", "id")):
        score += 3
    if line.block.tag == "center" or any(
        (element.get("align") or "").lower() in ("center", "middle")
        or "text-align:center" in (element.get("style") or "").replace(" ", "").lower()
        for element in near
    ):
        score += 1
    if any(child.tag in ("b", "strong", "font", "big") for child in line.block.iterdescendants()):
        score += 1
    if _TITLE_WORDS.search(text):
        score += 2
    if any(DAY.search(each.text) and len(each.text) < 120 for each in after):
        score += 1.5
    return score or 0


def _cut_off(text: str) -> bool:
    return text.endswith(("...", "…", ".."))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _begins(whole: str, candidate: str) -> bool:
    one, other = _plain(whole), _plain(candidate)
    return len(other) >= 4 and (one.startswith(other) or (_cut_off(whole) and len(one) > 8 and other.startswith(one)))


def _first_part(whole: str) -> str:
    """A document's title without the names of column and site behind it (or before it)."""
    parts = [part for part in _APART.split(whole) if part]
    if not parts:
        return whole
    if len(parts) > 1 and _is_site(parts[0]) and not _is_site(parts[-1]):
        return parts[-1]
    return parts[0]


def _is_site(text: str) -> bool:
    return bool(re.search(r"(?:网|网站|门户|政府|委员会|局|频道|官网|平台|首页|在线)$", text)) and not re.search(
        r"的|关于|通知|公告|招聘", text
    )


def _candidates(layout: Layout) -> list[str]:
    """Texts that a title may be, longest first: headings and what is called title, and every short line."""
    found = [_joined(element) for element in layout.tree.iter("h1", "h2", "h3", "ucaptitle")]
    found += [
        _joined(element)
        for element in layout.tree.iter("div", "p", "td", "span")
        if _TITLE_CLASS.search(element.get("class") or "") or _TITLE_CLASS.search(element.get("id") or "")
    ]
    found += [line.text for line in layout.lines[:200]]
    return sorted(dict.fromkeys(text for text in found if 4 <= len(text) <= 160), key=len, reverse=True)


def _joined(element: Element) -> str:
    """An element's text on one line; between Chinese characters a line break is no blank."""
    if len(element) > 12:
        return ""
    text = ""
    for line in lines(element):
        apart = text and not (_WIDE.match(text[-1]) and _WIDE.match(line.text[0]))
        text += f" {line.text}" if apart else line.text
    return text


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
    return labelled or header.get("written_text", "") or _signed_day(inside)


def _day_above(before: Sequence[Line]) -> str:
    """The day on the line nearest above the text, lines that name it another day left out."""
    for line in reversed(before[-25:]):
        if line.in_link or len(line.text) >= 160 or _OTHER_DAY.search(line.text):
            continue
        if match := DAY.search(line.text):
            return match[0]
        if match := _SPLIT_DAY.search(line.text):
            return f"{match[1]}-{match[2]}-{match[3]}"
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
    for line in after[:12]:
        if (match := _TAKEN_FROM.search(line.text)) and len(line.text) < 80 and (name := _somebody(match[1])):
            return name
    return _name_of(header.get("by", "")) or _beside_day(before) or signature(inside)


def _beside_day(before: Sequence[Line]) -> str:
    """A name without label on the line of the day, or in an element next to it that is called source."""
    tail = list(before[-12:])
    for place, line in enumerate(tail):
        if DAY.search(line.text) and len(line.text) < 120:
            for part in _SPLIT.split(DAY.sub("|", line.marked)):
                if name := _name_of(squeeze(part)):
                    return name
            for each in tail[max(0, place - 2) : place] + tail[place + 1 : place + 3]:
                if len(each.text) <= 30 and _SOURCE_CLASS.search(_names(each)) and (name := _somebody(each.text)):
                    return name
    return ""


_TAKEN_FROM = re.compile(r"(?:来源|信息提供|供稿单位)\s*[:：]\s*([^\s|]{2,40})")
_SPLIT = re.compile(r"[\x1f|｜丨/·]|\s{2,}|[\u3000 ]")
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
    name = squeeze(re.sub(r"^(?:来源|信息来源|文章来源|稿件来源)\s*[:：]\s*", "", text))
    name = re.sub(r"\s*(?:作者|编辑|责任编辑|浏览|点击|字号|字体|发布时间|时间)\s*[:：]?.*$", "", name)
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
