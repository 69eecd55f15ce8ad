"""A query's parts → what an engine is to match and to score. No engine and no store in here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from rencai.errors import BadQuery
from rencai.search.analysis import Analyzer
from rencai.search.clauses import (
    EVERYTHING,
    Between,
    Clause,
    Everything,
    Not,
    OneOf,
    Term,
    all_of,
    any_of,
    phrase_in,
)
from rencai.search.engine import Close, Fixed, Scored
from rencai.search.fields import COPY, SearchField, at_or_above, facet_fields, spans, told_by
from rencai.search.fields import Span as RangeField
from rencai.search.hints import learns, names_courses
from rencai.search.labels import stored_value
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.meanings import Meaning
from rencai.search.near_place import circle
from rencai.search.parts import Part
from rencai.search.query import AND_ABOVE, Query
from rencai.search.questions import is_question
from rencai.search.ranges import Span
from rencai.search.scoring import MOST_PAIRS, answered, merged, pairs, scores
from rencai.search.syntax import Form, meant_numbers
from rencai.search.topics import titled

COUNTED_KINDS = ("training_course", "policy_notice")
"""Kinds whose words say what is wanted; those of the others (工作, 服务) stand in any text."""
LEFT_OUT = 3
"""Characters of a title that a short name may leave out between its own."""
ONCE = Not(Term("copy", COPY))
"""Of what several sources tell of, or one tells again, the record that says most: nothing is found or counted twice."""
GROUPS = {"title": ("title_c",), "head": ("head_c",), "place": ("place_c",), "number": ("head_c",)}
TEXT_GROUPS = ("title_c", "head_c", "body_c")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is to do for one query."""

    match: Clause
    """What a record must hold to be counted."""
    scored: tuple[Scored | Close | Fixed, ...]
    close: tuple[Close, ...]
    """What adds to the score of the best rows alone: asked of all records it would cost too much."""
    always: Clause
    """What no hit, near or not, may lack: minus words, ranges, the circle."""
    once: Clause
    """Which of the records of one thing are found."""
    filters: Mapping[str, Clause]
    """By facet."""
    wish: Clause = EVERYTHING
    """The kind that a query wants by its form, for what is counted as if it were chosen; near hits may be of others."""

    @property
    def counted(self) -> Clause:
        """What the total counts where no facet is chosen."""
        return all_of([self.match, self.wish])


def plan(query: Query, parts: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer) -> Plan:
    """The plan of a query whose text was read into parts. Raises BadQuery naming what does not exist."""
    wanted = [part for part in parts if not part.minus]
    asks = is_question(wanted)
    told = answered(wanted, analyzer) if asks and not query.verbatim else iter(())
    scored = chain(scores(wanted, lexicon, analyzer, verbatim=query.verbatim), told)
    return replace(
        matching(query, parts, analyzer),
        scored=tuple(merged(scored)),
        close=tuple(islice(pairs(wanted, analyzer), MOST_PAIRS)) if asks else (),
    )


def matching(query: Query, parts: Sequence[Part], analyzer: Analyzer) -> Plan:
    """The plan of what a query matches, without anything that adds to the score."""
    wanted = [part for part in parts if not part.minus]
    unwanted = [Not(part_clause(part, analyzer, verbatim=True)) for part in parts if part.minus]
    said = all_of(part_clause(part, analyzer, verbatim=query.verbatim) for part in _counted(wanted, analyzer))
    return Plan(
        match=said if query.verbatim else any_of([said, titled(query.text, wanted, analyzer)]),
        scored=(),
        close=(),
        always=all_of([*unwanted, *_ranges(query), *_circle(query)]),
        once=_once(query, wanted),
        filters=_filters(query),
        wish=EVERYTHING if _is_settled(query) else _wish(wanted, analyzer),
    )


def _is_settled(query: Query) -> bool:
    """Whether who searches has said of which kind, or that his words are meant as they stand."""
    return query.verbatim or bool(query.kind or query.filters.get("kind") or query.exclude.get("kind"))


