"""Reading sample pages by each family, to see which reads them best. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rencai_crawler.pages import Page, RawItem, read_list, read_page
from rencai_crawler.probing.findings import PAGES, Trial
from rencai_crawler.probing.shapes import Group, is_index
from rencai_crawler.source import Source

FAMILIES = ("json_ld", "positions", "government", "generic")
_STANDARD = ("articletitle", "pubdate", "contentsource", "sitename", "siteidcode", "columnname")
_SHOWN = 300
_LEAST_TEXT = 60
_CALLS = re.compile(r"招聘|招录|招考|选聘|遴选|招募|引进")
_OF_POSTS = re.compile(r"(?:岗位|职位|招聘|招考|需求|人员).{0,12}(?:表|一览|汇总|计划|条件|信息|目录|简章)")
_MOSTLY = 0.5
"""Share of pages with 索引号 or 发文字号 that makes them a government's, meta tags or not; also of structured ones."""


def draft(family: str, **values: object) -> Source:
    """A source that exists only to try a family."""
    given: dict[str, object] = {
        "id": "probe",
        "name": "probe",
        "owner": "probe",
        "kinds": ["policy_notice", "job_posting"],
        "family": family,
        "start": ["http://probe.invalid/"],
        "details": ".",
        "legal_basis": "probe",
        "attribution": "probe",
    }
    return Source.model_validate(given | values)


def trials(pages: Sequence[Page]) -> list[Trial]:
    """What each family makes of some details, the best first."""
    tried = [_trial(family, pages, _alone(family)) for family in FAMILIES]
    ranked = sorted((trial for trial in tried if trial.records), key=lambda trial: -_rank(trial, pages))
    if ranked and set(ranked[0].kinds) == {"policy_notice"} and _announce_posts(pages):
        ranked.insert(0, replace(ranked[0], family="positions", kinds=("job_posting", "policy_notice")))
    whole = next((trial for trial in ranked if trial.family == "generic"), None)
    if whole and ranked[0].family == "json_ld" and whole.pages > ranked[0].pages and _belong(ranked[0], pages):
        return [whole, *(trial for trial in ranked if trial is not whole)]
    return ranked


def _announce_posts(pages: Sequence[Page]) -> bool:
    """Whether most pages are notices that call for applicants, with their posts in an attached table."""
    calls = 0
    for page in pages:
        reading = read_page(page, draft("government"))
        title = str(reading.items[0].fields.get("title")) if reading.items else ""
        calls += bool(_CALLS.search(title)) and any(_OF_POSTS.search(file.text) for file in reading.attachments)
    return calls > _MOSTLY * len(pages)


def _belong(structured: Trial, pages: Sequence[Page]) -> bool:
    """Whether pages without structured data are entries as those with it are: of their kind, or as many."""
    without = (page for page in pages if not read_page(page, draft("json_ld")).items)
    kinds = {item.kind for page in without for item in read_page(page, None).items}
    return kinds <= {*structured.kinds} or structured.pages < _MOSTLY * len(pages)


def several_vacancies(page: Page) -> Trial | None:
    """What the best family makes of a page that holds several vacancies itself; None for any other."""
    found = next(iter(trials([page])), None)
    return found if found and found.records > 1 and set(found.kinds) == {"job_posting"} else None


def reads_as_entry(page: Page, group: Group | None) -> bool:
    """Whether a page is no list but has a text of its own: one of such details as it leads to, or leads to none."""
    if (
        is_index(page.url)
        or (group and not re.search(group.details, page.url))
        or read_list(page, draft("generic")).next_pages
    ):
        return False
    found = next(iter(trials([page])), None)
    dated = found is not None and (found.coverage.get("published_text") or set(found.kinds) != {"policy_notice"})
    return bool(found and (group or dated) and found.length >= _LEAST_TEXT)


def with_fields(family: str, pages: Sequence[Page], fields: Mapping[str, object], kinds: Sequence[str]) -> Trial:
    """What a family makes of the pages when some fields are declared."""
    return _trial(family, pages, draft(family, fields=dict(fields), kinds=list(kinds)))


def titles_read(family: str, pages: Sequence[Page]) -> dict[str, str]:
    """The title that a family reads first on each page, by the page's address."""
    read = ((page.url, read_page(page, _alone(family)).items) for page in pages)
    return {url: str(items[0].fields.get("title") or "") for url, items in read if items}


def _alone(family: str) -> Source | None:
    """The source by which a family is tried with nothing declared; the generic readers need none."""
    return None if family == "generic" else draft(family)


def _trial(family: str, pages: Sequence[Page], source: Source | None) -> Trial:
    read = [read_page(page, source).items for page in pages]
    return trial_of(family, [item for items in read for item in items], sum(map(bool, read)))


def trial_of(family: str, items: Sequence[RawItem], pages: int) -> Trial:
    """The figures of a trial from what was read."""
    filled = Counter(name for item in items for name, value in item.fields.items() if value)
    coverage = {name: round(count / len(items), 2) for name, count in filled.most_common()} if items else {}
    kinds = tuple(kind for kind, _ in Counter(item.kind for item in items).most_common())
    samples = tuple(_shown(item) for item in items[:PAGES])
    return Trial(family, kinds, len(items), pages, coverage, samples)


def _rank(trial: Trial, pages: Sequence[Page]) -> float:
    return 100 * _suits(trial, pages) * trial.pages / len(pages) + sum(trial.coverage.values())


def _suits(trial: Trial, pages: Sequence[Page]) -> float:
    """How sure a family can be that pages are its own: data before conventions, conventions before guesses."""
    if trial.family == "json_ld":
        return 4
    if trial.family == "positions":
        return 3 if "job_posting" in trial.kinds and is_government(pages) else 0.1
    if trial.family == "government":
        if "job_posting" in _generic_kinds(pages):
            return 0.5
        headed = max(trial.coverage.get(name, 0) for name in ("index_number_text", "document_number_text"))
        return 2 if is_government(pages) else 1.5 if headed >= _MOSTLY else 0.5
    return 1


def is_government(pages: Sequence[Page]) -> bool:
    """Whether most pages carry at least two of the standard's meta tags."""
    carry = [sum(bool(page.metas.get(name)) for name in _STANDARD) >= 2 for page in pages]
    return sum(carry) * 2 > len(pages)


def _generic_kinds(pages: Sequence[Page]) -> set[str]:
    return {item.kind for page in pages[:2] for item in read_page(page, None).items}


def _shown(item: RawItem) -> dict[str, object]:
    fields = {name: value for name, value in item.fields.items() if name != "body_html"}
    return {"kind": item.kind} | {
        name: value[:_SHOWN] if isinstance(value, str) else value for name, value in fields.items()
    }
