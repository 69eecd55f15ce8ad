"""The office: who comes in, and what they can do there."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import Engine, delete, update
from starlette.testclient import TestClient

import support_site
from rencai import clock
from rencai.intake import Intake, RejectReason
from rencai.settings import Settings
from rencai.store.engine import reading, writing
from rencai.store.people import create_person, disable
from rencai.store.read import get, versions
from rencai.store.runs import finish_run, start_run
from rencai.store.tables import records, runs
from rencai_crawler.health import Health
from rencai_crawler.reasons import Fail, Skip
from rencai_crawler.tally import Tally
from rencai_site.admin import labels, login, timetable
from rencai_site.admin.counted import told
from rencai_site.admin.guard import SESSION_COOKIE, Throttle
from support_site import post

NAME, PASSWORD = "值班员", "一个足够长的密码-2026"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures of one test do not make the next one wait."""
    monkeypatch.setattr(login, "BY_NAME", Throttle(5, 300))
    monkeypatch.setattr(login, "BY_ADDRESS", Throttle(30, 300))


def fields_of(page: str) -> dict[str, str]:
    """What stands in the entry form of a page, as a browser would send it."""
    form = page[page.index('<form method="post">') : page.rindex("</form>")]
    fields = dict(re.findall(r'<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL))
    for name, options in re.findall(r'<select [^>]*?name="([^"]+)">(.*?)</select>', form, re.DOTALL):
        fields[name] = "".join(re.findall(r"<option selected>([^<]*)", options))
    return {name: unescape(text) for name, text in fields.items()}


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/runs",
        "/admin/runs/1",
        "/admin/sources",
        "/admin/timetable",
        "/admin/records",
        "/admin/words",
        "/admin/records/new/job_posting",
        f"/admin/records/{support_site.WELDER}/erase",
        f"/admin/records/{support_site.WELDER}/withdraw",
    ],
)
def test_nobody_comes_in_without_logging_in(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/admin/login?back=")
    assert answer.headers["cache-control"] == "no-store"


def test_staff_come_in_and_go_out(staff: TestClient) -> None:
    page = staff.get("/admin/")
    assert page.status_code == 200
    assert NAME in page.text
    assert staff.post("/admin/logout", data={"form_token": support_site.token_of(page.text)}).status_code == 303
    assert staff.get("/admin/").status_code == 303


def test_the_session_cookie_is_out_of_reach(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        create_person(turn, NAME, PASSWORD, "admin")
    token = support_site.token_of(client.get("/admin/login").text)
    answer = client.post("/admin/login", data={"form_token": token, "name": NAME, "password": PASSWORD})
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(SESSION_COOKIE))
    for part in ("HttpOnly", "SameSite=strict", "Path=/admin"):
        assert part in cookie


def reader_at(client: TestClient, address: str) -> TestClient:
    """Another browser, elsewhere."""
    return TestClient(client.app, base_url=str(client.base_url), client=(address, 50000), follow_redirects=False)


def test_guessing_is_slowed_down(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        create_person(turn, NAME, PASSWORD, "admin")
    statuses = [support_site.log_in(client, NAME, f"falsch-{guess}-2026") for guess in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    assert support_site.log_in(client, NAME, PASSWORD) == 429
    elsewhere = reader_at(client, "192.0.2.7")
    assert support_site.log_in(elsewhere, NAME, PASSWORD) == 303, "who guesses keeps nobody else out"


def test_all_addresses_of_an_ipv6_network_are_one(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        create_person(turn, NAME, PASSWORD, "admin")
    statuses = []
    for guess in range(6):
        one = reader_at(client, f"2001:db8::{guess + 1}")
        statuses.append(support_site.log_in(one, NAME, f"falsch-{guess}-2026"))
    assert statuses == [401] * 5 + [429]


def test_readers_by_ipv4_are_not_one_where_the_site_listens_on_ipv6(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        create_person(turn, NAME, PASSWORD, "admin")
    guesser, other = (reader_at(client, f"::ffff:{address}") for address in ("192.0.2.8", "198.51.100.9"))
    statuses = [support_site.log_in(guesser, NAME, f"falsch-{guess}-2026") for guess in range(6)]
    assert statuses == [401] * 5 + [429]
    assert support_site.log_in(other, NAME, PASSWORD) == 303


def test_a_form_from_elsewhere_is_refused(staff: TestClient) -> None:
    token = support_site.token_of(staff.get("/admin/records/new/job_posting").text)
    path = "/admin/records/new/job_posting"
    assert staff.post(path, data={"title": "电工"}).status_code == 403
    assert staff.post(path, data={"title": "电工", "form_token": token[:-3] + "abc"}).status_code == 403
    evil = {"origin": "https://evil.example"}
    assert staff.post(path, data={"title": "电工", "form_token": token}, headers=evil).status_code == 403


def test_the_login_sends_nobody_to_another_site(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        create_person(turn, NAME, PASSWORD, "admin")
    for back in ("https://evil.example/", "//evil.example", "/admin//evil.example", "/admin/\\evil.example"):
        token = support_site.token_of(client.get("/admin/login", params={"back": back}).text)
        answer = client.post(
            "/admin/login", data={"form_token": token, "name": NAME, "password": PASSWORD, "back": back}
        )
        assert answer.headers["location"] == "/admin/"
        client.cookies.delete(SESSION_COOKIE)


def test_an_account_of_another_role_stays_outside(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        create_person(turn, "某企业", PASSWORD, "enterprise")
    support_site.log_in(client, "某企业", PASSWORD)
    assert client.get("/admin/").status_code == 403
    assert client.get(f"/admin/records/{support_site.WELDER}").status_code == 403


def test_who_was_disabled_is_out_at_once(staff: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        disable(turn, NAME)
    assert staff.get("/admin/").status_code == 303


def test_a_vacancy_typed_in_takes_the_same_road_into_the_index(staff: TestClient, configured: Settings) -> None:
    answer = post(
        staff,
        "/admin/records/new/job_posting",
        title="古建筑瓦工（技师）",
        employer="北京示范古建公司",
        salary_text="9000-12000元/月",
        location_text="北京市西城区",
        action="save",
    )
    assert answer.status_code == 303, answer.text
    record_id = re.search(r"/admin/records/([a-z2-7]{26})", answer.headers["location"])
    assert record_id
    support_site.index(configured)
    staff.app.state.site.reader.refresh()
    found = staff.get("/api/v1/jobs?q=古建筑瓦工").json()
    assert found["hits"][0]["id"] == record_id[1]
    body = staff.get(f"/api/v1/records/{record_id[1]}").json()
    assert (body["salary"]["min"], body["district"]["name"], body["skill_level"]) == (9000, "西城区", "技师")


def test_the_form_shows_what_would_be_read_before_anything_is_kept(staff: TestClient) -> None:
    answer = post(staff, "/admin/records/new/job_posting", title="电工", salary_text="8千-1.2万", action="preview")
    assert "8,000–12,000元/月" in answer.text
    assert 'value="8千-1.2万"' in answer.text


def test_a_form_without_a_title_comes_back_with_what_is_wrong(staff: TestClient) -> None:
    answer = post(staff, "/admin/records/new/job_posting", employer="北京示范", action="save")
    assert answer.status_code == 400
    assert "必须填写" in answer.text
    assert 'value="北京示范"' in answer.text


@pytest.mark.parametrize("kind", ["job_posting", "training_course", "policy_notice", "service_guide"])
def test_every_kind_has_a_form_with_an_input_for_each_raw_field(staff: TestClient, kind: str) -> None:
    from rencai.records.columns import IDENTITY, raw_columns
    from rencai.records.kinds import kind_named

    page = staff.get(f"/admin/records/new/{kind}").text
    for column in raw_columns(kind_named(kind)):
        assert (f'name="{column.name}"' in page) == (column.name not in IDENTITY)


def test_saving_a_record_unchanged_changes_nothing(staff: TestClient, store: Engine) -> None:
    guide = support_site.record_id("service-guides", "subsidy")
    for record_id in (support_site.WELDER, support_site.POLICY, guide):
        page = staff.get(f"/admin/records/{record_id}").text
        answer = staff.post(f"/admin/records/{record_id}", data=fields_of(page) | {"action": "save"})
        assert "saved=unchanged" in answer.headers["location"]
        with reading(store) as conn:
            stored = get(conn, record_id)
        assert stored
        assert stored.version == 1


def test_an_edit_keeps_the_former_version_to_compare(staff: TestClient, store: Engine) -> None:
    path = f"/admin/records/{support_site.WELDER}"
    form = fields_of(staff.get(path).text) | {"salary_text": "350元/天", "action": "save"}
    assert "saved=changed" in staff.post(path, data=form).headers["location"]
    with reading(store) as conn:
        assert [version.cause for version in versions(conn, support_site.WELDER)] == ["import", "edit"]
    page = staff.get(f"{path}/versions").text
    assert "350元/天" in page
    assert "300元/天" in page
    assert "示例" in staff.get(f"/jobs/{support_site.WELDER}").text


def test_erasing_wants_the_id_written_out(staff: TestClient, store: Engine) -> None:
    path = f"/admin/records/{support_site.WELDER}/erase"
    assert post(staff, path, reason="本人要求", confirm="yes").status_code == 400
    assert post(staff, path, reason="本人要求", confirm=support_site.WELDER).status_code == 303
    with reading(store) as conn:
        stored = get(conn, support_site.WELDER)
    assert stored
    assert stored.payload == {}
    assert staff.get(f"/jobs/{support_site.WELDER}").status_code == 410


def test_a_record_is_taken_down_with_a_reason_and_put_back(staff: TestClient, store: Engine) -> None:
    path, page = f"/admin/records/{support_site.WELDER}", f"/jobs/{support_site.WELDER}"
    assert post(staff, f"{path}/withdraw", reason=" ").status_code == 400
    assert post(staff, f"{path}/withdraw", reason="noindex").status_code == 400
    assert post(staff, f"{path}/withdraw", reason="内容不实").status_code == 303
    assert post(staff, f"{path}/withdraw", reason="再次").headers["location"].endswith("saved=down")
    assert "没有改动：此前已经撤下" in staff.get(path, params={"saved": "down"}).text
    answer = staff.get(page)
    assert (answer.status_code, "内容不实" in answer.text) == (410, True)
    assert "示范焊接" not in answer.text
    assert "内容不实" in staff.get(path).text
    assert f"{path}/withdraw" not in staff.get(path).text
    assert f'href="{path}"' in staff.get("/admin/records").text
    token = support_site.token_of(staff.get(path).text)
    assert staff.post(f"{path}/restore", data={"form_token": token}).status_code == 303
    assert staff.get(page).status_code == 200
    again = staff.post(f"{path}/restore", data={"form_token": token})
    assert again.headers["location"].endswith("saved=up")
    assert f'href="{path}"' not in staff.get("/admin/records").text
    with reading(store) as conn:
        stored = get(conn, support_site.WELDER)
    assert stored
    assert (stored.status, stored.version) == ("live", 1)


def test_who_takes_a_record_down_is_told_where_the_same_stands(staff: TestClient, store: Engine) -> None:
    raw = {**support_site.VACANCIES[1], "source_id": "other-2", "url": "https://elsewhere.example/2"}
    (taken,) = Intake(store, "elsewhere", "import", rest=0).take("job_posting", [raw])
    assert (
        f'href="/admin/records/{support_site.record_id("board", "2")}"'
        in staff.get(f"/admin/records/{taken.id}/withdraw").text
    )


def test_the_timetable_says_what_runs_when(staff: TestClient, store: Engine) -> None:
    number = start_run(store, "expire", cause="schedule")
    assert number
    finish_run(store, number, "timeout")
    page = staff.get("/admin/timetable").text
    row = page.partition("到期下线")[2].partition("</tr>")[0]
    assert "expire --json" in row
    assert re.search(r"\d{4}-\d\d-\d\d 00:05</time>", row), "when it is due next, in Beijing"
    assert f'href="/admin/runs/{number}"' in row
    assert "超时" in row


def test_a_timetable_that_cannot_be_read_is_no_error(staff: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "LIST", ("schedule", "nosuch"))
    assert "读不出来" in staff.get("/admin/timetable").text


def test_versions_lead_to_the_runs_that_are_kept(staff: TestClient, store: Engine) -> None:
    """Old runs are forgotten, what they brought is not."""
    kept = start_run(store, "import:board", "board")
    with writing(store) as turn:
        turn.conn.execute(update(records).where(records.c.id == support_site.WELDER).values(run_id=kept))
    path = f"/admin/records/{support_site.WELDER}/versions"
    assert f'href="/admin/runs/{kept}"' in staff.get(path).text
    with writing(store) as turn:
        turn.conn.execute(delete(runs).where(runs.c.id == kept))
    page = staff.get(path).text
    assert "/admin/runs/" not in page
    assert f">{kept}<" in page


def test_runs_show_state_counts_and_log(staff: TestClient, store: Engine) -> None:
    number = start_run(store, "crawl:board", "board")
    assert number
    finish_run(store, number, "failed", {"added": 3, "health": "blocked"}, "来源没有应答", "<b>last line</b>")
    assert "失败" in staff.get("/admin/runs?job=crawl:board").text
    page = staff.get(f"/admin/runs/{number}").text
    for text in ("来源没有应答", "新增", "被来源拦住", "&lt;b&gt;last line&lt;/b&gt;"):
        assert text in page
    assert "board" in staff.get("/admin/sources").text


def test_why_a_run_is_as_it_is_stands_once_on_its_page_and_in_chinese(staff: TestClient, store: Engine) -> None:
    number = start_run(store, "crawl:board", "board")
    assert number
    why = "the lists showed no entry at all"
    finish_run(store, number, "done", {"health": "empty", "why": why}, why, "")
    for path in (f"/admin/runs/{number}", "/admin/runs", "/admin/"):
        page = staff.get(path).text
        assert page.count("列表里一条也没有") == 1, path
        assert why not in page


def test_what_a_run_counted_is_told_in_chinese() -> None:
    tally = Tally()
    tally.fail(Fail.TIMEOUT)
    tally.skip(Skip.ROBOTS)
    tally.fall_short("more list pages than a run may read")
    tally.saw("job_posting", {"title": "电工", "employer": "某单位"})
    rows = dict(told(tally.counts() | {"health": "partial"}))
    assert rows["来源状况"] == "不完整"
    assert rows["原因"] == "失败（超时 1）、略过（robots.txt 不允许 1）"
    assert rows["不完整之处"] == "列表页数超过一次运行的上限"
    assert rows["读出"] == "岗位 1"
    assert rows["字段覆盖"] == "岗位：单位 100%、标题 100%"
    assert not [label for label in rows if label.isascii()]


def test_every_code_that_a_run_may_count_has_a_name() -> None:
    assert {*Fail, *Skip, *RejectReason} <= labels.REASONS.keys()
    assert set(Health) == labels.HEALTH.keys()


def test_a_source_that_was_not_crawled_for_long_is_not_green(staff: TestClient, store: Engine) -> None:
    number = start_run(store, "crawl:sample-board", "sample-board")
    assert number
    finish_run(store, number, "done", {"listed": 9, "health": "healthy"})
    old = clock.now() - timedelta(days=9)
    with writing(store) as turn:
        turn.conn.execute(update(runs).where(runs.c.id == number).values(started_at=old, ended_at=old))
        turn.conn.execute(update(records).where(records.c.source == "board").values(source="sample-board"))
    row = staff.get("/admin/sources").text.partition("source=sample-board")[2].partition("</tr>")[0]
    assert 'badge ended">逾期未采<' in row


def test_a_crawl_that_ended_is_not_green_where_its_source_is_not_well(staff: TestClient, store: Engine) -> None:
    number = start_run(store, "crawl:board", "board")
    assert number
    finish_run(store, number, "done", {"listed": 0, "health": "empty"})
    for path in ("/admin/", "/admin/runs", f"/admin/runs/{number}", "/admin/sources"):
        assert 'badge ended">完成，但没有内容<' in staff.get(path).text


@pytest.mark.parametrize("state", ["stopped", "timeout", "skipped"])
def test_every_end_of_a_run_is_told_in_chinese_and_can_be_chosen(staff: TestClient, store: Engine, state: str) -> None:
    number = start_run(store, "tidy")
    assert number
    finish_run(store, number, state)
    page = staff.get("/admin/runs", params={"state": state}).text
    assert f'<option value="{state}" selected>' in page
    assert f">{state}<" not in page


def test_staff_see_the_engines_own_account_of_a_rank(staff: TestClient) -> None:
    page = staff.get("/admin/why", params={"q": "焊工", "id": f"/jobs/{support_site.WELDER}"}).text
    assert "引擎的计算" in page
    assert "找不到" in staff.get("/admin/why", params={"q": "焊工", "id": "a" * 26}).text
