"""A query → its parts: what each word means, which fields it weighs on, what else it finds. Filters nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rencai.search.analysis import Analyzer
from rencai.search.asking import is_asked, is_told
from rencai.search.conditions import conditions
from rencai.search.cutting import WORKERS, cut, doer_stem, is_known, means_a_trade, with_joined
from rencai.search.doing import TEACHER, is_done, is_verb, names_a_person
from rencai.search.folding import fold
from rencai.search.hints import lesson_in, wished, with_hints
from rencai.search.lexicon import Lexicon
from rencai.search.likely_trades import likely_trades
from rencai.search.meanings import Meaning, kind_meaning, rung_of, table
from rencai.search.offered import amounts, wanting_work, with_pay
from rencai.search.parts import Part
from rencai.search.ranges import Span, stretches
from rencai.search.syntax import Form, Piece, pieces
from rencai.search.wishes import Wish, wish_in

LONG_QUERY = 9
"""Tokens beyond which a query is no name: there «保险» means the thing, and only «保险经纪人» the occupation."""
LONG_WISH = 18
"""Tokens beyond which nobody only says what he wants to learn: something is told."""
_CURRENCY = ("元", "块", "块钱", "圆")
"""3000元 is 3千: texts say one or the other."""
_QUESTION_MARK = Part("?", (), required=False)
"""It holds nothing to search; it says that the query asks."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """All parts of one query."""

    parts: tuple[Part, ...]


def understand(text: str, lexicon: Lexicon, analyzer: Analyzer, taken_back: Sequence[str] = ()) -> Understanding:
    """Read a query. Meanings whose key is in `taken_back` are words only."""
    wish = wish_in(text)
    if wish and (key(kind_meaning(wish.kind)) in taken_back or is_known(fold(text), lexicon)):
        wish = None
    read = pieces(wish.rest if wish else text)
    typed = [part for piece in read for part in _read(piece, lexicon, analyzer)]
    said = dict.fromkeys(_without(part, taken_back) for part in _with_workers(typed, lexicon, analyzer))
    parts = [part for part in said if part.minus or not _is_blocked(part, lexicon)]
    # A query of nothing else, as of 😀, finds nothing; it is no query for everything.
    parts = parts or [Part("", (), Form.PHRASE)] * bool(text.strip())
    if not wish and _asks_by_its_form(fold(text), parts):
        parts = [*parts, _QUESTION_MARK]
    parts = [_without(part, taken_back) for part in _as_wanted(parts, wish, lexicon, analyzer)]
    parts = wanting_work(with_pay(_with_likely_trades(parts), amounts(read, analyzer)))
    parts = [_without(part, taken_back) for part in parts]
    if any(meaning == kind_meaning("training_course") for part in parts for meaning in part.meanings):
        parts = [_taught(part) for part in parts]
    if any(part.required and not part.minus for part in parts):
        return Understanding(tuple(parts))
    return Understanding(tuple(replace(part, required=part != _QUESTION_MARK) for part in parts))


def _with_workers(parts: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer) -> Iterator[Part]:
    """Parts where a trade and 工人 behind it are who has it, whatever stands between: 装修 工人."""

    def worker(trade: Part, part: Part) -> Part | None:
        joined = part.text == WORKERS and _is_plain(trade) and means_a_trade(trade.text, lexicon)
        return _part(trade.text + WORKERS[0], lexicon, analyzer) if joined else None

    return with_joined(parts, worker)


def _is_plain(part: Part) -> bool:
    return part.form is Form.PLAIN and not part.minus


def _asks_by_its_form(text: str, parts: Sequence[Part]) -> bool:
    """Whether a text is a question by its form: who tells what has happened, and wants no work, asks what to do."""
    meant = ((part, meaning.field) for part in parts for meaning in part.meanings)
    wants = any(field == "kind" or (field == "occupation" and names_a_person(part.text)) for part, field in meant)
    return is_asked(text) or (is_told(text) and not wants)


def _as_wanted(parts: Sequence[Part], wish: Wish | None, lexicon: Lexicon, analyzer: Analyzer) -> list[Part]:
    """Parts as what the whole query wants reads them: what a sentence wishes, a rule, what is told, or a name."""
    if wish:
        return wished(parts, wish, lexicon, analyzer)
    if any(meaning.values == ("policy_notice",) for part in parts for meaning in part.meanings):
        # 快递条例 is about the trade; nobody is looked for. 科创中心条例 leaves out what the name says.
        return [_of_a_name(_without_occupation(part), analyzer) for part in parts]
    if _is_told(parts):
        return [part if names_a_person(part.text) else _without_occupation(part) for part in parts]
    return with_hints(parts, lexicon, analyzer)


def _with_likely_trades(parts: Sequence[Part]) -> list[Part]:
    """Parts that want a vacancy by their form and name no trade, with those that they may mean."""
    meant = [meaning for part in parts for meaning in part.meanings]
    by_form = any(one.values == ("job_posting",) and not one.counts for one in meant)
    saying = [part for part in parts if part.form is Form.PLAIN and not (part.minus or part.span or _says_else(part))]
    telling = [part for part in saying if (part.required and part.text != TEACHER) or is_verb(part.text)]
    # A name with synonyms, as 钳工, is known, though no one trade has it.
    known = any(part.also and names_a_person(part.text) for part in telling)
    if not (by_form and telling) or known or any(one.field == "occupation" for one in meant):
        return list(parts)
    likely = likely_trades(telling)
    return [replace(part, meanings=(*part.meanings, *likely)) if part is telling[0] else part for part in parts]


def _says_else(part: Part) -> bool:
    """Whether a part means a place, a level, a condition of work or the like.

    高级 of 编竹筐 高级工 is not that of 高级中学教师, nor is 在家就能做 the 家 of a trade.
    """
    return any(meaning.field != "kind" for meaning in part.meanings) or bool(conditions(part.text))


def _is_told(parts: Sequence[Part]) -> bool:
    """Whether a query is too long for a name, and for what somebody wants to learn."""
    size = sum(len(part.tokens) for part in parts)
    return size > LONG_QUERY and not (size <= LONG_WISH and lesson_in(parts))


def _is_blocked(part: Part, lexicon: Lexicon) -> bool:
    quoted = part.form in (Form.PHRASE, Form.SCOPED)
    return part.text in lexicon.blocked or (quoted and any(word in part.text for word in lexicon.blocked))


def key(meaning: Meaning | Span) -> str:
    """Names a meaning in addresses: no two that mean other values have one key."""
    if isinstance(meaning, Span):
        return f"{meaning.field}:{_end(meaning.low)}-{_end(meaning.high)}"
    return f"{meaning.field}:{','.join(meaning.values) if len(meaning.values) < 10 else '*'}"


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _without_occupation(part: Part) -> Part:
    return replace(part, meanings=tuple(meaning for meaning in part.meanings if meaning.field != "occupation"))


def _of_a_name(part: Part, analyzer: Analyzer) -> Part:
    """A part of the name of a rule: characters that are no word there are what is left of longer words."""
    plain = part.form is Form.PLAIN and not (part.meanings or part.also or part.span)
    left = plain and len(part.tokens) == len(part.text) > 1 and not analyzer.knows(part.text)
    return replace(part, shortened=left)


def _taught(part: Part) -> Part:
    """A part of a query for courses: those of an occupation teach whoever is called by one of its everyday names.

    算法入门 is no search for the 算法工程师.
    """
    also = tuple(one for one in part.also if is_done(part.text) or not names_a_person(one))
    meanings = tuple(replace(one, counts=one.counts or one.field == "occupation") for one in part.meanings)
    return replace(part, also=also, meanings=meanings)


def _without(part: Part, taken_back: Sequence[str]) -> Part:
    if not taken_back:
        return part
    meanings = tuple(meaning for meaning in part.meanings if key(meaning) not in taken_back)
    span = part.span if part.span and key(part.span) not in taken_back else None
    return replace(part, meanings=meanings, span=span)


def _read(piece: Piece, lexicon: Lexicon, analyzer: Analyzer) -> Iterator[Part]:
    tokens = analyzer.characters(piece.text)
    if not tokens:
        return
    if piece.form is not Form.PLAIN:
        yield Part(piece.text, tokens, piece.form, piece.scope, piece.minus)
    elif piece.minus:
        yield Part(piece.text, tokens, minus=True)
    else:
        yield from _read_plain(piece.text, lexicon, analyzer)


def _read_plain(said: str, lexicon: Lexicon, analyzer: Analyzer) -> Iterator[Part]:
    place = 0
    for start, end, word in conditions(said):
        yield from _read_amounts(said[place:start], lexicon, analyzer)
        meant = _part(word, lexicon, analyzer)
        text = said[start:end]
        meanings = meant.meanings or (kind_meaning("job_posting", counts=False),)
        yield replace(
            meant,
            text=text,
            tokens=analyzer.characters(text),
            meanings=meanings,
            also=(word, *meant.also),
            required=True,
        )
        place = end
    yield from _read_amounts(said[place:], lexicon, analyzer)


def _read_amounts(text: str, lexicon: Lexicon, analyzer: Analyzer) -> Iterator[Part]:
    place = 0
    for start, end, span, also in stretches(text, analyzer):
        if start < place:
            continue
        yield from _read_words(text[place:start], lexicon, analyzer)
        yield Part(text[start:end], analyzer.characters(text[start:end]), span=span, also=also)
        if by_the_day := _by_the_day(text[start:end]):
            # 日结300 says how much, and that it is paid the same day.
            yield _part(by_the_day, lexicon, analyzer)
        place = end
    yield from _read_words(text[place:], lexicon, analyzer)


def _by_the_day(paid: str) -> str:
    """The word with which a sum begins that also means a form of work, as 日结."""
    found = re.match("[\u4e00-\u9fff]+", paid)
    known = found and any(one.field == "employment_type" for one in table().get(found[0], ()))
    return found[0] if found and known else ""


def _read_words(text: str, lexicon: Lexicon, analyzer: Analyzer) -> Iterator[Part]:
    before = ""
    for word in cut(text, lexicon, analyzer):
        part = _part(word, lexicon, analyzer)
        yield replace(part, required=False) if word in _CURRENCY and before.isdecimal() else part
        before = word


def _part(word: str, lexicon: Lexicon, analyzer: Analyzer) -> Part:
    meanings = table().get(word, ()) or _trades(word, lexicon)
    kinds_only = bool(meanings) and all(meaning.field == "kind" for meaning in meanings)
    return Part(
        word,
        analyzer.characters(word),
        meanings=meanings,
        also=tuple(
            other
            for other in lexicon.also(word) or _also_by_stem(word, lexicon, analyzer)
            if other not in lexicon.blocked
        ),
        required=word not in lexicon.stop and not kinds_only,
    )


def _trades(word: str, lexicon: Lexicon) -> tuple[Meaning, ...]:
    """The occupations of who does what a word says, by what it also finds: 卖房子 finds the 置业顾问."""
    stem = doer_stem(word)
    if not stem and not is_done(word):
        return ()
    meant = (meaning for one in (stem, *lexicon.also(stem or word)) for meaning in table().get(one, ()))
    return tuple(dict.fromkeys(replace(one, counts=False) for one in meant if one.field == "occupation"))


def _also_by_stem(word: str, lexicon: Lexicon, analyzer: Analyzer) -> tuple[str, ...]:
    """What a word finds without the ending that says nothing: of 做饭阿姨 it is 做饭, of 修车工 it is 修车."""
    if rung := rung_of(word):
        return (rung,)
    stem = doer_stem(word) or (word[:-2] if word[-2:] in lexicon.stop else "")
    if not means_a_trade(stem, lexicon):
        return ()
    # Beside a trade of its own a stem that is a phrase costs more than it finds: 下料 beside 下料工.
    own = (stem,) if word not in table() or analyzer.is_one(stem) else ()
    return (*own, *lexicon.also(stem))
