"""`rencai reparse`: read archived pages again."""

from typing import Annotated

import typer

from rencai.console import console


def reparse(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="Source whose archived pages are read again.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")] = False,
) -> None:
    """Repair a source's records from its archived pages, without fetching anything."""
    from rencai.settings import settings
    from rencai.store.archive import Archive
    from rencai.store.migrate import prepare
    from rencai.store.runs import Pulse, finish_run, start_run
    from rencai_crawler.catalogue import source_named
    from rencai_crawler.reparse import Reparse

    source = source_named(name, settings())
    engine = prepare(settings())
    run_id = start_run(engine, f"reparse:{source.id}", source.id)
    assert run_id is not None  # noqa: S101  # only runs with a due time can be taken already
    work = Reparse(engine, Archive(settings().data / "pages"), source, run_id)
    state, beat = "failed", Pulse(engine, run_id)
    try:
        with console().progress(None, f"reading {source.id} again") as progress:
            for count in work.run():
                progress.advance(count)
                beat()
        state = "done"
    finally:
        counts = {name: work.counts[name] for name in ("pages", "added", "changed", "unchanged", "rejected", "missing")}
        finish_run(engine, run_id, state, counts)
    if json:
        console().json(counts)
    else:
        console().table(tuple(counts), [tuple(counts.values())])
