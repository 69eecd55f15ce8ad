"""What a probe says of addresses that give it no list: each failure by its name, with what to do."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fault_site import Answer, FaultSite, fault_site
from rencai.errors import FetchError
from rencai.settings import Settings
from rencai_crawler.probe import probe
from support_crawl import fill, listing

LOGIN = "<form><p>用户登录</p>账号<input name=u>密码<input type=Password name=p><button>登录</button></form>"
SHELL = "<div id='app'></div><script src='/static/app.3f2.js'></script>"


@contextmanager
def secure_site(folder: Path) -> Iterator[str]:
    """A host on https whose certificate it signed itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示例")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "site.pem").write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem")
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _notes(site: FaultSite, answer: Answer, where: str = "/list") -> str:
    site.routes[where] = answer
    found = probe(site.url(where), Settings(allow_hosts=(site.netloc,)))
    assert found.source is None
    return " / ".join(found.findings.notes)


def _page(body: str, kind: str = "text/html; charset=utf-8") -> Answer:
    return Answer(
        f"<html><head><title>示例</title></head><body>{body}</body></html>".encode(), 200, {"Content-Type": kind}
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (_page(LOGIN), "login"),
        (_page(SHELL), "render: browser"),
        (_page("<h1>访问过于频繁</h1>请输入验证码"), "challenge"),
        (_page("<h2>您访问的页面不存在</h2>"), "not there"),
        (Answer(b"", 200), "empty page"),
        (Answer(b"", 200, {"Content-Type": "application/json"}), "nothing at all"),
        (Answer(b"%PDF-1.4 %", 200, {"Content-Type": "application/pdf"}), "application/pdf"),
        (Answer(b"\x89PNG\r\n", 200, {"Content-Type": "image/png"}), "image/png"),
        (_page("<p>本单位成立于1998年，欢迎来电咨询。</p><a href='/'>首页</a>"), "address of a list page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_without_a_list_says_what_it_is(site: FaultSite, answer: Answer, said: str) -> None:
    assert said in _notes(site, answer)


@pytest.mark.parametrize(
    ("status", "said"), [(403, "ask its owner"), (404, "no such page"), (405, "POST"), (500, "try again later")]
)
def test_a_status_is_told_with_what_it_means(site: FaultSite, status: int, said: str) -> None:
    site.routes["/list"] = Answer(b"<html>no</html>", status)
    with pytest.raises(FetchError, match=said):
        probe(site.url("/list"), Settings(allow_hosts=(site.netloc,)))


@pytest.mark.parametrize(
    ("url", "said"), [("http://127.0.0.1:9/", "connection"), ("http://nobody.invalid/", "dns")], ids=("down", "no name")
)
def test_a_host_that_is_not_there_is_told(url: str, said: str) -> None:
    with pytest.raises(FetchError, match=f"\\({said}: "):
        probe(url, Settings(allow_hosts=("127.0.0.1:9", "nobody.invalid")))


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    with secure_site(tmp_path) as netloc, pytest.raises(FetchError, match=r"(?i)certificate"):
        probe(f"https://{netloc}/", Settings(allow_hosts=(netloc,)))


def test_a_site_that_moved_is_described_where_it_is(site: FaultSite) -> None:
    with fault_site() as other:
        fill(other, range(8))
        site.routes["/"] = Answer(b"", 302, {"Location": other.url("/list")})
        found = probe(site.url("/"), Settings(allow_hosts=(site.netloc, other.netloc)))
    assert found.source is not None
    assert found.source.start == (other.url("/list"),)
    assert any("another host" in note for note in found.findings.notes)


def test_a_list_in_an_undeclared_encoding_is_read(site: FaultSite) -> None:
    fill(site, range(8))
    page = listing(range(8)).replace("<meta charset='utf-8'>", "")
    site.routes["/list"] = Answer(page.encode("gb18030"), 200, {"Content-Type": "text/html"})
    found = probe(site.url("/list"), Settings(allow_hosts=(site.netloc,)))
    assert found.source is not None
    assert found.source.start == (site.url("/list"),)


def test_a_challenge_is_told_whatever_its_status(site: FaultSite) -> None:
    site.routes["/list"] = Answer(b"<html><head><title>Just a moment...</title></head><body></body></html>", 503)
    with pytest.raises(FetchError, match="challenge"):
        probe(site.url("/list"), Settings(allow_hosts=(site.netloc,)))


def test_a_list_of_files_is_told(site: FaultSite) -> None:
    rows = "".join(f"<li><a href='/up/{n}.pdf'>关于第{n}号事项的通知</a></li>" for n in range(5))
    site.page("/list", f"<html><head><title>下载</title></head><body><ul>{rows}</ul></body></html>")
    for n in range(5):
        site.routes[f"/up/{n}.pdf"] = Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"})
    found = probe(site.url("/list"), Settings(allow_hosts=(site.netloc,)))
    assert found.source is None
    assert any("leads to files" in note for note in found.findings.notes)
