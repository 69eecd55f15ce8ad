"""Pages that are no content: challenges, errors answered with 200, and empty shells."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rencai_crawler.pages.page import MOST_BYTES, KindOfPage, Page, RawItem
from rencai_crawler.pages.script_values import has_script_values

_CHALLENGE = re.compile(
    r"请求疑似攻击|疑似攻击行为|访问(?:过于|太)频繁|操作(?:过于|太)频繁|请(?:输入|完成|进行|通过)(?:下方|以下|"
    r"安全)?(?:的)?(?:验证码|安全验证|人机验证|滑动验证)|拖动(?:下方)?滑块|您的IP.{0,20}(?:限制|封|异常|拦截)|已被(?:网站管理员)?(?:拦截|阻断|屏蔽)|"
    r"网站防火墙|Web应用防火墙|创宇盾|知道创宇|安全狗|云锁|D盾|加速乐|WAF|Just a moment|Checking your browser|"
    r"Attention Required|cf-challenge|DDoS protection|Access Denied|Request blocked|unusual traffic|verify you "
    r"are (?:a )?human|enable JavaScript and cookies",
    re.IGNORECASE,
)
_MAYBE_CHALLENGE = re.compile(r"安全验证|人机(?:身份)?验证|访问验证|身份验证中")
"""What a notice may say too."""
_MARK_OF_CHALLENGE = re.compile(
    r"__jsl_clearance|__jsluid_s|_\$jsvmprt|\$_ts\s*=|geetest|cf_chl_|aliyun_waf|acw_sc__v2|yunsuo|antibot|"
    r"captcha",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"(?:页面|网页|文章|信息|内容|职位|岗位|资源|文件|记录|数据|帖子|您?(?:要|所)?(?:访问|查找|浏览|请求|查看)的?(?:页面|网页|"
    r"内容|信息|文章|地址|职位|资源|文件|栏目)?)(?:已经?|可能)?(?:被)?(?:不存在|不见了|找不到了?|未找到|"
    r"没有找到|已删除|被删除|删除|已下线|已下架|已撤下|已撤销|已失效|已过期|无法访问|走丢了|飞走了|丢了|丢失)"
    r"|(?:找不到|没有找到|未找到)(?:您)?(?:要|所)?(?:访问|查找|请求|浏览)?的?(?:页面|网页|文件|资源|内容|信息|"
    r"职位)|抱歉.{0,12}(?:不存在|找不到|已删除|下线|失效)|404\s*(?:Not\s*Found|错误|页面|-)|"
    r"HTTP\s*(?:错误)?\s*404|(?:Page|File|URL|Resource)\s*(?:was\s*)?Not\s*Found|requested\s*(?:URL|page|file|resource)"
    r"\S{0,200}?\s*(?:was|is|could)?\s*not\s*(?:be\s*)?found|无法找到该页|此页无法显示|没有(?:该|此)条?(?:记录|信息|数据)|"
    r"(?:该|此|您?查看的)(?:职位|岗位|招聘)(?:信息|招聘)?(?:已经?|现已)?(?:被)?(?:停止|暂停|关闭|结束|招满|截止)|"
    r"(?:职位|岗位|招聘)(?:信息|招聘)?(?:已经?|现已)(?:被)?(?:停止|暂停|关闭|结束|招满|截止|下线|下架)|"
    r"(?:企业|公司|单位|招聘方)(?:已经?|现已)(?:停止|暂停|关闭)(?:该|此)?(?:职位|岗位)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*(?:(?:HTTP|Error)\W*)?(?:404\W*)?(?:Not\s*Found|页面不存在)\W*|\W*404\W*", re.IGNORECASE)
"""All that is said by a page that is not there; no page of a word or two is one."""
_LABELS = 3
"""What is said so often stands beside the rows of a list."""
_ERROR = re.compile(
    r"(?:系统|网站|服务器?|平台)(?:正在|正|暂时|现)(?:维护|升级|繁忙|忙|无法)|(?:维护|升级)(?:中(?!心)|期间)|"
    r"(?:系统|网站|服务器?|数据库|程序)(?:繁忙|忙碌|异常|出错|错误)(?:[，。,]?(?:请|稍)|[！!]|编号|$)|"
    r"(?:服务器?|数据库)连接(?:失败|超时)|(?:参数|请求)错误|非法(?:参数|请求|访问)|"
    r"Internal(?:Server)?Error|Service(?:Temporarily)?Unavailable|BadGateway|GatewayTime-?out",
    re.IGNORECASE,
)
"""What a page says that has nothing to say; duties of a vacancy (系统维护) may sound alike."""
_ALERT = re.compile(r"""\balert\s*\(\s*(["'])([^"']{2,80})\1""")
_CLOSED = re.compile(
    r"<([^<>]*)>\s*(?:很?抱歉|对不起|提示)?[，,：:]?\s*(?:该|此|本|您?查看的|当前)?(?:职位|岗位|招聘)(?:信息|招聘)?(?:"
    r"(?:已经?|现已)(?:被)?(?:下线|下架|关闭|结束|停止|暂停|停止招聘|暂停招聘|招满|过期|失效|截止|撤销)|(?:停止|暂停)招聘)"
    r"\s*[。！!]?\s*</"
)
_HIDDEN = re.compile(r"display\s*:\s*none|\bhidden\b|\bv-(?:if|show)\b|\bng-|\bhide\b", re.IGNORECASE)
_SCRIPTS = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_REDIRECTS = re.compile(
    r"""<script[^<>]*>\s*(?:(?:window|self|top|document)\.)?location(?:\.href|\.replace)?\s*[=(]|http-equiv\s*=\s*["']?refresh["']?[^<>]*url\s*=""",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]+>", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_LINKS = re.compile(r"<a\b.{0,600}?</a\s*>", re.IGNORECASE | re.DOTALL)
_DAY = r"20\d{2}(?:-|/|\.|年)\d{1,2}(?:-|/|\.|月)\d{1,2}"
_DATED = re.compile(_DAY)
_CLOCK = re.compile(
    rf"(?:今天|今日|现在|当前|系统|北京)(?:是|时间|日期)*[:：]?{_DAY}|{_DAY}日?(?:星期|周)[一二三四五六日天]"
)
"""What a site's own clock shows in its head or foot."""
_SHOWS_OTHERWISE = re.compile(r"<(?:img|iframe|embed|object)\b|ld\+json", re.IGNORECASE)
_ROOT = re.compile(r"<(?:\w+:)?(html|urlset|sitemapindex|rss|feed|RDF)\b(?![^<>]*/>)", re.IGNORECASE)
_LITTLE = 400
_SHORT = 150
_HARDLY = 60
_TELLING = 6
"""Pairs of characters that a name must have to be looked for."""
_ALIKE, _NEARLY = 0.25, 0.8
_BEGINNING = 10_000
"""Characters of markup that mostly show enough to see that a page is no error."""
_START = 200_000


def _shown(markup: str) -> str:
    """The text of markup without blanks."""
    return "".join(_CODE.sub("", markup).replace("&nbsp;", "").split())


def _shows_much(markup: str) -> bool:
    """Whether the beginning of markup alone shows more than a page does that is no content."""
    # Up to a `<`, where no tag is cut; scripts and comments end with the text at the latest.
    return len(_shown(markup[: max(0, markup.rfind("<", 0, _BEGINNING))])) > _LITTLE * 3


def _hindered(markup: str, title: str, visible: str) -> tuple[KindOfPage, str] | None:
    """Whether a page with little text is a challenge or an error.

    Words count in what is no link, for a list may name them; and not beside a day, for a short notice has one.
    """
    own = _CLOCK.sub("", _shown(_LINKS.sub("", markup)))
    told = own if len(own) <= _LITTLE and not _DATED.search(own) else ""
    brief = own if len(visible) <= _LITTLE * 0.75 else told
    if any(map(_CHALLENGE.search, (title, brief))) or _MAYBE_CHALLENGE.search(told):
        return "block", "challenge"
    if len(visible) <= _LITTLE and _MARK_OF_CHALLENGE.search(markup):
        return "block", "challenge"
    # A page that shows nothing says it in a window, and leads back.
    spoken = "" if len(visible) > _HARDLY else " ".join(match[2] for match in _ALERT.finditer(markup))
    if any(map(_NOT_FOUND.search, (title, spoken))) or 0 < len(_NOT_FOUND.findall(told)) < _LABELS:
        return "empty", "not_found"
    if len(visible) <= _HARDLY and _BARE.fullmatch(_shown(_TITLE.sub("", markup))):
        return "empty", "not_found"
    if _ERROR.search(spoken) or (len(told) <= _SHORT and _ERROR.search(told)):
        return "empty", "error"
    return None


def is_cut_off(page: Page) -> bool:
    """Whether a page ends before its markup does: it came torn, though nothing told its length."""
    if page.body.rstrip().endswith(b"</html>"):
        return False  # seen without decoding it
    root = _ROOT.search(page.text[:3000])
    if root is None:
        return False
    names = ("html", "body") if root[1].lower() == "html" else (root[1],)
    if any(f"</{name}" in page.text for name in names):
        return False
    return not re.search(rf"</(?:\w+:)?(?:{'|'.join(names)})\b", page.text, re.IGNORECASE)


def state(page: Page) -> tuple[KindOfPage, str] | None:
    """(`block` or `empty`, reason) of a page that is no content; None for one worth reading.

    Words of an error count only on a page with little else: a notice may speak of 验证码 too.
    """
    if len(page.body) > MOST_BYTES:
        return "unknown", "too_large"
    if not page.body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return "empty", "empty_body"
    start = page.text[:_START]
    if "<" not in start:
        return ("empty", "not_found") if _BARE.fullmatch(start) else None
    if _shows_much(start):
        return None
    title = " ".join((_TITLE.search(start) or ["", ""])[1].split())
    visible = _shown(start)
    if len(visible) <= _LITTLE * 3 and len(page.text) > _START:
        start = page.text  # its styles alone fill the start
        visible = _shown(start)
    if len(visible) > _LITTLE * 3:
        return None
    if found := _hindered(start, title, visible):
        return found
    if len(visible) <= _HARDLY and _REDIRECTS.search(start):
        return "empty", "redirect"
    if len(visible) == 0 and not (_SHOWS_OTHERWISE.search(start) or has_script_values(page.text)):
        return "empty", "no_text"
    return None


def tells_of(page: Page, name: str, items: Sequence[RawItem] = ()) -> bool:
    """Whether a page says what it is called elsewhere, in its markup or in what was read of it.

    One with little text that says nothing of it is an error, a login or a notice of works, whatever its words.
    """
    if name in page.text:
        return True  # as nearly all do
    pairs = _pairs(name)
    if len(pairs) < _TELLING or len(_shown(page.text[:_START])) > _LITTLE:
        return True
    return _share(pairs, page, items) >= _ALIKE


def says(page: Page, name: str, items: Sequence[RawItem] = ()) -> bool:
    """Whether a page surely says a name, if in pieces, however much else it says."""
    titles = (str(item.fields.get("title")) for item in items)
    return any(name in told for told in (page.text, *titles)) or _share(_pairs(name), page, items) >= _NEARLY


def _pairs(name: str) -> set[str]:
    return {pair for pair in map("".join, pairwise("".join(re.findall(r"\w", name)))) if not pair.isascii()}


def _share(pairs: set[str], page: Page, items: Sequence[RawItem]) -> float:
    """How much of a name's pairs of characters a page says, in its markup or in what was read of it."""
    said = "".join(re.findall(r"\w", " ".join((page.text, *(str(item.fields) for item in items)))))
    return sum(pair in said for pair in pairs) / len(pairs) if pairs else 0.0


def says_closed(page: Page) -> bool:
    """Whether a vacancy's page that still has its text says in an element of its own that the vacancy is closed."""
    if "已" not in page.text and "招聘" not in page.text:
        return False
    return any(not _HIDDEN.search(match[1]) for match in _CLOSED.finditer(_SCRIPTS.sub("", page.text)))
