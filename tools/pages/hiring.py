"""Learn crawler/rencai_crawler/pages/data/hiring_weights.txt: what tells that somebody is hired on a page.

From a folder of pages with an answers.tsv: file, host, 1 where a page has vacancies, and, if it is to count
for more than others, how much.

    python tools/pages/hiring.py FOLDER

A page without any counts for more, for a vacancy that is none costs more than one that is not found.
Also tells how many pages come out right, of those learnt from and of hosts left out.
"""

import sys
from pathlib import Path

from learning import Choice, Pace, report, write

from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.hiring import TRAITS, traits
from rencai_crawler.pages.hiring_words import may_hire
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.vacancy import offered

COST = 1.5
HEAD = """# What speaks for somebody being hired on a page, and against it (tools/pages/hiring.py). A page counts where
# the sum is above zero.
"""


def main(folder: Path) -> None:
    lines = (folder / "answers.tsv").read_text("utf-8").splitlines()
    choices = [choice for line in lines if (choice := _read(folder, *line.split("\t"))).candidates]
    weights, told = report(choices, (), TRAITS, pace=Pace(shrink=0.0002, steps=8000))
    write("hiring", HEAD, weights)
    sys.stdout.write(told)


def _read(folder: Path, file: str, host: str, answer: str = "", counts: str = "") -> Choice:
    page = Page(f"http://{host}/", (folder / file).read_bytes())
    _, offer = offered(Layout(page)) if may_hire(page) else ((), None)
    candidates = {"page": traits(offer)} if offer else {}
    right = frozenset({"page"}) if answer else frozenset[str]()
    return Choice(host, candidates, right, bool(answer), float(counts or (1.0 if answer else COST)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
