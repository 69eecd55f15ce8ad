"""What a query says by its form: which kind of record it wants, and what of a sentence tells it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from rencai.search.analysis import Analyzer
from rencai.search.asking import asks
from rencai.search.cutting import is_certificate, may_be_certified
from rencai.search.doing import (
    TEACHER,
    doers,
    drivers,
    is_done,
    is_telling,
    is_verb,
    is_verb_with_thing,
    is_working_person,
    names_a_person,
)
from rencai.search.leaning import speaks_of_work
from rencai.search.lexicon import Lexicon
from rencai.search.meanings import kind_meaning, subject_of, table
from rencai.search.parts import Part
from rencai.search.syntax import Form
from rencai.search.wishes import Wish, is_licensed

_OF_PAPERS = re.compile("丢|领|^查$|查看|查不到|遗失|补办|补发|查询|真假|真伪|挂靠|吊销|注销|换发|更换|更正|写错|作废")
"""Who asks such a thing of a certificate has it, and needs no course."""
_ENTITLED = re.compile("免费|补贴|补助|资助|津贴|经费|政策|农民工|失业|下岗|退役|退伍|残疾")
"""Who is taught at the cost of others, and what says that he is."""
_EXAMS = re.compile("考|成才")
"""自学考试 is an examination, and no lesson."""
_CRAFT = "技术"
"""Behind what is done it is what one learns: 修锁技术."""
_WHAT_IS_TAUGHT = ("知识", "常识", "实务")
"""Behind a matter they are what a course on it teaches: 汽车保养知识."""
_WHO_DOES = "的"
_SHORT = 8
"""Tokens of a phrase that may be what somebody does; a longer one tells something."""
_JOINING = ("和", "与", "及", "或")
_LEARNING = ("学", "想学", "自学", "好学", "难学")
_RISING = ("考", "报考", "考取", "想考", "升", "晋升")
"""What one does to become something: 安全员怎么考, 钳工怎么升技师."""
_CLASSES = ("a", "b", "c")


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
    if named == {"training_course"} and not asks(parts) and any(_ENTITLED.search(part.text) for part in wanted):
        return _of_a_policy(parts)
    if not wanted or named:
        return list(parts)
    if taught := _subject(wanted, lexicon, analyzer):
        return [taught if part is wanted[-1] else part for part in parts]
    return _with_vacancy(parts, wanted, lexicon, analyzer)


def _subject(wanted: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer) -> Part | None:
    """The last part as what courses teach, where its form says so: 营养学, 修锁技术."""
    last = wanted[-1]
    course = kind_meaning("training_course", counts=False)
    if not last.meanings and (thing := subject_of(last.text)):
        also = last.also or ((thing,) if thing not in lexicon.blocked and analyzer.is_one(thing) else ())
        return replace(last, meanings=(course,), also=also)
    craft = last.text == _CRAFT and len(wanted) > 1 and is_verb_with_thing(wanted[-2].text)
    if craft or (last.text in _WHAT_IS_TAUGHT and len(wanted) > 1):
        return replace(last, meanings=(course,), required=False)
    return None


def _with_vacancy(parts: Sequence[Part], wanted: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer) -> list[Part]:
    """Parts of which one says that vacancies are wanted, where what is done or who works is said; else as they are."""
    first = next(part for part in parts if not part.minus)
    working = _is_work(first, wanted, analyzer) or any(is_working_person(part.text) for part in parts)
    if done := first if working else _work_within(parts, wanted, analyzer):
        return _of_work(parts, done, wanted, lexicon, analyzer)
    doing = None if asks(parts) else next(filter(_does_a_trade, wanted), None) or _who_is_named(wanted)
    if doing and any(map(_is_another_matter, wanted[wanted.index(doing) + 1 :])):
        doing = None
    meant = kind_meaning("job_posting", counts=False)
    if not doing and _speak_of_work(parts):
        doing, meant = wanted[0], replace(meant, likely=True)
    return [replace(part, meanings=(*part.meanings, meant)) if part is doing else part for part in parts]


def _speak_of_work(parts: Sequence[Part]) -> bool:
    """Whether words that mean nothing known speak of work, as 爬高擦玻璃, and nothing else says what is meant."""
    meant = {meaning.field for part in parts for meaning in part.meanings}
    unread = any(part.text.isascii() for part in parts if part.required)
    if unread or asks(parts) or not meant.isdisjoint(("occupation", "category")):
        return False
    plain = (part.text for part in parts if part.form is Form.PLAIN and not (part.meanings or part.minus))
    return speaks_of_work("".join(plain))


def _who_is_named(wanted: Sequence[Part]) -> Part | None:
    """Who has a trade, as the last word of a phrase whose others say something unknown of him: 工地监理."""
    last, others = wanted[-1], wanted[:-1]
    trade = names_a_person(last.text) and any(one.field == "occupation" for one in last.meanings)
    trade = trade or last.text == TEACHER
    return last if trade and any(map(_is_another_matter, others)) else None


def _is_another_matter(part: Part) -> bool:
    """Whether a part is nothing that vacancies have a field for."""
    return not (part.meanings or part.span or part.text.isascii() or finds_a_trade(part))


def lesson_in(parts: Sequence[Part]) -> Part | None:
    """What says that somebody wants to learn: 学, the certificate of a skill, or 考 beside what he wants to become."""
    if any(_OF_PAPERS.search(part.text) for part in parts):
        return None
    held: Part | None = None
    for one, other in zip_longest(parts, parts[1:]):
        if one.text in _LEARNING and not (one.text == "自学" and other and _EXAMS.match(other.text)):
            return one
        if held and is_certificate(one.text):
            return one
        if one.text in _RISING and any(map(_is_risen_to, parts)):
            return one
        # 安全员B证 is one of several that a 安全员 may have.
        held = one if one.required and may_be_certified(one.text) else held if one.text in _CLASSES else None
    return None


def _is_risen_to(part: Part) -> bool:
    fields = {meaning.field for meaning in part.meanings}
    return "skill_level" in fields or (
        "occupation" in fields and names_a_person(part.text) and not is_licensed(part.text)
    )


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


def names_courses(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a word that ends a query says that it wants courses: any advert holds 培训."""
    return part is parts[-1] and any(meaning == kind_meaning("training_course") for meaning in part.meanings)


