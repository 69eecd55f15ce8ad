"""`rencai sources`: what is collected from, whether its files are right, how it is doing."""

from pathlib import Path
from typing import Annotated

import typer

from rencai.console import console

app = typer.Typer(help="Sources: list and check their files, see how they are doing, look at a new site.")
LISTED = {
    "id",
    "name",
    "owner",
    "kinds",
    "family",
    "start",
    "schedule",
    "enabled",
    "sample",
    "composed",
    "attribution",
    "legal_basis",
    "allow_phones",
}
Json = Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")]


@app.command("list")
def list_sources(json: Json = False) -> None:
    """List every source."""
    from rencai.settings import settings
    from rencai_crawler.catalogue import load
    from rencai_crawler.commands.crawl import collected, warn_of_broken

    found = load(settings()).values()
    warn_of_broken(settings())
    if json:
        rows = (source.model_dump(mode="json", include=LISTED) for source in found)
        console().json([row | {"collected": collected(one, settings())} for row, one in zip(rows, found, strict=True)])
        return
    shown = ((one.id, one.name, one.family, " ".join(one.kinds), one.schedule, _state(one.enabled)) for one in found)
    console().table(("id", "name", "family", "kinds", "schedule", ""), shown)


def _state(enabled: bool) -> str:
    return "" if enabled else "off"


@app.command()
def check(json: Json = False) -> None:
    """Validate every source file; faults are explained by file, line and key. Exits 1 when there are any."""
    from rencai.settings import settings
    from rencai_crawler.catalogue import check as faults_of
    from rencai_crawler.catalogue import folders, source_files

    faults = faults_of(settings())
    count = len(source_files(folders(settings())))
    if json:
        listed = [{"file": str(one.file), "line": one.line, "key": one.key, "message": one.message} for one in faults]
        console().json({"sources": count, "faults": listed})
    else:
        for fault in faults:
            console().warn(str(fault))
        console().result(f"{count} source files, {len(faults)} faults")
    raise typer.Exit(1 if faults else 0)


@app.command()
def status(json: Json = False) -> None:
    """Show how each source is doing, measured against its own past runs. Exits 1 when one is not healthy."""
    from rencai.settings import settings
    from rencai_crawler.status import statuses

    found = statuses(settings())
    if json:
        console().json([one.as_json() for one in found])
    else:
        console().table(
            ("source", "health", "listed", "usually", "live", "last run", "why"),
            ((one.source, one.health, one.listed, round(one.usually), one.live, one.ago, one.why) for one in found),
        )
    raise typer.Exit(0 if all(one.health in ("healthy", "never") for one in found) else 1)


@app.command()
def probe(
    url: Annotated[str, typer.Argument(help="Any page of the site; a list is best.")],
    write: Annotated[str, typer.Option("--write", help="Write the source file to this path instead of stdout.")] = "",
    source_id: Annotated[
        str, typer.Option("--id", help="Id of the new source; default: the name of the file to write, else the host.")
    ] = "",
    json: Json = False,
) -> None:
    """Look at a site politely, say what it offers, show sample records, and write a source file for it."""
    from rencai.errors import InputInvalid, UsageError
    from rencai.settings import settings
    from rencai_crawler.probe import probe as look
    from rencai_crawler.probe_report import as_json, as_text
    from rencai_crawler.source_values import web_address

    try:
        web_address(url)
    except ValueError as error:
        raise UsageError(
            f"{url!r} is no address to look at ({error}); give one such as https://example.org/"
        ) from error
    given = source_id or (Path(write).stem if write else "")
    _check_target(given, write)
    found = look(url, settings(), given)
    if write and found.yaml:
        _write(Path(write), found.yaml)
    if json:
        console().json(as_json(found))
    else:
        console().result(as_text(found) + ("" if write else found.yaml))
        if write and found.source:
            console().result(
                f"{write} is written: look it over, then `rencai sources check` and `rencai crawl {found.source.id}`"
            )
    if write and not found.yaml:
        raise InputInvalid(f"nothing was written to {write}: {'; '.join(found.findings.notes)}")


def _write(path: Path, text: str) -> None:
    from rencai.errors import InputInvalid

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputInvalid(f"{path} cannot be written ({error.strerror}); give a path that can") from error


def _check_target(source_id: str, write: str) -> None:
    """What a probe is to write, before anything is fetched for it: a good name, and nobody's work."""
    import os
    import re

    from rencai.errors import InputInvalid, UsageError
    from rencai_crawler.source import ID

    if source_id and not re.fullmatch(ID, source_id):
        raise UsageError(
            f"{source_id!r} cannot be a source's id, after which its file is called: it needs 2 to 63 of a-z, 0-9 and "
            "-, such as example-rsj"
        )
    if write and Path(write).exists():
        raise UsageError(f"{write} is there already; give another path, or remove it first")
    if write and not Path(write).resolve().parent.is_dir():
        raise UsageError(f"the folder of {write} is not there; make it, or give another path")
    if write and not os.access(Path(write).resolve().parent, os.W_OK | os.X_OK):
        raise InputInvalid(f"{write} cannot be written (Permission denied); give a path that can")
