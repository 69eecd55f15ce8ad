"""Bytes of a page to text, whatever its declarations claim."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_-]{3,20})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([a-zA-Z0-9_-]{3,20})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([a-zA-Z0-9_-]{3,20})""", re.IGNORECASE)
_HEAD = 4096
_COMMON = re.compile(
    "[的一是不在人有这中大来上国个到说们为子和地出道也时年得就以生会家可发成只作主行方前所本经公同工全者定等实法务政府业职位招聘资通知关于]"
)
_WESTERN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252"}
# Labels that stand for a subset of what pages really use.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "utf8": "utf-8",
}


def decode(body: bytes, content_type: str = "", encoding: str = "") -> str:
    """The text of a page: by its byte order mark, the given encoding, its header, its meta tag, else by trial.

    A declaration counts only when the bytes agree with it. Where none does, UTF-8 is tried strictly, then
    GB18030, which holds GB2312 and GBK.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(
                "utf-16-be" if mark == codecs.BOM_UTF16_BE else f"{name}-le" if name != "utf-8" else name, "replace"
            )
    if silent := _without_mark(body):
        return body.decode(silent, "replace")
    for name in _declared(body, content_type, encoding):
        text = _strictly(body, name)
        if text is not None and (name not in _WESTERN or body.isascii()):
            return text
    return _by_trial(body)


def _declared(body: bytes, content_type: str, encoding: str) -> list[str]:
    head = body[:_HEAD]
    found = [encoding, *_HEADER.findall(content_type)]
    found += [match[1].decode() for match in (_XML.search(head), _META.search(head)) if match]
    names = [_WIDER.get(name.lower(), name.lower()) for name in found if name]
    # A page in valid UTF-8 with characters beyond ASCII is UTF-8 whatever it says: by chance that hardly happens.
    return names if encoding else ["utf-8", *names]


def _strictly(body: bytes, name: str) -> str | None:
    """The text if hardly a byte is wrong for the encoding: a page cut off or with one stray byte still counts."""
    try:
        return body.decode(name)
    except LookupError:
        return None
    except UnicodeDecodeError:
        text = body.decode(name, "replace")
        return text if text.count("\ufffd") <= max(2, len(text) // 2000) and name != "ascii" else None


def _without_mark(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of its markup is zero."""
    head = body[:32]
    if len(head) < 20:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd >= len(head) * 0.4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= len(head) * 0.4 and not odd else None


def _by_trial(body: bytes) -> str:
    """The likely encodings' reading with the fewest wrong bytes; among equals, with more common characters."""
    readings = [body.decode(name, "replace") for name in ("utf-8", "gb18030", "big5hkscs")]
    return min(readings, key=lambda text: text.count("\ufffd") * 20 - len(_COMMON.findall(text[:20000])))
