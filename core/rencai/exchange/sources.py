"""What the crawler declares of its sources. It is asked through its command, since nothing here imports it."""

from collections.abc import Mapping
from typing import Any

from rencai.errors import RencaiError
from rencai.exchange.printed import printed
from rencai.records.personal import ALL_OFFICE_PHONES

Declared = Mapping[str, Mapping[str, Any]]
"""What the crawler knows of each source, by id, as `rencai sources list --json` gives it."""
OWN = {"service-guides": "本站整理", "staff": "工作人员录入"}
"""Sources that are not crawled, and what they are called."""
LIST = ("sources", "list", "--json")
_NO_PHONES: frozenset[str] = frozenset()
_OFFICE_PHONES = frozenset({ALL_OFFICE_PHONES})


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What LIST printed, by the sources' ids."""
    return {str(row["id"]): row for row in rows}


def declared() -> Declared:
    """Every source; none where the command fails, so that nothing is shown that may not be."""
    try:
        return by_id(printed(*LIST))
    except RencaiError:
        return {}


def shown_phones(source: str, known: Declared) -> frozenset[str]:
    """The telephone numbers of a source that may be shown: those of offices, where it is declared to have such."""
    return _OFFICE_PHONES if source in OWN or known.get(source, {}).get("allow_phones") else _NO_PHONES
