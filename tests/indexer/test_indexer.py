"""The index follows the store: pending changes, endings, rebuilds, and what is mended."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from rencai import clock
from rencai.console import Console
from rencai.errors import RebuildRefused, SearchUnavailable, Stopped, StoreUnavailable
from rencai.intake.intake import Intake
from rencai.search.analysis import analyzer
from rencai.search.clauses import Term
from rencai.search.engine import Request, SearchEngine
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.open import open_engine, open_writer
from rencai.search.port import Generation, SearchReader, SearchWriter
from rencai.search.query import Query
from rencai.settings import settings
from rencai.store.engine import reading, writing
from rencai.store.life import end, restore
from rencai.store.migrate import prepare
from rencai.store.read import get
from rencai_indexer import dictionary as dictionary_module
from rencai_indexer import follow as follow_module
from rencai_indexer.documents import document
from rencai_indexer.follow import Follower
from rencai_indexer.rebuild import rebuild
from rencai_indexer.verify import Differences, compare, repair
from support_indexer import QUIET, take


def follow(store: Engine, writer: SearchWriter, lexicon: Lexicon | None = None) -> dict[str, int]:
    current = lexicon or bundled()
    return Follower(store, writer, open_engine(settings()), lambda: current, QUIET).once()


def differences(store: Engine, reader: SearchReader) -> Differences:
    return compare(store, reader, QUIET)


def total(reader: SearchReader, text: str = "") -> int:
    reader.refresh()
    return reader.search(Query(text=text)).total


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


def test_what_is_posted_again_does_not_come_first_among_the_newest(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    (old,) = take(store, range(1), employer="示例厂", location_text="北京市海淀区", salary_text="8000元/月")
    take(store, range(1, 2), title="电焊工")
    with writing(store) as turn:
        end(turn, [old], "gone", "not_listed", clock.now())
    Intake(store, "board", "crawl", rest=0).take(
        "job_posting",
        [
            {"source_id": "99", "title": "数控车工0", "employer": "示例厂"}
            | {"location_text": "北京市海淀区", "salary_text": "8000元/月"}
        ],
    )
    follow(store, writer)
    reader.refresh()
    assert [hit.source_id for hit in reader.search(Query(sort="newest")).hits] == ["1", "99"]
    assert differences(store, reader).total == 0


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


def test_what_two_sources_tell_of_is_found_and_counted_once(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    advert = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
    more = {"requirements": "会看图纸，三年以上经验", "education_text": "大专"}
    ids = [
        str(Intake(store, source, "import", rest=0).take("job_posting", [{"source_id": "1", **raw}])[0].id)
        for source, raw in (("board", advert), ("listings", advert | more))
    ]
    take(store, range(5, 8))
    follow(store, writer)
    reader.refresh()

    def found(**asked: Any) -> list[str]:
        page = reader.search(Query(**{"text": "数控车工 示例厂", "near": False, **asked}))
        assert page.total == len(page.hits)
        return [hit.id for hit in page.hits]

    assert found() == ids[1:]
    assert (total(reader), reader.count()) == (4, 5)
    assert found(filters={"source": ("board",)}) == []
    assert found(exclude={"source": ("listings",)}) == ids[:1]
    assert found(exclude={"source": ("board",)}) == ids[1:]
    assert found(exclude={"source": ("careers",)}) == ids[1:]
    assert found(exclude={"source": ("listings", "board")}) == []
    assert found(text=ids[0]) == ids[:1]
    for one, other in (ids, ids[::-1]):
        assert other not in {hit.id for group in reader.related(one) for hit in group.hits}
    assert differences(store, reader).total == 0
    with writing(store) as turn:
        end(turn, ids[1:], "gone", "absent", clock.now())
    follow(store, writer)
    reader.refresh()
    assert found() == ids[:1]
    assert found(exclude={"source": ("listings",)}) == ids[:1]
    assert differences(store, reader).total == 0


def test_copies_know_when_another_source_tells_of_them_best(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    advert = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
    more = {"requirements": "会看图纸，三年以上经验"}

    def tell(source: str, raw: dict[str, str]) -> str:
        return str(Intake(store, source, "import", rest=0).take("job_posting", [{"source_id": "1", **raw}])[0].id)

    def found(*unwanted: str) -> list[str]:
        follow(store, writer)
        reader.refresh()
        query = Query(text="数控车工 示例厂", near=False, exclude={"source": unwanted})
        assert differences(store, reader).total == 0
        return [hit.id for hit in reader.search(query).hits]

    first, second = tell("board", advert), tell("listings", advert | more)
    assert found("board") == [second]
    third = tell("careers", advert | more | {"education_text": "大专"})
    assert set(found("careers")) == {first, second}
    assert found("board", "careers") == [second]
    assert found("listings") == [third]
    with writing(store) as turn:
        end(turn, [third], "gone", "absent", clock.now())
    assert found("listings") == [first]
    assert found("careers") == [second]


def test_of_many_copies_one_of_each_source_is_found_and_few_change_when_another_source_tells_best(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    advert = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}

    def tell(source: str, *ids: int, **more: str) -> int:
        raws = [{"source_id": str(one), **advert, **more} for one in ids]
        taken = Intake(store, source, "import", rest=0).take("job_posting", raws)
        assert len(taken) == len(ids)
        changes = follow(store, writer)["changes"]
        reader.refresh()
        assert differences(store, reader).total == 0
        return changes

    def total(unwanted: str) -> int:
        return reader.search(Query(text="数控车工 示例厂", near=False, exclude={"source": (unwanted,)})).total

    tell("board", *range(20))
    tell("listings", *range(20))
    assert (total("board"), total("listings")) == (1, 1)
    assert tell("listings", 20, requirements="会看图纸，三年以上经验") < 5
    assert (total("board"), total("listings")) == (1, 1)
    assert tell("board", 20) < 3


def test_what_is_left_of_a_cluster_is_found_and_as_old_as_it_is(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    advert = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
    other = {"title": "面点师", "employer": "别家饭店", "location_text": "北京市通州区", "salary_text": "6000元/月"}
    steps = [("early", other), ("mate", other), ("second", advert), ("early", advert), ("early", other)]
    for day, (source, raw) in enumerate(steps, 1):
        seen = datetime(2026, 11, day, tzinfo=UTC)
        Intake(store, source, "import", rest=0).take("job_posting", [{"source_id": "1", "seen": seen, **raw}])
        follow(store, writer)
        assert differences(store, reader).total == 0, day
    assert (total(reader, "数控车工"), total(reader, "面点师")) == (1, 1)


def test_what_an_older_file_tells_of_is_as_old_in_the_index(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    advert = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
    for source, source_id, day in (("board", "1", 5), ("board", "2", 6), ("listings", "1", 7), ("board", "2", 4)):
        raw = {"source_id": source_id, "seen": datetime(2026, 11, day, tzinfo=UTC), **advert}
        Intake(store, source, "import", rest=0).take("job_posting", [raw])
        follow(store, writer)
    reader.refresh()
    assert differences(store, reader).total == 0


def test_what_is_left_of_a_cluster_that_another_joins_at_once_is_as_old_as_it_is(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    advert = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
    other = {"title": "面点师", "employer": "别家饭店", "location_text": "北京市通州区", "salary_text": "6000元/月"}

    def take(day: int, *raws: tuple[str, dict[str, str]]) -> None:
        seen = datetime(2026, 11, day, tzinfo=UTC)
        records = [{"source_id": source_id, "seen": seen, **raw} for source_id, raw in raws]
        Intake(store, "board", "import", rest=0).take("job_posting", records)
        follow(store, writer)
        reader.refresh()

    take(2, ("2", advert), ("3", advert))
    take(1, ("1", advert))
    take(3, ("1", other), ("4", advert))
    assert differences(store, reader).total == 0


def test_nothing_new_is_nothing_to_do(store: Engine, writer: SearchWriter) -> None:
    take(store, range(3))
    follow(store, writer)
    assert follow(store, writer) == {"changes": 0, "indexed": 0, "removed": 0}
    take(store, range(3))
    assert follow(store, writer)["changes"] == 0, "an unchanged record is no change"


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


def test_verify_names_what_differs_and_repair_mends_it(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    ids = take(store, range(20))
    follow(store, writer)
    generation = writer.current()
    assert generation is not None
    generation.delete({ids[0]: 1})
    generation.commit()
    generation.close()
    found = differences(store, reader)
    assert (found.compared, found.missing, found.different, found.surplus) == (20, [ids[0]], [], [])
    assert repair(store, writer, analyzer(bundled().words), found.ids) == 1
    assert differences(store, reader).total == 0


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
    outlived(store, writer)
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
    outlived(store, writer)
    assert total(reader) == 10


def outlived(store: Engine, writer: SearchWriter) -> None:
    """A follower goes on until nothing is left to do."""
    follower = Follower(store, writer, open_engine(settings()), bundled, Console(quiet=True))
    ended = threading.Timer(8, follower.stopping.set)
    ended.start()
    follower.forever()
    ended.cancel()


@pytest.mark.slow
def test_a_follower_killed_in_its_work_leaves_an_index_that_the_next_one_makes_equal(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    """Some 15 s: SIGKILL at five moments of real following; nothing may be lost or doubled."""
    command = [sys.executable, "-m", "rencai", "--quiet", "index", "follow"]
    for round_ in range(5):
        take(store, range(round_ * 300, round_ * 300 + 600), title=f"第{round_}批焊工")
        process = subprocess.Popen(command, env=dict(os.environ))
        time.sleep(1.2 + 0.35 * round_)
        process.send_signal(signal.SIGKILL)
        process.wait()
    follow(store, writer)
    assert total(reader) == 4 * 300 + 600
    assert differences(store, reader).total == 0


@pytest.mark.slow
def test_a_rebuild_killed_in_its_work_goes_on_or_starts_over_and_ends_equal(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    """Some 10 s: SIGKILL of a real rebuild; searches go on in the old index meanwhile."""
    take(store, range(1500))
    rebuild(store, writer, bundled(), QUIET)
    command = [sys.executable, "-m", "rencai", "--quiet", "index", "rebuild"]
    for pause in (0.8, 1.4):
        process = subprocess.Popen(command, env=dict(os.environ), start_new_session=True)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert total(reader) == 1500
        assert gone(process.pid), "the processes that made documents end with the one that asked for them"
    assert rebuild(store, writer, bundled(), QUIET)["total"] == 1500
    assert differences(store, reader).total == 0


def gone(group: int) -> bool:
    """Whether no process of a group is left, soon."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
