"""The only way out of the browser: a proxy on this machine that asks the guard before each connection.

A browser resolves names by itself and follows whatever a page's scripts ask for; behind this proxy it connects to
what the guard returned or to nothing.
"""

import asyncio
import contextlib
from urllib.parse import urlsplit

from rencai.errors import FetchForbidden
from rencai_crawler.guard import Guard

_HEAD = 65_536
_PIECE = 65_536
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_UNREACHABLE = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class GuardedProxy:
    """An HTTP proxy for one browser; one request a connection, so that each meets the guard."""

    def __init__(self, guard: Guard, most_bytes: int) -> None:
        self._guard = guard
        self._most_bytes = most_bytes
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on the loopback interface; gives the proxy's address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            await self._forward(head, reader, writer)
        except FetchForbidden:
            writer.write(_REFUSED)
        except (OSError, ValueError):
            writer.write(_UNREACHABLE)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            with contextlib.suppress(OSError):
                writer.close()
                await writer.wait_closed()

    async def _forward(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target, version = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        host, port = parts.hostname or "", parts.port or 80
        addresses = await self._guard.addresses(host, port)
        there, away = await asyncio.open_connection(addresses[0], port)
        if tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            away.write(f"{method} {path} {version}\r\n".encode("latin-1") + _headers(head))
        try:
            await asyncio.gather(self._pipe(reader, away), self._pipe(there, writer))
        finally:
            away.close()

    async def _pipe(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        left = self._most_bytes
        with contextlib.suppress(OSError):
            while left > 0 and (piece := await source.read(_PIECE)):
                left -= len(piece)
                sink.write(piece)
                await sink.drain()
        with contextlib.suppress(OSError):
            sink.close()


def _headers(head: bytes) -> bytes:
    """The headers less those for the proxy, and with the end of the connection after one answer."""
    lines = head.split(b"\r\n")[1:-2]
    own = (b"proxy-", b"connection:", b"keep-alive:")
    return b"\r\n".join([*(line for line in lines if not line.lower().startswith(own)), b"Connection: close", b"", b""])
