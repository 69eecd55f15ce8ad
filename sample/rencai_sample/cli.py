"""Commands of the sample network."""

import typer


def register(app: typer.Typer) -> None:
    """Add this package's commands to `rencai`."""
    app.command(hidden=True)(sample)


def sample() -> None:
    """Serve the sample network until interrupted (the demo does this by itself)."""
    from rencai_sample.server import serve

    serve()
