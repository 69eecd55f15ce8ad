"""Nothing that a stranger wrote runs in a reader's browser."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

import support_site
from rencai_site.render import STATIC, asset

PAGES = [
    "/",
    "/search",
    "/jobs",
    f"/jobs/{support_site.HOSTILE}",
    f"/policies/{support_site.POLICY}",
    "/admin/login",
    "/nix",
    "/api/v1/jobs",
    "/static/tokens.css",
]


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_script_or_style(client: TestClient, path: str) -> None:
    tags = Tags()
    tags.feed(client.get(path).text)
    for tag, attributes in tags.found:
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert tag != "script" or attributes.get("src") or attributes.get("type") == "application/ld+json"


@pytest.mark.parametrize(
    "path",
    [
        f"/jobs/{support_site.HOSTILE}",
        "/jobs?q=钳工",
        "/jobs/feed.atom?q=钳工",
        "/search?q=" + "<script>alert(1)</script>",
        "/jobs?occupation=<script>alert(1)</script>",
        "/jobs?<script>alert(1)</script>=1",
        '/jobs?q="><script>alert(1)</script>',
        "/policies?q=通知",
        "/jobs?why=<script>alert(1)</script>&q=钳工",
    ],
)
def test_markup_in_content_and_in_addresses_is_shown_as_text(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "<b onmouseover" not in page
    assert 'href="javascript:' not in page


def test_markup_of_a_notice_is_sanitised(client: TestClient) -> None:
    from rencai.records.canonical import record_id

    page = client.get(f"/policies/{record_id('policies', 'hostile')}").text
    assert "粗" in page
    for forbidden in ("<script>alert", "onclick", "onmouseover", "<iframe"):
        assert forbidden not in page


def test_structured_data_cannot_end_its_block(client: TestClient) -> None:
    page = client.get(f"/jobs/{support_site.HOSTILE}").text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block
    assert "<" not in block[1]
    assert "\\u003c" in block[1]


def test_static_files_are_kept_for_ever_by_their_content(client: TestClient) -> None:
    for file in STATIC.iterdir():
        answer = client.get(asset(file.name))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:https?:)?//[a-z]", text), file.name


def test_a_body_beyond_the_limit_is_refused(client: TestClient) -> None:
    assert client.post("/admin/login", content=b"x" * 5_000_000).status_code == 413


def test_behind_tls_the_browser_is_told_to_stay_there() -> None:
    from starlette.applications import Starlette

    from rencai_site.security import SecurityHeaders

    app = SecurityHeaders(Starlette(), https_only=True)
    assert "max-age" in TestClient(app).get("/").headers["strict-transport-security"]
