"""What speaks for whom a page's vacancies are offered by, where no label says it.

No place is right on every site: `<title>` may be words to be found by, the foot the maker's of the site, a line below
the advert a partner's. So each name that some place tells is kept, with the places that tell it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from rencai_crawler.pages import furniture
from rencai_crawler.pages.company_names import BOARD, bare_name, is_full, may_name
from rencai_crawler.pages.employer import is_employer
from rencai_crawler.pages.foot import companies_in_foot, foot_of, owners_in_foot, parts_of_rights, rights_holders
from rencai_crawler.pages.head import title_parts
from rencai_crawler.pages.lines import EDGE, Line
from rencai_crawler.pages.page import Page, meta
from rencai_crawler.pages.tree import Element

KINDS = (
    "title_begins",
    "title_behind",
    "describes",
    "head",
    "calls",
    "line",
    "intro",
    "rights",
    "foot_full",
    "certified",
    "called",
)
_LONGEST_LINE, _LONGEST_NAMED, _LEAST_INTRO, _FIRST_WORDS = 60, 24, 20, 80
_MAY_INTRODUCE = re.compile("是|[隶司团]属于|[立建办始]于|年|总部|位于|坐落|秉承|致力|专注|因")
_MAY_CALL = re.compile("加入|聘|官|关注|关于|走进|认证")
"""In all that introduces a company, or calls it by its name; most lines have none of it, which is found at once."""
_CALLED = re.compile(
    r"(?:欢迎)?加入([\u4e00-\u9fffA-Za-z]{2,10})(?:[,，!！].*)?|"
    r"([\u4e00-\u9fffA-Za-z]{2,16}?)(?:(?:公司|集团)?(?:官网|官方网站)|"
    r"(?:公司)?(?:人才|校园|社会)?(?:招聘|诚聘)(?:英才|信息|职位|岗位)?)"
)
_ABOUT = re.compile(r"(?:关于|走进)([\u4e00-\u9fff]{2,8})\s*[-—_|>·]")
_FOLLOWED = re.compile(r"关注[“\"]?([\u4e00-\u9fffA-Za-z]{2,8}?)[”\"]?(?:微信|官方|公众|微博)")
_NOT_CALLED = re.compile(
    "我们|公司|企业|集团|学校|医院|产品|品牌|团队|本站|客服|中心|行业|新闻|最新|更多|平台|媒体|员工|项目|领导|组织|通知|政策|"
    "市场|业务|校园|专业|招聘|店铺|收藏|购物|会员|内部|活动|工作|社会|案例|视频|图片|人才|管理|热门|健康|方式|官方|城市"
)
_IN_TITLE = re.compile(
    r"(?:[\[【][^\]】]{1,6}[\]】])?([\u4e00-\u9fffA-Za-z（）()·]{3,24}?)(?:诚聘|急聘|招聘)[\u4e00-\u9fff]"
)
_CERTIFIED = re.compile(r"(\S{2,20})\s+\S{2,10}认证(?:企业|公司)")
_HIRES = re.compile(r"(\S{2,20}?)(?:[\u4e00-\u9fff]{2}部)?(?:互联网)?招聘")
_INTRODUCED = re.compile(
    r"(?!\d)[“\"]?([\u4e00-\u9fffA-Za-z0-9（）()·]{2,34}?)[”\"]?(?:[（(](?:以?下?简称|原名|英文|股票|证券)[^）)]{1,30}[)）])?[,，]?\s*"
    r"(?:是(?:[一由集在以目华]|中国|国内|国际|国家|全国|全球|世界|专业|领先)|(?:隶|(?<=公司)|(?<=集团))属于|"
    r"于?(?:正式)?(?:成立|创立|创建|始建|创办|创始|组建)于|于?(?:19|20)\d\d年|总部(?:位于|设)|位于|坐落于|秉承|致力于|专注于|因[\u4e00-\u9fff]{0,8}需要?)"
)
_SPEAKS = re.compile(
    r"(?!热烈|祝贺|庆祝|恭喜)([\u4e00-\u9fff（）()]{4,30}?有限(?:责任)?公司)(?![与和及])(?=.{2,80}[招聘])"
)
"""A full name, and that it hires: 示例电梯有限公司承建…，现招聘…"""
_COMPANY = re.compile(
    r"(?:^|[\s_-])(?:c|co|com|comp|company|corp|ent|enterprise|employer|firm|qy|gs|gongsi|unit)[_-]{0,2}(?:name|nm|tit)|"
    r"(?:^|\s)(?:com|comp|company|corp|enterprise|employer|unit)(?:$|\s)",
    re.IGNORECASE,
)
_COMPANY_PAGE = re.compile(
    r"/(?:company|companies|corp|gongsi|qiye|enterprise|firm|employer|ent)(?:s|infos?|details?|show|view|home|index|page)?"
    r"(?:\d|[/_-]\w*\d|[/_-][\w-]+\.html?$)|/co\d+|/(?:c|co|com|qy|gs)/\d+|"
    r"(?<![a-z])(?:company|comp|com|corp|ent|enterprise)_?id=",
    re.IGNORECASE,
)
_MENU = 8
_DEPARTMENT = re.compile("(?:部|中心|团队|组)$")
_APART = re.compile(r"[,，。、;；:：|\s]")


def names_told(page: Page, title: str, every: Sequence[Line]) -> Mapping[str, set[str]]:
    """Each name that may be the employer's, with the kinds of evidence for it; the title of the vacancy is none."""
    told: dict[str, set[str]] = defaultdict(set)
    for kind, text in _evidence(page, title, every):
        name = bare_name(text)
        if may_name(name, title):
            told[name].add(kind)
    for name in list(told):
        if whole := next((whole for whole in _wholes(name) if whole in told), ""):
            told[whole] |= told.pop(name)
    return told


