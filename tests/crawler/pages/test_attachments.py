"""Attachments in OFD, and those that give nothing: each is counted under a reason."""

import io
import zipfile

from fault_site import Answer, FaultSite
from rencai_crawler.pages import Page
from rencai_crawler.pages.attachments import read_file
from support_crawl import Run, fill, notice, path, source_of

OFD = "http://www.ofdspec.org/2016"
LINES = (("30 20 100 6", "北京市示例局关于公开招聘的公告"), ("20 40 60 4", "岗位名称"), ("95 40.3 40 4", "焊工"))


def root(name: str, content: str) -> str:
    return f'<o:{name} xmlns:o="{OFD}">{content}</o:{name}>'


def ofd(*lines: tuple[str, str], more: str = "") -> bytes:
    """A document of one page with text in places: left, top, width, height."""
    texts = "".join(
        f'<o:TextObject ID="{number}" Boundary="{box}"><o:TextCode X="0" Y="3">{text}</o:TextCode></o:TextObject>'
        for number, (box, text) in enumerate(lines)
    )
    page = '<o:Pages><o:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></o:Pages>'
    files = {
        "OFD.xml": root("OFD", "<o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody>"),
        "Doc_0/Document.xml": root("Document", page),
        "Doc_0/Pages/Page_0/Content.xml": more + root("Page", f"<o:Content><o:Layer>{texts}</o:Layer></o:Content>"),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


def test_an_ofd_is_read_in_the_order_of_its_lines() -> None:
    file = read_file(Page("https://a.example/1.ofd", ofd(*LINES[::-1])))
    assert (file.text, file.reason) == ("北京市示例局关于公开招聘的公告\n岗位名称\t焊工", "")


def test_a_scanned_ofd_needs_ocr() -> None:
    assert read_file(Page("https://a.example/1.ofd", ofd())).reason == "needs_ocr"


def test_an_ofd_expands_no_entities() -> None:
    body = ofd(("1 1 9 4", "&file;"), more='<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>')
    assert "root:" not in read_file(Page("https://a.example/1.ofd", body)).text


def test_a_torn_ofd_is_broken() -> None:
    file = read_file(Page("https://a.example/1.ofd", ofd(*LINES).replace(b"Doc_0/Document.xml", b"Doc_9/Document.xml")))
    assert file.reason.startswith("broken")


def test_attachments_that_give_nothing_are_counted_under_their_reasons(run: Run, site: FaultSite) -> None:
    fill(site, range(1))
    links = "".join(f'<p><a href="/f/{name}">附件 {name}</a></p>' for name in ("a.ofd", "b.doc", "c.pdf", "d.xlsx"))
    site.page(path(0), notice(0).replace("</div>", links + "</div>"))
    site.routes["/f/a.ofd"] = Answer(ofd(*LINES), headers={"Content-Type": "application/ofd"})
    site.routes["/f/b.doc"] = Answer(b"\xd0\xcf\x11\xe0" + b"\0" * 600, headers={"Content-Type": "application/msword"})
    site.routes["/f/d.xlsx"] = Answer(b"PK\x03\x04xl/", headers={"Content-Type": "application/zip"})
    counts = run(source_of(site))
    assert counts["added"] == 1
    assert counts["attachments_unread"] == {"not_had": 1, "unknown_format": 2}
