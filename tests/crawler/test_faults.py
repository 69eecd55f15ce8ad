"""The whole crawler against a site that misbehaves: nothing ends by it, nothing false is stored, every run ends."""

import time
from collections.abc import Callable

import pytest

from fault_site import HTML, Answer, FaultSite, Request, bomb
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, notice, path, source_of

BLOCK = (
    "<html><head><title>安全验证</title></head><body>您的请求疑似攻击行为，请完成安全验证"
    "<script>var __jsluid_s=1</script></body></html>"
)
Live = Callable[[], set[str]]


@pytest.fixture
def known(run: Run, site: FaultSite, source: Source, live: Live) -> set[str]:
    """Ten records that a healthy crawl brought in."""
    fill(site, range(10))
    run(source)
    assert len(live()) == 10
    return live()


def test_a_storm_of_errors_ends_nothing_and_is_no_storm_of_requests(
    run: Run, site: FaultSite, source: Source, live: Live, known: set[str]
) -> None:
    site.routes.clear()
    site.otherwise = Answer(b"down", 503)
    site.forget()
    counts = run(source)
    assert counts["health"] == "failed"
    assert live() == known
    assert len(site.asked) <= 12


@pytest.mark.parametrize("status", [403, 429, 500, 502, 521])
def test_details_that_fail_end_nothing(
    run: Run, site: FaultSite, source: Source, live: Live, known: set[str], status: int
) -> None:
    for number in range(10):
        site.routes[path(number)] = Answer(b"no", status)
    counts = run(source)
    assert counts["health"] in ("failed", "blocked")
    assert (counts["gone"], live()) == (0, known)


def test_slow_and_torn_bodies_are_failures(run: Run, site: FaultSite, live: Live) -> None:
    fill(site, range(4))
    site.routes[path(0)] = Answer(notice(0).encode(), torn=True)
    site.routes[path(1)] = Answer(notice(1).encode(), drip=0.05)
    began = time.monotonic()
    counts = run(source_of(site, politeness={"delay": 0, "concurrency": 4, "timeout": 1}))
    assert counts["reasons"]["failed"] == {"timeout": 1, "truncated": 1}
    assert live() == {"2", "3"}
    assert time.monotonic() - began < 20


def test_a_torn_list_is_not_complete(run: Run, site: FaultSite, source: Source, live: Live, known: set[str]) -> None:
    site.routes["/list"] = Answer(listing(range(10)).encode(), torn=True)
    counts = run(source)
    assert (counts["complete"], counts["gone"], live()) == (False, 0, known)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["", "; charset=iso-8859-1", "; charset=utf-8", "; charset=gb2312"])
def test_texts_survive_wrong_declarations(
    run: Run, site: FaultSite, source: Source, engine: object, encoding: str, declared: str
) -> None:
    from rencai.store.read import scan

    fill(site, [1])
    html = notice(1, "依据京人社发〔2024〕12号和ＡＢＣ规定，绿色通道。").replace('<meta charset="utf-8">', "")
    site.routes[path(1)] = Answer(html.encode(encoding), headers={"Content-Type": f"text/html{declared}"})
    run(source)
    record = next(one for page in scan(engine) for one in page)  # type: ignore[arg-type]
    assert record.payload["title"] == "关于第1号事项的通知"
    assert "京人社发〔2024〕12号" in record.payload["body_text"]


def test_a_bomb_does_not_go_off(run: Run, site: FaultSite, live: Live) -> None:
    fill(site, range(3))
    site.routes[path(0)] = bomb(300_000_000)
    site.routes[path(1)] = Answer(b"x" * 3_000_000)
    counts = run(source_of(site, politeness={"delay": 0, "concurrency": 4, "size": 1_000_000}))
    assert counts["reasons"]["failed"] == {"too_large": 2}
    assert live() == {"2"}


def test_a_bomb_under_another_name(run: Run, site: FaultSite) -> None:
    site.page("/list", listing([0]))
    site.routes[path(0)] = Answer(bomb(300_000_000).body, headers={"Content-Type": HTML, "Content-Encoding": "x-gzip"})
    counts = run(source_of(site, politeness={"delay": 0, "size": 1_000_000}))
    assert counts["reasons"]["failed"] == {"too_large": 1}


