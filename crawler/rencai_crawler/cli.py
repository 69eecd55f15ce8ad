"""The crawler's commands: sources, crawl, reparse, extract."""

import typer

from rencai_crawler.commands import crawl, extract, reparse, sources


def register(app: typer.Typer) -> None:
    """Add this package's commands to `rencai`."""
    app.add_typer(sources.app, name="sources")
    app.command("crawl")(crawl.crawl)
    app.command("reparse")(reparse.reparse)
    app.command("extract")(extract.extract)
