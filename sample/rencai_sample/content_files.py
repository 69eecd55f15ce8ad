"""Reading the packaged content; choosing from it the same way at every start."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml

Choice = TypeVar("Choice")

CONTENT: Traversable = files("rencai_sample") / "content"


@cache
def table(name: str) -> Any:
    """The content of one packaged YAML file."""
    return yaml.load((CONTENT / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


@cache
def edition() -> str:
    """Digest of the whole package: two networks of one edition serve the same pages."""
    digest = sha256()
    for file in sorted(Path(str(files("rencai_sample"))).rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def number(*key: object) -> int:
    """A large number that depends on the key alone, not on the process or the Python version."""
    return int.from_bytes(sha256("/".join(map(str, key)).encode()).digest()[:8], "big")


def pick(choices: Sequence[Choice], *key: object) -> Choice:
    """One of the choices, the same for the same key."""
    return choices[number(*key) % len(choices)]


def some(choices: Sequence[Choice], count: int, *key: object) -> tuple[Choice, ...]:
    """So many different ones, in the order of the choices."""
    ranked = sorted(range(len(choices)), key=lambda index: number(*key, index))
    return tuple(choices[index] for index in sorted(ranked[:count]))
