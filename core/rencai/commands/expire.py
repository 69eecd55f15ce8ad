"""`rencai expire`: end what is past its deadline."""

from typing import Annotated

import typer

from rencai.console import console


def register(app: typer.Typer) -> None:
    """Add `expire`."""

    @app.command()
    def expire(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
        """End the live records whose deadline has passed in Beijing; they keep their page."""
        from rencai import clock
        from rencai.settings import settings
        from rencai.store.life import expire_all
        from rencai.store.migrate import prepare

        ended = expire_all(prepare(settings()), clock.today())
        if as_json:
            console().json({"expired": ended})
        else:
            console().result(f"expired: {ended}")
