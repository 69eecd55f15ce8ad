"""Another dictionary: what has its words is cut anew."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from rencai.errors import Stopped
from rencai.search.clauses import Term
from rencai.search.engine import Request, SearchEngine
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine
from rencai.search.port import SearchReader, SearchWriter
from rencai.settings import settings
from rencai_indexer import dictionary as dictionary_module
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from support_indexer import QUIET, differences, follow, take, total


def tokens_found(search: SearchEngine, word: str) -> int:
    search.refresh()
    return search.run(Request(match=Term("title_w", word), size=0)).total


def test_a_new_word_of_the_dictionary_cuts_anew_what_has_it(
    store: Engine, writer: SearchWriter, search: SearchEngine
) -> None:
    take(store, range(30), title="焱燊窑工")
    take(store, range(30, 60), title="电焊工")
    follow(store, writer)
    assert tokens_found(search, "焱燊窑") == 0
    grown = replace(bundled(), words=bundled().words | {"焱燊窑"})
    follow(store, writer, grown)
    assert tokens_found(search, "焱燊窑") == 30
    follow(store, writer)
    assert tokens_found(search, "焱燊窑") == 0, "a word that was removed is no token any more"


def test_a_word_that_is_taken_back_while_records_are_cut_by_it_leaves_nothing(
    store: Engine, writer: SearchWriter, search: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, range(30), title="焱燊窑工")
    follow(store, writer)
    monkeypatch.setattr(dictionary_module, "PAGE", 10)
    written, left = dictionary_module.write_stored, iter([True, True])

    def killed_at_the_third(*args: object) -> object:
        if not next(left, False):
            raise Stopped("as by a kill")
        return written(*args)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(dictionary_module, "write_stored", killed_at_the_third)
    grown = replace(bundled(), words=bundled().words | {"焱燊窑"})
    with pytest.raises(Stopped):
        follow(store, writer, grown)
    monkeypatch.setattr(dictionary_module, "write_stored", written)
    assert tokens_found(search, "焱燊窑") == 20
    follow(store, writer)
    assert tokens_found(search, "焱燊窑") == 0


def test_a_rebuild_by_an_older_dictionary_is_cut_anew_by_the_follower_beside_it(
    store: Engine, writer: SearchWriter, search: SearchEngine
) -> None:
    take(store, range(5), title="焱燊窑工")
    grown = replace(bundled(), words=bundled().words | {"焱燊窑"})
    follower = Follower(store, writer, open_engine(settings()), lambda: grown, QUIET)
    follower.once()
    assert tokens_found(search, "焱燊窑") == 5
    rebuild(store, writer, bundled(), QUIET)  # begun before the word was added
    follower.once()
    assert tokens_found(search, "焱燊窑") == 5


def test_another_bundled_dictionary_takes_a_rebuild(store: Engine, writer: SearchWriter, reader: SearchReader) -> None:
    take(store, range(10))
    follow(store, writer)
    generation = writer.current()
    assert generation is not None
    generation.set_note('["of another version", []]')
    generation.close()
    follow(store, writer)
    renewed = writer.current()
    assert renewed is not None
    assert renewed.name != generation.name
    renewed.close()
    assert (total(reader), differences(store, reader).total) == (10, 0)
