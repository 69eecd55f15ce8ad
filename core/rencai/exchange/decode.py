"""Which encoding a text file is in: UTF-8, UTF-16 or GB18030, with or without a byte order mark."""

import codecs
from itertools import islice

HEAD = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(head: bytes) -> str:
    """The encoding of a file from its first bytes (`HEAD` of them, or all).

    Single broken lines do not decide: what most lines that are not plain ASCII agree with does.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[1:200:2].count(0) > 20:
        return "utf-16-le"
    if head[0:200:2].count(0) > 20:
        return "utf-16-be"
    lines = head.split(b"\n")
    if len(head) >= HEAD and len(lines) > 1:
        lines.pop()
    telling = list(islice((line for line in lines if not line.isascii()), 2000))
    return "utf-8" if 2 * sum(map(_is_utf8, telling)) >= len(telling) else "gb18030"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def escaping(encoding: str) -> str:
    """How bytes that an encoding does not know are marked: UTF-16 may lack one that `surrogateescape` cannot keep."""
    return _MARKED if encoding.startswith("utf-16") else "surrogateescape"


def _marked(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


_MARKED = "rencai.marked"
codecs.register_error(_MARKED, _marked)


def undecodable(text: str) -> bool:
    """Whether a text read as `escaping` says has bytes in it that its encoding does not know."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
