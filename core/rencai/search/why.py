"""Why a query finds a record, in plain Chinese: each part of it, where it was met and what it adds to the score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from rencai.search.analysis import Analyzer
from rencai.search.articles import law_of
from rencai.search.clauses import EVERYTHING, Clause, OneOf, Term, any_of, phrase_in
from rencai.search.engine import Close, Fixed, Request, Row, Scored, SearchEngine
from rencai.search.labels import label
from rencai.search.lexicon import Lexicon
from rencai.search.parts import Part
from rencai.search.plan import part_clause, span_clause
from rencai.search.query import Reason, Why
from rencai.search.rank import Look, bare_name, look, reordered
from rencai.search.scoring import scores
from rencai.search.searching import Language

_PLACES = (("title_c", "标题"), ("head_c", "单位或文号"), ("body_c", "正文"))
_NEVER = 10**9
"""A day on which nothing is recent."""
_LEAST = 0.001
"""Of the score: less is not worth a sentence."""
_SOMEWHERE = "全文含此词"


@dataclass(frozen=True, slots=True)
class _Case:
    """One record before one query."""

    engine: SearchEngine
    request: Request
    """Of this record alone, with all that the score is made of."""
    parts: Sequence[Part]
    lexicon: Lexicon
    words: Analyzer

    def score(self, scored: Sequence[Scored | Close | Fixed]) -> float:
        """What these add to the record's score."""
        if not scored:
            return 0.0
        rows = self.engine.run(replace(self.request, scored=tuple(scored))).rows
        return rows[0].score if rows else 0.0


class _Step(NamedTuple):
    """How a row stands with so much of the second look."""

    text: str
    look: Look
    row: Row
    lexicon: Lexicon


def why(
    engine: SearchEngine,
    record_id: str,
    request: Request,
    parts: Sequence[Part],
    language: Language,
    *,
    close: Sequence[Close] = (),
    pinned: bool = False,
) -> Why | None:
    """The account of one record; None when it is not indexed or the query does not find it."""
    one = Request(always=Term("id", record_id), filters=request.filters, size=1, count=False)
    near = not engine.run(replace(one, match=request.match)).rows
    rows = engine.run(one).rows
    if not rows:
        return None
    case = _Case(engine, replace(one, scored=request.scored), parts, language.lexicon, language.words)
    found = [*_parts(case), *_rest(case, close)]
    if near and not found and not pinned:
        return None
    found += _second_look(replace(rows[0], score=sum(reason.weight for reason in found)), case)
    first = [Reason("管理员把它置顶", 0.0)] if pinned else []
    last = [Reason("不符合查询的全部条件，属于相近结果", 0.0)] if near else []
    if near:
        request = replace(request, match=EVERYTHING, loose=True)
    return Why((*first, *_shares(found), *last), engine.explain(record_id, request))


def _shares(reasons: Sequence[Reason]) -> list[Reason]:
    """Weights as shares of all that was added."""
    total = sum(max(reason.weight, 0.0) for reason in reasons) or 1.0
    return [replace(reason, weight=round(reason.weight / total, 4)) for reason in reasons]


def _parts(case: _Case) -> Iterator[Reason]:
    """A sentence for each part that was met."""
    wanted = [part for part in case.parts if not part.minus and part.tokens]
    ways = [_ways(part, case.words) for part in wanted]
    met = iter(case.engine.totals(case.request, [clause for known in ways for clause in known.values()]))
    left = {_place(item): item for item in case.request.scored}
    for part, known in zip(wanted, ways, strict=True):
        names = [name for name in known if sum(next(met).values())]
        own = [left.pop(place) for place in _places(part, case) if place in left]
        weight = case.score(own)
        told = [name for name in names if name != _SOMEWHERE or len(names) == 1]
        if told or weight > 0:
            yield Reason(f"「{part.text}」：{'、'.join(told) or '部分字词相同'}", weight)


def _places(part: Part, case: _Case) -> Iterator[tuple[str, ...]]:
    """Those of what a part scores by; the kinds that a question wants are no part's own."""
    meant = part.span or {meaning.field for meaning in part.meanings} & {"kind", "occupation"}
    for item in scores([part], case.lexicon, case.words):
        if meant or not isinstance(item, Fixed) or item.field != "kind":
            yield _place(item)


def _place(item: Scored | Close | Fixed) -> tuple[str, ...]:
    """What a thing that scores is, whatever its weight."""
    if isinstance(item, Fixed):
        return item.field, item.value
    if isinstance(item, Close):
        return item.tokens
    return (item.token, *(name for name, _ in item.fields))


