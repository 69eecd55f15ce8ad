"""The whole network as a newcomer gets it: the wheel in an environment of its own, `rencai demo`, and every page.

Some two minutes, most of them collecting: the one test that would notice a file missing in the wheel, a page that fails
on real records, a process that outlives its parent, or engines that count differently.
"""

import html
import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from elasticsearch_node import free_ports

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

QUESTIONS = tuple(
    urlencode(question)
    for question in (
        {"q": "高技能人才数据库"},
        {"q": "焊工"},
        {"q": "数控车工 昌平"},
        {"q": "CNC"},
        {"kind": "job_posting", "district": "110114"},
        {"kind": "job_posting", "skill_level": "高级工"},
        {"kind": "training_course", "q": "python"},
        {"kind": "policy_notice", "q": "职业教育"},
        {"kind": "service_guide"},
        {"q": "不存在的词汇组合"},
    )
)


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment of its own, and the data folder of its network."""

    python: Path
    data: Path

    def run(self, *words: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "-m", "rencai", *words],
            env=self.environment(**environment),
            cwd=self.data.parent,
            capture_output=True,
            text=True,
            check=check,
            timeout=300,
        )

    def json(self, *words: str, **environment: str) -> Any:
        return json.loads(self.run(*words, **environment).stdout)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RENCAI_", "PYTHON"))}
        return {**kept, "RENCAI_DATA": str(self.data), **more}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    python = folder / "venv/bin/python"
    (wheel,) = folder.glob("rencai-*.whl")
    subprocess.run([*pip, "--python", python, "install", "-q", "--no-deps", wheel], check=True)
    # That the dependencies can be installed, whoever runs this has seen: to do it again takes a minute.
    (site,) = folder.glob("venv/lib/python*/site-packages")
    (site / "dependencies.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    return Installed(python, folder / "data")


@dataclass(frozen=True)
class Demo:
    """A running demo."""

    installed: Installed
    url: str
    last_line: str

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=30) as response:
            return str(response.read().decode())

    def api(self, path: str) -> Any:
        return json.loads(self.page(f"/api/v1{path}"))


@pytest.fixture(scope="module")
def demo(installed: Installed) -> Iterator[Demo]:
    """`rencai demo` until the tests end; then SIGTERM, and nothing of it is left."""
    port, log = free_ports(1)[0], installed.data.parent / "demo.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [installed.python, "-m", "rencai", "demo", "--port", str(port)],
            stdout=out,
            stderr=out,
            env=installed.environment(),
            cwd=installed.data.parent,
        )
    deadline = time.monotonic() + 240
    while "are live" not in (said := log.read_text()):
        assert process.poll() is None, said
        assert time.monotonic() < deadline, said
        time.sleep(0.2)
    yield Demo(installed, f"http://127.0.0.1:{port}", said.strip().splitlines()[-1])
    process.send_signal(signal.SIGTERM)
    code = process.wait(60)
    assert (code, processes(str(installed.data))) == (0, [])


def processes(data: str) -> list[str]:
    """Command lines of the processes whose data folder this is."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"RENCAI_DATA={data}\0".encode() in (process / "environ").read_bytes() + b"\0":
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


EVERY_COMMAND = """
from typer.main import get_command
from typer.testing import CliRunner

from rencai.cli import build


def names(command, before=()):
    yield before
    for name, below in getattr(command, "commands", {}).items():
        yield from names(below, (*before, name))


app = build()
for words in names(get_command(app)):
    told = CliRunner().invoke(app, [*words, "--help"])
    assert told.exit_code == 0 and "Usage" in told.output, (words, told.output)
    print(*words)
"""


def test_every_command_explains_itself(installed: Installed) -> None:
    """In one process: each has modules of its own, which have to be in the wheel."""
    done = subprocess.run(
        [installed.python, "-c", EVERY_COMMAND], env=installed.environment(), capture_output=True, text=True, check=True
    )
    every = set(done.stdout.splitlines())
    assert {"demo", "crawl", "sources probe", "index follow", "serve", "schedule run", "export"} <= every
    assert "Usage" in installed.run("--help").stdout


def test_wrong_usage_exits_with_2_and_says_what_to_do(installed: Installed) -> None:
    found = installed.run("crawl", "no-such-source", check=False)
    assert found.returncode == 2
    assert "rencai sources list" in found.stderr


def test_the_last_line_says_where_and_how_many(demo: Demo) -> None:
    assert demo.last_line.startswith(demo.url)
    counts = demo.installed.json("doctor", "--json")
    assert counts


def test_the_policy_is_the_first_hit_and_its_words_are_marked(demo: Demo) -> None:
    page = demo.page(f"/search?q={quote('高技能人才数据库')}")
    first = demo.api(f"/search?q={quote('高技能人才数据库')}")["hits"][0]
    record = demo.api(f"/records/{first['id']}")
    assert record["document_number"] == "京办发〔2007〕14号"
    assert page.index(first["id"]) < page.index("<mark>") or "<mark>" in page
    assert "〔2007〕14号" in page


def test_a_district_narrows(demo: Demo) -> None:
    every, some = demo.api("/jobs")["total"], demo.api("/jobs?district=110114")["total"]
    assert 0 < some < every


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/jobs",
        "/courses",
        "/policies",
        "/services",
        "/search?q=%E7%84%8A%E5%B7%A5",
        "/admin/login",
        "/robots.txt",
        "/sitemap.xml",
        "/healthz",
        "/readyz",
        "/api/v1/openapi.json",
        "/api/v1/kinds",
    ],
)
def test_pages_answer(demo: Demo, path: str) -> None:
    assert demo.page(path)


def test_a_record_of_each_kind_has_its_page(demo: Demo) -> None:
    for path in ("/jobs", "/courses", "/policies", "/services"):
        hit = demo.api(path)["hits"][0]
        assert hit["title"] in html.unescape(demo.page(f"{path}/{hit['id']}"))


def test_what_is_not_there_is_said_in_chinese(demo: Demo) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        demo.page("/jobs/aaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert raised.value.code == 404
    assert "没有" in raised.value.read().decode()


def test_store_and_index_are_equal(demo: Demo) -> None:
    assert demo.installed.json("index", "verify", "--json")["differences"] == 0


@pytest.mark.elasticsearch
def test_elasticsearch_counts_what_the_embedded_index_counts(demo: Demo, elasticsearch_url: str) -> None:
    environment = {"ELASTICSEARCH_URL": elasticsearch_url, "RENCAI_INDEX": f"whole-{os.getpid()}"}
    demo.installed.run("index", "rebuild", **environment)
    port = free_ports(1)[0]
    site = subprocess.Popen(
        [demo.installed.python, "-m", "rencai", "serve", "--port", str(port)],
        env=demo.installed.environment(**environment),
    )
    other = Demo(demo.installed, f"http://127.0.0.1:{port}", "")
    try:
        wait_for(other)
        for question in QUESTIONS:
            one, two = demo.api(f"/search?{question}"), other.api(f"/search?{question}")
            assert (one["total"], one["facets"]) == (two["total"], two["facets"]), question
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(30)


def wait_for(demo: Demo) -> None:
    for _ in range(150):
        try:
            demo.page("/readyz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the site did not become ready")
