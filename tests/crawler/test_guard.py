"""Nothing private is fetched unless the settings name it: not by address, name, redirect, or a changed DNS answer."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite, fault_site
from rencai.errors import FetchError, FetchForbidden
from rencai.settings import Settings
from rencai_crawler.crawl import Crawl
from rencai_crawler.errand import run_errand
from rencai_crawler.guard import Guard, is_public
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, path, source_of

PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",  # noqa: S104  # an address to refuse, not to bind to
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "http:///x",
        "http://10.0.0.1:99999/",
    ],
)
def test_written_addresses_are_checked(url: str) -> None:
    with pytest.raises(FetchForbidden):
        Guard().check_url(url)


def test_what_the_settings_name_may_be_fetched_and_nothing_beside_it() -> None:
    guard = Guard.of(["127.0.0.1:8001", "intranet.example"])
    guard.check_url("http://127.0.0.1:8001/x")
    guard.check("intranet.example", 80, "10.0.0.1")
    guard.check("intranet.example", 8443, "10.0.0.1")
    for host, port in (("127.0.0.1", 8002), ("other.example", 80)):
        with pytest.raises(FetchForbidden, match="RENCAI_ALLOW_HOSTS"):
            guard.check(host, port, "127.0.0.1")


# Spellings that only the system's resolver understands.
@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1"])
def test_names_of_this_machine_are_refused(host: str) -> None:
    with pytest.raises((FetchForbidden, socket.gaierror)):
        asyncio.run(Guard().addresses(host, 80))


def answer_dns(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Make every look-up of a name give the next of these addresses; numbers stay what they are."""
    asked: list[str] = []
    real = asyncio.BaseEventLoop.getaddrinfo

    async def getaddrinfo(self: Any, host: Any, port: Any, **options: Any) -> Any:
        if not str(host).endswith(".example"):
            return await real(self, host, port, **options)
        address = answers[min(len(asked), len(answers) - 1)]
        asked.append(str(host))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_that_leads_inside_is_refused(
    site: FaultSite, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dns(monkeypatch, "127.0.0.1")
    fill(site, [1])
    source = source_of(site, start=[f"http://inside.example:{site.port}/list"])
    counts = Crawl(engine, Settings(data=tmp_path)).run([source])["fault"]
    assert counts["reasons"]["skipped"] == {"private_address": 1}
    assert site.asked == []


def test_a_dns_answer_that_changes_after_the_check_is_refused(
    site: FaultSite, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what the guarded resolver returned is connected to, so each answer meets the check."""
    asked = answer_dns(monkeypatch, "203.0.113.9", "127.0.0.1")
    source = source_of(site, start=[f"http://rebound.example:{site.port}/list"])
    Crawl(engine, Settings(data=tmp_path), overrides={"DOWNLOAD_TIMEOUT": 2, "RETRY_TIMES": 1}).run([source])
    assert asked
    assert site.asked == []


def test_redirects_inside_are_refused(run: Run, site: FaultSite, source: Source) -> None:
    with fault_site() as inside:
        inside.page("/secret", "<h1>secret</h1>")
        fill(site, [1, 2])
        site.routes[path(1)] = Answer(status=302, headers={"Location": inside.url("/secret")})
        counts = run(source.model_copy(update={"hosts": (inside.netloc,)}))
        assert inside.asked == []
    assert counts["reasons"]["skipped"] == {"private_address": 1}
    assert counts["added"] == 1


def test_other_hosts_are_left_alone(run: Run, site: FaultSite, source: Source) -> None:
    site.page("/list", listing([1]).replace("/n/", "https://elsewhere.example/n/"))
    counts = run(source)
    assert counts["reasons"]["skipped"] == {"offsite": 1}


def test_links_to_files_of_this_machine_are_no_links(run: Run, site: FaultSite, source: Source) -> None:
    site.page("/list", listing([1]).replace('href="/n/', 'href="file:///n/'))
    counts = run(source)
    assert counts["added"] == 0
    assert counts["pages"] == 0


def test_a_single_page_meets_the_same_guard(site: FaultSite) -> None:
    site.page("/x", "<h1>x</h1>")
    with pytest.raises(FetchError, match="private_address"):
        run_errand(lambda fetch: fetch(site.url("/x")), Settings())
    allowed = Settings(allow_hosts=(site.netloc,))
    assert run_errand(lambda fetch: fetch(site.url("/x")), allowed).body == b"<h1>x</h1>"


def test_a_proxy_of_the_environment_is_not_used(
    run: Run, site: FaultSite, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy resolves names by itself, behind the guard's back."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    fill(site, [1])
    assert run(source)["added"] == 1
