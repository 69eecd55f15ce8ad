"""统一社会信用代码: shape, alphabet and check character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.credit_code import is_credit_code, read_credit_code
from rencai.records.values import Unreadable
from support_tables import full_width

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALID = "91110105MA01ABCD5F"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000802100433B", VALID])
def test_real_codes_are_read(code: str) -> None:
    assert read_credit_code(code) == code


@pytest.mark.parametrize(
    "text",
    [
        VALID.lower(),
        full_width(VALID),
        f"统一社会信用代码：{VALID}",
        "9111 0105 MA01 ABCD 5F",
        f" {VALID}\n",
        f"税号:{VALID}(北京)",
        "91110105-MA01ABCD5F",
        f"{VALID} 010-12345678",
    ],
)
def test_writing_does_not_matter(text: str) -> None:
    assert read_credit_code(text) == VALID


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("91110105MA01ABCD5E", "check_digit"),
        ("91110105MAO1ABCD5F", "alphabet"),
        ("110105012345678", "old_registration_number"),
        ("91110105MA01", "length"),
        ("无", "no_code"),
        (f"{VALID}/91110000802100433B", "several_codes"),
    ],
)
def test_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_credit_code(text)
    assert refusal.value.reason == reason


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(stem: str, place: int, other: str) -> None:
    code = next(stem + last for last in ALPHABET if is_credit_code(stem + last))
    changed = code[:place] + other + code[place + 1 :]
    assert is_credit_code(changed) == (changed == code)


@given(st.text())
def test_any_text_is_a_code_or_unreadable(text: str) -> None:
    try:
        found = read_credit_code(text)
    except Unreadable:
        return
    assert found is None or is_credit_code(found)
