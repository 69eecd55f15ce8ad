"""Raw responses as they were read: compressed files, named by their content."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from threading import get_ident

from rencai.errors import StoreFull, StoreUnavailable

LEVEL = 3
"""Of compression: pages take a twelfth more room than at 6, and are packed in half of the time."""


class Archive:
    """A folder of compressed responses. The same content is kept once, whoever sends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, body: bytes) -> str:
        """Keep a response and give its digest. Raises StoreFull or StoreUnavailable where the disk refuses."""
        digest = hashlib.sha256(body).hexdigest()
        path = self._path(digest)
        if path.exists():
            os.utime(path)
            return digest
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, gzip.compress(body, compresslevel=LEVEL, mtime=0))
        except OSError as error:
            if error.errno == ENOSPC:
                raise StoreFull(f"no room left for archived pages in {self.folder}; free some disk space") from error
            raise StoreUnavailable(f"archived pages cannot be written to {self.folder} ({error.strerror})") from error
        return digest

    def read(self, digest: str) -> bytes | None:
        """A response by its digest; None where it is no longer kept or was damaged."""
        try:
            return gzip.decompress(self._path(digest).read_bytes())
        except (OSError, EOFError, zlib.error):
            return None

    def drop(self, digest: str) -> None:
        """Keep a response no longer."""
        self._path(digest).unlink(missing_ok=True)

    def older(self, before: datetime) -> Iterator[str]:
        """Digests of responses that were last kept before a moment."""
        for path in sorted(self.folder.glob("??/*.gz")):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before.timestamp():
                    yield path.name.removesuffix(".gz")

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.gz"

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Write beside and rename, so that no reader ever sees half a file."""
        beside = path.with_name(f".{path.stem}.{os.getpid()}.{get_ident()}")
        try:
            with open(beside, "wb", opener=_for_nobody_else) as file:
                file.write(content)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def _for_nobody_else(path: str, flags: int) -> int:
    """Open a file that other accounts cannot read: pages hold personal data."""
    return os.open(path, flags, 0o600)
