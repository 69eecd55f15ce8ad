"""Who offers a vacancy, where no label says it: of all names that a page tells, the one for which most speaks.

What each kind of evidence is worth is learnt from pages on which a person read the employer (`tools/pages`), and is
kept in `data/employer_weights.txt`. A name that comes to nothing is none: no employer costs less than a wrong one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from rencai_crawler.pages.company_names import is_full, is_latin
from rencai_crawler.pages.employer import is_employer
from rencai_crawler.pages.employer_evidence import names_told
from rencai_crawler.pages.job_names import ROLE
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.told_names import SHARED, Told, weighed
from rencai_crawler.pages.weighing import likeliest

TRAITS = (*SHARED, "full", "latin", "within", "beside")
_CALL = re.compile("(?<=[\u4e00-\u9fff]{3})(?:急|高薪|长期|大量|诚)?招[人工聘]$")
_FORM = "(?:股份|控股)?有限(?:责任)?公司"


def likely_employer(page: Page, title: str, every: Sequence[Line]) -> str:
    """The name that most speaks for; empty where nothing speaks for one, or for several words of a site alike."""
    names = weighed_names(page, title, every)
    name = likeliest({each: told for each, told in names.items() if not _names_jobs(each)}, "employer")
    if name is None or (not is_full(name) and list(names.values()).count(names[name]) > 1):
        return ""
    return _CALL.sub("", _in_full(name, names, every))


def _names_jobs(name: str) -> bool:
    """Whether a name is that of a job and more: 货车司机 包吃住."""
    return not is_full(name) and any(map(ROLE.search, name.split()))


def _in_full(name: str, names: Iterable[str], every: Sequence[Line]) -> str:
    """A name as the page tells it in full: with how a company's ends, or the only full one that it is a part of."""
    goes_on = re.compile(re.escape(name) + _FORM)
    told = next((match[0] for line in every if (match := goes_on.search(line.text))), "")
    full = [other for other in names if name in other and name != other and is_employer(other)]
    return told or (full[0] if len(full) == 1 and not is_full(name) else name)


def weighed_names(page: Page, title: str, every: Sequence[Line]) -> Mapping[str, Mapping[str, float]]:
    """Each name that the page tells, with how much of each kind of evidence and each trait it has."""
    return weighed(names_told(page, title, every), every, _traits)


def _traits(name: str, told: Told) -> dict[str, float]:
    others = {other: kinds for other, kinds in told.items() if other != name}
    on_page = told[name] & {"line", "certified"}
    return {
        "full": float(is_full(name)),
        "latin": float(is_latin(name)),
        "within": float(any(name in other and is_full(other) for other in others)),
        "beside": float(not on_page and any("line" in kinds and is_full(other) for other, kinds in others.items())),
    }
