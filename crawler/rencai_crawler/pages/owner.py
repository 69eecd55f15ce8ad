"""Whose site a page is on: the last resort where nothing on the page says who published it."""

import re
from collections.abc import Sequence

from rencai_crawler.pages.head import is_column, title_parts
from rencai_crawler.pages.lines import Line, squeeze
from rencai_crawler.pages.origin import ORGAN
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.section_title import ROLE
from rencai_crawler.pages.tree import content

_ORGAN_SITE = re.compile(
    r"[\u4e00-\u9fff]{3,30}(?:局|厅|部|委员会|人民政府|办公室|办公厅|中心|总队|法院|检察院|总工会)"
)
_COMPANY = re.compile(r"(?:公司|集团|厂)$")
_OWNED = re.compile(
    r"(?:版权所有|主办(?:单位)?)\s*[:：/©(（Cc)）\d\s–—-]*(?:主办单位\s*[:：])?\s*([\u4e00-\u9fff（）()·]{4,40})"
    r"|([\u4e00-\u9fff（）()·]{4,40})\s*©?\s*(?:版权所有|保留所有权利|主办(?![\u4e00-\u9fff]))"
)
_RIGHTS_BEHIND = re.compile("(?:版权所有|技术支持|未经|地址|主办|承办).*$")
_WELCOME = re.compile(
    r"([\u4e00-\u9fff（）()]{4,40})[,，]?\s*欢迎[您你][!！。]?"
    r"|(?:您好[,，]?\s*)?欢迎[您你]?(?:访问|来到|光临|进入)\s*([\u4e00-\u9fff（）()]{4,40}?)(?:官方|门户)?(?:网站|官网)?[!！。]?"
)
_MEDIUM = re.compile(r"(?=.{4,16}$)[\u4e00-\u9fff]+(?:日报|晚报|时报|周报|周刊|网|在线|频道|电视台|广播网)")
_WELCOMES = re.compile("^欢迎[您你]?(?:访问|来到|光临|进入)")
_HEAD_LINES, _LONGEST_WELCOME = 30, 60
_RIGHTS_OF = re.compile(
    r"(?:©|Copyright)[^\u4e00-\u9fff]{0,30}([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z（）()]{2,19}?)"
    r"[.。]?\s*(?:版权所有|[\u4e00-\u9fff]ICP|All Rights|$)",
    re.IGNORECASE,
)
_OF_FOOT = re.compile("©|Copyright|版权|备\\d|备案|ICP", re.IGNORECASE)
_FULL_NAME = re.compile(
    r"[\u4e00-\u9fff（）()]{4,30}?(?:有限(?:责任)?公司|股份公司|集团)(?:[\u4e00-\u9fff]{2,6}分公司)?"
)
_LATIN_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])\s+[A-Za-z][A-Za-z .&-]*$")
_LOGO = "(//*[contains(@class, 'logo') or contains(@id, 'logo')])[position() <= 3]"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_CALLED = re.compile(
    r"(?:欢迎)?加入([\u4e00-\u9fff]{2,8})(?:[,，!！].*)?|([\u4e00-\u9fff]{2,8}?)(?:(?:公司|集团)?(?:官网|官方网站)|(?:公司)?招聘)"
)
_NO_NAME = re.compile(
    "[我你您]|收藏|购物|会员|对比|团队|公司|企业|集团|家庭|微信|群|行列|热门|急|高薪|诚|[春秋夏]季|现场|网络|兼职|全职|内部"
)
_LONGEST_CALL = 60
_OWNS = re.compile(r"^([\u4e00-\u9fff]{2,16})\s*版权所有")
_HOSTED = re.compile(r"主办(?:单位)?\s*[:：]\s*([\u4e00-\u9fff]{3,19}网)(?:站)?")
_NO_HOLDER = re.compile("本[站网]|网站|版权|备案|技术|支持|所有|保留|地址|电话|联系")
_FOOT_LINES = 12
_MEETING = re.compile("(?<![协学工商总])(?<!联合)(?<!委员)(?<!基金)(?<!理事)(?<!促进)会$")
"""宣讲会 and the like are no bodies."""
_LEAST, _LEAST_COMPANY = 5, 4
"""Shorter names are those of sections: 新闻中心, 学生处."""
_OURSELVES = re.compile("^[本我该贵]")
_LEAST_BRAND, _LONGEST_BRAND = 3, 20
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_HIRES = re.compile(r"(?:20\d\d)?(?:届|年)?(?:校园|社会|春季|秋季|人才|最新)?(?:招聘|诚聘|招募).*$|欢迎[您你]?.{0,4}$")
_NO_BRAND = re.compile("详情|职位|岗位|加入|首页|网站?$|招聘|编辑|管理|登录|注册|简历|人才|英才|招贤|文档|切换|选择")
_BOARD = re.compile(
    "招聘(?:信息)?网|人才网|直聘|求职|找工作|招工|猎头|猎聘|人才市场|"
    "[\u4e00-\u9fff]{2}(?<!人才)(?<!社会)(?<!校园)(?<!公开)(?<!公司)招聘$"
)
"""Names of job boards: 智联招聘 is one, 人才招聘 is a section."""


def site_owner(page: Page, title: str, every: Sequence[Line]) -> str:
    """The institution that a site belongs to, by its own tag, the end of `<title>`, or its foot."""
    tagged = page.metas.get("sitename", "")
    if _ORGAN_SITE.fullmatch(tagged):
        return tagged
    footed = _in_foot(every)
    return (
        _in_title(page, title)
        or next((name for name in footed if not _COMPANY.search(name)), "")
        or _welcoming(every)
        or _medium(page, title)
        or next(iter(footed), "")  # late, for a company may have built the site for another
        or _amid_title(page)
        or _holder(every, _RIGHTS_OF)
        or _company_in_foot(every)
        or _holder(every, _HOSTED)
    )


