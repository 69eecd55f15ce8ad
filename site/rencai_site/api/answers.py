"""Shapes of the API's answers: each a function to JSON beside the schema that OpenAPI gives for it."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from rencai.search.page_json import page_as_json
from rencai.search.query import Page, Suggestion
from rencai_site.items import path_of

STRING: dict[str, Any] = {"type": "string"}
INTEGER: dict[str, Any] = {"type": "integer"}
NUMBER: dict[str, Any] = {"type": "number"}
BOOLEAN: dict[str, Any] = {"type": "boolean"}


def obj(properties: Mapping[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """Schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }


def array(items: Mapping[str, Any]) -> dict[str, Any]:
    """Schema of an array."""
    return {"type": "array", "items": dict(items)}


HIT = obj(
    {
        "id": STRING,
        "kind": STRING,
        "source": STRING,
        "source_id": STRING,
        "title": STRING,
        "url": STRING,
        "score": NUMBER,
        "near": BOOLEAN,
        "pinned": BOOLEAN,
        "km": {"type": ["number", "null"]},
    }
)
FACET_COUNT = obj({"value": STRING, "label": STRING, "count": INTEGER, "chosen": BOOLEAN})
UNDERSTOOD = obj({"key": STRING, "field": STRING, "value": STRING, "label": STRING, "text": STRING})
RESCUE = {"oneOf": [{"type": "null"}, obj({"action": STRING, "message": STRING, "text": STRING})]}
SEARCH = obj(
    {
        "total": INTEGER,
        "hits": array({"$ref": "#/components/schemas/Hit"}),
        "facets": {"type": "object", "additionalProperties": array({"$ref": "#/components/schemas/FacetCount"})},
        "understood": array({"$ref": "#/components/schemas/Understood"}),
        "next": STRING,
        "rescue": RESCUE,
        "ended_early": BOOLEAN,
    }
)
SUGGESTION = obj({"text": STRING, "count": INTEGER, "field": STRING})
SUGGESTIONS = obj({"suggestions": array(SUGGESTION)})
COLUMN = obj({"name": STRING, "label": STRING, "description": STRING, "raw": BOOLEAN, "required": BOOLEAN})
KINDS = obj(
    {
        "kinds": array(
            obj({"name": STRING, "label": STRING, "path": STRING, "schema_org": STRING, "columns": array(COLUMN)})
        )
    }
)
PROBLEM = obj(
    {
        "type": STRING,
        "title": STRING,
        "status": INTEGER,
        "detail": STRING,
        "parameters": array(obj({"name": STRING, "message": STRING})),
    },
    optional=("parameters",),
)


def search_answer(found: Page, public_url: str) -> dict[str, Any]:
    """A page of results, each with the address of its page."""
    told = page_as_json(found)
    for hit in told["hits"]:
        hit["url"] = public_url + path_of(hit["kind"], hit["id"])
    return told


def suggest_answer(found: list[Suggestion]) -> dict[str, Any]:
    """Completions."""
    return {"suggestions": [{"text": s.text, "count": s.count, "field": s.field} for s in found]}


def as_json(value: object, status: int = 200) -> Response:
    """JSON as readable text, without escapes for Chinese."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(
        text,
        status,
        {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"},
        "application/json",
    )
