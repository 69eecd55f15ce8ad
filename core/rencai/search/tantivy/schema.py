"""The index fields in tantivy's terms, and documents with them."""

from functools import lru_cache
from typing import Any

import tantivy

from rencai.search.fields import FieldType, SearchField
from rencai.search.port import Document

# Index option of each text type. Words need no positions: phrases are made of characters.
_TOKENIZED = {FieldType.POSITIONS: "position", FieldType.WORDS: "freq", FieldType.SET: "basic"}


def schema(fields: tuple[SearchField, ...]) -> tantivy.Schema:
    """The schema of an index with these fields."""
    builder = tantivy.SchemaBuilder()
    for field in fields:
        _add(builder, field)
    return builder.build()


def _add(builder: tantivy.SchemaBuilder, field: SearchField) -> None:
    match field.type:
        case FieldType.POSITIONS | FieldType.WORDS | FieldType.SET:
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option=_TOKENIZED[field.type])
        case FieldType.ID:
            builder.add_text_field(field.name, stored=True, tokenizer_name="raw", index_option="basic")
        case FieldType.KEYWORD | FieldType.KEYWORDS:
            builder.add_text_field(field.name, fast=True, tokenizer_name="raw", index_option="basic")
        case FieldType.TAGS:
            builder.add_text_field(field.name, tokenizer_name="raw", index_option="basic")
        case FieldType.NUMBER:
            builder.add_float_field(field.name, fast=True)
        case FieldType.ORDER:
            builder.add_unsigned_field(field.name, fast=True)
        case FieldType.STORED:
            builder.add_bytes_field(field.name, stored=True)


def to_tantivy(document: Document, fields: tuple[SearchField, ...]) -> tantivy.Document:
    """A document as tantivy takes it. Raises KeyError naming a field that the index does not have."""
    row = tantivy.Document()
    types = _types(fields)
    for name, value in document.items():
        _put(row, name, types[name], value)
    return row


@lru_cache(maxsize=8)
def _types(fields: tuple[SearchField, ...]) -> dict[str, FieldType]:
    return {field.name: field.type for field in fields}


def _put(row: tantivy.Document, name: str, kind: FieldType, value: Any) -> None:
    if value is None:
        return
    match kind:
        case FieldType.KEYWORDS | FieldType.TAGS:
            for item in value:
                row.add_text(name, item)
        case FieldType.NUMBER:
            row.add_float(name, float(value))
        case FieldType.ORDER:
            row.add_unsigned(name, value)
        case FieldType.STORED:
            row.add_bytes(name, value.encode())
        case _:
            row.add_text(name, value)
