"""`rencai index`: keep search equal to the store."""

from typing import Annotated

import typer

from rencai.console import console
from rencai.errors import IndexHeld, UnderWay
from rencai.processes import end_on_signal

Json = Annotated[bool, typer.Option("--json", help="One JSON value.")]


def register(app: typer.Typer) -> None:
    """Add `index follow`, `index rebuild` and `index verify`."""
    index = typer.Typer(help="Keep search equal to the store.", no_args_is_help=True)
    app.add_typer(index, name="index")
    index.command()(follow)
    index.command()(rebuild)
    index.command()(verify)


def follow(
    once: Annotated[bool, typer.Option("--once", help="Apply what is pending now, then end.")] = False,
    as_json: Json = False,
) -> None:
    """Apply the store's changes to the index as they come, until Ctrl-C or SIGTERM."""
    from rencai.search.open import open_engine, open_writer
    from rencai.settings import settings
    from rencai.store.migrate import prepare
    from rencai.words import lexicon_of
    from rencai_indexer.follow import Follower

    engine = prepare(settings())
    follower = Follower(engine, open_writer(settings()), open_engine(settings()), lexicon_of(engine), console())
    end_on_signal(follower.stopping, console().warn)
    if not once:
        follower.forever()
        return
    try:
        done = follower.once()
    except (IndexHeld, UnderWay) as held:
        # A process that follows for good, or that builds a new index, does what this one was to do.
        console().info(f"{held}; it follows by itself")
        done = {"changes": 0, "indexed": 0, "removed": 0}
    if as_json:
        console().json(done)
    else:
        console().result(f"changes: {done['changes']}, indexed: {done['indexed']}, removed: {done['removed']}")


def rebuild(
    force: Annotated[bool, typer.Option("--force", help="Switch even to a much smaller index.")] = False,
    as_json: Json = False,
) -> None:
    """Build a new index beside the current one and switch to it; searches go on meanwhile."""
    from rencai.search.open import open_writer
    from rencai.settings import settings
    from rencai.store.migrate import prepare
    from rencai.words import lexicon_of
    from rencai_indexer.rebuild import rebuild as run

    engine = prepare(settings())
    done = run(engine, open_writer(settings()), lexicon_of(engine)(), console(), force=force)
    if as_json:
        console().json(done)
    else:
        console().result(f"indexed: {done['indexed']}, in the index now: {done['total']}")


def verify(
    mend: Annotated[bool, typer.Option("--repair", help="Mend what differs.")] = False, as_json: Json = False
) -> None:
    """Compare every live record with the index by id and content; exit 1 when they differ."""
    from rencai.search.analysis import analyzer
    from rencai.search.open import open_reader, open_writer
    from rencai.settings import settings
    from rencai.store.migrate import prepare
    from rencai.words import lexicon_of
    from rencai_indexer.verify import verified, why_left

    engine = prepare(settings())
    writer = open_writer(settings()) if mend else None
    cut = analyzer(lexicon_of(engine)().words)
    found, repaired, left = verified(engine, open_reader(settings()), writer, cut, console())
    counts = {
        "compared": found.compared,
        "missing": found.count("missing"),
        "different": found.count("different"),
        "surplus": found.count("surplus"),
        "differences": found.total,
        "repaired": repaired,
    }
    if as_json:
        console().json(counts)
    else:
        console().result(", ".join(f"{name}: {count}" for name, count in counts.items()))
        for record_id in found.ids[:20]:
            console().detail(record_id)
    if found.total > repaired:
        if mend:
            console().warn(why_left(left))
        raise typer.Exit(1)
