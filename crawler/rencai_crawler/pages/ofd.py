"""OFD, the office document format that Chinese authorities publish in: a zip of XML pages of placed text. Text only."""

import io
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

_MOST_PAGES = 300
_SAME_LINE = 0.5
"""Part of a line's height by which the parts of one line may stand apart."""
_GAP = 1.0
"""Width in heights of the empty space that is a blank."""

_Part = tuple[float, float, float, float, str]
"""Left, top, width, height, text."""


def ofd_text(body: bytes) -> str:
    """The text of all pages, line by line as they are read."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        pages = list(_pages(archive))[:_MOST_PAGES]
        return "\n\n".join(filter(None, ("\n".join(_lines(_parts(_xml(archive, page)))) for page in pages)))


def _pages(archive: zipfile.ZipFile) -> Iterator[str]:
    """Names of the pages' files, in the order of the documents."""
    for root in _texts(_xml(archive, "OFD.xml"), "DocRoot"):
        document = normpath(root.lstrip("/"))
        for page in _each(_xml(archive, document), "Page"):
            if where := page.get("BaseLoc", ""):
                yield normpath(where.lstrip("/") if where.startswith("/") else join(dirname(document), where))


def _parts(page: etree._Element) -> list[_Part]:
    return [part for text in _each(page, "TextObject") if (part := _part(text)) is not None]


def _part(text: etree._Element) -> _Part | None:
    """One placed piece of text; `Boundary` says where it stands."""
    said = "".join(_texts(text, "TextCode"))
    box = [float(number) for number in text.get("Boundary", "").split()]
    return (box[0], box[1], box[2], box[3], said) if len(box) == 4 and said.strip() else None


def _lines(parts: list[_Part]) -> Iterator[str]:
    line: list[_Part] = []
    for part in sorted(parts, key=lambda one: (one[1], one[0])):
        if line and part[1] - line[0][1] > _SAME_LINE * max(line[0][3], part[3]):
            yield _joined(line)
            line = []
        line.append(part)
    if line:
        yield _joined(line)


def _joined(line: list[_Part]) -> str:
    text, end = "", None
    for left, _, width, height, said in sorted(line):
        text += ("\t" if end is not None and left - end > _GAP * height else "") + said
        end = left + width
    return text


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _each(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of a name in whatever namespace, of which two are in use."""
    return element.iter("{*}" + name)


def _texts(element: etree._Element, name: str) -> Iterator[str]:
    return (each.text or "" for each in _each(element, name))
