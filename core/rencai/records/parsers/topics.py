"""主题分类: the topics of a document, from the widest to the narrowest."""

import re

from rencai.records.parsers.text import fold

_LABEL = re.compile(r"^[\[【]?(?:主题分类|主题词|信息分类|体裁分类|组配分类|分类|主题)[\]】]?\s?[:]?\s?")
_APART = re.compile(r"\s*[;,/\\>|»\n]+\s*|\s*-{2,}>?\s*")
_NOTHING = {"", "无", "-", "--", "其他", "暂无"}


def read_topics(topic_text: str = "") -> tuple[str, ...]:
    """Levels and further topics in order, each once; 、 stays, since names such as 劳动、人事、监察 contain it."""
    text = _LABEL.sub("", fold(topic_text.replace("\n", ";").replace("；", ";").replace("，", ",")))
    return tuple(dict.fromkeys(part for part in _APART.split(text.strip("[]【】")) if part not in _NOTHING))
