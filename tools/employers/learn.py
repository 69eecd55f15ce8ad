"""Learn crawler/rencai_crawler/pages/data/employer_weights.txt: what each kind of evidence for an employer is worth.

From a folder of pages on which no label names the employer, with an answers.tsv: file, host, title of the vacancy, and
the names a person read there as the employer's, apart by | (none where the page tells none).

    python tools/employers/learn.py FOLDER [OUTPUT]

Also tells how many pages come out right, of those learnt from and of hosts left out. Evidence speaks for a name or says
nothing, so that its weight is never below zero; a trait may speak against one.
"""

import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.employer_choice import TRAITS, weighed_names
from rencai_crawler.pages.employer_evidence import KINDS
from rencai_crawler.pages.page import Page

OUTPUT = Path(__file__).parents[2] / "crawler/rencai_crawler/pages/data/employer_weights.txt"
SHRINK = 0.02
STEPS, RATE = 800, 0.3
PARTS = 12
HEAD = """# What each kind of evidence and each trait of a name is worth (tools/employers/learn.py). A name counts
# where the sum is above zero. `often` is the logarithm of how many times the page has it, `holds` how many kinds of
# evidence speak for a shorter name in it; `beside` is one that only the site tells while a company has its own line.
"""

Weights = dict[str, float]


@dataclass(frozen=True)
class Told:
    """One page: its names with what speaks for them, and which of them are right."""

    host: str
    names: Mapping[str, Mapping[str, float]]
    right: frozenset[str]
    answered: bool


def main(folder: Path, output: Path) -> None:
    pages = [_read(folder, *line.split("\t")) for line in (folder / "answers.tsv").read_text("utf-8").splitlines()]
    weights = learn(pages)
    lines = [f"{name}:\n  {weights[name]:.2f}\n" for name in (*KINDS, *TRAITS)]
    output.write_text(HEAD + "".join(lines), "utf-8")
    sys.stdout.write(f"{_count(pages, weights)} of {len(pages)} right; of hosts left out {_left_out(pages)}\n")


def learn(pages: Sequence[Told]) -> Weights:
    """Weights that make right names likely beside the others and none, each page counted once."""
    weights = dict.fromkeys((*KINDS, *TRAITS), 0.0)
    for _ in range(STEPS):
        slope = dict.fromkeys(weights, 0.0)
        for page in pages:
            for name, share in _missing(page, weights).items():
                for feature, much in page.names[name].items():
                    slope[feature] += share * much
        for feature in weights:
            weights[feature] += RATE * (slope[feature] / len(pages) - SHRINK * weights[feature])
        weights.update({kind: max(0.0, weights[kind]) for kind in KINDS})
    return weights


def _missing(page: Told, weights: Weights) -> dict[str, float]:
    """How much more likely each name should be than it is."""
    worth = {name: math.exp(_score(speaks, weights)) for name, speaks in page.names.items()}
    whole = 1 + sum(worth.values())
    right = sum(worth[name] for name in page.right) or 1.0
    return {name: (value / right if name in page.right else 0.0) - value / whole for name, value in worth.items()}


def _score(speaks: Mapping[str, float], weights: Weights) -> float:
    return sum(weights[feature] * much for feature, much in speaks.items())


def _count(pages: Iterable[Told], weights: Weights) -> int:
    return sum(_is_right(page, weights) for page in pages)


def _is_right(page: Told, weights: Weights) -> bool:
    best = max(page.names, key=lambda name: _score(page.names[name], weights), default="")
    chosen = best if best and _score(page.names[best], weights) > 0 else ""
    return chosen in page.right if page.answered else not chosen


def _left_out(pages: Sequence[Told]) -> int:
    """Right ones among pages of hosts that were not learnt from."""
    hosts = sorted({page.host for page in pages})
    count = 0
    for part in range(PARTS):
        asked = set(hosts[part::PARTS])
        weights = learn([page for page in pages if page.host not in asked])
        count += _count((page for page in pages if page.host in asked), weights)
    return count


def _read(folder: Path, file: str, host: str, title: str, answers: str = "") -> Told:
    page = Page("http://example.com/", (folder / file).read_bytes())
    names = weighed_names(page, title, Layout(page).lines)
    known = {_plain(answer) for answer in answers.split("|") if answer}
    return Told(host, names, frozenset(name for name in names if _plain(name) in known), bool(known))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT)
