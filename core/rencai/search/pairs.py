"""Counts by the values of two facets at once: asked for and answered in the same form by both engines."""

from collections.abc import Mapping
from typing import Any

OUTER, INNER = PAIR = ("kind", "district")
"""Facets that every record has one of few values of."""
_MOST = 100
"""More values than either has."""
Pairs = dict[tuple[str, str], int]
"""Counts by the values of `PAIR`; those that no record has are left out."""


def counting() -> dict[str, Any]:
    """The aggregation that counts pairs."""
    inner = {INNER: {"terms": {"field": INNER, "size": _MOST}}}
    return {OUTER: {"terms": {"field": OUTER, "size": _MOST}, "aggs": inner}}


def pairs_in(answer: Mapping[str, Any]) -> Pairs:
    """The counts in what was answered to that aggregation."""
    return {
        (str(bucket["key"]), str(within["key"])): int(within["doc_count"])
        for bucket in answer[OUTER]["buckets"]
        for within in bucket[INNER]["buckets"]
    }
