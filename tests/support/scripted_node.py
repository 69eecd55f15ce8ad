"""A node of Elasticsearch that answers what a test says, for what a real one cannot be made to do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from rencai.search.digest import fields_digest
from rencai.search.elasticsearch.mapping import mappings
from rencai.search.fields import search_fields

MAPPING = json.dumps({"test-000001": {"mappings": mappings((), fields_digest(search_fields()))}}).encode()


class ScriptedNode(BaseHTTPRequestHandler):
    """Subclasses say what each method answers; nothing is logged. Whoever asks for the mapping gets one that fits."""

    def do_GET(self) -> None:  # named by the standard library
        self.answer(b'{"indices": {}}' if "_stats" in self.path else MAPPING)

    def answer(self, body: bytes, status: int = 200) -> None:
        """Send JSON as Elasticsearch does."""
        self.begin(len(body), status)
        with suppress(BrokenPipeError):  # who asked has not waited
            self.wfile.write(body)

    def begin(self, length: int, status: int = 200) -> None:
        """Send what stands before a body of so many bytes."""
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("X-Elastic-Product", "Elasticsearch")):
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def asked(self) -> bytes:
        """The body of the request."""
        return self.rfile.read(int(self.headers["Content-Length"]))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address at which a handler answers, for as long as the block takes."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
