"""The index fields in tantivy's terms, and documents with them."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
import tantivy

from rencai.search.analysis import joined
from rencai.search.fields import FieldType, SearchField
from rencai.search.port import Document, Packed

# Index option of each text type. Words need no positions: phrases are made of characters.
_TOKENIZED = {FieldType.POSITIONS: "position", FieldType.WORDS: "freq", FieldType.UNION: "basic"}


def schema(fields: tuple[SearchField, ...]) -> tantivy.Schema:
    """The schema of an index with these fields."""
    builder = tantivy.SchemaBuilder()
    for field in fields:
        _add(builder, field)
    return builder.build()


def _add(builder: tantivy.SchemaBuilder, field: SearchField) -> None:
    match field.type:
        case FieldType.POSITIONS | FieldType.WORDS | FieldType.UNION:
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
        case FieldType.PLAIN:
            pass  # nobody else asks this index


@dataclass(frozen=True, slots=True)
class Packer:
    """Makes JSON of documents: read in Rust, it costs half of what handing over Python's objects does."""

    names: frozenset[str]
    stored: tuple[str, ...]
    """Fields of bytes, which JSON has in base 64."""
    left_out: tuple[str, ...]
    """Fields that this engine does not have."""
    unions: tuple[tuple[str, tuple[str, ...]], ...]
    """Fields that it has of others, with those."""

    @classmethod
    def of(cls, fields: tuple[SearchField, ...]) -> "Packer":
        stored = tuple(field.name for field in fields if field.type is FieldType.STORED)
        plain = tuple(field.name for field in fields if field.type is FieldType.PLAIN)
        unions = tuple((field.name, field.parts) for field in fields if field.parts)
        return cls(frozenset(field.name for field in fields), stored, plain, unions)

    def __call__(self, documents: Iterable[Document]) -> Packed:
        """Documents as tantivy takes them. Raises KeyError naming fields that the index does not have."""
        packed = Packed([], [], [])
        for one in documents:
            packed.add(one["id"], int(one["version"]), self._body(one))
        return packed

    def united(self, document: Document) -> dict[str, Any]:
        """What a document says, with the fields that are made of others."""
        row = {name: value for name, value in document.items() if value is not None}
        for name, parts in self.unions:
            # A token that comes again costs the engine less than it costs to leave it out here.
            row[name] = joined([row.get(part, "") for part in parts])
        return row

    def _body(self, document: Document) -> bytes:
        row = self.united(document)
        if unknown := row.keys() - self.names:
            raise KeyError(*sorted(unknown))
        for name in self.left_out:
            row.pop(name, None)
        for name in self.stored:
            if name in row:
                row[name] = b64encode(row[name].encode()).decode()
        return orjson.dumps(row)
