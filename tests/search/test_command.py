"""`rencai search` on the terminal."""

import json

import pytest
from typer.testing import CliRunner, Result

from rencai.cli import build
from rencai.search.open import open_writer
from rencai.settings import settings
from support_search import course, fill, job


@pytest.fixture(autouse=True)
def _index() -> None:
    writer = open_writer(settings())
    fill(
        writer,
        [
            job("j", "电工", requirements="持电工操作证", location_text="朝阳区望京"),
            course("c", "电工操作证取证班", location_text="海淀区"),
        ],
    )
    writer.close()


def search(*arguments: str) -> Result:
    done = CliRunner().invoke(build(), ["search", *arguments])
    assert done.exit_code == 0, done.output
    return done


def test_what_was_understood_is_shown_and_can_be_taken_back() -> None:
    said = search("电工操作证").stdout
    assert "1 results" in said
    assert "类型: 课程 (kind:training_course)" in said
    assert json.loads(search("电工操作证", "--plain", "kind:training_course", "--json").stdout)["total"] == 2


def test_a_key_by_which_nothing_was_understood_is_told() -> None:
    assert "'kind:课程'" in search("电工操作证", "--plain", "kind:课程").stderr
    assert "understood" not in search("电工操作证", "--plain", "kind:training_course").stderr


def test_a_chosen_value_that_no_record_has_is_told() -> None:
    told = search("电工", "--filter", "district=火星区").stderr
    assert "no record has district=火星区" in told
    assert "朝阳区" in told
    assert "no record" not in search("电工", "--filter", "district=朝阳区").stderr
