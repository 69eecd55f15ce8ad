"""The bundled service guides say only what a document says."""

from rencai.intake.service_guides import bundled_guides
from rencai.records.kinds import kind_named
from rencai.records.normalise import normalise
from rencai.records.values import ServiceCategory


def test_every_service_has_a_guide_that_can_be_read_whole() -> None:
    guides = bundled_guides()
    assert {guide["category"] for guide in guides} == {str(category) for category in ServiceCategory}
    for guide in guides:
        read = normalise(kind_named("service_guide"), {**guide, "source": "s"})
        assert read.problems == ()


def test_every_guide_rests_on_a_document_and_says_when_it_was_checked() -> None:
    for guide in bundled_guides():
        assert any(reference["document_number"] == "京办发〔2007〕14号" for reference in guide["basis"])
        assert guide["checked_text"]


def test_what_no_source_answers_says_so() -> None:
    for guide in bundled_guides():
        for name in ("place", "phone", "time_limit", "fee", "conditions", "audience"):
            assert guide[name].strip(), (guide["source_id"], name)
        assert guide["phone"] == "待核实"