def _wholes(name: str) -> Iterator[str]:
    """Names of which one may be a department's: 示例科技 of 示例科技产品中心."""
    if of_department := _DEPARTMENT.search(name):
        yield from (name[: of_department.start() - length] for length in range(2, 5))


def _evidence(page: Page, title: str, every: Sequence[Line]) -> Iterator[tuple[str, str]]:
    parts = title_parts(page)
    called = _called_company(every)
    yield from _in_title([_without(title, part, called) for part in parts if part != title], title)
    yield from (("called", name) for name in called)
    if match := _IN_TITLE.match(title):
        yield "calls", match[1]
    yield from _described(meta(page.metas, ("description", "og:description")))
    yield from _at_head(every)
    above = {id(line) for line, below in pairwise(every) if below.text == title}
    for line in every:
        if len(line.text) > _LEAST_INTRO and (name := _introduced(line.text)):
            yield "intro", name
        if len(line.text) <= _LONGEST_LINE:
            yield from _in_line(line, is_above_title=id(line) in above)
    if not BOARD.search(f"{page.metas.get('sitename', '')} {'|'.join(parts).replace(title, '')}"):
        yield from _at_foot(foot_of(every))


def _in_title(parts: Sequence[str], title: str) -> Iterator[tuple[str, str]]:
    parts = [next(filter(is_employer, part.split()), part) for part in parts]
    names = [name for name in map(bare_name, parts) if may_name(name, title)]
    for place, name in enumerate(names):
        yield ("title_behind" if place else "title_begins"), name


def _without(title: str, part: str, called: Collection[str]) -> str:
    """A part of `<title>` without the vacancy's, where what stays is surely a company: 示例公司招聘数控车工."""
    if not title or title not in part:
        return part
    left = bare_name(part.replace(title, " ", 1))
    return left if left in called or is_employer(left) else part


def _called_company(every: Sequence[Line]) -> Collection[str]:
    """What stands in an element that is called company's name, or leads to a company's page."""
    told: dict[str, None] = {}
    others: set[Element] = set()
    for place, line in enumerate(every):
        if line.block in others:
            continue
        if place > _MENU and furniture.begins_neighbours(line.text) and not line.in_link:
            around = line.block.getparent()
            others |= set(around.iter("*")) if around is not None else set()
        elif len(line.text) <= _LONGEST_LINE and _is_called_company(line):
            told |= dict.fromkeys(part for text in line.marked.split(EDGE) if (part := bare_name(text)))
    return told


def _is_called_company(line: Line) -> bool:
    inner = line.slots[0][0]
    around = (inner, *inner.iterancestors())
    own = [*takewhile(lambda each: each is not line.block, around), line.block]
    if any(_COMPANY.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in own):
        return True
    return any(_COMPANY_PAGE.search(href) for each in own if each.tag == "a" and (href := each.get("href")))


def _described(description: str) -> Iterator[tuple[str, str]]:
    """The name that a site's description begins with, or is."""
    first = _APART.split(description, maxsplit=1)[0]
    if name := _introduced(description):
        yield "describes", name
    elif len(description) <= _LONGEST_NAMED or is_full(first):
        yield "describes", first if is_full(first) else description
    else:
        yield from (("describes", part) for part in _APART.split(description) if is_employer(part))


def _introduced(text: str) -> str:
    """The name of a company that a text is about, as its first words say: 示例科技是一家…"""
    match = _INTRODUCED.match(text) if _MAY_INTRODUCE.search(text, 0, _FIRST_WORDS) else None
    match = match or _SPEAKS.match(text)
    return match[1] if match else ""


def _at_head(every: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """The heading above everything."""
    for line in every[:2]:
        if line.block.tag in ("h1", "h2") and len(line.text) <= _LONGEST_NAMED:
            yield "head", line.text


def _in_line(line: Line, *, is_above_title: bool) -> Iterator[tuple[str, str]]:
    text = line.text
    if is_employer(text) and not line.in_link:
        yield "line", text
    if not _MAY_CALL.search(text):
        return
    if is_above_title and (match := _HIRES.fullmatch(text)):
        yield "certified", match[1]
    if match := _CERTIFIED.fullmatch(text):
        yield "certified", match[1]
    if match := _FOLLOWED.search(text) or _ABOUT.match(text):
        yield "calls", match[1]
    if not line.in_link and (match := _CALLED.fullmatch(text)):
        name = match[1] or match[2]
        if not _NOT_CALLED.search(name):
            yield "calls", name


def _at_foot(foot: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for name in (*rights_holders(foot), *owners_in_foot(foot), *parts_of_rights(foot)):
        yield "rights", name
    for name in companies_in_foot(foot):
        yield "foot_full", name
