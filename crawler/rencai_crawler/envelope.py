"""A response as it is archived: the declared type before the body, since without it a body may not decode."""

from collections.abc import Mapping

_END = b"\r\n\r\n"


def pack(content_type: str, body: bytes) -> bytes:
    """The bytes to archive."""
    return b"content-type: " + content_type.encode("latin-1", "replace").replace(b"\r\n", b" ") + _END + body


def unpack(archived: bytes) -> tuple[Mapping[str, str], bytes]:
    """Headers and body of archived bytes."""
    head, _, body = archived.partition(_END)
    return {"content-type": head.removeprefix(b"content-type: ").decode("latin-1")}, body
