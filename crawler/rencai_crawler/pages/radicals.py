"""Radicals that stand for characters: a PDF may name the glyph of 人 or 长 by the sign of a dictionary's section."""

import unicodedata

_KANGXI, _SUPPLEMENT = range(0x2F00, 0x2FD6), range(0x2E80, 0x2EF4)
# What the Unicode Character Database has no compatibility mapping for, but an equivalent unified ideograph.
_SIGNS = "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰"
_MEANT = "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
_UNIFIED = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_SUPPLEMENT)}
_UNIFIED |= dict(zip(map(ord, _SIGNS), _MEANT, strict=True))


def unified(text: str) -> str:
    """The text with radicals as the characters that they are."""
    return text.translate(_UNIFIED)
