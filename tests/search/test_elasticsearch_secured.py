"""Elasticsearch behind TLS and an API key: a door of our own in front of it, since the node here has none."""

import ssl
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rencai.errors import SearchUnavailable
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_reader
from rencai.search.query import Query
from rencai.settings import Settings
from support_search import fill, job, open_engine_named

KEY = "c2VjcmV0OnZlcnkgc2VjcmV0"


class Door(BaseHTTPRequestHandler):
    """Passes on what has the key."""

    node = ""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != f"ApiKey {KEY}":
            self._answer(401, b'{"error": {"type": "security_exception"}, "status": 401}', "application/json")
            return
        kept = {name: value for name, value in self.headers.items() if name.lower() in ("content-type", "accept")}
        asked = urllib.request.Request(self.node + self.path, body or None, kept, method=self.command)
        try:
            with urllib.request.urlopen(asked) as found:
                self._answer(found.status, found.read(), found.headers["Content-Type"] or "")
        except urllib.error.HTTPError as refused:
            self._answer(refused.code, refused.read(), refused.headers["Content-Type"] or "")

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


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """One that signs itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rencai test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "node.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def door(certificate: Path) -> Iterator[tuple[type[Door], str]]:
    handler = type("OneDoor", (Door,), {})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who does not trust it hangs up
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield handler, f"https://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.elasticsearch
def test_an_index_is_filled_and_searched_through_tls_with_a_key(
    door: tuple[type[Door], str], certificate: Path, elasticsearch_url: str
) -> None:
    handler, url = door
    handler.node = elasticsearch_url
    name = f"test-{uuid.uuid4().hex[:12]}"
    opened = open_engine_named(
        "elasticsearch",
        Settings(elasticsearch_url=url, elasticsearch_api_key=KEY, elasticsearch_ca=certificate, index=name),
    )
    fill(opened.writer, [job("1", "电工")])
    assert opened.reader.search(Query(text="电工")).total == 1
    opened.reader.close()
    opened.writer.close()


def refusal(settings: Settings) -> str:
    reader = open_reader(settings, bundled)
    with pytest.raises(SearchUnavailable) as raised:
        reader.search(Query(text="电工"))
    reader.close()
    return str(raised.value)


def test_without_its_authority_the_node_is_not_trusted(door: tuple[type[Door], str]) -> None:
    said = refusal(Settings(elasticsearch_url=door[1], elasticsearch_api_key=KEY))
    assert "ELASTICSEARCH_CA" in said
    assert KEY not in said


def test_a_key_that_is_refused_is_named_and_not_shown(door: tuple[type[Door], str], certificate: Path) -> None:
    said = refusal(
        Settings(elasticsearch_url=door[1], elasticsearch_api_key="ZmFsc2NoOmtleQ==", elasticsearch_ca=certificate)
    )
    assert "ELASTICSEARCH_API_KEY" in said
    assert "ZmFsc2" not in said


def test_an_authority_that_is_not_there_is_named(door: tuple[type[Door], str], tmp_path: Path) -> None:
    for content in (None, "no certificate"):
        path = tmp_path / "missing.pem"
        if content:
            path.write_text(content)
        with pytest.raises(SearchUnavailable, match="ELASTICSEARCH_CA"):
            open_engine(Settings(elasticsearch_url=door[1], elasticsearch_ca=path))
