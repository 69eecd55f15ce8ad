"""The commands as a shell sees them: exit codes, one JSON value on stdout, the rest on stderr."""

import json
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from fault_site import Answer, FaultSite
from rencai import clock
from rencai.cli import build
from rencai.errors import UsageError
from rencai.settings import settings
from support_crawl import BODY, fill, listing, notice, source_of

COUNTS = ("added", "changed", "unchanged", "gone", "restored", "rejected", "failed", "skipped")


@pytest.fixture
def rencai(site: FaultSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `rencai …` with the fault site's source declared and allowed."""
    folder = tmp_path / "sources"
    folder.mkdir()
    declared = source_of(site).model_dump(mode="json", exclude_defaults=True)
    (folder / "fault.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("RENCAI_SOURCES", str(folder))
    monkeypatch.setenv("RENCAI_ALLOW_HOSTS", site.netloc)
    settings.cache_clear()
    app = build()

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return run


def test_crawl_prints_one_json_value_of_whole_numbers(rencai: Any, site: FaultSite) -> None:
    fill(site, range(4))
    result = rencai("crawl", "fault", "--json")
    assert result.exit_code == 0
    value = json.loads(result.stdout)
    assert value["added"] == value["sources"]["fault"]["added"] == 4
    assert all(type(value[name]) is int for name in COUNTS)


def test_rejected_items_are_no_failure_and_a_dead_source_is(rencai: Any, site: FaultSite) -> None:
    fill(site, range(4))
    site.page("/n/t20240501_0.html", "<html><body></body></html>")
    assert rencai("crawl", "fault", "--json").exit_code == 0
    site.otherwise = Answer(b"down", 500)
    site.routes.clear()
    result = rencai("crawl", "fault", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["sources"]["fault"]["health"] == "failed"


def test_wrong_usage(rencai: Any) -> None:
    from rencai.errors import UsageError

    for words in (
        ("crawl",),
        ("crawl", "fault", "--all"),
        ("crawl", "nobody"),
        ("reparse", "nobody"),
        ("sources", "probe", "nohost"),
    ):
        result = rencai(*words)
        assert isinstance(result.exception, UsageError)
        assert result.exception.exit_code == 2


def test_all_takes_sample_sources_only_where_they_can_be(rencai: Any, site: FaultSite) -> None:
    fill(site, range(2))
    value = json.loads(rencai("crawl", "--all", "--json").stdout)
    assert list(value["sources"]) == ["fault"]


def test_status_tells_health_and_exits_by_it(rencai: Any, site: FaultSite) -> None:
    fill(site, range(6))
    rencai("crawl", "fault")
    result = rencai("sources", "status", "--json")
    (status,) = [one for one in json.loads(result.stdout) if one["source"] == "fault"]
    assert (status["health"], status["live"], status["listed"]) == ("healthy", 6, 6)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", status["last_run"])
    assert result.exit_code == 0
    site.page("/list", listing([]))
    rencai("crawl", "fault")
    result = rencai("sources", "status", "--json")
    assert next(one for one in json.loads(result.stdout) if one["source"] == "fault")["health"] == "empty"
    assert result.exit_code == 1


def test_list_has_what_the_timetable_needs(rencai: Any) -> None:
    listed = json.loads(rencai("sources", "list", "--json").stdout)
    (source,) = [one for one in listed if one["id"] == "fault"]
    assert source["schedule"].count(" ") == 4
    assert {"id", "name", "kinds", "family", "enabled", "sample", "attribution"} <= source.keys()


def test_sample_sources_are_scheduled_and_watched_only_where_their_host_may_be_fetched(
    rencai: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(*words: str) -> set[str]:
        rows = json.loads(rencai("sources", *words, "--json").stdout)
        return {row.get("id") or row["source"] for row in rows if row.get("collected", True)}

    assert named("list") == named("status") == {"fault"}
    monkeypatch.setenv("RENCAI_ALLOW_HOSTS", "127.0.0.1")
    settings.cache_clear()
    assert "sample-gigs" in named("list") & named("status")


def test_a_crawl_of_all_that_finds_no_source_says_so(rencai: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENCAI_SOURCES")
    settings.cache_clear()
    result = rencai("crawl", "--all", "--json")
    assert (result.exit_code, json.loads(result.stdout)["sources"]) == (0, {})
    assert "no source is collected" in result.stderr


def test_check_explains_and_fails(rencai: Any, tmp_path: Path) -> None:
    assert rencai("sources", "check").exit_code == 0
    (tmp_path / "sources" / "bad.yaml").write_text("id: bad\nfamily: x\n", encoding="utf-8")
    result = rencai("sources", "check", "--json")
    assert result.exit_code == 1
    assert (2, "family") in {(fault["line"], fault["key"]) for fault in json.loads(result.stdout)["faults"]}


def test_a_source_whose_file_broke_is_not_missed_silently(rencai: Any, site: FaultSite, tmp_path: Path) -> None:
    fill(site, range(2))
    rencai("crawl", "fault")
    file = next((tmp_path / "sources").glob("fault.y*ml"))
    file.write_text(file.read_text("utf-8").replace("details:", "detials:"), encoding="utf-8")
    result = rencai("sources", "status", "--json")
    (status,) = [one for one in json.loads(result.stdout) if one["source"] == "fault"]
    assert (status["health"], status["live"], result.exit_code) == ("failed", 2, 1)
    assert "detials" in status["why"]
    for words in (("crawl", "--all", "--json"), ("sources", "list", "--json")):
        result = rencai(*words)
        assert "fault is left out" in result.stderr
        json.loads(result.stdout)
    assert rencai("crawl", "--all").exit_code == 1


def test_what_a_removed_source_left_behind_is_not_missed_silently(rencai: Any, site: FaultSite, tmp_path: Path) -> None:
    fill(site, range(3))
    rencai("crawl", "fault")
    next((tmp_path / "sources").glob("fault.y*ml")).unlink()
    result = rencai("sources", "status", "--json")
    (status,) = [one for one in json.loads(result.stdout) if one["source"] == "fault"]
    assert (status["health"], status["live"], result.exit_code) == ("failed", 3, 1)
    assert "no source file" in status["why"]


def test_a_source_that_was_switched_off_is_not_missed_silently(
    rencai: Any, site: FaultSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it left live is still shown."""
    fill(site, range(3))
    rencai("crawl", "fault")
    file = next((tmp_path / "sources").glob("fault.y*ml"))
    file.write_text(file.read_text("utf-8") + "\nenabled: false\n", encoding="utf-8")
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    result = rencai("sources", "status", "--json")
    (status,) = [one for one in json.loads(result.stdout) if one["source"] == "fault"]
    assert (status["health"], status["live"], result.exit_code) == ("late", 3, 1)
    assert "switched off" in status["why"]


def test_a_folder_of_sources_that_is_not_there_is_not_missed_silently(
    rencai: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENCAI_SOURCES", str(tmp_path / "sourcse"))
    settings.cache_clear()
    for words in (("crawl", "--all"), ("sources", "status")):
        result = rencai(*words)
        assert (result.exit_code, "no such folder" in result.output) == (1, True)


def test_extract_reads_a_file_and_an_address(rencai: Any, site: FaultSite, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(notice(7), encoding="utf-8")
    (record,) = json.loads(rencai("extract", str(file), "--url", "http://rsj.example/t1_7.html").stdout)
    assert (record["kind"], record["title"], record["url"]) == (
        "policy_notice",
        "关于第7号事项的通知",
        "http://rsj.example/t1_7.html",
    )
    assert BODY in record["body_text"]
    site.page("/x", notice(8))
    (record,) = json.loads(rencai("extract", site.url("/x")).stdout)
    assert record["title"] == "关于第8号事项的通知"


@pytest.mark.parametrize(
    "body", [b"", b"<html><body></body></html>", "<title>安全验证</title>您的请求疑似攻击行为".encode()]
)
def test_extract_of_nothing_says_why(rencai: Any, tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(body)
    result = rencai("extract", str(file))
    assert result.exit_code == 1
    assert json.loads(result.stdout) == []
    assert "no record" in result.stderr


def test_a_probe_that_finds_nothing_writes_nothing(rencai: Any, site: FaultSite, tmp_path: Path) -> None:
    site.page("/empty", "<html><body><p>欢迎</p></body></html>")
    file = tmp_path / "none.yaml"
    result = rencai("sources", "probe", site.url("/empty"), "--write", str(file))
    assert result.exit_code != 0
    assert "no list of details was found" in result.output
    assert not file.exists()


def test_a_probe_writes_over_nothing_and_where_it_can(rencai: Any, site: FaultSite, tmp_path: Path) -> None:
    fill(site, range(8))
    there = tmp_path / "there.yaml"
    there.write_text("mine", encoding="utf-8")
    for words in (("--write", str(there)), ("--write", str(tmp_path / "no" / "x1.yaml")), ("--id", "Bad_ID")):
        result = rencai("sources", "probe", site.url("/list"), *words)
        assert isinstance(result.exception, UsageError)
    assert (there.read_text("utf-8"), site.asked) == ("mine", [])
    written = rencai("sources", "probe", site.url("/list"), "--write", str(tmp_path / "new-one.yaml"))
    assert written.exit_code == 0
    assert "rencai crawl new-one" in written.stdout
    assert "id: new-one\n" in (tmp_path / "new-one.yaml").read_text("utf-8")


def test_old_responses_and_rejects_are_dropped(rencai: Any, site: FaultSite) -> None:
    fill(site, range(2))
    rencai("crawl", "fault")
    archive = settings().data / "pages"
    (referred, *_) = archive.glob("*/*.gz")
    unreferred = archive / "00" / f"{'0' * 64}.gz"
    unreferred.parent.mkdir(exist_ok=True)
    unreferred.write_bytes(b"x")
    for path in (referred, unreferred):
        long_ago = (clock.now() - timedelta(days=100)).timestamp()
        os.utime(path, (long_ago, long_ago))
    rencai("crawl", "fault")
    assert referred.exists()
    assert not unreferred.exists()
