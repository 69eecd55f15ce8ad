"""Relevance as numbers: nDCG@10, recall@50 and MRR of a judged set of queries, overall and by group."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rencai.errors import InputInvalid
from rencai.search.query import Query

DEPTH = 50
RELEVANT = 2
"""Grade from which recall and MRR call a record relevant."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One query with the grades of records, by `<source>:<source_id>`."""

    query: str
    judgements: Mapping[str, int]
    kind: str | None = None
    group: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one query."""

    ndcg: float
    recall: float | None
    """None where no judged record is relevant: such a query says nothing of recall."""
    mrr: float


def read_judged(path: Path) -> Iterator[Judged]:
    """The queries of a file, one JSON object a line. Raises InputInvalid with the number of a bad line."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputInvalid(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputInvalid(f"{path} cannot be read: it is not in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _judged(line, f"{path}, line {number}")


def _judged(line: str, place: str) -> Judged:
    try:
        value = json.loads(line)
        grades = {str(name): int(grade) for name, grade in value["judgements"].items()}
        filters = {str(name): _values(wanted) for name, wanted in (value.get("filters") or {}).items()}
        return Judged(str(value["query"]), grades, value.get("kind"), str(value.get("group") or ""), filters)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputInvalid(f'{place}: not an object with "query" and "judgements": {error!r}') from error


def _values(wanted: Any) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else tuple(str(value) for value in wanted)


def as_query(judged: Judged) -> Query:
    """What is searched for a judged query: deep enough for recall, nothing counted."""
    return Query(text=judged.query, kind=judged.kind, filters=judged.filters, size=DEPTH, facets=(), mixed=True)


def measure(judged: Judged, ranked: Sequence[str]) -> Score:
    """The measures of one ranked list of `<source>:<source_id>`."""
    grades = [judged.judgements.get(name, 0) for name in ranked[:DEPTH]]
    ideal = _dcg(sorted(judged.judgements.values(), reverse=True)[:10])
    relevant = sum(grade >= RELEVANT for grade in judged.judgements.values())
    first = next((place for place, grade in enumerate(grades, 1) if grade >= RELEVANT), 0)
    return Score(
        ndcg=_dcg(grades[:10]) / ideal if ideal else 0.0,
        recall=sum(grade >= RELEVANT for grade in grades) / min(relevant, DEPTH) if relevant else None,
        mrr=1 / first if first else 0.0,
    )


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def report(judged: Iterable[Judged], ranked: Callable[[Judged], Sequence[str]]) -> dict[str, Any]:
    """Means over all queries and over each group."""
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    everything: list[Score] = []
    for item in judged:
        score = measure(item, ranked(item))
        everything.append(score)
        groups[item.group or "ungrouped"].append(score)
    return {"overall": _means(everything), "groups": {name: _means(groups[name]) for name in sorted(groups)}}


def _means(scores: Sequence[Score]) -> dict[str, float | int]:
    recalls = [score.recall for score in scores if score.recall is not None]
    return {
        "ndcg@10": _mean([score.ndcg for score in scores]),
        "recall@50": _mean(recalls),
        "mrr": _mean([score.mrr for score in scores]),
        "queries": len(scores),
    }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
