"""Learn crawler/rencai_crawler/pages/data/employer_weights.txt: what each kind of evidence for an employer is worth.

From a folder of pages on which no label names the employer, with an answers.tsv: file, host, title of the vacancy, and
the names a person read there as the employer's, apart by | (none where the page tells none).

    python tools/pages/employers.py FOLDER

Also tells how many pages come out right, of those learnt from and of hosts left out.
"""

import sys
from pathlib import Path

from learning import Choice, plain, report, write

from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.employer_choice import TRAITS, weighed_names
from rencai_crawler.pages.employer_evidence import KINDS
from rencai_crawler.pages.page import Page

HEAD = """# What each kind of evidence and each trait of a name is worth (tools/pages/employers.py). A name counts
# where the sum is above zero. `often` is the logarithm of how many times the page has it, `holds` how many kinds of
# evidence speak for a shorter name in it; `beside` is one that only the site tells while a company has its own line.
"""


def main(folder: Path) -> None:
    lines = (folder / "answers.tsv").read_text("utf-8").splitlines()
    weights, told = report([_read(folder, *line.split("\t")) for line in lines], KINDS, TRAITS)
    write("employer", HEAD, weights)
    sys.stdout.write(told)


def _read(folder: Path, file: str, host: str, title: str, answers: str = "") -> Choice:
    page = Page("http://example.com/", (folder / file).read_bytes())
    names = weighed_names(page, title, Layout(page).lines)
    known = {plain(answer) for answer in answers.split("|") if answer}
    return Choice(host, dict(names), frozenset(name for name in names if plain(name) in known), bool(known))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
