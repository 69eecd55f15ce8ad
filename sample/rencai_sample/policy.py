"""The policy 京办发〔2007〕14号, cleaned of what the text file's page breaks and marks left in it."""

import re
from dataclasses import dataclass
from functools import cache

from rencai_sample.content_files import CONTENT

FILE = "京办发-2007-14.txt"
_ENDS = tuple("。！？：；”")
_HEADING = re.compile(r"^[一二三四五六]、")
_CHINESE = "\u4e00-\u9fa5，。；：、（）《》〈〉“”〔〕"
_WIDE = str.maketrans({",": "，", "(": "（", ")": "）", ":": "：", ";": "；"})


@dataclass(frozen=True, kw_only=True)
class Policy:
    title: str
    number: str
    addressees: str
    notice: str
    issuers: tuple[str, ...]
    written: str
    annex_title: str
    blocks: tuple[str, ...]
    """Headings (`一、…`) and paragraphs of the annexed text, each on one line."""


@cache
def policy() -> Policy:
    """The whole document. Its layout is fixed, so that a changed file fails here and not on a page."""
    parts = re.split(r"\n\s*\n", (CONTENT / FILE).read_text("utf-8").strip())
    title, number, addressees, notice, signature, annex, *body = (_unmarked(part) for part in parts)
    *issuers, written = [line.strip() for line in signature.splitlines()]
    return Policy(
        title=_clean(title),
        number=number,
        addressees=_clean(addressees),
        notice=_clean(notice),
        issuers=tuple(issuers),
        written=written,
        annex_title=_clean(annex),
        blocks=_joined([_clean(part) for part in body]),
    )


def is_heading(block: str) -> bool:
    """Whether a block opens one of the six parts."""
    return _HEADING.match(block) is not None


def _unmarked(part: str) -> str:
    return part.strip().lstrip("#").strip().strip("*").strip()


def _clean(text: str) -> str:
    """Full-width punctuation, and no space but the one between the two issuers."""
    text = re.sub(r"\s+", " ", text).translate(_WIDE)
    text = re.sub(rf"(?<=[{_CHINESE}]) (?=[0-9《]|的)|(?<=[0-9%]) (?=[{_CHINESE}])", "", text)
    return text.strip()


def _joined(parts: list[str]) -> tuple[str, ...]:
    """Paragraphs that a page break had split are whole again."""
    blocks: list[str] = []
    for part in parts:
        if blocks and not is_heading(blocks[-1]) and not blocks[-1].endswith(_ENDS):
            blocks[-1] += part
        else:
            blocks.append(part)
    return tuple(blocks)
