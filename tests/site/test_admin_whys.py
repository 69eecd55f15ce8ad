"""The office says in Chinese why a source is as it is, whatever the crawler has to say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import rencai_crawler
from rencai_crawler import status
from rencai_site.admin.counted import told
from rencai_site.admin.whys import in_chinese

WORDS = re.compile(r"[A-Za-z]{2,}")
KEPT = {"robots", "txt", "details", "complete", "false", "hosts", "POST", "GET", "RENCAI_ALLOW_HOSTS", "example"}


def said() -> Iterator[str]:
    """Every text that the crawler gives a verdict or a shortfall, with numbers in its gaps."""
    for file in Path(rencai_crawler.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
                "Verdict",
                "fall_short",
            ):
                yield from filter(None, map(_text, node.args))
    yield from (status.ORPHAN.format(7), status.OFF)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else _gap(one) for one in node.values)  # type: ignore[misc]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _gap(node: ast.expr) -> str:
    gap = ast.unparse(node)
    if "failure" in gap:
        return "robots.txt of a.example cannot be had (status 503)"
    if "lost" in gap:
        return "title, employer"
    if "{kind}" in gap:
        return "job_posting"
    if "cut_off" in gap:
        return "cut_off"
    if "{reason}" in gap:
        return "closespider_timeout"
    if "OPTS_OUT" in gap:
        return "the site asks not to be collected (robots.txt or an opt-out)"
    if "NOT_HAD" in gap:
        return "a list could not be had"
    return "timeout 3" if "_why" in gap else "none of 7 entries" if "what" in gap else "7"


def test_all_that_a_crawl_says_of_its_source_is_told_in_chinese() -> None:
    texts = list(said())
    assert len(texts) > 20
    english = {text: left for text in texts if (left := {*WORDS.findall(in_chinese(text))} - KEPT)}
    assert not english


def test_reasons_and_several_shortfalls_are_told_in_chinese() -> None:
    why = "none of 12 entries could be had: timeout 3, not_found 2"
    assert in_chinese(why) == "12 条都取不到：超时 3、页面不存在 2"
    counts = {"why": "the limit was reached; a list page led elsewhere", "shortfalls": ["a list could not be had"]}
    assert dict(told(counts)) == {"说明": "达到上限；列表页转到了别处", "不完整之处": "有列表取不到"}
    assert in_chinese("something new") == "something new"


def test_what_stands_within_a_reason_is_told_in_chinese_too() -> None:
    lost = "job_posting: title, salary_text nearly always there before, now rarely"
    assert in_chinese(lost) == "岗位的标题、薪资：以前几乎都有，现在少有"
    closed = "a list could not be had: robots.txt of a.example cannot be had (timeout: no answer, 30 s)"
    assert in_chinese(closed) == "有列表取不到：a.example 的 robots.txt 取不到（超时：no answer, 30 s）"
    assert in_chinese("a list page was not whole (no_rows)") == "列表页不完整（没有条目）"
    assert in_chinese("ended early (closespider_timeout)") == "提前结束（时间已到上限）"
