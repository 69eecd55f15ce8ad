"""What to try when nothing matches, in the order of how sure it is. The page says what was done and how to undo it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rencai.records.parsers import occupation
from rencai.search.doing import is_verb
from rencai.search.labels import label
from rencai.search.lexicon import Lexicon
from rencai.search.meanings import Meaning, table
from rencai.search.parts import Part
from rencai.search.plan import is_counted_kind
from rencai.search.spelling import homophones, mixed, readings
from rencai.search.syntax import SCOPES, Form

_LATIN = re.compile(r"[a-z]{2,}")
_BEHIND_CHARACTERS = re.compile("[\u4e00-\u9fff]$")
_NOT = frozenset(("不", "没", "没有", "无", "别"))
_MOST_PARTS = 5
_MOST_READINGS = 3
_TELLING = ("occupation", "district", "skill_level")
"""Fields in the order in which people give them up last: who looks for a trade wants no other work near by."""
_SCOPE_NAMES = {scope: name for name, scope in reversed(SCOPES.items())}


@dataclass(frozen=True, slots=True)
class Attempt:
    """Another text to search, and how to say so."""

    action: str
    text: str
    message: str
    same_wish: bool
    """It only spells the same wish otherwise: its hits are matches, not near ones."""


@dataclass(frozen=True, slots=True)
class NearTrades:
    """Trades of the same group as one that is asked for: where one of them matches the rest, `attempt` names it."""

    text: str
    part: Part
    codes: tuple[str, ...]

    def attempt(self, code: str) -> Attempt:
        """To search for one of them instead."""
        name = label("occupation", code)
        text = _replaced(self.text, [(self.part.text, name)])
        message = f"没有「{self.part.text}」的结果，以下是相近结果；也可以找同类的职业「{name}」。"
        return Attempt("near_occupation", text, message, same_wish=False)


def attempts(text: str, parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Attempt | NearTrades]:
    """Other texts for a query without results, the likeliest first."""
    yield from _spelled(text, parts, lexicon)
    yield from _wider(text, parts)
    yield from _fewer(parts, lexicon, trades=False)
    yield from _near_trades(text, parts)
    yield from _only_trades(parts)
    yield from _fewer(parts, lexicon, trades=True)


def _spelled(text: str, parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Attempt]:
    unwanted = [part.text for part in parts if part.minus]
    for run, options in mixed(text):
        if any(run in one for one in unwanted):
            continue
        yield from (_spelling(_replaced(text, [(run, option)])) for option in options[:_MOST_READINGS])
    latin = unread_letters(parts)
    if latin:
        for place in range(_MOST_READINGS):
            changed = _replaced(
                text,
                [
                    (part.text, options[min(place, len(options) - 1)])
                    for part in latin
                    if (options := readings(part.text))
                ],
            )
            if changed != text:
                yield _spelling(changed)
    for part in latin:
        # Behind characters any letters begin with some name's initials: 东西xyzxyz is no 东西 at the 霄云中心.
        alone = not _BEHIND_CHARACTERS.search(text.partition(part.text)[0])
        for size in range(len(part.text) - 1, 1, -1):
            # Nor are two of many letters: script is no 市场.
            options = beginnings(part.text[:size], guess=alone and 2 * size >= len(part.text))
            yield from (_spelling(_replaced(text, [(part.text, option)])) for option in options)
    for part in parts:
        # A word that means something is no slip: 厨师 is not 除湿, though nothing matches it.
        meant = any(not meaning.likely for meaning in part.meanings)
        known = meant or part.also or part.text in lexicon.synonyms
        if not (part.minus or known or _LATIN.search(part.text)) and 2 <= len(part.tokens) <= 6:
            yield from (_spelling(_replaced(text, [(part.text, other)])) for other in homophones(part.text))


def unread_letters(parts: Sequence[Part]) -> list[Part]:
    """Parts of letters alone that are no known word."""
    return [part for part in parts if not part.minus and not part.meanings and _LATIN.fullmatch(part.text)]


def beginnings(letters: str, *, guess: bool) -> list[str]:
    """What the beginning of a run of letters stands for: only a name, as there is more that it leaves unread."""
    return [reading for reading in readings(letters, guess=guess) if reading in table()][:1]


def _spelling(text: str) -> Attempt:
    return Attempt("spelling", text, f"没有符合的结果，已改为搜索「{text}」。", same_wish=True)


def _wider(text: str, parts: Sequence[Part]) -> Iterator[Attempt]:
    for part in parts:
        if any(meaning.field == "district" and len(meaning.values) == 1 for meaning in part.meanings):
            wider = _replaced(text, [(part.text, "")])
            if wider:
                message = f"「{part.text}」没有符合的结果，以下是相近结果；也可以不限地点。"
                yield Attempt("wider_place", wider, message, same_wish=False)


def _near_trades(text: str, parts: Sequence[Part]) -> Iterator[NearTrades]:
    for part in parts:
        for meaning in part.meanings if not part.minus and part.form is Form.PLAIN else ():
            if codes := _of_its_group(meaning):
                yield NearTrades(text, part, codes)


def _of_its_group(meaning: Meaning) -> tuple[str, ...]:
    """Other trades whose codes differ only at the end, as 6-18-01-02 does from 6-18-01-01."""
    if meaning.field != "occupation" or meaning.likely or len(meaning.values) != 1:
        return ()
    code = meaning.values[0]
    group = code.rpartition("-")[0] + "-"
    return tuple(dict.fromkeys(one for one, *_ in occupation.names() if one.startswith(group) and one != code))


def _fewer(parts: Sequence[Part], lexicon: Lexicon, *, trades: bool) -> Iterator[Attempt]:
    """Leave one word out, the least telling first; trades only when all else was tried."""
    wanted = _wanted(parts)
    if not 2 <= len(wanted) <= _MOST_PARTS:
        return
    for left_out in sorted(wanted, key=lambda part: _telling(part, lexicon)):
        if _names_a_trade(left_out) == trades:
            gone = _with_what_leads(left_out, parts)
            text = " ".join(_typed(part) for part in parts if part.tokens and part not in gone)
            said = "".join(part.text for part in gone)
            message = f"没有同时符合全部条件的结果，以下是相近结果；也可以去掉「{said}」。"
            yield Attempt("drop_words", text, message, same_wish=False)


def _with_what_leads(thing: Part, parts: Sequence[Part]) -> Sequence[Part]:
    """A part, and what is right before it and says nothing without it: 抬 of 抬钢管, 不 of 不加班."""
    place = next(number for number, part in enumerate(parts) if part is thing)
    before = parts[place - 1] if place else None
    leads = before and (is_verb(before.text) or before.text in _NOT) and not (before.required or before.minus)
    return (before, thing) if before and leads else (thing,)


def _wanted(parts: Sequence[Part]) -> list[Part]:
    """What a record must match to be counted."""
    return [part for part in parts if (part.required or is_counted_kind(part)) and not part.minus]


def _only_trades(parts: Sequence[Part]) -> Iterator[Attempt]:
    """The trade alone: who looks for one gives up all else before it."""
    wanted = _wanted(parts)
    trades = [part for part in wanted if _names_a_trade(part)]
    if trades and len(trades) < len(wanted) - 1:
        text = " ".join(_typed(part) for part in parts if part.minus or part in trades)
        message = (
            f"没有同时符合全部条件的结果，以下是相近结果；也可以只找「{'、'.join(part.text for part in trades)}」。"
        )
        yield Attempt("drop_words", text, message, same_wish=False)


def _names_a_trade(part: Part) -> bool:
    return any(meaning.field == "occupation" and not meaning.likely for meaning in part.meanings)


def _telling(part: Part, lexicon: Lexicon) -> int:
    """How much a part says: known synonyms and meanings make a word telling, and a kind is given up first."""
    if is_counted_kind(part):
        return -1
    named = [meaning.field for meaning in part.meanings if not meaning.likely]
    ranks = [len(_TELLING) - _TELLING.index(field) if field in _TELLING else 0 for field in named]
    return 2 + max(ranks) if ranks else int(bool(lexicon.also(part.text)))


def _typed(part: Part) -> str:
    """A part as it would be typed."""
    quoted = f'"{part.text}"'
    text = {
        Form.PHRASE: quoted,
        Form.SCOPED: f"{_SCOPE_NAMES.get(part.scope, '')}:{quoted}",
    }.get(part.form, part.text)
    return f"-{text}" if part.minus else text


def _replaced(text: str, changes: Sequence[tuple[str, str]]) -> str:
    for old, new in changes:
        before, found, after = text.partition(old)
        text = before + new + after if found else text
    return " ".join(text.split())
