"""Vacancies on pages of labels and values: 公司：… 工资：… 地区：… 职位描述 …"""

import re
from collections.abc import Sequence
from typing import Any

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout, find_article
from rencai_crawler.pages.duties import Duties, find_duties, heads_section
from rencai_crawler.pages.employer import (
    EMPLOYER,
    NO_EMPLOYER,
    employer_below,
    employer_in_title,
    employer_line,
    is_employer,
)
from rencai_crawler.pages.head import find_title, is_column, is_site
from rencai_crawler.pages.labels import Pair, first_values, pairs, vocabulary
from rencai_crawler.pages.lines import EDGE, Line, lines, squeeze
from rencai_crawler.pages.origin import DAY, SHORT_DAY, find_day, meta
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.tree import Element, content

_HINT = re.compile("工\\s*资|薪|待\\s*遇|职位描述|岗位职责|任职要求|岗位要求|工作内容|工作职责|岗位描述|职位详情")
_SHORT = 80
_LONGEST_HEAD = 40
_TELLING = frozenset(
    {
        "employer",
        "salary_text",
        "location_text",
        "headcount_text",
        "education_text",
        "experience_text",
        "employment_type_text",
        "benefits_text",
        "expires_text",
        "occupation_text",
        "title",
        "skill_level_text",
    }
)
_NEEDED = 3
_VALUES = frozenset({"span", "div", "p", "a", "em", "strong", "b", "h1", "h2", "h3", "h4", "li", "i", "dd"})
_BRIEF = frozenset({"education_text", "experience_text", "headcount_text", "employment_type_text"})
_LONGEST_BRIEF = 24
_POSSIBLE = {
    "published_text": re.compile(
        rf"{DAY.pattern}|{SHORT_DAY.pattern}|[今昨前][天日]|刚刚|\d\s?\S{{1,2}}[前内]|\d[:：]\d\d"
    ),
    "expires_text": re.compile(r"\d|长期|招满|额满|不限|有效|截止|过期|永久"),
    "headcount_text": re.compile(r"\d|若干|不限|[一二两三四五六七八九十数几多]"),
    "location_text": re.compile(r"^(?!(?:全国|请选择|切换.*|选择.*)$)."),
}
_PAY = re.compile(
    r"[¥￥]?\s*(?:(?:\d[\d.,]*\s*[kK千万元]?\s*[-~～—–至到]\s*)?\d[\d.,]*\s*(?:[kK千万元]|元)(?:\s*[/·／]?\s*(?:月|年|天|日|"
    r"小时|时|件|周|班)|以上(?:\s*/\s*月)?|以下(?:\s*/\s*月)?|起|左右|\+)?(?:\s*[·*×xX]?\s*\d{2}\s*薪)?|(?:薪资|"
    r"工资|薪酬|待遇)?面议|(?:\d[\d.]*\s*[-~～—]\s*)\d[\d.]*\s*(?:元\s*/?|/)\s*(?:月|天|小时|年)|\d{3,}\s*[-~～—]\s*\d{3,}(?:\s*月)?)"
)
_EDUCATION = re.compile(
    r"(?:学历)?(?:不限|不限学历|学历不限|初中|高中|中专|中技|技校|职高|大专|专科|本科|硕士|博士|研究生|"
    r"小学)(?:/?(?:中专|中技|高中|职高|技校))?(?:及以上|以上|或以上|学历|及以上学历|以上学历)?"
)
_EXPERIENCE = re.compile(
    r"(?:经验|工作经验)?(?:不限|无需经验|经验不限|无经验|应届(?:毕业)?生|在校生?/?应届生?|\d{1,2}\s*年(?:以下|以上|"
    r"及以上)?|\d{1,2}\s*[-~～至到]\s*\d{1,2}\s*年)(?:工作)?(?:经验|经历)?"
)
_TYPE = re.compile("全职|兼职|实习|临时工?|小时工|劳务派遣|外包|校园招聘|校招|社招|长期工|日结|暑假工|寒假工|学徒")
_HEADS = re.compile(r"(?:招聘|招|人|若干)?\s*(?:招聘?)?\s*(?:\d{1,4}|若干|[一二三四五六七八九十]+)\s*(?:人|名|位)")
_PLACE = re.compile(
    r"(?:(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安)(?:市)?|[\u4e00-\u9fff]{2,8}(?:省|市|"
    r"自治区|区|县))[\u4e00-\u9fffA-Za-z0-9（）()·\-\s]{0,30}"
)
_TOKENS = re.compile(rf"[{EDGE}|｜丨]|\s{{2,}}")
_SMALLER = re.compile(rf"[{EDGE}|｜丨/·,，;；\s]+")
_BARE = (
    ("salary_text", _PAY),
    ("education_text", _EDUCATION),
    ("experience_text", _EXPERIENCE),
    ("employment_type_text", _TYPE),
    ("headcount_text", _HEADS),
    ("location_text", _PLACE),
)
_WHEN = (
    rf"{DAY.pattern}|{SHORT_DAY.pattern}|今[天日]|昨[天日]|前[天日]|刚刚|"
    r"\d+\s?(?:个月|天|日|周|小时|分钟)(?:以?前|内)"
)
_RECENT = re.compile(r"\d\s?(?:天|小时|分钟)前")
_RENEWED = re.compile(
    rf"(?:发布|更新|刷新)(?:时间|日期)?(?:于)?\s*[:：]?\s*({_WHEN})|({_WHEN}|\d{{1,2}}:\d{{2}})\s*(?:发布|更新|刷新)"
)
_MARK = re.compile(r"^[【\[][^】\]]{1,4}[】\]]\s*(?=\S)")
"""【图】, 【急聘】 before a title."""
_TITLE_CLASSES = re.compile(
    r"(?P<job>(?:job|position|pos|post|zhiwei|gangwei|zw|gw)[-_]?(?:title|name|tit))|(?:^|[\s_-])(?:title|tit|name)(?:$|"
    r"[\s_-])",
    re.IGNORECASE,
)
_CLASSES = {
    "employer": re.compile(
        r"compan|corp|enterprise|gongsi|(?:^|[\s_-])(?:com|comp|ent|qy|gs)(?:[_-]?name)?(?:$|[\s_-])|cname|employer|"
        r"firm",
        re.IGNORECASE,
    ),
    "salary_text": re.compile(
        r"salary|xinzi|gongzi|money|wage|(?:^|[\s_-])(?:pay|price|xz|gz|red|yuexin)(?:$|[\s_-])|treatment",
        re.IGNORECASE,
    ),
    "location_text": re.compile(r"addr|area|city|location|place|diqu|didian|region|workplace", re.IGNORECASE),
}


