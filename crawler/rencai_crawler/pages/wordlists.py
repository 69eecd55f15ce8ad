"""Lists of words kept as data files: groups of words below a line that names the group."""

from functools import cache
from importlib.resources import files


@cache
def word_groups(name: str) -> dict[str, tuple[str, ...]]:
    """The groups of `data/<name>.txt`, in its order."""
    groups: dict[str, tuple[str, ...]] = {}
    group = ""
    for line in files("rencai_crawler.pages").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") or not line.strip():
            continue
        if not line.startswith(" "):
            group = line.rstrip(": ")
            groups[group] = ()
        else:
            groups[group] += tuple(line.split())
    return groups
