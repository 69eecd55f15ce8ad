"""The page after a list, and the further pages of a long text."""

import re
from urllib.parse import urljoin, urlsplit

from lxml.cssselect import CSSSelector

from rencai_crawler.pages.built_pagers import jumped_to
from rencai_crawler.pages.forms import sent_to
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.scripted import is_address
from rencai_crawler.pages.tree import Element

_TRS = re.compile(
    r"createPage\w*\(\s*['\"]?(\d+)['\"]?\s*,\s*['\"]?(\d+)['\"]?\s*,\s*['\"]([^'\"]+)['\"]\s*,\s*['\"](\w+)['\"]"
)
_COUNT = re.compile(
    r"(?:var\s+)?(?:countPage|totalPage|pageCount|contenpage|pagecount|totalpage)\s*[=:]\s*['\"]?(\d+)", re.IGNORECASE
)
_CURRENT = re.compile(
    r"(?:var\s+)?(?:currentPage|currPage|curPage|pageIndex|currIndex|currentpage)\s*[=:]\s*['\"]?(\d+)", re.IGNORECASE
)
NEXT = re.compile(
    r"[\s\[(（【<«|]*(?:下一?[页版]|下页|后页|后一页|下一頁|next(?:\s*page)?)[\s\])）】>»›|]*", re.IGNORECASE
)
LAST = re.compile(r"[\s\[(（【«‹<|]*(?:尾页|末页|最后一?页|last(?:\s*page)?)[\s\])）】>»›|]*", re.IGNORECASE)
_ARROW = re.compile(r"[>›»]{1,2}")
_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[.*?href=[\"']?([^\"'> ]+)", re.IGNORECASE | re.DOTALL)
_RECORDS = re.compile(r"startrecord=(\d+)&endrecord=(\d+)&perpage=(\d+)", re.IGNORECASE)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)
_STEM = re.compile(r"(?:[_-](\d{1,4}))?\.(\w+)$")
_DIGITS = re.compile(r"\d{1,18}")
_YEARS = range(1900, 2100)
"""Numbers of pages that a menu of years has as well."""
DISABLED = re.compile(r"disabled|(?:^|\s)off(?:\s|$)", re.IGNORECASE)
_MOST_TEXT_PAGES = 30
_OPTION = re.compile(r"\W*(?:第|page)?\s*\d{1,4}\s*页?\W*(?:/\s*\d{1,4}\s*页?)?", re.IGNORECASE)
_LEADS = re.compile(r"location|\bopen\(|\bjump|\bgo", re.IGNORECASE)


def next_page(page: Page, css: str = "") -> str:
    """The list page after this one; empty on the last."""
    if css:
        found = CSSSelector(css, translator="html")(page.tree)
        return _other(page, _target(page, found[0])) if found else ""
    ways = (_linked, _counted, _jpage, _numbered, _all_linked, _chosen, jumped_to)
    return next(filter(None, (way(page) for way in ways)), "")


def names_as_last(page: Page, url: str) -> bool:
    """Whether the pager of a list page says that the one at `url` is its list's last: by a count, or by 尾页."""
    links = [(_target(page, each), text_in(each)) for each in page.tree.iter("a")]
    if any(_is_behind(target, url) for target, _ in links):
        return False
    told, number = _TRS.search(page.text) or _COUNT.search(page.text), _STEM.search(url)
    if told and number and url == _counted(page):
        return int(told[1]) == int(number[1]) + 1  # pages count from 0: the last of four is number 3
    return {target for target, text in links if LAST.fullmatch(text)} == {url}


def _is_behind(other: str, url: str) -> bool:
    """Whether two addresses are alike but for one number, which is higher in the first."""
    if _DIGITS.sub("0", other) != _DIGITS.sub("0", url):
        return False
    pairs = zip(map(int, _DIGITS.findall(other)), map(int, _DIGITS.findall(url)), strict=True)
    different = [(number, own) for number, own in pairs if number != own]
    return len(different) == 1 and different[0][0] > different[0][1]


def further_pages(page: Page) -> tuple[str, ...]:
    """The other pages of a text that is spread over several (`t1.html`, `t1_1.html`, …), from its first page."""
    if match := _TRS.search(page.text):
        count, current, name, extension = int(match[1]), int(match[2]), match[3], match[4]
        if 1 < count <= _MOST_TEXT_PAGES and current == 0 and _stem(page.url) in (name, ""):
            return tuple(urljoin(page.url, f"{name}_{number}.{extension}") for number in range(1, count))
        return ()
    if f"{_stem(page.url)}_" not in page.text:
        return ()
    stem = page.url.rpartition(".")[0] or page.url
    found: dict[str, None] = {}
    for element in page.tree.iter("a"):
        if "_" not in (href := element.get("href") or ""):
            continue
        url = page.absolute(href)
        if re.fullmatch(re.escape(stem) + r"_\d{1,2}\.\w+", url):
            text = text_in(element).strip("[]【】第页 ")
            if text.isdecimal() or NEXT.fullmatch(text):
                found[url] = None
    return tuple(found)


def _stem(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2].rpartition(".")[0]


def _other(page: Page, url: str) -> str:
    return url if url and url != page.absolute(page.url) else ""


def _target(page: Page, element: Element) -> str:
    """Where a link leads."""
    anchor = element if element.tag == "a" else next(element.iter("a"), element)
    href = (anchor.get("href") or "").strip()
    if not is_address(href):
        href = page.scripts.address(anchor) or sent_to(page, page.scripts, anchor)
    return page.absolute(href) if href else ""


