"""Generations on disk: a folder each, a pointer file to the one that is read, and small facts beside the index.

Everything small is written to a temporary file and renamed over the old one, so a kill leaves the old or the new.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

POINTER = "current"
FACTS = "generation.json"
POSITION = "position"
NOTE = "note"


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """Where the generations are."""

    path: Path

    def current(self) -> str:
        """Name of the generation that is read; empty when there is none."""
        try:
            return (self.path / POINTER).read_text("utf-8").strip()
        except FileNotFoundError:
            return ""

    def point_to(self, name: str) -> None:
        """Let readers see another generation."""
        write_atomically(self.path / POINTER, name)

    def generations(self) -> list[str]:
        """Names of the generations there are, the oldest first."""
        if not self.path.is_dir():
            return []
        return sorted(folder.name for folder in self.path.iterdir() if (folder / FACTS).is_file())

    def next_name(self) -> str:
        """A name that sorts after all others."""
        return f"g{max((int(name[1:]) for name in self._folders()), default=0) + 1:06d}"

    def remove(self, name: str) -> None:
        """Delete a generation. Readers that still have it open keep it until they let go."""
        (self.path / name / FACTS).unlink(missing_ok=True)
        shutil.rmtree(self.path / name, ignore_errors=True)

    def remove_unmade(self) -> None:
        """Delete what a kill left of generations that were being made or removed: folders without their facts."""
        for name in set(self._folders()) - set(self.generations()):
            shutil.rmtree(self.path / name, ignore_errors=True)

    def _folders(self) -> list[str]:
        return [found.name for found in self.path.glob("g[0-9]*")] if self.path.is_dir() else []


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file so that a crash leaves either the old or the new, on disk."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_number(path: Path) -> int:
    """The number in a small file; 0 when there is none."""
    try:
        return int(path.read_text("utf-8") or 0)
    except FileNotFoundError:
        return 0
