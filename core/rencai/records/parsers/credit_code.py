"""统一社会信用代码 by GB 32100-2015."""

import re

from rencai.records.parsers.text import compact, fold
from rencai.records.values import Unreadable

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

_SEPARATORS = re.compile(r"(?<=[0-9A-Z])[-_.·](?=[0-9A-Z])")
_RUN = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{6,32}(?![0-9A-Z])")


def read_credit_code(employer_code: str) -> str | None:
    """The 18 characters of the one code whose check character is right."""
    text = _SEPARATORS.sub("", compact(employer_code).upper())
    if not text:
        return None
    runs = [match[0] for match in _RUN.finditer(text)]
    codes = [run for run in runs if len(run) == 18]
    # Without blanks a code runs into what stands behind it.
    apart = [match[0] for match in _RUN.finditer(fold(employer_code).upper())]
    valid = [code for code in (*apart, *codes) if is_credit_code(code)]
    if len(set(valid)) > 1:
        raise Unreadable("several_codes")
    if valid:
        return valid[0]
    raise Unreadable(_reason(codes, runs))


def is_credit_code(code: str) -> bool:
    """Whether 18 upper-case characters end in the check character of the other 17."""
    if len(code) != 18 or any(character not in _VALUES for character in code):
        return False
    total = sum(_VALUES[character] * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    return _VALUES[code[17]] == (31 - total % 31) % 31


def _reason(codes: list[str], runs: list[str]) -> str:
    if codes:
        return "check_digit" if all(character in _VALUES for character in codes[0]) else "alphabet"
    if any(len(run) == 15 and run.isdigit() for run in runs):
        return "old_registration_number"
    return "length" if runs else "no_code"
