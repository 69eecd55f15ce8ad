"""`rencai search`: what the site would find, on the terminal."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from rencai.console import console
from rencai.errors import BadQuery, UsageError

if TYPE_CHECKING:
    from rencai.search.port import SearchReader
    from rencai.search.query import Hit, Page


def register(app: typer.Typer) -> None:
    """Add `search`."""

    @app.command()
    def search(  # one parameter an option
        text: Annotated[str, typer.Argument(help="What to search, as in the search box.")] = "",
        kind: Annotated[str | None, typer.Option("--kind", help="Only one kind, as `rencai kinds` names it.")] = None,
        filters: Annotated[
            list[str] | None, typer.Option("--filter", help="facet=value; repeat for OR within and AND across facets.")
        ] = None,
        sort: Annotated[str, typer.Option("--sort", help="relevance, newest, salary, deadline, …")] = "relevance",
        plain: Annotated[
            list[str] | None,
            typer.Option("--plain", help="Take back a part of what was understood, by its key; repeat for more."),
        ] = None,
        size: Annotated[int, typer.Option("--size", help="How many hits.", min=0, max=500)] = 20,
        as_json: Annotated[
            bool, typer.Option("--json", help="One JSON value, in the shape of /api/v1/search.")
        ] = False,
    ) -> None:
        """Search the index. Weaker hits, which the total does not count, come last and are marked."""
        from rencai.search.open import open_reader
        from rencai.search.page_json import page_as_json
        from rencai.search.query import Query
        from rencai.settings import settings
        from rencai.store.migrate import prepare
        from rencai.words import lexicon_of

        reader = open_reader(settings(), lexicon_of(prepare(settings())))
        chosen = read_filters(filters or [])
        query = Query(text=text, kind=kind, filters=chosen, sort=sort, size=size, taken_back=tuple(plain or ()))
        try:
            page = reader.search(query)
            for told in [] if page.total else _of_nothing(reader, chosen):
                console().warn(told)
        except BadQuery as refusal:
            raise UsageError(str(refusal)) from refusal
        finally:
            reader.close()
        for name in sorted({*query.taken_back} - {item.key for item in page.taken_back}):
            console().warn(f"nothing was understood by the key {name!r}; without --plain the keys stand in brackets")
        if as_json:
            console().json(page_as_json(page))
        else:
            _print(page)


def read_filters(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """`facet=value` texts by facet. Raises UsageError for a text of another form."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"a filter has the form facet=value, not {text!r}")
        found[name.strip()] = (*found.get(name.strip(), ()), value.strip())
    return found


def _of_nothing(reader: "SearchReader", chosen: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Which chosen values no record has, whatever else is asked."""
    from rencai.search.fields import MISSING
    from rencai.search.query import Query

    for name, value in ((name, value) for name, values in chosen.items() for value in values):
        page = reader.search(Query(filters={name: (value,)}, facets=(name,), size=0, near=False))
        if not page.total:
            some = [item.label for item in page.facets[name] if item.count and item.value != MISSING][:8]
            yield f"no record has {name}={value}; " + (f"some have {', '.join(some)}" if some else "none has any")


def _print(page: "Page") -> None:
    out = console()
    out.result(f"{page.total} results")
    if page.understood:
        out.result("understood: " + ", ".join(f"{item.label} ({item.key})" for item in page.understood))
    if page.rescue:
        out.result(page.rescue.message)
    if page.hits:
        out.table(
            ("score", "", "kind", "title", "id"),
            ((f"{hit.score:.2f}", _mark(hit), hit.kind, hit.title, hit.id) for hit in page.hits),
        )
    for name, counts in page.facets.items():
        if not counts:
            continue
        out.result(f"{name}: " + ", ".join(f"{item.label} {item.count}" for item in counts[:8]))


def _mark(hit: "Hit") -> str:
    return "pinned" if hit.pinned else "near" if hit.near else ""
