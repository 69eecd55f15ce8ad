"""`rencai relevance`: how well the index answers a judged set of queries."""

from pathlib import Path
from typing import Annotated

import typer

from rencai.console import console
from rencai.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add `relevance`."""

    @app.command()
    def relevance(
        file: Annotated[Path, typer.Argument(help="Lines of JSON: query, kind?, filters?, group?, judgements.")],
        as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
    ) -> None:
        """Measure nDCG@10, recall@50 and MRR, overall and by group."""
        from rencai.search.open import open_reader
        from rencai.search.relevance import Judged, as_query, read_judged, report
        from rencai.settings import settings
        from rencai.store.migrate import prepare
        from rencai.words import lexicon_of

        judged = list(read_judged(file))
        if not judged:
            raise UsageError(f"{file} has no queries")
        reader = open_reader(settings(), lexicon_of(prepare(settings())))

        with console().progress(len(judged), "queries") as progress:

            def ranked(item: Judged) -> list[str]:
                progress.advance()
                return [f"{hit.source}:{hit.source_id}" for hit in reader.search(as_query(item)).hits]

            result = report(judged, ranked)
        reader.close()
        if as_json:
            console().json(result)
        else:
            rows = [("overall", result["overall"]), *result["groups"].items()]
            measures = ("ndcg@10", "recall@50", "mrr", "queries")
            console().table(("group", *measures), [(name, *(means[one] for one in measures)) for name, means in rows])
