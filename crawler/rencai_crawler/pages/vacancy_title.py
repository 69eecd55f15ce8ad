"""What a vacancy is called: its heading, its label, the element called title, the line above the labels."""

import re

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.bare_values import PAY, is_brief
from rencai_crawler.pages.days import DAY, stamp
from rencai_crawler.pages.duties import heads_section
from rencai_crawler.pages.employer import EMPLOYER, NO_EMPLOYER, is_employer
from rencai_crawler.pages.head import find_title, is_column, is_site
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, Line, lines, squeeze
from rencai_crawler.pages.page import Page, meta
from rencai_crawler.pages.tree import Element, content

_CAMPAIGN = re.compile("(?:校园|社会|人才|春季|秋季)招聘$|招贤纳士|诚聘英才|加入我们")
_TRANSLATED = re.compile(r"(?<=[\u4e00-\u9fff])[\s/|｜·-]*[A-Za-z][A-Za-z &']*$")
_NEAR, _BRIEF_LINE = 6, 40
_LABELS_NEAR = 9
_SLASHES = re.compile(rf"[{EDGE}/|｜丨·]")
_DAY_BEHIND = re.compile(rf"(?<=\S)\s*{DAY.pattern}$")
_MARK = re.compile(r"^[【\[][^】\]]{1,4}[】\]]\s*(?=\S)")
"""【图】, 【急聘】 before a title."""
_TITLE_CLASSES = re.compile(
    r"(?P<job>(?:job|position|pos|post|zhiwei|gangwei|zw|gw)[-_]?(?:title|name|tit))|(?:^|[\s_-])(?:title|tit|name)(?:$|"
    r"[\s_-])|(?-i:[a-z](?:Title|Tit|Name)(?:$|\s))",
    re.IGNORECASE,
)


def vacancy_title(layout: Layout, found: dict[str, str], values: dict[str, str], first: int, duties: int) -> str:
    """What the vacancy is called; `first` is the place of the first label, `duties` that of their heading."""
    return _DAY_BEHIND.sub("", _called(layout, found, values, first, duties))


