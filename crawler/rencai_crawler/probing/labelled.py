"""Selectors for pages on which values stand beside labels, from the labels that most of them share. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from rencai_crawler.pages import Page, read_page
from rencai_crawler.probing.columns import guess, kind_of
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.trial import draft, trial_of
from rencai_crawler.source import Source

_LABEL = re.compile(r"^\W*([\u4e00-\u9fff（）()/ ]{2,12})\s*[:：]")
_CELL = re.compile(r"^\s*([\u4e00-\u9fff（）()/ ]{2,12})\s*[:：]?\s*$")
_BODIES = ("#content", ".content", "#zoom", ".detail", ".description", ".intro", "article")
MOST = 0.6
ENOUGH = 3


def labelled(pages: Sequence[Page]) -> tuple[Trial, dict[str, object]] | None:
    """Declared selectors for these pages and what they read; None where too few labels are shared."""
    shared = Counter(label for page in pages for label in _labels(page))
    labels = [label for label, count in shared.most_common() if count >= MOST * len(pages)]
    found = {field: label for field, label in guess(labels).items() if field not in ("title", "source_id", "url")}
    if len(found) < ENOUGH:
        return None
    kind = kind_of(guess(labels), labels)
    fields: dict[str, object] = {"title": "h1"} | {field: {"label": label} for field, label in found.items()}
    if "description" not in found and (body := _body(pages)):
        fields["description"] = {"css": body}
    values: dict[str, object] = {"family": "selectors", "kinds": [kind], "fields": fields}
    read = [read_page(page, _source(values)).items for page in pages]
    trial = trial_of("selectors", [item for items in read for item in items], sum(map(bool, read)))
    return (trial, values) if trial.records else None


def _source(values: dict[str, object]) -> Source:
    return draft(str(values["family"]), **{name: value for name, value in values.items() if name != "family"})


def _labels(page: Page) -> set[str]:
    found: set[str] = set()
    for element in page.tree.iter("td", "th", "dt", "li", "p", "span", "div", "b", "strong", "label"):
        text = (element.text or "").strip()[:40] or " ".join(element.xpath("string(.)")[:40].split())
        match = (_CELL if element.tag in ("td", "th", "dt", "label") else _LABEL).match(text) or _LABEL.match(text)
        if match:
            found.add(match[1].strip())
    return found


def _body(pages: Sequence[Page]) -> str:
    """The container of the main text that most pages have."""
    counts = {css: sum(bool(page.selector.css(css)) for page in pages) for css in _BODIES}
    best = max(counts, key=lambda css: counts[css])
    return best if counts[best] >= MOST * len(pages) else ""
