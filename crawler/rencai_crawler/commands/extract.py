"""`rencai extract`: what the page readers make of one page."""

from typing import Annotated

import typer

from rencai.console import console


def extract(
    page: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="A saved page, or the address of one.")],
    url: Annotated[str, typer.Option("--url", help="Address that a saved page came from.")] = "",
    kind: Annotated[str | None, typer.Option("--kind", help="Only records of this kind.")] = None,
) -> None:
    """Print what one page holds, as a JSON array of records in the shape of `export`.

    Needs neither `init` nor a source. Exits 1, with the reason, when the page holds nothing.
    """
    from rencai.records.kinds import kind_named
    from rencai.settings import settings
    from rencai_crawler.extract import extracted, opened

    if kind is not None:
        kind_named(kind)
    found = extracted(opened(page, url, settings()), kind)
    console().json(found.records)
    for problem in found.problems:
        console().detail(problem)
    if not found.records:
        console().error(f"{page} holds no record ({found.reason})")
        raise typer.Exit(1)
