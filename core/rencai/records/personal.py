"""Masking of personal data in text that is shown or indexed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from rencai.records import personal_messengers as messengers
from rencai.records import personal_names
from rencai.records import personal_patterns as patterns

ALL_OFFICE_PHONES = "*"
"""In `keep_phones`: every office phone may be shown."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83]
)

_UNIONPAY = [6, 2]
_WRITTEN = frozenset("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺①②③④⑤⑥⑦⑧⑨⓪")
_BEFORE_A_NAME = " \u00a0\u3000\t】]|｜—-=HRhr"
REACH = 100
"""Characters on both sides of what tells of personal data within which all of it stands."""
_IN_TOKEN = re.compile(r"[^\W一-鿿]|[@＠.\-－—*]")

Cover = Callable[[re.Match[str]], str | None]
Way = tuple[str, re.Pattern[str], Cover]


@dataclass(frozen=True)
class Masked:
    """Text as it may be shown, and how many of each kind of personal data were covered."""

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)


def mask(text: str, *, keep_phones: AbstractSet[str] = frozenset()) -> Masked:
    """Cover mobile and identity numbers, bank cards, e-mail, messenger ids, office phones and named contact persons.

    `keep_phones` are the office phones that the source may show, written with any separators. Addresses at gov.cn
    stay, and those of offices (rsc@, zhaopin@) at schools and academies. Characters that nobody sees are left out
    where they stand in the way.
    """
    if patterns.UNSEEN.search(text):
        found = mask(patterns.UNSEEN.sub("", text), keep_phones=keep_phones)
        return found if found.counts else Masked(text)
    if not _tells().search(text):
        return Masked(text)
    counts: Counter[str] = Counter()
    for needed, covers in _covers(frozenset(keep_phones)):
        if needed.search(text):
            text = _covered_around(needed, covers, text, counts)
    return Masked(text, dict(counts))


def _covered_around(needed: re.Pattern[str], covers: tuple[Way, ...], text: str, counts: Counter[str]) -> str:
    done = 0
    pieces: list[str] = []
    for start, end in _around(needed, text):
        near = text[start:end]
        for kind, pattern, cover in covers:
            near = _covered(near, kind, pattern, cover, counts)
        pieces += [text[done:start], near]
        done = end
    return "".join([*pieces, text[done:]])


