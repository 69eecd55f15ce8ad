"""Real saved pages, served byte for byte, and an index page of ours that links them."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from rencai_sample.content_files import CONTENT
from rencai_sample.page import Page, Pages, render, robots

_BARE = "text/html"
"""No charset: the pages declare their own, rightly or wrongly."""


def build(origin: str) -> Pages:
    """Every saved page under the path it was kept by."""
    del origin
    pages = {path: Page(body, _BARE) for path, body in _files(CONTENT / "saved", "")}
    return {
        "/robots.txt": robots("Allow: /"),
        "/": Page(render("saved/home.html", paths=sorted(pages)).encode()),
        **pages,
    }


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(".html"):
            yield f"{path}/{entry.name}", entry.read_bytes()
