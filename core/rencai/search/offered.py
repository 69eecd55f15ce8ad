"""What a query says of the work that is offered: pay that nothing calls so, and conditions that only adverts give."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

from rencai.search.analysis import Analyzer
from rencai.search.asking import asks
from rencai.search.doing import names_a_person
from rencai.search.meanings import kind_meaning
from rencai.search.parts import Part
from rencai.search.ranges import is_measure, names_other_money, pay
from rencai.search.syntax import Form, Piece

_BETWEEN = "[一二三四五六七八][二三四五六七八九]千"
_IN_WORDS = f"[一二两三四五六七八九]千[一二三四五六七八九]?|{_BETWEEN}|[一二两三四五]万[一二三四五六七八九]?千?"
_BARE_PAY = re.compile(rf"(?!(?:19|20)\d\d$)(?:[1-9]\d|[1-5]\d\d)00|{_IN_WORDS}")
"""What may be pay though nothing says so: no year, and no telephone number as 12345 and 95500."""
_WITH_UNIT = re.compile(rf"(?:\d+(?:\.\d+)?[k千w万]|\d{{4,5}}(?:元|块钱?)|{_IN_WORDS})")
_OF_WORK = frozenset({"district", "benefits", "employment_type", "education", "skill_level"})
"""Fields of what somebody who looks for work says beside the pay."""


def amounts(read: Sequence[Piece], analyzer: Analyzer) -> frozenset[str]:
    """Numbers of a query that stand there with a unit, as 8k and 1.2万, in the one form of numbers."""
    plain = (piece.text for piece in read if piece.form is Form.PLAIN and not piece.minus)
    said = (one for one in plain if _WITH_UNIT.fullmatch(one))
    return frozenset(analyzer.characters(one)[0] if one[0].isdecimal() else one for one in said)


def with_pay(parts: Sequence[Part], with_unit: Collection[str]) -> list[Part]:
    """Parts where a round sum is the least that somebody wants to earn: 焊工 5k, and where nothing else is said 8k."""
    behind = zip_longest(parts, parts[1:])
    bare = [part for part, after in behind if _is_bare_pay(part) and not (after and is_measure(after.text))]
    others = [part for part in parts if not (part.minus or part in bare)]
    if any(names_other_money(part.text) for part in others) and not any(map(_names_who_works, others)):
        return [replace(part, span=None) if part.span and part.span.field == "salary" else part for part in parts]
    if not any(map(_names_a_trade, others)):
        bare = [part for part in bare if part.text in with_unit] if all(map(_may_be_said_of_work, others)) else []
    return [_as_pay(part) if part in bare else part for part in parts]


def wanting_work(parts: Sequence[Part]) -> list[Part]:
    """Parts of which one says that vacancies are wanted: a condition of work, where nothing else is looked for."""
    wanted = [part for part in parts if not part.minus]
    named = any(meaning.field == "kind" for part in wanted for meaning in part.meanings)
    condition = None if named or asks(parts) else next(filter(_is_a_condition, wanted), None)
    if not (condition and all(_may_be_said_of_work(part) or _names_a_trade(part) for part in wanted)):
        return list(parts)
    vacancy = kind_meaning("job_posting", counts=False)
    return [replace(part, meanings=(*part.meanings, vacancy)) if part is condition else part for part in parts]


def _is_a_condition(part: Part) -> bool:
    """Whether a part says what only adverts give or ask for."""
    ranged = part.span is not None and part.span.field in ("salary", "experience")
    return ranged or any(meaning.field == "benefits" for meaning in part.meanings)


def _may_be_said_of_work(part: Part) -> bool:
    meant = {meaning.field if meaning.field != "kind" else meaning.values[0] for meaning in part.meanings}
    return bool(part.span) or not (meant or part.required) or not meant.isdisjoint({*_OF_WORK, "job_posting"})


def _names_a_trade(part: Part) -> bool:
    return (len(part.text) > 1 and names_a_person(part.text)) or any(
        meaning.field == "occupation" for meaning in part.meanings
    )


def _names_who_works(part: Part) -> bool:
    """Whether a part names a trade, and not only who is of a level: 高级工补贴1500 is what an office pays."""
    level = any(meaning.field == "skill_level" for meaning in part.meanings)
    return _names_a_trade(part) and not (level or part.text == "每人")


def _is_bare_pay(part: Part) -> bool:
    plain = part.form is Form.PLAIN and not (part.minus or part.span or part.meanings)
    return plain and bool(_BARE_PAY.fullmatch(part.text))


def _as_pay(part: Part) -> Part:
    said = part.text if re.fullmatch(_BETWEEN, part.text) else f"{part.text}以上"
    return replace(part, span=pay(said, said))
