"""Both engines on the same documents: the same totals and facets, nearly the same order, nearly the same relevance."""

import random

import pytest

from rencai.search.query import Query
from rencai.search.relevance import as_query, read_judged, report
from support_judged import JUDGED
from support_search import Opened

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]


def queries() -> list[Query]:
    """Judged queries, each plain and with filters, ranges, exclusions and orders drawn by a fixed chance."""
    chance = random.Random(5)  # the same choice at every run
    texts = [item.query for item in read_judged(JUDGED)]
    texts += ["", "北京", "8000以上 电工", "包住", '"职业技能"', "维修 -电梯"]
    found = [Query(text=text) for text in texts]
    for text in texts:
        kind = chance.choice(("job_posting", "training_course", "policy_notice", None))
        filters = {"district": (chance.choice(("海淀区", "朝阳区", "未注明")),)} if chance.random() < 0.5 else {}
        ranges = {"salary": (chance.choice((5000.0, 8000.0)), None)} if chance.random() < 0.3 else {}
        exclude = {"education": ("大专",)} if chance.random() < 0.3 else {}
        sort = chance.choice(("relevance", "relevance", "newest", "salary"))
        found.append(Query(text=text, kind=kind, filters=filters, ranges=ranges, exclude=exclude, sort=sort))
    return found


def test_totals_and_facets_are_the_same_and_the_first_ten_overlap(both: tuple[Opened, Opened]) -> None:
    """Some 20 s: 240 queries on each engine."""
    embedded, cluster = both
    overlaps: list[float] = []
    asked = queries()
    assert len(asked) >= 200
    for query in asked:
        one, other = embedded.reader.search(query), cluster.reader.search(query)
        assert one.total == other.total, query
        assert one.facets == other.facets, query
        first = {hit.id for hit in one.hits[:10]}
        if first:
            overlaps.append(len(first & {hit.id for hit in other.hits[:10]}) / len(first))
    assert sum(overlaps) / len(overlaps) >= 0.8


def test_relevance_is_the_same_within_two_hundredths(both: tuple[Opened, Opened]) -> None:
    """Some 10 s: the judged set on each engine."""
    results = []
    for one in both:
        reader = one.reader
        judged = list(read_judged(JUDGED))
        ranked = [[f"{hit.source}:{hit.source_id}" for hit in reader.search(as_query(item)).hits] for item in judged]
        lists = iter(ranked)
        results.append(report(judged, lambda _, lists=lists: next(lists)))
    assert abs(results[0]["overall"]["ndcg@10"] - results[1]["overall"]["ndcg@10"]) <= 0.02
    assert abs(results[0]["overall"]["recall@50"] - results[1]["overall"]["recall@50"]) <= 0.02


def test_each_reason_for_a_hit_has_the_same_share(both: tuple[Opened, Opened]) -> None:
    """Some 2 s. Where the scores of words were of another size, a meaning's fixed amount would weigh another share."""
    embedded, cluster = both
    asked = [as_query(item) for item in read_judged(JUDGED) if item.group == "place and trade"][:10]
    for query in asked:
        first = embedded.reader.search(query).hits[0].id
        one, other = (opened.reader.explain(first, query) for opened in (embedded, cluster))
        assert one is not None
        assert other is not None
        shares = {reason.text: reason.weight for reason in other.reasons}
        assert {reason.text: reason.weight for reason in one.reasons} == pytest.approx(shares, abs=0.005), query.text
