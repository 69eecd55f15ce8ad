"""A stretch of a query → its words: the longest that are known, and what stands between them."""

import re
from collections.abc import Iterable, Iterator

from rencai.search.analysis import Analyzer
from rencai.search.doing import is_driven, names_a_person
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.meanings import table

_DOER_ENDINGS = ("工", "员", "师", "匠")
_WORKERS = "工人"
"""装修工人 are the 装修工."""
_LONGEST_SPAN = 8
_SHORT = 4
_NO_TRADE = re.compile(r"(?:(?<!经纪|评估)人|[会学党团队社成议人]员|员工|[职民]工)$")
_ENDING = r"(?:从业|执业|职业)?资格证书?|上岗证|(?:特种作业)?操作证|等级证书?|从业证|证书?"
_CERTIFIED_WORK = re.compile(
    "登高|高空|高处|制冷|焊接|热切割|焊割|高压|低压|防爆|起重|司索|吊篮|行车|天车|爆破|危化品?|有限空间|压力容器|锅炉|电梯|煤矿|索道|气瓶"
    "|消防|无人机|网约车|急救|救护"
)
"""Work that nobody may do without a certificate, called by what is done and not by who does it."""
_CERTIFICATE = re.compile(rf"(?P<trade>.{{2,}}?)(?P<ending>{_ENDING})")


def cut(text: str, lexicon: Lexicon, analyzer: Analyzer) -> list[str]:
    """The words of a stretch of folded text, in its order."""
    if driven := _driven(text, lexicon):
        before, thing = driven
        rest = text[len(before) + 1 + len(thing) :]
        return [
            *(cut(before, lexicon, analyzer) if before else []),
            "开",
            thing,
            *(cut(rest, lexicon, analyzer) if rest else []),
        ]
    segments = [piece for word in analyzer.segments(text) for piece in _lesson(word, lexicon)]
    words = _kept_whole(segments, text, lexicon)
    known = _with_doers(_longest(words, lexicon), lexicon)
    return [piece for word in _without_strays(known, lexicon) for piece in _certified(word, lexicon)]


def _driven(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """What stands before 开 and a machine that is known, which the common dictionary may cut in two: 开挖 机."""
    for found in re.finditer("(?<![公召展离打分避])开", text):
        behind = text[found.end() :]
        for size in range(min(len(behind), _SHORT + 1), 1, -1):
            if is_known("开" + behind[:size], lexicon):
                break
            if is_driven(behind[:size]) and is_known(behind[:size], lexicon):
                return text[: found.start()], behind[:size]
    return None


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a word means something to search beside its characters."""
    own_stop = word in lexicon.stop and word not in bundled().stop
    return word in table() or word in lexicon.synonyms or own_stop or word in lexicon.blocked


def may_be_certified(word: str) -> bool:
    """Whether people hold a certificate of what a word says: what somebody is or drives, or work that is a risk."""
    if _CERTIFIED_WORK.fullmatch(word.removesuffix("作业")):
        return True
    return is_driven(word) or (names_a_person(word) and not _NO_TRADE.search(word))


def is_certificate(word: str) -> bool:
    """Whether a word is what follows a trade in the name of its certificate."""
    return bool(re.fullmatch(_ENDING, word))


def _longest(words: list[str], lexicon: Lexicon) -> Iterator[str]:
    """Segments joined to the longest known words; cut only where segments end."""
    place = 0
    while place < len(words):
        size = next(
            (
                size
                for size in range(min(_LONGEST_SPAN, len(words) - place), 1, -1)
                if is_known("".join(words[place : place + size]), lexicon)
            ),
            1,
        )
        yield "".join(words[place : place + size])
        place += size


def _with_doers(words: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """A trade and the character behind it for who has it are one word: 修车工 is who does 修车."""
    before = ""
    for word in words:
        if before and (word in _DOER_ENDINGS or word == _WORKERS) and means_a_trade(before, lexicon):
            yield before + word.removesuffix("人")
            before = ""
            continue
        if before:
            yield before
        before = word
    if before:
        yield before


def doer_stem(word: str) -> str:
    """What somebody does who is named after it, as 修车 of 修车工; empty for other words."""
    return word[:-1] if word[-1:] in _DOER_ENDINGS and len(word) > 2 else ""


def means_a_trade(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a trade, or finds others."""
    trade = any(meaning.field == "occupation" for meaning in table().get(word, ()))
    return len(word) > 1 and (trade or word in lexicon.synonyms)


def _kept_whole(words: list[str], text: str, lexicon: Lexicon) -> list[str]:
    """A short text of which no part is known is one word: 修脚 is not a 修 and a 脚 that stand anywhere."""
    if not 1 < len(words) <= _SHORT or words != list(text) or text.isascii():
        return words
    parts = {text[start:end] for start in range(len(text)) for end in range(start + 1, len(text) + 1)}
    known = any(part in lexicon.stop or (len(part) > 1 and is_known(part, lexicon)) for part in parts)
    return words if known else [text]


def _without_strays(words: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """Neighbouring characters that are no words are one: the 四机 of 叉车四机 is not a 四 and a 机 anywhere."""
    strays = ""
    for word in words:
        if len(word) == 1 and not word.isascii() and not _is_a_word(word, lexicon):
            strays += word
            continue
        if strays:
            yield strays
        strays = ""
        yield word
    if strays:
        yield strays


def _is_a_word(character: str, lexicon: Lexicon) -> bool:
    return character in lexicon.stop or is_known(character, lexicon)


def _lesson(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A subject and its lesson apart: the common dictionary has 基础课 as one word, which names no course."""
    whole = len(word) <= len("上课") or not word.endswith("课") or is_known(word, lexicon)
    return (word,) if whole else (word[:-1], word[-1])


def _certified(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A trade and its certificate apart, as texts have them: 电工证 is a 证 of the 电工."""
    found = _CERTIFICATE.fullmatch(word)
    if found and not is_known(word, lexicon) and may_be_certified(found["trade"]):
        return found["trade"], found["ending"]
    return (word,)
