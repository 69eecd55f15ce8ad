"""The index follows the store: pending changes and endings, and whatever store it is."""

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.search.analysis import analyzer
from rencai.search.lexicon import bundled
from rencai.search.port import SearchReader, SearchWriter
from rencai.search.query import Query
from rencai.settings import settings
from rencai.store.engine import reading, writing
from rencai.store.life import end, restore
from rencai.store.migrate import prepare
from rencai.store.read import get
from rencai_indexer.documents import document
from support_indexer import differences, follow, take, total


def test_what_is_written_is_found_and_what_ended_is_not(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    ids = take(store, range(30))
    follow(store, writer)
    assert total(reader, "车工") == 30
    with writing(store) as turn:
        end(turn, ids[:10], "gone", "absent", clock.now())
    assert follow(store, writer)["removed"] == 10
    assert total(reader) == 20
    with writing(store) as turn:
        restore(turn, ids[:5], clock.now())
    take(store, range(20, 30), title="电焊工")
    follow(store, writer)
    assert (total(reader), total(reader, "电焊工")) == (25, 10)
    assert differences(store, reader).total == 0


def test_personal_data_is_not_in_the_index(store: Engine, writer: SearchWriter, reader: SearchReader) -> None:
    """Whoever has a number must not find out by it who has an advert, nor read it in a list."""
    description = (
        "数控车床操作。<p>联系人：王晓明 139<b>1234</b>5678，微信：wang_88，邮箱 hr.wang@example.com</p>"
        + "五年以上经验。" * 9
    )
    (one,) = take(store, range(1), title="车工 电话13812345678 ", employer="张三 13712345678", description=description)
    follow(store, writer)
    for secret in ("13812345678", "13912345678", "13712345678", "wang_88", "王晓明"):
        assert total(reader, secret) == 0, secret
    (hit,) = reader.search(Query(text="车工")).hits
    assert hit.title == "车工 电话138****5678 0"
    with reading(store) as conn:
        stored = get(conn, one)
    assert stored is not None
    said = str(document(stored, analyzer(bundled().words)))
    assert not [part for part in ("12345678", "1234 5678", "wang_88", "hr.wang", "晓明") if part in said]


def test_a_store_from_a_backup_is_followed_too(store: Engine, writer: SearchWriter, reader: SearchReader) -> None:
    take(store, range(5))
    follow(store, writer)
    generation = writer.current()
    assert generation is not None
    generation.set_position(10_000)
    generation.close()
    take(store, range(5, 8))
    follow(store, writer)
    assert total(reader) == 8
    take(store, range(8, 9))
    follow(store, writer)
    assert total(reader) == 9


def test_an_index_of_another_store_is_built_anew(
    store: Engine, writer: SearchWriter, reader: SearchReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what the other store was told up to the same number would be missing, and what it never had be found."""
    take(store, range(10))
    follow(store, writer)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{settings().data / 'other.sqlite'}")
    settings.cache_clear()
    other = prepare(settings())
    take(other, range(100, 140), title="电焊工")
    follow(other, writer)
    assert (total(reader), total(reader, "车工")) == (40, 0)
    assert differences(other, reader).total == 0
    take(other, range(140, 150), title="电焊工")
    assert follow(other, writer)["indexed"] == 10


def test_nothing_new_is_nothing_to_do(store: Engine, writer: SearchWriter) -> None:
    take(store, range(3))
    follow(store, writer)
    assert follow(store, writer) == {"changes": 0, "indexed": 0, "removed": 0}
    take(store, range(3))
    assert follow(store, writer)["changes"] == 0, "an unchanged record is no change"
