"""Writes small documents of Word 97, so that tests have some of our own."""

import struct
from collections.abc import Sequence

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT_AT = 0x400
IN_TABLE, ENDS_ROW = b"\x16\x24\x01", b"\x17\x24\x01"
ABOVE = 0x0020


def row_layout(*flags: int) -> bytes:
    """Properties of a row's end that say of each cell how it is merged."""
    count = len(flags)
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    operand = struct.pack(f"<B{count + 1}h", count, *range(count + 1)) + cells
    return struct.pack("<HH", 0xD608, len(operand) + 1) + operand


def old_word(paragraphs: Sequence[tuple[str, str, bytes]], *, flags: int = 0, version: int = 0xC1) -> bytes:
    """A document of paragraphs, each with its mark and its properties; all of it in two bytes a character."""
    text = "".join(said + mark for said, mark, _ in paragraphs)
    body = text.encode("utf-16-le")
    page_at = -(-(TEXT_AT + len(body)) // 512)
    pieces = b"\x02" + struct.pack("<IIIHIH", 16, 0, len(text), 0, TEXT_AT, 0)
    bins = struct.pack("<III", TEXT_AT, TEXT_AT + len(body), page_at)
    head = bytearray(TEXT_AT)
    struct.pack_into("<HHxxxxxxH", head, 0, 0xA5EC, version, 0x0200 | flags)
    struct.pack_into("<I", head, 0x4C, len(text))
    struct.pack_into("<II", head, 0x1A2, 0, len(pieces))
    struct.pack_into("<II", head, 0x102, len(pieces), len(bins))
    word = (bytes(head) + body).ljust(page_at * 512, b"\0") + _properties_page(paragraphs)
    return container({"WordDocument": word, "1Table": pieces + bins})


def _properties_page(paragraphs: Sequence[tuple[str, str, bytes]]) -> bytes:
    page, ends, top = bytearray(512), [TEXT_AT], 510
    for place, (said, mark, properties) in enumerate(paragraphs):
        ends.append(ends[-1] + 2 * len(said + mark))
        style = b"\0\0" + properties
        size = bytes([(len(style) + 1) // 2]) if len(style) % 2 else bytes([0, len(style) // 2])
        top = (top - len(size + style)) & ~1
        page[top : top + len(size + style)] = size + style
        page[4 * (len(paragraphs) + 1) + 13 * place] = top // 2
    assert 4 * len(ends) + 13 * len(paragraphs) <= top, "more than one page of properties holds"
    struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
    page[511] = len(paragraphs)
    return bytes(page)


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file. Streams are filled up to the size from which they lie in sectors of their own."""
    chains, data, entries = [FAT, END], b"", [_entry("Root Entry", 5, child=1)]
    for number, (name, stream) in enumerate(streams.items(), start=1):
        filled = stream.ljust(-(-max(len(stream), 4096) // 512) * 512, b"\0")
        start, sectors = len(chains), len(filled) // 512
        chains += [*range(start + 1, start + sectors), END]
        data += filled
        after = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, start=start, size=len(filled), right=after))
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack("<128I", *chains, *[FREE] * (128 - len(chains)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + directory + data


def _entry(name: str, kind: int, start: int = 0, size: int = 0, right: int = FREE, child: int = FREE) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, FREE, right, child)
    return (head + bytes(36) + struct.pack("<IQ", start, size)).ljust(128, b"\0")
