"""What the parts of a query add to the score of a record that has them. No engine and no store in here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from rencai.search.analysis import Analyzer
from rencai.search.answers import answer_scores
from rencai.search.doing import is_verb
from rencai.search.engine import Close, Fixed, Scored
from rencai.search.lexicon import Lexicon
from rencai.search.parts import Part
from rencai.search.questions import is_question
from rencai.search.syntax import Form, meant_numbers

# Weights of a token in the groups of text: as a character, and as a word at half of that. Tried on judged sets as
# docs/relevance.md describes; rows within 0.01 of each other count as equal.
CHARACTER_FIELDS = (("title_c", 3.0), ("head_c", 1.0), ("body_c", 1.0))
WORD_FIELDS = (("title_w", 1.5), ("head_w", 0.5), ("body_w", 1.0))
SYNONYM_FIELDS = (("title_w", 2.5), ("body_w", 0.7))
MEANING_SCORES = {
    "district": 12.0,
    "occupation": 8.0,
    "skill_level": 2.0,
    "education": 1.0,
    "benefits": 1.5,
    "kind": 3.0,
}
OTHER_MEANING = 1.5
NAMED_KIND_SCORE = 14.0
"""Of the kind that a word or the form of a query names, where nothing is asked."""
NARROWER = 0.8
"""Factor of a value that is wider than the word: the district of a street, the occupation of one of its trades."""
MOST_VALUES = 12
"""A meaning of more values than this (all of Beijing) says too little to weigh."""
JOBS_FOR_WORK = 1.5
"""A query that is a trade, or says what is to be paid, mostly wants vacancies."""
RULES_FOR_A_QUESTION = 6.0
"""A question is answered by rules and guides rather than by vacancies and courses."""
NUMBER_SCORE = 30.0
FIGURES_SCORE = 3.0
QUESTION_TITLE, QUESTION_CHARACTERS, QUESTION_WORDS, QUESTION_SYNONYMS = 0.05, 0.35, 0.3, 0.4
"""Factors for questions: their words are looked for in bodies rather than in titles."""
UNREQUIRED = 0.1
DOERS = 0.4
"""Of those who do what a verb says: what it is done to tells more."""
QUESTION_PAIRS = 0.4
"""Weight of two tokens of a question that stand side by side in a body."""
MOST_PAIRS = 30


def scores(
    parts: Sequence[Part], lexicon: Lexicon, analyzer: Analyzer, *, verbatim: bool = False
) -> Iterator[Scored | Close | Fixed]:
    """What each part adds to the score."""
    weights = _weights(parts, lexicon.boosts.get("title", 1.0))
    if is_question(parts):
        yield from (Fixed("kind", kind, RULES_FOR_A_QUESTION) for kind in ("policy_notice", "service_guide"))
    for part in parts:
        factor = 1.0 if part.required and not _is_a_benefit(part) else UNREQUIRED
        if part.span and part.span.field == "salary" and not verbatim:
            # As a word a sum is as rare as it tells little: the fine of some rule would come first.
            if not (weights.asks or weights.kind_named):
                yield Fixed("kind", "job_posting", JOBS_FOR_WORK)
            continue
        yield from _token_scores(part.tokens, weights.characters, factor)
        yield from _token_scores(_words(part.text, analyzer), weights.words, factor)
        if not verbatim:
            yield from _wider_scores(part, weights, analyzer)
        if part.form is Form.NUMBER:
            for number in meant_numbers(part.text):
                yield Fixed("numbers", number, NUMBER_SCORE)
                yield Fixed("cites", number, NUMBER_SCORE / 5)
            if part.text.startswith("〔"):
                # Without its letters it is no value of a field: what bears it stands before what cites it all the same.
                yield Close(part.tokens, "head_c", FIGURES_SCORE)
        if part.form is Form.ID:
            yield Fixed("id", part.text, NUMBER_SCORE)


def answered(parts: Sequence[Part], analyzer: Analyzer) -> Iterator[Scored]:
    """What the words of an answer add."""
    plain = [part for part in parts if part.form is Form.PLAIN]
    words = chain.from_iterable(_words(part.text, analyzer) for part in plain if part.required)
    return answer_scores("".join(part.text for part in plain), words, analyzer)


def pairs(parts: Sequence[Part], analyzer: Analyzer) -> Iterator[Close]:
    """Neighbours among a question's tokens that are no word of the dictionary: what is one thing stands together."""
    runs: list[list[str]] = [[]]
    for part in parts:
        if part.required:
            runs[-1].extend(part.tokens)
        else:
            runs.append([])
    found = dict.fromkeys(pair for run in runs for pair in pairwise(run) if not analyzer.knows("".join(pair)))
    return (Close(pair, "body_c", QUESTION_PAIRS) for pair in found)


Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Weights:
    characters: Weights
    words: Weights
    synonyms: Weights
    asks: bool
    kind_named: bool
    """A word says which kind of record is wanted."""

    def share(self, part: Part) -> float:
        """Factor of each synonym of a part: in a question, a word with many must not outweigh the others."""
        if is_verb(part.text):
            return DOERS
        return len(part.also) ** -0.5 if self.asks else 1.0