def _around(needed: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where there may be something to cover: stretches around what it must have, none of which ends within a token.

    A long notice has one telephone number; going through all of it for each pattern took as long as reading the page.
    """
    start = end = 0
    for match in needed.finditer(text):
        if match.start() - REACH > end:
            if end:
                yield start, end
            start = _edge(text, match.start() - REACH, -1)
        if match.end() + REACH > end:
            end = _edge(text, match.end() + REACH, 1)
    if end:
        yield start, end


def _edge(text: str, place: int, step: int) -> int:
    """The nearest place from one on, in a direction, that has nothing of a number or a word beside it."""
    while 0 < place < len(text) and (_IN_TOKEN.match(text, place) or _IN_TOKEN.match(text, place - 1)):
        place += step
    return min(max(place, 0), len(text))


@lru_cache(maxsize=1)
def _tells() -> re.Pattern[str]:
    return patterns.any_of(needed for needed, _ in _covers(frozenset()))


@lru_cache(maxsize=64)
def _covers(keep_phones: frozenset[str]) -> tuple[tuple[re.Pattern[str], tuple[Way, ...]], ...]:
    """The ways to cover in their order, each group behind what a text must have for any of them to find something."""
    kept = {_bare(phone) for phone in keep_phones}
    every_office = ALL_OFFICE_PHONES in keep_phones

    def mobile(match: re.Match[str]) -> str | None:
        return None if _bare(match["number"]) in kept else _instead(match, _starred(match["number"], 3, 4))

    def office(match: re.Match[str]) -> str | None:
        if every_office or _bare(match["number"]) in kept:
            return None
        return _instead(match, _starred(match["number"], 3, 0))

    def more_offices(match: re.Match[str]) -> str | None:
        covered = patterns.ONE_MORE_PHONE.sub(lambda one: office(one) or one[0], match["number"])
        return covered if covered != match["number"] else None

    people = personal_names.names()
    numbers: tuple[Way, ...] = (
        ("name", people.before_phone, _surname_only),
        ("identity", patterns.IDENTITY, _identity),
        ("identity", patterns.LABELLED_IDENTITY, _labelled_identity),
        ("card", patterns.CARD, _card),
        ("mobile", patterns.MOBILE, mobile),
        ("mobile", patterns.SPACED_MOBILE, mobile),
        ("mobile", patterns.LABELLED_MOBILE, mobile),
        ("phone", patterns.OFFICE_PHONE, office),
        ("phone", patterns.LABELLED_PHONE, office),
        ("phone", patterns.NEXT_PHONES, more_offices),
        ("name", people.after_phone, _surname_only),
    )
    return (
        (patterns.SEVEN_DIGITS, numbers),
        (patterns.NUMERALS, (("mobile", patterns.WRITTEN_MOBILE, _written_mobile),)),
        (patterns.AT, (("email", patterns.EMAIL, _email), ("email", patterns.HIDDEN_EMAIL, _email))),
        (
            messengers.MESSENGER_NAME,
            (
                ("messenger", messengers.OWN_ID, _hidden),
                ("messenger", messengers.NUMBER_BEFORE, _hidden),
                ("messenger", messengers.MESSENGER, _messenger),
                ("messenger", messengers.GROUP, _hidden),
            ),
        ),
        (personal_names.LABEL_ENDS, (("name", people.after_label, _surname_only),)),
        (personal_names.REQUEST, (("name", people.after_request, _surname_only),)),
        (personal_names.TOLD, (("name", people.told, _surname_only),)),
        (personal_names.SENT, (("name", people.sent, _surname_only),)),
        (
            personal_names.CONTACT,
            (
                ("name", people.beside_label, _surname_only),
                ("name", personal_names.LATIN_NAME, _surname_only),
            ),
        ),
        (personal_names.COVERED_NAME, (("name", people.next_names, _surnames_only),)),
    )


def _covered(text: str, kind: str, pattern: re.Pattern[str], cover: Cover, counts: Counter[str]) -> str:
    def replace(match: re.Match[str]) -> str:
        covered = cover(match)
        if covered is None:
            return match[0]
        counts[kind] += 1
        return covered

    return pattern.sub(replace, text)


def _bare(number: str) -> str:
    return "".join(str(int(character)) for character in number if character.isdecimal())


def _instead(match: re.Match[str], covered: str) -> str:
    start, end = match.span("number")
    return match[0][: start - match.start()] + covered + match[0][end - match.start() :]


def _hidden(match: re.Match[str]) -> str:
    return _instead(match, "***")


def _starred(number: str, head: int, tail: int) -> str:
    """The number with its digits between the first `head` and the last `tail` as stars."""
    places = [index for index, character in enumerate(number) if character.isdecimal()]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if index in hidden else character for index, character in enumerate(number))


def _identity(match: re.Match[str]) -> str | None:
    """Only a number with a province, a birth date and its check digit; an organisation's code has none of them."""
    bare = "".join(character for character in match["number"] if character.isalnum())
    digits = [int(character) for character in bare[:17]]
    last = "X" if bare[17] in "XxＸｘ" else str(int(bare[17]))
    check = "10X98765432"[sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]
    year, month, day = (int("".join(map(str, part))) for part in (digits[6:10], digits[10:12], digits[12:14]))
    born = 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31
    if digits[0] * 10 + digits[1] not in _PROVINCES or not born or check != last:
        return None
    return _instead(match, bare[:6] + "********" + bare[14:])


def _labelled_identity(match: re.Match[str]) -> str:
    """What is called an identity number is one, a mistyped digit or not."""
    if document := match["passport"] or match["permit"]:
        return match[0].removesuffix(document) + _starred(document, 2, 2)
    bare = "".join(character for character in match["number"] if character.isalnum())
    return _instead(match, _starred(bare, 6, 3 if bare[-1].isalpha() else 4))


def _card(match: re.Match[str]) -> str | None:
    """What is called a card is one, and so is a number as UnionPay's begin; any other must have its check digit."""
    digits = [int(digit) for digit in _bare(match["number"])]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits))]
    if "卡" not in match[0] and digits[:2] != _UNIONPAY and sum(doubled) % 10:
        return None
    return _instead(match, _starred(match["number"], 4, 4))


def _written_mobile(match: re.Match[str]) -> str | None:
    number = match["number"]
    places = [index for index, character in enumerate(number) if character in _WRITTEN or character.isdecimal()]
    if all(number[index].isdecimal() for index in places):
        return None
    hidden = set(places[3:7])
    return "".join("*" if index in hidden else character for index, character in enumerate(number))


def _email(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    host = found["host"] or found.get("spoken") or ""
    plain = re.sub("[．。]", ".", host.lower()).replace(" ", "")
    if plain == "gov.cn" or plain.endswith(".gov.cn"):
        return None
    is_office = patterns.OFFICE_ADDRESS.fullmatch((found.get("local") or "").lower())
    return None if is_office and plain.endswith((".edu.cn", ".ac.cn")) else "***@" + host


def _messenger(match: re.Match[str]) -> str | None:
    """An id has a digit or an underscore, or stands behind a colon; 微信 Pay and the number of a version are none."""
    number = match["number"]
    if "." in number and number.replace(".", "").isdigit():
        return None
    named = ":" in match["mark"] or "：" in match["mark"]
    is_id = any(character.isdigit() or character == "_" for character in number)
    return _instead(match, "***") if is_id or named else None


def _surname_only(match: re.Match[str]) -> str:
    name = match["number"]
    bare = name.lstrip(_BEFORE_A_NAME)
    return _instead(match, name[: len(name) - len(bare)] + bare[0] + "**")


def _surnames_only(match: re.Match[str]) -> str:
    return personal_names.names().one_name.sub(lambda one: one[0][0] + "**", match[0])
