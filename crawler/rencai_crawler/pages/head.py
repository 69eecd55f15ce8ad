"""Title, day and source of a page from its metadata and the lines around its text."""

import re
from collections.abc import Sequence

from rencai_crawler.pages.labels import first_values, pairs, vocabulary
from rencai_crawler.pages.lines import Element, Line, lines, squeeze
from rencai_crawler.pages.page import Page

DAY = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s?(?:[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)|年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"(?:\s*(?:[（(]?星期.[)）]?)?\s*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_IN_URL = re.compile(r"(?:[/_-]t?|/)((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.\-?]|$)")
_META_DAY = ("pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "og:release_date", "datepublished", "publish-date", "dc.date", "dc.date.issued", "releasedate", "weibo: article:create_at", "createdate", "date", "firstpublishedtime", "_pubtime", "pubtime")
_META_SOURCE = ("contentsource", "source", "article:source", "mediaid", "og:article:author")
_META_TITLE = ("articletitle", "og:title", "twitter:title", "title", "dc.title")
_APART = re.compile(r"\s*(?:[|｜_»«›]|[-–—](?=\s|[^\d\s-]))+\s*|\s+-\s+|--+|—{2,}|\s*::\s*")
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subject|arti_title|articletitle|newstitle|xl_title|info_title|detail_title|h1|main_title|article_title|con_title|conttitle|ucaptitle|rich_media_title)(?:$|[\s_\d-])|title$|tit$", re.IGNORECASE)
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef“”‘’]")
_NO_TITLE = {"正文", "内容", "详情", "详细信息", "信息公开", "通知公告", "首页", "新闻详情", "职位详情", "招聘信息", "详细内容", "文章详情", "无标题文档", "无标题", "untitled document", "document"}
_NOBODY = {"本站", "本网", "本站原创", "原创", "网络", "互联网", "转载", "未知", "其他", "admin", "网站管理员", "管理员", "无", "-", "本站编辑", "本站讯", "本网讯", "超级管理员"}
_ORGAN = re.compile(r"[\u4e00-\u9fff（）()·、]{2,40}(?:局|厅|部|委员会|委|政府|办公室|办公厅|中心|院|总队|支队|学校|学院|大学|公司|集团|协会|联合会|总工会|工会|处|署|厂|所|馆|社|会|组|科|站|团|医院|法院|检察院|幼儿园|中学|小学|指挥部|管委会|办)")
_SIGNED_DAY = re.compile(r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[二一][〇零○OО0九][〇零○OО0一二三四五六七八九]{2}年[一二三四五六七八九十元]{1,2}月[一二三四五六七八九十]{1,3}日|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}")


def metas(page: Page) -> dict[str, str]:
    """Meta tags by lower-case name; the first that is not empty counts."""
    found: dict[str, str] = {}
    for element in page.tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        content = squeeze(element.get("content") or "")
        if name and content and name not in found:
            found[name] = content
    return found


def meta(found: dict[str, str], names: Sequence[str]) -> str:
    """The first of the named meta tags that has a content."""
    return next((found[name] for name in names if found.get(name)), "")


def find_title(page: Page, found: dict[str, str], labelled: str = "") -> str:
    """The title as it is shown, chosen by what `<title>` begins with.

    A visible candidate that `<title>` contains is the title; else ArticleTitle, else the best heading, else `<title>` itself.
    """
    whole = squeeze(page.tree.xpath("string(//title)"))
    article = found.get("articletitle", "")
    if article and not _cut_off(article):
        return article
    shown = _candidates(page.tree)
    told = article or found.get("og:title", "") or whole
    for candidate in shown:
        if _plain(candidate) and _begins(told, candidate) and candidate.lower() not in _NO_TITLE:
            return candidate
    if labelled:
        return labelled
    if article:
        return article
    headings = [text for text in _headings(page.tree) if 4 <= len(text) <= 120 and text.lower() not in _NO_TITLE]
    first = _first_part(meta(found, _META_TITLE) if not whole else whole)
    if len(headings) == 1 and (_is_site(whole) or not first or first.lower() in _NO_TITLE):
        return headings[0]
    for candidate in shown:
        if _plain(candidate) in _plain(whole) and len(candidate) >= 5 and candidate.lower() not in _NO_TITLE:
            return candidate
    if (not first or _is_site(first) or first.lower() in _NO_TITLE) and (headings or shown):
        return (headings or [max(shown[:3], key=len)])[0]
    return first or (headings[0] if headings else "")


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
    return bool(re.search(r"(?:网|网站|门户|政府|委员会|局|频道|官网|平台|首页|在线)$", text)) and not re.search(r"的|关于|通知|公告|招聘", text)


def _headings(tree: Element) -> list[str]:
    return [text for name in ("h1", "h2") for element in tree.iter(name) if (text := _joined(element))]


def _candidates(tree: Element) -> list[str]:
    """Texts that look like a title, longest first among those that agree with `<title>`."""
    found: list[str] = []
    for element in tree.iter("h1", "h2", "h3", "h4", "ucaptitle", "td", "div", "p", "span", "strong", "font", "b", "li", "center", "dt"):
        headed = element.tag in ("h1", "h2", "h3", "ucaptitle")
        if headed or _TITLE_CLASS.search(element.get("class") or "") or _TITLE_CLASS.search(element.get("id") or "") or len(element) <= 3:
            text = _joined(element)
            if 4 <= len(text) <= 160:
                found.append(text)
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def _joined(element: Element) -> str:
    """An element's text on one line; between Chinese characters a line break is no blank."""
    if len(element) > 12:
        return ""
    text = ""
    for line in lines(element):
        apart = text and not (_WIDE.match(text[-1]) and _WIDE.match(line.text[0]))
        text += f" {line.text}" if apart else line.text
    return text


def find_day(page: Page, found: dict[str, str], header: dict[str, str], before: Sequence[Line], inside: Sequence[Line]) -> str:
    """The day of publication as the page writes it: metadata, its label, a line near the title, its address."""
    told = meta(found, _META_DAY)
    if told and DAY.search(told):
        return told
    labelled = header.get("published_text", "")
    if match := DAY.search(labelled):
        return match[0]
    for line in reversed(before[-25:]):
        if (match := DAY.search(line.text)) and not line.in_link and len(line.text) < 160:
            return match[0]
    timed = page.tree.xpath("string((//time/@datetime)[1])") or page.tree.xpath("string((//time)[1])")
    if match := DAY.search(timed):
        return timed if len(timed) < 40 else match[0]
    if match := _IN_URL.search(page.url):
        return "-".join(match.groups())
    return labelled or _signed_day(inside)


def _signed_day(inside: Sequence[Line]) -> str:
    for line in reversed(inside[-8:]):
        if len(line.text) < 40 and (match := _SIGNED_DAY.search(line.text)):
            return match[0]
    return ""


def find_source(found: dict[str, str], header: dict[str, str], inside: Sequence[Line]) -> str:
    """Who issued or published it: the header's issuer, the named source, the signature."""
    for told in (header.get("issuer_text", ""), header.get("source", ""), meta(found, _META_SOURCE)):
        name = _somebody(told)
        if name:
            return name
    return signature(inside)


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


def header_values(before: Sequence[Line], inside: Sequence[Line] = ()) -> dict[str, str]:
    """Labelled values of a notice's head."""
    return first_values(pairs([*before, *inside[:6]], vocabulary("notice")))




