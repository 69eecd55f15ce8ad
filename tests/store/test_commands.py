"""The commands as a person or a program starts them: exit codes, what goes to stdout and what to stderr."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from rencai import clock
from rencai.cli import main
from rencai.records.canonical import record_id
from rencai.settings import settings
from rencai.store.engine import writing
from rencai.store.life import end
from rencai.store.migrate import prepare


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def rencai(tmp_path, monkeypatch, capsys):
    """Do a command on a data folder of its own, in this process: to start one takes longer than most commands."""
    monkeypatch.chdir(tmp_path)

    def do(*arguments, **changed):
        with monkeypatch.context() as meanwhile:
            for name, value in changed.items():
                meanwhile.setenv(name, value)
            meanwhile.setattr(sys, "argv", ["rencai", *map(str, arguments)])
            settings.cache_clear()
            with pytest.raises(SystemExit) as ended:
                main()
        told = capsys.readouterr()
        return Done(ended.value.code or 0, told.out, told.err)

    return do


def opened(output):
    if output is not None:
        return os.open(output, os.O_WRONLY)
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@pytest.fixture
def process(tmp_path):
    """Start a command as a process of its own, on the same data folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RENCAI", "DATABASE"))}

    def start(*arguments, stdin=None, output="", **changed):
        """`output`: where stdout goes, instead of to the test; None is a pipe that nobody reads."""
        return subprocess.run(
            [sys.executable, "-m", "rencai", *map(str, arguments)],
            stdout=subprocess.PIPE if output == "" else opened(output),
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment | {"RENCAI_DATA": str(tmp_path / "data")} | changed,
            cwd=tmp_path,
            check=False,
            input=stdin and stdin.read_text("utf-8"),
        )

    return start


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jobs.ndjson"
    rows = [{"source_id": "1", "title": "电工", "salary_text": "8000-10000元/月"}, {"source_id": "2", "title": "焊工"}]
    path.write_text("\n".join([*(json.dumps(row, ensure_ascii=False) for row in rows), "no json"]), "utf-8")
    return path


def test_import_counts_and_reports_bad_lines_and_still_succeeds(rencai, process, file):
    first = process("import", "job_posting", file, "--source", "甲网", "--json")
    assert first.returncode == 0
    assert json.loads(first.stdout) == {"added": 2, "changed": 0, "unchanged": 0, "rejected": 1}
    assert "line 3: not_json" in first.stderr
    again = rencai("--quiet", "import", "job_posting", file, "--source", "甲网", "--json")
    assert json.loads(again.stdout) == {"added": 0, "changed": 0, "unchanged": 2, "rejected": 1}


@pytest.mark.parametrize("name", ["Bad Name!", "a/b", "", "a" * 65])
def test_a_name_that_would_need_quotes_names_no_source(rencai, file, name):
    done = rencai("import", "job_posting", file, f"--source={name}")
    assert done.returncode == 2
    assert "cannot name a source" in " ".join(done.stderr.replace("│", " ").split())


def test_import_reads_what_is_piped_in(rencai, process, file):
    for name in ("-", "/dev/stdin"):
        done = process(
            "import", "job_posting", name, "--source", Path(name).name.strip("-") or "a", "--json", stdin=file
        )
        assert json.loads(done.stdout) == {"added": 2, "changed": 0, "unchanged": 0, "rejected": 1}
    assert rencai("import", "job_posting", file.with_name("missing"), "--source", "a").returncode == 2


def test_an_item_with_half_a_surrogate_pair_is_rejected_alone(rencai, tmp_path):
    file = tmp_path / "bad.ndjson"
    file.write_text(r'{"source_id":"1","title":"\ud800"}' + '\n{"source_id":"2","title":"\u7535\u5de5"}\n', "utf-8")
    done = rencai("import", "job_posting", file, "--source", "a", "--json")
    assert json.loads(done.stdout) == {"added": 1, "changed": 0, "unchanged": 0, "rejected": 1}


def test_a_dry_run_writes_no_record(rencai, file):
    done = rencai("import", "job_posting", file, "--source", "a", "--dry-run", "--json")
    assert json.loads(done.stdout)["added"] == 2
    assert rencai("export", "job_posting").stdout == ""


def test_bytes_that_are_no_table_are_said_to_be_none(rencai, tmp_path):
    file = tmp_path / "junk.csv"
    file.write_bytes(bytes(range(128, 256)) * 9 + b"\nmore")
    done = rencai("import", "job_posting", file, "--source", "a")
    assert done.returncode == 1
    assert "the first line must name the columns" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_a_line(rencai, process, file):
    rencai("import", "job_posting", file, "--source", "a")
    for command in (("export", "job_posting"), ("kinds",)):
        done = process(*command, output="/dev/full")
        assert done.returncode == 1
        assert "No space left on device" in done.stderr
        assert len(done.stderr.splitlines()) <= 2


