"""What is known of sources: their names, and whether their telephone numbers may be shown."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from rencai.records.personal import ALL_OFFICE_PHONES
from rencai.store.read import Listed, StoredRecord

SourceNames = Mapping[str, Mapping[str, Any]]
"""What the crawler knows of each source, by id, as `rencai sources list --json` gives it."""
OWN = {"service-guides": "本站整理", "staff": "工作人员录入"}
"""Sources that are not crawled."""
NO_PHONES: frozenset[str] = frozenset()
OFFICE_PHONES = frozenset({ALL_OFFICE_PHONES})


def source_name(source: str, names: SourceNames) -> str:
    """What a source is called; empty where nobody has said."""
    return str(names.get(source, {}).get("name") or OWN.get(source, ""))


def source_label(stored: StoredRecord | Listed, names: SourceNames) -> str:
    """What a record's source is called, else the host it was read from."""
    name = source_name(stored.source, names)
    if name:
        return name
    url = str(stored.payload.get("url", ""))
    return (urlsplit(url).hostname if url else None) or stored.source


def shown_phones(source: str, names: SourceNames) -> frozenset[str]:
    """The telephone numbers of a source that may be shown: those of offices, where it is declared to have such."""
    return OFFICE_PHONES if source in OWN or names.get(source, {}).get("allow_phones") else NO_PHONES
