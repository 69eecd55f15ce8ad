"""Errors of the API as problem details (RFC 9457), with Chinese messages."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from rencai_site.state import BadParameter

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """A problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)


def bad_parameters(problems: Iterable[BadParameter]) -> Response:
    """Names every parameter that cannot be used, and why."""
    found = [{"name": bad.name, "message": bad.message} for bad in problems]
    detail = "；".join(f"{bad['name']}：{bad['message']}" for bad in found)
    return problem(400, "参数不能使用", detail, parameters=found)
