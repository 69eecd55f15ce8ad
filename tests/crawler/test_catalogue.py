"""Source files: what is right, and how what is wrong is explained."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from rencai.errors import SourceInvalid, UnknownSource
from rencai.settings import Settings
from rencai_crawler.catalogue import check, folders, load, source_files, source_named
from rencai_crawler.source import Listing, Politeness, Rule, Source
from rencai_crawler.source_file import read_source
from rencai_crawler.source_values import SPANS, site_name

DOCS = Path(__file__).parents[2] / "docs" / "sources.md"
RIGHT = """\
id: right
name: 示例
owner: 示例
kinds: [job_posting]
family: selectors
start: [https://jobs.example/list]
details: /job/\\d+
source_id: /job/(\\d+)
fields:
  title: h1
  salary_text: {label: 工资}
politeness:
  delay: 1.5
legal_basis: 示例
attribution: 示例
"""


def written(folder: Path, text: str, name: str = "right") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, name: str = "right") -> list[tuple[int, str]]:
    source, found = read_source(written(folder, text, name))
    assert source is None
    return [(fault.line, fault.key) for fault in found]


def test_a_right_file_is_a_source(tmp_path: Path) -> None:
    source, found = read_source(written(tmp_path, RIGHT))
    assert not found
    assert source is not None
    assert source.fields["title"].css == "h1"
    assert source.politeness.delay == 1.5
    assert source.is_detail("https://jobs.example/job/7")
    assert source.netlocs == {"jobs.example"}


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("example.gov.cn:80", "example.gov.cn"),
        ("example.gov.cn", "www.example.gov.cn:443"),
        ("Example.GOV.cn.", "example.gov.cn"),
        ("人才.政务.cn", "xn--gmq009b.xn--zfr164b.cn"),
        ("[2001:db8::1]:80", "[2001:db8::1]"),
    ],
)
def test_hosts_are_the_same_however_they_are_written(written: str, asked: str) -> None:
    assert site_name(written) == site_name(asked)
    assert site_name("example.gov.cn:8080") not in (site_name(written), "example.gov.cn")


@pytest.mark.parametrize(
    ("change", "line", "key"),
    [
        (("delay: 1.5", "delay: quick"), 13, "politeness.delay"),
        (("delay: 1.5", "dely: 1.5"), 13, "politeness.dely"),
        (("family: selectors", "family: magic"), 5, "family"),
        (("kinds: [job_posting]", "kinds: [job_posting, gossip]"), 4, "kinds.1"),
        (("details: /job/\\d+", "details: '/job/('"), 7, "details"),
        (("start: [https://jobs.example/list]", "start: [ftp://jobs.example/list]"), 6, "start.0"),
        (("name: 示例\n", ""), 1, "name"),
        (("{label: 工资}", "{label: 工资, css: b}"), 11, "fields.salary_text"),
        (("name: 示例\n", "name: 示例\nname: 又一个\n"), 3, "name"),
        (("id: right", "id: other"), 1, "id"),
        (("source_id: /job/(\\d+)", "source_id: /job/\\d+"), 8, "source_id"),
        (("  title: h1", "  titel: h1"), 10, "fields.titel"),
        (("  title: h1", "  title: 'h1[['"), 10, "fields.title.css"),
        (("{label: 工资}", "{xpath: '//['}"), 11, "fields.salary_text.xpath"),
        (("details: /job/\\d+\n", ""), 1, "details"),
        (("family: selectors", "family: table"), 1, "columns"),
        (("legal_basis", "encoding: gb-18030\nlegal_basis"), 14, "encoding"),
        (("legal_basis", "schedule: 61 4 * * *\nlegal_basis"), 14, "schedule"),
        (("legal_basis", "schedule: nightly\nlegal_basis"), 14, "schedule"),
        (("legal_basis", "hosts: [https://a.example/x]\nlegal_basis"), 14, "hosts.0"),
        (("legal_basis", "body: 'div[['\nlegal_basis"), 14, "body"),
        (("legal_basis", "late_after: -1\nlegal_basis"), 14, "late_after"),
        (("legal_basis", "listing:\n  items: 'tr[['\nlegal_basis"), 15, "listing.items"),
        (("legal_basis", "listing:\n  url: /job/{id}\nlegal_basis"), 15, "listing.url"),
        (("legal_basis", "columns: {titel: 课程}\nlegal_basis"), 14, "columns.titel"),
        (("https://jobs.example/list", "https://jobs.example:99999/"), 6, "start.0"),
        (("https://jobs.example/list", "https://me:secret@jobs.example/"), 6, "start.0"),
        (("legal_basis", "issuer: 2024-13-45\nlegal_basis"), 14, ""),
        (("legal_basis", "issuer: a\x07\nlegal_basis"), 14, ""),
    ],
)
def test_faults_have_their_line_and_key(tmp_path: Path, change: tuple[str, str], line: int, key: str) -> None:
    assert (line, key) in faults(tmp_path, RIGHT.replace(*change))


def test_every_wrong_key_is_named_at_once_with_what_it_may_have_meant(tmp_path: Path) -> None:
    text = RIGHT.replace("  title: h1", "  titel: h1\n  salery_text: b")
    said = [str(fault) for fault in read_source(written(tmp_path, text))[1]]
    assert [line.partition(".yaml")[2] for line in said] == [
        ":10: fields.titel: no raw field of job_posting; 'title' is",
        ":11: fields.salery_text: no raw field of job_posting; 'salary_text' is",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "id: [",
        "just words",
        "\tid: x",
        "id: &a [*a]",
        "id: &a {b: *a}",
        "id: " + "[" * 5000,
        "? [a, b]\n: x",
        "id: a\x07b",
        "id: a\x00b",
        "issuer: 2024-13-45",
        "issuer: !!int abc",
        "issuer: !!timestamp abc",
        "issuer: " + "9" * 5000,
    ],
)
def test_what_is_no_source_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("politeness:", "politness:"), "no such key; 'politeness' is one"),
        (("delay: 1.5", "dely: 1.5"), "no such key; 'delay' is one"),
        (("{label: 工资}", "{lable: 工资}"), "no such key; 'label' is one"),
        (("name: 示例", "quatsch: 1\nname: 示例"), "no such key; docs/sources.md has them"),
        (("name: 示例\n", ""), "is missing"),
        (("owner: 示例", "owner: yes"), "YAML takes this for yes or no; put it in quotes"),
        (("owner: 示例", "owner: 12"), "YAML takes this for a number; put it in quotes"),
        (("owner: 示例", "owner: 2026-01-01"), "YAML takes this for a day; put it in quotes"),
        (("owner: 示例", "owner: [示例]"), "must be a text"),
        (("kinds: [job_posting]", "kinds: job_posting"), "must be a list, such as [job_posting]"),
        (("kinds: [job_posting]", "kinds: []"), "must not be empty"),
        (("owner: 示例", "owner: ''"), "must not be empty"),
        (("legal_basis", "late_after: 48\nlegal_basis"), f"a number without its unit; {SPANS}"),
        (("legal_basis", "late_after: 36:00:00\nlegal_basis"), f"a number without its unit; {SPANS}"),
        (("legal_basis", "late_after: 48h\nlegal_basis"), f"not a length of time; {SPANS}"),
        (("legal_basis", "listing: {complete_every: 6}\nlegal_basis"), f"a number without its unit; {SPANS}"),
        (("id: right", "id: Right"), "needs 2 to 63 of a-z, 0-9 and -, such as example-rsj"),
    ],
)
def test_a_fault_says_what_to_write_instead(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    _, found = read_source(written(tmp_path, RIGHT.replace(*change)))
    assert told in [fault.message for fault in found]


@pytest.mark.parametrize(("said", "hours"), [("2 days", 48), ("P2D", 48), ("PT36H", 36)])
def test_lengths_of_time_are_written_with_their_unit(tmp_path: Path, said: str, hours: int) -> None:
    source, _ = read_source(written(tmp_path, f"{RIGHT}late_after: {said}\n"))
    assert source is not None
    assert source.late_after == timedelta(hours=hours)


def test_a_file_of_another_encoding_says_so_and_where(tmp_path: Path) -> None:
    path = tmp_path / "right.yaml"
    path.write_bytes(RIGHT.encode("gb18030"))
    (fault,) = read_source(path)[1]
    assert (fault.line, "UTF-8" in fault.message) == (2, True)


def test_every_bundled_file_is_right() -> None:
    assert check(Settings()) == []
    assert load(Settings())


def test_a_further_folder_adds_and_replaces(tmp_path: Path) -> None:
    written(tmp_path, RIGHT)
    settings = Settings(sources=tmp_path)
    assert source_named("right", settings).name == "示例"
    assert set(load(Settings())) < set(load(settings))
    bundled = next(iter(source_files(folders(Settings()))))
    written(tmp_path, RIGHT.replace("id: right", f"id: {bundled}"), bundled)
    assert source_named(bundled, settings).family == "selectors"


def test_errors_of_a_named_source(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="sources list"):
        source_named("nobody", Settings())
    written(tmp_path, RIGHT.replace("delay: 1.5", "delay: -1"))
    with pytest.raises(SourceInvalid, match=r"right.yaml:13: politeness.delay"):
        source_named("right", Settings(sources=tmp_path))


@pytest.mark.parametrize(
    ("model", "prefix"),
    [
        (Source, ""),
        (Listing, "listing."),
        (Politeness, "politeness."),
        (Rule, "fields.<field>."),
    ],
)
def test_every_key_is_documented(model: type[Source], prefix: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for name, field in model.model_fields.items():
        assert f"| `{prefix}{name}` |" in text
        assert (field.description or "").replace("|", "/") in text


def test_rows_need_something_to_tell_them_apart(tmp_path: Path) -> None:
    """Without an id or an address, all rows of a file are one record."""
    head, _, rest = RIGHT.replace("family: selectors", "family: table").partition("fields:")
    ends = rest[rest.index("legal_basis") :]
    assert "columns" in {key for _, key in faults(tmp_path, f"{head}columns: {{title: 岗位}}\n{ends}")}
    assert read_source(written(tmp_path, f"{head}columns: {{title: 岗位, source_id: 编号}}\n{ends}"))[0]


def test_a_list_of_which_nothing_can_be_used_is_one_fault_an_entry(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, RIGHT.replace("kinds: [job_posting]", "kinds: [job]"))
    assert fault[1] == "kinds.0"


def test_a_file_of_which_another_takes_the_place_is_a_fault(tmp_path: Path) -> None:
    for name in ("right.yaml", "right.yml"):
        (tmp_path / name).write_text(RIGHT, encoding="utf-8")
    (fault,) = [one for one in check(Settings(sources=tmp_path)) if one.file.parent == tmp_path]
    assert fault.file.name == "right.yaml"
    assert "right.yml" in fault.message


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("name: 示例", "name: 通知: 公告", 2, "stands in quotes"),
        ("owner: ", "owner：", 4, "on line 3 `：`"),
        ("name: 示例", 'name: "示例', 7, "begins on line 2"),
        ("  delay: 1.5", "\tdelay: 1.5", 13, "blanks"),
        ("delay: 1.5", "delay: two", 13, "must be a number"),
        ("politeness:\n  delay: 1.5", "politeness: slow", 12, "keys and values"),
        ("family: selectors", "family: html", 5, "must be 'government'"),
        ("owner: 示例", "owner: 示例\nenabled: maybe", 4, "must be true or false"),
        (RIGHT, f"{RIGHT}# \u2028\u2028\u2028\nnote: a: b\n", 17, "stands in quotes"),
        (RIGHT, "", 1, "is empty"),
        (RIGHT, "- id: right", 1, "`id: …`"),
    ],
)
def test_what_is_wrong_is_said_to_who_knows_no_yaml(
    tmp_path: Path, before: str, after: str, line: int, said: str
) -> None:
    _, found = read_source(written(tmp_path, RIGHT.replace(before, after)))
    assert [fault.line for fault in found] == [line]
    assert said in found[0].message


def test_a_folder_that_is_not_to_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, RIGHT)
    scandir = os.scandir

    def refusing(path: str | Path = ".") -> object:
        if str(path) == str(tmp_path):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    assert [str(fault) for fault in check(Settings(sources=tmp_path))] == [
        f"{tmp_path}:1: cannot be read: Permission denied; RENCAI_SOURCES names it"
    ]
