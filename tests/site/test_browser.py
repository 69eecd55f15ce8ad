"""The way of a person through the site, in a real browser: on a desk and on a phone, with script and without."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from playwright.sync_api import TimeoutError as BrowserTimeout

import support_site

pytestmark = pytest.mark.browser

DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@dataclass(frozen=True)
class Place:
    """Where somebody reads."""

    size: ViewportSize
    script: bool

    @property
    def phone(self) -> bool:
        return self.size["width"] < 500


PLACES = [Place(size, script) for size in (DESK, PHONE) for script in (True, False)]


@pytest.fixture(scope="module", name="chromium")
def _chromium(chromium_path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path), args=["--no-sandbox"])
        yield browser
        browser.close()


def name_of(place: Place) -> str:
    """Name of a test's variant."""
    return f"{'phone' if place.phone else 'desk'}-{'script' if place.script else 'plain'}"


WITH_SCRIPT = pytest.mark.parametrize("place", [place for place in PLACES if place.script], ids=name_of, indirect=True)


@pytest.fixture(params=PLACES, ids=name_of)
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.param
    return found


@pytest.fixture
def page(chromium: Browser, running: object, place: Place) -> Iterator[Page]:
    """A tab whose console must stay silent."""
    context = chromium.new_context(
        base_url=running.url,  # type: ignore[attr-defined]  # of the conftest beside
        viewport=place.size,
        java_script_enabled=place.script,
        locale="zh-CN",
    )
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    yield tab
    context.close()
    assert said == []


def show_filters(page: Page, place: Place) -> None:
    """On a phone the filters are behind a link."""
    if place.phone:
        page.get_by_role("link", name="筛选").click()


def test_search_narrow_open_and_go_back(page: Page, place: Place) -> None:
    page.goto("/")
    box = page.get_by_role("searchbox" if not place.script else "combobox")
    box.fill("数控车工")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("navigation", name="换一类").get_by_role("link", name="岗位").click()
    expect(page.locator(".hit").first).to_be_visible()
    before = page.locator(".tally strong").inner_text()
    show_filters(page, place)
    page.locator("details[data-facet=district]").get_by_role("link", name="海淀区").click()
    expect(page.locator(".chips").get_by_role("link", name="区：海淀区")).to_be_visible()
    narrowed = page.url
    assert int(page.locator(".tally strong").inner_text()) < int(before)
    title = page.locator(".hit h2 a").first
    name = title.inner_text()
    title.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    assert page.url.partition("#")[0] == narrowed.partition("#")[0]
    expect(page.locator(".chips").get_by_role("link", name="区：海淀区")).to_be_visible()


@WITH_SCRIPT
def test_nothing_is_wider_than_the_screen(page: Page, place: Place) -> None:
    paths = (
        "/",
        "/jobs",
        f"/jobs/{support_site.WELDER}",
        f"/jobs/{support_site.HOSTILE}",
        f"/policies/{support_site.POLICY}",
        "/services",
        "/admin/login",
        "/search?q=没有这种东西的xyz",
    )
    for path in paths:
        page.goto(path)
        with suppress(BrowserTimeout):  # on a busy machine the layout may still be under way when the page is loaded
            page.wait_for_function(
                "limit => document.documentElement.scrollWidth <= limit", arg=place.size["width"], timeout=5000
            )
        assert page.evaluate("document.documentElement.scrollWidth") <= place.size["width"], path


TARGETS = """asked => [...document.querySelectorAll(asked.where)]
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height < asked.height).map(([text]) => text)"""
"""Texts of links that are lower than a finger needs."""


@pytest.mark.parametrize("place", [Place(PHONE, True)], ids=name_of, indirect=True)
def test_on_a_phone_links_are_high_enough_for_a_thumb(page: Page) -> None:
    """Those in running text are as high as its lines."""
    for path in ("/", f"/jobs/{support_site.WELDER}", f"/policies/{support_site.POLICY}", "/jobs?q=电工"):
        page.goto(path)
        assert page.evaluate(TARGETS, {"where": "footer a", "height": 44}) == [], path
        lists = "header a, main button, .crumbs a, .contents a, .aside a, .onward ul a, .facet a, .sorts a, .tries a"
        assert page.evaluate(TARGETS, {"where": lists, "height": 24}) == [], path


@WITH_SCRIPT
def test_on_paper_there_is_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print")
    for path in ("/", "/jobs?q=电工", f"/jobs/{support_site.WELDER}"):
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        assert page.locator("input:visible, button:visible, .button:visible").count() == 0, path


def test_a_clause_is_reached_from_the_contents(page: Page) -> None:
    page.goto(f"/policies/{support_site.POLICY}")
    page.get_by_role("navigation", name="目录").get_by_role("link", name="（十四）").click()
    assert page.url.endswith("#clause-14")
    expect(page.locator("#clause-14")).to_be_in_viewport()


def test_markup_in_content_runs_nowhere(page: Page) -> None:
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"/jobs/{support_site.HOSTILE}")
    page.goto("/jobs?q=" + "钳工<img src=x onerror=alert(1)>")
    page.wait_for_load_state("networkidle")
    assert alerts == []


@WITH_SCRIPT
def test_completions_can_be_chosen_by_keyboard(page: Page) -> None:
    page.goto("/jobs")
    box = page.get_by_role("combobox")
    box.press_sequentially("数控", delay=30)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]").get_attribute("data-text")
    box.press("Enter")
    page.wait_for_url("**/jobs?q=**")
    assert page.get_by_role("combobox").input_value() == chosen


@pytest.mark.parametrize("place", [Place(DESK, True)], ids=name_of, indirect=True)
def test_completions_that_were_not_counted_yet_are_asked_for_once_more(page: Page) -> None:
    answers = iter(
        ['{"suggestions": []}', '{"suggestions": [{"text": "电工 朝阳区", "count": 1, "field": "district"}]}']
    )
    page.route("**/api/v1/suggest?*", lambda route: route.fulfill(body=next(answers), content_type="application/json"))
    page.goto("/")
    page.get_by_role("combobox").fill("电工 朝")
    expect(page.get_by_role("option")).to_contain_text("电工 朝阳区")


@WITH_SCRIPT
def test_completions_are_of_what_the_filters_leave(page: Page) -> None:
    counts = []
    for narrowing in ("", "?district=110108", "?district=110108&salary_min=11000&education=大专"):
        page.goto(f"/jobs{narrowing}")
        page.get_by_role("combobox").press_sequentially("数控车工", delay=30)
        option = page.get_by_role("option").first
        expect(option).to_be_visible()
        counts.append(int(option.locator(".num").inner_text()))
    assert counts[0] > counts[1] > counts[2] > 0


@WITH_SCRIPT
def test_every_control_is_reached_by_keyboard_and_named(page: Page) -> None:
    page.goto("/jobs?q=电工&district=110108")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    nameless = page.evaluate(
        """[...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")].filter((e) =>
        !(e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length))).length"""
    )
    assert nameless == 0


def test_a_position_is_measured_on_the_chinese_map(chromium: Browser, running: object) -> None:
    context = chromium.new_context(
        base_url=running.url,  # type: ignore[attr-defined]  # of the conftest beside
        geolocation={"longitude": 116.3912757, "latitude": 39.906217},
        permissions=["geolocation"],
    )
    page = context.new_page()
    page.goto("/jobs")
    page.get_by_role("link", name="离我近的").click()
    page.wait_for_url("**near=116.39752%2C39.90762**")
    context.close()
