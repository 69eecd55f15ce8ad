"""Vacancies on pages of labels and values: 公司：… 工资：… 地区：… 职位描述 …"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout, find_article
from rencai_crawler.pages.bare_values import by_class, unlabelled, values_of
from rencai_crawler.pages.days import DAY, SENTENCE, SHORT_DAY, day_above, find_day
from rencai_crawler.pages.duties import Duties, find_duties
from rencai_crawler.pages.employer import employer_line, employing, is_employer
from rencai_crawler.pages.employer_choice import likely_employer
from rencai_crawler.pages.headings import heads_section
from rencai_crawler.pages.hiring import HIRES, Offer, is_hired
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.labels import Pair, first_values, pairs, vocabulary
from rencai_crawler.pages.lines import EDGE, Line, hrefs, leads_away, squeeze
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.positions import numbered
from rencai_crawler.pages.post_lines import NO_PAGES
from rencai_crawler.pages.section import Section, costs
from rencai_crawler.pages.section_title import HEADING_TAGS, advertised, caller, values_beside
from rencai_crawler.pages.several import headings, sections
from rencai_crawler.pages.title_values import is_button
from rencai_crawler.pages.told_pay import first_clause, pay_in
from rencai_crawler.pages.unheaded import unheaded
from rencai_crawler.pages.vacancy_title import vacancy_title
from rencai_crawler.pages.words_above import with_words_above

_SHORT, _BRIEF_TEXT = 80, 24
_LONGEST_HEAD, _MENU = 40, 8
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
_ADVERTS = 3
"""So many paragraphs with a title of their own are an article."""
_LONGEST_PAY = 30
"""Longer pay is a sentence, and counts after a bare value."""
_BRIEF = frozenset({"education_text", "experience_text", "headcount_text", "employment_type_text"})
_LONGEST_BRIEF = 24
_LONGEST_NAME, _LONGEST_RENEWED = 20, 60
_CALLS = re.compile("(?:招聘?|聘).{0,20}(?:如下|以下|下列|若干|[:：]$)")
"""现招聘以下人员：, above vacancies."""
_APPLIES = re.compile(
    r"(?:我要|立即|马上|在线|点击)?(?:应聘|申请|投递|报名)(?:该?(?:职位|岗位)|简历)?|投个?简历|[Aa]pply(?: [Nn]ow)?"
)
"""The button below a vacancy."""
_TO_SEND = re.compile(r"简历.{0,12}(?:发送|投递|[发投]至|寄)|[发投]送?简历[到至]")
_VAGUE = frozenset({"时间", "日期", "地址", "详细地址"})
"""Labels that count only where another does not say what happened on that day, or is at that place."""
_OF_COMPANY = frozenset({"公司地址", "单位地址", "工作单位地址"})
"""Labels of a place that is where the employer is, and only perhaps where the work is."""
_POSSIBLE = {
    "published_text": re.compile(
        rf"{DAY.pattern}|{SHORT_DAY.pattern}|[今昨前][天日]|刚刚|[\d一二两三几]\s?\S{{1,2}}[前内]|\d[:：]\d\d"
    ),
    "employer": re.compile("^(?!我的|登录|注册|首页)."),
    "expires_text": re.compile(r"\d|长期|招满|额满|不限|有效|截止|过期|永久"),
    "title": re.compile(r"^(?!.*(?:。|要求\s*[:：]))"),
    "headcount_text": re.compile(r"\d|若干|不限|[一二两三四五六七八九十数几多]"),
    "location_text": re.compile(r"^(?!(?:全国|请?(?:选择|输入).*|切换.*|\d+\s?[人家个名位].*)$)."),
}
_WHEN = (
    rf"{DAY.pattern}|{SHORT_DAY.pattern}|今[天日]|昨[天日]|前[天日]|刚刚|"
    r"\d+\s?(?:个月|天|日|周|小时|分钟)(?:以?前|内)"
)
_DAY_AHEAD = re.compile(rf"({_WHEN})(?![日号月\d])(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?\s*[^\d\s]")
"""A labelled day before what else stands on its line: 2024-04-02 来源：某局."""
_QUESTION = re.compile("[？?]$|[？?].*(?:职责|要求|介绍|详解)|[是做]什么的?")
"""What is asked about a job is no vacancy."""
_WORDS = re.compile(r"[\s，,。；;、|｜：:]+")
_COUNT = r"\s*[(（]?((?:\d{1,3}|若干|[一二两三四五六七八九十]{1,2})\s?[人名位])"
_RENEWED = re.compile(
    rf"(?:发[布表]|更新|刷新)(?:时间|日期)?(?:于)?\s*[:：]?\s*({_WHEN})|({_WHEN}|\d{{1,2}}:\d{{2}})\s*(?:发布|更新|刷新)"
)

_MAY_RENEW = re.compile("发[布表]|更新|刷新")
"""In all that tells when a page was put there; most lines have none of it, which is found at once."""


def read_vacancy(layout: Layout) -> PageReading:
    """The vacancies of a page that surely has several; else the one on it, if labels or duties say that it is one."""
    items, offer = offered(layout)
    if not items or offer is None or not is_hired(offer):
        return PageReading(kind_of_page="unknown", reason="no_vacancy")
    return PageReading(items=items, kind_of_page="detail")


def offered(layout: Layout) -> tuple[tuple[RawItem, ...], Offer | None]:
    """What would be the vacancies of a page if it has any, and what tells whether it has."""
    every = layout.lines
    near = _neighbours_begin(every)
    duties = find_duties(every[:near])
    if not duties.description:
        duties = find_duties(every)
        near = _neighbours_begin(every, duties.start)
    told = [pair for pair in pairs(every, vocabulary("job")) if pair.line < near]
    heads = headings(every[:near])
    parts = sections(every[:near], heads) if duties.headed else []
    if not parts or costs([part.lines for part in parts]):
        parts = unheaded(every[:near], heads, hires=_hires(layout, near))
    if parts:
        items = _several(layout, parts)
        return items, _offer(layout, near, items, told, parts[0].duties)
    if _lists_adverts(told, every):
        return (), None
    fields = _only(layout, told, duties, near)
    if _lists_links(str(fields.get("description", "")), every):
        return (), None
    items = (RawItem("job_posting", fields),)
    title = str(fields.get("title", ""))
    return (items, _offer(layout, near, items, told, duties)) if title and not _QUESTION.search(title) else ((), None)


def _only(layout: Layout, told: Sequence[Pair], duties: Duties, near: int) -> dict[str, Any]:
    """The one vacancy that a page may be about."""
    given = sorted(filter(_is_value, told), key=lambda pair: pair.label in _VAGUE | _OF_COMPANY)
    return _fields(layout, given, first_values(given), duties, near)


def _offer(layout: Layout, near: int, items: Sequence[RawItem], told: Sequence[Pair], duties: Duties) -> Offer:
    """How a page offers what was read of it."""
    values = first_values(filter(_is_value, told))
    labelled = {name for name, value in values.items() if name in _TELLING and len(value) <= _SHORT}
    fields = items[0].fields
    own = [line for line in layout.lines[:near] if not line.in_link]
    above = layout.lines[: duties.start] if len(items) == 1 else own
    title = str(fields["title"])
    return Offer(
        title=title,
        whole_title=layout.page.title,
        fields=fields,
        labelled=labelled,
        title_labelled=bool(values.get("title")) and values["title"] in title,
        duties=duties,
        lines=own,
        hires_line=any(map(_says_it_hires, above)),
        calls=any(_CALLS.search(line.text) for line in own),
        applies=any(_TO_SEND.search(line.text) or _APPLIES.fullmatch(line.text) for line in layout.lines[:near]),
        called=_is_surely_job(values, fields, duties),
        leads=sum(is_button(line.text) and leads_away(line) for line in layout.lines[:near] if line.in_link),
        parts=len(items),
    )


def _several(layout: Layout, parts: Sequence[Section]) -> tuple[RawItem, ...]:
    """A vacancy for each part; what stands above all of them, or on the page at large, is said of each."""
    page, every = layout.page, layout.lines
    begins = every.index(parts[0].lines[0])
    above = every[:begins]
    told = first_values(filter(_is_value, pairs(above, vocabulary("job"))))
    within = {id(line) for part in parts for line in part.lines[1:]}
    around = [line for line in every if id(line) not in within]
    common = {
        "url": page.url,
        "employer": employing(told.get("employer") or likely_employer(page, parts[0].title, around)),
        "published_text": find_day(page, page.metas, {}, above, ()),
    }
    items = []
    for part in parts:
        day = part.day or day_above(part.lines[1 : part.duties.start])
        fields = common | ({"published_text": day} if day else {}) | _of_part(part)
        items.append(RawItem("job_posting", {name: value for name, value in fields.items() if value}))
    return numbered(items) if len(items) > 1 else tuple(items)


def _of_part(part: Section) -> dict[str, Any]:
    """What a part of a page says of its vacancy."""
    given = [pair for pair in pairs(part.lines, vocabulary("job")) if _is_value(pair)]
    values = {name: value for name, value in first_values(given).items() if name != "source_id"}
    bare = unlabelled(part.lines[1 : part.duties.start])
    own = {"title": part.title, "description": part.duties.description, "requirements": part.duties.requirements}
    return bare | values | _untold(part.beside, values, part.title) | own


def _untold(beside: Mapping[str, str], told: Mapping[str, Any], title: str) -> dict[str, str]:
    """What stands beside a title and no label tells, or none without the title: 招聘人数：3人数控车工."""
    return {name: value for name, value in beside.items() if not told.get(name) or title in told[name]}


def _neighbours_begin(every: Sequence[Line], below: int = 0) -> int:
    """Place where other vacancies or the footer begin, below a place; a column beside the text may come before it."""
    return next(
        (
            place
            for place, line in enumerate(every)
            if place > max(below, _MENU)
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


def _lists_adverts(told: Sequence[Pair], every: Sequence[Line]) -> bool:
    """Whether paragraph upon paragraph is the advert of another employer: an article of them, and no vacancy."""
    titles = {pair.value for pair in told if pair.field == "title" and len(every[pair.line].text) > _SHORT}
    return len(titles) >= _ADVERTS


def _lists_links(description: str, every: Sequence[Line]) -> bool:
    """Whether most lines of what would be a vacancy's text lead to pages of their own, as those of a list do."""
    told = set(description.split("\n"))
    within = [line for line in every if line.text in told]
    leading = sum(bool(line.linked) and any(not href.startswith(NO_PAGES) for href in hrefs(line)) for line in within)
    return leading >= _ADVERTS and leading > len(within) / 2