def read_vacancy(page: Page) -> PageReading:
    """The vacancy on a page, where enough labels or a duties section say that it is one."""
    if not _HINT.search(page.text):
        return PageReading(kind_of_page="unknown", reason="no_vacancy")
    layout = Layout(page)
    every = layout.lines
    near = _neighbours_begin(every)
    given = [pair for pair in pairs(every, vocabulary("job")) if pair.line < near and _is_value(pair)]
    values = first_values(given)
    duties = find_duties(every[:near])
    if not duties.description:
        duties = find_duties(every)
    first = min((pair.line for pair in given if pair.field), default=0)
    fields = _fields(layout, values, duties, first, near)
    if not fields.get("title") or not _is_vacancy(values, fields, duties):
        return PageReading(kind_of_page="unknown", reason="no_vacancy")
    return PageReading(items=(RawItem("job_posting", fields),), kind_of_page="detail")


def _neighbours_begin(every: Sequence[Line]) -> int:
    """Place where other vacancies or the footer begin."""
    return next(
        (
            place
            for place, line in enumerate(every)
            if place > 8
            and furniture.begins_neighbours(line.text)
            and (not line.in_link or line.block.tag in ("h2", "h3", "h4"))
        ),
        len(every),
    )


def _is_value(pair: Pair) -> bool:
    """Whether what follows a label may be its value, and is no sentence: 经验要求：相比经验，我们更看重态度."""
    if pair.field in _BRIEF and len(pair.value) > _LONGEST_BRIEF:
        return False
    if heads_section(pair.value):
        return False
    pattern = _POSSIBLE.get(pair.field)
    return pattern is None or bool(pattern.search(pair.value))


