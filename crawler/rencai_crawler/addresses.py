"""Web addresses: the key that makes twins of one page equal, and the source's own id in an address."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from rencai_crawler.source import Source
from rencai_crawler.source_values import site_name

_MIRROR = re.compile(r"^/gate/big5/(?P<host>[^/]+)(?P<path>/.*)?$")
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_SESSION_PART = re.compile(r"/\(S\([a-z0-9]{16,}\)\)(?=/)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"^(?:utm_\w+|from|spm|share\w*|phpsessid|jsessionid|aspsessionid\w*|session_?id|sid|sessid|_t|timestamp|rnd|random)$",
    re.IGNORECASE,
)
_MAY_BE_AN_ID = re.compile(r"^(?:from|share\w*|session_?id|sid|sessid)$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,12}")


def plain(url: str) -> str:
    """The address without what does not change the page: mirror, session, tracking, fragment, order of parameters.

    `http://a.gov.cn/gate/big5/b.gov.cn/x.html?from=app#top` is `http://b.gov.cn/x.html`.
    """
    parts = urlsplit(url.strip())
    host, path = parts.netloc.lower(), parts.path or "/"
    if mirror := _MIRROR.match(path):
        host, path = mirror["host"].lower(), mirror["path"] or "/"
    path = _SESSION_PART.sub("", _SESSION_PATH.sub("", path))
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _only_tracks(*pair)]
    return urlunsplit((parts.scheme.lower(), host, path, urlencode(sorted(pairs)), ""))


def _only_tracks(name: str, value: str) -> bool:
    """Whether a parameter does not change the page: sessions have long mixed ids, and `sid=123` is a record."""
    return bool(_TRACKING.match(name)) and not (_MAY_BE_AN_ID.match(name) and _NUMBER.fullmatch(value))


def local(url: str) -> str:
    """Path and query of an address in one form, for an id where the source declares none."""
    parts = urlsplit(plain(url))
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/") or "/"
    return f"{path}?{parts.query}" if parts.query else path


def url_key(url: str) -> str:
    """Key of a page: equal for http and https, with and without `www.`, `/index.html` and a closing slash."""
    host = site_name(urlsplit(plain(url)).netloc)
    return sha256(f"{host}{local(url)}".encode()).hexdigest()


def id_in(url: str, source: Source) -> str:
    """The source's own id in the address of a detail page."""
    found = re.search(source.source_id, url) if source.source_id else None
    text = next((group for group in found.groups() if group), "") if found else ""
    # The store keeps 512 characters; a longer address is told apart by its end's digest.
    text = text or local(url)
    return text if len(text) <= 400 else f"{text[:300]}~{sha256(text.encode()).hexdigest()[:32]}"
