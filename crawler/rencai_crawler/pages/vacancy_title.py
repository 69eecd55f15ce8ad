"""What a vacancy is called: of all lines that may say it, the one for which most kinds of evidence speak.

Evidence is what `<title>` begins with, headings, elements called title, a label, the end of the way to the page, a
place right above labels, pay or duties, and words that name jobs. None of them is right on every site.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.bare_values import PAY, is_brief
from rencai_crawler.pages.days import DAY, SHORT_DAY
from rencai_crawler.pages.employer import EMPLOYER, NO_EMPLOYER, is_employer
from rencai_crawler.pages.head import find_title
from rencai_crawler.pages.headings import OTHER_ALONE, heads_section, is_heading
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.page import meta
from rencai_crawler.pages.page_names import is_column, is_site
from rencai_crawler.pages.section_names import names_section
from rencai_crawler.pages.section_title import advertised, before_values
from rencai_crawler.pages.title_values import parted

_CAMPAIGN = re.compile(
    "(?:校园|社会|人才|春季|秋季)招聘$|招贤纳士|诚[聘招征][英贤]才|加入我们|招聘(?:平台|系统|官网|门户|网站?|专区)$"
)
_OF_PLACE = re.compile("[\u4e00-\u9fff]{2,4}招聘")
"""A board of a town: 示例招聘."""
_TRANSLATED = re.compile(r"(?<=[\u4e00-\u9fff])[\s/|｜·-]*[A-Za-z][A-Za-z &']*$")
_RENEWED = re.compile(rf"{SHORT_DAY.pattern}\s*(?:更新|发布|刷新)")
_TITLE_GOES_ON = re.compile(r"[\W_]|[诚急]?招?聘")
_DAY_BEHIND = re.compile(rf"(?<=\S)\s*{DAY.pattern}$")
_MARK = re.compile(r"^[【\[][^】\]]{1,4}[】\]]\s*(?=\S)")
"""【图】, 【北京】 before what `<title>` begins with."""
_CALL_AHEAD = re.compile(
    r"^[●■◆★▪►·•]?\s*\d{1,2}[、．]\s*(?=[\u4e00-\u9fffA-Za-z])|^[●■◆★▪►·•]\s*|^[【\[](?:[急诚]?招?聘|[急热]招?|\d?图|置顶|精华?|新|荐|推荐)[】\]]\s*(?=\S)"
)
_NUMBER_BEHIND = re.compile(r"(?<=\S)\s*[\[（(【]\s*[A-Za-z]{0,4}-?\d{3,}\s*[\]）)】]$")
"""The number of the post, in brackets behind its title."""
_TITLE_CLASSES = re.compile(
    r"(?P<job>(?:job|position|pos|post|zhiwei|gangwei|zw|gw)[-_]?(?:title|name|tit))|(?:^|[\s_-])(?:title|tit|name)(?:$|"
    r"[\s_-])|(?-i:[a-z](?:Title|Tit|Name)(?:$|\s))",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^[>»›/|]|[\w.-]@\w|\d{7,}|\d{3,4}-\d{3,4}|热线|^(?:电话|地址|邮箱)\s*[:：]|^(?:联系|欢迎|请|您)"
)
_STEPS = re.compile(r"招聘.{0,6}\s*[>»›]\s*\S")
_LONGEST_WAY = 60
_MAY_PAY = re.compile("[\\d¥￥面薪工待]")
"""Begins all pay; most lines begin otherwise, which is found at once."""
_PAY_LABEL = re.compile("^(?:年薪|月薪|日薪|时薪|薪资|工资)")
_CALL = re.compile("^(?:招聘|诚聘|急聘)(?:职位|岗位)?\\s*[:：]\\s*(?=\\S)")
_NEVER_BEHIND_JOB = re.compile("(?:要求|条件|职责|时间|详情)$")
_NAMED_PART = re.compile(r"[【\[][^】\]]{2,8}[】\]]\s*[:：]?")
"""【薪资体系】 heads a part of an advert."""
_SENTENCE = re.compile("[。；？]|，.*[，！!]|[：:]$")
_CALLS_SOME = re.compile(r"[招聘].{1,12}?(?:\d{1,3}|若干|[一二两三四五六七八九十]{1,2})\s?[人名位]")
"""某店招厨师一名, which calls for somebody whom a label names."""
_CALLS_ONE = re.compile(
    r"(?:招聘|诚聘|聘[用请]|招[收用募]?)\s*([\u4e00-\u9fff]{2,12}?)\s*(?:\d{1,3}|若干|[一二两三四五六七八九十]{1,2})\s?[人名位]"
)
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_HEADING = {"h1": 3.0, "h2": 2.5, "h3": 2.0, "h4": 1.5, "h5": 1.5, "h6": 1.0}
_LABELLED, _IN_TITLE, _ANYWHERE, _CALLED_JOB, _CALLED = 5.0, 4.0, 1.0, 3.0, 1.0
_ROLE, _OCCUPATION = 2.5, 1.5
_ABOVE_PAY, _RIGHT_ABOVE, _ABOVE, _STEP, _BELOW = 2.0, 2.0, 1.0, 2.0, -4.0
_LEAST = 3.0
"""What a line must come to; else `<title>` is all there is."""
_SECTION, _LEAST_ROW = -3.0, 4
_TWICE = 2
"""Cells of a title and of the same with more behind it: 货车司机, 货车司机 包吃住."""
_NEAR, _FAR = 3, 8
"""Lines between a title and what it stands right above, or above."""
_LONGEST, _LONGEST_HEADING, _LONGEST_LINE = 40, 80, 120
_NEAR_BEGINNING = 12
_GLUED = re.compile(r"[^\W\d_聘](?<!急招)$")
"""Before a text that is the end of a longer word: 设备 in 示例设备."""
_BETWEEN = re.compile(rf"[{EDGE}|｜丨]|(?<=[元月kKw万])\s*/(?!\s*[月年天日时小周])")


def vacancy_title(layout: Layout, found: dict[str, str], values: dict[str, str], first: int, duties: int) -> str:
    """What the vacancy is called; `first` is the place of the first label, `duties` that of their heading."""
    whole = layout.page.title or meta(found, ("og:title",))
    best, most = "", _LEAST
    for text, score in _candidates(layout.lines, whole, first, duties):
        if score >= most:
            best, most = text, score
    labelled = values.get("title", "")
    within = labelled in best and best in whole  # 电话客服, of 电话客服专员
    agrees = 0.0 if within else _agrees(labelled, whole)
    calls = is_trade(labelled) and (not is_trade(best) or bool(advertised(best)) or _calls_for(labelled, best))
    if labelled and (calls or _LABELLED + _names_job(labelled) + agrees >= most):
        best = labelled
    best = best or _called_once(layout.lines)
    own = _NUMBER_BEHIND.sub("", _CALL.sub("", parted(_CALL_AHEAD.sub("", best))[0]))
    own = advertised(own) or own
    return _DAY_BEHIND.sub("", own or _MARK.sub("", find_title(layout, found)))


def _called_once(every: Sequence[Line]) -> str:
    """The only job that sentences of a page call somebody for, where nothing else names it: 现招聘放射技师1名."""
    names = {match[1] for line in every if not line.in_link for match in _CALLS_ONE.finditer(line.text)}
    return next(iter(names)) if len(names) == 1 and is_trade(next(iter(names))) else ""


def _calls_for(name: str, text: str) -> bool:
    """Whether a text calls for somebody of that name, or for so many: 某店招聘厨师, 某店招厨师一名."""
    before, found, _ = text.partition(name)
    return (bool(found) and before.endswith(("招聘", "招", "聘"))) or _CALLS_SOME.search(text) is not None


def _agrees(text: str, whole: str) -> float:
    """Whether `<title>` begins with a text, or has it anywhere."""
    place = whole.find(text)
    if place < 0:
        return 0.0
    near = place <= max(_NEAR_BEGINNING, len(whole) // 3)
    return _IN_TITLE if near and not _GLUED.search(whole[:place]) else _ANYWHERE


def _candidates(every: Sequence[Line], whole: str, first: int, duties: int) -> Iterator[tuple[str, float]]:
    """Each text that may be a title, with what speaks for it but a label."""
    pay = _pay(every[: duties or None])
    anchors = [place for place in (first, duties, pay) if place]
    way = [line.text for line in every[: duties or None] if _is_way(line.text)]
    menus = _in_menus(every[: duties or None])
    for place, line in enumerate(every):
        if line.in_link or len(line.text) > _LONGEST_LINE or (0 < duties < place and line.block.tag not in _HEADING):
            continue
        score = _marked(line) + _standing(place, anchors, duties)
        score += _ABOVE_PAY if pay and place == pay - 1 else 0.0
        if not score and line.text[:2] not in whole:
            continue  # nothing would speak for it
        text = _as_titled(line, whole) or _without_values(line)
        score += _STEP if any(told.endswith(text) for told in way) else 0.0
        score += _SECTION if text in menus else 0.0
        named = _names_job(text) if score > 0 else 0.0
        score += named + _agrees(text, whole)
        if score >= _LEAST and _may_be_title(line, text):
            yield text, score


def _in_menus(every: Sequence[Line]) -> set[str]:
    """What rows of links are called: a heading of that name is a section's."""
    rows = (list(row) for is_link, row in groupby(every, lambda line: line.in_link) if is_link)
    return {line.text for row in rows if len(row) >= _LEAST_ROW for line in row}


