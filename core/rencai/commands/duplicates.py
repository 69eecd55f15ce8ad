"""`rencai duplicates`: look for the same vacancies anew."""

from typing import Annotated

import typer

from rencai.console import console


def register(app: typer.Typer) -> None:
    """Add `duplicates`."""

    @app.command()
    def duplicates(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
        """Group the stored vacancies anew by this version's rules of what is the same; needed after an update of them.

        Others may crawl and search meanwhile. When it is interrupted or killed, start it again: it goes on where it
        stopped. `index follow` brings what moved to the search index.
        """
        from rencai.intake.regroup import Regrouping
        from rencai.settings import settings
        from rencai.store.migrate import prepare

        work = Regrouping(prepare(settings()))
        steps = work.run()
        if not work.resumed:
            console().info("dropping old keys")
        # Minutes in a large store, and none of the time that the vacancies take.
        begun = next(filter(None, steps), 0)
        with console().progress(work.total, "grouping vacancies", done=work.resumed) as progress:
            progress.advance(begun)
            for count in steps:
                progress.advance(count)
        if as_json:
            console().json(work.counts)
        else:
            console().result(", ".join(f"{name}: {count}" for name, count in work.counts.items()))
