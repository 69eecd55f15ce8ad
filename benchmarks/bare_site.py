"""The peers of the page benchmark: bare pages fed by one raw query, `python bare_site.py PORT tantivy|elasticsearch`.

`/flat` asks for what any list page needs: the words in four fields, six counted fields, twenty rows. `/same` asks what
the project's search comes to, finished beforehand.
"""

import asyncio
import html
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn
from questions import QUERIES
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from rencai.search.analysis import Analyzer, analyzer
from rencai.search.asked import request_of
from rencai.search.engine import Request as Search
from rencai.search.lexicon import bundled
from rencai.search.plan import plan
from rencai.search.query import Query
from rencai.search.understanding import understand
from rencai.settings import settings

FACETS = ("district", "occupation", "skill_level", "education", "employment_type", "salary_band")
FIELDS = ("title_c", "body_c", "title_w", "body_w")
ANALYZER: Analyzer = analyzer(bundled().words)
POOL = ThreadPoolExecutor(2)

Titles = Callable[[str], list[str]]


def finished(text: str) -> Search:
    """What the project asks its engine for the first twenty rows."""
    query = Query(text=text, kind="job_posting")
    parts = understand(text, bundled(), ANALYZER).parts
    return request_of(query, plan(query, parts, bundled(), ANALYZER), 20)


def tantivy_pages() -> tuple[Titles, Titles]:
    """Functions from text to titles on the raw embedded index."""
    import tantivy

    from rencai.search.fields import search_fields
    from rencai.search.tantivy.asked import Asked
    from rencai.search.tantivy.queries import Translator

    folder = settings().data / "index"
    index = tantivy.Index.open(str(folder / (folder / "current").read_text().strip()))
    asked = Asked(Translator(index.schema, search_fields()), index.searcher())
    made = {}
    for text in QUERIES:
        search = finished(text)
        made[text] = (asked.rows(search), asked.counted(search), search.facets)

    def titles(rows: Any, counted: Any, facets: tuple[str, ...]) -> list[str]:
        searcher = index.searcher()
        searcher.aggregate(counted, {facet: {"terms": {"field": facet, "size": 100}} for facet in facets})
        found = searcher.search(rows, limit=20)
        return [json.loads(bytes(searcher.doc(address).get_first("card")))["title"] for _, address in found.hits]

    def flat(text: str) -> list[str]:
        tokens = ANALYZER.tokens(text)
        words = {"c": tokens.characters, "w": tokens.words}
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, field, token))
            for field in FIELDS
            for token in words[field[-1]]
        ]
        query = tantivy.Query.boolean_query(terms)
        return titles(query, query, FACETS)

    return flat, lambda text: titles(*made[text])


def elasticsearch_pages() -> tuple[Titles, Titles]:
    """Functions from text to titles by the bare client."""
    from elasticsearch import Elasticsearch

    from rencai.search.elasticsearch.queries import search_body

    url = settings().elasticsearch_url
    client = Elasticsearch(url.get_secret_value() if url else "")
    made = {text: search_body(finished(text)) for text in QUERIES}

    def titles(body: dict[str, Any]) -> list[str]:
        answer = client.search(index=settings().index, body=body)
        return [json.loads(hit["_source"]["card"])["title"] for hit in answer["hits"]["hits"]]

    def flat(text: str) -> list[str]:
        tokens = ANALYZER.tokens(text)
        words = {
            "query": " ".join((*tokens.characters, *tokens.words)),
            "type": "cross_fields",
            "fields": list(FIELDS),
            "operator": "or",
        }
        counted = {facet: {"terms": {"field": facet, "size": 100}} for facet in FACETS}
        body = {"size": 20, "track_total_hits": True, "_source": ["card"], "query": {"multi_match": words}}
        return titles({**body, "aggs": counted})

    return flat, lambda text: titles(made[text])


def main() -> None:
    """Serve two pages."""
    flat, same = tantivy_pages() if sys.argv[2] == "tantivy" else elasticsearch_pages()

    def page(titles: Titles) -> Callable[[Request], Any]:
        async def answer(request: Request) -> HTMLResponse:
            found = await asyncio.get_running_loop().run_in_executor(POOL, titles, request.query_params.get("q", ""))
            return HTMLResponse("<ul>" + "".join(f"<li>{html.escape(title)}" for title in found) + "</ul>")

        return answer

    routes = [Route("/flat", page(flat)), Route("/same", page(same))]
    uvicorn.run(Starlette(routes=routes), port=int(sys.argv[1]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
