"""`rencai crawl`: collect from sources into the store."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rencai.console import console
from rencai.errors import UsageError

if TYPE_CHECKING:
    from rencai.settings import Settings
    from rencai_crawler.source import Source

TOTALS = ("added", "changed", "unchanged", "gone", "restored", "rejected", "failed", "skipped")


def crawl(
    names: Annotated[list[str] | None, typer.Argument(metavar="SOURCE…", help="Sources to collect from.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every enabled source.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many pages of each source.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Fetch known pages as well, without conditions.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")] = False,
) -> None:
    """Collect from sources. Exits 1 when a source could not be collected at all.

    Ctrl-C or SIGTERM ends it in order: what was read is kept, and the next crawl goes on. Exits 130 or 143 then.
    """
    from rencai.settings import settings
    from rencai.store.migrate import prepare
    from rencai.store.runs import parent_run
    from rencai_crawler.crawl import Crawl

    chosen = choose(names or [], every, settings())
    out = console()
    if not chosen:
        out.warn("no source is collected: RENCAI_SOURCES names none, and the sample ones are there only in the demo")
    parent = parent_run()
    job = Crawl(prepare(settings()), settings(), limit, full, "schedule" if parent else "manual", parent)
    # The crawl comes first: to draw the bar is a thread's work.
    with job, out.progress(None, f"crawling {len(chosen)} sources") as progress:
        job.on_page = progress.advance
        results = job.run(chosen)
    _tell(results, as_json=json)
    if job.stopped_by:
        out.warn("stopped before it was through; what was read is kept, start the command again to go on")
        raise typer.Exit(128 + job.stopped_by)
    raise typer.Exit(exit_code(results, every=every) or int(every and warn_of_broken(settings())))


def choose(names: list[str], every: bool, settings: "Settings") -> "list[Source]":
    """The sources that a command line names."""
    from rencai_crawler.catalogue import load, source_named

    if every == bool(names):
        raise UsageError("name the sources to crawl, or give --all")
    if names:
        return [source_named(name, settings) for name in dict.fromkeys(names)]
    return [source for source in load(settings).values() if collected(source, settings)]


def warn_of_broken(settings: "Settings") -> bool:
    """Name the source files that cannot be used and are therefore not collected; whether there are any."""
    from rencai_crawler.catalogue import broken

    faults = broken(settings)
    for name, found in faults.items():
        console().warn(f"{name} is left out, its file cannot be used: {found[0]}")
    return bool(faults)


def collected(source: "Source", settings: "Settings") -> bool:
    """Whether a source is one of all that are collected.

    Sample sources live on a private host and are there only while the settings name it.
    """
    from urllib.parse import urlsplit

    from rencai_crawler.guard import Guard

    guard = Guard.of(settings.allow_hosts)
    starts = [urlsplit(url) for url in source.start]
    there = not source.sample or all(guard.names(part.hostname or "", part.port or 80) for part in starts)
    return source.enabled and there


def exit_code(results: dict[str, dict[str, Any]], *, every: bool) -> int:
    """1 when a source failed as a whole; refused pages and rejected items are not a failure of the command.

    A source that another process is crawling was not collected as asked where it was named; among all it is being done.
    """
    failures = {"failed"} if every else {"failed", "busy"}
    return int(any(counts["health"] in failures for counts in results.values()))


def _tell(results: dict[str, dict[str, Any]], *, as_json: bool) -> None:
    from rencai_crawler.crawl import BUSY

    for counts in results.values():
        if counts["health"] == BUSY:
            console().warn(str(counts["why"]))
    if as_json:
        totals = {name: sum(counts[name] for counts in results.values()) for name in TOTALS}
        console().json({"sources": results} | totals)
    else:
        _show(results)


def _show(results: dict[str, dict[str, Any]]) -> None:
    columns = (*TOTALS, "health", "why")
    console().table(("source", *columns), ((name, *map(counts.get, columns)) for name, counts in results.items()))
