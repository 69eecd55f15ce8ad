"""What the packages import is there wherever they are installed."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IMPORTED = re.compile(r"^ *(?:from (\w+)[\w.]* import |import (\w+)[\w.]*(?: as \w+)?$)", re.MULTILINE)


def brought(lines: Iterable[str]) -> set[str]:
    """The distributions that some requirements bring, with what those need in turn."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        wanted = waiting.pop()
        named = {f"{canonicalize_name(wanted.name)}[{extra}]" for extra in ("", *wanted.extras)}
        if named <= found:
            continue
        found |= named
        below = [Requirement(line) for line in _needed_by(wanted.name)]
        extras = wanted.extras or {""}
        waiting += [one for one in below if not one.marker or any(one.marker.evaluate({"extra": it}) for it in extras)]
    return {name.partition("[")[0] for name in found}


def _needed_by(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # of another system
        return []


def test_what_is_imported_comes_with_what_is_declared() -> None:
    project = PROJECT["project"]
    declared = brought([*project["dependencies"], *project["optional-dependencies"]["browser"]]) | {"rencai"}
    folders = [ROOT / name for name in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]]
    texts = (path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    names = {one or other for text in texts for one, other in IMPORTED.findall(text)}
    known = packages_distributions()
    imported = {name: {canonicalize_name(one) for one in known[name]} for name in names if name in known}
    assert {"scrapy", "elasticsearch", "tantivy"} <= set(imported)
    assert [name for name, found in imported.items() if not found & declared] == []
