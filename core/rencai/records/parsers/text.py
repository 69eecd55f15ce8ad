"""Folding of raw text: width, blanks, dashes and Chinese numerals."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_BLANKS = re.compile(r"\s+")
_FREQUENT = tuple(
    (wide, unicodedata.normalize("NFKC", wide)) for wide in "，：；！？（）．％～０１２３４５６７８９\u3000\xa0…"
)
_DASHES = re.compile(r"[-‐-―−⁓〜~∼﹣─━⸺⸻ー]+")

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "兩": 2,
    "俩": 2,
    "仨": 3,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_BARE_UNITS = "百佰千仟"
_TEN_THOUSAND = "万萬"

CHINESE_NUMERAL = "[" + "".join([*_DIGITS, *_UNITS]) + _TEN_THOUSAND + "]"
"""Character class of everything a Chinese numeral below 亿 is written with."""

# 队伍, 大陆 and 陆续 hold formal digits and no number; 3四、 is a number and the next item's.
_RUN = re.compile(
    "(?!(?<=[队退入行])伍|(?<=大)陆|陆[地军续运]|(?<=[0-9])[" + "".join(_DIGITS) + "])" + CHINESE_NUMERAL + "{1,16}"
)


def nfkc(text: str) -> str:
    """NFKC of a text. A Chinese text without its full-width punctuation mostly has that form, which is found fast."""
    for wide, narrow in _FREQUENT:
        if wide in text:
            text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


# Several parsers read the same field of a record, one after the other.
@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Half-width forms, no invisible characters, single spaces between words and none around."""
    folded = _INVISIBLE.sub("", nfkc(text))
    return unicodedata.normalize("NFKC", _BLANKS.sub(" ", folded)).strip()


