"""What every declaration of a kind must keep, whatever its fields are."""

import types
import typing
from pathlib import Path

import pytest

from rencai.commands.kinds import described, page
from rencai.records.columns import Column, columns, parsed_columns, raw_columns
from rencai.records.kinds import KINDS
from rencai.records.record import Record
from rencai.records.values import Ladder

ROOT = Path(__file__).resolve().parents[2]
EVERY_COLUMN = [pytest.param(m, c, id=f"{m.kind.name}.{c.name}") for m in KINDS for c in columns(m)]
EVERY_PARSED = [pytest.param(m, c, id=f"{m.kind.name}.{c.name}") for m in KINDS for c in parsed_columns(m)]


@pytest.mark.parametrize(("model", "column"), EVERY_COLUMN)
def test_every_field_has_a_label_and_a_description(model: type[Record], column: Column) -> None:
    assert column.label, f"{model.__name__}.{column.name} needs a title, or a parsed field that lends its own"
    assert column.description.endswith((".", "。")), f"{model.__name__}.{column.name} needs a docstring below it"


@pytest.mark.parametrize(("model", "column"), EVERY_PARSED)
def test_a_parser_returns_what_its_field_holds(model: type[Record], column: Column) -> None:
    assert column.parsed
    returned = typing.get_type_hints(column.parsed.parser)["return"]
    assert members(returned) <= members(column.annotation), column.name
    raw = {one.name for one in raw_columns(model)}
    assert set(column.parsed.sources) <= raw, "a parser reads raw fields only"


def members(annotation: object) -> set[object]:
    """The types of a union without None, aliases undone."""
    if typing.get_origin(annotation) is typing.Annotated:
        return members(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return set().union(*(members(part) for part in typing.get_args(annotation)))
    return set() if annotation is types.NoneType else {annotation}


def test_names_of_kinds_and_paths_are_unique() -> None:
    assert len({model.kind.name for model in KINDS}) == len(KINDS)
    assert len({model.kind.path for model in KINDS}) == len(KINDS)


def test_a_field_of_one_name_means_the_same_in_every_kind() -> None:
    labels: dict[str, set[str]] = {}
    for model in KINDS:
        for column in columns(model):
            if column.facet or column.range:
                labels.setdefault(column.name, set()).add(column.label)
    assert not {name: found for name, found in labels.items() if len(found) > 1}


def test_the_page_of_kinds_is_the_one_in_the_documentation() -> None:
    assert (ROOT / "docs/kinds.md").read_text() == page(KINDS), "run `make docs`"


def test_a_described_kind_names_every_field_once() -> None:
    for model in KINDS:
        names = [field["name"] for field in described(model)["fields"]]
        assert sorted(names) == sorted(model.model_fields)


def test_ranks_of_a_ladder_follow_its_declaration() -> None:
    for ladder in Ladder.__subclasses__():
        assert [step.rank for step in ladder] == list(range(len(ladder)))