def _wish(parts: Sequence[Part], analyzer: Analyzer) -> Clause:
    """The kind that a query wants by its form: other records hold the words of 会焊接能去哪 or 修电器 by chance.

    学, 班 and 证 stand in any text, and 培训 in that of any vacancy of a trade.
    """
    named = [part for part in _counted(parts, analyzer) if is_counted_kind(part)]
    telling = [part for part in named if len(part.tokens) < 2 or learns(parts) or names_courses(part, parts)]
    said = [one for part in telling for one in part.meanings if one.field == "kind" and one.counts]
    if not is_question(parts):
        said += [one for part in parts for one in part.meanings if _is_wished(one, part)][:1]
    wanted = {one.values for one in said}
    return OneOf("kind", wanted.pop()) if len(wanted) == 1 else EVERYTHING


def _is_wished(meaning: Meaning, part: Part) -> bool:
    by_form = meaning.values == ("job_posting",) and not (meaning.counts or meaning.likely)
    return meaning.field == "kind" and (part.wish or by_form)


def _counted(parts: Sequence[Part], analyzer: Analyzer) -> list[Part]:
    """What a record must match to be counted: of a question its words, as its single characters stand in any text.

    Courses and rules that are named as such count by their kind or by the word: of what only holds the other words
    there may be thousands, and all would come before a course that holds one of them.
    """
    required = [part for part in parts if part.required]
    if not is_question(parts):
        return [part for part in parts if part.required or (is_counted_kind(part) and not part.wish)]
    return [part for part in required if _tells(part, analyzer)] or required


def is_counted_kind(part: Part) -> bool:
    """Whether a part names a kind whose words say what is wanted."""
    return any(one.field == "kind" and one.counts and one.values[0] in COUNTED_KINDS for one in part.meanings)


def _tells(part: Part, analyzer: Analyzer) -> bool:
    plain = part.form is Form.PLAIN and not (part.meanings or part.also or part.span or part.text.isascii())
    return not plain or (len(part.tokens) > 1 and analyzer.knows(part.text))


def _once(query: Query, parts: Sequence[Part]) -> Clause:
    """Any record may be asked for by its id; and what an unwanted source tells best, another may tell too."""
    if any(part.form is Form.ID for part in parts):
        return Everything()
    unwanted = [told_by(one) for value in query.exclude.get("source", ()) for one in expanded(_facet("source"), value)]
    return any_of([ONCE, OneOf("copy", tuple(unwanted))]) if unwanted else ONCE


def part_clause(part: Part, analyzer: Analyzer, *, verbatim: bool = False) -> Clause:
    """When a record matches one part: by its words, a synonym or a field."""
    if part.form is Form.ID:
        return any_of([Term("id", part.text), text_clause(part.text, part.tokens, analyzer)])
    if part.form is Form.NUMBER:
        written = chain.from_iterable(_phrases(tokens, TEXT_GROUPS) for tokens in _ways_to_write(part))
        numbers = meant_numbers(part.text)
        return any_of([OneOf("numbers", numbers), OneOf("cites", numbers), *written])
    if part.form is Form.PHRASE:
        return any_of(_phrases(part.tokens, TEXT_GROUPS))
    if part.form is Form.SCOPED:
        return _scoped(part)
    ways = [
        _spot_clause(part) if _is_no_word_of_a_spot(part, analyzer) else text_clause(part.text, part.tokens, analyzer)
    ]
    if part.shortened:
        ways.append(phrase_in("title_c", part.tokens, LEFT_OUT))
    if not verbatim:
        ways += [text_clause(word, analyzer.characters(word), analyzer) for word in part.also]
        ways += [OneOf(meaning.field, meaning.values) for meaning in part.meanings if meaning.counts]
        ways += [span_clause(part.span)] if part.span else []
    return any_of(ways)


