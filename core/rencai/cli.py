"""The `rencai` command: puts together the sub-commands that the installed packages register."""

import os
import sys
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from rencai import __version__
from rencai.console import configure, console
from rencai.errors import RencaiError, UsageError

app = typer.Typer(
    name="rencai",
    help="北京高技能人才网: collect, index and serve vacancies, courses, policies and services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(value: bool) -> None:
    if value:
        sys.stdout.write(f"rencai {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="More detail, and tracebacks.")] = False,
    version: Annotated[  # noqa: ARG001  # handled by its callback
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    configure(quiet=quiet, verbose=verbose)


def build() -> typer.Typer:
    """The application with every registered command, in the order of the packages' names."""
    for entry in sorted(entry_points(group="rencai.commands"), key=lambda found: found.name):
        entry.load()(app)
    return app


def main() -> None:
    """Run one command. Exit 0 when its work was done to the end, 1 when it failed, 2 for wrong usage."""
    if sys.stdout is None:
        # As with `>&-`. What is opened next would take its place and get what is printed.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for as long as the process lives
    try:
        try:
            build()()
        finally:
            sys.stdout.flush()
    except RencaiError as error:
        _fail(error, error.exit_code)
    except BrokenPipeError:
        _end(0)
    except SystemExit as end:
        if _is_interruption(end):
            _interrupted()
        # So ends a command whose output nobody reads any longer, which is no failure of ours.
        _end(0 if isinstance(end.__context__, BrokenPipeError) else end.code)
    except UnicodeEncodeError:
        # A path may be of any bytes; what goes into the store or to a site is text.
        if all(word.encode("utf-8", "ignore").decode() == word for word in sys.argv):
            raise
        _fail(UsageError("an argument has bytes that are no UTF-8 text"), 2)
    except OSError as error:
        of = f" ({error.filename})" if error.filename else ""
        _fail(RencaiError(f"{error.strerror or error}{of}; the command did not come to its end"), 1)
    except KeyboardInterrupt:
        _interrupted()


def _is_interruption(end: SystemExit) -> bool:
    """Whether a command ended by Ctrl-C, of which Typer makes an exit that says nothing."""
    return isinstance(end.__context__, typer.Exit) and isinstance(end.__context__.__cause__, KeyboardInterrupt)


def _interrupted() -> NoReturn:
    console().error("interrupted; start the command again to go on")
    with suppress(OSError):
        sys.stdout.flush()
    # What has to be closed is; a thread that waits for a server which does not answer would be waited for.
    os._exit(130)


def _fail(error: RencaiError, code: int) -> NoReturn:
    console().error(str(error))
    if console().verbose:
        raise error
    _end(code)


def _end(code: int | str | None) -> NoReturn:
    """End; where stdout takes nothing any more, the interpreter must not flush into it."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
