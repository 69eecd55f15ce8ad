"""The source files there are, and which of them can be used."""

import os
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from rencai.errors import SourceInvalid, UnknownSource
from rencai.settings import Settings
from rencai_crawler.source import Source
from rencai_crawler.source_file import Fault, read_source


def folders(settings: Settings) -> tuple[Path, ...]:
    """The folders of source files; a later one's files replace an earlier one's of the same name."""
    bundled = Path(str(files("rencai_crawler") / "sources"))
    return (bundled,) if settings.sources is None else (bundled, settings.sources)


def source_files(where: Iterable[Path]) -> dict[str, Path]:
    """Source file by id, in order of the ids."""
    found = {path.stem: path for folder in where for path in sorted(folder.glob("*.y*ml"))}
    return dict(sorted(found.items()))


def load(settings: Settings) -> dict[str, Source]:
    """Every usable source by id. A broken file is left out here: `broken` has it."""
    read = (read_source(path)[0] for path in source_files(folders(settings)).values())
    return {source.id: source for source in read if source is not None}


def broken(settings: Settings) -> dict[str, list[Fault]]:
    """What is wrong with each file that cannot be used, by its name: it must not be missed silently."""
    read = {name: read_source(path)[1] for name, path in source_files(folders(settings)).items()}
    read |= {str(fault.file): [fault] for fault in _missing(settings)}
    return {name: faults for name, faults in read.items() if faults}


def _missing(settings: Settings) -> list[Fault]:
    """Folders that are not there or not to be read, and files of which another one takes the place."""
    where = folders(settings)
    absent = [
        Fault(folder, 1, "", f"{why}; RENCAI_SOURCES names it") for folder in where if (why := _why_unread(folder))
    ]
    return absent + [fault for folder in where for fault in _shadowed(folder)]


def _why_unread(folder: Path) -> str:
    """Why what is in a folder cannot be known, of which `glob` says nothing; empty where it can."""
    if not folder.is_dir():
        return "no such folder"
    try:
        os.scandir(folder).close()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""


def _shadowed(folder: Path) -> Iterator[Fault]:
    chosen = source_files([folder])
    for path in sorted(set(folder.glob("*.y*ml")) - set(chosen.values())):
        yield Fault(path, 1, "", f"is not read: {chosen[path.stem].name} beside it has the same name")


def check(settings: Settings) -> list[Fault]:
    """Every fault of every source file."""
    faults = [fault for path in source_files(folders(settings)).values() for fault in read_source(path)[1]]
    return _missing(settings) + faults


def source_named(name: str, settings: Settings) -> Source:
    """The source of this id.

    Raises UnknownSource when no file has it, SourceInvalid when its file cannot be used.
    """
    path = source_files(folders(settings)).get(name)
    if path is None:
        raise UnknownSource(f"no source is called {name!r}; `rencai sources list` names them")
    source, faults = read_source(path)
    if source is None:
        raise SourceInvalid("\n".join(map(str, faults)))
    return source