@lru_cache(maxsize=1)
def traditional() -> dict[int, str]:
    """Simplified characters by the code of the traditional ones, for str.translate."""
    text = (files("rencai.records") / "data" / "traditional.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines())
    return {ord(written): simplified for written, simplified in pairs}


@lru_cache(maxsize=64)
def compact(text: str) -> str:
    """`fold` without any blank left."""
    return fold(text).replace(" ", "")


_BULLET = re.compile(r"[①-⑳❶-❿●•■◆]")
_NUMBERED = re.compile(r"^[ \t]*\(?[0-9]{1,2}[ \t]*[、.:)]", re.MULTILINE)
_ITEM = re.compile(r"(?:^|(?<=[^0-9\s.]))\(?[0-9]{1,2}[、.:)](?=[一-鿿a-z])", re.MULTILINE)
_DASHED_ITEM = re.compile(r"[0-9]-(?=[一-鿿])(?![一二两三四五六七八九十])(?:(?<=[一-鿿][0-9]-)|(?<=[一-鿿][0-9]{2}-))")
# 2.5年 is an item's number and its years where item 1 or 3 stands beside it, and where a line begins with it.
_HALF_OR_ITEM = re.compile(r"(?<![0-9.])([0-9]{1,2})\.(?=\s?5年)")
_HEADS_OF_ITEMS = tuple(f"{of}{what}:" for of in ("岗位", "职位", "任职") for what in ("要求", "资格", "条件"))
# 3 3年以上 and 2. 5年以上 are an item's number and its years.
_NUMBERS_APART = re.compile(r"(?<=[0-9])[.、]? (?=[0-9一二两三四五六七八九十]{1,2}年)")
_FULL_STOP = re.compile(r"\.(?<=[一-鿿]\.)(?=[0-9一-鿿])")
_SENTENCES_APART = re.compile(r"(?<=[一-鿿]{4}) (?=[一-鿿]{3})")
# 有两年经验者，同等条件下优先 is one wish.
_WISH_BEHIND = re.compile(
    ",(?=在?(?:(?:同等|相同)(?:条件|情况)下?|条件(?:相同|同等)[时的者]?)?,?(?:可以?|予以|给予|将|应|[笔面]试)?(?:优先|加[0-9]{0,2}分)"
    r"(?:考虑|录用|聘用|录取|选聘)?(?:$|[,;。!)\n]))"
)
_NEXT_FIELD = re.compile(r"(?<=[^\s:,;、])\s+(?=[一-鿿]{2,6}\s?[:：])")


# Education and experience are read from the same requirements.
@lru_cache(maxsize=16)
def demands(text: str) -> str:
    """Requirements in lower case and without blanks; items and sentences run into each other are parted by ;."""
    lines = "\n".join(fold(line) for line in _BULLET.sub(";", _before_trailer(text)).splitlines()).lower()
    lines = _NUMBERS_APART.sub(";", lines)
    if len(_NUMBERED.findall(lines)) > 1:
        lines = _NUMBERED.sub(";", lines)
    if "5年" in lines:
        lines = _HALF_OR_ITEM.sub(_item_or_half, lines)
    solid = _SENTENCES_APART.sub(";", _FULL_STOP.sub(";", lines)).replace(" ", "")
    solid = wishes_joined(solid)
    return _ITEM.sub(";", _DASHED_ITEM.sub(";", solid))


def _before_trailer(text: str) -> str:
    """Without the categories and keywords that a board prints below an advert: 职能类别：大专应届毕业生."""
    place = text.find("职能类别")
    below = place > len(text) // 2 and text[place + 4 : place + 5] in ("：", ":")
    return text[:place] if below else text


def _item_or_half(match: re.Match[str]) -> str:
    number, text, start = int(match[1]), match.string, match.start()
    begins_a_line = start == 0 or text[start - 1] == "\n"
    if (number > 1 and begins_a_line) or text.endswith(_HEADS_OF_ITEMS, 0, start):
        return ";"
    beside = rf"(?<![0-9.])(?:{number - 1}|{number + 1})\.(?!\s?[0-9])"
    return ";" if re.search(beside, text) else match[0]


_CHINESE = re.compile("[一-鿿]")
_LEAST_OF_PROSE = 10


def is_prose(text: str) -> bool:
    """Whether a text says more than a value of one field does, and has to be read as a sentence."""
    return len(_CHINESE.findall(text)) >= _LEAST_OF_PROSE


def wishes_joined(text: str) -> str:
    """Solid text in which what makes a wish of a clause (，同等条件下优先) is in that clause."""
    return _WISH_BEHIND.sub("", text)


def fields_apart(text: str) -> str:
    """The fields that a line holds one behind another (人数：2 月薪：5千) parted by ;."""
    return _NEXT_FIELD.sub(";", text)


def plain_dashes(text: str) -> str:
    """Every dash and wave (— – ～ 〜 ─) as one hyphen."""
    return _DASHES.sub("-", text)


def chinese_numeral(number: int) -> str:
    """A number from 1 to 9999 as laws write it: 12 → 十二, 105 → 一百零五, 110 → 一百一十."""
    written = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            written = "零一二三四五六七八九"[int(digit)] + ("", "十", "百", "千")[place] + written
        elif written and not written.startswith("零"):
            written = f"零{written}"
    return written[1:] if written.startswith("一十") else written


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> int | None:
    """The number a Chinese numeral stands for: 十二 → 12, 三千五 → 3500, 一万二 → 12000, 二〇〇七 → 2007.

    None where the characters do not form one, as in 三五 (about three to five) and a unit alone.
    """
    if not text or len(text) > 16:
        return None
    if text in _BARE_UNITS or (len(text) == 2 and all(character in _DIGITS for character in text)):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    for mark in _TEN_THOUSAND:
        if mark in text:
            return _with_ten_thousands(*text.split(mark, 1))
    return _below_ten_thousand(text)


def _with_ten_thousands(head: str, tail: str) -> int | None:
    high = _below_ten_thousand(head) if head else None
    if high is None or any(mark in tail for mark in _TEN_THOUSAND):
        return None
    if not tail:
        return high * 10_000
    if len(tail) == 1 and tail in _DIGITS:
        return high * 10_000 + _DIGITS[tail] * 1_000
    low = _below_ten_thousand(tail)
    return None if low is None else high * 10_000 + low


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_unit, zero = 0, None, 10_000, False
    for character in text:
        if character in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[character]
            zero = zero or digit == 0
            continue
        unit = _UNITS.get(character)
        if unit is None:
            return None
        if unit in (20, 30):
            total, digit, last_unit = total + unit, None, 10
            continue
        if unit >= last_unit:
            return None
        total += (1 if digit is None else digit) * unit
        digit, last_unit = None, unit
    if digit:
        total += digit if zero or last_unit in (10, 10_000) else digit * (last_unit // 10)
    return total


def arabic(text: str) -> str:
    """The text with its Chinese numerals written in digits; runs that are no number stay as they are."""
    return _RUN.sub(_as_digits, text)


def _as_digits(match: re.Match[str]) -> str:
    number = chinese_number(match[0])
    return match[0] if number is None else str(number)
