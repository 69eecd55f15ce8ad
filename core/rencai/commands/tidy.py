"""`rencai tidy`: drop what has been kept long enough."""

from datetime import timedelta
from typing import Annotated

import typer

from rencai.console import console

SILENT = timedelta(minutes=30)
"""A run without a sign of life for so long has lost its process."""


def register(app: typer.Typer) -> None:
    """Add `tidy`."""

    @app.command()
    def tidy(
        days: Annotated[
            int | None,
            typer.Option(
                "--days",
                min=1,
                max=36_500,
                help="Keep rejected items, runs and pages no record needs so long.",
                show_default="RENCAI_KEEP_DAYS, 90",
            ),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
    ) -> None:
        """Drop rejected items, old runs, archived pages nothing refers to any more, and changes that have newer ones.

        Runs whose process is gone are ended. Records, their versions, the page each was read from and the latest
        hundred runs of each job stay.
        """
        from rencai import clock
        from rencai.settings import settings
        from rencai.store.archive import Archive
        from rencai.store.changes import compact
        from rencai.store.migrate import prepare
        from rencai.store.retention import forget
        from rencai.store.runs import abandon

        engine = prepare(settings())
        done = forget(
            engine, Archive(settings().data / "pages"), clock.now() - timedelta(days=days or settings().keep_days)
        )
        done["changes"] = compact(engine)
        done["lost_runs"] = len(abandon(engine, clock.now() - SILENT))
        if as_json:
            console().json(done)
        else:
            console().result(", ".join(f"{name}: {count}" for name, count in done.items()))
