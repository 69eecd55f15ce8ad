"""发文机关: the authorities that issued a document, one by one."""

import re

from rencai.records.parsers.text import fold

_LABEL = re.compile(
    r"^[\[【]?\s?(?:发文机关|发文机构|发文单位|联合发文单位|发布机构|发布单位|制发机关|信息来源|来源|责任单位|作者)\s?(?:[\]】]\s?[:]?|[:])\s?"
)
_APART = re.compile(r"[;,、/|\n\r\t]+")
_NOBODY = {"", "无", "-", "--", "暂无", "其他"}
_ORGAN_END = "厅局部委会院府室署办行社团校司处队所站中心"


def read_issuers(issuer_text: str = "") -> tuple[str, ...]:
    """Names in the order given, each once; letters set apart for looks (北 京 市) are joined."""
    names: list[str] = []
    for part in _APART.split(issuer_text.replace("；", ";").replace("，", ",")):
        names += _by_blanks(_LABEL.sub("", fold(part)))
    return tuple(dict.fromkeys(name for name in names if name not in _NOBODY))


def _by_blanks(text: str) -> list[str]:
    """Names that only a blank separates: a blank counts where the word before it can end a name."""
    names: list[str] = []
    for word in text.split():
        if names and not _is_name(names[-1]):
            names[-1] += word
        else:
            names.append(word)
    if len(names) > 1 and not _is_name(names[-1]):
        names[-2:] = ["".join(names[-2:])]
    return names


def _is_name(word: str) -> bool:
    return len(word) >= 3 and (word[-1] in _ORGAN_END or word.endswith("中心") or not word[-1] >= "一")
