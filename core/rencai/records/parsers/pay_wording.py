"""Wording of pay brought to one form: numerals in digits, one kind of dash, one writing of a range."""

import re
from collections.abc import Callable

from rencai.records.parsers.pay_words import PIECES
from rencai.records.parsers.text import arabic, fields_apart, plain_dashes

# 5、6千 is five to six thousand.
_LISTED_PAIR = re.compile("(?<![0-9.、])([1-8])、([2-9])(?=[千万百])")
_LOOSE_PAIR = re.compile("(?<![千百万])([一二两三四五六七八])([到至-]?)([二三四五六七八九])(?=[千百万])")
# What an interface writes where the range has no top.
_NO_TOP = re.compile("-(?:9{6,8}(?![0-9])|∞|无上限)")
# A shift's hours stand for a day: 220元/8小时, 12小时280元.
_SHIFT = re.compile(
    r"/\s?(?:[7-9]|1[0-2])个?小时|(?<![0-9.])(?:[7-9]|1[0-2])个?小时(?=\s?[0-9]{3}(?:-[0-9]{3})?(?:元|$))"
)
# 17+1元/小时: what is paid on top for staying.
_ON_TOP_OF_AN_HOUR = re.compile(r"(?<![0-9.+])([0-9]{1,3}(?:\.[0-9])?)\+([0-9]{1,2}(?:\.[0-9])?)(?=元?/(?:小时|时|h))")
_LEAST_TO_MOST = re.compile(
    r"最低[^0-9,;]{0,4}([0-9.]+\s?[千万kw]?元?)(?:/月)?[,、]?最高(?:可达|达到?)?[^0-9,;]{0,4}(?=[0-9])"
)
_FLOOR_AND_CEILING = re.compile("以上[,、至到-]?\\s*([0-9.]{1,9}\\s*[千万kw]?元?)以下")
_MARKUP = re.compile("(?:(?:&(?:#[0-9]{1,7}|[a-z]{2,6});|</?[a-z][^>]*(?:>|$)) *)+")
# Tags of which a crawler kept the names: 8-20Kspan.
_BARE_TAG = re.compile("(?<=[0-9kw])(?:span|strong|div|br|pp?)(?![a-z])")
_DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")
_ONE_AS_DASH = re.compile("(?<=[0-9元k千万])一{1,3}(?=[0-9])")
# 十一个小时 is a shift, and 一天一结 says how often is paid.
_ONE_PER = re.compile(
    "(?<!^十)(?<![^百千一二三四五六七八九]十)一个?(?![月天周]一结)"
    f"(月|天|小时|周|星期|班|(?!个)(?<![十百千零第0-9]一)(?:{PIECES}))(?![两二三休](?![百千]))"
)
# Not who sells or brings somebody: 卖一个50元 is on top.
_ONE_OF_THEM = re.compile("(?<![卖售单荐绍来招带])一个(?=[0-9]{1,3}(?:\\.[0-9]{1,2})?元)")
_ONE_OF_A_PERIOD = re.compile("/1(?=个?(?:年|月|天|日|小时|周))")
# 100元1天
_SUM_FOR_ONE = re.compile("(?<=[0-9]元)1(?![天日月周][1一]?结)(?=天|日|个?(?:小时|钟头|月|星期)|周)")
_ONE_UNSAID = re.compile("(?<![0-9一二两三四五六七八九十几数.])(?<![0-9]\\s)万元(?=以上|起|左右)|(?<=近)万元")
_PAST_TEN_THOUSAND = re.compile("(?:月[入薪]|薪资|收入|工资)[轻松]*[过上破超]万|^[过上]万(?=$|元?[,;])")
# 1.3000 is an item's number and its pay.
_ITEM = re.compile(r"(?<![^\s,;。])[0-9]{1,2}\.(?=[1-9][0-9]{1,2}0(?![0-9万千kw]))")
# 5500-75002、 is the top and the next item's number: pay ends in 0.
_ITEM_BEHIND = re.compile("(?<=-)([1-9][0-9]{2,3}0)[2-9](?=[、.][一-鿿])")
# 3万五 is 3万5.
_TAIL_WRITTEN = re.compile("(?<=[0-9][万千])[一二三四五六七八九](?=$|[左元以上+,;。)\\s-])")
# 800--元以上 left its top out; 140元每天8小时 is the day's pay and its hours.
_TOP_LEFT_OUT = re.compile("(?<=[0-9])-{1,3}(?=元(?:以上|起|左右|[+/]))")
_DAY_AND_HOURS = re.compile("(?<![0-9.-])([1-9][0-9]{1,2})元每[天日](?=[0-9]{1,2}(?:\\.5)?个?小时)")
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
# 4000-6000(试用期3000、转正后初级3500): the range says what all come to, the bracket where they begin.
_BEGINNINGS = re.compile(
    r"(?<![0-9.])([0-9.]+[千万kw]?-[0-9.]+[千万kw]?元?(?:/月)?)\((?=[^()]*(?:试用|见习))(?=[^()]*转正)[^()]*\)"
)
_MIXED = re.compile(r"(?<![0-9.])([0-9]{1,3})\s*(?:([万w])\s*([0-9])\s*[千k]|([千k])\s*([0-9])\s*百)")
_TAIL = re.compile(
    r"(?<![0-9.])([0-9]{1,3})([万w千k])([0-9])"
    r"(?=$|[\s元块左上起以到至+/;)~-]|[,。](?![0-9])|每|月(?![休入薪]))(?!\s*-?\s*薪|\s[0-9])"
)

