"""`rencai withdraw` and `rencai restore`: take one record down, and show it again."""

from typing import Annotated

import typer

from rencai.console import console
from rencai.errors import UsageError

Id = Annotated[str, typer.Argument(metavar="ID", help="Identifier of the record.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON value.")]


def register(app: typer.Typer) -> None:
    """Add `withdraw` and `restore`."""
    app.command()(withdraw)
    app.command()(restore)


def withdraw(
    record_id: Id,
    reason: Annotated[str, typer.Option("--reason", help="Why, in a word or two; its page says so.")],
    as_json: AsJson = False,
) -> None:
    """Take a record down: it is shown no more, and no crawl brings it back; `restore` does.

    Its content stays in the store; `erase` removes it for good.
    """
    from rencai import clock
    from rencai.settings import settings
    from rencai.store.engine import writing
    from rencai.store.life import withdraw as take_down
    from rencai.store.migrate import prepare

    with writing(prepare(settings())) as turn:
        if not take_down(turn, record_id, reason, clock.now()):
            raise UsageError(
                f"there is no record {record_id!r} to take down, or it is down; `rencai search` shows identifiers"
            )
    if as_json:
        console().json({"withdrawn": record_id, "reason": reason})
    else:
        console().result(f"withdrawn: {record_id}")


def restore(record_id: Id, as_json: AsJson = False) -> None:
    """Show a withdrawn record again."""
    from rencai import clock
    from rencai.settings import settings
    from rencai.store.engine import writing
    from rencai.store.life import put_back
    from rencai.store.migrate import prepare

    with writing(prepare(settings())) as turn:
        if not put_back(turn, record_id, clock.now()):
            raise UsageError(f"no record {record_id!r} was withdrawn; what was erased cannot be had back")
    if as_json:
        console().json({"restored": record_id})
    else:
        console().result(f"restored: {record_id}")
