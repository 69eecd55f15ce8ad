"""A follower that goes on for good: beside rebuilds, and whatever fails for a while."""

import threading
import time

import pytest
from sqlalchemy import Engine

from rencai.console import Console
from rencai.errors import RebuildRefused, SearchUnavailable, StoreUnavailable
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_writer
from rencai.search.port import Generation, SearchReader, SearchWriter
from rencai.settings import settings
from rencai_indexer import follow as follow_module
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from support_indexer import QUIET, differences, follow, take, total


def test_a_follower_goes_on_in_the_new_index_after_a_rebuild_beside_it(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    take(store, range(10))
    follower = Follower(store, writer, open_engine(settings()), bundled, QUIET)
    follower.once()
    rebuild(store, writer, bundled(), QUIET)
    take(store, range(10, 15))
    assert follower.once()["indexed"] == 5
    assert total(reader) == 15


def test_a_follower_that_is_stopped_while_it_builds_an_index_ends_and_the_next_one_has_it_all(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    class Ended(Console):
        def info(self, text: str) -> None:
            said.append(text)
            follower.stopping.set()

    said: list[str] = []
    take(store, range(10))
    follower = Follower(store, writer, open_engine(settings()), bundled, Ended())
    follower.forever()
    assert said == [
        "there is no index yet: building one",
        "stopped while a new index was being built; the next start goes on with it",
    ]
    assert writer.current_count() == 0
    assert follow(store, writer) == {"changes": 0, "indexed": 0, "removed": 0}
    assert total(reader) == 10


class Failing:
    """A generation whose disk is full: nothing can be written, and it cannot be closed in peace either."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def __getattr__(self, name: str) -> object:
        return getattr(self._generation, name)

    def commit(self) -> None:
        raise SearchUnavailable("no space left on device")

    def close(self) -> None:
        self._generation.close()
        raise SearchUnavailable("the writer was killed")


def test_a_follower_outlives_an_index_that_can_be_neither_written_nor_closed(
    store: Engine, writer: SearchWriter, reader: SearchReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, range(5))
    rebuild(store, writer, bundled(), QUIET)
    take(store, range(5, 10))
    current, failures = writer.current, iter([True, True])
    monkeypatch.setattr(writer, "current", lambda: Failing(current()) if next(failures, False) else current())
    outlived(store, writer, reader)
    assert total(reader) == 10


def test_a_follower_outlives_a_store_that_is_away(
    store: Engine, writer: SearchWriter, reader: SearchReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, range(5))
    rebuild(store, writer, bundled(), QUIET)
    take(store, range(5, 10))
    monkeypatch.setattr(follow_module, "REFUSED", 0.1)
    applied, failures = follow_module.apply, iter([StoreUnavailable("away"), RebuildRefused("much smaller")])

    def failing(*args: object) -> object:
        if error := next(failures, None):
            raise error
        return applied(*args)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(follow_module, "apply", failing)
    outlived(store, writer, reader)
    assert total(reader) == 10


def outlived(store: Engine, writer: SearchWriter, reader: SearchReader) -> None:
    """A follower goes on until all ten records are there, or for as long as anybody would wait."""
    follower = Follower(store, writer, open_engine(settings()), bundled, Console(quiet=True))
    following = threading.Thread(target=follower.forever)
    following.start()
    given_up = time.monotonic() + 30
    while total(reader) < 10 and time.monotonic() < given_up:
        time.sleep(0.1)
    follower.stopping.set()
    following.join()


def test_a_rebuild_that_ends_while_a_follower_opens_the_index_is_not_done_again(
    store: Engine, writer: SearchWriter, reader: SearchReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, range(5))
    follow(store, writer)
    current = writer.current

    def just_before() -> Generation | None:
        found = current()
        monkeypatch.setattr(writer, "current", current)
        rebuild(store, open_writer(settings()), bundled(), QUIET)
        return found

    monkeypatch.setattr(writer, "current", just_before)
    follow(store, writer)
    renewed = writer.current()
    assert renewed is not None
    assert renewed.name.endswith("000002")
    renewed.close()
    assert differences(store, reader).total == 0
