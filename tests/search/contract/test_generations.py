"""What is indexed: versions, generations, and no index at all."""

import pytest

from rencai.errors import SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.search.query import Query
from rencai_indexer.documents import document
from support_search import Opened, fill, found, job


def test_hashes_ids_and_count_are_of_what_is_indexed(filled: Opened) -> None:
    ids = filled.reader.ids()
    assert ids == sorted(ids)
    assert len(ids) == filled.reader.count() == 14
    walked: list[str] = []
    while page := filled.reader.ids(walked[-1] if walked else "", limit=4):
        walked += page
    assert walked == ids
    hashes = filled.reader.document_hashes([*ids, "a" * 26])
    assert set(hashes) == set(ids)
    assert all(hashes.values())


def test_the_last_version_wins_whatever_the_order(opened: Opened) -> None:
    words = Analyzer(bundled().words)
    newer = document(job("j", "电工", version=3), words)
    older = document(job("j", "焊工", version=2), words)
    generation = opened.writer.new_generation()
    assert generation.upsert([newer]) == 1
    generation.upsert([older])
    generation.commit()
    generation.upsert([older])
    generation.delete({newer["id"]: 2})
    generation.commit()
    opened.writer.switch(generation)
    opened.reader.refresh()
    assert found(opened.reader.search(Query(text="电工"))) == ["j"]
    generation.delete({newer["id"]: 3})
    generation.commit()
    generation.close()
    opened.reader.refresh()
    assert opened.reader.count() == 0


def test_a_generation_is_seen_when_it_is_switched_to(opened: Opened) -> None:
    fill(opened.writer, [job("old", "焊工"), job("older", "电工")])
    opened.reader.refresh()
    generation = opened.writer.new_generation()
    generation.upsert([document(job("new", "瓦工"), Analyzer(bundled().words))])
    generation.commit()
    generation.set_position(42)
    opened.reader.refresh()
    assert opened.reader.count() == 2
    opened.writer.switch(generation)
    assert generation.position() == 42
    generation.close()
    opened.reader.refresh()
    assert opened.reader.count() == opened.writer.current_count() == 1
    assert len(opened.writer.drop()) == 1
    assert opened.reader.search(Query(text="瓦工")).total == 1


def test_without_an_index_search_is_unavailable(opened: Opened) -> None:
    assert not opened.reader.ready()
    with pytest.raises(SearchUnavailable):
        opened.reader.search(Query(text="电工"))
