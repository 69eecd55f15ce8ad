"""`rencai reparse`: read archived pages again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated

import typer

from rencai.console import console
from rencai.errors import RencaiError

TOLD = ("pages", "added", "changed", "unchanged", "rejected", "missing")


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
    from rencai_crawler.waiting import patiently

    source = source_named(name, settings())
    engine = prepare(settings())
    run_id = start_run(engine, f"reparse:{source.id}", source.id)
    assert run_id is not None  # noqa: S101  # only runs with a due time can be taken already
    work = Reparse(engine, Archive(settings().data / "pages"), source, run_id)
    beat = Pulse(engine, run_id)
    try:
        with console().progress(None, f"reading {source.id} again") as progress:
            for count in work.run():
                progress.advance(count)
                patiently(beat)
    except BaseException:
        with suppress(RencaiError):  # where the store failed this does too, and the first error is the one to tell
            finish_run(engine, run_id, "failed", _told(work.counts))
        raise
    counts = _told(work.counts)
    patiently(finish_run, engine, run_id, "done", counts)
    if json:
        console().json(counts)
    else:
        console().table(tuple(counts), [tuple(counts.values())])


def _told(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in TOLD}
