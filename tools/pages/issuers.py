"""Learn crawler/rencai_crawler/pages/data/issuer_weights.txt: what speaks for who issued a notice.

From a folder of pages on which neither label nor tag names the issuer, with an answers.tsv: file, host, and the names a
person read there, apart by | (none where the page tells none).

    python tools/pages/issuers.py FOLDER

Learning starts from the weights kept there. Also tells how many pages come out right, of those learnt from and of
hosts left out.
"""

import sys
from pathlib import Path

from learning import Choice, plain, report, write

from rencai_crawler.pages import origin, owner
from rencai_crawler.pages.issuer_choice import TRAITS, weighed_issuers
from rencai_crawler.pages.notice import around_text, title_and_text
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.weighing import learned_weights

HEAD = """# What each kind of place and each trait of a name is worth (tools/pages/issuers.py). A name counts
# where the sum is above zero. The order of places was set by hand, as rules had it; pages move it from there.
"""
KINDS = (*origin.KINDS, *owner.KINDS)


def main(folder: Path) -> None:
    lines = (folder / "answers.tsv").read_text("utf-8").splitlines()
    choices = [_read(folder, *line.split("\t")) for line in lines]
    weights, told = report(choices, KINDS, TRAITS, learned_weights("issuer"))
    write("issuer", HEAD, weights)
    sys.stdout.write(told)


def _read(folder: Path, file: str, host: str, answers: str = "") -> Choice:
    page = Page("http://example.com/", (folder / file).read_bytes())
    names = weighed_issuers(page, around_text(page, *title_and_text(page)))
    known = {plain(answer) for answer in answers.split("|") if answer}
    return Choice(host, dict(names), frozenset(name for name in names if plain(name) in known), bool(known))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
