"""The weights learned from titles: that they hold on titles they were not learned from, and are cheap."""

import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from rencai.records.parsers import occupation_model
from rencai.records.parsers.occupation_names import entries
from rencai.records.parsers.occupation_title import clean_title

DATA = Path(occupation_model.__file__).parents[1] / "data/occupation_model.tsv"
TOOLS = Path(__file__).parents[2] / "tools/occupations"


@pytest.fixture(name="evaluate", scope="module")
def _evaluate() -> ModuleType:
    sys.path.insert(0, str(TOOLS))
    try:
        import evaluate
    finally:
        sys.path.remove(str(TOOLS))
    return evaluate


@pytest.mark.slow
def test_titles_not_learned_from_are_read_as_their_labels_say(evaluate: ModuleType) -> None:
    """Learns the weights anew from four fifths of the titles: what is shipped has seen them all and proves nothing."""
    pairs, answers = evaluate.held_out(0)
    counts = evaluate.counted(pairs, answers)
    assert counts["titles"] > 500
    assert counts["whole"] >= 0.57 * counts["titles"]
    assert counts["minor"] >= 0.64 * counts["titles"]
    fixed = dict(evaluate.train.corrected(pairs))
    kept = [(title, fixed[title], answer) for (title, _), answer in zip(pairs, answers, strict=True) if title in fixed]
    checked = evaluate.counted([(title, code) for title, code, _ in kept], [answer for *_, answer in kept])
    assert checked["whole"] >= 0.76 * checked["titles"]
    assert checked["unread"] <= 0.03 * checked["titles"]


def test_each_correction_changes_the_label_of_a_title_of_the_collection(evaluate: ModuleType) -> None:
    labels = dict(evaluate.train.labelled())
    for title, code in evaluate.train.corrections().items():
        assert title in labels
        assert code != labels[title]
        assert not code or code in entries()


def test_each_title_written_for_training_is_of_an_occupation_and_of_one_only(evaluate: ModuleType) -> None:
    written = evaluate.train.written()
    assert {code for _, code in written} - {""} <= set(entries())
    assert len({title.lower() for title, _ in written}) == len(written)


def test_a_phrase_says_the_work_of_one_trade_or_of_two_by_half(evaluate: ModuleType) -> None:
    described = evaluate.train.described({"6-18-02-02", "6-24-04-00"})
    assert {example.code for example in described} == {"6-18-02-02", "6-24-04-00"}
    assert {"镦粗"} <= {example.title for example in described}
    assert {example.weight for example in described} <= {0.25, 0.5}


def test_the_weights_are_of_occupations_and_small() -> None:
    codes, lines = occupation_model.model()
    assert set(codes) - {occupation_model.NOTHING} <= set(entries())
    assert len(codes) > 1500
    assert len(lines) > 10_000
    assert DATA.stat().st_size < 2_000_000


def test_the_weights_are_read_in_less_than_half_a_second() -> None:
    text = DATA.read_text(encoding="utf-8")
    start = time.process_time()
    occupation_model.parsed(text)
    assert time.process_time() - start < 0.5


def test_a_title_of_unknown_characters_speaks_for_little() -> None:
    guess = occupation_model.likeliest(clean_title("ξψω"), None)
    assert guess is None or guess[1] < 0.3


def test_what_stands_in_brackets_counts_half() -> None:
    found = occupation_model.features(clean_title("焊工(学徒)"))
    assert found["焊"] == 1.0
    assert found["徒"] == 0.5
    assert occupation_model.features(clean_title("(学徒)"))["徒"] == 1.0