def test_who_reads_no_further_makes_no_failure(rencai, process, file):
    rencai("import", "job_posting", file, "--source", "a")
    for command in (("export", "job_posting"), ("kinds", "--json")):
        done = process("--quiet", *command, output=None)
        assert (done.returncode, done.stderr) == (0, "")


def test_export_prints_one_object_a_line_whatever_the_locale(rencai, process, file):
    rencai("import", "job_posting", file, "--source", "甲网")
    done = process("export", "job_posting", LC_ALL="C", PYTHONIOENCODING="ascii")
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["title"] for one in objects} == {"电工", "焊工"}
    assert {one["source"] for one in objects} == {"甲网"}
    assert rencai("export", "job_posting", "--status", "gone").stdout == ""
    assert len(rencai("export", "job_posting", "--format", "csv").stdout.splitlines()) == 3


def test_an_export_of_a_source_that_there_is_not_says_so(rencai, file):
    rencai("import", "job_posting", file, "--source", "甲网")
    for kind, source, told in (("job_posting", "乙网", True), ("policy_notice", "甲网", False)):
        done = rencai("--quiet", "export", kind, "--source", source)
        assert (done.returncode, done.stdout) == (0, "")
        assert ("there is no record of a source" in done.stderr) == told


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "no_kind", "jobs.ndjson", "--source", "a"),
        ("import", "job_posting", "nothing", "--source", "a"),
        ("import", "job_posting", "jobs.ndjson"),
        ("export", "no_kind"),
        ("export", "job_posting", "--status", "dead"),
        ("erase", "unknown"),
        ("import", "job_posting", "jobs.ndjson", "--source", " "),
    ],
)
@pytest.mark.usefixtures("file")
def test_wrong_usage_ends_with_two(rencai, arguments):
    done = rencai(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout


def test_init_is_repeated_at_will_and_doctor_changes_nothing(rencai, tmp_path):
    assert rencai("doctor").returncode == 0
    assert not (tmp_path / "data").exists()
    assert [rencai("init", "--json").returncode for _ in range(2)] == [0, 0]
    found = json.loads(rencai("doctor", "--json").stdout)
    assert found["ok"]
    assert "7 records" in found["checks"]["store"]["detail"]


def test_doctor_tells_settings_as_they_are_set(rencai):
    set_ones = {"RENCAI_ALLOW_HOSTS": "a.example,b.example:81", "RENCAI_HTTPS_ONLY": "1"}
    found = json.loads(rencai("doctor", "--json", **set_ones).stdout)["settings"]
    assert found["allow_hosts"] == ["a.example", "b.example:81"]
    assert (found["https_only"], found["keep_days"], found["elasticsearch_url"]) == (True, 90, None)
    shown = rencai("doctor", **set_ones).stdout
    assert re.search(r"^allow_hosts +a\.example,b\.example:81$", shown, re.MULTILINE)
    assert "None" not in shown


def test_doctor_and_commands_show_no_secret(rencai, process):
    url = "postgresql://somebody:geheim@127.0.0.1:1/rencai"
    # With --verbose it ends in a traceback, which is the interpreter's to print.
    for start, *arguments in ((rencai, "doctor", "--json"), (rencai, "init"), (process, "--verbose", "init")):
        done = start(*arguments, DATABASE_URL=url, RENCAI_SECRET="geheim", ELASTICSEARCH_API_KEY="geheim")
        assert done.returncode == 1
        assert "geheim" not in done.stdout + done.stderr
        assert "DATABASE_URL" in done.stdout + done.stderr


def test_doctor_says_what_is_wrong_with_the_search(rencai, process, tmp_path):
    def search(**settings):
        found = json.loads(rencai("doctor", "--json", **settings).stdout)["checks"]["search"]
        return found["ok"], found["detail"]

    rencai("init")
    assert search() == (True, "embedded index: not built yet; `rencai index follow --once` builds it")
    process("index", "follow", "--once")
    assert search() == (True, "embedded index: 7 records")
    ok, detail = search(ELASTICSEARCH_URL="http://127.0.0.1:1")
    assert not ok
    assert "does not answer" in detail
    facts = next((tmp_path / "data" / "index").glob("g*/generation.json"))
    facts.write_text('{"fields": "of another version"}')
    ok, detail = search()
    assert not ok
    assert "rencai index rebuild" in detail


def test_an_import_into_a_newer_store_is_refused(rencai, tmp_path, file):
    import sqlite3

    rencai("init")
    with sqlite3.connect(tmp_path / "data" / "rencai.sqlite") as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
    conn.close()
    done = rencai("import", "job_posting", file, "--source", "a")
    assert done.returncode == 1
    assert "newer release" in done.stderr


def test_a_masked_export_shows_what_the_site_does(rencai, tmp_path):
    """The landlines of a source that is declared to have an office's, and of others none."""
    file = tmp_path / "notices.csv"
    file.write_text("source_id,title,body_text\n1,通知,电话：010-63950001，手机13812345678\n", "utf-8")
    for source in ("sample-government", "elsewhere"):
        rencai("import", "policy_notice", file, "--source", source)
    shown = {}
    for line in rencai("export", "policy_notice", "--masked").stdout.splitlines():
        one = json.loads(line)
        shown[one["source"]] = one["body_text"]
    assert shown == {
        "sample-government": "电话：010-63950001，手机138****5678",
        "elsewhere": "电话：010-********，手机138****5678",
    }
    with writing(prepare(settings())) as turn:
        end(turn, [record_id("elsewhere", "1")], "gone", "noindex", clock.now())
    assert "elsewhere" not in rencai("export", "policy_notice", "--masked").stdout, (
        "its source asks that it be not used"
    )


def test_a_record_is_taken_down_and_shown_again(rencai, file):
    rencai("import", "job_posting", file, "--source", "a")
    one = json.loads(rencai("export", "job_posting").stdout.splitlines()[0])["id"]
    assert rencai("withdraw", one, "--reason", "内容不实").returncode == 0
    again = rencai("withdraw", one, "--reason", "x")
    assert (again.returncode, "it is down" in again.stderr) == (2, True)
    assert f'"{one}"' not in rencai("export", "job_posting", "--masked").stdout
    kept = {line["id"]: line for line in map(json.loads, rencai("export", "job_posting").stdout.splitlines())}
    assert (kept[one]["status"], bool(kept[one]["title"])) == ("withdrawn", True)
    assert json.loads(rencai("restore", one, "--json").stdout) == {"restored": one}
    assert f'"{one}"' in rencai("export", "job_posting", "--masked").stdout
    assert rencai("restore", one).returncode == 2, "it is not withdrawn any more"
    assert rencai("withdraw", "nosuch", "--reason", "x").returncode == 2


@pytest.mark.parametrize("words", [("restore",), ("erase",), ("withdraw", "--reason", "x")])
def test_an_argument_that_is_no_text_is_wrong_usage(rencai, words):
    rencai("init")
    done = rencai(*words, "\udcff")
    assert (done.returncode, "no UTF-8" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_erase_empties_one_record(rencai, file):
    rencai("import", "job_posting", file, "--source", "a")
    one = json.loads(rencai("export", "job_posting").stdout.splitlines()[0])
    assert json.loads(rencai("erase", one["id"], "--reason", "GDPR", "--json").stdout)["erased"] == one["id"]
    after = {line["id"]: line for line in map(json.loads, rencai("export", "job_posting").stdout.splitlines())}
    assert (after[one["id"]]["status"], after[one["id"]]["title"]) == ("withdrawn", "")


def test_erase_names_what_tells_of_the_same(rencai, tmp_path):
    file = tmp_path / "same.csv"
    file.write_text("source_id,title,employer,description\n1,数控车工,北京示例机床厂," + "操作数控车床。" * 9, "utf-8")
    for source in ("a", "b"):
        rencai("import", "job_posting", file, "--source", source)
    one, other = [json.loads(line)["id"] for line in rencai("export", "job_posting").stdout.splitlines()]
    done = rencai("erase", one, "--json")
    assert json.loads(done.stdout)["also_seen"] == [other]
    assert other in done.stderr


def test_erase_takes_no_reason_that_cannot_be_kept(rencai, file):
    """PostgreSQL would refuse a long one with an error of its own."""
    rencai("import", "job_posting", file, "--source", "a")
    one = json.loads(rencai("export", "job_posting").stdout.splitlines()[0])
    long = "按当事人书面申请删除其个人信息，并通知来源网站一并处理，请勿恢复" * 2
    for reason, told in ((long, "shorter"), ("", "says nothing"), ("　 ", "says nothing")):
        done = rencai("erase", one["id"], "--reason", reason)
        assert (done.returncode, told in done.stderr) == (2, True)
