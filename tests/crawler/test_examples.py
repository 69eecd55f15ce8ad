"""Every source has example pages, and every field of them is read as expected.

After a wanted change: `python tests/crawler/refresh_examples.py`, then look at the difference before you commit it.
"""

import pytest

from support_examples import Example, bundled, examples

EXAMPLES = list(examples())
FIELDS = [
    pytest.param(example, place, field, id=f"{example.folder.parent.name}-{example.folder.name}-{place}-{field}")
    for example in EXAMPLES
    for place, record in enumerate(example.expected)
    for field in record
]
_READ: dict[Example, list[dict[str, object]]] = {}


def read(example: Example) -> list[dict[str, object]]:
    """What is read of an example, once for all its fields."""
    if example not in _READ:
        _READ[example] = example.read()
    return _READ[example]


@pytest.mark.parametrize("source", bundled())
def test_every_source_has_an_example(source: str) -> None:
    assert any(example.folder.parent.name == source for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.folder.parent.name}-{example.folder.name}")
def test_an_example_gives_these_records_and_fields_only(example: Example) -> None:
    assert [set(record) for record in read(example)] == [set(record) for record in example.expected]


@pytest.mark.parametrize(("example", "place", "field"), FIELDS)
def test_a_field_is_read_as_expected(example: Example, place: int, field: str) -> None:
    assert read(example)[place].get(field) == example.expected[place][field]
