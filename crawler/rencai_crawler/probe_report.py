"""A probe for people and for programs."""

from dataclasses import asdict
from typing import Any

from rencai_crawler.probing.findings import PAGES, Probed, Trial


def as_json(found: Probed) -> dict[str, Any]:
    """Everything that was found, as JSON."""
    findings, trial = found.findings, found.trial
    return {
        "url": findings.url,
        "found": findings.signs,
        "notes": findings.notes,
        "families": [_brief(one) for one in findings.trials],
        "family": trial.family if trial else None,
        "coverage": trial.coverage if trial else {},
        "samples": list(trial.samples[:PAGES]) if trial else [],
        "source": found.source.model_dump(mode="json", exclude_defaults=True) if found.source else None,
        "yaml": found.yaml,
    }


def _brief(trial: Trial) -> dict[str, Any]:
    values = asdict(trial)
    return {name: values[name] for name in ("family", "kinds", "records", "pages", "coverage")}


def as_text(found: Probed) -> str:
    """The same as lines."""
    findings, trial = found.findings, found.trial
    lines = [f"{findings.url}", *(f"  {name}: {_said(value)}" for name, value in findings.signs.items() if value)]
    lines += [f"  note: {note}" for note in findings.notes]
    for one in findings.trials:
        lines.append(f"family {one.family}: {one.records} records on {one.pages} pages ({', '.join(one.kinds)})")
    if trial:
        lines += ["coverage: " + ", ".join(f"{name} {share:.0%}" for name, share in trial.coverage.items()), ""]
        lines += [line for number, sample in enumerate(trial.samples[:PAGES], 1) for line in _sample(number, sample)]
    return "\n".join(lines) + "\n"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _sample(number: int, sample: dict[str, Any]) -> list[str]:
    rest = {name: str(value).replace("\n", " ")[:60] for name, value in sample.items() if name not in ("kind", "title")}
    head = f"{number}. [{sample['kind']}] {sample.get('title', '')}"
    return [head, *(f"     {name}: {text}" for name, text in rest.items())]
