"""What a query says by its form: which kind of record it wants, and what of a sentence tells it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from rencai.search.analysis import Analyzer
from rencai.search.asking import asks
from rencai.search.cutting import is_certificate, may_be_certified
from rencai.search.doing import doers, drivers, is_done, is_telling, is_verb, is_working_person, names_a_person
from rencai.search.lexicon import Lexicon
from rencai.search.meanings import kind_meaning, subject_of, table
from rencai.search.parts import Part
from rencai.search.syntax import Form
from rencai.search.wishes import Wish

_OF_PAPERS = re.compile("丢|领|^查$|查看|查不到|遗失|补办|补发|查询|真假|真伪|挂靠|吊销|注销|换发|更换|更正|写错|作废")
"""Who asks such a thing of a certificate has it, and needs no course."""
_EXAMS = re.compile("考试|成才|考")
"""自学考试 is an examination, and no lesson."""
_JOINING = ("和", "与", "及", "或")
_LEARNING = ("学", "想学", "自学", "好学", "难学")


def wished(parts: Sequence[Part], wish: Wish, lexicon: Lexicon, analyzer: Analyzer) -> list[Part]:
    """Parts of a sentence that looks for work or a course, with one that says so."""
    for_work = wish.kind == "job_posting"
    read = _for_work(parts, lexicon, analyzer) if for_work else _without_verbs(parts)
    meant = kind_meaning(wish.kind, counts=not for_work)
    return [*read, Part(wish.said, (), meanings=(meant,), required=False, wish=True)]


def _without_verbs(parts: Sequence[Part]) -> list[Part]:
    """Parts of what somebody learns to do: courses are called after the thing, as after the 挖掘机 of 开挖掘机."""
    verbs = [part for part in parts if part.required and is_verb(part.text)]
    others = any(part.required and part not in verbs for part in parts)
    return [replace(part, required=False) if others and part in verbs else part for part in parts]


def _for_work(parts: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer) -> list[Part]:
    """Parts of a sentence that looks for work: what tells which is wanted, all else is its story.

    Who asks what he can do with a certificate wants the trade, and no course for it.
    """
    held = [other for one, other in zip_longest([None, *parts], parts) if other and not _is_held(one, other)]
    wanted = [part for part in held if part.required and not part.minus and part.form is Form.PLAIN]
    if wanted and _is_work(wanted[0], wanted, analyzer):
        held = _of_work(held, wanted[0], wanted, lexicon, analyzer)
    fields = [{meaning.field for meaning in part.meanings} - {"kind"} for part in held]
    trades = any(
        "occupation" in one or any(map(means_an_occupation, part.also)) for one, part in zip(fields, held, strict=True)
    )
    told = [
        bool(one or part.span or part.minus or part.form is not Form.PLAIN)
        or (any(map(means_an_occupation, part.also)) if trades else bool(part.also))
        for one, part in zip(fields, held, strict=True)
    ]
    if any(told):
        held = [replace(part, required=part.required and tells) for part, tells in zip(held, told, strict=True)]
    return held


def _is_held(before: Part | None, part: Part) -> bool:
    return before is not None and is_certificate(part.text) and may_be_certified(before.text)


def means_an_occupation(word: str) -> bool:
    return any(meaning.field == "occupation" for meaning in table().get(word, ()))


def with_hints(parts: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer) -> list[Part]:
    """Parts that say by their form which kind is wanted, where no word names it: 营养学, 修电器, 凉菜师傅."""
    wanted = [part for part in parts if part.required and not part.minus and part.form is Form.PLAIN]
    named = {meaning.values[0] for part in parts for meaning in part.meanings if meaning.field == "kind"}
    if wanted and named <= {"training_course"} and (lesson := lesson_in(parts)):
        # 导游证培训 says it twice: courses do not say 证.
        meant = replace(lesson, meanings=(kind_meaning("training_course"),))
        return [meant if part is lesson else part for part in _without_verbs(_without_story(parts, lesson))]
    if not wanted or named:
        return list(parts)
    last = wanted[-1]
    if not last.meanings and (thing := subject_of(last.text)):
        also = last.also or ((thing,) if thing not in lexicon.blocked and analyzer.is_one(thing) else ())
        hinted = replace(last, meanings=(kind_meaning("training_course", counts=False),), also=also)
        return [hinted if part is last else part for part in parts]
    first = next(part for part in parts if not part.minus)
    if _is_work(first, wanted, analyzer) or any(is_working_person(part.text) for part in parts):
        return _of_work(parts, first, wanted, lexicon, analyzer)
    doing = None if asks(parts) else next(filter(_does_a_trade, wanted), None)
    vacancy = kind_meaning("job_posting", counts=False)
    return [replace(part, meanings=(*part.meanings, vacancy)) if part is doing else part for part in parts]


def lesson_in(parts: Sequence[Part]) -> Part | None:
    """What says that somebody wants to learn: 学 before a thing, or the certificate behind a trade."""
    if any(_OF_PAPERS.search(part.text) for part in parts):
        return None
    for one, other in pairwise(parts):
        if one.text in _LEARNING and not (one.text == "自学" and _EXAMS.match(other.text)):
            return one
        if is_certificate(other.text) and may_be_certified(one.text):
            return other
    return None


def _without_story(parts: Sequence[Part], lesson: Part) -> list[Part]:
    """Parts of a sentence that says 学: who wants to learn stands before it, and what is learned behind."""
    place = next(number for number, part in enumerate(parts) if part is lesson)
    if lesson.text not in _LEARNING or not any(part.required for part in parts[place + 1 :]):
        return list(parts)
    told = (bool(part.meanings or part.span or part.minus or part.form is not Form.PLAIN) for part in parts[:place])
    before = (replace(part, required=part.required and tells) for part, tells in zip(parts, told, strict=False))
    return [*before, *_only_the_thing(parts[place:])]


def _only_the_thing(parts: Sequence[Part]) -> Iterator[Part]:
    """Parts from 学 on: what is learned ends where a function word begins something else, as in 学编程有必要吗."""
    thing = ended = False
    for part in parts:
        ended = ended or (thing and not part.required and part.text not in _JOINING)
        thing = thing or part.required
        yield replace(part, required=False) if ended and not part.meanings else part


def learns(parts: Sequence[Part]) -> bool:
    """Whether a query says 学, names the certificate of a trade, or courses for one."""
    if any(_OF_PAPERS.search(part.text) for part in parts):
        return False
    trade = any(meaning.field == "occupation" for part in parts for meaning in part.meanings)
    said = (part for part in parts if trade or part.text in _LEARNING or is_certificate(part.text))
    return any(meaning.values == ("training_course",) and meaning.counts for part in said for meaning in part.meanings)


def _of_work(
    parts: Sequence[Part], first: Part, wanted: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer
) -> list[Part]:
    """Parts that want a vacancy: the first also finds those who do what it says."""
    doing = doers(first.text, analyzer.is_one) or drivers(first.text, wanted[-1].text)
    also = first.also or tuple(one for one in doing if one not in lexicon.blocked)
    meanings = (*first.meanings, kind_meaning("job_posting", counts=False))
    # The thing tells what is wanted; the verb stands in few texts of those who do it.
    required = first.required and not is_verb(first.text)
    hinted = replace(first, meanings=meanings, also=also, required=required)
    telling = is_verb(first.text) and is_telling(first.text)
    rest = (_widened(part, also) if telling and part in wanted else part for part in parts)
    return [hinted if part is first else other for part, other in zip(parts, rest, strict=True)]


def _widened(part: Part, also: tuple[str, ...]) -> Part:
    return replace(part, also=(*part.also, *also))


def _is_work(first: Part, wanted: Sequence[Part], analyzer: Analyzer) -> bool:
    """Whether a query begins with what somebody does: a verb before its thing, or both in one word."""
    if is_verb(first.text):
        return any(part is not first for part in wanted)
    return not first.meanings and bool(doers(first.text, analyzer.is_one))


def _does_a_trade(part: Part) -> bool:
    """Whether a part is what somebody does, in a word whose synonyms are trades, as 押车; no name of a trade is."""
    return is_done(part.text) and finds_a_trade(part) and not names_a_person(part.text)


def finds_a_trade(part: Part) -> bool:
    """Whether a synonym of a part is what somebody is, as the 客服 of 打电话."""
    return any(names_a_person(word) and means_an_occupation(word) for word in part.also)


def names_a_trade(word: str) -> bool:
    """Whether a word that means an occupation names who has it or what one does in it, as 焊工 and 修车 do."""
    return names_a_person(word) or is_done(word)
