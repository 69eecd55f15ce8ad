"""What a second start of the demo fetches again."""

from pathlib import Path

from rencai.settings import Settings
from rencai.store.migrate import prepare
from rencai.store.runs import finish_run, start_run
from rencai_sample.network import SOURCES
from rencai_sample.running import uncollected


def test_only_what_no_crawl_has_read_to_its_end_is_fetched_again(tmp_path: Path) -> None:
    engine = prepare(Settings(data=tmp_path))
    first, second, *others = SOURCES
    assert uncollected(engine) == tuple(SOURCES)
    for job, source, complete in ((f"crawl:{first}", first, True), (f"crawl:{second}", second, False)):
        finish_run(engine, start_run(engine, job, source) or 0, "done", {"complete": complete})
    assert uncollected(engine) == (second, *others)
    # What an operator does with what was collected asks for no crawl.
    finish_run(engine, start_run(engine, f"reparse:{first}", first) or 0, "done", {"pages": 1})
    assert uncollected(engine) == (second, *others)
