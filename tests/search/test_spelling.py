"""Letters that stand for Chinese words."""

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.search.spelling import homophones, readings
from rencai.search.suggest import build

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools/vocabulary/make.py"


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("diangong", "电工"),
        ("shukongchegong", "数控车工"),
        ("chachesiji", "叉车司机"),
        ("dg", "电工"),
        ("skcg", "数控车工"),
        ("gaojijishi", "高级技师"),
        ("haidian", "海淀"),
        ("chaoyang", "朝阳"),
        ("diangongchaoyang", "电工朝阳"),
        ("changxindian", "长辛店"),
        ("dashilan", "大栅栏"),
    ],
)
def test_readings(letters: str, meant: str) -> None:
    assert meant in readings(letters)


@pytest.mark.parametrize("letters", ["python", "x", "", "abc123", "cnc" * 40, "zzqq", "dgzz"])
def test_what_is_no_pinyin_has_no_reading(letters: str) -> None:
    assert readings(letters) == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=60))
def test_any_letters_are_read_quickly_or_not_at_all(letters: str) -> None:
    assert len(readings(letters)) <= 3


def test_homophones_mend_a_wrong_character() -> None:
    assert "电工" in list(homophones("电公"))
    assert "电工" not in list(homophones("电工"))


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("shuk", True),
        ("sk", True),
        ("skcg", True),
        ("shkong", True),
        ("shukongchegong", True),
        ("skx", False),
        ("kong", False),
    ],
)
def test_typed_letters_begin_a_word(typed: str, fits: bool) -> None:
    candidates = build("state", [("数控车工", "occupation", "1", 5)])
    assert len(list(candidates.matching(typed))) == fits


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kuaij", "会计"),
        ("kj", "会计"),
        ("yinh", "银行"),
        ("chaoy", "朝阳医院"),
        ("changc", "长城"),
        ("changy", "长阳"),
    ],
)
def test_characters_of_several_sounds_are_read_as_their_word_is_said(typed: str, name: str) -> None:
    candidates = build("state", [(name, "unit", name, 5)])
    assert [one.text for one in candidates.matching(typed)] == [name]
    assert not list(candidates.matching("zhang"))


def test_candidates_match_characters_and_sounds() -> None:
    candidates = build(
        "state",
        [
            ("数控车工", "occupation", "1", 5),
            ("北京数码公司", "unit", "北京数码公司", 9),
            ("CNC操机", "occupation", "2", 1),
        ],
    )
    assert [item.text for item in candidates.matching("shu")] == ["北京数码公司", "数控车工"]
    assert [item.text for item in candidates.matching("数k")] == ["数控车工"]
    assert [item.text for item in candidates.matching("北京数码")] == ["北京数码公司"]
    assert [item.text for item in candidates.matching("cnc")] == ["CNC操机"]
    assert list(candidates.matching("")) == []


@pytest.mark.parametrize("typed", ["北京", "北京市", "beijing", "BJ"])
def test_the_city_alone_is_completed_by_names_that_begin_with_it(typed: str) -> None:
    names = ("北京某某机电有限公司", "上海某某公司", "保洁员")
    candidates = build("state", [(name, "unit", name, 5) for name in names])
    assert names[0] in [one.text for one in candidates.matching(typed)]
    assert names[1] not in [one.text for one in candidates.matching(typed)]


def test_the_vocabulary_is_what_its_tool_makes() -> None:
    """But for a hundredth of it, in which other versions of the libraries may cut or say words otherwise."""
    tool = runpy.run_path(str(TOOL))
    kept, made = (set(text.splitlines()) for text in (tool["TARGET"].read_text("utf-8"), tool["made"]()))
    assert len(made - kept) <= len(made) / 100, f"run {TOOL.relative_to(ROOT)}"
    assert len(kept - made) <= len(kept) / 100, f"run {TOOL.relative_to(ROOT)}"
