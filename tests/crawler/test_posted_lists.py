"""Lists whose pages are asked for by POST: APIs with a body that the file declares, and forms that a pager submits."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest

from fault_site import Answer, FaultSite, Request
from rencai_crawler.posted import sent_by
from rencai_crawler.source import Source
from support_crawl import Run, fill, path, source_of

PER_PAGE = 4
JSON = {"Content-Type": "application/json"}


def _answer(rows: list[dict[str, object]], total: int) -> Answer:
    return Answer(json.dumps({"data": {"list": rows, "total": total}}).encode(), headers=JSON)


def _rows(start: int, posts: int) -> list[dict[str, object]]:
    numbers = range(posts)[start : start + PER_PAGE]
    return [{"id": str(n), "title": f"数控车工{n}", "company": "示例厂"} for n in numbers]


def _api(site: FaultSite, asked: Callable[[Request], int], posts: int = 10) -> list[Request]:
    """An API that answers what is posted to it; `asked` is the first row that somebody wants."""
    seen: list[Request] = []

    def answer(request: Request) -> Answer:
        seen.append(request)
        if request.method != "POST":
            return Answer(b'{"code":405}', 405, JSON)
        return _answer(_rows(asked(request), posts), posts)

    site.routes["/api/list"] = answer
    return seen


def _source(site: FaultSite, **listing: Any) -> Source:
    columns = {"source_id": "id", "title": "title", "employer": "company", "location_text": "=北京市"}
    changes = {"family": "table", "kinds": ["job_posting"], "details": "", "source_id": "", "columns": columns}
    listing = {"method": "POST", "records": "data.list", **listing}
    return source_of(site, start=[site.url("/api/list")], listing=listing, **changes)


def test_the_number_in_a_body_is_raised_until_there_are_no_rows(run: Run, site: FaultSite) -> None:
    seen = _api(site, lambda request: (json.loads(request.body)["page"]["current"] - 1) * PER_PAGE)
    counts = run(_source(site, body={"page": {"current": 1, "size": PER_PAGE}, "open": True, "city": ""}))
    assert (counts["added"], counts["health"], counts["failed"]) == (10, "healthy", 0)
    assert json.loads(seen[1].body) == {"page": {"current": 2, "size": PER_PAGE}, "open": True, "city": ""}
    assert seen[1].headers["Content-Type"] == "application/json"


def test_a_body_may_be_that_of_a_form_and_count_rows(run: Run, site: FaultSite) -> None:
    _api(site, lambda request: int(parse_qs(request.body.decode())["start"][0]))
    counts = run(_source(site, body={"start": 0, "length": PER_PAGE}, sends="form"))
    assert (counts["added"], counts["health"]) == (10, "healthy")


def test_a_number_may_have_a_name_of_its_own(run: Run, site: FaultSite) -> None:
    _api(site, lambda request: (int(json.loads(request.body)["sheet"]) - 1) * PER_PAGE)
    counts = run(_source(site, body={"sheet": "1", "many": PER_PAGE}, page="sheet"))
    assert (counts["added"], counts["health"]) == (10, "healthy")


def test_what_is_missing_from_a_posted_list_is_gone(
    run: Run, site: FaultSite, statuses: Callable[[], dict[str, str]]
) -> None:
    posts = [10]

    def answer(request: Request) -> Answer:
        return _answer(_rows((json.loads(request.body)["page"] - 1) * PER_PAGE, posts[0]), posts[0])

    site.routes["/api/list"] = answer
    source = _source(site, body={"page": 1})
    run(source)
    posts[0] = 9
    assert run(source)["gone"] == 1
    assert statuses()["9"].startswith("gone")


def test_an_api_that_shows_its_first_page_again_and_again_is_not_read_whole(run: Run, site: FaultSite) -> None:
    _api(site, lambda _request: 0)
    counts = run(_source(site, body={"page": 1}))
    assert (counts["added"], counts["complete"], counts["health"]) == (4, False, "partial")


def test_an_api_that_shows_no_row_behind_its_first_ones_is_not_read_whole(run: Run, site: FaultSite) -> None:
    _api(site, lambda request: {1: 0, 2: PER_PAGE}.get(json.loads(request.body)["page"], 99))
    counts = run(_source(site, body={"page": 1}))
    assert (counts["added"], counts["complete"], counts["health"]) == (8, False, "partial")


@pytest.mark.parametrize("fault", [Answer(b"busy", 503), Answer(b'{"code":400,"msg":"bad request"}', 200, JSON)])
def test_a_page_that_fails_leaves_the_list_unread(run: Run, site: FaultSite, fault: Answer) -> None:
    def answer(request: Request) -> Answer:
        number = json.loads(request.body)["page"]
        return fault if number == 2 else _answer(_rows((number - 1) * PER_PAGE, 12), 12)

    site.routes["/api/list"] = answer
    assert run(_source(site, body={"page": 1}))["complete"] is False


def _form_list(
    site: FaultSite, pages: int, pager: Callable[[int], str], numbered: Callable[[dict[str, str]], int]
) -> None:
    """A list whose pager submits its form; only a form that came with the page before is taken."""
    fill(site, range(pages * PER_PAGE))

    def answer(request: Request) -> Answer:
        given = {name: values[0] for name, values in parse_qs(request.body.decode(), keep_blank_values=True).items()}
        number = numbered(given) if request.method == "POST" else 1
        if request.method == "POST" and given.get("state") != f"s{number - 1}":
            return Answer(b"<html><body><h1>Server Error</h1>Validation of viewstate failed.</body></html>", 500)
        shown = range((number - 1) * PER_PAGE, number * PER_PAGE)
        rows = "".join(f"<li><a href='{path(n)}'>关于第{n}号事项的通知</a> 2024-05-01</li>" for n in shown)
        form = (
            f"<form method='post' action='list' id='f'><input type='hidden' name='state' value='s{number}'>"
            f"<input type='hidden' name='__EVENTTARGET' value=''>"
            f"<input type='hidden' id='p' name='pageNo' value='{number}'>"
            f"<input type='submit' name='find' value='搜索'><ul>{rows}</ul>{pager(number)}</form>"
        )
        return Answer(f"<html><head><title>通知</title></head><body>{form}</body></html>".encode())

    site.routes["/list"] = answer


def _postback(number: int) -> str:
    return (
        f"""<a href="javascript:__doPostBack('pager','{number + 1}')">下一页</a>""" if number < 3 else "<a>下一页</a>"
    )


def _script(number: int) -> str:
    script = (
        "<script>function go(n){document.getElementById('p').value=n;document.getElementById('f').submit();}</script>"
    )
    return f"{script}<a href='#' onclick='go({min(number + 1, 3)})'>下一页</a>"


def _button(number: int) -> str:
    return "<input type='submit' name='next' value='下一页'>" if number < 3 else ""


@pytest.mark.parametrize(
    ("pager", "numbered"),
    [
        (_postback, lambda given: int(given["__EVENTARGUMENT"])),
        (_script, lambda given: int(given["pageNo"])),
        (_button, lambda given: int(given["pageNo"]) + 1 if "next" in given else 1),
    ],
)
def test_the_form_that_a_pager_submits_leads_to_the_next_page(
    run: Run, site: FaultSite, pager: Callable[[int], str], numbered: Callable[[dict[str, str]], int]
) -> None:
    _form_list(site, 3, pager, numbered)
    source = source_of(site, listing={"method": "POST"})
    counts = run(source)
    assert (counts["added"], counts["health"], counts["failed"]) == (12, "healthy", 0)
    assert run(source)["health"] == "healthy"


@pytest.mark.parametrize("pager", [_postback, _script, _button])
def test_without_the_word_of_the_file_no_form_is_sent_and_the_list_is_not_whole(
    run: Run, site: FaultSite, pager: Callable[[int], str]
) -> None:
    _form_list(site, 3, pager, lambda _given: 2)
    counts = run(source_of(site))
    assert (counts["added"], counts["complete"]) == (4, False)


def test_a_form_that_asks_for_a_password_is_never_sent(run: Run, site: FaultSite) -> None:
    _form_list(site, 3, lambda number: f"<input type='password' name='w'>{_postback(number)}", lambda _given: 2)
    counts = run(source_of(site, listing={"method": "POST"}))
    assert (counts["added"], counts["complete"]) == (4, False)


def test_lists_whose_pagers_share_an_address_are_both_read(run: Run, site: FaultSite) -> None:
    fill(site, range(4 * PER_PAGE))

    def answer(request: Request) -> Answer:
        told = request.body.decode() if request.method == "POST" else request.path.partition("?")[2]
        given = {name: values[0] for name, values in parse_qs(told).items()}
        start = (int(given["c"]) * 2 + int(given.get("next", 0))) * PER_PAGE
        rows = "".join(
            f"<li><a href='{path(n)}'>关于第{n}号事项的通知</a> 2024-05-01</li>" for n in range(start, start + PER_PAGE)
        )
        button = "" if "next" in given else "<button type='submit' name='next' value='1'>下一页</button>"
        form = f"<form method='post' action='/list'><input type='hidden' name='c' value='{given['c']}'>{button}</form>"
        return Answer(f"<html><head><title>通知</title></head><body><ul>{rows}</ul>{form}</body></html>".encode())

    firsts = ["/list?c=0", "/list?c=1"]
    site.routes.update(dict.fromkeys(["/list", *firsts], answer))
    counts = run(source_of(site, start=[site.url(first) for first in firsts], listing={"method": "POST"}))
    assert (counts["added"], counts["health"]) == (16, "healthy")


def test_a_posted_list_that_leads_to_one_asked_by_get_is_not_read_whole(run: Run, site: FaultSite) -> None:
    _api(site, lambda _request: 0)
    rows = json.dumps({"data": {"list": _rows(0, 10)}}).encode()
    site.routes["/api/list"] = Answer(b"", 302, {"Location": "/api/first"})
    site.routes["/api/first"] = Answer(rows, headers=JSON)
    counts = run(_source(site, body={"page": 1}))
    assert (counts["added"], counts["complete"]) == (4, False)


def test_a_form_says_lists_and_truth_as_forms_do() -> None:
    sent = sent_by("https://example.org/api", {"open": True, "kind[]": [1, 2], "city": None, "p": 1}, "form")
    assert sent is not None
    assert sent.body == b"open=true&kind%5B%5D=1&kind%5B%5D=2&city=&p=1"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"listing": {"body": {"page": 1}}}, "listing.body"),
        ({"listing": {"method": "POST", "body": {"page": 1}}, "render": "browser"}, "listing.method"),
        ({"listing": {"method": "POST", "body": {"from": date(2024, 5, 1), "page": 1}}}, "in quotes"),
        ({"listing": {"method": "POST", "body": {"page": 1}, "page": "sheet"}}, "listing.page"),
    ],
)
def test_what_does_not_fit_together_is_told(site: FaultSite, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        source_of(site, **changes)
