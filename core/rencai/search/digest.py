"""Which index belongs to which code."""

import hashlib
import json

from rencai.search import analysis
from rencai.search.fields import SearchField


def fields_digest(fields: tuple[SearchField, ...]) -> str:
    """Tells one schema and analysis from another: an index of another digest is rebuilt, not read."""
    names = [(field.name, str(field.type)) for field in fields]
    return hashlib.sha256(json.dumps([analysis.VERSION, names]).encode()).hexdigest()[:16]