_Rewrite = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
# A word that must occur, what is looked for, what stands for it.
_BEFORE_NUMERALS: tuple[_Rewrite, ...] = (
    ("", _BARE_TAG, " "),
    ("、", _LISTED_PAIR, r"\1-\2"),
    # No numeral.
    ("一般", re.compile("一般"), "通常"),
    ("", _LOOSE_PAIR, lambda match: f"{match[1]}-{match[3]}".translate(_DIGITS)),
    ("万", _TAIL_WRITTEN, lambda match: match[0].translate(_DIGITS)),
    ("一", _ONE_PER, r"/\1"),
    ("一个", _ONE_OF_THEM, "/个"),
    ("一", _ONE_AS_DASH, "-"),
    ("万", _PAST_TEN_THOUSAND, "月薪1万以上"),
    ("万元", _ONE_UNSAID, "1万元"),
    (",", _THOUSANDS, ""),
    (".", _ITEM, ""),
    ("-", _ITEM_BEHIND, r"\1,"),
)
_IN_DIGITS: tuple[_Rewrite, ...] = (
    ("-", _NO_TOP, "以上"),
    ("-元", _TOP_LEFT_OUT, ""),
    ("元每", _DAY_AND_HOURS, r"\1元/天,"),
    ("+", _ON_TOP_OF_AN_HOUR, lambda match: f"{match[1]}-{float(match[1]) + float(match[2]):g}"),
    ("/1", _ONE_OF_A_PERIOD, "/"),
    ("元1", _SUM_FOR_ONE, "/"),
    ("小时", _SHIFT, lambda match: "/天" if match[0][0] == "/" else "每天"),
    ("最高", _LEAST_TO_MOST, r"\1-"),
    ("以下", _FLOOR_AND_CEILING, r"-\1"),
    ("转正", _BEGINNINGS, r"\1"),
    ("", _MIXED, lambda match: f"{match[1]}.{match[3] or match[5]}{match[2] or match[4]}"),
    ("", _TAIL, r"\1.\3\2"),
)


def prepared(folded: str) -> str:
    """The folded text with numerals in digits, one kind of dash and no thousands separators."""
    if "<" in folded or "&" in folded:
        folded = _MARKUP.sub(" ", folded)
    text = plain_dashes(fields_apart(folded)).replace("块钱", "元").replace("仟", "千").replace("萬", "万")
    return _rewritten(arabic(_rewritten(text, _BEFORE_NUMERALS)), _IN_DIGITS)


def _rewritten(text: str, rewrites: tuple[_Rewrite, ...]) -> str:
    for word, pattern, replacement in rewrites:
        if word in text:
            text = pattern.sub(replacement, text)
    return text
