"""Reading: one open index, replaced when the pointer moves to another generation."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import orjson
import tantivy
from tantivy import Order

from rencai.errors import BadQuery, SearchUnavailable
from rencai.search.clauses import Between, Clause, OneOf, all_of
from rencai.search.digest import fields_digest
from rencai.search.engine import ByField, Request, Response, Row
from rencai.search.fields import FieldType, SearchField, search_fields
from rencai.search.pairs import Pairs, counting, pairs_in
from rencai.search.tantivy.asked import Asked
from rencai.search.tantivy.cores import Cores
from rencai.search.tantivy.folder import FACTS, IndexFolder
from rencai.search.tantivy.queries import Translator

T = TypeVar("T")


class TantivyEngine:
    """Reads the generation that the folder points to, from any number of threads and processes."""

    def __init__(self, path: Path, fields: tuple[SearchField, ...] | None = None) -> None:
        self._folder = IndexFolder(path)
        self._fields = fields or search_fields()
        self._dense = frozenset(field.name for field in self._fields if field.type is FieldType.KEYWORD)
        self._lock = Lock()
        self._cores = Cores()
        self._name = ""
        self._index: tantivy.Index | None = None
        self._translator: Translator | None = None

    def run(self, request: Request) -> Response:
        """Answer one request on the current generation."""
        return self._guard(lambda index, translator: self._run(Asked(translator, index.searcher()), request))

    def _run(self, asked: Asked, request: Request) -> Response:
        with self._cores.one():
            beside = self._side_by_side(asked, request) if request.facets and request.size else None
            return beside or self._in_turn(asked, request)

    def _side_by_side(self, asked: Asked, request: Request) -> Response | None:
        """The answer, its rows found while its facets are counted; None when no core is free for that.

        The total is counted first, since it decides how rows are best looked for; it comes from the facets where to
        count it would take long, or where nothing runs beside.
        """
        estimate = asked.estimate(request) if any(self._is_whole(facet, request) for facet in request.facets) else 0

        def rows() -> tuple[int, tuple[Row, ...]]:
            total = -1 if estimate else _count(asked, request)
            return total, self._rows(asked, request, estimate or total)[0]

        found = self._cores.both(rows, lambda: self._facets(asked, request))
        if not found:
            return None
        (total, shown), (facets, whole) = found
        return Response(whole if estimate else total, shown, facets)

    def _is_whole(self, facet: str, request: Request) -> bool:
        """Whether the counts of a facet add up to the total: every record has it, and none of its values is chosen."""
        return facet in self._dense and facet not in request.filters

    def _in_turn(self, asked: Asked, request: Request) -> Response:
        facets, total = self._facets(asked, request)
        if total < 0 and request.count and (request.loose or request.order or not request.size):
            total = _count(asked, request)
        rows, counted = self._rows(asked, request, total)
        return Response(max(total, counted, 0), rows, facets)

    def _rows(self, asked: Asked, request: Request, total: int) -> tuple[tuple[Row, ...], int]:
        """The rows, and their total where it was asked for and is not yet known."""
        if not request.size or total == 0:
            return (), 0
        wanted = _narrowed(replace(request, count=request.count and total < 0))
        found = _search(asked.searcher, asked.rows(wanted, total=max(total, 0)), wanted)
        ordered, unwanted = request.order is not None, frozenset(request.skip)
        rows = (
            _row(asked.searcher, address, 0.0 if ordered else float(key), int(key) if ordered else 0)
            for key, address in found.hits
        )
        shown = tuple(islice((row for row in rows if row.id not in unwanted), request.size))
        return shown, int(getattr(found, "count", 0) or 0)

    def _facets(self, asked: Asked, request: Request) -> tuple[Mapping[str, tuple[tuple[str, int], ...]], int]:
        """Counts of the facets; and the total, which those of a facet that every record has add up to, or -1."""
        counts: dict[str, tuple[tuple[str, int], ...]] = {}
        total = -1
        common = [facet for facet in request.facets if facet not in request.filters]
        groups = ([("", common)] if common else []) + [
            (facet, [facet]) for facet in request.facets if facet in request.filters
        ]
        for without, facets in groups:
            wanted = {facet: {"terms": {"field": facet, "size": request.facet_size}} for facet in facets}
            answer = asked.searcher.aggregate(asked.counted(request, without), wanted)
            counts.update((facet, _buckets(answer[facet])) for facet in facets)
            if dense := next((facet for facet in facets if self._is_whole(facet, request)), ""):
                total = sum(count for _, count in counts[dense]) + int(answer[dense]["sum_other_doc_count"])
        return counts, total

    def totals(self, request: Request, matches: Sequence[Clause]) -> list[Pairs]:
        """How many records the request finds with each of these as its `match`, by the facets of `pairs.PAIR`."""

        def count(index: tantivy.Index, translator: Translator) -> list[Pairs]:
            asked, wanted = Asked(translator, index.searcher()), counting()
            queries = (asked.counted(replace(request, match=match)) for match in matches)
            return [pairs_in(asked.searcher.aggregate(query, wanted)) for query in queries]

        return self._guard(count)

    def finds(self, request: Request, among: Sequence[str]) -> bool:
        """Whether the request finds anything, looked for `among` some records first."""

        def find(index: tantivy.Index, translator: Translator) -> bool:
            asked = Asked(translator, index.searcher())
            if asked.is_vain(request):
                return False
            likely = replace(request, always=all_of([request.always, OneOf("id", tuple(among))]))
            return _count(asked, likely) > 0 or _count(asked, request) > 0

        return self._guard(find)

    def get(self, ids: Sequence[str]) -> dict[str, Row]:
        """Indexed records by id, with score 0."""
        rows = self._by_id(ids, lambda searcher, address: _row(searcher, address, 0.0, 0))
        return {row.id: row for row in rows}

    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Field `hash` of indexed records by id."""
        return dict(self._by_id(ids, _hash))

    def _by_id(self, ids: Sequence[str], read: Callable[[tantivy.Searcher, Any], T]) -> list[T]:
        if not ids:
            return []

        def fetch(index: tantivy.Index, translator: Translator) -> list[T]:
            searcher = index.searcher()
            query = translator.condition(OneOf("id", tuple(ids)))
            return [read(searcher, address) for _, address in searcher.search(query, limit=len(ids)).hits]

        return self._guard(fetch)

    def explain(self, record_id: str, request: Request) -> str:
        """tantivy's own account of a row's score, as JSON; empty when it is no row of the request."""

        def account(index: tantivy.Index, translator: Translator) -> str:
            searcher = index.searcher()
            found = searcher.search(translator.term("id", record_id), limit=1).hits
            query = Asked(translator, searcher).rows(request)
            try:
                return query.explain(searcher, found[0][1]).to_json() if found else ""
            except ValueError:
                return ""

        return self._guard(account)

    def frequencies(self, field: str, tokens: Sequence[str]) -> list[int]:
        """How many records hold each of these tokens in a field, deleted ones possibly included."""

        def count(index: tantivy.Index, _: Translator) -> list[int]:
            searcher = index.searcher()
            return [int(searcher.doc_freq(field, token)) for token in tokens]

        return self._guard(count)

    def numbers(self, begun: str, most: int) -> list[str]:
        """Numbers of papers that begin so, the last in the order of their characters, which are of the latest years."""
        found = self._guard(lambda index, _: index.searcher().terms_with_prefix("numbers", begun))
        return sorted((value for value, _ in found), reverse=True)[:most]

    def values(self, field: str, most: int) -> list[tuple[str, int]]:
        """The most frequent values of a KEYWORD or KEYWORDS field with their counts."""
        found = self._guard(lambda index, _: list(index.searcher().terms_with_prefix(field, "")))
        return nlargest(most, found, key=lambda pair: pair[1])

    def generation(self) -> str:
        """Name of the generation and a fingerprint of its segments."""

        def name(index: tantivy.Index, _: Translator) -> str:
            searcher = index.searcher()
            return f"{self._name}:{searcher.num_docs}:{searcher.num_segments}:{_stamp(self._folder.path / self._name)}"

        return self._guard(name)

    def ready(self) -> bool:
        """Whether there is an index that answers."""
        try:
            return self._guard(lambda index, _: index.searcher().num_docs >= 0)
        except SearchUnavailable:
            return False

    def refresh(self) -> None:
        """See what was committed until now."""
        self._guard(lambda index, _: index.reload())

    def close(self) -> None:
        """Let go of the index's files."""
        with self._lock:
            self._index = self._translator = None
            self._name = ""
        self._cores.close()

    def _guard(self, work: Callable[[tantivy.Index, Translator], T]) -> T:
        try:
            index, translator = self._open()
            return work(index, translator)
        except (SearchUnavailable, BadQuery):
            raise
        except OSError as error:
            raise SearchUnavailable(f"the search index in {self._folder.path} cannot be read: {error}") from error
        except (ValueError, KeyError) as error:
            raise BadQuery(f"the search index cannot run this query: {error}") from error
        except BaseException as error:
            # A panic inside tantivy arrives as a BaseException of its own, which `except Exception` would let through.
            if type(error).__name__ != "PanicException":
                raise
            raise BadQuery(f"the search index failed on this query: {error}") from error

    def _open(self) -> tuple[tantivy.Index, Translator]:
        name = self._folder.current()
        index, translator = self._index, self._translator
        if name and name == self._name and index is not None and translator is not None:
            return index, translator
        with self._lock:
            return self._reopen(name)

    def _reopen(self, name: str) -> tuple[tantivy.Index, Translator]:
        if not name:
            raise SearchUnavailable("there is no search index yet; run `rencai index rebuild`")
        facts = self._folder.path / name / FACTS
        try:
            known = json.loads(facts.read_text("utf-8"))
            index = tantivy.Index.open(str(facts.parent))
        except (OSError, ValueError) as error:
            if (newer := self._folder.current()) != name:
                # A rebuild has switched and dropped it between the look at the pointer and this.
                return self._reopen(newer)
            raise SearchUnavailable(f"search index {name} cannot be opened: {error}") from error
        if known.get("fields") != fields_digest(self._fields):
            raise SearchUnavailable("the search index was made by another version; run `rencai index rebuild`")
        self._index, self._translator, self._name = index, Translator(index.schema, self._fields), name
        return index, self._translator