def text_clause(word: str, tokens: tuple[str, ...], analyzer: Analyzer) -> Clause:
    """A word in any text: as a word where the dictionary has it, else as its characters in a row."""
    if len(tokens) == 1:
        return Term("all_c", tokens[0])
    # Texts are cut into words between Latin and Chinese: 3D打印 is none of them.
    if len(tokens) == len(word) and analyzer.is_one(word):
        if word not in analyzer.own_words or word in bundled().words:
            return Term("all_w", word)
        # A word that an admin has just added: records indexed before hold it only as characters.
        return any_of([Term("all_w", word), *_phrases(tokens, TEXT_GROUPS)])
    return any_of(_phrases(tokens, TEXT_GROUPS))


def _is_no_word_of_a_spot(part: Part, analyzer: Analyzer) -> bool:
    """Whether a part is a place that the dictionary leaves out, as its characters meet by chance: 上地 in 以上地方."""
    spot = any(one.field == "district" and not one.counts for one in part.meanings)
    return spot and len(part.tokens) == len(part.text) > 1 and not analyzer.is_one(part.text)


def _spot_clause(part: Part) -> Clause:
    return any_of(_phrases(part.tokens, ("title_c", "head_c", "place_c")))


def span_clause(span: Span) -> Clause:
    """A range overlaps what the words stand for."""
    field = spans()[span.field]
    return _overlaps(field, span.low, span.high)


def _ways_to_write(part: Part) -> Iterator[tuple[str, ...]]:
    """The tokens of a number; without its letters 〔2024〕12号 may also be written 2024年第12号."""
    yield part.tokens
    if part.text.startswith("〔"):
        year, *serial = part.tokens
        yield (year, "年", *serial)
        yield (year, "年", "第", *serial)


def _phrases(tokens: tuple[str, ...], fields: Sequence[str]) -> Iterator[Clause]:
    return (phrase_in(field, tokens) for field in fields)


def _scoped(part: Part) -> Clause:
    ways = list(_phrases(part.tokens, GROUPS[part.scope]))
    if part.scope == "number":
        ways += [OneOf("numbers", meant_numbers(part.text))]
    if part.scope == "place":
        value = stored_value("district", part.text)
        ways += [Term("district", value)] if value else []
    return any_of(ways)


def _filters(query: Query) -> dict[str, Clause]:
    """What is chosen and what is unwanted of each facet, which is counted as if it were neither."""
    found = {name: _one_of(name, values) for name, values in query.filters.items() if values}
    if query.kind:
        found["kind"] = _one_of("kind", (query.kind,))
    for name, values in query.exclude.items():
        if values:
            found[name] = all_of([*([found[name]] if name in found else []), Not(_one_of(name, values))])
    return found


def _one_of(name: str, values: Sequence[str]) -> Clause:
    field = _facet(name)
    wanted: dict[str, None] = {}
    for value in values:
        wanted.update(dict.fromkeys(expanded(field, value)))
    return Term(name, next(iter(wanted))) if len(wanted) == 1 else OneOf(name, tuple(wanted))


def _facet(name: str) -> SearchField:
    field = facet_fields().get(name)
    if field is None:
        raise BadQuery(f"there is no facet {name!r}; there are: {', '.join(sorted(facet_fields()))}")
    return field


def expanded(field: SearchField, value: str) -> tuple[str, ...]:
    """The indexed values of one chosen value: a rung «and above» is several, a name is its code."""
    if value.endswith(AND_ABOVE) and (above := at_or_above(field, value[:-1])):
        return above
    return (stored_value(field.name, value) or value,)


def _ranges(query: Query) -> Iterator[Clause]:
    for name, (low, high) in query.ranges.items():
        field = spans().get(name)
        if field is None:
            raise BadQuery(f"there is no range {name!r}; there are: {', '.join(sorted(spans()))}")
        yield _overlaps(field, low, high)


def _overlaps(field: RangeField, low: float | None, high: float | None) -> Clause:
    if field.low == field.high:
        return Between(field.low, low, high) if (low, high) != (None, None) else Everything()
    ends: list[Clause] = []
    if low is not None:
        ends.append(Between(field.high, low, None))
    if high is not None:
        ends.append(Between(field.low, None, high))
    return all_of(ends)


def _circle(query: Query) -> Iterator[Clause]:
    if query.around and query.around.km is not None:
        yield circle(query.around.lon, query.around.lat, query.around.km)
