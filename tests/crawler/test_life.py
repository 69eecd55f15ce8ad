"""What ends a record, and what does not."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite
from rencai import clock
from rencai.records.canonical import record_id
from rencai.store.engine import writing
from rencai.store.life import end
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, notice, path, source_of

Statuses = Callable[[], dict[str, str]]


@pytest.fixture(autouse=True)
def _ten(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(10))
    run(source)


def test_missing_from_a_complete_healthy_list_is_gone(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.page("/list", listing(range(9)))
    counts = run(source)
    assert counts["gone"] == 1
    assert statuses()["9"] == "gone not_listed"


def test_some_sources_need_more_than_one_miss(run: Run, site: FaultSite, statuses: Statuses) -> None:
    patient = source_of(site, listing={"gone_after": 3})
    site.page("/list", listing(range(9)))
    assert [run(patient)["gone"] for _ in range(3)] == [0, 0, 1]
    assert statuses()["9"] == "gone not_listed"


def test_unhealthy_runs_count_no_miss(run: Run, site: FaultSite, statuses: Statuses) -> None:
    patient = source_of(site, listing={"gone_after": 2})
    site.page("/list", listing(range(9)))
    run(patient)
    site.routes["/list"] = Answer(b"down", 500)
    for _ in range(3):
        run(patient)
    assert statuses()["9"] == "live"


def test_back_in_the_list_is_restored(run: Run, site: FaultSite, source: Source, statuses: Statuses) -> None:
    site.page("/list", listing(range(9)))
    run(source)
    fill(site, range(10))
    counts = run(source)
    assert counts["restored"] == 1
    assert statuses()["9"] == "live"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_says_so_is_gone_at_once(
    run: Run, site: FaultSite, source: Source, statuses: Statuses, status: int
) -> None:
    site.routes[path(4)] = Answer(b"gone", status)
    counts = run(source)
    assert counts["gone"] == 1
    assert statuses()["4"] == f"gone http_{status}"
    assert run(source)["gone"] == 0, "the list still names it; the page's own word counts"
    assert statuses()["4"] == f"gone http_{status}"


def test_a_page_that_comes_back_is_live_again(run: Run, site: FaultSite, source: Source, statuses: Statuses) -> None:
    there = site.routes[path(4)]
    site.routes[path(4)] = Answer(b"gone", 404)
    run(source)
    site.routes[path(4)] = there
    run(source)
    assert statuses()["4"] == "live"


@pytest.mark.parametrize("status", [400, 405, 414])
def test_other_refusals_must_repeat(run: Run, site: FaultSite, source: Source, statuses: Statuses, status: int) -> None:
    site.routes[path(4)] = Answer(b"no", status)
    run(source)
    run(source)
    assert statuses()["4"] == "live"
    run(source)
    assert statuses()["4"] == f"gone http_{status}"


def test_an_answer_in_between_starts_the_count_again(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    there = site.routes[path(4)]
    for _ in range(2):
        site.routes[path(4)] = Answer(b"no", 400)
        run(source)
        run(source)
        site.routes[path(4)] = there
        run(source)
    assert statuses()["4"] == "live"


@pytest.mark.parametrize("status", [401, 403, 408, 412, 429, 451, 500, 503, 521])
def test_walls_and_outages_never_end_a_record(
    run: Run, site: FaultSite, source: Source, statuses: Statuses, status: int
) -> None:
    site.routes[path(4)] = Answer(b"no", status)
    for _ in range(4):
        run(source)
    assert statuses()["4"] == "live"


def test_a_page_not_found_in_disguise_must_repeat(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.page(path(4), "<html><head><title>404</title></head><body>您访问的页面不存在或已删除</body></html>")
    run(source)
    run(source)
    assert statuses()["4"] == "live"
    run(source)
    assert statuses()["4"] == "gone not_found_page"


def test_when_all_pages_say_they_are_gone_it_is_not_believed_at_once(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    for number in range(10):
        site.routes[path(number)] = Answer(b"gone", 404)
    run(source)
    assert set(statuses().values()) == {"live"}
    run(source)
    run(source)
    assert set(statuses().values()) == {"gone http_404"}


def test_a_window_of_recent_entries_proves_nothing_but_pages_do(run: Run, site: FaultSite, statuses: Statuses) -> None:
    window = source_of(site, listing={"complete": False})
    site.page("/list", listing(range(5, 10)))
    site.routes[path(2)] = Answer(b"gone", 404)
    counts = run(window)
    assert counts["gone"] == 1
    assert {own for own, status in statuses().items() if status != "live"} == {"2"}


def test_a_site_that_really_shrank_is_believed_page_by_page(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.routes.clear()
    fill(site, range(2))
    health = [run(source)["health"] for _ in range(6)]
    assert (health[0], health[-1]) == ("dropped", "healthy")
    assert [own for own, status in sorted(statuses().items()) if status == "live"] == ["0", "1"]


def test_what_a_short_list_leaves_out_lives_while_its_pages_do(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.page("/list", listing(range(2)))
    for _ in range(8):
        run(source)
    assert set(statuses().values()) == {"live"}


def test_a_site_that_closed_is_believed_page_by_page(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.routes.clear()
    site.page("/list", listing([]))
    health = {run(source)["health"] for _ in range(4)}
    assert health == {"empty"}
    assert set(statuses().values()) == {"gone http_404"}


def test_the_limit_ends_nothing(run: Run, site: FaultSite, source: Source, statuses: Statuses) -> None:
    site.page("/list", listing(range(9)))
    options: dict[str, Any] = {"limit": 1}
    assert run(source, **options)["gone"] == 0
    assert statuses()["9"] == "live"


def test_a_list_page_that_was_another_once_more_ends_nothing(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    """A cache gave the page before, and the list went on: what stood between was not seen."""

    def publish(*shown: int) -> None:
        for page, which in enumerate(shown):
            further = f"/list?page={page + 1}" if page < len(shown) - 1 else ""
            site.page(f"/list?page={page}" if page else "/list", listing(range(which * 5, which * 5 + 5), further))

    for number in range(30):
        site.page(path(number), notice(number))
    publish(0, 1, 2, 3, 4, 5)
    assert run(source)["health"] == "healthy"
    publish(0, 1, 2, 2, 4, 5)
    counts = run(source)
    assert (counts["complete"], counts["gone"], counts["health"]) == (False, 0, "partial")
    assert set(statuses().values()) == {"live"}
    publish(0, 1, 2, 3, 4, 4)
    counts = run(source)
    assert (counts["endless"], counts["gone"]) == (True, 0), "its last page may have been what the cache hid"
    assert set(statuses().values()) == {"live"}
    for _ in range(6):
        run(source)
    assert list(statuses().values()).count("gone not_listed") == 5, "a list that always shows its end again has ended"


def test_a_list_that_was_left_in_the_middle_ends_nothing(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    """Two pages of articles on other hosts have come between."""
    for number in range(25):
        site.page(path(number), notice(number))
    site.page("/list", listing(range(10), "/list?page=1"))
    site.page("/list?page=1", listing(range(10, 20), "/list?page=4"))
    site.page("/list?page=4", listing(range(20, 25)))
    assert run(source)["added"] == 15
    site.page("/list?page=1", listing(range(10, 20), "/list?page=2"))
    for number in (2, 3):
        elsewhere = listing(range(30, 35), f"/list?page={number + 1}").replace('"/n/', f'"https://mp.example/{number}/')
        site.page(f"/list?page={number}", elsewhere)
    assert run(source)["gone"] == 0
    site.routes[path(22)] = Answer(b"gone", 404)
    assert run(source)["gone"] == 1
    assert {own for own, status in statuses().items() if status != "live"} == {"22"}


def test_a_page_that_nothing_lists_and_that_leads_home_again_and_again_is_gone(
    run: Run, site: FaultSite, statuses: Statuses
) -> None:
    window = source_of(site, listing={"complete": False})
    site.page("/list", listing(range(5, 10)))
    site.page("/", "<html><body>首页</body></html>")
    site.routes[path(2)] = Answer(status=302, headers={"Location": "/"})
    site.routes[path(7)] = Answer(status=302, headers={"Location": "/"})
    assert [run(window)["gone"] for _ in range(4)] == [0, 0, 1, 0]
    assert {own: status for own, status in statuses().items() if status != "live"} == {"2": "gone led_home"}


def test_when_many_pages_lead_home_it_is_the_site_that_does(run: Run, site: FaultSite, statuses: Statuses) -> None:
    window = source_of(site, listing={"complete": False})
    site.page("/list", listing(range(9, 10)))
    site.page("/", "<html><body>请登录</body></html>")
    for number in range(9):
        site.routes[path(number)] = Answer(status=302, headers={"Location": "/"})
    for _ in range(5):
        run(window)
    assert set(statuses().values()) == {"live"}


@pytest.mark.parametrize("hidden", [False, True])
def test_pages_that_say_they_are_gone_now_and_then_and_are_listed_in_between_live(
    run: Run, site: FaultSite, statuses: Statuses, *, hidden: bool
) -> None:
    """Each time a list names them again, and they answer, the count begins anew."""
    window = source_of(site, listing={"complete": False}, recheck=0)
    site.page("/", "<html><body>首页</body></html>")
    for _ in range(5):
        site.page("/list", listing(range(2, 10)) if hidden else listing(range(10)))
        away = Answer(status=302, headers={"Location": "/"}) if hidden else Answer(b"gone", 404)
        for number in range(1 if hidden else 10):
            site.routes[path(number)] = away
        assert run(window, full=not hidden)["gone"] == 0
        assert set(statuses().values()) == {"live"}
        fill(site, range(10))
        run(window)


OPTED_OUT = '<meta name="robots" content="noindex">'


def test_a_page_that_asks_not_to_be_taken_ends_its_record_until_it_takes_that_back(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    """One in its head, one in its headers; the list goes on naming both."""
    site.page(path(4), notice(4, extra=OPTED_OUT))
    site.page(path(5), notice(5), **{"TDM-Reservation": "1"})
    assert run(source, full=True)["gone"] == 2
    for _ in range(2):
        assert {own: status for own, status in statuses().items() if status != "live"} == {
            "4": "gone noindex",
            "5": "gone tdm_reserved",
        }
        run(source)
    fill(site, range(10))
    assert run(source)["health"] == "healthy"
    assert set(statuses().values()) == {"live"}


LOGIN = "<h1>用户登录</h1>" + "<p>本平台的内容仅供实名用户浏览，请您登录或注册以后再继续访问。</p>" * 30


def test_where_all_pages_ask_it_all_records_end_and_the_run_is_not_green(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    for number in range(10):
        site.page(path(number), notice(number), **{"X-Robots-Tag": "noindex"})
    counts = run(source, full=True)
    assert (counts["gone"], counts["health"]) == (10, "blocked")
    fill(site, range(10))
    run(source)
    assert set(statuses().values()) == {"live"}


def test_where_most_pages_ask_it_at_once_the_run_is_not_green_but_the_next(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    """It may be a mistake in a template. That nothing is shown meanwhile costs least, and nothing else may follow."""
    for number in range(6):
        site.page(path(number), notice(number, extra=OPTED_OUT))
    site.routes[path(9)] = Answer(b"gone", 404)
    counts = run(source, full=True)
    assert (counts["gone"], counts["health"]) == (6, "blocked")
    assert "6 of 9 pages ask all at once" in counts["why"]
    assert statuses()["9"] == "live", "what a page says of itself in such a run is not believed"
    assert run(source, full=True)["health"] == "healthy"


def test_what_had_ended_is_hidden_as_well(
    run: Run, site: FaultSite, engine: Engine, source: Source, statuses: Statuses
) -> None:
    with writing(engine) as turn:
        end(turn, [record_id(source.id, "4"), record_id(source.id, "5")], "expired", "deadline", clock.now())
    site.page(path(4), notice(4, extra=OPTED_OUT))
    run(source, full=True)
    assert statuses()["4"] == "gone noindex"


def test_a_page_that_took_it_back_is_live_again_though_no_list_names_it(
    run: Run, site: FaultSite, statuses: Statuses
) -> None:
    window = source_of(site, listing={"complete": False})
    fill(site, range(10))
    run(window)
    site.page("/list", listing(range(5, 10)))
    for number in range(10):
        site.page(path(number), notice(number, extra=OPTED_OUT))
    run(window, full=True)
    assert set(statuses().values()) == {"gone noindex"}
    for number in range(10):
        site.page(path(number), notice(number))
    run(window)
    assert set(statuses().values()) == {"live"}


def test_a_page_that_asks_it_is_known_by_its_title_whatever_its_list_calls_it(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.page("/list", listing(range(10)).replace("关于第4号事项的通知", "点击查看有关内容"))
    site.page(path(4), notice(4, extra=OPTED_OUT))
    run(source)
    assert statuses()["4"] == "gone noindex"


@pytest.mark.parametrize(
    "content",
    ["<html></html>", "<h1>系统维护中</h1>", "<title>安全验证</title>请完成安全验证", LOGIN],
    ids=["nothing", "error", "challenge", "login"],
)
def test_a_wall_that_asks_not_to_be_indexed_ends_nothing(
    run: Run, site: FaultSite, source: Source, statuses: Statuses, content: str
) -> None:
    for number in range(10):
        site.page(path(number), OPTED_OUT + content)
    for _ in range(4):
        run(source, full=True)
    assert set(statuses().values()) == {"live"}


def test_an_unchanged_page_may_ask_it_in_its_answer(
    run: Run, site: FaultSite, source: Source, statuses: Statuses
) -> None:
    site.page(path(4), notice(4), ETag='"4"')
    run(source, full=True)
    site.routes[path(4)] = Answer(b"", 304, {"X-Robots-Tag": "noindex"})
    run(source)
    assert statuses()["4"] == "gone noindex"


def vacancy(number: int, banner: str = "") -> str:
    text = f"负责数控车床{number}的操作、调试与日常保养，看懂图纸，保证加工质量。" * 20
    return f"<html><body><h1>数控车工{number}</h1>{banner}<p>工资：8000元</p><div id='zoom'>{text}</div></body></html>"


VACANCIES = {
    "id": "board",
    "kinds": ["job_posting"],
    "family": "selectors",
    "fields": {"title": "h1", "description": "#zoom"},
    "listing": {"complete": False},
}


@pytest.mark.parametrize(
    ("banner", "ends"),
    [
        ("<div class='tip'>该职位已停止招聘</div>", True),
        ("<b>很抱歉，该职位已下线！</b>", True),
        ("<div style='display:none'>该职位已下线</div>", False),
        ("<script>var tip = '<div>该职位已下线</div>'</script>", False),
        ("<div>该职位已停止招聘的，不再退还材料</div>", False),
        ("<div>数控铣工（该职位已下线）</div>", False),
    ],
)
def test_a_vacancy_that_nothing_lists_and_whose_page_says_that_it_closed_ends(
    run: Run, site: FaultSite, statuses: Statuses, banner: str, ends: bool
) -> None:
    """Boards leave the text of a closed vacancy where it was."""
    window = source_of(site, **VACANCIES)
    site.page("/list", listing(range(40, 50)))
    for number in range(40, 50):
        site.page(path(number), vacancy(number))
    run(window)
    site.page("/list", listing(range(45, 50)))
    site.page(path(42), vacancy(42, banner))
    site.page(path(47), vacancy(47, banner))
    for _ in range(3):
        run(window, full=True)
    assert statuses()["47"] == "live", "a list names it"
    assert statuses()["42"] == ("gone closed" if ends else "live")