def _is_surely_job(values: Mapping[str, str], fields: Mapping[str, Any], duties: Duties) -> bool:
    """Whether what stands above a text of duties is labelled as a title, or short and the name of a job."""
    title = str(fields.get("title", ""))
    labelled = values.get("title", "")
    named = bool(labelled and labelled in title) or (len(title) <= _LONGEST_NAME and ROLE.search(title))
    named = named or (is_trade(title) and len(title) <= _LONGEST_NAME and bool(duties.requirements))
    borne_out = duties.requirements or fields.get("employer")
    enough = len(duties.description) > (_BRIEF_TEXT if borne_out else _SHORT)
    return duties.headed and enough and bool(title and named)


def _hires(layout: Layout, near: int) -> bool:
    """Whether a page says of itself that it hires, or calls for people."""
    if HIRES.search(layout.page.title):
        return True
    own = (line for line in layout.lines[:near] if not line.in_link)
    return any(_says_it_hires(line) or _CALLS.search(line.text) for line in own)


def _says_it_hires(line: Line) -> bool:
    """Whether a heading, or the way to the page, is one of vacancies."""
    heading = line.block.tag in HEADING_TAGS or (len(line.text) <= _LONGEST_NAME and not line.in_link)
    return (heading or furniture.is_breadcrumb(line.text)) and bool(HIRES.search(line.text))


