"""Lists that move while they are paged: what was there all the time is not ended, what is gone still is."""

import json
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite, Request
from rencai.store.engine import reading
from rencai.store.pages import known
from rencai_crawler.addresses import url_key
from rencai_crawler.source import Source
from support_crawl import Run, listing, notice, path, source_of

Statuses = Callable[[], dict[str, str]]
ROWS = 4
LEAN = {"recheck": 0.0}


class Board:
    """A list in pages of four, made anew from what is published each time that a page is asked for."""

    def __init__(self, site: FaultSite, published: Sequence[int]) -> None:
        self.published = list(published)
        self.moves: dict[int, Callable[[], None]] = {}
        """What happens once the so-manieth list page was sent."""
        self.sent = 0
        for page in range(len(published) // ROWS + 2):
            site.routes[f"/list?page={page}" if page else "/list"] = partial(self._page, page)
        for number in published:
            site.page(path(number), notice(number))

    def _page(self, page: int, _: Request) -> Answer:
        further = f"/list?page={page + 1}" if len(self.published) > (page + 1) * ROWS else ""
        body = listing(self.published[page * ROWS : (page + 1) * ROWS], further).encode()
        self.sent += 1
        self.moves.pop(self.sent, lambda: None)()
        return Answer(body)

    def after(self, pages: int, *, remove: int) -> None:
        """Take an entry off the list once so many more pages were sent."""
        self.moves[self.sent + pages] = lambda: self.published.remove(remove)


@pytest.fixture
def board(run: Run, site: FaultSite) -> Board:
    board = Board(site, range(16))
    assert run(source_of(site, **LEAN))["added"] == 16
    board.sent = 0
    return board


def test_who_moves_up_while_the_list_is_read_lives(run: Run, site: FaultSite, board: Board, statuses: Statuses) -> None:
    board.after(1, remove=2)
    counts = run(source_of(site, **LEAN))
    assert (counts["gone"], counts["health"]) == (0, "healthy")
    assert statuses()["4"] == "live", "drawn from page 2 to page 1 between the two"
    assert run(source_of(site, **LEAN))["gone"] == 1
    assert [own for own, status in statuses().items() if status != "live"] == ["2"]


def test_what_a_steady_list_lacks_is_gone_at_once(run: Run, site: FaultSite, board: Board, statuses: Statuses) -> None:
    board.published.remove(9)
    assert run(source_of(site, **LEAN))["gone"] == 1
    assert statuses()["9"] == "gone not_listed"
    assert board.sent == 8, "every page twice: nothing moved in between"


def test_a_list_that_lacks_nothing_is_read_once(run: Run, site: FaultSite, board: Board) -> None:
    board.published.insert(0, 16)
    site.page(path(16), notice(16))
    assert run(source_of(site, **LEAN))["added"] == 1
    assert board.sent == 5


def test_a_list_that_never_stands_still_needs_two_runs(
    run: Run, site: FaultSite, board: Board, statuses: Statuses
) -> None:
    board.published.remove(9)

    def turn() -> None:
        board.published.reverse()
        board.moves[board.sent + 4] = turn

    board.moves[4] = turn
    assert run(source_of(site, **LEAN))["gone"] == 0
    assert run(source_of(site, **LEAN))["gone"] == 1
    assert statuses()["9"] == "gone not_listed"


def test_one_that_moves_at_each_reading_lives(run: Run, site: FaultSite, board: Board, statuses: Statuses) -> None:
    """The same entry is drawn out of sight in both looks; the lists were not the same, so nothing is ended."""
    board.after(1, remove=2)
    board.after(5, remove=3)
    board.after(9, remove=1)
    run(source_of(site, **LEAN))
    assert {own for own, status in statuses().items() if status == "live"} >= {str(n) for n in board.published}


def test_a_list_that_fails_at_the_second_look_ends_nothing(
    run: Run, site: FaultSite, board: Board, statuses: Statuses
) -> None:
    board.published.remove(9)
    board.moves[4] = lambda: site.routes.update({"/list?page=2": Answer(b"", 500)})
    counts = run(source_of(site, **LEAN))
    assert (counts["gone"], counts["health"]) == (0, "partial")
    assert set(statuses().values()) == {"live"}


def test_entries_of_a_table_that_moves_live(run: Run, site: FaultSite, engine: Engine, statuses: Statuses) -> None:
    """Records that stand in the list itself have no page that could be asked."""
    published = list(range(12))
    moves: list[int] = []

    def page(number: int) -> Callable[[Request], Answer]:
        def answer(_: Request) -> Answer:
            rows = [{"id": str(n), "title": f"数控车工{n}", "employer": "示例厂"} for n in published[number * 4 :][:4]]
            if number == 0 and moves:
                published.remove(moves.pop())
            return Answer(rows_of(rows, number), headers={"Content-Type": "application/json"})

        return answer

    for number in range(3):
        site.routes[f"/api?page={number}" if number else "/api"] = page(number)
    source = api(site)
    assert run(source)["added"] == 12
    moves.append(1)
    assert run(source)["gone"] == 0
    with reading(engine) as conn:
        key = url_key(site.url("/api"))
        assert known(conn, "fault", [key])[key].source_ids == ("0", "2", "3", "4"), "all that stand in it"
    assert run(source)["gone"] == 1
    assert [own for own, status in statuses().items() if status != "live"] == ["1"]


def rows_of(rows: list[dict[str, str]], page: int) -> bytes:
    return json.dumps({"rows": rows, "next": f"/api?page={page + 1}" if page < 2 else ""}).encode()


def api(site: FaultSite) -> Source:
    columns = {"source_id": "id", "title": "title", "employer": "employer", "location_text": "=北京市"}
    changes = {"family": "table", "kinds": ["job_posting"], "details": "", "source_id": "", "columns": columns}
    return source_of(site, start=[site.url("/api")], **changes)
