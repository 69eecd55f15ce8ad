"""What sources are called."""

from urllib.parse import urlsplit

from rencai.exchange.sources import OWN, Declared
from rencai.store.read import Listed, StoredRecord


def source_name(source: str, names: Declared) -> str:
    """What a source is called; empty where nobody has said."""
    return str(names.get(source, {}).get("name") or OWN.get(source, ""))


def source_label(stored: StoredRecord | Listed, names: Declared) -> str:
    """What a record's source is called, else the host it was read from."""
    name = source_name(stored.source, names)
    if name:
        return name
    url = str(stored.payload.get("url", ""))
    return (urlsplit(url).hostname if url else None) or stored.source
