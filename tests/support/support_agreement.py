"""Searches of every form, made of the records that are there: both engines must agree on them."""

import random
from collections.abc import Iterator
from typing import Any

from rencai.search.query import DISTANCE, RELEVANCE, Around, Query
from rencai.store.read import StoredRecord


def queries(known: list[StoredRecord], count: int, seed: int = 3) -> Iterator[Query]:
    """Searches as people make them of what is there: two thirds have filters."""
    some = random.Random(seed)
    for _ in range(count):
        one = some.choice(known)
        kind = some.choice((one.kind, one.kind, None))
        yield Query(text=_text(one, some), kind=kind, **_narrowed(one.kind if kind else None, some))


def _text(one: StoredRecord, some: random.Random) -> str:
    title = str(one.payload["title"])
    start = some.randrange(max(1, len(title) - 4))
    piece = title[start : start + some.randrange(2, 6)].strip('《》()（）"“” ') or title
    who = str(one.payload.get("employer") or one.payload.get("provider") or (one.payload.get("issuers") or [""])[0])
    place = (one.payload.get("district") or {}).get("name", "朝阳区")
    forms = (
        title,
        piece,
        f"{piece} {place}",
        f'"{piece}"',
        f"{piece} -{place[:2]}",
        f"{piece} -派遣",
        f"职位:{piece}",
        f"单位:{who[:4]}" if who else piece,
        f"{piece} 包住",
        f"{piece} 8000以上",
        f"{title} {who}",
        place,
        piece[:2],
        f"{piece} 高级工",
        f"地点:{place[:2]} {piece}",
        "",
        f"{piece} (",
        f'{piece} "',
        one.id,
    )
    return some.choice(forms)


def _narrowed(kind: str | None, some: random.Random) -> dict[str, Any]:
    if kind == "job_posting":
        return some.choice(
            (
                {},
                {},
                {"filters": {"district": (some.choice(("朝阳区", "海淀区", "未注明")), "大兴区")}},
                {"filters": {"skill_level": ("高级工+",)}},
                {"filters": {"skill_level": ("技师", "未注明")}},
                {"filters": {"education": ("大专", "中专"), "district": ("朝阳区", "海淀区", "通州区")}},
                {"filters": {"benefits": ("包住",)}},
                {"exclude": {"employment_type": ("劳务派遣", "兼职")}},
                {"ranges": {"salary": (some.choice((5000.0, 8000.0)), None)}},
                {"ranges": {"salary": (6000.0, 9000.0)}},
                {"ranges": {"salary": (None, 7000.0)}, "filters": {"education": ("高中",)}, "sort": "salary"},
                {"sort": "newest"},
                {"sort": "deadline"},
                {"sort": "salary", "filters": {"salary_band": ("8000-10000",)}},
                {"around": Around(116.4, 39.9, 15.0)},
                {"around": Around(116.4, 39.9), "sort": DISTANCE},
            )
        )
    if kind is None:
        return some.choice(({}, {"filters": {"district": ("海淀区",)}}, {"exclude": {"kind": ("policy_notice",)}}))
    return some.choice(({}, {"sort": "newest"}, {"sort": RELEVANCE}))
