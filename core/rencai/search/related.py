"""What leads on from a record: more of its kind, courses to the level a vacancy asks, vacancies that ask a course."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rencai.records.values import SkillLevel
from rencai.search.analysis import Analyzer
from rencai.search.clauses import Clause, Not, OneOf, Term, all_of
from rencai.search.engine import Fixed, Request, Row, Scored
from rencai.search.plan import ONCE

_MOST_WORDS = 12
_LIKE = (("title_w", 3.0), ("body_w", 0.5))
_ASKED_BY = ("title", "occupation", "district", "skill_level", "category", "document_number", "cites")


def card(kind: str, cluster: str, payload: Mapping[str, Any]) -> dict[str, object]:
    """What is asked by for a record that the index has not got any longer, as its card had it."""
    found: dict[str, object] = {"kind": kind, "cluster": cluster}
    for name in _ASKED_BY:
        value = payload.get(name)
        value = value.get("code") if isinstance(value, Mapping) else value
        if value:
            found[name] = value
    return found


def others(row: Row, found: Sequence[Row], limit: int) -> list[Row]:
    """Those that are not the same thing told by another source."""
    cluster = row.card.get("cluster")
    return [one for one in found if not cluster or one.card.get("cluster") != cluster][:limit]


def requests(row: Row, analyzer: Analyzer, limit: int) -> Iterator[tuple[str, Request]]:
    """Labels with what to ask the engine for."""
    kind = str(row.card.get("kind", ""))
    if kind == "job_posting":
        yield from _courses(row, limit)
    if kind == "training_course":
        yield from _vacancies(row, limit)
    if kind == "policy_notice":
        yield from _notices(row, limit)
    yield "相似的内容", _alike(row, kind, analyzer, limit)


def _other(row: Row, kind: str, *conditions: Clause) -> Clause:
    return all_of([Term("kind", kind), *conditions, ONCE, Not(Term("id", row.id))])


def _alike(row: Row, kind: str, analyzer: Analyzer, limit: int) -> Request:
    words = [*dict.fromkeys(analyzer.tokens(str(row.card.get("title", ""))).words)][:_MOST_WORDS]
    scored: list[Scored | Fixed] = [Scored(word, _LIKE) for word in words]
    scored += [
        Fixed(name, str(row.card[name]), amount)
        for name, amount in (("occupation", 6.0), ("district", 2.0), ("skill_level", 2.0), ("category", 4.0))
        if row.card.get(name)
    ]
    return Request(always=_other(row, kind), loose=True, scored=tuple(scored), size=limit, count=False)


def _courses(row: Row, limit: int) -> Iterator[tuple[str, Request]]:
    occupation = str(row.card.get("occupation", ""))
    if occupation:
        level = str(row.card.get("skill_level", ""))
        scored = tuple(Fixed("skill_level", value, amount) for value, amount in _levels_to(level).items())
        always = _other(row, "training_course", Term("occupation", occupation))
        label = f"通向{level}的课程" if level else "本职业的课程"
        yield label, Request(always=always, scored=scored, size=limit, count=False)


def _levels_to(level: str) -> Mapping[str, float]:
    """The level itself first, then the one below it, from which it is reached."""
    if level not in list(SkillLevel):
        return {}
    rank = SkillLevel(level).rank
    below = {list(SkillLevel)[rank - 1].value: 2.0} if rank else {}
    return {level: 5.0, **below}


def _vacancies(row: Row, limit: int) -> Iterator[tuple[str, Request]]:
    occupation = str(row.card.get("occupation", ""))
    if occupation:
        level = str(row.card.get("skill_level", ""))
        scored = (Fixed("skill_level", level, 3.0),) if level else ()
        always = _other(row, "job_posting", Term("occupation", occupation))
        yield "需要这门课程的岗位", Request(always=always, scored=scored, size=limit, count=False)


def _notices(row: Row, limit: int) -> Iterator[tuple[str, Request]]:
    number = str(row.card.get("document_number", ""))
    if number:
        always = _other(row, "policy_notice", Term("cites", number))
        yield "引用本文件的政策", Request(always=always, size=limit, count=False)
    cited = row.card.get("cites")
    if isinstance(cited, list) and cited:
        always = _other(row, "policy_notice", OneOf("numbers", tuple(map(str, cited))))
        yield "本文件引用的政策", Request(always=always, size=limit, count=False)
