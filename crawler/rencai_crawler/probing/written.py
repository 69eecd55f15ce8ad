"""The source file that follows from a probe."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import yaml

from rencai_crawler.probing.findings import Findings, Probed, Trial
from rencai_crawler.probing.shapes import same_site
from rencai_crawler.source import Source


def written(findings: Findings, values: dict[str, Any], trial: Trial, name: str, source_id: str) -> Probed:
    """A source for what was found, and its file. What a person must settle stands in it as a comment."""
    host = urlsplit(values["start"][0]).netloc
    whole = {"id": source_id or _id(host), "name": name, "owner": name} | {
        "kinds": values["kinds"],
        "family": values["family"],
        "start": values["start"],
    }
    whole |= {key: value for key, value in values.items() if key not in whole and value}
    delay = max(findings.signs.get("robots", {}).get("delay", 0), 2)
    whole |= {
        "politeness": {"delay": delay},
        "legal_basis": "公开网页，遵守 robots.txt（启用前请核对使用条款）",
        "attribution": f"来源：{name}",
    }
    source = Source.model_validate(whole)
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110)
    return Probed(findings, source, trial, _header(findings, trial) + text)


def further_hosts(urls: Iterable[str], start: str) -> tuple[list[str], list[str]]:
    """The hosts of these addresses that are not that of the start: those of its site, and others."""
    own = urlsplit(start).netloc
    found = sorted({urlsplit(url).netloc for url in urls} - {own})
    return [host for host in found if same_site(host, own)], [host for host in found if not same_site(host, own)]


def _header(findings: Findings, trial: Trial) -> str:
    read = ", ".join(f"{name} {share:.0%}" for name, share in list(trial.coverage.items())[:12])
    origin = f"Written by `rencai sources probe {findings.url}`; look it over before it is used."
    return "".join(f"# {line}\n" for line in [origin, f"Read on samples: {read}.", *findings.notes])


def _id(host: str) -> str:
    text = re.sub(r"[^a-z0-9]+", "-", host.lower().removeprefix("www.")).strip("-")
    return text if len(text) > 1 else f"site-{text}"
