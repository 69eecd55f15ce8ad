"""Elasticsearch behind TLS and an API key."""

import ssl
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from door import Door, opened
from rencai.errors import SearchUnavailable
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_reader
from rencai.search.query import Query
from rencai.settings import Settings
from support_search import fill, job, open_engine_named

KEY = "c2VjcmV0OnZlcnkgc2VjcmV0"


class Locked(Door):
    """Passes on what has the key."""

    def refusal(self) -> tuple[int, str] | None:
        return None if self.headers.get("Authorization") == f"ApiKey {KEY}" else (401, "missing authentication")


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
    handler = type("OneDoor", (Locked,), {})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with opened(handler, context=context) as url:
        yield handler, url


@pytest.mark.elasticsearch
def test_an_index_is_filled_and_searched_through_tls_with_a_key(
    door: tuple[type[Door], str], certificate: Path, elasticsearch_url: str
) -> None:
    handler, url = door
    handler.node = elasticsearch_url
    name = f"test-{uuid.uuid4().hex[:12]}"
    engine = open_engine_named(
        "elasticsearch",
        Settings(elasticsearch_url=url, elasticsearch_api_key=KEY, elasticsearch_ca=certificate, index=name),
    )
    fill(engine.writer, [job("1", "电工")])
    assert engine.reader.search(Query(text="电工")).total == 1
    engine.reader.close()
    engine.writer.close()


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
