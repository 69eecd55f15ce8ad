"""What a column means by the words that its name is made of: `jobOpeningName` is a name of a job. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLING = _set("require required text str string label plain html value display cn zh raw full")
"""Words behind the one that says what it is."""
_OF_OTHERS = _set(
    "company corp employer org organization organisation brand firm department dept division team group category "
    "industry function city country state region area location address postal zip user author creator recruiter "
    "contact manager hiring school parent file image logo icon photo video seo meta sharing share social language "
    "currency status board source feed question option tag email phone"
)
"""What else than the record something may belong to."""


@dataclass(frozen=True)
class _Meaning:
    heads: frozenset[str]
    """Words that a name ends with."""
    of: frozenset[str] = frozenset()
    """Words of which it has one beside; empty where its end says enough."""
    never: frozenset[str] = frozenset()


def _meaning(heads: str, of: str = "", never: Iterable[str] = ()) -> _Meaning:
    return _Meaning(_set(heads), _set(of), frozenset(never))


_EMPLOYER = "company employer organization organisation corp corporation enterprise firm"
_PLACE = "location locations city cities place workplace district address area"
_MONEY = "salary pay wage wages compensation remuneration"
_POSTED = "posted published publish released release created create listed opened issued pubdate date"
_END = "deadline closing close closes expires expire expiry expiration end until valid"
_WHEN = "date on at time day timestamp"
_MEANINGS = {
    "source_id": _meaning("id uuid guid key number no code shortcode slug identifier", never=_OF_OTHERS | {"type"}),
    "title": _meaning("title name position vacancy opening role headline", never=_OF_OTHERS | {"type", "level"}),
    "employer": _meaning(f"{_EMPLOYER} name title", _EMPLOYER, {"logo", "url", "type", "size", "parent"}),
    "description": _meaning("description descriptions body responsibilities duties", never=_OF_OTHERS | {"short"}),
    "requirements": _meaning("requirements requirement qualifications qualification", never=_OF_OTHERS),
    "salary_text": _meaning(f"{_MONEY} range summary description", _MONEY, {"type", "currency", "min", "max"}),
    "location_text": _meaning(f"{_PLACE} name", _PLACE, {"type", "id", "code", "question", "company", "email"}),
    "education_text": _meaning("education degree edu name level", "education degree edu"),
    "experience_text": _meaning("experience name level years", "experience"),
    "employment_type_text": _meaning("type employment name", "employment", {"id"}),
    "published_text": _meaning(f"{_POSTED} {_WHEN}", _POSTED, {*_END.split(), "start", "birth"}),
    "expires_text": _meaning(f"{_END} {_WHEN}", _END),
}


def means(path: str) -> list[str]:
    """The raw fields that a column may be by the words of its name, the object that it stands in included."""
    *outer, last = path.split(".")
    own = _words(last)
    # What is only called `name` or `label` is what its object is.
    words = [*_words(outer[-1]), *own] if outer and set(own) <= _FILLING | {"name", "title"} else own
    while len(words) > 1 and words[-1] in _FILLING:
        words.pop()
    return [field for field, meaning in _MEANINGS.items() if words and _fits(words, meaning)]


def _fits(words: list[str], meaning: _Meaning) -> bool:
    if words[-1] not in meaning.heads or meaning.never.intersection(words):
        return False
    return not meaning.of or bool(meaning.of.intersection(words))


def _words(name: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(name)]
