"""What `rencai doctor` looks at. Each check says in one line what it found; none of them changes anything."""

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rencai import __version__
from rencai.errors import RencaiError
from rencai.settings import Settings

ROOM = 1 << 30
"""Bytes below which the data folder's disk is called full."""


_GROUPED = {
    "never": "grouped as they came in; `rencai duplicates` does it anew after an update of the rules",
    "running": "being grouped anew",
    "other": "grouped by another release's rules; `rencai duplicates` does it by this one's",
    "current": "grouped by this release's rules",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


def examine(settings: Settings) -> list[Finding]:
    """Everything, in an order in which the first failure explains the later ones."""
    checks: dict[str, Callable[[Settings], str]] = {
        "versions": _versions,
        "data folder": _folder,
        "disk": _room,
        "store": _store,
        "duplicates": _duplicates,
        "search": _search,
    }
    return [_finding(name, check, settings) for name, check in checks.items()]


class _Trouble(RencaiError):
    pass


def _finding(name: str, check: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(name, True, check(settings))
    except RencaiError as error:
        return Finding(name, False, str(error))


def _versions(_settings: Settings) -> str:
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"rencai {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {system}"


def _folder(settings: Settings) -> str:
    folder = settings.data.resolve()
    there = _nearest(folder)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise _Trouble(f"{there} is no folder that can be written; set RENCAI_DATA to one that can")
    return f"{folder}" if folder.exists() else f"{folder} (made when it is first needed)"


def _room(settings: Settings) -> str:
    free = shutil.disk_usage(_nearest(settings.data.resolve())).free
    if free < ROOM:
        raise _Trouble(f"only {free >> 20} MiB left; free some, or set RENCAI_DATA to a folder on a larger disk")
    return f"{free / (1 << 30):.1f} GiB left"


def _store(settings: Settings) -> str:
    from rencai.store.engine import open_engine, reading
    from rencai.store.migrate import head, revision
    from rencai.store.read import counts

    if settings.database_url is None and not (settings.data / "rencai.sqlite").exists():
        return "not made yet; `rencai init` makes it"
    engine = open_engine(settings.database())
    try:
        found = revision(engine)
        if found is None:
            return f"{_server(engine.dialect.name)}, without tables; `rencai init` makes them"
        if found != head():
            raise _Trouble(f"its tables are at revision {found}, this release wants {head()}; run `rencai init`")
        with reading(engine) as conn:
            version = ".".join(map(str, engine.dialect.server_version_info or ()))
            total = sum(sum(by_status.values()) for by_status in counts(conn).values())
        return f"{_server(engine.dialect.name)} {version}, revision {found}, {total} records"
    finally:
        engine.dispose()


def _duplicates(settings: Settings) -> str:
    from rencai.intake.regroup import standing
    from rencai.store.engine import open_engine, reading
    from rencai.store.migrate import head, revision

    if settings.database_url is None and not (settings.data / "rencai.sqlite").exists():
        return "nothing to group yet"
    engine = open_engine(settings.database())
    try:
        if revision(engine) != head():
            return "not looked at"
        with reading(engine) as conn:
            found = standing(conn)
    finally:
        engine.dispose()
    if found == "stopped":
        raise _Trouble("`rencai duplicates` stopped half way, and twins are missed until it has ended; start it again")
    return _GROUPED[found]


def _search(settings: Settings) -> str:
    from rencai.search.open import open_reader

    if settings.elasticsearch_url:
        from rencai.search.elasticsearch.client import check_notes, check_writable, connect

        found = f"Elasticsearch: {open_reader(settings).count()} records"
        with connect(settings) as client:
            check_writable(client, settings.index)
            check_notes(client, settings.index)
        return found
    if not (settings.data / "index").exists():
        return "embedded index: not built yet; `rencai index follow --once` builds it"
    return f"embedded index: {open_reader(settings).count()} records"


def _server(dialect: str) -> str:
    return "PostgreSQL" if dialect == "postgresql" else "SQLite"


def _nearest(path: Path) -> Path:
    """The path, or the nearest above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