def _is_way(text: str) -> bool:
    """Whether a line is the way to a page: 首页 > 人才招聘, 招聘职位 > 数控车工."""
    return furniture.is_breadcrumb(text) or (len(text) < _LONGEST_WAY and _STEPS.search(text) is not None)


def _names_job(text: str) -> float:
    """Whether a text ends as names of jobs do, or has the name of an occupation in it."""
    if ROLE.search(text):
        return _ROLE
    return _OCCUPATION if is_trade(text) else 0.0


def _pay(every: Sequence[Line]) -> int:
    """Place of the line that begins with a vacancy's pay."""
    may = (place for place, line in enumerate(every) if place and _MAY_PAY.match(line.text))
    begins = (place for place in may if (cells := _cells(every[place].marked)) and PAY.fullmatch(cells[0]))
    return next(begins, 0)


def _marked(line: Line) -> float:
    """What the markup of a line says: that it is a heading, or is called title."""
    score = _HEADING.get(line.block.tag, 0.0)
    inner = line.slots[0][0]
    names = " ".join(each.get("class") or "" for each in {line.block, inner})
    called = _TITLE_CLASSES.search(names) if names.strip() else None
    if called:
        score += _CALLED_JOB if called["job"] else _CALLED
    return score


def _standing(place: int, anchors: Sequence[int], duties: int) -> float:
    """What the place of a line says: right above something of the vacancy, or below its text."""
    if duties and place > duties:
        return _BELOW
    distance = min((anchor - place for anchor in anchors if anchor > place), default=_FAR + 1)
    return _RIGHT_ABOVE if distance <= _NEAR else _ABOVE if distance <= _FAR else 0.0


