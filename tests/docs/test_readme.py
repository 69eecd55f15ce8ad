"""The documentation held to its word."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from rencai.cli import build
from rencai.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_setting_is_documented(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for setting, field in Settings.model_fields.items():
        variable = field.validation_alias.choices[0] if field.validation_alias else f"RENCAI_{setting.upper()}"  # type: ignore[union-attr]
        assert f"`{variable}`" in text, f"{name} does not explain {variable}"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_messages_to_look_up_are_said_in_these_words(name: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/rencai*/**/*.py"))
    messages = re.findall(r"^\| `([^`]+ [^`]+)` \|", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert len(messages) >= 5
    for message in messages:
        # What differs from case to case is an ellipsis there and an expression in braces here.
        said = r"\{[^}]+\}".join(map(re.escape, message.split("…")))
        assert re.search(said, code), f"{name}: nothing says {message!r}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_is_shown_exists(path: Path) -> None:
    root = get_command(build())
    for line in re.findall(r"^rencai (.+?)(?:\s+#.*)?$", path.read_text(encoding="utf-8"), re.MULTILINE):
        for command in line.split("&& rencai "):
            found = root
            for word in command.split():
                if word not in getattr(found, "commands", {}):
                    break
                found = found.commands[word]  # type: ignore[attr-defined]
            assert found is not root, f"{path.name}: rencai {command}"
            options = {option for parameter in found.params for option in parameter.opts}
            used = {word.split("=")[0] for word in command.split() if word.startswith("--")}
            assert used <= options | {"--help"}, f"{path.name}: rencai {command}"


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in PAGES:
        assert set(re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8"))) <= targets, path.name


def test_licences_of_copied_data_are_there_and_named() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for path in (ROOT / "licenses").iterdir():
        assert f"licenses/{path.name}" in notice, path.name
