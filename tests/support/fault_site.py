"""A web site that answers however a test wants it to: on time or never, whole or torn, true or in disguise."""

import gzip
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """One answer. `torn` closes the connection in the middle of the body; `drip` pauses between its bytes."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": HTML})
    torn: bool = False
    drip: float = 0.0


Route = Answer | Callable[["Request"], Answer]


@dataclass(frozen=True)
class Request:
    """What was asked, for routes that look at it."""

    path: str
    headers: Mapping[str, str]
    times: int
    method: str = "GET"
    body: bytes = b""


@dataclass
class FaultSite:
    """Routes by path (with query); what was asked is in `asked`, in order."""

    routes: dict[str, Route] = field(default_factory=dict)
    otherwise: Route = field(default_factory=lambda: Answer(b"not found", 404))
    asked: list[str] = field(default_factory=list)
    port: int = 0
    under_way: int = 0
    most_under_way: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"

    def page(self, path: str, html: str, **headers: str) -> None:
        """Answer with a page in UTF-8."""
        self.routes[path] = Answer(html.encode(), headers={"Content-Type": HTML, **headers})

    def times(self, path: str) -> int:
        return Counter(self.asked)[path]

    def forget(self) -> None:
        self.asked.clear()

    def answer(self, path: str, headers: Mapping[str, str], method: str = "GET", body: bytes = b"") -> Answer:
        with self._lock:
            self.asked.append(path)
            times = self.times(path)
        route = self.routes.get(path, self.otherwise)
        return route if isinstance(route, Answer) else route(Request(path, headers, times, method, body))


def conditional(html: str, etag: str) -> Callable[[Request], Answer]:
    """A page that answers 304 to who has it."""

    def answer(request: Request) -> Answer:
        if request.headers.get("If-None-Match") == etag:
            return Answer(status=304, headers={"ETag": etag})
        return Answer(html.encode(), headers={"Content-Type": HTML, "ETag": etag})

    return answer


def bomb(size: int) -> Answer:
    """A small compressed answer that unpacks to `size` bytes."""
    return Answer(gzip.compress(b"0" * size), headers={"Content-Type": HTML, "Content-Encoding": "gzip"})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are sent apart: the body would wait 40 ms for who asked to acknowledge the head.
    disable_nagle_algorithm = True
    site: FaultSite

    def do_GET(self) -> None:
        site = self.site
        with site._lock:
            site.under_way += 1
            site.most_under_way = max(site.most_under_way, site.under_way)
        try:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._send(site.answer(self.path, self.headers, self.command, body))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with site._lock:
                site.under_way -= 1

    do_POST = do_GET  # noqa: N815  # what the handler is asked by

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.torn:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.wfile.flush()
            self.close_connection = True
        elif answer.drip:
            for place in range(len(answer.body)):
                self.wfile.write(answer.body[place : place + 1])
                self.wfile.flush()
                time.sleep(answer.drip)
        else:
            self.wfile.write(answer.body)

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


@contextmanager
def fault_site(port: int = 0) -> Iterator[FaultSite]:
    """A running site on the loopback interface."""
    site = FaultSite()
    handler = type("Handler", (_Handler,), {"site": site})
    socketserver.TCPServer.allow_reuse_address = True
    with _Server(("127.0.0.1", port), handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