def _welcoming(every: Sequence[Line]) -> str:
    """Who bids the reader welcome at the head of a page: 示例大学示例中心欢迎您！"""
    found = (_WELCOME.fullmatch(line.text) for line in every[:_HEAD_LINES] if len(line.text) < _LONGEST_WELCOME)
    return next((name for match in found if match and _is_institution(name := match[1] or match[2])), "")


def _medium(page: Page, title: str) -> str:
    """The part of `<title>` that is the name of a paper or a site of news."""
    named = (_WELCOMES.sub("", part) for part in reversed(title_parts(page)) if part != title)
    parts = (part for part in named if _MEDIUM.fullmatch(part))
    fits = (part for part in parts if not (is_column(part) or _BOARD.search(part) or "门户" in part))
    return next(fits, "")


def company_site(page: Page, title: str, every: Sequence[Line]) -> str:
    """The company that advertises on a site of its own; a site that is called a board belongs to none that does."""
    called = f"{page.metas.get('sitename', '')} {'|'.join(title_parts(page)).replace(title, '')}"
    if _BOARD.search(called):
        return ""
    named = name if (name := _in_title(page, title)) and not _NO_BRAND.search(name) else ""
    footed = next((name for name in _in_foot(every) if _COMPANY.search(name)), "")
    return (
        named
        or footed
        or _company_in_foot(every)
        or _brand(page, title)
        or _holder(every, _RIGHTS_OF)
        or _holder(every, _OWNS)
        or _called(page, title, every)
        or _logo(page, title, every)
    )


def _brand(page: Page, title: str) -> str:
    """What `<title>` is called on a site that names its company short there: 示例科技 - Example Tech, 招聘_示例科技."""
    parts = (_HIRES.sub("", part) for part in title_parts(page))
    first = next((part for part in parts if part and not is_column(part)), "")
    fits = _LEAST_BRAND <= len(first) <= _LONGEST_BRAND and bool(_HAN.search(first))
    return first if fits and title not in first and not _NO_BRAND.search(first) else ""


def _called(page: Page, title: str, every: Sequence[Line]) -> str:
    """The name by which a page calls whose it is: 加入示例, 示例招聘 as a heading, 示例官网 in `<title>`."""
    heads = [line.text for line in every if line.block.tag in _HEADINGS]
    calls = [line.text for line in every if line.text.startswith(("加入", "欢迎加入")) and not line.in_link]
    found = (_CALLED.fullmatch(text) for text in (*title_parts(page), *heads, *calls) if len(text) < _LONGEST_CALL)
    names = (match[1] or match[2] for match in found if match)
    fits = (name for name in names if name not in title and not (_is_no_brand(name) or _NO_NAME.search(name)))
    return next((name for name in fits if not ROLE.search(name)), "")


def _holder(every: Sequence[Line], said: re.Pattern[str]) -> str:
    """The short name at the foot to which the rights are said to belong: © 2020 示例网络, 示例 版权所有."""
    found = (said.search(line.text) for line in every[-_FOOT_LINES:])
    return next((name for match in found if match and not _NO_HOLDER.search(name := match[1])), "")


def _company_in_foot(every: Sequence[Line]) -> str:
    """The company that a line of rights or of registration at the foot names in full: ©示例科技有限公司 2017."""
    told = (_RIGHTS_BEHIND.sub("", line.text) for line in every[-_FOOT_LINES:] if _OF_FOOT.search(line.text))
    found = (match[0] for text in told for match in _FULL_NAME.finditer(text))
    return next((name for name in found if _is_institution(name)), "")


def _logo(page: Page, title: str, every: Sequence[Line]) -> str:
    """The name that the picture or the heading at the head of a page gives, which is called logo."""
    for element in page.tree.xpath(_LOGO):
        texts = (*element.xpath(".//img/@alt | @alt | .//a/@title"), content(element))
        for text in (_LATIN_BEHIND.sub("", squeeze(text)) for text in texts):
            if _LEAST_BRAND <= len(text) <= _LONGEST_BRAND and _HAN.search(text) and not _is_no_brand(text):
                return str(text)
    head = [line.text for line in every[:1] if line.block.tag in ("h1", "h2") and len(line.text) <= _LONGEST_BRAND]
    return next((text for text in head if not (_is_no_brand(text) or title in text)), "")


def _is_no_brand(text: str) -> bool:
    return is_column(text) or bool(_NO_BRAND.search(text) or _BOARD.search(text))


def _in_title(page: Page, title: str) -> str:
    """The last part of `<title>` where it is an institution's name."""
    last = next(reversed(title_parts(page)), "")
    return last if last != title and _is_institution(last) else ""


def _amid_title(page: Page) -> str:
    """The only part of `<title>` behind the first that is an institution's name; words to be found by follow it."""
    named = [part for part in title_parts(page)[1:] if _is_institution(part)]
    return named[0] if len(named) == 1 else ""


def _in_foot(every: Sequence[Line]) -> list[str]:
    found = (match for line in every[-_FOOT_LINES:] for match in _OWNED.finditer(line.text))
    names = (squeeze(_RIGHTS_BEHIND.sub("", match[1] or match[2])) for match in found)
    return [name for name in names if _is_institution(name)]


def _is_institution(text: str) -> bool:
    least = _LEAST_COMPANY if _COMPANY.search(text) and not _OURSELVES.search(text) else _LEAST
    return len(text) >= least and bool(ORGAN.fullmatch(text)) and not (is_column(text) or _MEETING.search(text))
