"""The peer of the page benchmark: a bare page fed by one raw query, `python bare_site.py PORT tantivy|elasticsearch`.

The query has what any list page needs: the words in four fields, six counted fields, twenty rows.
"""

import asyncio
import html
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.settings import settings

FACETS = ("district", "occupation", "skill_level", "education", "employment_type", "salary_band")
FIELDS = ("title_c", "body_c", "title_w", "body_w")
ANALYZER = Analyzer(bundled().words)
POOL = ThreadPoolExecutor(2)


def tantivy_titles() -> "object":
    """A function from text to titles on the raw embedded index."""
    import tantivy

    folder = settings().data / "index"
    index = tantivy.Index.open(str(folder / (folder / "current").read_text().strip()))

    def titles(text: str) -> list[str]:
        tokens, searcher = ANALYZER.tokens(text), index.searcher()
        words = {"c": tokens.characters, "w": tokens.words}
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, field, token))
            for field in FIELDS
            for token in words[field[-1]]
        ]
        query = tantivy.Query.boolean_query(terms)
        searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": 100}} for facet in FACETS})
        found = searcher.search(query, limit=20)
        return [json.loads(bytes(searcher.doc(address).get_first("card")))["title"] for _, address in found.hits]

    return titles


def elasticsearch_titles() -> "object":
    """A function from text to titles by the bare client."""
    from elasticsearch import Elasticsearch

    url = settings().elasticsearch_url
    client = Elasticsearch(url.get_secret_value() if url else "")

    def titles(text: str) -> list[str]:
        tokens = ANALYZER.tokens(text)
        answer = client.search(
            index=settings().index,
            size=20,
            track_total_hits=True,
            source_includes=["card"],
            query={
                "multi_match": {
                    "query": " ".join((*tokens.characters, *tokens.words)),
                    "type": "cross_fields",
                    "fields": list(FIELDS),
                    "operator": "or",
                }
            },
            aggs={facet: {"terms": {"field": facet, "size": 100}} for facet in FACETS},
        )
        return [json.loads(hit["_source"]["card"])["title"] for hit in answer["hits"]["hits"]]

    return titles


def main() -> None:
    """Serve one page."""
    titles = tantivy_titles() if sys.argv[2] == "tantivy" else elasticsearch_titles()

    async def page(request: Request) -> HTMLResponse:
        found = await asyncio.get_running_loop().run_in_executor(POOL, titles, request.query_params.get("q", ""))
        return HTMLResponse("<ul>" + "".join(f"<li>{html.escape(title)}" for title in found) + "</ul>")

    uvicorn.run(Starlette(routes=[Route("/jobs", page)]), port=int(sys.argv[1]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