def _is_vacancy(values: dict[str, str], fields: dict[str, Any], duties: Duties) -> bool:
    labelled = {name for name, value in values.items() if name in _TELLING and len(value) <= _SHORT}
    told = labelled | {name for name in _TELLING - {"title"} if fields.get(name)}
    essential = bool(fields.get("salary_text")) + bool(fields.get("employer")) + bool(duties.description)
    return essential >= 2 and len(told) >= _NEEDED - 1 and bool(len(labelled) >= 2 or duties.headed)


def _fields(layout: Layout, values: dict[str, str], duties: Duties, first: int, near: int) -> dict[str, Any]:
    page, every = layout.page, layout.lines
    found = page.metas
    title = _title(layout, found, values, first)
    head = _head(every, title, duties)
    fields: dict[str, Any] = {name: value for name, value in values.items() if name not in ("title", "source_id")}
    fields["title"] = title
    fields |= {name: value for name, value in _unlabelled(head).items() if not fields.get(name)}
    end = every[near].block if near < len(every) else None
    fields |= {name: value for name, value in _by_class(layout.tree, title, end).items() if not fields.get(name)}
    fields["description"] = duties.description or _whole(page, title)
    fields["requirements"] = duties.requirements
    if not DAY.search(fields.get("published_text", "")):
        renewed = next(
            (match[1] or match[2] for line in every if (match := _RENEWED.search(line.text)) and len(line.text) < 60),
            "",
        )
        fields["published_text"] = fields.get("published_text") or renewed or find_day(page, found, {}, head, ())
    if not fields.get("employer"):
        fields["employer"] = (
            employer_line(head)
            or employer_line(every[: duties.start])
            or employer_in_title(page, title, every)
            or employer_below(every, duties.start)
        )
    return {name: value for name, value in fields.items() if value}


def _title(layout: Layout, found: dict[str, str], values: dict[str, str], first: int) -> str:
    """What the vacancy is called; `first` is the place of the first label."""
    page = layout.page
    whole = squeeze(page.tree.xpath("string(//title)")) or meta(found, ("og:title",))
    headings = [text for each in page.tree.iter("h1") for text in _texts(each) if len(text) <= 80]
    headings = [text for text in headings if not (EMPLOYER.fullmatch(text) or _PAY.match(text) or is_column(text))]
    lower = [text for each in page.tree.iter("h2") if 2 <= len(text := squeeze(content(each))) <= 40]
    lower = [text for text in lower if not furniture.begins_neighbours(text)]
    for heading in headings + lower:
        if heading in whole and not furniture.has_no_words(heading) and whole.find(heading) <= max(12, len(whole) // 3):
            return heading
    if len(set(headings)) == 1 and not (
        NO_EMPLOYER.search(headings[0]) or is_column(headings[0]) or is_site(headings[0])
    ):
        return headings[0]
    if values.get("title"):
        return values["title"]
    called = _called_title(page)
    shown = next((text for text in called.values() if text in whole), "") or called.get(True, "")
    if shown:
        return shown
    return _small_heading(page) or _above_labels(layout.lines, first) or _MARK.sub("", find_title(layout, found))


def _small_heading(page: Page) -> str:
    """The first small heading that may be a title, without pay inside it."""
    for each in page.tree.iter("h3", "h4"):
        inner = [squeeze(content(child)) for child in each]
        text = squeeze(content(each))
        for pay in filter(_PAY.fullmatch, inner):
            text = squeeze(text.replace(pay, " "))
            if 2 <= len(text) <= 40:
                return text
    return ""


def _texts(heading: Element) -> list[str]:
    """A heading as a whole, and its lines: some hold employer and title."""
    apart = [line.text for line in lines(heading)]
    whole = squeeze(content(heading))
    return [whole, *apart] if len(apart) > 1 else [whole] if whole else []


def _above_labels(every: list[Line], first: int) -> str:
    """The line right above the first label, where it may be a title: short, no link, no button, no date."""
    for line in reversed(every[max(0, first - 3) : first]):
        text = line.text
        beside = furniture.is_furniture(text) or furniture.is_breadcrumb(text) or DAY.search(text) or _PAY.match(text)
        if not (line.in_link or beside):
            return text if 2 <= len(text) <= 40 and not (text.endswith(("。", "：", ":")) or is_column(text)) else ""
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
            and not (EMPLOYER.fullmatch(text) or _PAY.match(text) or furniture.is_furniture(text))
            and not furniture.begins_neighbours(text)
        ):
            found.setdefault(bool(match["job"]), text)
    return found


