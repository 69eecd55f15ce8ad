"""A plain table job site in GBK that says gb2312, or says nothing: label/value tables, lists linked by 下一页."""

from collections.abc import Iterator, Sequence

from rencai_sample.page import Page, Pages, render, robots
from rencai_sample.vacancies import Vacancy, table_vacancies

PER_LIST = 25
_TYPES = ("text/html", "text/html; charset=gb2312", "text/html")
"""What the headers of details say of the encoding, in turn."""


def build(origin: str) -> Pages:
    """Lists and vacancies; every page is GBK bytes, and the square-metre sign is not in GB2312."""
    del origin
    jobs = sorted(table_vacancies(), key=lambda job: (job.published, job.id), reverse=True)
    pages = {"/robots.txt": robots("Disallow: /admin/", "Disallow: /*.asp$")}
    pages |= _lists(jobs)
    for job in jobs:
        turn = int(job.id) % len(_TYPES)
        body = render("listings/job.html", job=job, declared=turn != 2, area=300 + int(job.id) % 70 * 100)
        pages[f"/zhaopin/{job.id}.html"] = Page(body.encode("gbk"), _TYPES[turn], job.published)
    return pages


def _lists(jobs: Sequence[Vacancy]) -> Iterator[tuple[str, Page]]:
    count = -(-len(jobs) // PER_LIST)
    for place in range(1, count + 1):
        rows = jobs[(place - 1) * PER_LIST : place * PER_LIST]
        page = Page(render("listings/list.html", jobs=rows, place=place, count=count).encode("gbk"), "text/html")
        yield f"/list_{place}.html", page
        if place == 1:
            yield "/", page
