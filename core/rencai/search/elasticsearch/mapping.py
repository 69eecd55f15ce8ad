"""The index fields in Elasticsearch's terms."""

from collections.abc import Mapping
from typing import Any

from rencai.search.fields import FieldType, SearchField

KEPT = ("id", "hash", "card")
"""What `_source` keeps: the tokens of the analysis would triple it, and the store has the text."""

_TYPES: dict[FieldType, dict[str, Any]] = {
    FieldType.ID: {"type": "keyword"},
    # Facets are counted on every search: their dictionaries are built at refresh instead of by the first to ask.
    FieldType.KEYWORD: {"type": "keyword", "eager_global_ordinals": True},
    FieldType.KEYWORDS: {"type": "keyword", "eager_global_ordinals": True},
    FieldType.TAGS: {"type": "keyword", "doc_values": False},
    FieldType.POSITIONS: {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
    FieldType.WORDS: {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
    FieldType.UNION: {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False},
    FieldType.NUMBER: {"type": "double"},
    FieldType.ORDER: {"type": "long"},
    FieldType.STORED: {"type": "keyword", "index": False, "doc_values": False},
    FieldType.PLAIN: {"type": "text", "analyzer": "cjk"},
}


def made_with(found: Mapping[str, Any]) -> str:
    """The digest that the mapping of an index was made with; empty in one that is not ours."""
    return str(found.get("_meta", {}).get("fields", ""))


def mappings(fields: tuple[SearchField, ...], digest: str) -> dict[str, Any]:
    """The mapping of an index with these fields; a document with any other is refused."""
    properties = {field.name: dict(_TYPES[field.type]) for field in fields}
    for union in fields:
        for part in union.parts:
            properties[part]["copy_to"] = union.name
    return {
        "dynamic": "strict",
        "_meta": {"fields": digest},
        "_source": {"includes": list(KEPT)},
        "properties": properties,
    }