def _head(every: list[Line], title: str, duties: Duties) -> list[Line]:
    """The lines from the title to the duties, where pay, place and employer stand."""
    places = [
        place
        for place, line in enumerate(every)
        if title and title in line.text and len(line.text) < len(title) + 60 and not line.in_link
    ]
    end = duties.start if duties.description else min(len(every), (places[0] if places else 0) + _LONGEST_HEAD)
    above = [place for place in places if end - _LONGEST_HEAD <= place < end]
    first = min(above, default=max(places, default=0) if places and places[0] < end else 0)
    return _without_neighbours(every[first:end], every[duties.start] if duties.description else None)


def _without_neighbours(head: list[Line], duties: Line | None) -> list[Line]:
    """Without what stands in an element that a heading such as 相关职位 heads; it may stand above the duties."""
    heading = next((line for line in head if furniture.begins_related(line.text)), None)
    around = heading.block.getparent() if heading is not None else None
    if around is None or duties is None:
        return head
    within = set(around.iter("*"))
    return head if duties.block in within else [line for line in head if line.block not in within]


def _unlabelled(head: Sequence[Line]) -> dict[str, str]:
    """Short values that need no label: 8000-12000元/月 | 3-5年 | 大专 | 全职."""
    found: dict[str, str] = {}
    for line in head:
        if len(line.text) > 160 or line.in_link or furniture.is_breadcrumb(line.text):
            continue
        tokens = [line.text, *_TOKENS.split(line.marked), *_SMALLER.split(line.marked)]
        for token in filter(None, map(squeeze, tokens)):
            for name, pattern in _BARE:
                if name not in found and len(token) < 40 and pattern.fullmatch(token) and not _RECENT.search(token):
                    found[name] = token.lstrip("¥￥ ")
                    break
    return found


def _by_class(tree: Element, title: str, end: Element | None) -> dict[str, str]:
    """Values in elements whose class says what they are, down to the one where other vacancies begin."""
    found: dict[str, str] = {}
    for element in tree.iter("*"):
        if element is end:
            break
        if element.tag not in _VALUES:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if names == " " or len(element) > 4:
            continue
        for name, pattern in _CLASSES.items():
            if name in found or not pattern.search(names):
                continue
            text = squeeze(content(element)).strip("()（）[]【】¥￥ ")
            if _fits(name, text) and text != title:
                found[name] = re.sub(r"^[^:：]{2,6}[:：]\s*", "", text)
    return found


def _fits(name: str, text: str) -> bool:
    if not 2 <= len(text) <= 60 or NO_EMPLOYER.search(text):
        return False
    if name == "salary_text":
        return bool(re.search(r"\d.*[元kK千万月天]|面议", text)) and len(text) < 30
    if name == "employer":
        return is_employer(text)
    return bool(re.search(r"[市区县镇路街号]|北京|上海|广州|深圳", text)) and not re.search(r"[，。；]", text)


def _whole(page: Page, title: str) -> str:
    """The main text, where no heading says which part of it the duties are; lines of labels left out."""
    article = find_article(Layout(page), title)
    labelled = {
        pair.line for pair in pairs(article.inside, vocabulary("job")) if pair.field and len(pair.value) <= _SHORT
    }
    return "\n".join(line.text for place, line in enumerate(article.inside) if place not in labelled)
