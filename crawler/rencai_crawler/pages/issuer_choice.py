"""Who issued a notice, where no label says it: of all names that its page tells, the one for which most speaks.

What each kind of place and each trait of a name is worth is learnt from pages on which a person read the issuer
(`tools/pages`), and is kept in `data/issuer_weights.txt`. A name that comes to nothing is none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from rencai_crawler.pages.company_names import is_full
from rencai_crawler.pages.furniture import is_furniture
from rencai_crawler.pages.origin import Around, origins
from rencai_crawler.pages.origin_names import organ_or_paper
from rencai_crawler.pages.owner import owners
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.page_names import is_column
from rencai_crawler.pages.told_names import SHARED, Told, weighed
from rencai_crawler.pages.weighing import learned_weights, likeliest, worth_of

TRAITS = (*SHARED, "full", "body", "short", "within", "linked")
WEIGHTS = "issuer"
_SURELY = 6.5
"""What a name beside the text must come to, for it to be of no interest whose site the page is on."""
_SHORT = 4
_NO_NAME = re.compile(r"[/／]|.{41}|^(?:欢迎|[关關][于於]|联系|走进|加入|设为)")


def likely_issuer(page: Page, around: Around, *, of_site: bool = True) -> str:
    """The name that most speaks for; `of_site`: whose site it is counts as well."""
    beside = list(origins(around))
    own = _weighed(_named(beside, around), around)
    name = likeliest(own, WEIGHTS)
    if not of_site or (name and worth_of(own[name], learned_weights(WEIGHTS)) >= _SURELY):
        return name or ""
    return likeliest(_weighed(_named([*beside, *owners(page, around)], around), around), WEIGHTS) or ""


def weighed_issuers(page: Page, around: Around) -> Mapping[str, Mapping[str, float]]:
    """Each name that the page tells, with how much of each kind of evidence and each trait it has."""
    return _weighed(_named(chain(origins(around), owners(page, around)), around), around)


def _weighed(told: Told, around: Around) -> Mapping[str, Mapping[str, float]]:
    linked = around.columns
    return weighed(told, around.every, lambda name, told: _traits(name, told) | {"linked": float(name in linked)})


def _named(evidence: Iterable[tuple[str, str]], around: Around) -> Told:
    told: dict[str, set[str]] = defaultdict(set)
    for kind, name in evidence:
        if _may_issue(name, around):
            told[name].add(kind)
    return told


def _may_issue(name: str, around: Around) -> bool:
    return bool(name) and name != around.title and not (_NO_NAME.search(name) or is_column(name) or is_furniture(name))


def _traits(name: str, told: Told) -> dict[str, float]:
    return {
        "full": float(is_full(name)),
        "body": float(bool(organ_or_paper(name))),
        "short": float(len(name) <= _SHORT),
        "within": float(any(name in other for other in told if other != name)),
    }
