"""How fast searches are at a size: `python search_speed.py RECORDS [--keep FOLDER]`.

Builds an embedded index of made-up vacancies with real words, then asks whole searches (count, six facets, twenty hits,
marks), the same on the bare engine, and completions. Prints one JSON value; times are milliseconds.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tantivy

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from rencai.records.parsers import occupation, place
from rencai.search.analysis import Analyzer
from rencai.search.highlight import marker
from rencai.search.lexicon import bundled
from rencai.search.query import Query
from rencai.search.reader import Reader
from rencai.search.spelling import vocabulary
from rencai.search.tantivy import TantivyEngine, TantivyWriter
from rencai.store.read import StoredRecord
from rencai_indexer.documents import document
from support_search import live

FACETS = ("district", "occupation", "skill_level", "education", "employment_type", "salary_band")
FIELDS = ("title_c", "body_c", "title_w", "body_w")
BATCH = 1000
AT = datetime(2026, 11, 1, tzinfo=UTC)
PLACES = [(code, name, spot) for code, name, spot in place.names()]
TRADES = [(code, (name, *aliases)) for code, name, aliases in occupation.names() if code[0] in "46"]
WORDS = [word.text for word in vocabulary()]
LEVELS = ("初级工", "中级工", "高级工", "技师", "高级技师", None, None)
EDUCATION = ("初中", "高中", "中专", "大专", "本科", None)


def vacancy(number: int, chance: random.Random) -> StoredRecord:
    """A vacancy of some 200 characters."""
    code, names = chance.choice(TRADES)
    district, district_name, spot = chance.choice(PLACES)
    low = chance.randrange(4, 25) * 1000
    words = chance.choices(WORDS[:6000], k=60)
    payload = {
        "title": chance.choice(names),
        "employer": f"北京{chance.choice(WORDS)}{chance.choice(WORDS)}有限公司{number % 20_000}",
        "description": ",".join(words[:40]),
        "requirements": ",".join(words[40:]),
        "location_text": f"{district_name}{spot}",
        "occupation": {"code": code, "name": names[0]},
        "district": {"code": district, "name": district_name},
        "salary": {"monthly_min": low, "monthly_max": low + 3000},
        "skill_level": chance.choice(LEVELS),
        "education": chance.choice(EDUCATION),
        "employment_type": chance.choice(("全职", "全职", "兼职", "劳务派遣")),
        "benefits": chance.sample(("包住", "包吃", "五险一金", "周末双休"), 2),
        "published": "2026-10-01",
    }
    at = AT + timedelta(seconds=number)
    return live("bench", str(number), "job_posting", payload, at)


def build(path: Path, records: int) -> float:
    """Index so many vacancies; gives documents a second, the analysis in this one process included."""
    words, chance = Analyzer(bundled().words), random.Random(1)
    writer = TantivyWriter(path)
    generation = writer.new_generation()
    began = time.perf_counter()
    for start in range(0, records, BATCH):
        numbers = range(start, min(start + BATCH, records))
        generation.upsert([document(vacancy(number, chance), words) for number in numbers])
    generation.commit()
    took = time.perf_counter() - began
    writer.switch(generation)
    generation.close()
    return records / took


def queries(count: int) -> Iterator[Query]:
    """Trade, trade and place, trade and words, with none to two filters."""
    chance = random.Random(2)
    for number in range(count):
        _, names = chance.choice(TRADES)
        text = chance.choice(names)
        text += chance.choice(("", f" {chance.choice(PLACES)[2]}", f" {chance.choice(WORDS[:2000])}", " 包住"))
        filters = {"district": (chance.choice(PLACES)[0],), "education": ("大专", "本科")}
        chosen = dict(list(filters.items())[: number % 3])
        yield Query(text=text, kind="job_posting", filters=chosen, facets=FACETS)


def times(work: Callable[[Query], object], asked: list[Query]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    took = []
    for query in asked:
        began = time.perf_counter()
        work(query)
        took.append((time.perf_counter() - began) * 1000)
    return {"p50": round(statistics.median(took), 1), "p95": round(statistics.quantiles(took, n=20)[18], 1)}


def whole(reader: Reader) -> Callable[[Query], object]:
    """A search and its marks."""

    def work(query: Query) -> object:
        page = reader.search(query)
        marks = marker(query)
        return [marks.segments(hit.title) for hit in page.hits]

    return work


def bare(path: Path) -> Callable[[Query], object]:
    """The words in four fields, six counted fields, twenty rows, on the engine itself."""
    index = tantivy.Index.open(str(path / (path / "current").read_text().strip()))
    analyzer = Analyzer(bundled().words)
    should = tantivy.Occur.Should

    def work(query: Query) -> object:
        tokens, searcher = analyzer.tokens(query.text), index.searcher()
        of = {"c": tokens.characters, "w": tokens.words}
        pairs = [(field, token) for field in FIELDS for token in of[field[-1]]]
        terms = [(should, tantivy.Query.term_query(index.schema, field, token)) for field, token in pairs]
        asked = tantivy.Query.boolean_query(terms)
        searcher.aggregate(asked, {facet: {"terms": {"field": facet, "size": 100}} for facet in FACETS})
        return [searcher.doc(address) for _, address in searcher.search(asked, limit=20).hits]

    return work


def throughput(work: Callable[[Query], object], asked: list[Query], threads: int) -> float:
    """Searches a second of so many threads."""
    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, asked))
    return round(len(asked) / (time.perf_counter() - began), 1)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("records", type=int)
    options.add_argument("--keep", type=Path, help="folder of the index: built when empty, kept for another run")
    options.add_argument("--queries", type=int, default=150)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = chosen.keep or Path(temporary)
        result: dict[str, object] = {"records": chosen.records}
        if not (path / "current").exists():
            result["documents_a_second"] = round(build(path, chosen.records))
        reader = Reader(TantivyEngine(path), bundled)
        asked = list(queries(chosen.queries))
        for query in asked[:20]:
            whole(reader)(query)
        result["search"] = times(whole(reader), asked)
        result["search_by_filters"] = [times(whole(reader), asked[count::3]) for count in range(3)]
        result["list_without_text"] = times(whole(reader), [replace(query, text="") for query in asked])
        result["bare"] = times(bare(path), asked)
        result["searches_a_second"] = {count: throughput(whole(reader), asked, count) for count in (1, 2)}
        typed = ["shuk", "diang", "hang", "焊", "电", "数控", "维修", "skcg", "chach", "北京", "dg", "peng"]
        reader.suggest("a", Query())
        result["suggest"] = times(lambda query: reader.suggest(query.text, Query()), [Query(text=t) for t in typed * 5])
        print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
