"""What a site of the sample network is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

HOST = "127.0.0.1"
FIRST_PORT = 18470
"""Fixed, below the ephemeral range: the source files name it, and original links stay the same at every start."""
EDITION = "x-sample-network"
"""Response header by which one sample network knows another."""
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """One response."""

    body: bytes
    type: str = HTML
    """Content-Type as the site sends it; some sites say no encoding, as real ones do."""
    day: date = date(2026, 11, 20)
    """Last-Modified, fixed so that a later start finds the page unchanged."""
    status: int = 200

    @cached_property
    def etag(self) -> str:
        """Strong validator of the body."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'

    @property
    def modified(self) -> datetime:
        """Instant of `day`, in UTC."""
        return datetime.combine(self.day, time(), UTC)


Pages = Mapping[str, Page]
"""Path with its query → what is served there."""


@dataclass(frozen=True)
class Site:
    """One website: its own port, so its own robots.txt and limits.

    The module of its name in `rencai_sample.sites` has `build(origin) -> Pages`, imported when it is first asked for.
    """

    name: str
    place: int
    """Its port is so many above the first."""

    @property
    def port(self) -> int:
        return FIRST_PORT + self.place

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def pages(self) -> Pages:
        """The site's pages, made once in a process."""
        return _built(self)


@cache
def _built(site: Site) -> Pages:
    build: Callable[[str], Pages] = import_module(f"rencai_sample.sites.{site.name}").build
    return build(site.origin)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("rencai_sample"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=select_autoescape(("html", "xml")),
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def render(template: str, **values: object) -> str:
    """One template of this package with its values."""
    return _templates().get_template(template).render(**values)


def robots(*lines: str) -> Page:
    """A robots.txt for every agent."""
    return Page("\n".join(("User-agent: *", *lines, "")).encode(), "text/plain; charset=utf-8")
