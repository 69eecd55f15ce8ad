"""The demo as people start it: a real process tree, a real site, and nothing left of it at the end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from elasticsearch_node import free_ports
from rencai.console import console
from rencai.errors import PortTaken
from rencai.settings import Settings
from rencai_sample.content_files import table
from rencai_sample.demo import demo
from rencai_sample.keeper import MARK, marked
from rencai_sample.network import SITES
from rencai_sample.totals import by_source, totals
from rencai_sample.vacancies import board_vacancies, table_vacancies

COLLECTED = 300.0
"""Seconds for everything on a machine that other tests use as well; alone it is under 90."""
LAST_LINE = re.compile(r"^(http://\S+)  (\d+) vacancies, (\d+) courses and (\d+) notices are live")
TERM = "高技能人才数据库"

pytestmark = pytest.mark.timeout(600)


class Demo:
    """One running demo."""

    def __init__(self, data: Path, port: int) -> None:
        self.port = port
        self.began = time.time()
        self.output = data.parent / f"{port}-{self.began}.out"
        self.errors = self.output.with_suffix(".err")
        with self.output.open("wb") as output, self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "rencai", "demo", "--port", str(port)],
                env={**os.environ, "RENCAI_DATA": str(data)},
                stdout=output,
                stderr=errors,
            )

    def said(self) -> str:
        """What it told people so far."""
        return self.errors.read_text("utf-8", errors="replace")

    def last_line(self) -> re.Match[str]:
        """The line that says it is complete."""
        while self.process.poll() is None and time.time() - self.began < COLLECTED:
            found = LAST_LINE.match(self.output.read_text("utf-8"))
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(self.said()[-3000:])

    def mark(self) -> str:
        """What tells this demo's processes from others."""
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and _parent(folder) == self.process.pid:
                found = re.search(rf"{MARK}=(\w+)", (folder / "environ").read_bytes().decode(errors="replace"))
                if found:
                    return found[1]
        raise AssertionError("the demo has no children")

    def child(self, words: str) -> int:
        """The process of this demo whose command ends with the words; 0 where there is none."""
        for pid in marked(self.mark()):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            if command.endswith(words):
                return pid
        return 0

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return str(answer.read().decode())

    def end(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def gone(mark: str) -> bool:
    end = time.monotonic() + 20
    while marked(mark) and time.monotonic() < end:
        time.sleep(0.2)
    return not marked(mark)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(data: Path) -> Iterator[Demo]:
    """The first start, complete."""
    demo = Demo(data, free_ports(1)[0])
    yield demo
    demo.end()


def test_pages_answer_soon_after_the_start(first: Demo) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            assert json.loads(first.get("/api/v1/openapi.json"))["openapi"]
            break
        except OSError:
            assert time.monotonic() < end
            assert first.process.poll() is None, first.said()
            time.sleep(0.2)
    assert "<title>" in first.get("/")


def test_the_last_line_tells_what_is_live(first: Demo) -> None:
    address, *counts = first.last_line().groups()
    assert address == f"http://127.0.0.1:{first.port}"
    wanted = totals()
    found = dict(zip(("job_posting", "training_course", "policy_notice"), map(int, counts), strict=True))
    assert found["policy_notice"] == wanted["policy_notice"]
    assert found["training_course"] == wanted["training_course"]
    ended = sum(vacancy.expires in table("phrases")["past"] for vacancy in (*board_vacancies(), *table_vacancies()))
    abroad = by_source()["sample-careers"]["job_posting"]
    assert wanted["job_posting"] - ended - abroad <= found["job_posting"] <= wanted["job_posting"] - ended


def test_every_example_of_the_first_page_finds_something(first: Demo) -> None:
    examples: list[str] = []
    end = time.monotonic() + 30  # those of an index that was still empty stand for a while
    while len(examples) < 4 and time.monotonic() < end:
        line = first.get("/").partition('<p class="tries">')[2].partition("</p>")[0]
        examples = re.findall(r'href="/search\?q=([^"]+)"', line)
        time.sleep(0.5)
    assert len(examples) == 4
    for example in examples:
        found = json.loads(first.get(f"/api/v1/search?q={example}"))
        assert found["total"] > 0, urllib.parse.unquote_plus(example)


def test_the_policy_is_found_first_with_its_words_marked(first: Demo) -> None:
    page = first.get("/search?" + urllib.parse.urlencode({"q": TERM}))
    hit = page[page.index("<mark>") :] if "<mark>" in page else ""
    assert hit
    assert "〔2007〕14号" in page
    record = json.loads(first.get("/api/v1/search?" + urllib.parse.urlencode({"q": TERM})))
    assert "高技能人才工作" in json.dumps(record, ensure_ascii=False)


def test_a_killed_part_is_started_again(first: Demo) -> None:
    victim = first.child("index follow")
    os.kill(victim, signal.SIGKILL)
    end = time.monotonic() + 30
    while first.child("index follow") in (0, victim) and time.monotonic() < end:
        time.sleep(0.2)
    assert first.child("index follow") not in (0, victim)
    assert "follow ended with code -9; it is started again" in first.said()


def test_another_program_on_the_port_is_named(first: Demo, tmp_path: Path) -> None:
    other = Demo(tmp_path / "data", first.port)
    assert other.process.wait(60) == 1
    assert f"port {first.port} " in other.said()
    assert "--port" in other.said()


def test_sigterm_ends_all_of_it_and_a_second_start_fetches_nothing(first: Demo, data: Path) -> None:
    mark = first.mark()
    assert len(marked(mark)) >= 4
    before = json.loads(first.get("/api/v1/jobs"))
    assert first.end() == 0
    assert gone(mark)
    # The code may have been updated meanwhile, so that the index has to be built anew.
    for facts in (data / "index").glob("*/generation.json"):
        facts.write_text('{"fields": "of an older version"}', encoding="utf-8")
    again = Demo(data, first.port)
    try:
        assert again.last_line()[1] == f"http://127.0.0.1:{first.port}"
        assert (data / "logs" / "crawl.log").stat().st_mtime < again.began
        after = json.loads(again.get("/api/v1/jobs"))
        assert after["total"] == before["total"]
        assert [hit["id"] for hit in after["hits"]] == [hit["id"] for hit in before["hits"]]
    finally:
        mark = again.mark()
        again.process.kill()
        again.process.wait()
    assert gone(mark), "children must end when the demo is killed"


def test_a_port_of_a_sample_site_is_not_the_demos(tmp_path: Path) -> None:
    with pytest.raises(PortTaken, match="give another one"):
        demo(SITES[0].port, Settings(data=tmp_path), console())
