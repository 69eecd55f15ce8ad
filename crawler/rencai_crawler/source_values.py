"""What single values of a source file must be. Each function gives its text back or says why it cannot be used."""

import json
import re
from contextlib import suppress
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from rencai.records.columns import raw_columns
from rencai.records.kinds import kind_named

SPANS = "write 2 days, or PT12H for twelve hours"


def pattern(text: str) -> str:
    """A regular expression."""
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


def pattern_of_id(text: str) -> str:
    """A regular expression with a group."""
    if text and not re.compile(pattern(text)).groups:
        raise ValueError("needs a group that holds the id")
    return text


def web_address(text: str) -> str:
    """An address that can be fetched."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("not an http or https address")
    if "@" in parts.netloc:
        raise ValueError("an address must hold no name and password: it is shown with every record")
    return text


def template(text: str) -> str:
    """An address with places to fill in, `https://example.org/job/{id}`."""
    return web_address(text) if text else text


def sendable(body: dict[str, Any] | None) -> dict[str, Any] | None:
    """What can be written as JSON, as which it comes back."""
    try:
        return None if body is None else dict(json.loads(json.dumps(body, allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise ValueError(f"cannot be sent ({error}); a day stands in quotes") from error


def host(text: str) -> str:
    """`host` or `host:port`, nothing around it."""
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.netloc != text or "@" in text or parts.port == 0:
        raise ValueError("not a host, nor host:port")
    return text


def site_name(netloc: str) -> str:
    """`host[:port]` in the one form in which two can be compared.

    Without `www.` and a port that is usual, as redirects and links write them now and then, and names of other scripts
    as they are asked for: `http://www.例子.cn:80` is at `xn--fsqu00a.cn`.
    """
    host, colon, port = netloc.lower().rpartition(":")
    if not colon or not port.isdecimal():
        host, port = netloc.lower(), ""
    host = host.rstrip(".").removeprefix("www.")
    with suppress(UnicodeError):
        host = host if host.isascii() else host.encode("idna").decode()
    return f"{host}:{port}" if port not in ("", "80", "443") else host


def selector(text: str) -> str:
    """A CSS selector as Scrapy understands it."""
    from cssselect import SelectorError
    from parsel.csstranslator import HTMLTranslator

    try:
        if text:
            HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {error}") from error
    return text


def xpath(text: str) -> str:
    """An XPath expression."""
    from parsel import Selector

    if text:
        # Its ValueError says what is wrong.
        Selector("<p/>").xpath(text)
    return text


def encoding(text: str) -> str:
    """The name of a character encoding."""
    try:
        if text:
            "".encode(text)
    except LookupError as error:
        raise ValueError(f"{error}; such as gb18030 or utf-8") from error
    return text


def span(value: object) -> object:
    """A length of time with its unit: 48 may be hours to who writes it, and would be seconds."""
    if isinstance(value, int | float):
        raise ValueError(f"a number without its unit; {SPANS}")  # noqa: TRY004  # pydantic explains ValueErrors
    return value


def cron(text: str) -> str:
    """A line of five fields: minute, hour, day, month, weekday."""
    from apscheduler.triggers.cron import CronTrigger

    try:
        CronTrigger.from_crontab(text)
    except ValueError as error:
        raise ValueError(f"not a cron line of five fields (minute hour day month weekday): {error}") from error
    return text


@lru_cache
def raw_fields(kinds: tuple[str, ...]) -> frozenset[str]:
    """The raw fields that records of these kinds may have."""
    return frozenset(column.name for kind in kinds for column in raw_columns(kind_named(kind)))
