"""`rencai schedule`: when each command runs."""

from typing import TYPE_CHECKING, Annotated

import typer

from rencai.console import console
from rencai.errors import RencaiError

if TYPE_CHECKING:
    from rencai_schedules.timetable import Timetable


def register(app: typer.Typer) -> None:
    """Add `schedule run` and `schedule list`."""
    schedule = typer.Typer(help="Run what the timetable says, or show it.", no_args_is_help=True)
    app.add_typer(schedule, name="schedule")

    @schedule.command()
    def run() -> None:
        """Run every command at its due time, each once, until Ctrl-C or SIGTERM."""
        from rencai.settings import settings
        from rencai.store.migrate import prepare
        from rencai_schedules.runner import Runner

        runner = Runner(prepare(settings()), current(), console())
        runner.stop_on_signals()
        runner.run()

    @schedule.command("list")
    def list_(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
        """Show each entry with its next due time and its last run; the next five times with --json."""
        from rencai.settings import settings
        from rencai.store.migrate import prepare
        from rencai_schedules.listing import listing

        rows = listing(prepare(settings()), current())
        if as_json:
            console().json(rows)
            return
        console().table(
            ("entry", "command", "next due", "last run"),
            ((row["id"], " ".join(row["command"]), row["next"][0], row["last"]) for row in rows),
        )


def current() -> "Timetable":
    """The timetable in effect, with an entry for every source that has a schedule."""
    from rencai.settings import settings
    from rencai_schedules.timetable import load

    timetable = load(settings().timetable)
    if not any(entry.each_source for entry in timetable.entries):
        return timetable
    return timetable.expanded(_sources())


def _sources() -> list[tuple[str, str, str]]:
    """Id, name and cron of every source, as the crawler lists them."""
    from rencai.exchange.printed import printed
    from rencai.exchange.sources import LIST

    try:
        rows = printed(*LIST)
    except RencaiError as error:
        raise RencaiError(f"the sources cannot be listed: {error}; run `rencai sources check`") from error
    return [(row["id"], row["name"], row["schedule"]) for row in rows if row["collected"]]
