"""`rencai export`: every record of a kind, one a line."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rencai.console import console

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Format(StrEnum):
    """Formats that can be written."""

    NDJSON = "ndjson"
    CSV = "csv"


class Status(StrEnum):
    """States of a record."""

    LIVE = "live"
    EXPIRED = "expired"
    GONE = "gone"
    WITHDRAWN = "withdrawn"


def register(app: typer.Typer) -> None:
    """Add `export`."""

    @app.command()
    def export(  # each is an option of the command line
        kind: Annotated[str, typer.Argument(help="Kind of the records; `rencai kinds` lists them.")],
        form: Annotated[Format, typer.Option("--format", help="One JSON object a line, or CSV.")] = Format.NDJSON,
        status: Annotated[Status | None, typer.Option("--status", help="Only records in this state.")] = None,
        source: Annotated[str | None, typer.Option("--source", help="Only records of this source.")] = None,
        masked: Annotated[bool, typer.Option("--masked", help="Cover personal data, as the site does.")] = False,
        bom: Annotated[bool, typer.Option("--bom", help="Mark CSV as UTF-8, which Excel needs.")] = False,
    ) -> None:
        """Print every record of a kind: its raw fields, its parsed values, and how it stands."""
        from rencai.exchange.write import as_csv, as_ndjson
        from rencai.records.kinds import kind_named
        from rencai.settings import settings
        from rencai.store.migrate import prepare

        model = kind_named(kind)
        engine = prepare(settings())
        objects = _objects(engine, kind, status, source, masked=masked)
        lines = as_csv(objects, model) if form is Format.CSV else as_ndjson(objects)
        # UTF-8 whatever the terminal's locale is: the lines are for programs.
        out = sys.stdout.buffer
        if bom and form is Format.CSV:
            out.write(b"\xef\xbb\xbf")
        for line in lines:
            out.write(line.encode())
        out.flush()
        if source and not _is_known(engine, source):
            console().warn(
                f"there is no record of a source {source!r}; `rencai sources list` names those that are crawled"
            )


def _is_known(engine: "Engine", source: str) -> bool:
    from rencai.store.read import scan

    return next(scan(engine, source=source, batch=1), None) is not None


def _objects(
    engine: "Engine", kind: str, status: str | None, source: str | None, *, masked: bool
) -> Iterator[dict[str, Any]]:
    from rencai.exchange.sources import declared, shown_phones
    from rencai.exchange.view import exported
    from rencai.exchange.view import masked as cover
    from rencai.store.engine import reading
    from rencai.store.life import is_shown
    from rencai.store.read import counts, scan

    with reading(engine) as conn:
        by_status = counts(conn).get(kind, {})
    known = declared() if masked else {}
    total = None if source else by_status.get(status, 0) if status else sum(by_status.values())
    with console().progress(total, f"export {kind}") as step:
        for page in scan(engine, kind=kind, status=status, source=source):
            for stored in page:
                if masked and stored.payload and not is_shown(stored.status, stored.end_reason):
                    continue
                one = exported(stored)
                yield cover(one, keep_phones=shown_phones(stored.source, known)) if masked else one
            step.advance(len(page))
