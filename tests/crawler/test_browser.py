"""Pages that exist only in a browser: read like others, and held by the same guards."""

from pathlib import Path

import pytest

from fault_site import FaultSite, fault_site
from support_crawl import BODY, Run, source_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

LIMITS = {"delay": 0, "concurrency": 2, "timeout": 30}
"""A browser may take long to start where other tests run."""

LIST = """<html><body><ul id="list"></ul><script>
fetch('/data.json').then(answer => answer.json()).then(rows => rows.forEach(row => {
  const item = document.createElement('li');
  item.innerHTML = `<a href="/n/t1_${row}.html">关于第${row}号事项的通知</a>`;
  document.getElementById('list').append(item);
}));</script></body></html>"""
DETAIL = """<html><head><meta name="SiteName" content="示例网站"></head><body><div id="zoom"></div><script>
const number = location.pathname.match(/_(\\d+)/)[1];
document.head.insertAdjacentHTML('beforeend', `<meta name="ArticleTitle" content="关于第${number}号事项的通知">`);
document.getElementById('zoom').innerHTML = '<p>%s</p><p>特此通知。</p>';
</script></body></html>"""


@pytest.fixture(autouse=True)
def _scripted(site: FaultSite, chromium_path: Path) -> None:
    assert chromium_path.exists()
    site.page("/list", LIST)
    site.page("/data.json", "[1, 2, 3]", **{"Content-Type": "application/json"})
    for number in (1, 2, 3):
        site.page(f"/n/t1_{number}.html", DETAIL % BODY)


def test_scripted_pages_are_read_in_a_browser_and_only_there(run: Run, site: FaultSite) -> None:
    assert run(source_of(site))["health"] == "empty"
    counts = run(source_of(site, id="scripted", render="browser", politeness=LIMITS))
    assert (counts["added"], counts["listed"], counts["health"]) == (3, 3, "healthy")


def test_scripts_reach_nothing_private(run: Run, site: FaultSite) -> None:
    with fault_site() as inside:
        inside.page("/secret", "secret", **{"Access-Control-Allow-Origin": "*"})
        spy = f"fetch('{inside.url('/secret')}').catch(() => 0), fetch('/data.json')"
        spying = LIST.replace("fetch('/data.json')", spy)
        site.page("/list", spying)
        counts = run(source_of(site, render="browser", wait_for="#list li, #zoom p", politeness=LIMITS))
        assert inside.asked == []
    assert counts["added"] == 3


def test_pages_lead_the_browser_nowhere_else(run: Run, site: FaultSite) -> None:
    with fault_site() as other:
        other.page("/", "elsewhere")
        site.page("/n/t1_1.html", f"<html><script>location = '{other.url('/')}'</script><body></body></html>")
        counts = run(source_of(site, render="browser", politeness=LIMITS))
        assert other.asked == []
    assert counts["added"] == 2


def test_a_page_that_never_comes_is_a_timeout(run: Run, site: FaultSite) -> None:
    from fault_site import Answer

    site.routes["/n/t1_1.html"] = Answer(b"<html>" + b" " * 600, drip=0.05)
    limits = {"delay": 0, "concurrency": 3, "timeout": 4}
    counts = run(source_of(site, render="browser", politeness=limits), overrides={"RETRY_TIMES": 0})
    assert counts["reasons"]["failed"] == {"timeout": 1}
    assert counts["added"] == 2
