"""`rencai demo`, and the server that it starts."""

from typing import Annotated

import typer

from rencai.console import console


def register(app: typer.Typer) -> None:
    """Add `demo` and the hidden `sample`."""
    app.command()(demo)
    app.command(hidden=True)(sample)


def demo(port: Annotated[int, typer.Option(help="Port of the site.", min=1, max=65535)] = 8000) -> None:
    """Run everything here: store, sample network, crawl, index, site and timetable, until Ctrl-C or SIGTERM."""
    from rencai.settings import settings
    from rencai_sample.demo import demo as run

    run(port, settings(), console())


def sample() -> None:
    """Serve the sample network until interrupted; the demo does this by itself."""
    from rencai_sample.server import serve

    serve()
