"""Addresses of adverts on the web, one for every way in which the same advert is linked to."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"^(?:utm_.*|from.*|ref|referer|spm|scm|src|source|channel|track.*|sid|session.*|lid|securityid|ka|ts|[a-z]*time(?:stamp)?"
    r"|_.*|d_.*|.*actionid|.*traceid|requestid|cka.*|pgref|psid|entinfo|imscid|sitag|adtype|.*clid|bd_vid|share.*|show|scene|wx.*|isappinstalled|nsukey"
    r"|page|pagenum|pageno|pagesize|curpage|pn|keywords?|kw|rank|order|sort|[strv])$"
)
_ADVERT = re.compile("[0-9]{4,}|id=[0-9a-z]+")
_OWN = re.compile(r"^(?=(?:[^0-9]*[0-9]){8})[0-9a-z_-]{9,}$")
"""A last part of a path with eight figures or more: the advert's number, which one site gives but once."""
_NUMBER = re.compile("^(?:[a-z_]*id|no|num|key|code|post)$")
_HOST = re.compile(r"^(?:www|m|wap|mobile|3g|h5)\.")
_SITE = re.compile(r"[^.]+\.(?:(?:com|net|org|gov|edu|ac)\.)?[a-z]{2,}$")
_PAGE = re.compile(r"\.(?:s?html?|aspx?|php|jsp|do)$|/index(?:\.s?html?)?$")


@lru_cache(maxsize=4096)
def address(url: str) -> str:
    """The address without protocol, mobile host, tracking parameters and fragment; none for what is no address.

    Where a site's own number of the advert ends the path, that and the site are all: m.jobs.example/bj/1234567890.html
    is bj.jobs.example/1234567890.shtml.
    """
    try:
        parts = urlsplit(url.strip())
        query = parse_qsl(parts.query)
    except ValueError:
        return ""
    host = _HOST.sub("", (parts.hostname or "").lower())
    path = _PAGE.sub("", re.sub(r"/+", "/", parts.path).rstrip("/"))
    site, last = _SITE.search(host), path.rpartition("/")[2].lower()
    telling = sorted((name, value) for name, value in query if not _TRACKING.match(name.lower()))
    if site and _OWN.match(last) and not any(_NUMBER.match(name.lower()) for name, _ in telling):
        return f"{site[0]} {last}"
    return f"{host}{path}?{urlencode(telling)}" if host and (path or telling) else ""


def names_an_advert(address: str) -> bool:
    """Whether an address is that of one advert, not of a list of them."""
    return _ADVERT.search(address) is not None
