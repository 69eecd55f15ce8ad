"""A training provider's site: definition lists under class names of its own, paging by query, a JSON feed."""

import json
from collections.abc import Iterator, Sequence

from rencai_sample.courses import Course, provider_courses
from rencai_sample.page import Page, Pages, render, robots

PER_LIST = 12


def build(origin: str) -> Pages:
    """Lists, courses and a JSON feed of the newest."""
    found = sorted(provider_courses(), key=lambda course: (course.published, course.id), reverse=True)
    pages = {
        "/robots.txt": robots("Disallow: /order/", "Allow: /course/"),
        "/feed.json": Page(_feed(found[:10], origin).encode(), "application/feed+json; charset=utf-8"),
    }
    pages |= _lists(found)
    for course in found:
        body = render("training/course.html", course=course)
        pages[f"/course/detail?id={course.id}"] = Page(body.encode(), "text/html;charset=UTF-8", course.published)
    return pages


def _lists(found: Sequence[Course]) -> Iterator[tuple[str, Page]]:
    count = -(-len(found) // PER_LIST)
    for place in range(1, count + 1):
        rows = found[(place - 1) * PER_LIST : place * PER_LIST]
        page = Page(render("training/list.html", courses=rows, place=place, count=count).encode())
        yield f"/course/list?page={place}", page
        if place == 1:
            yield from (("/", page), ("/course/list", page))


def _feed(found: Sequence[Course], origin: str) -> str:
    items = [
        {
            "id": course.id,
            "url": f"{origin}/course/detail?id={course.id}",
            "title": course.name,
            "date_published": f"{course.published}T09:00:00+08:00",
            "content_text": "、".join(course.topics),
        }
        for course in found
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "示例培训网 新开班", "items": items}
    return json.dumps(feed, ensure_ascii=False)