def test_redirect_loops_end(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    site.routes[path(0)] = Answer(status=302, headers={"Location": "/loop"})
    site.routes["/loop"] = Answer(status=302, headers={"Location": path(0)})
    counts = run(source)
    assert counts["reasons"]["failed"] == {"redirect_loop": 1}
    assert site.times("/loop") <= 6


@pytest.mark.parametrize("where", ["javascript:alert(1)", "about:blank", "mailto:a@example.com", "tel:12345", "//"])
def test_a_page_that_leads_nowhere_is_its_own_fault(run: Run, site: FaultSite, source: Source, where: str) -> None:
    fill(site, range(4))
    site.routes[path(1)] = Answer(status=302, headers={"Location": where})
    counts = run(source)
    assert (counts["added"], counts["complete"], counts["health"]) == (3, True, "healthy")
    assert sum(counts["reasons"]["failed"].values()) == 1


def test_a_page_that_leads_home_is_no_content(
    run: Run, site: FaultSite, source: Source, live: Live, known: set[str]
) -> None:
    site.page("/", "<html><title>首页</title><body>欢迎</body></html>")
    site.routes[path(0)] = Answer(status=302, headers={"Location": "/"})
    counts = run(source)
    assert counts["reasons"]["failed"] == {"redirected": 1}
    assert live() == known


def test_an_endless_calendar_ends(run: Run, site: FaultSite, source: Source, live: Live) -> None:
    fill(site, range(3))

    def calendar(request: Request) -> Answer:
        month = int(request.path.partition("month=")[2] or 0)
        return Answer(listing(range(3), f"/list?month={month + 1}").encode())

    site.routes["/list"] = calendar
    site.otherwise = calendar
    counts = run(source)
    assert counts["lists"] <= 4
    assert live() == {"0", "1", "2"}


def test_a_list_that_never_ends_is_cut_and_says_so(run: Run, site: FaultSite, live: Live, known: set[str]) -> None:
    def endless(request: Request) -> Answer:
        page = int(request.path.partition("page=")[2] or 1)
        return Answer(listing(range(page * 5, page * 5 + 5), f"/list?page={page + 1}").encode())

    def any_page(request: Request) -> Answer:
        number = request.path.partition("_")[2].partition(".")[0]
        return Answer(notice(int(number)).encode()) if number else endless(request)

    site.routes.clear()
    site.routes["/list"] = endless
    site.otherwise = any_page
    counts = run(source_of(site, listing={"pages": 6}))
    assert (counts["lists"], counts["complete"], counts["gone"]) == (6, False, 0)
    assert known <= live()


def test_session_ids_in_addresses_do_not_multiply(run: Run, site: FaultSite, source: Source, live: Live) -> None:
    fill(site, range(3))

    def fresh_session(request: Request) -> Answer:
        rows = "".join(
            f'<li><a href="{path(n)};jsessionid=S{request.times}">第{n}号通知事项</a></li>' for n in range(3)
        )
        return Answer(
            f'<html><body><ul>{rows}</ul><a href="/list;jsessionid=S{request.times}">下一页</a></body></html>'.encode()
        )

    site.routes["/list"] = fresh_session
    site.otherwise = lambda request: (
        site.answer(request.path.partition(";")[0], {}) if ";" in request.path else Answer(status=404)
    )
    run(source)
    second = run(source)
    assert live() == {"0", "1", "2"}
    assert second["added"] == 0


def test_a_block_page_answered_with_200_is_never_content(
    run: Run, site: FaultSite, source: Source, live: Live, known: set[str], engine: object
) -> None:
    from rencai.store.read import scan

    for number in range(10):
        site.page(path(number), BLOCK)
    counts = run(source)
    assert counts["health"] == "blocked"
    assert counts["reasons"]["rejected"] == {"block_page": 10}
    assert live() == known
    titles = {one.payload["title"] for page in scan(engine) for one in page}  # type: ignore[arg-type]
    assert not any("安全验证" in title for title in titles)


def test_a_blocked_list_ends_nothing(run: Run, site: FaultSite, source: Source, live: Live, known: set[str]) -> None:
    site.page("/list", BLOCK)
    counts = run(source)
    assert (counts["health"], counts["gone"], live()) == ("blocked", 0, known)


def test_an_empty_list_is_never_green_and_ends_nothing(
    run: Run, site: FaultSite, source: Source, live: Live, known: set[str]
) -> None:
    site.page("/list", listing([]))
    counts = run(source)
    assert (counts["health"], counts["gone"], live()) == ("empty", 0, known)


def test_a_list_far_below_its_baseline_ends_nothing(
    run: Run, site: FaultSite, source: Source, live: Live, known: set[str]
) -> None:
    site.page("/list", listing(range(3)))
    counts = run(source)
    assert (counts["health"], counts["gone"], live()) == ("dropped", 0, known)


def test_pages_that_lost_a_field_are_noticed(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(12))
    run(source)
    for number in range(12):
        site.page(path(number), notice(number).replace('name="ContentSource"', 'name="Nobody"').replace("示例局", ""))
    counts = run(source, full=True)
    assert counts["health"] == "field_lost"
    assert "issuer_text" in counts["why"]


def test_a_form_with_markup_in_it_is_text(run: Run, site: FaultSite, source: Source, engine: object) -> None:
    from rencai.store.read import scan

    fill(site, [1])
    site.page(path(1), notice(1, "<script>alert(1)</script><img src=x onerror=alert(2)>填写申请表格"))
    run(source)
    record = next(one for page in scan(engine) for one in page)  # type: ignore[arg-type]
    assert "<script" not in record.payload.get("body", "")
    assert "onerror" not in record.payload.get("body", "")
    assert "alert(1)" not in record.payload["body_text"]


def test_headers_need_not_be_in_utf_8(run: Run, site: FaultSite, source: Source) -> None:
    """Old sites send the names of attachments in GBK as they are."""
    name = "名单.csv".encode("gbk").decode("latin-1")
    site.page("/list", listing([1]))
    site.page(path(1), notice(1, extra="").replace("</div>", '<p>附件：<a href="/n/1.csv">名单.csv</a></p></div>'))
    headers = {"Content-Type": "text/csv", "Content-Disposition": f"attachment; filename={name}"}
    site.routes["/n/1.csv"] = Answer("姓名,岗位\n某,车工\n".encode(), headers=headers)
    counts = run(source)
    assert (counts["added"], counts["attachments_unread"], counts["failed"]) == (1, {}, 0)


@pytest.mark.parametrize("text", ["<p>系统繁忙，请稍后再试</p>", "<div>数据库连接失败</div>" * 3])
def test_a_page_that_cannot_be_read_once_ends_nothing(
    run: Run, site: FaultSite, statuses: Callable[[], dict[str, str]], text: str
) -> None:
    """Errors answered with 200, in words that nobody foresaw."""
    source = source_of(site, recheck=0.0, family="selectors", fields={"title": "h1", "body_text": "#zoom"})
    for number in range(10):
        site.page(path(number), notice(number).replace("<body>", f"<body><h1>关于第{number}号事项的通知</h1>"))
    site.page("/list", listing(range(10)))
    assert run(source)["added"] == 10
    for number in (2, 3):
        site.page(path(number), f"<html><head><title>提示</title></head><body>{text}</body></html>")
    site.page("/list", listing(range(10), dates="2024-05-05"))
    assert [run(source)["gone"] for _ in range(5)] == [0] * 5
    assert set(statuses().values()) == {"live"}


def test_a_page_that_breaks_off_changes_nothing(run: Run, site: FaultSite) -> None:
    """Servers that tell no length, and close when they fail."""
    source = source_of(site, recheck=1.0)
    fill(site, range(4))
    run(source)
    half = notice(1)[: len(notice(1)) - 80]
    site.page(path(1), half)
    site.page("/list", listing(range(5)))
    site.page(path(4), notice(4)[: len(notice(4)) - 80])
    counts = run(source)
    assert (counts["changed"], counts["added"], counts["reasons"]["failed"]) == (0, 1, {"truncated": 1})
    fill(site, range(5))
    counts = run(source_of(site, recheck=0.0))
    assert (counts["changed"], counts["unchanged"]) == (1, 4)


def test_pages_that_never_end_their_markup_are_read(run: Run, site: FaultSite) -> None:
    source = source_of(site, recheck=1.0)
    fill(site, range(4))
    for number in range(4):
        site.page(path(number), notice(number).replace("</body></html>", ""))
    assert run(source)["added"] == 4
    for number in range(4):
        site.page(path(number), notice(number, "内容有改动。" * 20).replace("</body></html>", ""))
    assert run(source)["changed"] == 4


def test_numbers_that_are_called_like_sessions_tell_records_apart(run: Run, site: FaultSite) -> None:
    source = source_of(site, details=r"/show\?sid=\d+", source_id="")
    rows = "".join(f'<li><a href="/show?sid={n}">关于第{n}号事项的通知</a></li>' for n in range(4))
    site.page("/list", f"<html><body><ul>{rows}</ul></body></html>")
    for number in range(4):
        site.page(f"/show?sid={number}", notice(number))
    assert run(source)["added"] == 4


@pytest.mark.parametrize("answer", [Answer(b"no", 403), Answer(b"no", 412), Answer(BLOCK.encode())])
def test_a_wall_is_not_run_against_for_ever(run: Run, site: FaultSite, answer: Answer) -> None:
    source = source_of(site)
    fill(site, range(120))
    site.routes |= {path(number): answer for number in range(120)}
    counts = run(source)
    assert sum(where.startswith("/n/") for where in site.asked) < 40
    assert counts["health"] == "blocked"


def test_refusals_here_and_there_stop_nothing(run: Run, site: FaultSite) -> None:
    source = source_of(site, politeness={"delay": 0, "concurrency": 1, "timeout": 2})
    fill(site, range(90))
    site.routes |= {path(number): Answer(b"no", 403) for number in range(90) if number % 3}
    counts = run(source)
    assert (counts["added"], counts["health"]) == (30, "blocked")


def test_one_page_for_every_address_is_no_content(run: Run, site: FaultSite, live: Live) -> None:
    """Sites under repair answer everything with one page, in words that nobody foresaw."""
    text = "因系统升级，本站暂停服务，敬请谅解。" * 30
    repair = f"<html><body><h1>系统升级公告</h1><div id='zoom'><p>{text}</p></div></body></html>"
    fill(site, range(30))
    for number in range(30):
        site.page(path(number), repair)
    counts = run(source_of(site))
    assert (counts["health"], len(live())) == ("blocked", 1)


def test_not_modified_of_what_nobody_has_is_an_error_of_the_server(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    site.routes[path(1)] = Answer(status=304)
    counts = run(source)
    assert (counts["added"], counts["not_modified"], counts["reasons"]["failed"]) == (2, 0, {"server_error": 1})
    site.routes["/list"] = Answer(status=304)
    counts = run(source)
    assert (counts["health"], counts["reasons"]["failed"]) == ("failed", {"server_error": 1})


def test_a_part_of_a_page_is_no_page(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    site.routes[path(1)] = Answer(notice(1).encode(), 206)
    counts = run(source)
    assert (counts["added"], counts["reasons"]["failed"]) == (2, {"server_error": 1})


def test_errors_in_words_are_never_content(
    run: Run, site: FaultSite, live: Live, known: set[str], engine: object
) -> None:
    """A site under repair answers with 200, and no two of its answers are alike."""
    from rencai.store.read import scan

    texts = ("系统正在维护，请稍后访问", "<h1>请登录</h1><form>用户名<input></form>", "<h1>改造公告</h1>敬请期待")
    for number in range(10):
        site.page(path(number), f"<html><title>示例网站</title><body>{texts[number % 3]}<i>{number}</i></body></html>")
    source = source_of(site)
    counts = [run(source) for _ in range(3)][-1]
    assert (counts["health"], counts["changed"], live()) == ("failed", 0, known)
    titles = {one.payload["title"] for page in scan(engine) for one in page}  # type: ignore[arg-type]
    assert titles == {f"关于第{number}号事项的通知" for number in range(10)}


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_packed_as_it_says_is_its_own_fault(
    run: Run, site: FaultSite, source: Source, live: Live, packing: str
) -> None:
    fill(site, range(4))
    body = b"\x28\xb5\x2f\xfd\x1b\x2b\x00\xf8" * 90
    site.routes[path(0)] = Answer(body, headers={"Content-Type": HTML, "Content-Encoding": packing})
    counts = run(source)
    assert (counts["complete"], counts["health"], live()) == (True, "healthy", {"1", "2", "3"})
