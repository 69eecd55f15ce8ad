"""A stretch of a query → its words: the longest that are known, and what stands between them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rencai.search.analysis import Analyzer
from rencai.search.doing import is_driven
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.meanings import table

Item = TypeVar("Item")

_DOER_ENDINGS = ("工", "员", "师", "匠")
WORKERS = "工人"
"""装修工人 are the 装修工."""
_LONGEST_SPAN = 8
_SHORT = 4
_ENDING = r"(?:从业|执业|职业)?资格证书?|上岗证|(?:特种作业)?操作证|等级证书?|从业证|证书?"
_NO_SKILL = re.compile(
    # who somebody is, where he lives and belongs
    "(?:身份|居住|暂住|户口|出生|结婚|离婚|单身|死亡|独生子女|准生|生育|收养|学生|工作|会员|党员|代表|记者|军人|退役|退伍|优待|优抚"
    "|老年|老人|残疾|失业|就业|创业|求职|退休|在职|离职|低保|贫困|特困|社保|医保|健康|体检|接种|献血|人|[会学党团队社成议]员|员工|[职民]工"
    # what he has learned at school or won
    "|职业|执业|专业技术|资格|等级|毕业|结业|肄业|学位|学历|学分|荣誉|获奖|聘任|准考|参赛|借书|借阅"
    # what an office allows, registers or states
    "|许可|经营|营业|登记|注册|备案|税务|完税|纳税|授权|资质|信用|排污|检疫|合格|质量|产地|养犬|捕捞|采矿|通行|通关|出入|行驶|行车|港澳|台胞"
    "|房产|不动产|产权|所有权|使用权|土地|宅基地|林权|股权|债权|专利|商标|著作权|版权|存款|火化|数字|电子|犯罪)$"
)
"""What papers say that are no certificates of a skill."""
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
    words = _with_endings(_kept_whole(segments, text, lexicon))
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
    """Whether people hold a certificate of the skill that a word says: of what somebody is or does, but of no 身份."""
    return len(word) > 1 and (word.endswith(("经纪人", "评估人")) or not _NO_SKILL.search(word))


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


def _with_endings(words: Iterable[str]) -> list[str]:
    """Segments, with what a certificate is called as one: the common dictionary has no 操作证."""
    found: list[str] = []
    for word in words:
        if found and word == "证" and is_certificate(found[-1] + word):
            found[-1] += word
        else:
            found.append(word)
    return found


def _with_doers(words: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """A trade and the character behind it for who has it are one word: 修车工 is who does 修车."""

    def doer(trade: str, word: str) -> str | None:
        ends = word in _DOER_ENDINGS or word == WORKERS
        return trade + word.removesuffix("人") if ends and trade and means_a_trade(trade, lexicon) else None

    return with_joined(words, doer)


def with_joined(items: Iterable[Item], join: Callable[[Item, Item], Item | None]) -> Iterator[Item]:
    """Items, where two that stand side by side and are joined to one are that one; it is not joined again."""
    before: Item | None = None
    for item in items:
        one = join(before, item) if before is not None else None
        if one is not None:
            yield one
            before = None
            continue
        if before is not None:
            yield before
        before = item
    if before is not None:
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
    """A subject and its lesson apart: the common dictionary has 基础课 and 英语班 as one, which name no course."""
    whole = len(word) <= len("上课") or not word.endswith(("课", "班")) or is_known(word, lexicon)
    return (word,) if whole else (word[:-1], word[-1])


def _certified(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A trade and its certificate apart, as texts have them: 电工证 is a 证 of the 电工."""
    found = None if is_certificate(word) else _CERTIFICATE.fullmatch(word)
    if found and not is_known(word, lexicon) and may_be_certified(found["trade"]):
        return found["trade"], found["ending"]
    return (word,)
