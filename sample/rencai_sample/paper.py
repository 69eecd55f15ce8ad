"""A plain one-page PDF with a ruled table in Chinese, enough for an attachment of a notice."""

from collections.abc import Sequence

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
    b"""<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>""",
    b"""<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0
/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>""",
)
_LEFT, _TOP, _LINE, _SIZE = 30, 540, 26, 9


def pdf(title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """A landscape page: the title, then the rows in columns of the given widths (points), each cell on one line."""
    content = _content(title, rows, widths)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"""<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R
/Resources << /Font << /F1 5 0 R >> >> >>""",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *_FONT,
    ]
    return _file(objects)


def _content(title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    edges = [_LEFT + sum(widths[:place]) for place in range(len(widths) + 1)]
    lines = [_TOP - _LINE * place for place in range(len(rows) + 1)]
    parts = [_text(_LEFT, _TOP + 20, 12, title)]
    parts += [_rule(edges[0], y, edges[-1], y) for y in lines]
    parts += [_rule(x, lines[0], x, lines[-1]) for x in edges]
    for row, top in zip(rows, lines, strict=False):
        parts += [_text(x + 2, top - _LINE + 9, _SIZE, cell) for x, cell in zip(edges, row, strict=False)]
    return b"\n".join(parts)


def _rule(x: int, y: int, to_x: int, to_y: int) -> bytes:
    return b"%d %d m %d %d l S" % (x, y, to_x, to_y)


def _text(x: int, y: int, size: int, text: str) -> bytes:
    return b"BT /F1 %d Tf %d %d Td <%s> Tj ET" % (size, x, y, text.encode("gbk").hex().encode())


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
