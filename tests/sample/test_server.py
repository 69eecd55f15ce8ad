"""The server's answers, over a real socket."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from rencai.errors import PortTaken
from rencai_sample import demo
from rencai_sample.network import SITES
from rencai_sample.page import FIRST_PORT, HOST, Site
from rencai_sample.server import listeners

SITE = {site.name: site for site in SITES}


def ask(name: str, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(HOST, SITE[name].port, timeout=10)
    connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    """A server of our own; it shares its ports with a demo that may be running."""
    process = subprocess.Popen([sys.executable, "-m", "rencai", "sample"], env=dict(os.environ))
    try:
        for _ in range(200):
            try:
                ask("saved", "/")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        assert process.wait(10) is not None


@pytest.mark.parametrize("name", SITE)
def test_each_site_has_its_own_robots_and_home(name: str) -> None:
    assert ask(name, "/robots.txt")[1].startswith(b"User-agent: *")
    assert ask(name, "/")[0].status == 200
    assert ask(name, "/no-such-page")[0].status == 404


def test_an_unchanged_page_is_not_sent_again() -> None:
    first, body = ask("board", "/sitemap-jobs.xml")
    assert body
    for again in (
        ask("board", "/sitemap-jobs.xml", If_None_Match=first.headers["etag"]),
        ask("board", "/sitemap-jobs.xml", If_Modified_Since=first.headers["last-modified"]),
    ):
        assert again[0].status == 304
        assert again[1] == b""
    assert ask("board", "/sitemap-jobs.xml", If_None_Match='"other"')[0].status == 200


def test_head_has_headers_and_no_body() -> None:
    answer, body = ask("government", "/zcwj/", method="HEAD")
    assert answer.status == 200
    assert body == b""


def test_encodings_are_declared_as_each_site_does() -> None:
    assert ask("board", "/")[0].headers["content-type"] == "text/html; charset=utf-8"
    types = {ask("listings", path)[0].headers["content-type"] for path in SITE["listings"].pages() if "zhaopin" in path}
    assert types == {"text/html", "text/html; charset=gb2312"}


def test_the_query_is_part_of_the_address() -> None:
    one, two = (ask("training", f"/course/list?page={page}")[1] for page in (1, 2))
    assert one != two


def test_a_port_that_another_program_holds_is_named() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} "):
            listeners([Site("saved", port - FIRST_PORT)])


def test_two_networks_of_one_user_share_their_ports() -> None:
    site = Site("saved", 40)
    first = listeners([site])
    second = listeners([site])
    for one in (*first, *second):
        one.close()


def test_a_network_of_another_edition_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    demo._need_same_edition(SITE["saved"].origin)
    monkeypatch.setattr(demo, "edition", lambda: "another")
    with pytest.raises(PortTaken, match="another edition"):
        demo._need_same_edition(SITE["saved"].origin)
