"""What real pages suffer from, done to made pages: names lost, markup broken, clutter around the text."""

import re
from collections.abc import Callable

_NAMES = re.compile(r"""\s(?:class|id)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_TITLE = re.compile(r"<title>.*?</title>", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_END = re.compile(r"</body>", re.IGNORECASE)
_LEGAL = (
    "<div><p>免责声明：本网站所提供的信息，只供参考之用。本网站不保证信息的准确性、有效性、及时性和完整性，"
    "如有疑问，请与我们联系。</p>"
    "<p>本网站由示例单位主办，未经授权不得转载；转载请注明出处，谢谢合作。ICP备案号：京ICP备00000000号</p></div>"
)
_RELATED = (
    '<div><h3>相关阅读</h3><ul><li><a href="/1">某地举办职业技能竞赛</a><p>本次竞赛共设十二个项目，'
    "来自全市的选手参加了比赛，现场气氛热烈，选手们表现出色。</p></li>"
    '<li><a href="/2">培训补贴发放</a><p>补贴对象为取得证书的职工，申请时间为证书核发之日起十二个月内。'
    "</p></li></ul></div>"
)
_MENU = (
    "<div><ul>"
    + "".join(
        f'<li><a href="/{number}">栏目名称{number}</a><ul><li><a>子栏目一</a></li><li><a>子栏目二</a></li></ul></li>'
        for number in range(30)
    )
    + "</ul></div>"
)
_HIDDEN = (
    '<script>var text="<div>测试，文字。</div>";</script><noscript>您的浏览器不支持JavaScript，请开启后再访问'
    "。</noscript>"
    '<div style="display: none">微信公众号，请关注，谢谢，欢迎，参与。</div>'
)

DAMAGE: dict[str, Callable[[str], str]] = {
    "none": lambda page: page,
    "no class or id": lambda page: _NAMES.sub("", page),
    "no useful title": lambda page: _TITLE.sub("<title>首页</title>", page),
    "upper case tags": lambda page: re.sub(r"<(/?)([a-z0-9]+)", lambda match: f"<{match[1]}{match[2].upper()}", page),
    "tags not closed": lambda page: re.sub(r"</(?:p|li|td|tr)>", "", page),
    "long legal footer": lambda page: _END.sub(f"{_LEGAL}</body>", page),
    "related with summaries": lambda page: _END.sub(f"{_RELATED}</body>", page),
    "long menu": lambda page: _BODY.sub(f"<body>{_MENU}", page, count=1),
    "scripts and hidden text": lambda page: _BODY.sub(f"<body>{_HIDDEN}", page, count=1),
}
"""Ways to spoil a page, by name. Each leaves all that a reader of the page sees of its text."""


def damaged(body: bytes, name: str) -> bytes:
    """A page's bytes with one sort of damage, in the encoding it declares."""
    encoding = "gb18030" if re.search(rb"charset=(?:gb2312|gbk)", body[:600].lower()) else "utf-8"
    return DAMAGE[name](body.decode(encoding)).encode(encoding)
