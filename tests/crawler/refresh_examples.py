"""Take the example pages of the sample network's sources anew, and write what is read of every example now.

    python tests/crawler/refresh_examples.py                  # all that there are
    python tests/crawler/refresh_examples.py SOURCE URL…      # further ones of a source, fetched once

Look at the difference before committing it: what is wrong here is what the tests will demand.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from rencai import clock
from rencai_crawler.pages import Page
from rencai_sample.network import SITES
from support_examples import EXAMPLES, examples, source_file

TAKEN = {
    "sample-government": (
        "http://127.0.0.1:18470/zcwj/200704/t20070429_2007014.html",
        r"/dfxfg/202109/t20210924_\d+\.html$",
        r"/flfg/201806/t20180629_\d+\.html$",
    ),
    "sample-board": (r"/job/10001$", r"/job/10036$", r"/job/10112$", r"/course/2004$"),
    "sample-recruitment": (r"_88001\.html$", r"_88002\.html$"),
    "sample-listings": (r"/zhaopin/10003\.html$", r"/zhaopin/10014\.html$", r"/zhaopin/10013\.html$"),
    "sample-training": (r"detail\?id=2002$", r"detail\?id=2032$"),
    "sample-mooc": (r"/mooc\.csv$",),
    "sample-gigs": (r"/gigs\.xml$",),
    "sample-careers": (r"/careers/[^/]*\.html$",),
    "sample-saved": (r"/news/[^/]*\.html$", r"/2018/index\.html$"),
}
"""Source → patterns of addresses; of several that match, the first is taken."""
SEEN = "2026-11-23T08:00:00+08:00"
KEPT = (".csv", ".json", ".xlsx", ".xml")
"""Endings of files that are no web pages."""
LINES = 41
"""Of the course rows, the heading and so many less one."""


def take() -> None:
    """Save the pages as the sample network serves them."""
    pages = {site.origin + path: page for site in SITES for path, page in site.pages().items()}
    for source, patterns in TAKEN.items():
        port = _port(source)
        for place, pattern in enumerate(patterns, start=1):
            url = next(url for url in pages if f":{port}/" in url and re.search(pattern, url))
            folder = EXAMPLES / source / str(place)
            folder.mkdir(parents=True, exist_ok=True)
            body = pages[url].body
            suffix = Path(url).suffix if Path(url).suffix in (".csv", ".xml") else ".html"
            if suffix == ".csv":
                body = b"\n".join(body.splitlines()[:LINES]) + b"\n"
            (folder / f"input{suffix}").write_bytes(body)
            _write(folder / "meta.json", {"url": url, "content_type": pages[url].type, "seen": SEEN})


def _port(source: str) -> int:
    found = re.search(r"127\.0\.0\.1:(\d+)", source_file(source).read_text("utf-8"))
    assert found is not None
    return int(found[1])


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def add(source: str, urls: Sequence[str]) -> None:
    """Fetch pages of a source as a crawl would, as its next examples."""
    from rencai.settings import settings
    from rencai_crawler.catalogue import source_named
    from rencai_crawler.errand import Fetch, run_errand

    async def pages(fetch: Fetch) -> list[Page]:
        return [await fetch(url) for url in urls]

    source_named(source, settings())
    folder = EXAMPLES / source
    for place, page in enumerate(run_errand(pages, settings(), delay=2), start=len(list(folder.glob("*"))) + 1):
        suffix = Path(urlsplit(page.url).path).suffix
        (folder / str(place)).mkdir(parents=True)
        (folder / str(place) / f"input{suffix if suffix in KEPT else '.html'}").write_bytes(page.body)
        seen = page.seen.astimezone(clock.BEIJING).isoformat(timespec="seconds")
        told = {"url": page.url, "content_type": page.headers.get("content-type", ""), "seen": seen}
        _write(folder / str(place) / "meta.json", told)


def refresh(source: str = "*") -> None:
    """Write what is read of examples now."""
    for example in examples(source):
        _write(example.folder / "output.json", example.read())
        sys.stdout.write(f"{example.folder.relative_to(EXAMPLES)}: {len(example.expected)} records\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        add(sys.argv[1], sys.argv[2:])
        refresh(sys.argv[1])
    else:
        take()
        refresh()
