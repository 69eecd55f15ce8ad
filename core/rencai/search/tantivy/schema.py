"""The index fields in tantivy's terms, and documents with them."""

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


class Rows:
    """Makes documents of one schema."""

    def __init__(self, made: tantivy.Schema, fields: tuple[SearchField, ...]) -> None:
        self._schema = made
        self._names = frozenset(field.name for field in fields)
        self._stored = tuple(field.name for field in fields if field.type is FieldType.STORED)

    def __call__(self, document: Document) -> tantivy.Document:
        """A document as tantivy takes it. Raises KeyError naming fields that the index does not have."""
        row = {name: value for name, value in document.items() if value is not None}
        if unknown := row.keys() - self._names:
            raise KeyError(*sorted(unknown))
        for name in self._stored:
            if name in row:
                row[name] = row[name].encode()
        return tantivy.Document.from_dict(row, self._schema)
