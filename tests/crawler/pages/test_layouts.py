"""Made pages of many layouts, whole and damaged, and real pages: every field that they show."""

import pytest
from check import made_pages, real_pages, score, wrong_fields
from damage import DAMAGE
from layouts import FOLDER, Made, notices, vacancies


@pytest.mark.parametrize("made", [pytest.param(made, id=made.name) for made in notices()])
def test_a_notice_is_read_whole(made: Made) -> None:
    assert list(wrong_fields(made, "policy_notice")) == []


@pytest.mark.parametrize("made", [pytest.param(made, id=made.name) for made in vacancies()])
def test_a_vacancy_is_read_whole(made: Made) -> None:
    assert list(wrong_fields(made, "job_posting")) == []


@pytest.mark.parametrize(("kind", "made"), [pytest.param(kind, made, id=made.name) for kind, made in real_pages()])
def test_a_real_page_is_read_whole(kind: str, made: Made) -> None:
    assert list(wrong_fields(made, kind)) == []


@pytest.mark.parametrize("damage", [name for name in DAMAGE if name != "none"])
def test_damage_costs_few_fields(damage: str) -> None:
    assert score(made_pages(damage)).share >= 0.98


def test_there_are_many_layouts() -> None:
    assert len(list((FOLDER / "notices").glob("*.html"))) >= 25
    assert len(list((FOLDER / "jobs").glob("*.html"))) >= 12
