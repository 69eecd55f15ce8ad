"""What several sources tell of, or one posts again, is one thing in the index, and as old as it is."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from rencai import clock
from rencai.intake.intake import Intake
from rencai.search.port import SearchReader, SearchWriter
from rencai.search.query import Query
from rencai.store.engine import writing
from rencai.store.life import end
from support_indexer import differences, follow, take, total

ADVERT = {"title": "数控车工", "employer": "示例厂", "location_text": "北京市海淀区", "salary_text": "8000元/月"}
OTHER = {"title": "面点师", "employer": "别家饭店", "location_text": "北京市通州区", "salary_text": "6000元/月"}


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


def test_what_two_sources_tell_of_is_found_and_counted_once(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    more = {"requirements": "会看图纸，三年以上经验", "education_text": "大专"}
    ids = [
        str(Intake(store, source, "import", rest=0).take("job_posting", [{"source_id": "1", **raw}])[0].id)
        for source, raw in (("board", ADVERT), ("listings", ADVERT | more))
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
    more = {"requirements": "会看图纸，三年以上经验"}

    def tell(source: str, raw: dict[str, str]) -> str:
        return str(Intake(store, source, "import", rest=0).take("job_posting", [{"source_id": "1", **raw}])[0].id)

    def found(*unwanted: str) -> list[str]:
        follow(store, writer)
        reader.refresh()
        query = Query(text="数控车工 示例厂", near=False, exclude={"source": unwanted})
        assert differences(store, reader).total == 0
        return [hit.id for hit in reader.search(query).hits]

    first, second = tell("board", ADVERT), tell("listings", ADVERT | more)
    assert found("board") == [second]
    third = tell("careers", ADVERT | more | {"education_text": "大专"})
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

    def tell(source: str, *ids: int, **more: str) -> int:
        raws = [{"source_id": str(one), **ADVERT, **more} for one in ids]
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
    steps = [("early", OTHER), ("mate", OTHER), ("second", ADVERT), ("early", ADVERT), ("early", OTHER)]
    for day, (source, raw) in enumerate(steps, 1):
        seen = datetime(2026, 11, day, tzinfo=UTC)
        Intake(store, source, "import", rest=0).take("job_posting", [{"source_id": "1", "seen": seen, **raw}])
        follow(store, writer)
        assert differences(store, reader).total == 0, day
    assert (total(reader, "数控车工"), total(reader, "面点师")) == (1, 1)


def test_what_an_older_file_tells_of_is_as_old_in_the_index(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:
    for source, source_id, day in (("board", "1", 5), ("board", "2", 6), ("listings", "1", 7), ("board", "2", 4)):
        raw = {"source_id": source_id, "seen": datetime(2026, 11, day, tzinfo=UTC), **ADVERT}
        Intake(store, source, "import", rest=0).take("job_posting", [raw])
        follow(store, writer)
    reader.refresh()
    assert differences(store, reader).total == 0


def test_what_is_left_of_a_cluster_that_another_joins_at_once_is_as_old_as_it_is(
    store: Engine, writer: SearchWriter, reader: SearchReader
) -> None:

    def take(day: int, *raws: tuple[str, dict[str, str]]) -> None:
        seen = datetime(2026, 11, day, tzinfo=UTC)
        records = [{"source_id": source_id, "seen": seen, **raw} for source_id, raw in raws]
        Intake(store, "board", "import", rest=0).take("job_posting", records)
        follow(store, writer)
        reader.refresh()

    take(2, ("2", ADVERT), ("3", ADVERT))
    take(1, ("1", ADVERT))
    take(3, ("1", OTHER), ("4", ADVERT))
    assert differences(store, reader).total == 0
