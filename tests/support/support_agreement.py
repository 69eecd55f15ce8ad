"""Records and searches on which both engines must agree: the sample network's papers, mixed vacancies, made queries."""

import random
from collections.abc import Iterator
from datetime import timedelta

from rencai.search.query import DISTANCE, RELEVANCE, Around, Query
from rencai.store.read import StoredRecord
from rencai_sample.vacancies import vacancies
from support_judged import papers
from support_search import SEEN, course, job, notice

MIXED = 600
KINDS = ("job_posting", "training_course", "policy_notice", None)
_MAKERS = {"job_posting": job, "training_course": course, "policy_notice": notice}


def records() -> list[StoredRecord]:
    """Some 2,400 records of three kinds."""
    found = [
        _MAKERS[paper.kind](paper.key, **paper.raw, minutes=number) for number, paper in enumerate(papers())
    ]
    return [*found, *_mixed(len(found))]


def _mixed(first: int) -> Iterator[StoredRecord]:
    """Vacancies put together from several others', so that many fields have many values."""
    some, known = random.Random(5), vacancies()
    for number in range(MIXED):
        one, other, third = some.choice(known), some.choice(known), some.choice(known)
        yield job(
            f"mixed:{number}", f"{one.title}({other.district})", minutes=first + number // 2,
            employer=third.employer.name, description="\n".join((*one.tasks, *other.tasks[:2])),
            requirements="\n".join(third.demands), salary_text=other.salary, location_text=other.address,
            occupation_text=one.trade, skill_level_text=one.level, education_text=third.education,
            experience_text=other.experience, employment_type_text=one.employment, headcount_text=third.headcount,
            benefits_text="、".join(one.benefits), expires_text=other.expires,
            published_text=(SEEN.date() - timedelta(days=some.randrange(60))).isoformat(),
        )


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
    piece = title[start : start + some.randrange(2, 6)].strip("《》()（）\"“” ") or title
    who = str(one.payload.get("employer") or one.payload.get("provider") or (one.payload.get("issuers") or [""])[0])
    place = (one.payload.get("district") or {}).get("name", "朝阳区")
    forms = (
        title, piece, f"{piece} {place}", f'"{piece}"', f"{piece} -{place[:2]}", f"{piece} -派遣", f"职位:{piece}",
        f"单位:{who[:4]}" if who else piece, f"{piece} 包住", f"{piece} 8000以上", f"{title} {who}", place, piece[:2],
        f"{piece} 高级工", f"地点:{place[:2]} {piece}", "", f"{piece} (", f'{piece} "', one.id,
    )
    return some.choice(forms)


def _narrowed(kind: str | None, some: random.Random) -> dict[str, object]:
    if kind == "job_posting":
        return some.choice((
            {}, {}, {"filters": {"district": (some.choice(("朝阳区", "海淀区", "未注明")), "大兴区")}},
            {"filters": {"skill_level": ("高级工+",)}}, {"filters": {"skill_level": ("技师", "未注明")}},
            {"filters": {"education": ("大专", "中专"), "district": ("朝阳区", "海淀区", "通州区")}},
            {"filters": {"benefits": ("包住",)}}, {"exclude": {"employment_type": ("劳务派遣", "兼职")}},
            {"ranges": {"salary": (some.choice((5000.0, 8000.0)), None)}}, {"ranges": {"salary": (6000.0, 9000.0)}},
            {"ranges": {"salary": (None, 7000.0)}, "filters": {"education": ("高中",)}, "sort": "salary"},
            {"sort": "newest"}, {"sort": "deadline"}, {"sort": "salary", "filters": {"salary_band": ("8000-10000",)}},
            {"around": Around(116.4, 39.9, 15.0)}, {"around": Around(116.4, 39.9), "sort": DISTANCE},
        ))
    if kind is None:
        return some.choice(({}, {"filters": {"district": ("海淀区",)}}, {"exclude": {"kind": ("policy_notice",)}}))
    return some.choice(({}, {"sort": "newest"}, {"sort": RELEVANCE}))