def _narrowed(request: Request) -> Request:
    """The request with where its order goes on made a condition, and room for rows that are not wanted.

    Those are left out of what is found: to look at each record's id takes as long as to score it.
    """
    wanted = replace(request, size=request.size + len(request.skip))
    if request.order is None or request.order.beyond is None:
        return wanted
    return replace(wanted, always=all_of([request.always, _past(request.order)]))


def _past(order: ByField) -> Clause:
    if order.descending:
        return Between(order.field, None, order.beyond)
    return Between(order.field, order.beyond, None)


def _search(searcher: tantivy.Searcher, query: tantivy.Query, request: Request) -> tantivy.SearchResult:
    if request.order is None:
        return searcher.search(query, limit=request.size, offset=request.offset, count=request.count)
    direction = Order.Desc if request.order.descending else Order.Asc
    return searcher.search(
        query,
        limit=request.size,
        offset=request.offset,
        count=False,
        order_by_field=request.order.field,
        order=direction,
    )


def _count(asked: Asked, request: Request) -> int:
    # Without scores, which nobody will see.
    silent = tantivy.Query.const_score_query(asked.counted(request), 0.0)
    return int(asked.searcher.search(silent, limit=1, count=True).count or 0)  # type: ignore[attr-defined]  # not in the stub


def _row(searcher: tantivy.Searcher, address: Any, score: float, order: int) -> Row:
    stored = searcher.doc(address)
    card = orjson.loads(stored.get_first("card") or b"{}")
    return Row(str(stored.get_first("id")), score, order, card)


def _hash(searcher: tantivy.Searcher, address: Any) -> tuple[str, str]:
    stored = searcher.doc(address)
    return str(stored.get_first("id")), bytes(stored.get_first("hash") or b"").decode()


def _buckets(answer: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer["buckets"]]
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _stamp(folder: Path) -> int:
    try:
        return (folder / "meta.json").stat().st_mtime_ns
    except OSError:
        return 0
