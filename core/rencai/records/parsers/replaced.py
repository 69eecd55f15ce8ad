"""What a document puts out of force: 「…同时废止」, a list under 「下列文件同时废止：」, or a title 关于废止…的决定."""

import re

from rencai.records.parsers.document_number import Found, halfwidth, located

_VERBS = ("废止", "失效", "停止", "不再执行", "作废")
"""Without one of these in it a text puts nothing out of force: most are looked through for them alone."""
_ENDS = re.compile(
    r"(?<=[》)号])(?:文件|通知)?[,，]?自[^。;,，《]{2,24}起\s?(?:废止|失效|停止执行|不再执行)|(?:同时|即行|即|予以|一并|自行|自动|相应|自然)\s?(?:废止|失效|停止执行|停止使用|作废)"
)
# What follows the verb: 决定废止《…》.
_PUTS_OUT = re.compile(r"(?:决定|现|兹|同时|一并|即日起)(?:予以)?\s?(?:废止|停止执行|宣布失效)(?=[^。;\n]{0,4}《)")
_LISTED = re.compile(r"(?:下列|以下|上述|如下)[^。\n]{0,30}(?:废止|失效|停止执行)[^。\n]{0,30}[:]\s*$", re.MULTILINE)
_LIST_ITEM = re.compile(r"\s*(?:[(]?[\d一二三四五六七八九十]{1,3}[)、.．]|[《]|关于)")
_TITLE = re.compile(r"关于(?:公布)?(?:废止|宣布失效)")
_PARTLY = re.compile(r"》\s?(?:\([^()]*\))?\s?(?:第[一二三四五六七八九十百\d]+[条款项章]|附件|中的|中第)")
_NOT_DONE = re.compile("不得|尚未|是否|修改或者?废止|修订或者?废止|废止或者?修改|废止、|、废止(?!止)")


def replaced(title: str, text: str) -> tuple[str, ...]:
    """Numbers, else titles, of the documents replaced, each once and in order."""
    text, title = halfwidth(text), halfwidth(title)
    found: list[str] = []
    if _TITLE.search(title):
        found += _named(title[_TITLE.search(title).start() :])  # type: ignore[union-attr]
    if not any(verb in text for verb in _VERBS):
        return tuple(dict.fromkeys(found))
    for match in _ENDS.finditer(text):
        sentence = text[_sentence_start(text, match.start()) : match.end()]
        if not _NOT_DONE.search(sentence):
            found += _named(_after_own_clause(sentence))
    for match in _PUTS_OUT.finditer(text):
        found += _named(text[match.end() : _sentence_end(text, match.end())])
    found += _from_list(text)
    return tuple(dict.fromkeys(found))


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "。;\n") + 1


def _sentence_end(text: str, place: int) -> int:
    return min((end for mark in "。;\n" if (end := text.find(mark, place)) >= 0), default=len(text))


def _after_own_clause(sentence: str) -> str:
    """The part of a sentence that names the replaced ones: after 施行, where the new one's own date stands."""
    start = max((match.end() for match in re.finditer(r"(?:施行|执行|实施|生效)[,，]", sentence)), default=0)
    return sentence[start:]


def _from_list(text: str) -> list[str]:
    found: list[str] = []
    lines = text.split("\n") if _LISTED.search(text) else []
    for place, line in enumerate(lines):
        if _LISTED.search(line):
            for item in lines[place + 1 :]:
                if not _LIST_ITEM.match(item):
                    break
                found += _named(item)
    return found


def _named(text: str) -> list[str]:
    """Each title《…》by the number in the brackets after it, and numbers that stand without a title."""
    if _PARTLY.search(text):
        return []
    numbers = located(text)
    named: list[tuple[int, str]] = [(each.start, each.number) for each in numbers]
    for start, end, name in _titles(text):
        if not _numbered(numbers, text, end) and not any(start <= each.start < end for each in numbers):
            named.append((start, name))
    return [name for _, name in sorted(named)]


def _numbered(numbers: list[Found], text: str, end: int) -> bool:
    return any(
        0 <= each.start - end <= 2 or text[end : each.start].strip("( ") == "" for each in numbers if each.start >= end
    )


def _titles(text: str) -> list[tuple[int, int, str]]:
    """Outermost《…》 of a text, whatever is nested in it."""
    titles, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character == "《":
            start = place if depth == 0 else start
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                titles.append((start, place + 1, text[start : place + 1]))
    return titles
