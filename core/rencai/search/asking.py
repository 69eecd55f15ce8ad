"""Words that ask."""

import re
from collections.abc import Sequence

from rencai.search.parts import Part

_ASKING = re.compile(
    r"[?吗呢么谁哪几咋]|怎么|怎样|怎么样|怎么办|如何|咋办|什么|甚么|哪些|哪个|哪里|哪儿|哪种|何时|为什么|为何|多少|多久|多长"
    r"|几(?:天|年|个?月|个|次|点|岁|号|块|倍|级|小时|星期|周)|第几.?"
    r"|是否|能否|可否|能不能|可不可以|会不会|有没有|是不是|要不要|该不该|算不算|合法|违法"
)


def asks(parts: Sequence[Part]) -> bool:
    """Whether one of the words of a query asks."""
    return any(_ASKING.fullmatch(part.text) for part in parts)
