"""Words that ask."""

import re
from collections.abc import Sequence

from rencai.search.parts import Part

_ASKING = re.compile(
    r"[?吗呢么谁哪几咋]|怎么|怎样|怎么样|怎么办|如何|咋办|什么|甚么|哪些|哪个|哪里|哪儿|哪种|何时|为什么|为何|多少|多久|多长"
    r"|几(?:天|年|个?月|个|次|点|岁|号|块|倍|级|小时|星期|周)|第几.?"
    r"|是否|能否|可否|能不能|可不可以|会不会|有没有|是不是|要不要|该不该|算不算|合法|违法"
)

_ASKED = re.compile(r"\?|(?P<verb>[^\W不没])[不没](?P=verb)")
"""A question mark, or a verb that is said both ways, as 赔不赔."""
_TOLD = re.compile(
    r"被(?!子|套|单|褥|告|服|面).|[^除为罢]了(?=$|\W)|(?<![自与跟和伴])我(?![国市区省县们所])"
    r"|(?<![能会要可])(?:不(?:给|让|肯|发|还|退|赔|管|认)|没(?:给|发|签|还|退))"
)
"""What somebody tells who wants to know what to do, as in 车位被别人占了 and 老板不发工资."""
_SHORTEST_TALE = 5


def is_asked(text: str) -> bool:
    """Whether a folded text asks by its form."""
    return bool(_ASKED.search(text))


def is_told(text: str) -> bool:
    """Whether a folded text tells what has happened to somebody."""
    return len(text) >= _SHORTEST_TALE and bool(_TOLD.search(text))


def asks(parts: Sequence[Part]) -> bool:
    """Whether one of the words of a query asks."""
    return any(_ASKING.fullmatch(part.text) for part in parts)
