"""Learn what speaks for a notice's title and for the first and last line of its text, for crawler/…/pages/data.

From a folder of pages with an answers.tsv: file, host, the titles a person read, apart by | (none where none is told),
and the places of lines (of `Layout.lines`) with which the text may begin, and end, apart by commas.

    python tools/pages/notices.py FOLDER

Also tells how many pages come out right, of those learnt from and of hosts left out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from learning import Choice, plain
from ranking import report, write

from rencai_crawler.pages import text_edges
from rencai_crawler.pages.article import Layout, surroundings
from rencai_crawler.pages.head import find_title
from rencai_crawler.pages.line_traits import Candidate
from rencai_crawler.pages.notice_title import WEIGHTS, candidates
from rencai_crawler.pages.page import Page

HEADS = {
    WEIGHTS: "of a line, of the lines around it and of what it shares with <title> is worth for a notice's title",
    text_edges.FIRST: "of a line and of the lines around it is worth for the first line of a text",
    text_edges.LAST: "of a line and of the lines around it is worth for the last line of a text",
}


def main(folder: Path) -> None:
    lines = (folder / "answers.tsv").read_text("utf-8").splitlines()
    choices: dict[str, list[Choice]] = {name: [] for name in HEADS}
    for line in lines:
        for name, choice in _choices(folder, *line.split("\t")):
            choices[name].append(choice)
    for name, head in HEADS.items():
        weights, told = report(choices[name])
        write(name, f"# What each trait {head} (tools/pages/notices.py).\n", weights)
        sys.stdout.write(f"{name}: {told}")


def _choices(folder: Path, file: str, host: str, titles: str, firsts: str, lasts: str) -> Iterator[tuple[str, Choice]]:
    page = Page("http://example.com/", (folder / file).read_bytes())
    if titles:
        known = {plain(title) for title in titles.split("|")}
        told = list(candidates(page, Layout(page)))
        right = frozenset(place for place, (text, _) in enumerate(told) if plain(text) in known)
        yield WEIGHTS, _choice(host, {place: candidate for place, (_, candidate) in enumerate(told)}, right)
    around = surroundings(Layout(page), find_title(Layout(page), page.metas))
    if not around.inside or not firsts:
        return
    shift = len(around.before)
    for name, told_of, answers in (
        (text_edges.FIRST, text_edges.first_lines, firsts),
        (text_edges.LAST, text_edges.last_lines, lasts),
    ):
        right = frozenset(int(place) - shift for place in answers.split(","))
        lines = dict(told_of(around))
        yield name, _choice(host, lines, right & frozenset(lines))


def _choice(host: str, candidates: dict[int, Candidate], right: frozenset[int]) -> Choice:
    speaks = {
        place: {f"{before}{trait}": 1.0 for before, traits in each.told() for trait in traits}
        for place, each in candidates.items()
    }
    return Choice(host, speaks, right, answered=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
