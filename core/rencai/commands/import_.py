"""`rencai import`: raw fields from a file, down the same road as a crawl's."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rencai.console import Step, console

if TYPE_CHECKING:
    from rencai.exchange.importing import Summary
    from rencai.exchange.lines import Line
    from rencai.exchange.read import Reading
    from rencai.exchange.rejects import RejectsFile
    from rencai.intake import Intake, RejectReason


_NAME = re.compile(r"[^\W_][\w.-]{0,63}")


def _readable(file: Path) -> Path:
    if str(file) != "-" and not file.exists():
        raise typer.BadParameter(f"file '{file}' does not exist.")
    if file.is_dir():
        raise typer.BadParameter(f"file '{file}' is a directory.")
    return file


def _name(source: str) -> str:
    """A source's name stands in commands, addresses and filters, so it must need no quotes there."""
    if not _NAME.fullmatch(source):
        raise typer.BadParameter(
            f"{source!r} cannot name a source: begin with a letter or digit, then letters, digits, '-', '_' and '.' "
            "without blanks, at most 64, such as partner-2 or 甲网"
        )
    return source


def register(app: typer.Typer) -> None:
    """Add `import`."""

    @app.command("import")
    def import_(  # each is an option of the command line
        kind: Annotated[str, typer.Argument(help="Kind of the records; `rencai kinds` lists them.")],
        file: Annotated[
            Path,
            typer.Argument(help="NDJSON, CSV or XLSX of raw fields; - reads what is piped in.", callback=_readable),
        ],
        source: Annotated[
            str,
            typer.Option("--source", help="Name of their source; a new one needs no source file.", callback=_name),
        ],
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
        rejected: Annotated[
            Path | None, typer.Option("--rejected", help="Write rejected lines here, to correct and import again.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
    ) -> None:
        """Take in the records of a file, exactly as a crawl would; nothing that it leaves out ends.

        A line that is no record is reported with its number and reason, and the others go in.
        """
        from rencai.exchange.read import open_lines
        from rencai.records.kinds import kind_named

        model = kind_named(kind)
        intake = _intake(source, dry_run=dry_run)
        with open_lines(file, model) as reading:
            summary = _run(intake, kind, reading, rejected)
        _report(summary, dry_run=dry_run, as_json=as_json)


def _intake(source: str, *, dry_run: bool) -> "Intake":
    from rencai.intake import Intake
    from rencai.intake.rehearsal import Rehearsal
    from rencai.settings import settings
    from rencai.store.migrate import prepare

    engine = prepare(settings())
    return Rehearsal(engine, source, "import") if dry_run else Intake(engine, source, "import")


def _run(intake: "Intake", kind: str, reading: "Reading", rejected: Path | None) -> "Summary":
    from contextlib import nullcontext

    from rencai.exchange.rejects import RejectsFile
    from rencai.intake.run import recorded

    keeping = RejectsFile(rejected, reading) if rejected else nullcontext()
    progress = console().progress(reading.total, f"import {kind}, bytes")
    with keeping as file, progress as step, recorded(intake, kind) as counts:
        summary = _take(intake, kind, reading, file, step)
        counts.update(summary.as_json())
    return summary


def _take(intake: "Intake", kind: str, reading: "Reading", file: "RejectsFile | None", step: Step) -> "Summary":
    from rencai.exchange.importing import import_lines
    from rencai.store.runs import Pulse

    done, beat = 0, Pulse(intake.engine, intake.run_id)

    def on_reject(line: "Line", reason: "RejectReason", detail: str) -> None:
        console().warn(f"line {line.number}: {reason}{f' ({detail})' if detail else ''}")
        if file:
            file.add(line)

    def on_batch(_count: int) -> None:
        nonlocal done
        position = reading.position()
        step.advance(position - done)
        done = position
        beat()

    return import_lines(intake, kind, reading.lines, on_reject, on_batch)


def _report(summary: "Summary", *, dry_run: bool, as_json: bool) -> None:
    out = console()
    for name, count in sorted(summary.unknown.items()):
        out.warn(f"unknown field ignored: {name} ({count} lines)")
    if as_json:
        out.json(summary.as_json())
        return
    if dry_run:
        out.result("nothing was written; this would happen:")
    out.table(("outcome", "lines"), summary.as_json().items())
    if summary.reasons:
        out.table(("rejected because", "lines"), sorted(summary.reasons.items()))
