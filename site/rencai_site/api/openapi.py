"""OpenAPI 3.1 of the API, from the declarations that parse its parameters and shape its answers."""

from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema

from rencai import __version__
from rencai.records.kinds import KINDS
from rencai_site.api import answers
from rencai_site.api.problems import MEDIA_TYPE
from rencai_site.parameters import Parameter, completed_within, parameters

PREFIX = "/api/v1"
ID_PATTERN = "^[a-z2-7]{26}$"
_COMPLETIONS = "输入提示：补全所选条件下有结果的词；给出 kind 时也接受该类别自己的参数"


@lru_cache
def document(public_url: str) -> dict[str, Any]:
    """The whole description."""
    definitions = models_json_schema(
        [(model, "serialization") for model in KINDS], ref_template="#/components/schemas/{model}"
    )[1]["$defs"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "北京高技能人才网",
            "version": __version__,
            "summary": "岗位、课程、政策和服务的搜索与记录",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": public_url + PREFIX}],
        "paths": _paths(),
        "components": {"schemas": {**definitions, **_schemas()}, "responses": _problems()},
    }


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {
        "/search": _get("search", "搜索全部类别", parameters(None, choose_kind=True), _ref("SearchAnswer")),
        "/suggest": _get("suggest", _COMPLETIONS, completed_within(), _ref("Suggestions")),
        "/records/{id}": _record(),
        "/kinds": _get("kinds", "记录的类别和字段", (), _ref("Kinds")),
    }
    for model in KINDS:
        name = model.kind.path.strip("/")
        paths[model.kind.path] = _get(
            name, f"搜索{model.kind.label}", parameters(model.kind.name), _ref("SearchAnswer")
        )
    return paths


def _record() -> dict[str, Any]:
    found = _get("record", "一条记录：原文字段和读出的字段", (), _ref("Record"))
    found["get"]["parameters"] = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": ID_PATTERN}}
    ]
    for status in ("404", "410"):
        found["get"]["responses"][status] = {"$ref": "#/components/responses/Problem"}
    return found


def _get(name: str, summary: str, declared: tuple[Parameter, ...], schema: dict[str, Any]) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/Problem"}
    answer = {"description": "成功", "content": {"application/json": {"schema": schema}}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [_parameter(p) for p in declared],
            "responses": {"200": answer, "400": problem, "503": problem},
        }
    }


def _parameter(declared: Parameter) -> dict[str, Any]:
    schema = {"type": "array", "items": declared.schema, "uniqueItems": False} if declared.many else declared.schema
    found: dict[str, Any] = {
        "name": declared.name,
        "in": "query",
        "description": declared.description,
        "schema": schema,
    }
    return found | ({"style": "form", "explode": True} if declared.many else {})


def _schemas() -> dict[str, Any]:
    return {
        "Hit": answers.HIT,
        "FacetCount": answers.FACET_COUNT,
        "Understood": answers.UNDERSTOOD,
        "SearchAnswer": answers.SEARCH,
        "Suggestions": answers.SUGGESTIONS,
        "Kinds": answers.KINDS,
        "Problem": answers.PROBLEM,
        "Record": {
            "type": "object",
            "required": ["id", "kind", "status"],
            "properties": {
                "id": {"type": "string"},
                "status": {"enum": ["live", "expired", "gone", "withdrawn"]},
                "kind": {"enum": [model.kind.name for model in KINDS]},
            },
        },
    }


def _problems() -> dict[str, Any]:
    return {"Problem": {"description": "没有完成，说明见 detail", "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
