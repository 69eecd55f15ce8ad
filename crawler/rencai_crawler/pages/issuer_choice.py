"""Who issued a notice, where no label says it: of all names that its page tells, the one for which most speaks.

What each kind of place and each trait of a name is worth is learnt from pages on which a person read the issuer
(`tools/pages`), and is kept in `data/issuer_weights.txt`. A name that comes to nothing is none.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from rencai_crawler.pages.company_names import is_full
from rencai_crawler.pages.furniture import is_furniture
from rencai_crawler.pages.origin import Around, columns, origins
from rencai_crawler.pages.origin_names import organ_or_paper
from rencai_crawler.pages.owner import owners
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.page_names import is_column
from rencai_crawler.pages.told_names import SHARED, Told, weighed
from rencai_crawler.pages.weighing import likeliest

TRAITS = (*SHARED, "full", "body", "short", "within", "linked")
_SHORT = 4
_NO_NAME = re.compile(r"[/／]|.{41}")


def likely_issuer(page: Page, around: Around, *, of_site: bool = True) -> str:
    """The name that most speaks for; `of_site`: whose site it is counts as well."""
    return likeliest(weighed_issuers(page, around, of_site=of_site), "issuer") or ""


def weighed_issuers(page: Page, around: Around, *, of_site: bool = True) -> Mapping[str, Mapping[str, float]]:
    """Each name that the page tells, with how much of each kind of evidence and each trait it has."""
    told: dict[str, set[str]] = defaultdict(set)
    for kind, name in (*origins(around), *(owners(page, around) if of_site else ())):
        told[name].add(kind)
    fits = {name: kinds for name, kinds in told.items() if _may_issue(name, around)}
    linked = columns(around.before)
    return weighed(fits, around.every, lambda name, told: _traits(name, told) | {"linked": float(name in linked)})


def _may_issue(name: str, around: Around) -> bool:
    return bool(name) and name != around.title and not (_NO_NAME.search(name) or is_column(name) or is_furniture(name))


def _traits(name: str, told: Told) -> dict[str, float]:
    return {
        "full": float(is_full(name)),
        "body": float(bool(organ_or_paper(name))),
        "short": float(len(name) <= _SHORT),
        "within": float(any(name in other for other in told if other != name)),
    }
