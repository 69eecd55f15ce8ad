"""Serving the sample network: one process, one port a site, validators and 304 as on any real server."""

import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from email.utils import format_datetime
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import uvicorn

from rencai.errors import PortTaken
from rencai_sample.content_files import edition
from rencai_sample.network import SITES
from rencai_sample.page import EDITION, HOST, Page, Site

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_BY_PORT = {site.port: site for site in SITES}
_STYLE = Page((files("rencai_sample") / "static.css").read_bytes(), "text/css; charset=utf-8")
_MISSING = Page("<!doctype html><meta charset=utf-8><title>404</title><h1>页面不存在</h1>".encode(), status=404)


async def app(scope: MutableMapping[str, Any], _receive: Receive, send: Send) -> None:
    """The ASGI application of all sites; the port says which one is meant."""
    if scope["type"] != "http":
        return
    path = unquote(scope["path"]) + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
    page = _page(_BY_PORT[scope["server"][1]], path)
    asked = dict(scope["headers"])
    unchanged = page.status == 200 and _holds(asked, page)
    head = unchanged or scope["method"] == "HEAD"
    headers = _headers(page) + ([] if unchanged else [(b"content-length", str(len(page.body)).encode())])
    await send({"type": "http.response.start", "status": 304 if unchanged else page.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else page.body})


def _page(site: Site, path: str) -> Page:
    if path == "/static/site.css":
        return _STYLE
    pages = site.pages()
    return pages.get(path) or pages.get(path.partition("?")[0]) or _MISSING


def _holds(asked: dict[bytes, bytes], page: Page) -> bool:
    """Whether the client's copy is the current one."""
    if b"if-none-match" in asked:
        return page.etag.encode() in asked[b"if-none-match"]
    return asked.get(b"if-modified-since", b"").decode() == _http_date(page)


def _http_date(page: Page) -> str:
    return format_datetime(page.modified, usegmt=True)


def _headers(page: Page) -> list[tuple[bytes, bytes]]:
    headers = {"content-type": page.type, EDITION: edition()}
    if page.status == 200:
        headers |= {"etag": page.etag, "last-modified": _http_date(page), "cache-control": "max-age=0"}
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def listeners(sites: Iterable[Site] = SITES) -> list[socket.socket]:
    """Bind every site's port. Several networks of one user may share the ports: they serve the same pages.

    Raises PortTaken with the port that another program holds.
    """
    found: list[socket.socket] = []
    for site in sites:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "SO_REUSEPORT"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            listener.bind((HOST, site.port))
        except OSError as error:
            for one in (*found, listener):
                one.close()
            raise PortTaken(
                f"port {site.port} of the sample network is held by another program; stop that program and start again"
            ) from error
        found.append(listener)
    return found


def serve() -> None:
    """Serve until SIGINT or SIGTERM."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", server_header=False)
    uvicorn.Server(config).run(sockets=listeners())
