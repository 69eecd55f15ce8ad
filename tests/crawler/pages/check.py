"""Counts, per layout and field, how many pages are read right. Run: `python tests/crawler/pages/check.py [--wrong]`."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from layouts import Made, notices, vacancies

from rencai_crawler.pages import Page, read_page


def wrong_fields(made: Made, kind: str) -> Iterator[tuple[str, str, str]]:
    """(field, expected, got) of each field that is not right."""
    reading = read_page(Page("https://www.example.gov.cn/xxgk/detail.html", made.body))
    fields = next((item.fields for item in reading.items if item.kind == kind), {})
    for name, expected in made.fields.items():
        got = str(fields.get({"published": "published_text", "begins": "description", "ends": "description"}.get(name, name), ""))
        if not _is_right(name, expected, got):
            yield name, expected, got


def _is_right(name: str, expected: str, got: str) -> bool:
    one, other = _bare(expected), _bare(got)
    if name == "published":
        return re.sub(r"\D0?", "-", got)[:9].rstrip("-") == re.sub(r"\D0?", "-", expected)[:9].rstrip("-")
    if name == "begins":
        return re.sub(r"^(?:[【]?岗位职责[】]?[:：]?)", "", other).startswith(one)
    if name == "ends":
        return other.endswith(one)
    if name == "location_text":
        return one in other
    return one == other


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def count(pages: Iterable[Made], kind: str, *, show: bool) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many of each field there are, how many are wrong, and how many wrong by layout."""
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    layouts: Counter[str] = Counter()
    for made in pages:
        total.update(made.fields.keys())
        for name, expected, got in wrong_fields(made, kind):
            wrong[name] += 1
            layouts[made.name.partition(" / ")[0]] += 1
            if show:
                print(f"{made.name}: {name}\n   expected {_ends(expected)}\n   got      {_ends(got)}")
    return total, wrong, layouts


def _ends(text: str) -> str:
    text = _bare(text)
    return text if len(text) <= 90 else f"{text[:45]} … {text[-45:]}"


def main() -> None:
    show = "--wrong" in sys.argv
    for kind, pages in (("policy_notice", notices()), ("job_posting", vacancies())):
        total, wrong, layouts = count(pages, kind, show=show)
        print(f"{kind}: {sum(total.values()) - sum(wrong.values())} of {sum(total.values())} fields right")
        for name, number in total.items():
            print(f"  {name:22} {number - wrong[name]:4} / {number}")
        print("  wrong by layout:", dict(layouts.most_common()))


if __name__ == "__main__":
    main()