def _fields(layout: Layout, given: list[Pair], values: dict[str, str], duties: Duties, near: int) -> dict[str, Any]:
    page, every = layout.page, layout.lines
    first = min((pair.line for pair in given if pair.field), default=0)
    title = vacancy_title(layout, page.metas, values, first, duties.start if duties.description else 0)
    head = _head(every, title, duties)
    fields: dict[str, Any] = {name: value for name, value in values.items() if name not in ("title", "source_id")}
    fields["title"] = title
    bare = unlabelled(head)
    for name in _outdone(given, bare, duties):
        del fields[name]
    fields |= {name: value for name, value in bare.items() if not fields.get(name)}
    fields |= _untold(values_beside(head[0]) if head else {}, fields, title)
    if not fields.get("employer"):
        fields["employer"] = next(filter(is_employer, title.split()), "") or employer_line(head)
    end = every[near].block if near < len(every) else None
    fields |= {name: value for name, value in by_class(layout.tree, title, end).items() if not fields.get(name)}
    fields["description"] = with_words_above(every, duties, title) or _whole(page, title)
    fields["requirements"] = duties.requirements
    fields["salary_text"] = first_clause(str(fields.get("salary_text", ""))) or pay_in(fields["description"])
    fields |= {name: value for name, value in _called_for(layout, title, near).items() if not fields.get(name)}
    fields["published_text"] = _published(layout, fields, head)
    told = employing(str(fields.get("employer", ""))) or employing(likely_employer(page, title, every))
    fields["employer"] = told or _who_calls(layout, title)
    return {name: value for name, value in fields.items() if value}


def _who_calls(layout: Layout, title: str) -> str:
    """Whose call for somebody of that name the page has: 示例区图书馆招聘讲解员."""
    calls = (line.text for line in layout.lines if title in line.text and not line.in_link)
    return next((name for text in calls if advertised(text) == title and (name := caller(text))), "")


