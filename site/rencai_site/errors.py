"""Error answers: a page in Chinese for people, problem+json for the API."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rencai.errors import BadQuery, RencaiError, SearchUnavailable, StoreError
from rencai_site.api.problems import problem
from rencai_site.endings import NotShown
from rencai_site.render import page

RETRY = {"retry-after": "30"}
TEXTS = {
    400: ("请求不能识别", "地址或表单里有用不上的内容，请从首页重新开始。"),
    403: ("不能这样做", "没有权限，或者页面打开得太久、表单已经失效。请返回刷新后再试。"),
    404: ("没有这个页面", "地址可能抄错了，或者内容从未收录。已结束的岗位和课程会保留原页面并注明原因。"),
    405: ("不支持的请求方式", "这个地址不能这样访问。"),
    410: ("不再提供", "这条记录的内容已经按要求删除，不再提供。"),
    413: ("内容太大", "提交的内容超过了限制，请缩短后再试。"),
    429: ("尝试过于频繁", "请过一会儿再试。"),
    500: ("出错了", "服务器处理这个页面时出了错，已经记录。请稍后再试。"),
    503: ("服务暂时不可用", "数据库或搜索服务此刻没有应答，请稍后再试。"),
}


async def http_error(request: Request, error: Exception) -> Response:
    """Of a status that a view or the router raised."""
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for it alone
    # What a view has to say of its own; else the status speaks for itself.
    said = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    named = error.title if isinstance(error, NotShown) else ""
    return answer(request, error.status_code, error.headers, said, named)


async def project_error(request: Request, error: Exception) -> Response:
    """Of an error that this project raises: search or store away, or a query that cannot be run."""
    if isinstance(error, BadQuery):
        return answer(request, 400)
    if isinstance(error, SearchUnavailable):
        return answer(request, 503, RETRY, "搜索服务此刻没有应答，请稍后再试；记录的页面仍可查看。", "搜索暂时不可用")
    away = isinstance(error, StoreError)
    return answer(request, 503 if away else 500, RETRY if away else None)


async def server_error(request: Request, _error: Exception) -> Response:
    """Of anything unforeseen; the server logs the traceback."""
    return answer(request, 500)


def answer(
    request: Request, status: int, headers: Mapping[str, str] | None = None, detail: str = "", named: str = ""
) -> Response:
    """The error as the asker can read it."""
    title, text = TEXTS.get(status, (f"错误 {status}", "请求没有完成。"))
    title = named or title
    if request.url.path.startswith("/api/"):
        return problem(status, title, detail or text, headers=headers)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    # What is away comes back: the reader need not find his way here again.
    again = str(request.url.replace(scheme="", netloc="")) if status == 503 and request.method == "GET" else ""
    told = {"status": status, "title": title, "text": detail or text, "again": again}
    return page(request, "errors/error.html", told, status, headers)


HANDLERS = {HTTPException: http_error, RencaiError: project_error, Exception: server_error}