def _of_a_policy(parts: Sequence[Part]) -> list[Part]:
    """Parts of a query about who pays for courses: of 失业人员免费培训 the rules are wanted, not any course."""
    return [
        replace(part, meanings=(), required=True) if any(one.field == "kind" for one in part.meanings) else part
        for part in parts
    ]


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


def _work_within(parts: Sequence[Part], wanted: Sequence[Part], analyzer: Analyzer) -> Part | None:
    """What says of a short phrase that work is meant: a verb with its thing (食堂管采购), or how it ends (数钱的)."""
    if asks(parts) or sum(len(part.tokens) for part in parts) > _SHORT:
        return None
    inside = (part for part in wanted if _is_said_to_be_done(part, part is wanted[-1], analyzer))
    return next(inside, wanted[0] if parts[-1].text == _WHO_DOES else None)


def _is_said_to_be_done(part: Part, last: bool, analyzer: Analyzer) -> bool:
    if is_verb(part.text):
        return not last
    return is_done(part.text) and not (part.meanings or part.also or analyzer.is_one(part.text))


def _does_a_trade(part: Part) -> bool:
    """Whether a part is what somebody does, in a word whose synonyms are trades, as 押车; no name of a trade is."""
    return is_done(part.text) and finds_a_trade(part) and not names_a_person(part.text)


def finds_a_trade(part: Part) -> bool:
    """Whether a synonym of a part is what somebody is, as the 客服 of 打电话."""
    return any(names_a_person(word) and means_an_occupation(word) for word in part.also)


def names_a_trade(word: str) -> bool:
    """Whether a word that means an occupation names who has it or what one does in it, as 焊工 and 修车 do."""
    return names_a_person(word) or is_done(word)
