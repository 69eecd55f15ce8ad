"""Templates and the names that every template may rely on."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rencai import clock
from rencai.records.kinds import KINDS
from rencai.records.values import SkillLevel
from rencai_site.show import shown
from rencai_site.site import site_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
SECTIONS = tuple((model.kind.path, model.kind.label) for model in KINDS)


def page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page from a template and its context."""
    return HTMLResponse(rendered(request, template, context), status, headers)


def rendered(request: Request, template: str, context: Mapping[str, Any]) -> str:
    """The text of a template for one request."""
    standing = {
        "request": request,
        "path": request.url.path,
        "public_url": site_of(request).settings.public_url.rstrip("/"),
    }
    return environment().get_template(template).render({**standing, **context})


@lru_cache
def environment() -> Environment:
    """The environment of all templates: everything is escaped, and a name that is not there is an error."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(asset=asset, sections=SECTIONS)
    env.filters.update(
        shown=shown, ladder=ladder, day=day, instant=shown, web_link=web_link, json_block=json_block, quoted=quoted
    )
    return env


@lru_cache
def asset(name: str) -> str:
    """Address of a static file, with a mark of its content so that it can be kept for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


@lru_cache
def ladder(level: SkillLevel) -> Markup:
    """A skill level with its place among the eight rungs."""
    rungs = "".join('<i class="on"></i>' if rung.rank <= level.rank else "<i></i>" for rung in SkillLevel)
    return Markup('<span class="nowrap"><span class="ladder" aria-hidden="true">{}</span>{}</span>').format(
        Markup(rungs),  # noqa: S704  # made of two constants
        level.value,
    )


def day(value: datetime | date | None) -> str:
    """The calendar day in Beijing of an instant, or a day as it is."""
    if isinstance(value, datetime):
        value = clock.day_of(value)
    return value.isoformat() if value else ""


def web_link(url: str) -> str:
    """The address if a page may link to it, else nothing: records come from other people's pages."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def json_block(value: object) -> Markup:
    """JSON for a data block inside a page; no text in it can end the block."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # escaped in the lines above


def quoted(text: str) -> str:
    """Text as one segment of a path."""
    return quote(text, safe="")