def _cells(marked: str) -> list[str]:
    return [cell for part in _BETWEEN.split(marked) if (cell := squeeze(part))]


def _without_values(line: Line) -> str:
    """A line without the pay, the day and the values beside the one part of it that is none."""
    marked = parted(line.marked)[0]
    cells = _cells(marked)
    told = [cell for cell in cells if not _is_value(cell)]
    if len(cells) > len(told) == 1:
        return told[0]
    if len(cells) > len(told) > 1 and told[0] == cells[0] and _names_job(told[0]):
        return told[0]
    if len(told) == len(cells) == _TWICE and told[1].startswith(told[0]):
        return told[1]
    text = squeeze(marked.replace(EDGE, ""))
    if before := before_values(text):
        return before
    if ":" not in marked and "：" not in marked:
        return text
    label = next((start for _, _, start in vocabulary("job").inside(marked) if start), len(marked))
    return squeeze(marked[:label].replace(EDGE, ""))


def _as_titled(line: Line, whole: str) -> str:
    """The first element of a line, where `<title>` begins with it and does not go on as the line does: 焊工 招聘中."""
    first, *others = _cells(line.marked) or [""]
    place = whole.find(first) if others and len(first) > 1 else -1
    rest = whole[place + len(first) :].lstrip()
    ends = not rest or _TITLE_GOES_ON.match(rest) is not None
    return first if place in (0, 1) and ends and not rest.startswith(others[0]) else ""


def _is_value(cell: str) -> bool:
    value = cell.isdecimal() or is_brief(cell) or DAY.search(cell) or _RENEWED.fullmatch(cell) or _tells_pay(cell)
    return bool(value or is_employer(cell) or furniture.is_furniture(cell))


def _tells_pay(text: str) -> bool:
    return PAY.match(_PAY_LABEL.sub("", text)) is not None


def _may_be_title(line: Line, text: str) -> bool:
    heading = line.block.tag in _HEADING
    if not 2 <= len(text) <= (_LONGEST_HEADING if heading else _LONGEST):
        return False
    if not _WORD.search(text) or _CONTACT.search(text) or _SENTENCE.search(text):
        return False
    return not (_is_beside(text) or _is_section(text) or _is_other(line, text))


def _is_beside(text: str) -> bool:
    """Whether a text is a page's, and not its vacancy's."""
    return (
        furniture.is_furniture(text)
        or furniture.is_credit(text)
        or DAY.match(text) is not None
        or furniture.is_breadcrumb(text)
        or furniture.is_footer(text)
        or furniture.begins_neighbours(text)
        or is_site(text)
    )


def _is_other(line: Line, text: str) -> bool:
    """Whether a text tells something else of a vacancy: who offers it, its pay, a label, a heading of its text."""
    if EMPLOYER.fullmatch(text) or NO_EMPLOYER.search(text) or _NAMED_PART.fullmatch(text):
        return True
    if _NEVER_BEHIND_JOB.search(text):
        return True
    parts = text.split()
    if any(map(is_employer, parts)) and not _names_job(text):
        return True
    several = len(parts) > 1 and not _names_job(text)
    brief = (several or line.block.tag not in _HEADING) and any(map(is_brief, parts))
    value = _tells_pay(text) or DAY.fullmatch(text) or brief
    label = vocabulary("job").alone(line.marked) is not None or bool(vocabulary("job").inside(text))
    part = is_heading(text) or heads_section(text) or OTHER_ALONE.fullmatch(text) or names_section(text)
    return bool(value or label or part)


def _is_section(text: str) -> bool:
    """Whether a heading is that of a site's section, perhaps with its English name: 诚聘英才 / JOBS."""
    name = _TRANSLATED.sub("", text)
    return is_column(name) or bool(_CAMPAIGN.search(name) or _OF_PLACE.fullmatch(name))
