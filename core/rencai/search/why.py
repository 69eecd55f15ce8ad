"""Why a query finds a record, in plain Chinese: each part of it, where it was met and what it adds to the score."""

from collections.abc import Iterator, Sequence

from rencai.search.analysis import Analyzer
from rencai.search.clauses import Clause, OneOf, Term, all_of, any_of, phrase_in
from rencai.search.engine import Request, Row, SearchEngine
from rencai.search.lexicon import Lexicon
from rencai.search.plan import part_clause, scores, span_clause
from rencai.search.query import Reason, Why
from rencai.search.rank import ENDED, bare_name, look, reordered
from rencai.search.understanding import Part

_PLACES = (("title_c", "标题"), ("head_c", "单位或文号"), ("body_c", "正文"))


def why(
    engine: SearchEngine, record_id: str, request: Request, parts: Sequence[Part], lexicon: Lexicon, words: Analyzer
) -> Why | None:
    """The account of one record; None when it is not indexed or the query does not find it."""
    one = Term("id", record_id)
    rows = engine.run(Request(always=one, match=request.match, filters=request.filters, size=1, count=False)).rows
    near = not rows
    rows = rows or engine.run(Request(always=one, filters=request.filters, size=1, count=False)).rows
    if not rows:
        return None
    reasons = [_reason(engine, one, part, lexicon, words) for part in parts if not part.minus]
    found = [reason for reason in reasons if reason is not None]
    if near and not found:
        return None
    note = [Reason("不符合查询的全部条件,属于相近结果", 0.0)] if near else []
    return Why((*found, *_second_look(rows[0], parts, lexicon, words), *note), engine.explain(record_id, request))


def _reason(engine: SearchEngine, one: Clause, part: Part, lexicon: Lexicon, words: Analyzer) -> Reason | None:
    ways = [way for way, clause in _ways(part, words) if _holds(engine, one, clause)]
    scored = tuple(scores([part], lexicon, words))
    rows = engine.run(Request(always=one, scored=scored, size=1, count=False)).rows
    weight = round(rows[0].score, 2) if rows else 0.0
    if not ways and weight <= 0:
        return None
    return Reason(f"「{part.text}」: {'、'.join(ways) if ways else '部分字词相同'}", weight)


def _holds(engine: SearchEngine, one: Clause, clause: Clause) -> bool:
    return engine.run(Request(always=all_of([one, clause]), size=0)).total > 0


def _ways(part: Part, words: Analyzer) -> Iterator[tuple[str, Clause]]:
    for field, name in _PLACES:
        yield f"{name}含此词", phrase_in(field, part.tokens)
    for word in part.also:
        clause = any_of(phrase_in(field, words.characters(word)) for field, _ in _PLACES)
        yield f"含同义词「{word}」", clause
    for meaning in part.meanings:
        if meaning.counts:
            yield f"{meaning.label}相符", OneOf(meaning.field, meaning.values)
    if part.span:
        yield f"{part.span.label}相符", span_clause(part.span)
    yield "全文含此词", part_clause(part, words, verbatim=True)


def _second_look(row: Row, parts: Sequence[Part], lexicon: Lexicon, words: Analyzer) -> Iterator[Reason]:
    looked = look(parts)
    scored = Row(row.id, 1.0, 0, row.card)
    added = reordered([scored], looked, words, lexicon)[0].score - 1.0
    if looked.name and bare_name(str(row.card.get("title", ""))) == looked.name:
        yield Reason("标题与查询完全相同", round(added, 2))
    elif added > 0:
        why_first = "所属法律的效力级别" if looked.asks else "标题与查询的接近程度"
        yield Reason(f"{why_first}和发布时间使其靠前", round(added, 2))
    elif added < 0:
        ended = row.card.get("validity") in ENDED
        yield Reason(f"{'已失效或废止' if ended else '只是一条,或所属法规的效力级别较低'},排在后面", round(added, 2))