def _called_for(layout: Layout, title: str, near: int) -> dict[str, str]:
    """What the sentences below a call say of its vacancy: 现招聘焊工3名，月薪7000元."""
    every = layout.lines[:near]
    begins = next((place for place, line in enumerate(every) if advertised(line.text) == title), near)
    words = [word for line in every[begins : begins + _MENU] for word in _WORDS.split(line.text)]
    told = {name: value for name, value in values_of(words).items() if name == "salary_text"}
    counted = re.compile(re.escape(title) + _COUNT)
    count = next((match[1] for line in every[begins : begins + _MENU] if (match := counted.search(line.text))), "")
    return told | ({"headcount_text": count} if count else {})


def _published(layout: Layout, told: Mapping[str, Any], head: Sequence[Line]) -> str:
    """The day that is told already, or that the page says anywhere, or that stands in its head."""
    if day := str(told.get("published_text", "")):
        alone = _DAY_AHEAD.match(day)
        return alone[1] if alone else day
    brief = _brief(head, told.get("expires_text"))
    found = _renewed(layout.lines) or find_day(layout.page, layout.page.metas, {}, brief, ()) or _day_apart(brief)
    return found or _day_alone(layout.lines, head)


def _day_alone(every: Sequence[Line], head: Sequence[Line]) -> str:
    """A day on a line of its own above the head, nearest first."""
    above = every[: every.index(head[0])] if head else ()
    return next((line.text for line in reversed(above) if DAY.fullmatch(line.text)), "")


def _renewed(every: Sequence[Line]) -> str:
    """When the page says that it was put there, or renewed."""
    may = (line for line in every if len(line.text) < _LONGEST_RENEWED and _MAY_RENEW.search(line.text))
    told = [(line, match) for line in may if (match := _RENEWED.search(line.text))]
    whole = (day[0] for line, _ in told if (day := DAY.search(line.text)))
    return next(whole, next((match[1] or match[2] for _, match in told), ""))


def _day_apart(head: Sequence[Line]) -> str:
    """A day in an element of its own beside other values: 北京招3人07-15."""
    parts = (squeeze(part) for line in head for part in line.marked.split(EDGE))
    return next((part for part in parts if SHORT_DAY.fullmatch(part) or DAY.fullmatch(part)), "")


def _brief(head: Sequence[Line], ends: str | None) -> list[Line]:
    """The lines of a head that are no sentences, without that of the last day to apply."""
    brief = (line for line in head if len(line.text) <= _SHORT or not SENTENCE.search(line.text))
    return [line for line in brief if not (ends and ends in line.text)]


def _outdone(given: list[Pair], bare: dict[str, str], duties: Duties) -> list[str]:
    """Fields of which a bare value beside the title tells more than the label: a sentence of pay, a head office."""
    below = duties.start if duties.description else len(given) and given[-1].line + 1
    first = {pair.field: pair for pair in reversed(given) if pair.value}
    pay, place = first.get("salary_text"), first.get("location_text")
    told = []
    if pay and "salary_text" in bare and (len(pay.value) > _LONGEST_PAY or pay.line > below):
        told.append("salary_text")
    if place and "location_text" in bare and place.label in _OF_COMPANY:
        told.append("location_text")
    return told


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


def _whole(page: Page, title: str) -> str:
    """The main text, where no heading says which part of it the duties are, without the labels above and beside it."""
    article = find_article(Layout(page), title)
    given = [pair for pair in pairs(article.inside, vocabulary("job")) if pair.field and len(pair.value) <= _SHORT]
    labelled = {pair.line for pair in given}
    below = (pair.line + 1 for pair in given if _stands_below(pair, article.inside))
    labelled.update(below)
    labelled.update(place for place, line in enumerate(article.inside) if advertised(line.text) == title)
    of_text = {line.block for place, line in enumerate(article.inside) if place not in labelled}
    kept = [line for place, line in enumerate(article.inside) if place not in labelled or line.block in of_text]
    return "\n".join(line.text for line in _of_flow(kept))


def _stands_below(pair: Pair, every: Sequence[Line]) -> bool:
    return pair.line + 1 < len(every) and every[pair.line + 1].text == pair.value


def _of_flow(text: Sequence[Line]) -> Sequence[Line]:
    """Lines to the last one in an element such as the longest of them is in: below stand buttons and warnings."""
    tags = [line.block.tag for line in text]
    longest = max(range(len(text)), key=lambda place: len(text[place].text), default=0)
    return text[: len(text) - tags[::-1].index(tags[longest])] if tags else text