def _called(layout: Layout, found: dict[str, str], values: dict[str, str], first: int, duties: int) -> str:
    page = layout.page
    whole = squeeze(page.tree.xpath("string(//title)")) or meta(found, ("og:title",))
    first_level = [each for each in page.tree.iter("h1") if not _is_link(each)]
    headings = [text for each in first_level for text in _texts(each) if len(text) <= 80]
    headings = [text for text in headings if not (EMPLOYER.fullmatch(text) or PAY.match(text) or _is_section(text))]
    lower = [text for each in page.tree.iter("h2") if 2 <= len(text := squeeze(content(each))) <= 40]
    lower = [text for text in lower if not (furniture.begins_neighbours(text) or _is_section(text))]
    for heading in headings + lower:
        if heading in whole and not furniture.has_no_words(heading) and whole.find(heading) <= max(12, len(whole) // 3):
            return heading
    if len(set(headings)) == 1 and not (
        NO_EMPLOYER.search(headings[0]) or is_column(headings[0]) or is_site(headings[0])
    ):
        return headings[0]
    if values.get("title"):
        return values["title"]
    if heading := _heading_above(layout.lines, duties) or _heading_above(layout.lines, first):
        return heading
    called = _called_title(page)
    shown = next((text for text in called.values() if text in whole), "") or called.get(True, "")
    if shown:
        return shown
    above = _above_pay(layout.lines[: duties or None]) or _above_labels(layout.lines, first)
    return _small_heading(page) or above or _told(layout, found, duties)


def _is_section(text: str) -> bool:
    """Whether a heading is that of a site's section, perhaps with its English name: 诚聘英才 / JOBS."""
    name = _TRANSLATED.sub("", text)
    return is_column(name) or bool(_CAMPAIGN.match(name))


def _told(layout: Layout, found: dict[str, str], duties: int) -> str:
    """The page's title; where that is the name of a section, or of a campaign, the line above the duties."""
    title = _MARK.sub("", find_title(layout, found))
    named = is_column(title) or _CAMPAIGN.search(title)
    return (_above_labels(layout.lines, duties) if named else "") or title


def _small_heading(page: Page) -> str:
    """The first small heading that may be a title, without pay inside it."""
    for each in page.tree.iter("h3", "h4"):
        inner = [squeeze(content(child)) for child in each]
        text = squeeze(content(each))
        for pay in filter(PAY.fullmatch, inner):
            text = squeeze(text.replace(pay, " "))
            if 2 <= len(text) <= 40:
                return text
    return ""


def _is_link(heading: Element) -> bool:
    """Whether a heading is a link and nothing else, as a site's logo is."""
    own = "".join(text for text in heading.xpath(".//text()[not(ancestor::a)]"))
    return not own.strip() and heading.find(".//a") is not None


def _texts(heading: Element) -> list[str]:
    """A heading as a whole, and its lines: some hold employer and title."""
    apart = [line.text for line in lines(heading)]
    whole = squeeze(content(heading))
    return [whole, *apart] if len(apart) > 1 else [whole] if whole else []


def _above_pay(every: list[Line]) -> str:
    """The line right above the one that begins with the pay and names more than it, or has more below it."""
    for place, line in enumerate(every[1:120], 1):
        parts = [text for part in _SLASHES.split(line.marked) if (text := squeeze(part))]
        if parts and PAY.fullmatch(parts[0]) and _may_be_title(every[place - 1]):
            beside = parts[1:] or [each.text for each in every[place + 1 : place + 4]]
            if sum(map(is_brief, beside)) > 1 or _labels_follow(every[place + 1 : place + _LABELS_NEAR]):
                return every[place - 1].text
    return ""


def _labels_follow(below: list[Line]) -> bool:
    """Whether two labels of a vacancy stand below its pay."""
    words = vocabulary("job")
    found = (words.side_by_side(line.marked) for line in below)
    return sum(bool(each and words.field(each[0])) for each in found) > 1


def _heading_above(every: list[Line], begins: int) -> str:
    """The heading right above labels and duties, with a line or two of short values between them."""
    for line in reversed(every[max(0, begins - _NEAR) : begins]):
        if line.block.tag in ("h1", "h2", "h3", "h4") and not is_column(line.text):
            return line.text if _may_be_title(line) and not PAY.match(line.text) else ""
        if len(line.text) > _BRIEF_LINE:
            return ""
    return ""


def _may_be_title(line: Line) -> bool:
    text = line.text
    beside = furniture.is_furniture(text) or furniture.is_breadcrumb(text) or any(map(is_employer, text.split()))
    label = is_column(text) or text.endswith(("。", "：", ":")) or vocabulary("job").alone(line.marked) is not None
    return 2 <= len(text) <= 40 and not (line.in_link or beside or label)


def _above_labels(every: list[Line], first: int) -> str:
    """The line right above the first label, where it may be a title: short, no link, no button, no date."""
    for line in reversed(every[max(0, first - 3) : first]):
        text = line.text
        beside = furniture.is_furniture(text) or furniture.is_breadcrumb(text) or stamp(text) or PAY.match(text)
        values = any(is_employer(part) or is_brief(part) for part in text.split())
        if not (line.in_link or beside or values or len(text) == 1 or is_column(text)):
            return text if len(text) <= 40 and not text.endswith(("。", "：", ":")) else ""
    return ""


def _called_title(page: Page) -> dict[bool, str]:
    """The first text whose class names a job's title (True), and the first that is called title or name (False)."""
    found: dict[bool, str] = {}
    for element in page.tree.iter("div", "p", "span", "h2", "h3", "strong", "td"):
        match = _TITLE_CLASSES.search(element.get("class") or "") if len(element) <= 3 else None
        text = squeeze(content(element)) if match else ""
        if (
            match
            and 2 <= len(text) <= 60
            and not (EMPLOYER.fullmatch(text) or PAY.match(text) or furniture.is_furniture(text))
            and not (furniture.begins_neighbours(text) or is_column(text) or heads_section(text))
        ):
            found.setdefault(bool(match["job"]), text)
    return found
