"""Every template is used, compiles, and asks for nothing that is not given."""

import re

import pytest

from rencai_site.render import HERE, environment

NAMES = environment().list_templates()


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    environment().get_template(name)


def test_every_template_is_used() -> None:
    code = "\n".join(file.read_text("utf-8") for file in HERE.rglob("*.py"))
    code += "\n".join(file.read_text("utf-8") for file in (HERE / "templates").rglob("*.*"))
    assert [name for name in NAMES if f'"{name}"' not in code] == []


def test_every_class_in_a_template_has_a_style() -> None:
    styles = "\n".join(file.read_text("utf-8") for file in (HERE / "static").glob("*.css"))
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", styles))
    used: set[str] = set()
    for name in NAMES:
        text = (HERE / "templates" / name).read_text("utf-8")
        for value in re.findall(r'class="([^"]*)"', text):
            used |= set(re.sub(r"\{[%{].*?[%}]\}", " ", value).split())
    assert used - known == set()


def test_colours_come_from_the_tokens_alone() -> None:
    for file in (HERE / "static").glob("*.css"):
        if file.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{6}", file.read_text("utf-8")), file.name
