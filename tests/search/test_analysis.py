"""Text becomes the same tokens however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.search.analysis import Analyzer
from rencai.search.folding import fold, fold_with_offsets, mainland, number
from rencai.search.lexicon import bundled, read_synonyms

WORDS = Analyzer(bundled().words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("數控車工", "数控车工"),
        ("ＣＮＣ操机", "cnc操机"),
        ("3000元", "3千元"),
        ("1.5万", "15000"),
        ("8K-1W", "8000-10000"),
        ("3,000", "3000"),
        ("Ｃ＋＋", "c++"),
        ("㎡", "m2"),
    ],
)
def test_what_means_the_same_has_the_same_tokens(one: str, other: str) -> None:
    assert WORDS.tokens(one) == WORDS.tokens(other)


def test_latin_words_and_numbers_are_whole() -> None:
    tokens = WORDS.tokens("C++/C#、Python3、3D打印、.NET 和 10kg,2024年")
    assert set(tokens.characters) >= {"c++", "c#", "python3", "3d", "打", "net", "10kg", "2024"}
    assert "python" in tokens.words


def test_words_inside_longer_words_are_found() -> None:
    assert {"高级", "技师", "高级技师", "津贴"} <= set(WORDS.tokens("高级技师津贴").words)


def test_a_dictionary_word_stays_one_token() -> None:
    assert WORDS.segments("招氩弧焊工") == ["招", "氩弧焊工"]
    assert Analyzer(frozenset({"绝招绝技"})).segments("展示绝招绝技") == ["展示", "绝招绝技"]


@given(st.text())
def test_tokens_point_to_their_place_in_the_original(text: str) -> None:
    place = 0
    for token in WORDS.located(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= place
        place = token.start
    assert tuple(token.text for token in WORDS.located(text)) == WORDS.tokens(text).characters


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)


@given(st.integers(0, 10**9))
def test_a_whole_number_is_itself(value: int) -> None:
    assert number(str(value)) == str(value)
    assert number(str(value), "千") == str(value * 1000)


def test_a_code_of_many_digits_counts_nothing() -> None:
    digits = "9" * 400
    assert WORDS.characters(f"{digits}万") == (digits,)


def test_synonym_lines() -> None:
    found = read_synonyms(["# reason", "", "A = B = c", "甲 > 乙, 丙", "丁, 戊 > 己", "一行没有符号"])
    assert found["a"] == ("b", "c")
    assert found["c"] == ("a", "b")
    assert found["甲"] == ("乙", "丙")
    assert found["丁"] == found["戊"] == ("己",)
    assert "乙" not in found


def test_equal_words_find_what_each_of_them_finds() -> None:
    found = read_synonyms(["铁匠 > 锻造", "铁匠 = 打铁的", "锻造 > 锤"])
    assert set(found["打铁的"]) == {"铁匠", "锻造"}
    assert set(found["铁匠"]) == {"打铁的", "锻造"}


def test_bundled_language_data_is_folded_and_of_some_size() -> None:
    lexicon = bundled()
    assert len(lexicon.words) > 5000
    assert len(lexicon.synonyms) > 300
    assert all(word == fold(word) for word in (*lexicon.synonyms, *lexicon.words, *lexicon.stop))
    assert lexicon.version == bundled().version
    assert lexicon.with_synonyms(["新词 > 旧词"]).version != lexicon.version


def test_words_of_taiwan_are_read_as_the_mainlands_only_in_traditional_characters() -> None:
    assert fold(mainland("程式設計")) == "程序设计"
    assert fold(mainland("資料結構")) == "数据结构"
    assert fold(mainland("资料员")) == "资料员"


@pytest.mark.parametrize(("typed", "read"), [("工程資料員", "工程资料员"), ("品質主管", "品质主管")])
def test_traditional_characters_alone_do_not_make_a_word_one_of_taiwan(typed: str, read: str) -> None:
    assert fold(mainland(typed)) == read


@given(st.text(alphabet="高级技师津贴焊工3千万.,kC+#py 　，\n"))
def test_a_document_has_the_tokens_of_its_text(text: str) -> None:
    characters, words = WORDS.spaced(text)
    tokens = WORDS.tokens(text)
    assert tuple(characters.split()) == tokens.characters
    assert tuple(words.split()) == tokens.words


def test_what_strangers_type_is_not_kept_for_ever() -> None:
    words = Analyzer()
    words.inside("数控")
    before = len(words._inner)
    for count in range(1000):
        words.inside(f"x{count}y")
        words.tokens(f"q{count}z")
    assert len(words._inner) == before
