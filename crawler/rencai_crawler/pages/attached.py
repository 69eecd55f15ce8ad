"""Files that belong to a notice: linked, behind a button, or framed."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.page import Link, Page
from rencai_crawler.pages.tree import Element

EXTENSIONS = (
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z", "csv", "rtf", "txt",
)  # fmt: skip
_FILE = re.compile(rf"\.(?:{'|'.join(EXTENSIONS)})(?:$|[?#&])", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"(?:download|fileDown|attach|annex|/fj/|getFile|showAttach|uploadfile|virtual_attach)", re.IGNORECASE
)
_IN_SCRIPT = re.compile(rf"""["']([^"']+\.(?:{"|".join(EXTENSIONS)})(?:\?[^"']*)?)["']""", re.IGNORECASE)
_SAYS_FILE = re.compile(rf"附\s*件|附\s*表|\.(?:{'|'.join(EXTENSIONS)})\b", re.IGNORECASE)
_HINT = re.compile(rf"\.(?:{'|'.join(EXTENSIONS)})\b|{_DOWNLOAD.pattern.lower()}")
"""What every address of a file has in lower case; nearly all links of a page fail this one test."""
_HOLDERS = ("a", "iframe", "embed", "object", "button")
_SCRIPTED = ("onclick", "data-url", "data-href", "data-file")
_VIEWER = ("file", "url", "src", "filepath", "fileurl")


def attached(page: Page) -> tuple[Link, ...]:
    """The files a page links to, in its text and around it, each address once, by the name a reader sees."""
    found: dict[str, str] = {}
    if not _HINT.search("\n".join([value for each in page.tree.iter(*_HOLDERS) for value in each.values()]).lower()):
        return ()
    for element in page.tree.iter(*_HOLDERS):
        if not _HINT.search("\n".join(element.values()).lower()):
            continue
        for href in _addresses(element):
            url = page.absolute(href)
            if url and url not in found:
                found[url] = _name(element, url)
    return tuple(Link(url, name) for url, name in found.items())


def _addresses(element: Element) -> list[str]:
    href = (element.get("href") or element.get("src") or element.get("data") or "").strip()
    found = [href] if _is_file(href, element) else []
    found += [value for value in _viewed(href) if value not in found]
    for script in filter(None, map(element.get, _SCRIPTED)):
        found += _IN_SCRIPT.findall(script) or ([script] if _FILE.search(script) and "(" not in script else [])
    if href.lower().startswith("javascript:"):
        found += _IN_SCRIPT.findall(href)
    return found


def _is_file(href: str, element: Element) -> bool:
    if not href or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "#")) or _viewed(href):
        return False
    if _FILE.search(href):
        return True
    return element.tag == "a" and bool(_DOWNLOAD.search(href)) and bool(_SAYS_FILE.search(text_in(element) or ""))


def _viewed(href: str) -> list[str]:
    """The file that a viewer shows: `viewer.html?file=…`."""
    if "=" not in href or href.lower().startswith("javascript:"):
        return []
    query = dict(parse_qsl(urlsplit(href).query))
    return [value for name, value in query.items() if name.lower() in _VIEWER and _FILE.search(value)]


def _name(element: Element, url: str) -> str:
    shown = text_in(element) or (element.get("title") or "").strip()
    return shown or unquote(urlsplit(url).path.rsplit("/", 1)[-1])