def _ways(part: Part, words: Analyzer) -> Mapping[str, Clause]:
    """In how many ways a part may be met, by how to say so."""
    found = {f"{name}含此词": phrase_in(field, part.tokens) for field, name in _PLACES}
    for word in part.also:
        found[f"含同义词「{word}」"] = any_of(phrase_in(field, words.characters(word)) for field, _ in _PLACES)
    for meaning in part.meanings:
        exact = meaning.counts or meaning.field == "kind"
        found[f"{meaning.label}{'相符' if exact else '相近'}"] = OneOf(meaning.field, meaning.values)
    if part.span:
        found[f"{part.span.label}相符"] = span_clause(part.span)
    found[_SOMEWHERE] = part_clause(part, words, verbatim=True)
    return found


def _rest(case: _Case, close: Sequence[Close]) -> Iterator[Reason]:
    """What no single part stands for: the kind that a question wants, and words side by side."""
    own = {place for part in case.parts for place in _places(part, case)}
    others = [item for item in case.request.scored if _place(item) not in own]
    for text, items in (
        ("像是在提问：政策和办事指南优先", [item for item in others if isinstance(item, Fixed)]),
        ("含法律条文对此的说法", [item for item in others if not isinstance(item, Fixed)]),
        ("问句里相邻的字在正文里也相邻", list(close)),
    ):
        weight = case.score(items)
        if weight > 0:
            yield Reason(text, weight)


def _second_look(row: Row, case: _Case) -> Iterator[Reason]:
    """What the second look adds, one thing after the other."""
    before = row.score
    for step in _steps(row, case):
        after = reordered([step.row], step.look, case.words, step.lexicon)[0].score
        if abs(after - before) > _LEAST * max(row.score, _LEAST):
            yield Reason(step.text, after - before)
        before = after


def _steps(row: Row, case: _Case) -> Iterator[_Step]:
    """The second look with one thing more each time: what is asked first, then the row's validity and its boosts."""
    looked = look(case.parts)
    plain = replace(case.lexicon, boosts={})
    valid = replace(row, card={name: value for name, value in row.card.items() if name != "validity"})
    title = str(row.card.get("title", ""))
    vacancy = row.card.get("kind") == "job_posting"
    for text, seen in chain(_by_title(looked, title, vacancy=vacancy), _by_meaning(looked)):
        yield _Step(text, seen, valid, plain)
    yield _Step(f"文件已{row.card.get('validity', '')}，排在后面", looked, row, plain)
    yield _Step(f"管理员加权：{'、'.join(_boosts(row, case.lexicon))}", looked, row, case.lexicon)


def _by_title(looked: Look, title: str, *, vacancy: bool) -> Iterator[tuple[str, Look]]:
    """What the title says of the law it is from, of the question and of its form, and whether it is the query."""
    of_a_law = bool(law_of(title))
    article = of_a_law and not looked.asks
    seen = Look((), "\0", looked.asks, "", 0.0, "", (), (), (), looked.words, looked.told, _NEVER)
    asked = "提问一般不由招聘信息解答" if vacancy else "标题说的就是所问的事"
    yield "所属法律的效力级别与名称" if of_a_law else asked, seen
    seen = replace(seen, tokens=looked.tokens)
    yield "只是其中一条，整部法规优先" if article else "标题里连着出现查询的字词", seen
    seen = replace(seen, form=looked.form)
    yield f"标题里也说「{looked.form}」", seen
    whole = bare_name(title) == looked.name
    yield "标题与查询完全相同" if whole else "查询是标题的简称", replace(seen, name=looked.name)


def _by_meaning(looked: Look) -> Iterator[tuple[str, Look]]:
    """The kind, the trade and the place that are wanted, and when it was published; the title is looked at already."""
    seen = replace(looked, called=(), districts=(), trades=(), today=_NEVER)
    yield f"查询要找的是{label('kind', looked.kind)}", seen
    seen = replace(seen, called=looked.called)
    yield "就是查询的俗称或说法所指的职业", seen
    seen = replace(seen, districts=looked.districts, trades=looked.trades)
    yield "就在查询所说的区，岗位也相符", seen
    yield "发布时间较近", looked


def _boosts(row: Row, lexicon: Lexicon) -> Iterator[str]:
    for name, factor in lexicon.boosts.items():
        facet, _, wanted = name.partition(":")
        if wanted and row.card.get(facet) == wanted:
            yield f"{label(facet, wanted)} ×{factor:g}"
