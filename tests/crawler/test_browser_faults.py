"""What goes wrong in a browser: pages that lead away, never rest, or end it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from fault_site import Answer, FaultSite, Request, fault_site
from rencai.settings import Settings
from rencai_crawler.crawl import Crawl
from support_crawl import Run, fill, listing, notice, path, source_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
LIMITS = {"delay": 0, "concurrency": 2, "timeout": 6}


@pytest.fixture(autouse=True)
def _few(site: FaultSite, chromium_path: Path) -> None:
    assert chromium_path.exists()
    fill(site, range(4))


def test_a_page_that_is_led_to_another_host_by_its_server_is_not_read(
    site: FaultSite, engine: object, tmp_path: Path
) -> None:
    with fault_site() as other:
        other.page(path(1), notice(1, "别处的内容。" * 20))
        site.routes[path(1)] = Answer(status=302, headers={"Location": other.url(path(1))})
        settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc, other.netloc))
        source = source_of(site, render="browser", politeness=LIMITS)
        counts = Crawl(engine, settings, overrides={"RETRY_TIMES": 0}).run([source])[source.id]
    assert (counts["added"], counts["reasons"]["skipped"]) == (3, {"offsite": 1})


def test_a_browser_that_dies_is_started_again(run: Run, site: FaultSite) -> None:
    def kill(request: Request) -> Answer:
        if request.times > 1:
            return Answer(notice(1).encode())
        mine = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, check=True)
        drivers = [line.split()[0] for line in mine.stdout.decode().splitlines() if "playwright" in line]
        for driver in drivers:
            found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", driver], capture_output=True, check=True)
            for line in found.stdout.decode().splitlines():
                if "chrom" in line:
                    os.kill(int(line.split()[0]), signal.SIGKILL)
        return Answer(b"late")

    site.routes[path(1)] = kill
    source = source_of(site, render="browser", politeness=LIMITS | {"concurrency": 1})
    counts = run(source, overrides={"RETRY_TIMES": 2})
    assert counts["added"] == 4


def test_a_page_that_never_rests_is_its_own_fault(run: Run, site: FaultSite) -> None:
    site.page(path(1), "<html><body><p>1</p><script>while (true) {}</script></body></html>")
    site.page(path(2), notice(2).replace("</body>", "<script>alert(1); confirm(2); window.open('/x')</script></body>"))
    source = source_of(site, render="browser", politeness=LIMITS)
    counts = run(source, overrides={"RETRY_TIMES": 0})
    assert (counts["added"], counts["reasons"]["failed"]) == (3, {"timeout": 1})


def test_websockets_reach_nothing_private(run: Run, site: FaultSite) -> None:
    with fault_site() as inside:
        spy = f"new WebSocket('ws://{inside.netloc}/ws'); new EventSource('{inside.url('/es')}');"
        spy += f"navigator.sendBeacon('{inside.url('/b')}'); document.body.append(Object.assign("
        spy += f"document.createElement('iframe'), {{src: '{inside.url('/frame')}'}}));"
        site.page("/list", listing(range(4)).replace("</body>", f"<script>{spy}</script></body>"))
        counts = run(source_of(site, render="browser", politeness=LIMITS))
        assert inside.asked == []
    assert counts["added"] == 4
