"""`rencai init`: make the store and bring it up to date."""

from typing import Annotated

import typer

from rencai.console import console


def register(app: typer.Typer) -> None:
    """Add `init`."""

    @app.command()
    def init(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
        """Make the store, or migrate it, and put the bundled service guides in. Asks nothing; repeat it at will."""
        from collections import Counter

        from rencai.intake.service_guides import import_guides
        from rencai.settings import settings
        from rencai.store.migrate import prepare, revision

        engine = prepare(settings())
        guides = Counter(taken.outcome for taken in import_guides(engine))
        where = engine.url.render_as_string(hide_password=True)
        state = {"store": where, "revision": revision(engine), "service_guides": dict(guides)}
        if as_json:
            console().json(state)
        else:
            console().result(f"the store is ready: {where} (revision {state['revision']})")
