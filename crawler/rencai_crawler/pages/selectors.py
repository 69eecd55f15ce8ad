"""Fields by declared rules: CSS, XPath or a label, as the source's file says."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from rencai.records.parsers.body import plain_text
from rencai_crawler.pages.labels import Vocabulary, first_values, pairs
from rencai_crawler.pages.lines import lines
from rencai_crawler.pages.page import Page
from rencai_crawler.source import Rule


def read_fields(page: Page, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The fields whose rule finds something on the page."""
    labelled = _labelled(page, {name: rule.label for name, rule in rules.items() if rule.label})
    found: dict[str, Any] = {}
    for name, rule in rules.items():
        text = labelled.get(name, "") if rule.label else _found(page, rule)
        text = _matched(text, rule.pattern)
        if text:
            found[name] = text
    return found


def _found(page: Page, rule: Rule) -> str:
    if rule.value:
        return rule.value
    matches = page.selector.css(rule.css) if rule.css else page.selector.xpath(rule.xpath)
    texts = (_text(match.root, rule) for match in matches)
    return rule.join.join(text for text in texts if text)


def _text(root: Any, rule: Rule) -> str:
    if isinstance(root, str):
        return " ".join(root.split())
    if not etree.iselement(root):
        return str(root)
    markup = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return markup if rule.html else plain_text(markup)


def _matched(text: str, pattern: str) -> str:
    if not pattern or not text:
        return text
    match = re.search(pattern, text)
    return (match[1] if match.re.groups else match[0]) if match else ""


def _labelled(page: Page, labels: Mapping[str, str]) -> dict[str, str]:
    if not labels:
        return {}
    words = Vocabulary({name: (label.rstrip(":："),) for name, label in labels.items()})
    return first_values(pairs(lines(page.tree), words))
