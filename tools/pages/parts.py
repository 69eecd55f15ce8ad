"""Learn crawler/rencai_crawler/pages/data/parts_weights.txt: what tells that a row of lines are titles of vacancies.

From a folder of pages with an answers.tsv: file, host, and the titles of the vacancies on it, apart by | (none where
the page has one vacancy, or is none).

    python tools/pages/parts.py FOLDER

Also tells how many pages come out right, of those learnt from and of hosts left out.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from learning import Choice, plain, report, write

from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.likely_parts import TRAITS, weighed_rows
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.section_title import title_of
from rencai_crawler.pages.several import headings

HEAD = """# What each trait of a row of lines that may be titles of vacancies is worth (tools/pages/parts.py). A row
# counts where the sum is above zero. `omitted` and `roles_beside` are lines alike, or names of jobs, that are not
# in it; those of `headed` are about headings in the parts.
"""


def main(folder: Path) -> None:
    lines = (folder / "answers.tsv").read_text("utf-8").splitlines()
    weights, told = report([_read(folder, *line.split("\t")) for line in lines], (), TRAITS)
    write("parts", HEAD, weights)
    sys.stdout.write(told)


def _read(folder: Path, file: str, host: str, answers: str = "") -> Choice:
    every = Layout(Page("http://example.com/", (folder / file).read_bytes())).lines
    rows = weighed_rows(every, headings(every))
    titles = [plain(answer) for answer in answers.split("|") if answer]
    right = frozenset(row for row in rows if titles and _titles(every, row) == titles)
    return Choice(host, dict(rows), right, bool(titles))


def _titles(every: Sequence[Line], row: Sequence[int]) -> list[str]:
    return [plain(title_of(every[place])) for place in row]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
