"""What a site calls itself, where neither a source nor an institution is named: what several of its places say."""

import re
from collections.abc import Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.foot import FOOT_LINES
from rencai_crawler.pages.head import title_parts
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.page_names import is_column

_BESIDE = re.compile(
    r"^(?:欢迎[您你]?(?:访问|来到|光临|进入)?|关于|来自)|(?:官方网站|官网|网站首页|首页|主页|门户网站|手机版|触屏版)$"
)
_LATIN_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])\s+[A-Za-z.]+$")
_NAME = re.compile(r"(?=.*[\u4e00-\u9fff]{2})[\u4e00-\u9fffA-Za-z0-9·（）()]{2,20}")
_GENERIC = re.compile(
    "首页|门户$|系统|登录|注册|文档|优化|建设|热线|本[站网]|^(?:网站|我们|关于|联系|更多|返回|加入|收藏)"
)
_STEP = re.compile(r"\s*(?:[>»›]+|->|→)\s*")
_OF_TEXT = ("title", "description", "keywords", "abstract", "articletitle", "og:title", "og:description", "twitter:")
_MOST_LINES = 40
_LOGO_LINES = 2
"""First lines of a page, which begin with the site's name where it has no picture of it."""
_PHRASES = 2
"""So many different phrases that a name is a part of make it one: 示例网首页, 示例网声明."""


def site_name(page: Page, title: str, around: Sequence[Line]) -> str:
    """The last part of `<title>` that names no column, where the page calls itself that in another place as well.

    `around` are the lines of the page that are none of its text.
    """
    named = [_BESIDE.sub("", _LATIN_BEHIND.sub("", part)) for part in reversed(title_parts(page)[1:])]
    fits = [name for name in named if _NAME.fullmatch(name) and not _is_none(name)]
    fits = [name for name in fits if name not in title or page.metas.get("og:site_name") == name]
    return next((name for name in fits if _says(page, name) or _is_said(name, around)), "")


def _is_none(name: str) -> bool:
    return is_column(name) or bool(_GENERIC.search(name))


def _says(page: Page, name: str) -> bool:
    """Whether a meta tag about the site has the name."""
    return any(name in content for tag, content in page.metas.items() if not tag.startswith(_OF_TEXT))


def _first_piece(line: Line) -> list[str]:
    return [squeeze(piece) for piece in line.marked.split(EDGE) if piece.strip()][:1]


def _is_said(name: str, around: Sequence[Line]) -> bool:
    """Whether the way to the page begins with a name, the foot or a credit has it, or phrases are made with it."""
    near = (*around[:_MOST_LINES], *around[-_MOST_LINES:])
    if any(name in line.text for line in around[-FOOT_LINES:] if not line.in_link):
        return True
    if any(name in line.text and furniture.is_credit(line.text) for line in near if not line.in_link):
        return True
    if any(_BESIDE.sub("", _STEP.split(line.text)[0]) == name for line in near if furniture.is_breadcrumb(line.text)):
        return True
    if any(name == piece for line in around[:_LOGO_LINES] for piece in _first_piece(line)):
        return True
    phrases = {line.text for line in near if name in line.text and line.text != name and not _STEP.search(line.text)}
    return len(phrases) >= _PHRASES