def _weights(parts: Sequence[Part], title: float) -> _Weights:
    """Weights for a name, or for a question."""
    asks = is_question(parts)
    in_title = title * (QUESTION_TITLE if asks else 1.0)
    return _Weights(
        _scaled(CHARACTER_FIELDS, in_title, QUESTION_CHARACTERS if asks else 1.0),
        _scaled(WORD_FIELDS, in_title, QUESTION_WORDS if asks else 1.0),
        _scaled(SYNONYM_FIELDS, in_title, QUESTION_SYNONYMS if asks else 1.0),
        asks,
        any(meaning.field == "kind" and meaning.counts for part in parts for meaning in part.meanings),
    )


def _scaled(fields: Weights, title: float, factor: float = 1.0) -> Weights:
    return tuple((name, weight * factor * (title if name.startswith("title") else 1.0)) for name, weight in fields)


def _words(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    return tuple(
        word
        for segment in analyzer.segments(text)
        if len(segment) > 1 or segment.isascii()
        for word in analyzer.inside(segment)
    )


def _wider_scores(part: Part, weights: _Weights, analyzer: Analyzer) -> Iterator[Scored | Fixed]:
    """What synonyms and meanings add."""
    for word in () if _is_a_benefit(part) else part.also:
        yield from _token_scores(analyzer.tokens(word).words, weights.synonyms, weights.share(part))
    for meaning in part.meanings:
        if weights.asks and meaning.field == "occupation":
            # «导游逼我买东西怎么办» is answered by no vacancy of a guide.
            continue
        amount = MEANING_SCORES.get(meaning.field, OTHER_MEANING) * (1.0 if meaning.counts else NARROWER)
        if meaning.field == "kind" and not weights.asks:
            amount = NAMED_KIND_SCORE
        if len(meaning.values) <= MOST_VALUES:
            yield from (Fixed(meaning.field, value, amount) for value in meaning.values)
        if meaning.field == "occupation" and not weights.kind_named:
            yield Fixed("kind", "job_posting", JOBS_FOR_WORK)


def _is_a_benefit(part: Part) -> bool:
    """Whether a part is something given beside pay: a field says it, and a title that shouts it is no better for it."""
    return any(meaning.field == "benefits" for meaning in part.meanings)


def _token_scores(tokens: tuple[str, ...], fields: Weights, factor: float) -> Iterator[Scored]:
    weighed = tuple((name, weight * factor) for name, weight in fields)
    return (Scored(token, weighed) for token in dict.fromkeys(tokens))


def merged(found: Iterator[Scored | Close | Fixed]) -> Iterator[Scored | Close | Fixed]:
    """Each token once per group of fields, with the larger weight: a word and a synonym must not count twice."""
    best: dict[tuple[str, ...], Scored | Close | Fixed] = {}
    for item in found:
        if isinstance(item, Close):
            best[item.field, *item.tokens] = item
        elif isinstance(item, Fixed):
            place: tuple[str, ...] = (item.field, item.value)
            known = best.get(place)
            if not isinstance(known, Fixed) or known.amount < item.amount:
                best[place] = item
        else:
            place = (item.token, *(name for name, _ in item.fields))
            earlier = best.get(place)
            if not isinstance(earlier, Scored) or earlier.fields[0][1] < item.fields[0][1]:
                best[place] = item
    return iter(best.values())
