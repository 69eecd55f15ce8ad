"""Lists of words kept as data files: groups of words below a line that names the group."""

from functools import cache
from importlib.resources import files
from itertools import product


@cache
def word_groups(name: str) -> dict[str, tuple[str, ...]]:
    """The groups of `data/<name>.txt`, in its order, each word once."""
    groups: dict[str, tuple[str, ...]] = {}
    group = ""
    for line in files("rencai_crawler.pages").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") or not line.strip():
            continue
        if not line.startswith(" "):
            group = line.rstrip(": ")
            groups[group] = ()
        else:
            groups[group] += tuple(word for told in line.split() for word in _composed(told))
    return {name: tuple(dict.fromkeys(words)) for name, words in groups.items()}


def _composed(told: str) -> list[str]:
    """The words that 招聘|用工+人数|名额 stands for; any other word is itself."""
    beginnings, plus, ends = told.partition("+")
    return ["".join(parts) for parts in product(beginnings.split("|"), ends.split("|"))] if plus else [told]
