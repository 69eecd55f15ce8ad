"""Reads one source file, and explains what is wrong with it by line and key."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rencai_crawler.source import Listing, Part, Politeness, Rule, Source
from rencai_crawler.source_values import SPANS


class _Loader(yaml.SafeLoader):
    """YAML's safe loader, which also says where a value is that looks like a number or a day and is none."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, AttributeError) as error:
            problem = f"{str(node.value)[:60]!r} cannot be read ({error}); if it is a text, put it in quotes"
            raise yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark) from error


_HINTS = {
    r"'\t'": "indent with blanks, not tabs",
    "mapping values are not allowed": "a text with `: ` in it stands in quotes",
    "found another document": "a file holds one source",
    "unknown escape character": "in double quotes `\\` is doubled; single quotes leave it as it is",
}
"""What somebody should know of problems as YAML tells them."""
_SAID = {
    "missing": "is missing",
    "time_delta_parsing": f"not a length of time; {SPANS}",
    "string_pattern_mismatch": "needs 2 to 63 of a-z, 0-9 and -, such as example-rsj",
    **dict.fromkeys(("string_too_short", "too_short"), "must not be empty"),
    **dict.fromkeys(("float_parsing", "float_type", "int_parsing", "int_type"), "must be a number"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "must be true or false"),
    **dict.fromkeys(("model_type", "dict_type"), "must be keys and values, such as {delay: 2}"),
}
"""What is wrong by pydantic's names for it."""
_TAKEN_FOR: dict[type, str] = {bool: "yes or no", int: "a number", float: "a number"}


@dataclass(frozen=True)
class Fault:
    """One reason why a source file cannot be used."""

    file: Path
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        return f"{self.file}:{self.line}: {key}{self.message}"


def read_source(path: Path) -> tuple[Source | None, list[Fault]]:
    """The source in a file, or every reason why it is none."""
    parsed = _parsed(path)
    if isinstance(parsed, Fault):
        return None, [parsed]
    node, value = parsed
    doubled = list(_doubled(path, node))
    if not isinstance(value, dict):
        return None, [Fault(path, 1, "", "the file is empty" if value is None else "must be keys and values: `id: …`")]
    try:
        source = Source.model_validate(value)
    except ValidationError as error:
        return None, doubled + list(_explained(path, node, error))
    if source.id != path.stem:
        doubled.append(_fault(path, node, ("id",), f"must be the file's name, {path.stem!r}"))
    return (None if doubled else source), doubled


def _parsed(path: Path) -> tuple[yaml.Node | None, object] | Fault:
    """A file's nodes, which know their lines, and its value; or why it is no YAML."""
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.compose(text, yaml.SafeLoader), yaml.load(text, _Loader)  # noqa: S506  # a safe loader's child
    except OSError as error:
        return Fault(path, 1, "", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Fault(path, line, "", "is not in UTF-8; save it as UTF-8 (`iconv -f gb18030 -t utf-8`)")
    except RecursionError:
        return Fault(path, 1, "", "not YAML that can be read: it is nested without end")
    except yaml.MarkedYAMLError as error:
        line = _row(text, error.problem_mark) + 1
        return Fault(path, line, "", f"not YAML: {error.problem}{_hint(error, text)}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return Fault(path, line, "", f"not YAML: {error.reason} (character {error.character!r})")


def _row(text: str, mark: yaml.Mark | None) -> int:
    """Lines above a place as editors count them; YAML begins further ones (at U+2028)."""
    return text.count("\n", 0, mark.index) if mark else 0


def _hint(error: yaml.MarkedYAMLError, text: str) -> str:
    """What is usually behind a problem of YAML's, or where it begins, for who knows no YAML."""
    line = _row(text, error.problem_mark)
    begun = _row(text, error.context_mark) if error.context_mark else line
    if "：" in text.split("\n")[begun].partition(":")[0]:
        return f" (on line {begun + 1} `：` stands for `: `)"
    if begun < line:
        return f" ({error.context} that begins on line {begun + 1})"
    hint = next((hint for problem, hint in _HINTS.items() if problem in str(error.problem)), "")
    return f" ({hint})" if hint else ""


def _explained(path: Path, node: yaml.Node | None, error: ValidationError) -> Iterator[Fault]:
    errors = error.errors()
    inner = [found["loc"] for found in errors]
    for found in errors:
        if found["type"] == "too_short" and any(where[:-1] == found["loc"] for where in inner):
            # A list of which no entry can be used is not empty: what is wrong with them is said.
            continue
        # What is wrong between several keys comes as one error, with each of them and its reason.
        for where, message in found.get("ctx", {}).get("faults") or [(found["loc"], _said(found))]:
            yield _fault(path, node, where, message)


def _said(found: ErrorDetails) -> str:
    """What is wrong with one key, for who writes YAML and not Python."""
    given = found["input"]
    match found["type"]:
        case "extra_forbidden":
            near = get_close_matches(str(found["loc"][-1]), _keys_beside(found["loc"]), 1)
            return "no such key" + (f"; {near[0]!r} is one" if near else "; docs/sources.md has them")
        case "string_type" if isinstance(given, bool | int | float | date):
            return f"YAML takes this for {_TAKEN_FOR.get(type(given), 'a day')}; put it in quotes"
        case "string_type":
            return "must be a text"
        case "tuple_type":
            return f"must be a list, such as [{given}]" if isinstance(given, str) else "must be a list"
    return _SAID.get(found["type"]) or found["msg"].replace("Input should be", "must be")


def _keys_beside(where: Sequence[int | str]) -> Iterable[str]:
    parts: dict[str | int, type[Part]] = {"listing": Listing, "politeness": Politeness, "fields": Rule}
    return (parts.get(where[0], Source) if len(where) > 1 else Source).model_fields


def _fault(path: Path, node: yaml.Node | None, where: Sequence[int | str], message: str) -> Fault:
    line = _line(node, where)
    return Fault(path, line, ".".join(map(str, where)), message.removeprefix("Value error, "))


def _line(node: yaml.Node | None, where: Sequence[int | str]) -> int:
    """Line of the deepest part of a path that the file really has; what is missing is reported at its parent."""
    line = node.start_mark.line + 1 if node else 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if str(step) not in pairs:
                break
            key, node = pairs[str(step)]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _doubled(
    path: Path, node: yaml.Node | None, where: tuple[str, ...] = (), met: set[int] | None = None
) -> Iterator[Fault]:
    """Keys that stand twice, of which YAML would silently take the last."""
    met = set() if met is None else met
    # An anchor may lead back to what holds it.
    if node is None or id(node) in met:
        return
    met.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _doubled(path, part, where, met)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            yield Fault(path, key.start_mark.line + 1, ".".join((*where, key.value)), "stands twice")
        seen.add(key.value)
        yield from _doubled(path, value, (*where, str(key.value)), met)
