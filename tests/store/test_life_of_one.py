"""Any sequence of crawls and of what staff do: only authority ends a vacancy, staff alone put back what they hid."""

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from rencai.store.engine import reading, writing
from rencai.store.erase import erase
from rencai.store.life import OPTED_OUT, end, is_shown, missed, put_back, touch, withdraw
from rencai.store.live import scan_live
from rencai.store.put import put
from rencai.store.read import cluster_members, cluster_size, get, scan
from support_records import AT, draft
from support_store import sqlite_store, sqlite_template

ONE = draft("1").id


class LifeOfOne(RuleBasedStateMachine):
    """One vacancy without a deadline, and what is known of it beside the store."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(TemporaryDirectory()))
        self.engine = self.stack.enter_context(sqlite_store(self.template, folder))
        self.at = AT
        self.misses, self.ended, self.hidden, self.taken_down, self.erased = 0, False, False, False, False

    def teardown(self) -> None:
        self.stack.close()

    def later(self):
        self.at += timedelta(hours=1)
        return self.at

    @initialize()
    def first_read(self):
        self.reads("电工")

    @rule(title=st.sampled_from(["电工", "焊工"]))
    def reads(self, title):
        with writing(self.engine) as turn:
            put(turn, [draft("1", title=title, seen=self.later())], "crawl", None, self.at)
        self.misses, self.ended, self.hidden = 0, False, False

    # What opted out is not among the pages that the crawler notes as listed.
    @precondition(lambda self: not self.hidden)
    @rule()
    def is_listed(self):
        with writing(self.engine) as turn:
            touch(turn, [ONE], self.later())
        self.misses, self.ended = 0, self.ended and self.taken_down

    @rule()
    def is_missing(self):
        with writing(self.engine) as turn:
            missed(turn, [ONE], self.later(), self.at)
        if not (self.ended or self.taken_down or self.erased):
            self.misses += 1
            self.ended = self.misses >= 2

    @rule()
    def its_page_is_gone(self):
        with writing(self.engine) as turn:
            end(turn, [ONE], "gone", "http_404", self.later())
        self.ended = self.ended or not self.taken_down

    @rule(wish=st.sampled_from(sorted(OPTED_OUT)))
    def opts_out(self, wish):
        with writing(self.engine) as turn:
            end(turn, [ONE], "gone", wish, self.later())
        self.ended = self.hidden = True

    @rule()
    def staff_take_it_down(self):
        with writing(self.engine) as turn:
            done = withdraw(turn, ONE, "内容不实", self.later())
        assert done == (not (self.taken_down or self.erased))
        self.taken_down = True

    @rule()
    def staff_put_it_back(self):
        with writing(self.engine) as turn:
            done = put_back(turn, ONE, self.later())
        assert done == (self.taken_down and not self.erased)
        if done:
            self.misses, self.taken_down = 0, False

    # Nothing follows upon that, so not before something has happened.
    @precondition(lambda self: self.at > AT + timedelta(hours=12))
    @rule()
    def is_erased(self):
        with writing(self.engine) as turn:
            erase(turn, ONE, "应要求", None, self.later())
        self.erased = True

    @invariant()
    def lives_and_is_shown_as_it_should(self):
        with reading(self.engine) as conn:
            found = get(conn, ONE)
            members, size = cluster_members(conn, ONE, shown=True), cluster_size(conn, ONE)
        if found is None:
            return
        down = self.taken_down or self.erased
        assert found.status == ("withdrawn" if down else "gone" if self.ended else "live")
        assert bool(found.payload) == (not self.erased)
        shown = not down and not self.hidden
        assert (is_shown(found.status, found.end_reason), len(members), size) == (shown, int(shown), int(shown))
        live = [record.id for page in scan_live(self.engine) for record in page]
        assert live == [record.id for page in scan(self.engine, status="live") for record in page]
        assert live == ([ONE] if found.status == "live" else [])


def test_no_sequence_ends_a_vacancy_wrongly_or_brings_back_what_was_taken_down(tmp_path):
    machine = type("Life", (LifeOfOne,), {"template": sqlite_template(tmp_path)})
    run_state_machine_as_test(machine, settings=settings(max_examples=15, stateful_step_count=20, derandomize=True))
