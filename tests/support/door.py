"""A door of our own in front of Elasticsearch, since the node of these tests has no security."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Door(BaseHTTPRequestHandler):
    """Passes on what may pass."""

    node = ""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def refusal(self) -> tuple[int, str] | None:
        """Status and reason of what may not pass."""
        return None

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if refused := self.refusal():
            status, reason = refused
            told = {"error": {"type": "security_exception", "reason": reason}, "status": status}
            self._answer(status, json.dumps(told).encode(), "application/json")
            return
        kept = {name: value for name, value in self.headers.items() if name.lower() in ("content-type", "accept")}
        asked = urllib.request.Request(self.node + self.path, body or None, kept, method=self.command)
        try:
            with urllib.request.urlopen(asked) as found:
                self._answer(found.status, found.read(), found.headers["Content-Type"] or "")
        except urllib.error.HTTPError as refused_by_node:
            self._answer(refused_by_node.code, refused_by_node.read(), refused_by_node.headers["Content-Type"] or "")

    # The names are those of the base class.
    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass_on  # noqa: N815

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("X-Elastic-Product", "Elasticsearch")):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def opened(handler: type[Door], *, context: object = None) -> Iterator[str]:
    """The address of a door, behind TLS where there is a context for it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)  # type: ignore[attr-defined]
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who does not trust it hangs up
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
        server.shutdown()
