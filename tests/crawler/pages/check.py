"""Counts the fields that are read right: `python tests/crawler/pages/check.py [--wrong] [--markdown]`.

Made pages are layouts filled with texts (`layouts.py`), whole and damaged (`damage.py`); real pages are those saved in
the sample network, with the fields that a person read off them (`real.json`).
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from damage import DAMAGE, damaged
from layouts import Made, notices, vacancies

from rencai_crawler.pages import Page, read_page

SAVED = Path(__file__).parents[3] / "sample" / "rencai_sample" / "content" / "saved"
_FIELD = {"published": "published_text", "begins": "", "ends": "", "written": "written_text"}


@dataclass
class Score:
    """Fields of one source, and those of them that were wrong."""

    total: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        return 1 - sum(self.wrong.values()) / max(1, sum(self.total.values()))


def wrong_fields(made: Made, kind: str) -> Iterator[tuple[str, str, str]]:
    """(field, expected, got) of each field that is not right."""
    reading = read_page(Page(made.url, made.body))
    fields = next((item.fields for item in reading.items if item.kind == kind), {})
    text = str(fields.get("body_text") or fields.get("description") or "")
    for name, expected in made.fields.items():
        got = text if name in ("begins", "ends") else str(fields.get(_FIELD.get(name, name), ""))
        if not is_right(name, expected, got):
            yield name, expected, got


def is_right(name: str, expected: str, got: str) -> bool:
    """Whether a field says what is expected; blanks never count."""
    one, other = _bare(expected), _bare(got)
    if name == "published":
        return _day(got) == _day(expected)
    if name == "begins":
        return re.sub(r"^【?岗位职责】?[:：]?", "", other).startswith(one)
    if name == "ends":
        return other.endswith(one)
    if name == "location_text":
        return one in other
    return one == other


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _day(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:3]))


def real_pages() -> Iterator[tuple[str, Made]]:
    """(kind, page) of each real page with known fields."""
    for path, known in json.loads((Path(__file__).parent / "real.json").read_text(encoding="utf-8")).items():
        yield known["kind"], Made(path, (SAVED / path).read_bytes(), known["fields"], known["url"])


def score(pages: Iterable[tuple[str, Made]], *, show: bool = False) -> Score:
    """Read the pages and count."""
    result = Score()
    for kind, made in pages:
        result.total.update(made.fields.keys())
        for name, expected, got in wrong_fields(made, kind):
            result.wrong[name] += 1
            if show:
                print(f"{made.name}: {name}\n   expected {_ends(expected)}\n   got      {_ends(got)}", file=sys.stderr)
    return result


def made_pages(damage: str = "none") -> Iterator[tuple[str, Made]]:
    """(kind, page) of each layout and text, spoilt in one way."""
    for kind, pages in (("policy_notice", notices()), ("job_posting", vacancies())):
        for made in pages:
            yield kind, replace(made, body=damaged(made.body, damage))


def _ends(text: str) -> str:
    text = _bare(text)
    return text if len(text) <= 90 else f"{text[:45]} … {text[-45:]}"


def sources() -> Iterator[tuple[str, Iterable[tuple[str, Made]]]]:
    """Every row of the table: its name and its pages."""
    yield "notices, made", (("policy_notice", made) for made in notices())
    yield "vacancies, made", (("job_posting", made) for made in vacancies())
    for name in DAMAGE:
        if name != "none":
            yield f"made, {name}", made_pages(name)
    real: dict[str, list[tuple[str, Made]]] = {}
    for kind, made in real_pages():
        real.setdefault(made.name.partition("/")[0], []).append((kind, made))
    for name, pages in real.items():
        yield f"real, {name}", pages


def main() -> None:
    show = "--wrong" in sys.argv
    rows = [(name, score(pages, show=show)) for name, pages in sources()]
    if "--markdown" in sys.argv:
        print("| Source | Field | Right | Of |\n| --- | --- | ---: | ---: |")
    for name, result in rows:
        for each, number in result.total.items():
            right = number - result.wrong[each]
            print(
                f"| {name} | {each} | {right} | {number} |"
                if "--markdown" in sys.argv
                else f"{name:30} {each:22} {right:5} / {number}"
            )
    total = sum(sum(result.total.values()) for _, result in rows)
    wrong = sum(sum(result.wrong.values()) for _, result in rows)
    print(f"\nAll: {total - wrong} of {total} fields right")


if __name__ == "__main__":
    main()
