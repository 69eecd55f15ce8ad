"""Reads source files, and explains what is wrong with one by line and key."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rencai.errors import SourceInvalid, UnknownSource
from rencai.settings import Settings
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


def folders(settings: Settings) -> tuple[Path, ...]:
    """The folders of source files; a later one's files replace an earlier one's of the same name."""
    bundled = Path(str(files("rencai_crawler") / "sources"))
    return (bundled,) if settings.sources is None else (bundled, settings.sources)


def source_files(where: Iterable[Path]) -> dict[str, Path]:
    """Source file by id, in order of the ids."""
    found = {path.stem: path for folder in where for path in sorted(folder.glob("*.y*ml"))}
    return dict(sorted(found.items()))


def read_source(path: Path) -> tuple[Source | None, list[Fault]]:
    """The source in a file, or every reason why it is none."""
    parsed = _parsed(path)
    if isinstance(parsed, Fault):
        return None, [parsed]
    node, value = parsed
    doubled = list(_doubled(path, node))
    if not isinstance(value, dict):
        return None, [Fault(path, 1, "", "a source is a mapping of keys")]
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
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Fault(path, line, "", f"not YAML: {error.problem}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return Fault(path, line, "", f"not YAML: {error.reason} (character {error.character!r})")


def load(settings: Settings) -> dict[str, Source]:
    """Every usable source by id. A broken file is left out here: `broken` has it."""
    read = (read_source(path)[0] for path in source_files(folders(settings)).values())
    return {source.id: source for source in read if source is not None}


def broken(settings: Settings) -> dict[str, list[Fault]]:
    """What is wrong with each file that cannot be used, by its name: it must not be missed silently."""
    read = {name: read_source(path)[1] for name, path in source_files(folders(settings)).items()}
    read |= {str(fault.file): [fault] for fault in _missing(settings)}
    return {name: faults for name, faults in read.items() if faults}


def _missing(settings: Settings) -> list[Fault]:
    """Folders that are not there, and files of which another one takes the place."""
    where = folders(settings)
    absent = [
        Fault(folder, 1, "", "no such folder; RENCAI_SOURCES names it") for folder in where if not folder.is_dir()
    ]
    return absent + [fault for folder in where for fault in _shadowed(folder)]


def _shadowed(folder: Path) -> Iterator[Fault]:
    chosen = source_files([folder])
    for path in sorted(set(folder.glob("*.y*ml")) - set(chosen.values())):
        yield Fault(path, 1, "", f"is not read: {chosen[path.stem].name} beside it has the same name")


def check(settings: Settings) -> list[Fault]:
    """Every fault of every source file."""
    faults = [fault for path in source_files(folders(settings)).values() for fault in read_source(path)[1]]
    return _missing(settings) + faults


def source_named(name: str, settings: Settings) -> Source:
    """The source of this id.

    Raises UnknownSource when no file has it, SourceInvalid when its file cannot be used.
    """
    path = source_files(folders(settings)).get(name)
    if path is None:
        raise UnknownSource(f"no source is called {name!r}; `rencai sources list` names them")
    source, faults = read_source(path)
    if source is None:
        raise SourceInvalid("\n".join(map(str, faults)))
    return source


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
        case "missing":
            return "is missing"
        case "string_type" if isinstance(given, bool | int | float | date):
            return f"YAML takes this for {_TAKEN_FOR.get(type(given), 'a day')}; put it in quotes"
        case "string_type":
            return "must be a text"
        case "tuple_type":
            return f"must be a list, such as [{given}]" if isinstance(given, str) else "must be a list"
        case "too_short" | "string_too_short":
            return "must not be empty"
        case "time_delta_parsing":
            return f"not a length of time; {SPANS}"
        case "string_pattern_mismatch":
            return "needs 2 to 63 of a-z, 0-9 and -, such as example-rsj"
    return found["msg"]


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