def _linked(page: Page) -> str:
    """Where 下一页 or rel=next leads."""
    for link in page.tree.xpath("//link[@rel='next']/@href | //a[@rel='next']/@href"):
        return _other(page, page.absolute(link))
    arrows = []
    for element in page.tree.iter("a"):
        text = text_in(element) or (element.get("title") or "")
        if DISABLED.search(element.get("class") or ""):
            continue
        if NEXT.fullmatch(text):
            return _other(page, _target(page, element))
        if _ARROW.fullmatch(text):
            arrows.append(element)
    return _by_arrow(page, _other(page, _target(page, arrows[0]))) if len(arrows) == 1 else ""


def _by_arrow(page: Page, url: str) -> str:
    """Where a single arrow leads, unless it skips pages that the pager numbers (1 2 3 … 10 > is often page 11)."""
    numbered = _numbered(page)
    return numbered if numbered and _DIGITS.sub("0", numbered) == _DIGITS.sub("0", url) else url


def _counted(page: Page) -> str:
    """TRS: `createPageHTML(20, 0, "index", "html")`, or its variables countPage and currentPage; pages count from 0."""
    if match := _TRS.search(page.text):
        count, current, name, extension = int(match[1]), int(match[2]), match[3], match[4]
        return urljoin(page.url, f"{name}_{current + 1}.{extension}") if current + 1 < count else ""
    count_told, current_told = _COUNT.search(page.text), _CURRENT.search(page.text)
    if not count_told or not current_told:
        return ""
    following = int(current_told[1]) + 1
    path = urlsplit(page.url).path
    name = _STEM.sub("", path.rpartition("/")[2]) or "index"
    extension = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else "html"
    return urljoin(page.url, f"{name}_{following}.{extension}") if following < int(count_told[1]) else ""


def tells_own_number(page: Page) -> bool:
    """Whether a page's script tells its number and how many pages there are, so that its end is known."""
    return bool(_COUNT.search(page.text) and _CURRENT.search(page.text))


def _jpage(page: Page) -> str:
    """大汉 jpage: the next group it names, or the next range of records."""
    if match := _NEXT_GROUP.search(page.text):
        return _other(page, page.absolute(match[1].replace("&amp;", "&")))
    asked, total = _RECORDS.search(page.url), _TOTAL.search(page.text)
    if not asked or not total or int(asked[2]) >= int(total[1]):
        return ""
    start, size = int(asked[2]) + 1, int(asked[2]) - int(asked[1]) + 1
    following = f"startrecord={start}&endrecord={start + size - 1}&perpage={asked[3]}"
    return f"{page.url[: asked.start()]}{following}{page.url[asked.end() :]}"


def _numbered(page: Page) -> str:
    """A pager of bare numbers: the link that says one more than the number that is no link."""
    for element in page.tree.iter("a"):
        text = text_in(element).strip("[]【】 ")
        if not text.isdecimal() or len(text) > 4:
            continue
        before = number_before(element)
        if before is not None and int(text) == before + 1:
            return _other(page, _target(page, element))
    return ""


def _all_linked(page: Page) -> str:
    """A pager of bare numbers that are all links, that of the page itself among them or of its twin, the first."""
    found = dict[int, str]()
    for element in page.tree.iter("a"):
        text = text_in(element).strip("[]【】 ")
        url = _target(page, element) if text.isdecimal() and len(text) <= 4 else ""
        if url and int(text) in map(int, _DIGITS.findall(url)):
            found.setdefault(int(text), url)
    own = next((number for number, url in found.items() if url == page.url), 1)
    following = found.get(own + 1, "")
    alike = _DIGITS.sub("0", following) == _DIGITS.sub("0", found.get(own, ""))
    return following if alike and (own not in _YEARS or 1 in found) else ""


def _chosen(page: Page) -> str:
    """A pager to choose from: the option behind the chosen one, where choosing it leads to its address."""
    for select in page.tree.iter("select"):
        options = list(select.iter("option"))
        said = [_OPTION.fullmatch(text_in(each)) for each in options]
        if len(options) < 2 or not _LEADS.search(select.get("onchange") or "") or not all(said):
            continue
        chosen = next((at for at, each in enumerate(options) if each.get("selected") is not None), -1)
        twin = (at for at, each in enumerate(options) if page.absolute(each.get("value") or "") == page.url)
        following = (next(twin, 0) if chosen < 0 else chosen) + 1
        href = options[following].get("value") or "" if following < len(options) else ""
        return _other(page, page.absolute(href)) if is_address(href) and not href.isdecimal() else ""
    return ""


def number_before(element: Element) -> int | None:
    """The number right before a pager's link, where that is the current page and no link."""
    previous = element.getprevious()
    if previous is None and element.getparent() is not None and element.getparent().tag in ("li", "td"):
        previous = element.getparent().getprevious()
    if previous is None:
        return None
    text = text_in(previous).strip("[]【】 ")
    anchor = previous if previous.tag == "a" else next(previous.iter("a"), None)
    current = (
        anchor is None
        or not (anchor.get("href") or "").strip(" #")
        or "cur" in (previous.get("class") or "")
        or "active" in (previous.get("class") or "")
    )
    return int(text) if text.isdecimal() and current else None
