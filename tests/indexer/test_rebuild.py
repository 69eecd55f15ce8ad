"""A new index in place of the old one."""

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.errors import RebuildRefused
from rencai.search.lexicon import bundled
from rencai.search.port import SearchReader, SearchWriter
from rencai.store.engine import writing
from rencai.store.life import end
from rencai_indexer.rebuild import rebuild
from support_indexer import QUIET, differences, take, total


def test_a_rebuild_replaces_the_index_and_forgets_the_old_one(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    take(store, range(40))
    rebuild(store, writer, bundled(), QUIET)
    take(store, range(40, 50))
    done = rebuild(store, writer, bundled(), QUIET)
    assert (done["indexed"], done["total"], done["dropped"]) == (50, 50, 1)
    assert total(reader) == 50
    assert differences(store, reader).total == 0


def test_a_much_smaller_index_is_refused_unless_forced(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    ids = take(store, range(20))
    rebuild(store, writer, bundled(), QUIET)
    with writing(store) as turn:
        end(turn, ids[:10], "gone", "absent", clock.now())
    with pytest.raises(RebuildRefused, match="--force"):
        rebuild(store, writer, bundled(), QUIET)
    assert total(reader) == 20
    rebuild(store, writer, bundled(), QUIET, force=True)
    assert total(reader) == 10
