"""What commands print: results to stdout, everything else to stderr."""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Protocol

from rich.console import Console as RichConsole
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

PLAIN_EVERY = 1000
TELLING = 0.5
"""Seconds after which it can be said how fast work goes: what was done already is no speed."""


def _plain(value: object) -> str:
    """What JSON has no type for; instants as ISO 8601, as everywhere else."""
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else str(value)


class Step(Protocol):
    """Progress of one piece of work."""

    def advance(self, count: int = 1) -> None:
        """So many more are done."""


class Console:
    """One process's output. `quiet` leaves results and errors; `verbose` adds detail."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._out = RichConsole(soft_wrap=True, highlight=False, markup=False)
        self._err = RichConsole(stderr=True, soft_wrap=True, highlight=False, markup=False)

    def json(self, value: object) -> None:
        """Print the one JSON value of a `--json` command to stdout."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False) + "\n")

    def result(self, text: str) -> None:
        """Print a result for people to stdout."""
        self._out.print(text)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
        """Print a table to stdout; on a pipe it is as wide as its content."""
        table = Table(*headings, title=title, box=None, pad_edge=False)
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        width = None if self._out.is_terminal else 10_000
        self._out.print(table, width=width, markup=False) if width is None else self._print_wide(table)

    def _print_wide(self, table: Table) -> None:
        wide = RichConsole(width=400, highlight=False, markup=False)
        with wide.capture() as captured:
            wide.print(table)
        sys.stdout.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))

    def info(self, text: str) -> None:
        """Say how it goes; silent with `--quiet`."""
        if not self.quiet:
            self._err.print(text)

    def detail(self, text: str) -> None:
        """Say it only with `--verbose`."""
        if self.verbose:
            self._err.print(text, style="dim")

    def warn(self, text: str) -> None:
        """Say what went wrong though the work goes on; shown even with `--quiet`."""
        self._err.print(text, style="yellow")

    def error(self, text: str) -> None:
        """Say why the command fails."""
        self._err.print(f"rencai: {text}", style="red")

    @contextmanager
    def progress(self, total: int | None, label: str, *, done: int = 0) -> Iterator[Step]:
        """Show progress on stderr: a bar on a terminal, a plain line now and then elsewhere.

        `done` is what an earlier process did of it.
        """
        if self.quiet:
            yield _Silent()
        elif self._err.is_terminal:
            with Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                _Rate(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=self._err,
            ) as bar:
                yield _Bar(bar, bar.add_task(label, total=total, completed=done))
        else:
            plain = _Plain(self, label, total, done)
            yield plain
            plain.close()


class _Rate(ProgressColumn):
    """How many a second, of late."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


class _Silent:
    def advance(self, count: int = 1) -> None:
        pass


class _Bar:
    def __init__(self, bar: Progress, task: object) -> None:
        self._bar, self._task = bar, task

    def advance(self, count: int = 1) -> None:
        self._bar.advance(self._task, count)  # type: ignore[arg-type]  # TaskID is private to rich


class _Plain:
    def __init__(self, console: Console, label: str, total: int | None, done: int = 0) -> None:
        self._console, self._label, self._total = console, label, total
        self._before = self._done = self._said = done
        self._began = time.monotonic()

    def advance(self, count: int = 1) -> None:
        self._done += count
        if self._done - self._said >= PLAIN_EVERY:
            self._say()

    def close(self) -> None:
        if self._done != self._said or not self._done:
            self._say()

    def _say(self) -> None:
        self._said = self._done
        of = f"/{self._total}" if self._total is not None else ""
        self._console.info(f"{self._label}: {self._done}{of}{self._pace()}")

    def _pace(self) -> str:
        """How many a second so far, and how long the rest takes at that; nothing where it is too early to tell."""
        took = time.monotonic() - self._began
        if took < TELLING:
            return ""
        rate = (self._done - self._before) / took
        if not self._total or self._done >= self._total:
            return f", {rate:.0f}/s"
        left = timedelta(seconds=round((self._total - self._done) / rate)) if rate else "?"
        return f", {rate:.0f}/s, {left} left"


_current = Console()


def console() -> Console:
    """The output of this process."""
    return _current


def configure(*, quiet: bool, verbose: bool) -> None:
    """Set what the global options ask for; called once by the command line."""
    global _current  # noqa: PLW0603  # the one place that sets it
    _current = Console(quiet=quiet, verbose=verbose)
