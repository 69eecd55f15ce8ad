"""The second look: the best rows of the engine in a better order, by what only a few rows can be asked.

It is done here and not in the engines so that both give the same order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import repeat

from rencai import clock
from rencai.search.analysis import Analyzer
from rencai.search.answers import written_answers
from rencai.search.articles import law_of, with_laws
from rencai.search.doing import is_done
from rencai.search.engine import Row
from rencai.search.folding import fold
from rencai.search.hints import finds_a_trade, names_a_trade
from rencai.search.lexicon import Lexicon
from rencai.search.parts import Part
from rencai.search.questions import is_question
from rencai.search.syntax import Form

_EPOCH = date(1970, 1, 1)
WINDOW, WIDE_WINDOW = 100, 200
"""How many of the engine's best rows are looked at again: of a question more, as it says little of what answers it, and
where a place is named, as titles that say much more than the trade come late."""

# Shares of the best row's score. Tried on the judged sets that docs/relevance.md describes.
TITLE_RUN = 0.6
RUN_POWER = 2
"""A run in the title counts by the square of its share of the query: a question shares some words with any title."""
WHOLE_TITLE = 0.5
SHORTENED = 0.4
"""Of a title that the query leaves something out of, by the share that is left."""
OF_SHORT_TITLE = 0.15
"""Of a title that holds the query, by the share of the title that the query is."""
ONLY_AN_ARTICLE = -0.45
"""Of one article where no question was asked: who names a law or a topic wants the whole."""
FORM_OF_A_RULE = 0.5
"""Of a title that says the same word for a rule or a course as the query, as 条例 or 入门."""
WANTED_KIND = 0.3
"""Of vacancies where a trade is named, and of the kind that is named in a question."""
CALLED_TRADE = 0.25
"""Of vacancies whose occupation is the one that an everyday name means: whatever they call it, it is what is wanted."""
VACANCY_FOR_A_QUESTION = -0.5
"""Vacancies hold the words of a question and answer none."""
WANTED_DISTRICT = 0.7
"""Of what answers the rest of the query in the district that is named, or that a named place lies in."""
NAMED_KIND = 1.2
"""Of the kind that a word or the form of a query names, where nothing is asked."""
RECENT = 0.03
RECENT_DAYS = 365.0
NOT_IN_FORCE = 0.85
LONGEST_OF_SHORT = 4
_ENDED = ("废止", "失效")


# What names of laws carry and people leave out.
_DECORATION = re.compile(r"[《》〈〉“”\"'\s]|[(（]\d{4}[^)）]*[)）]$")
_CARRIES_OUT = re.compile(r"^实施(.{2,}?)的?(办法|细则|若干规定|规定|条例)$")
"""北京市实施《工会法》办法 is called 工会法实施办法."""
_REALM = re.compile(r"^(?:中华人民共和国|北京市|北京)(?=.{3})")


@dataclass(frozen=True, slots=True)
class Look:
    """What of the query the second look needs."""

    tokens: tuple[str, ...]
    name: str
    asks: bool
    """It is a question, whose words stand in a title by chance."""
    kind: str
    """The kind of record that it wants: the one it names, vacancies where it names a trade and no kind; or empty."""
    kind_share: float
    """What a record of that kind gains."""
    form: str
    """The word for a rule or a course that a name says, as 条例 or 入门; or empty."""
    districts: tuple[str, ...]
    """Codes of those that it names, or that a place that it names lies in."""
    trades: tuple[str, ...]
    """Codes of the occupations that it names."""
    called: tuple[str, ...]
    """Those of them that it calls by another name than the classification does."""
    words: tuple[str, ...]
    """Its words of two and more characters and their synonyms, the longest first."""
    told: tuple[str, ...]
    """Of a question, these and what is written down as its answer: what the title of a guide may say."""
    today: int
    """Days from 1970-01-01."""

    @property
    def window(self) -> int:
        """How many rows are looked at again."""
        return WIDE_WINDOW if self.asks or self.districts else WINDOW


def look(parts: Sequence[Part]) -> Look:
    """The query's wanted tokens, function words left out."""
    kept = [part for part in parts if part.required and not part.minus]
    tokens = tuple(token for part in kept for token in part.tokens)
    name = bare_name("".join(part.text for part in parts if part.tokens))
    said = {word for part in kept for word in (part.text, *part.also) if len(word) > 1}
    asks = is_question(parts)
    answers = written_answers("".join(part.text for part in parts if part.form is Form.PLAIN)) if asks else set()
    return Look(
        tokens,
        name,
        asks,
        *_wanted_kind(parts),
        "" if asks else _form_of_what(parts),
        _meant(kept, "district"),
        _meant(kept, "occupation"),
        _meant(kept, "occupation", counts=False),
        _longest_first(said),
        _longest_first(said | answers),
        (clock.today() - _EPOCH).days,
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _meant(parts: Sequence[Part], field: str, *, counts: bool | None = None) -> tuple[str, ...]:
    """The values of a field that are named one by one: 北京 stands for all districts and for none."""
    meant = [meaning for part in parts for meaning in part.meanings if meaning.field == field]
    meant = [meaning for meaning in meant if counts is None or meaning.counts is counts]
    return tuple(dict.fromkeys(meaning.values[0] for meaning in meant if len(meaning.values) == 1))


def _wanted_kind(parts: Sequence[Part]) -> tuple[str, float]:
    meant = [(part, meaning) for part in parts if not part.minus for meaning in part.meanings]
    kinds = {meaning.values[0] for _, meaning in meant if meaning.field == "kind"}
    if len(kinds) == 1:
        return kinds.pop(), WANTED_KIND if is_question(parts) else NAMED_KIND
    trades = [part for part, meaning in meant if meaning.field == "occupation" and names_a_trade(part.text)]
    trades += [part for part in parts if part.required and not (part.minus or part.meanings) and finds_a_trade(part)]
    if kinds or not trades or is_question(parts):
        return "", 0.0
    return "job_posting", NAMED_KIND if any(is_done(part.text) for part in trades) else WANTED_KIND


_NAMED_AS = (("policy_notice",), ("training_course",))
"""Kinds whose titles say what a record is."""


def _form_of_what(parts: Sequence[Part]) -> str:
    """The longest word that names a rule or a course as what it is, of equal ones the last.

    征收条例 means no case about it; and a single character, as 课, stands in any title.
    """
    named = [part.text for part in parts if any(one.values in _NAMED_AS for one in part.meanings)]
    return max(filter(lambda word: len(word) > 1, reversed(named)), key=len, default="")


def bare_name(text: str) -> str:
    """A name without what people leave out of it: 《中华人民共和国职业教育法》(2022修订) is 职业教育法."""
    bare = _REALM.sub("", _DECORATION.sub("", fold(text)))
    return _REALM.sub("", _CARRIES_OUT.sub(r"\1实施\2", bare))


def reordered(rows: Sequence[Row], looked: Look, analyzer: Analyzer, lexicon: Lexicon) -> list[Row]:
    """Rows by their score after the second look, the best first; equal ones by id."""
    if not rows:
        return []
    best = max(row.score for row in rows) or 1.0
    runs = Runs(looked.tokens)
    gains = with_laws(rows, looked.words, looked.told) if looked.asks else repeat(0.0)
    scored = [
        Row(row.id, _score(row, best, gain, looked, runs, analyzer, lexicon), row.order, row.card)
        for row, gain in zip(rows, gains, strict=False)
    ]
    return sorted(scored, key=lambda row: (-row.score, row.id))


def _score(
    row: Row, best: float, gain: float, looked: Look, runs: "Runs", analyzer: Analyzer, lexicon: Lexicon
) -> float:
    share, run = _of_title(str(row.card.get("title", "")), looked, runs, analyzer)
    score = row.score + best * (gain + share)
    score += best * _of_kind(row, looked)
    if row.card.get("district") in looked.districts and (run > 1 or row.card.get("occupation") in looked.trades):
        score += best * WANTED_DISTRICT
    score += best * RECENT * _recency(row, looked.today)
    if row.card.get("validity") in _ENDED:
        score *= NOT_IN_FORCE
    return score * _boost(row, lexicon)


def _of_kind(row: Row, looked: Look) -> float:
    """What its kind adds, as a share of the best score; of vacancies their trade too."""
    kind = row.card.get("kind")
    share = looked.kind_share if looked.kind and kind == looked.kind else 0.0
    if kind == "job_posting" and looked.asks:
        share += VACANCY_FOR_A_QUESTION
    elif kind == looked.kind == "job_posting" and row.card.get("occupation") in looked.called:
        share += CALLED_TRADE
    return share


def _of_title(title: str, looked: Look, runs: "Runs", analyzer: Analyzer) -> tuple[float, int]:
    """What a title adds, as a share of the best score, and the longest run of the query's tokens in it."""
    if not looked.tokens:
        return 0.0, 0
    tokens, name = _read(title, analyzer)
    share, run = 0.0, 0
    if not looked.asks:
        run = runs.longest_in(tokens)
        share += TITLE_RUN * (run / len(looked.tokens)) ** RUN_POWER
        if run == len(looked.tokens):
            share += OF_SHORT_TITLE * run / max(tokens.count(_JOINT) + 1, 1)
        if law_of(title) and not law_of(looked.name):
            share += ONLY_AN_ARTICLE
        if looked.form and looked.form in name:
            share += FORM_OF_A_RULE
    if name == looked.name:
        share += WHOLE_TITLE
    elif shortens(looked.name, name):
        share += SHORTENED * len(looked.name) / len(name)
    return share, run


@lru_cache(maxsize=16_384)
def _read(title: str, analyzer: Analyzer) -> tuple[str, str]:
    """A title's tokens as one text, and its bare name. The same titles are looked at again and again."""
    return as_text(analyzer.characters(title)), bare_name(title)


def shortens(short: str, name: str) -> bool:
    """Whether a name is short for another, as 道交法 is for 道路交通安全法: its characters in order, with both ends."""
    if not 3 <= len(short) < len(name) <= LONGEST_OF_SHORT * len(short) or (short[0], short[-1]) != (name[0], name[-1]):
        return False
    rest = iter(name)
    return all(character in rest for character in short)


_JOINT = "\0\0"


def as_text(tokens: Sequence[str]) -> str:
    """Tokens as one text that holds another such text only where they follow one another."""
    return f"\0{_JOINT.join(tokens)}\0"


class Runs(dict[tuple[int, int], str]):
    """The runs of a query's tokens by place and length, as text, each made once for all rows."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens

    def __missing__(self, run: tuple[int, int]) -> str:
        start, size = run
        text = self[run] = as_text(self._tokens[start : start + size])
        return text

    def longest_in(self, text: str) -> int:
        """How many of the tokens stand in other tokens, given `as_text`, in one unbroken run."""
        best = 0
        for start in range(len(self._tokens)):
            # Only a longer run than the best so far is of interest, so each further token is tried once.
            while start + best < len(self._tokens) and self[start, best + 1] in text:
                best += 1
        return best


def _recency(row: Row, today: int) -> float:
    day = row.card.get("published")
    if not isinstance(day, int | float):
        return 0.0
    age = today - day
    return max(0.0, 1.0 - max(age, 0.0) / RECENT_DAYS)


def _boost(row: Row, lexicon: Lexicon) -> float:
    factor = 1.0
    for name, value in lexicon.boosts.items():
        facet, _, wanted = name.partition(":")
        if wanted and row.card.get(facet) == wanted:
            factor *= value
    return factor
