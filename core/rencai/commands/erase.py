"""`rencai erase`: remove one record's content everywhere."""

from typing import TYPE_CHECKING, Annotated

import typer

from rencai.console import console

if TYPE_CHECKING:
    from sqlalchemy import Engine


def register(app: typer.Typer) -> None:
    """Add `erase`."""

    @app.command()
    def erase(
        record_id: Annotated[str, typer.Argument(metavar="ID", help="Identifier of the record.")],
        reason: Annotated[str, typer.Option("--reason", help="Why, in a word or two; it is kept.")] = "request",
        as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
    ) -> None:
        """Remove a record's content, versions and archived pages for good.

        A tombstone stays, so that no crawl brings it back; `index follow` takes it out of the search index, whose files
        drop what they held of it when they are merged, or at once by `index rebuild`.
        """
        from rencai.errors import UsageError
        from rencai.settings import settings
        from rencai.store.erase import empty_log, erase_everywhere
        from rencai.store.migrate import prepare

        where = settings()
        engine = prepare(where)
        same = _same(engine, record_id)
        if not erase_everywhere(engine, record_id, reason, where.data / "pages"):
            raise UsageError(f"there is no record {record_id!r}; `rencai search` and `rencai export` show identifiers")
        if not empty_log(engine):
            console().warn(
                "another process reads the store all the while, so that its log still holds the old text; "
                "run the same command again when that has ended"
            )
        if as_json:
            console().json({"erased": record_id, "reason": reason, "also_seen": same})
        else:
            console().result(f"erased: {record_id}")
        if same:
            console().warn(f"these tell of the same and stay: {', '.join(same)}; erase them as well if they have to go")


def _same(engine: "Engine", record_id: str) -> list[str]:
    """The other records of its cluster that have a content, by id."""
    from rencai.store.engine import reading
    from rencai.store.read import cluster_members, get

    with reading(engine) as conn:
        stored = get(conn, record_id)
        members = cluster_members(conn, stored.cluster_id) if stored else []
    return [one.id for one in members if one.id != record_id and one.payload]
